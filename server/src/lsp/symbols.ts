// Ids and resource names over the protocol: definition, references, highlights, hover, rename. The answer is null for anything
// else, so that other servers may answer.
import {
  type Connection,
  type DocumentHighlight,
  DocumentHighlightKind,
  type Hover,
  type Location,
  MarkupKind,
  type Position,
  type Range,
  ResponseError,
  type TextDocuments,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Analyser } from '../analysis/analyser.ts'
import type { Checker } from '../analysis/checker.ts'
import { t } from '../base/l10n.ts'
import type { Span } from '../base/span.ts'
import { pathOf } from '../base/uri.ts'
import { mayNameIds } from '../document/references.ts'
import { renameOf, whyNoRename } from '../edits/rename.ts'
import type { Feature, FeatureFile } from '../feature/feature.ts'
import { definitionsOfSymbol, featureOfSymbol, type IdSymbol, referencesOf, symbolAt } from '../feature/symbol.ts'
import { definitionsAt } from '../queries/definition.ts'
import { highlightsOf } from '../queries/documentHighlight.ts'
import { headingHover } from '../queries/headingHover.ts'
import { hoverOf } from '../queries/hover.ts'
import type { createCompletion } from './completion.ts'
import { linesOf, toRange } from './convert.ts'
import type { CrossReferences } from './crossReferences.ts'
import type { Guard } from './guard.ts'
import { headingText, hoverText, type Places } from './hoverText.ts'
import type { OpenEvidence } from './openEvidence.ts'
import type { createResourceNames } from './resourceNames.ts'

export interface SymbolsOptions {
  documents: TextDocuments<TextDocument>
  analyser: Analyser
  /** The specification with a number, next to the one at an address. */
  otherSpec(uri: string, number: number): Promise<Feature | undefined>
  address(path: string): string
  /** The feature whose folder contains other Markdown. */
  attachmentAt: Checker['attachmentAt']
  /** References in other specifications. */
  crossReferences: CrossReferences
  evidence: Pick<OpenEvidence, 'of'>
  /** The client supports versioned edits. */
  versionedEdits(): boolean
  /** The client supports annotated edits. */
  annotates(): boolean
}

type At = { textDocument: { uri: string }; position: Position }

/** Answers each request for ids; null if there is none. */
export function createIds({
  documents,
  analyser,
  otherSpec,
  attachmentAt,
  crossReferences,
  evidence,
  address,
  versionedEdits,
  annotates,
}: SymbolsOptions) {
  /** The id at a position, in a document of a specification or in other Markdown of its folder. */
  const symbolOf = async ({ textDocument: { uri }, position }: At) => {
    const document = documents.get(uri)
    if (!document) return undefined
    const own = await analyser.read(document)
    const path = pathOf(uri)
    const { line } = position
    const words = document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } })
    const { feature, file } =
      own.feature || path === undefined || !mayNameIds(words)
        ? { feature: own.feature, file: own.spec }
        : ((await attachmentAt(path).catch(() => undefined)) ?? {})
    const symbol = feature && file && symbolAt(feature, file, document.offsetAt(position))
    return feature && symbol && { document, feature, file, symbol }
  }
  /** The feature that a symbol belongs to. */
  const featureOf = ({ feature, symbol }: { feature: Feature; symbol: IdSymbol }, uri: string) =>
    featureOfSymbol(feature, symbol, (number) => otherSpec(uri, number))
  const isStale = ({ path, document }: FeatureFile): boolean =>
    (documents.get(address(path))?.getText() ?? document.text) !== document.text
  const places = placesIn(documents, address)
  const headingAt = async ({ textDocument: { uri }, position }: At): Promise<Hover | null> => {
    const document = documents.get(uri)
    const spec = document && (await analyser.read(document)).spec
    const found = document && spec && headingHover(spec, document.offsetAt(position))
    return found
      ? { range: toRange(document, found), contents: { kind: MarkupKind.Markdown, value: headingText(found) } }
      : null
  }

  return {
    async definition(at: At): Promise<Location[] | null> {
      const found = await symbolOf(at)
      if (!found) return null
      const { feature, symbol } = found
      const specWithNumber = (number: number): Promise<Feature | undefined> => otherSpec(at.textDocument.uri, number)
      const all = await definitionsAt(feature, symbol, specWithNumber)
      return all.map(({ spec, definition }) => places(spec, definition))
    },

    async references(at: At & { context: { includeDeclaration: boolean } }): Promise<Location[] | null> {
      const found = await symbolOf(at)
      if (!found) return null
      const { symbol } = found
      const feature = await featureOf(found, at.textDocument.uri)
      if (!feature) return null
      const definitions = definitionsOfSymbol(feature, symbol)
      const seen = new Map<string, Location>()
      const add = (file: FeatureFile, span: Span): void => {
        const place = places(file, span)
        seen.set(JSON.stringify(place), place)
      }
      const ids = symbol.last ? definitions.map(({ definition }) => definition.id) : [symbol.id]
      for (const id of ids) for (const { file, reference } of referencesOf(feature, id)) add(file, reference)
      for (const place of await crossReferences.places(feature, ids)) seen.set(JSON.stringify(place), place)
      // The id in the metadata of a specification is both a definition and a reference.
      for (const { spec, definition } of definitions) seen.delete(JSON.stringify(places(spec, definition)))
      const own = at.context.includeDeclaration
        ? definitions.map(({ spec, definition }) => places(spec, definition))
        : []
      return [...own, ...seen.values()]
    },

    async highlights(at: At): Promise<DocumentHighlight[] | null> {
      const found = await symbolOf(at)
      if (!found) return null
      const { document, feature, file, symbol } = found
      return highlightsOf(feature, file, symbol).map((one) => ({
        range: toRange(document, one),
        kind: one.defines ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      }))
    },

    async hover(at: At): Promise<Hover | null> {
      const found = await symbolOf(at)
      if (!found) return headingAt(at)
      const { document, symbol } = found
      const feature = await featureOf(found, at.textDocument.uri)
      if (!feature) return null
      const { items, more } = hoverOf(feature, symbol)
      if (items.length === 0) return null
      const evidenceFor = await evidence.of(feature)
      const parts = items.map((item) => {
        const known = evidenceFor?.(item.located.definition)
        return hoverText(item, items.length === 1, places, known && { ...known, address })
      })
      if (more > 0) parts.push(t('… and {0} more', more))
      const value = parts.join(items.length === 1 ? '\n\n' : '\n')
      return { range: toRange(document, symbol), contents: { kind: MarkupKind.Markdown, value } }
    },

    async prepareRename(at: At): Promise<{ range: Range; placeholder: string } | null> {
      const found = await symbolOf(at)
      if (!found || whyNoRename(found.feature, found.symbol)) return null
      return { range: toRange(found.document, found.symbol), placeholder: found.symbol.id.text }
    },

    async rename({ newName, ...at }: At & { newName: string }): Promise<WorkspaceEdit | null> {
      const asked = await symbolOf(at)
      const others = asked && (await crossReferences.documents(asked.feature))
      const found = asked && (await symbolOf(at)) // the text may have changed in the meantime
      if (!asked) return null
      if (found?.symbol.id.key !== asked.symbol.id.key) throw new ResponseError(-32602, documentChanged())
      const { feature, symbol } = found
      const why = whyNoRename(feature, symbol) ?? (others ? undefined : notAllRead())
      if (why) throw new ResponseError(-32602, why)
      const renamed = renameOf(feature, symbol, newName, others)
      if ('why' in renamed) throw new ResponseError(-32602, renamed.why)
      if (renamed.some(({ file }) => isStale(file))) throw new ResponseError(-32602, documentChanged())
      if (!versionedEdits())
        return {
          changes: Object.fromEntries(
            renamed.map(({ file, edits }) => [
              address(file.path),
              edits.map((edit): TextEdit => ({ range: places(file, edit).range, newText: edit.text })),
            ]),
          ),
        }
      // If the editor supports it, the preview groups the changes of other documents.
      const groupOf = (file: FeatureFile): 'own' | 'specs' | undefined =>
        !annotates() || address(file.path) === at.textDocument.uri
          ? undefined
          : others?.includes(file)
            ? 'specs'
            : 'own'
      const documentChanges = renamed.map(({ file, edits }) => {
        const group = groupOf(file)
        return {
          textDocument: versioned(documents, address(file.path)),
          edits: edits.map((edit) => ({
            range: places(file, edit).range,
            newText: edit.text,
            ...(group && { annotationId: group }),
          })),
        }
      })
      const groups = renamed.flatMap(({ file }) => groupOf(file) ?? [])
      if (groups.length === 0) return { documentChanges }
      const changeAnnotations = Object.fromEntries(
        groups.map((group) => [group, { label: groupLabel(group), needsConfirmation: false }]),
      )
      return { documentChanges, changeAnnotations }
    },
  }
}

const notAllRead = (): string =>
  t('Cannot rename yet: not all specifications are loaded. Resume loading them and try again.')
const documentChanged = (): string => t('A document has changed in the meantime. Try again.')

const groupLabel = (group: 'own' | 'specs'): string =>
  group === 'own' ? t('Other documents of the specification') : t('Other specifications that reference it')

const versioned = (documents: TextDocuments<TextDocument>, uri: string) => ({
  uri,
  version: documents.get(uri)?.version ?? null,
})

/** Converts spans to locations. */
function placesIn(documents: TextDocuments<TextDocument>, address: (path: string) => string): Places {
  return (file, span) => {
    const uri = address(file.path)
    const open = documents.get(uri)
    const lines = open?.getText() === file.document.text ? open : linesOf(file.document)
    return { uri, range: toRange(lines, span) }
  }
}

/** Connects the requests: ids first, then resource names. */
export function serveSymbols(
  connection: Connection,
  ids: ReturnType<typeof createIds>,
  names: ReturnType<typeof createResourceNames>,
  completion: ReturnType<typeof createCompletion>,
  guard: Guard,
): void {
  connection.onCompletion(guard('completion', null, completion))
  connection.onHover(guard('hover', null, async (at) => (await ids.hover(at)) ?? names.hover(at)))
  connection.onDefinition(guard('definition', null, async (at) => (await ids.definition(at)) ?? names.definition(at)))
  connection.onReferences(guard('references', null, async (at) => (await ids.references(at)) ?? names.references(at)))
  connection.onDocumentHighlight(guard('documentHighlight', null, ids.highlights))
  connection.onPrepareRename(
    guard('prepareRename', null, async (at) => (await ids.prepareRename(at)) ?? names.prepareRename(at)),
  )
  // Not guarded: the reason for a refused name is shown.
  connection.onRenameRequest(async (params) => (await ids.rename(params)) ?? names.rename(params))
}
