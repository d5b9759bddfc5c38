// specwise/specs: all specifications of the workspace with how far each is; and what belongs to one of them.
import { type Location, type SymbolInformation, SymbolKind } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { openQuestionsOf } from '../clarify/questions.ts'
import { fits, foreignMentions, itemSymbols } from '../features/workspaceSymbol.ts'
import type { Feature, Page } from '../formats/feature.ts'
import type { TemplateField } from '../formats/format.ts'
import { isStatus, stageOf } from '../formats/stage.ts'
import { summarise } from '../formats/summary.ts'
import { isArchive } from '../rules/text.ts'
import { toRange } from './convert.ts'
import type { Question, SpecEntry } from './messages.ts'

/** What the index keeps of a specification. */
export interface Indexed {
  entry: SpecEntry
  /** Its items: id, text, number of the document in `entry.documents`, line and character from 0, with tabs between. */
  symbols: readonly string[]
  /** Ids of other specifications that it names. */
  foreign: readonly Foreign[]
}

export interface Foreign {
  number: number
  prefix: string
  from: number
  /** Of a range; else the same. */
  to: number
  suffix: string
  place: Location
}

/** Facts of a feature, with places as the client names them. They keep no piece of a text. */
export function indexed(feature: Feature, uriOf: (path: string) => string): Indexed {
  const places = new Map<Page, TextDocument>()
  const documentOf = (page: Page): TextDocument => {
    const own = places.get(page) ?? TextDocument.create(uriOf(page.path), 'markdown', 0, page.spec.text)
    places.set(page, own)
    return own
  }
  const symbols = itemSymbols(feature).map(({ id, text, reading, span }) => {
    const { line, character } = documentOf(reading).positionAt(span.start)
    return [id, text.replaceAll('\t', ' '), feature.documents.indexOf(reading), line, character].join('\t')
  })
  const foreign = foreignMentions(feature).map(({ number, id, last, page, span }): Foreign => {
    const place = { uri: uriOf(page.path), range: toRange(documentOf(page), span) }
    return { number, prefix: id.prefix, from: id.number, to: last?.number ?? id.number, suffix: id.suffix, place }
  })
  return { entry: specEntry(feature, uriOf), symbols, foreign } // joined texts and parts of ids are no pieces of a document
}

/** The items of all specifications that a query fits. */
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

/** A specification with how far it is. */
export function specEntry(feature: Feature, uriOf: (path: string) => string): SpecEntry {
  const summary = summarise(feature)
  const { title, id, status, tasks, review } = summary
  const path = feature.path.replaceAll('\\', '/')
  const name = title ?? path.slice(path.lastIndexOf('/') + 1)
  const [, kind] = [...feature.spec.fields].find(([wanted, { value }]) => isType(wanted, value)) ?? []
  return structuredClone({
    uri: uriOf(feature.spec.path),
    name: path.slice(path.lastIndexOf('/') + 1),
    title: id && !name.startsWith(id) ? `${id} ${name}` : name,
    format: feature.format.name,
    status,
    stage: stageOf(feature.spec) ?? null,
    type: kind?.value.trim() ?? null,
    archived: path
      .split('/')
      .slice(-3, -1)
      .some((folder) => isArchive(folder) && !/^\d/.test(folder)),
    stamp: stampOf(feature),
    problems: null,
    documents: feature.documents.map((one) => uriOf(one.path)),
    tasks,
    review,
    questions: questionsIn(feature, uriOf),
  })
}

/** A vocabulary that is not the one of the status. */
const isType = (wanted: TemplateField, value: string): boolean =>
  wanted.shape.type === 'words' && !isStatus(wanted) && value.trim() !== wanted.value

/** Tells texts apart: not what they are, but that they changed. */
function stampOf({ documents }: Feature): string {
  let hash = 0
  for (const { spec } of documents)
    for (let k = 0; k < spec.text.length; k++) hash = (Math.imul(hash, 31) + spec.text.charCodeAt(k)) | 0
  return `${documents.reduce((sum, { spec }) => sum + spec.text.length, 0)} ${hash}`
}

function questionsIn(feature: Feature, uriOf: (path: string) => string): Question[] {
  const open = openQuestionsOf(feature)
  if (open.length === 0) return []
  const places = new Map(
    feature.documents.map((reading) => [reading, TextDocument.create('', 'markdown', 0, reading.spec.text)]),
  )
  return open.map(({ reading, one, item, answers }) => {
    const place = places.get(reading) as TextDocument
    const range = { start: place.positionAt(one.start), end: place.positionAt(one.end) }
    return { uri: uriOf(reading.path), range, question: one.question, item, answers }
  })
}
