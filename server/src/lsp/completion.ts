// Completion over the protocol: ids, names of resources, fields, sections and words.
import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  InsertTextFormat,
  type Position,
  type TextDocuments,
} from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Analyser } from '../analysis/analyser.ts'
import { today } from '../base/date.ts'
import { specPrefix } from '../document/specNumber.ts'
import { namesIn } from '../manifests/manifestIndex.ts'
import { type CompletionContext, completionsAt } from '../queries/completion.ts'
import type { ResourceIndex } from '../workspace/resourceIndex.ts'
import type { SpecIndex } from '../workspace/specIndex.ts'
import { toRange } from './convert.ts'
import type { Indexed } from './specs.ts'

export interface CompletionOptions {
  documents: TextDocuments<TextDocument>
  analyser: Analyser
  resources: ResourceIndex
  index: SpecIndex<Indexed>
  /** Prefixes of names, for a document. */
  prefixesOf(uri: string): Promise<readonly string[]>
  /** The client supports completions with tab stops. */
  snippets(): boolean
}

type At = { textDocument: { uri: string }; position: Position }

const longestWait = 20 // milliseconds to wait for specifications that are not read yet
const none = { names: new Map(), kinds: new Map() }
const itemKinds = {
  id: CompletionItemKind.Reference,
  item: CompletionItemKind.Property,
  word: CompletionItemKind.Keyword,
  section: CompletionItemKind.Module,
  file: CompletionItemKind.File,
  name: CompletionItemKind.Value,
  new: CompletionItemKind.Value,
  kind: CompletionItemKind.Class,
  version: CompletionItemKind.EnumMember,
}

/** Answers the request; null if there is nothing to offer. */
export function createCompletion({ documents, analyser, resources, index, prefixesOf, snippets }: CompletionOptions) {
  /** Names in other open documents. */
  const recentNames = (uri: string, prefixes: readonly string[]): Set<string> => {
    const others = documents.all().filter((one) => one.uri !== uri && one.languageId === 'markdown')
    return new Set(others.flatMap((one) => namesIn(one.getText(), prefixes).map(({ name }) => name)))
  }

  /** All specifications, if a reference to one may be typed. */
  const specsFor = async (before: string): Promise<CompletionContext['specs']> => {
    if (!new RegExp(`(?<![\\w-])${specPrefix}-?\\d*$`).test(before)) return []
    const { changed } = await index.since(0, longestWait)
    return changed.flatMap(({ entry: { title } }) => {
      const id = new RegExp(`^${specPrefix}-\\d+`).exec(title)?.[0]
      return id === undefined ? [] : [{ id, title: title.slice(id.length).trim() }]
    })
  }

  return async ({ textDocument: { uri }, position }: At): Promise<CompletionList | null> => {
    const document = documents.get(uri)
    if (!document) return null
    const { feature, spec } = await analyser.read(document)
    if (!feature || !spec) return null
    const offset = document.offsetAt(position)
    const prefixes = await prefixesOf(uri)
    let unread = false // the names of the workspace are still being read
    const found = completionsAt(feature, spec, offset, {
      prefixes,
      names() {
        const names = resources.now()
        unread = !names
        return { ...(names ?? none), recent: recentNames(uri, prefixes) }
      },
      specs: await specsFor(document.getText().slice(Math.max(0, offset - 12), offset)),
      today: today(),
    })
    const items = found.map(({ label, short, detail, span, text, snippet, filter, rank, kind }, k): CompletionItem => {
      const range = toRange(document, span)
      return {
        label,
        detail,
        ...(short && { labelDetails: { description: short } }),
        kind: itemKinds[kind],
        sortText: `${String(rank).padStart(2, '0')} ${String(k).padStart(4, '0')}`,
        filterText: filter ?? label,
        ...(snippet !== undefined && snippets() && { insertTextFormat: InsertTextFormat.Snippet }),
        textEdit: { range, newText: (snippets() ? snippet : undefined) ?? text ?? label },
      }
    })
    return items.length > 0 ? { isIncomplete: items.length > 150 || unread, items } : null
  }
}
