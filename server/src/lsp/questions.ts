// specwise/questions: the open questions of a document's specification, or of all of the workspace.
import type { TextDocuments } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { openQuestionsOf } from '../clarify/questions.ts'
import type { Feature } from '../formats/feature.ts'
import { summarise } from '../formats/summary.ts'
import type { Blame } from '../workspace/git.ts'
import { pathOf } from '../workspace/paths.ts'
import type { SpecIndex } from '../workspace/specIndex.ts'
import type { Store } from '../workspace/store.ts'
import type { Analyser } from './analysis.ts'
import type { AgesParams, QuestionsParams, SpecQuestions } from './messages.ts'

/** The open questions of a feature, with places as the client names them. It keeps no piece of a text. */
export function questionsOf(feature: Feature, uriOf: (path: string) => string): SpecQuestions {
  const { title, id, status } = summarise(feature)
  const places = new Map(
    feature.documents.map((reading) => [reading, TextDocument.create('', 'markdown', 0, reading.spec.text)]),
  )
  const questions = openQuestionsOf(feature).map(({ reading, one, item, answers }) => {
    const place = places.get(reading) as TextDocument
    const range = { start: place.positionAt(one.start), end: place.positionAt(one.end) }
    return { uri: uriOf(reading.path), range, question: one.question, item, answers }
  })
  const name = title ?? feature.path.slice(feature.path.search(/[^\\/]*$/))
  return structuredClone({
    uri: uriOf(feature.spec.path),
    title: id && !name.startsWith(id) ? `${id} ${name}` : name,
    status,
    questions,
  })
}

export interface QuestionsOptions {
  documents: TextDocuments<TextDocument>
  analyser: Analyser
  index: SpecIndex<SpecQuestions>
  address(path: string): string
}

/** Answers the request; specifications without open questions are left out. */
export function createQuestions({ documents, analyser, index, address }: QuestionsOptions) {
  return async ({ uri }: QuestionsParams): Promise<SpecQuestions[]> => {
    if (uri === undefined) return (await index.all()).filter(({ questions }) => questions.length > 0)
    const document = documents.get(uri)
    const feature = document && (await analyser.of(document)).feature
    if (!feature) return []
    const own = questionsOf(feature, (path) => (path === '' ? uri : address(path)))
    return own.questions.length > 0 ? [own] : []
  }
}

/** When lines were written, as ISO times; null where nobody knows. Each file is asked for once. */
export async function agesOf(
  questions: AgesParams['questions'],
  store: Store,
  blame: Blame | undefined,
): Promise<(string | null)[]> {
  const byFile = new Map<string, number[]>()
  for (const { uri, line } of questions) byFile.set(uri, [...(byFile.get(uri) ?? []), line])
  const known = new Map<string, string>()
  for (const [uri, lines] of byFile) {
    const path = pathOf(uri)
    const text = path === undefined || !blame ? undefined : await store.read(path).catch(() => undefined)
    if (path === undefined || !text || !blame) continue
    const dates = await blame(path, text.text, lines)
    for (const [k, date] of dates.entries()) if (date) known.set(`${uri} ${lines[k]}`, date.toISOString())
  }
  return questions.map(({ uri, line }) => known.get(`${uri} ${line}`) ?? null)
}
