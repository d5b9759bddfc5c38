// specwise/specs: all specifications of the workspace with how far each is; and what belongs to one of them.
import { TextDocument } from 'vscode-languageserver-textdocument'
import { openQuestionsOf } from '../clarify/questions.ts'
import type { Feature } from '../formats/feature.ts'
import type { TemplateField } from '../formats/format.ts'
import { isStatus, stageOf } from '../formats/stage.ts'
import { summarise } from '../formats/summary.ts'
import { isArchive } from '../rules/text.ts'
import type { Question, SpecEntry } from './messages.ts'

/** What the index keeps of a specification, with places as the client names them. It keeps no piece of a text. */
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
