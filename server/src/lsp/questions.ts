// specwise/questions: the open questions of a document's specification, or of all of the workspace.
import type { TextDocuments } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { openQuestionsOf } from '../clarify/questions.ts'
import type { Feature } from '../formats/feature.ts'
import { summarise } from '../formats/summary.ts'
import type { SpecIndex } from '../workspace/specIndex.ts'
import type { Analyser } from './analysis.ts'
import type { QuestionsParams, SpecQuestions } from './messages.ts'

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
