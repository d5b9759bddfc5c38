// specwise/specs: all specifications of the workspace with their progress, and the index entry of each.
import { type Location, type SymbolInformation, SymbolKind } from 'vscode-languageserver'
import { detachedCopy } from '../base/words.ts'
import type { Field } from '../document/model.ts'
import { openQuestionsOf } from '../edits/openQuestions.ts'
import { type AnchorLink, anchorLinksOf } from '../edits/renameAnchors.ts'
import { type Feature, filesOf } from '../feature/feature.ts'
import { isArchiveByWord, stageOf } from '../feature/lifeCycle.ts'
import { summarise } from '../feature/summary.ts'
import { meansField } from '../languages/names.ts'
import { fits, foreignReferences, itemSymbols } from '../queries/workspaceSymbol.ts'
import { isLeftOver } from '../templates/leftOver.ts'
import { isStatus } from '../templates/status.ts'
import type { TemplateField } from '../templates/template.ts'
import { linesOf, toRange } from './convert.ts'
import type { Question, SpecEntry } from './messages.ts'

/** The index entry of a specification. */
export interface Indexed {
  entry: SpecEntry
  /** Its items: id, text, index of the document in `entry.documents`, line and character from 0, separated by tabs. */
  symbols: readonly string[]
  /** References to ids of other specifications. */
  foreign: readonly Foreign[]
  /** Pages outside the specification to whose headings it links. */
  linked: readonly Pick<AnchorLink, 'path' | 'fromRoot'>[]
}

export interface Foreign {
  number: number
  prefix: string
  from: number
  /** The end of a range; else the same as `from`. */
  to: number
  suffix: string
  place: Location
}

/** The entry of a feature, with locations in the form of the client. It retains no substring of a document. */
export function indexed(feature: Feature, uriOf: (path: string) => string): Indexed {
  const symbols = itemSymbols(feature).map(({ id, text, spec, span }) => {
    const { line, character } = linesOf(spec.document).positionAt(span.start)
    return [id, text.replaceAll('\t', ' '), feature.documents.indexOf(spec), line, character].join('\t')
  })
  const foreign = foreignReferences(feature).map(({ number, id, last, file, span }): Foreign => {
    const place = { uri: uriOf(file.path), range: toRange(linesOf(file.document), span) }
    return { number, prefix: id.prefix, from: id.number, to: last?.number ?? id.number, suffix: id.suffix, place }
  })
  const linked = linkedPages(feature)
  return { entry: specEntry(feature, uriOf), symbols, foreign, linked } // joined texts and parts of ids are no substrings of a document
}

/** Each page once, as a copy that retains no document. */
function linkedPages(feature: Feature): Indexed['linked'] {
  const pages = new Map<string, Indexed['linked'][number]>()
  for (const file of filesOf(feature))
    for (const { path, fromRoot } of anchorLinksOf(file))
      if (!path.startsWith(`${feature.path.replaceAll('\\', '/')}/`) && !pages.has(path))
        pages.set(detachedCopy(path), { path: detachedCopy(path), fromRoot })
  return [...pages.values()]
}

/** The items of all specifications that match a query. */
export function findSymbols(all: readonly Indexed[], query: string): SymbolInformation[] {
  const found: SymbolInformation[] = []
  for (const { entry, symbols } of all)
    for (const symbol of symbols) {
      const [id = '', text = '', document, line, character] = symbol.split('\t')
      if (!fits(query, id, text)) continue
      const start = { line: Number(line), character: Number(character) }
      const range = { start, end: { line: start.line, character: start.character + id.length } }
      const uri = entry.documents[Number(document)] ?? entry.uri
      found.push({
        name: `${id} ${text}`.trim(),
        kind: SymbolKind.Field,
        location: { uri, range },
        containerName: entry.title,
      })
      if (found.length >= mostSymbols) return found
    }
  return found
}

const mostSymbols = 300

/** A specification with its progress. */
export function specEntry(feature: Feature, uriOf: (path: string) => string): SpecEntry {
  const summary = summarise(feature)
  const { title, id, status, tasks, review } = summary
  const path = feature.path.replaceAll('\\', '/')
  const name = title ?? path.slice(path.lastIndexOf('/') + 1)
  const [, kind] = [...feature.spec.fields].find(([wanted, field]) => isType(wanted, field)) ?? []
  return structuredClone({
    uri: uriOf(feature.spec.path),
    name: path.slice(path.lastIndexOf('/') + 1),
    title: id && !name.startsWith(id) ? `${id} ${name}` : name,
    format: feature.format.name,
    status,
    stage: stageOf(feature.spec) ?? null,
    type: kind?.value.trim() ?? null,
    owner: feature.spec.document.fields.find(isOwner)?.value.trim() ?? null,
    archived: path.split('/').slice(-3, -1).some(isArchiveByWord),
    stamp: stampOf(feature),
    problems: null,
    documents: feature.documents.map((one) => uriOf(one.path)),
    tasks,
    review,
    questions: questionsIn(feature, uriOf),
  })
}

/** Whether a field names an owner, not a placeholder. */
const isOwner = ({ key, value }: Field): boolean =>
  meansField(key.toLowerCase(), 'owner') && /^[^[{<]/.test(value.trim())

/** Whether a field has a vocabulary other than that of the status. */
const isType = (wanted: TemplateField, field: Field): boolean =>
  wanted.shape.type === 'words' && !isStatus(wanted) && !isLeftOver(wanted, field)

/** A hash that changes with the texts of the documents. */
function stampOf({ documents }: Feature): string {
  let hash = 0
  for (const { document } of documents)
    for (let k = 0; k < document.text.length; k++) hash = (Math.imul(hash, 31) + document.text.charCodeAt(k)) | 0
  return `${documents.reduce((sum, { document }) => sum + document.text.length, 0)} ${hash}`
}

function questionsIn(feature: Feature, uriOf: (path: string) => string): Question[] {
  const open = openQuestionsOf(feature)
  if (open.length === 0) return []
  return open.map(({ spec, one, item, answers }) => {
    const range = toRange(linesOf(spec.document), one)
    return { uri: uriOf(spec.path), range, question: one.question, item, answers }
  })
}
