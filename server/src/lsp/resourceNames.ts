// Names of resources over the protocol: hover, definition, references, rename.

import {
  type Hover,
  type Location,
  MarkupKind,
  type Position,
  ResponseError,
  type TextDocuments,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { Analyser } from '../analysis/analyser.ts'
import type { Checker } from '../analysis/checker.ts'
import { counted, quotedList, t } from '../base/l10n.ts'
import { pathOf } from '../base/uri.ts'
import type { NamePlace } from '../manifests/resourceNames.ts'
import { definitionsOfName, headAround, placesOfName, resourceNameAt, whyNoName } from '../queries/resourceNames.ts'
import { isMarkdownPath } from '../workspace/paths.ts'
import type { ResourceIndex } from '../workspace/resourceIndex.ts'
import { toRange } from './convert.ts'

export interface ResourceNamesOptions {
  documents: TextDocuments<TextDocument>
  analyser: Analyser
  checker: Checker
  index: ResourceIndex
  address(path: string): string
  /** Prefixes of names, for a document. */
  prefixesOf(uri: string): Promise<readonly string[]>
  /** The client supports versioned edits. */
  versioned(): boolean
}

type At = { textDocument: { uri: string }; position: Position }

/** Answers each request; null if there is no resource name, so that others may answer. */
export function createResourceNames({
  documents,
  analyser,
  checker,
  index,
  prefixesOf,
  versioned,
  address,
}: ResourceNamesOptions) {
  const nameOf = async ({ textDocument: { uri }, position }: At) => {
    const document = documents.get(uri)
    if (!document || !(await analyser.read(document)).spec) return undefined
    const prefixes = await prefixesOf(uri)
    const found = resourceNameAt(document.getText(), document.offsetAt(position), prefixes)
    return found && { ...found, document, prefixes }
  }

  /** All locations of a name, in files and in the present text of open documents. */
  const everywhere = async (name: string, prefixes: readonly string[]) => {
    const { names } = await index.ready()
    const open = new Map(documents.all().flatMap((one) => [[pathOf(one.uri) ?? one.uri, one] as const]))
    const found = (names.get(name) ?? [])
      .filter(({ path }) => !open.has(path))
      .map((place) => locationOf(place, address))
    for (const document of open.values()) {
      if (document.languageId !== 'markdown') continue
      for (const span of placesOfName(document.getText(), name, prefixes))
        found.push({ uri: document.uri, range: toRange(document, span) })
    }
    return found
  }

  return {
    async hover(at: At): Promise<Hover | null> {
      const found = await nameOf(at)
      if (!found) return null
      const { name, document } = found
      const places = (await index.ready()).names.get(name) ?? []
      const [first, ...others] = definitionsOfName(places)
      const mentions = places.length - others.length - (first ? 1 : 0)
      const parts: string[] = []
      if (first) {
        const text = await checker.store.files.read(first.path).catch(() => '')
        const head = headAround(text, first.line)
        if (first.apiVersion && head !== '') parts.push(`\`\`\`yaml\n${head.replaceAll('```', '')}\n\`\`\``)
        for (const one of [first, ...others.slice(0, 4)]) parts.push(linkTo(one, address))
      } else parts.push(t('`{0}` has no manifest in this workspace.', name))
      if (mentions > 0)
        parts.push(counted(mentions, 'Referenced in {0} other location.', 'Referenced in {0} other locations.'))
      return { range: toRange(document, found), contents: { kind: MarkupKind.Markdown, value: parts.join('\n\n') } }
    },

    async definition(at: At): Promise<Location[] | null> {
      const found = await nameOf(at)
      if (!found) return null
      const places = definitionsOfName((await index.ready()).names.get(found.name) ?? [])
      return places.length > 0 ? places.map((place) => locationOf(place, address)) : null
    },

    async references(at: At): Promise<Location[] | null> {
      const found = await nameOf(at)
      return found ? everywhere(found.name, found.prefixes) : null
    },

    async prepareRename(at: At): Promise<{ range: ReturnType<typeof toRange>; placeholder: string } | null> {
      const found = await nameOf(at)
      return found ? { range: toRange(found.document, found), placeholder: found.name } : null
    },

    /** Only in specifications: manifests are changed where they are deployed from. */
    async rename({ newName, ...at }: At & { newName: string }): Promise<WorkspaceEdit | null> {
      const found = await nameOf(at)
      if (!found) return null
      const { name, prefixes } = found
      const { names } = await index.ready()
      const [existing] = newName === name ? [] : definitionsOfName(names.get(newName) ?? [])
      const why = existing
        ? t('"{0}" already exists in {1}:{2}', newName, existing.path, existing.line + 1)
        : (whyNoName(newName) ??
          (prefixes.some((prefix) => newName.startsWith(prefix))
            ? undefined
            : t('"{0}" must start with {1} to be recognized as a resource name', newName, quotedList(prefixes))))
      if (why) throw new ResponseError(-32602, why)
      const edits = new Map<string, { version: number | null; edits: TextEdit[] }>()
      const add = (document: TextDocument, version: number | null): void => {
        const places = placesOfName(document.getText(), name, prefixes)
        const list = places.map((span): TextEdit => ({ range: toRange(document, span), newText: newName }))
        if (list.length > 0) edits.set(document.uri, { version, edits: list })
      }
      for (const document of documents.all()) if ((await analyser.read(document)).spec) add(document, document.version)
      for (const path of new Set((names.get(name) ?? []).map((place) => place.path))) {
        const uri = address(path)
        if (documents.get(uri) || !isMarkdownPath(path)) continue
        // The present text: the index may be older.
        const loaded = await checker.load(path).catch(() => undefined)
        const text = loaded && (await checker.store.read(path).catch(() => undefined))?.text
        if (text !== undefined) add(TextDocument.create(uri, 'markdown', 0, text), null)
      }
      if (!versioned()) return { changes: Object.fromEntries([...edits].map(([uri, one]) => [uri, one.edits])) }
      return {
        documentChanges: [...edits].map(([uri, one]) => ({
          textDocument: { uri, version: one.version },
          edits: one.edits,
        })),
      }
    },
  }
}

function locationOf(place: NamePlace, address: (path: string) => string): Location {
  const { line, character, name } = place
  return {
    uri: address(place.path),
    range: { start: { line, character }, end: { line, character: character + name.length } },
  }
}

function linkTo({ path, line, kind, namespace }: NamePlace, address: (path: string) => string): string {
  const name = path.split(/[\\/]/).slice(-3).join('/').replace(/[[\]]/g, '\\$&')
  const what =
    namespace === undefined ? kind : kind === undefined ? t('in {0}', namespace) : t('{0} in {1}', kind, namespace)
  return `${what ? `${what} — ` : ''}[${name}:${line + 1}](${address(path)}#L${line + 1})`
}
