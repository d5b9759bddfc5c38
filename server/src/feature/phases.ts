// Delivery phases: which phase the items of a specification belong to, and which phase its tasks are for.
import { perObject } from '../base/perObject.ts'
import { countWhile } from '../base/span.ts'
import type { Chunk } from '../document/chunk.ts'
import type { Definition, Document } from '../document/model.ts'
import { paragraphsIn } from '../document/places.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { Feature } from './feature.ts'

/** From this offset on, items belong to a phase, or to none. */
interface PhaseMark {
  start: number
  phase: number | undefined
}

const longest = 200 // characters of a label that are read
const inTitle = /\bphase\s+(\d{1,2})\b/iu
// `User Story 2 — Memory (Priority: P2) — Phase 2`, `Phase 2: Memory`
const ofHeading = /(?:^phase\s+(\d{1,2})\b|[(—–:,-]\s*phase\s+(\d{1,2})[^\p{L}\d]*$)/iu
// `**Phase 2 (Memory):**` alone in its paragraph
const ofLabel = /^(?:\*\*|__)phase\s+(\d{1,2})\b[^*_\n]*(?:\*\*|__)\s*[:：]?\s*$/iu
// `(Phase 2) Users can …`, after the id
const ofItem = /^[\s*_:：—–\])-]*[([]phase\s+(\d{1,2})[)\]]/iu

const numberIn = (pattern: RegExp, text: string): number | undefined => {
  const match = pattern.exec(text)
  const digits = match?.[1] ?? match?.[2]
  return digits === undefined ? undefined : Number(digits)
}

/** The labels of phases in a chunk, in order. */
const labelsIn = perObject((chunk: Chunk): readonly PhaseMark[] =>
  paragraphsIn(chunk).flatMap(({ start, end }) => {
    const phase = end - start <= longest ? numberIn(ofLabel, chunk.text.slice(start, end)) : undefined
    return phase === undefined ? [] : [{ start, phase }]
  }),
)

/** The headings and labels of a document in order, each with the phase that it names. */
const marksOf = perObject((document: Document): readonly PhaseMark[] => {
  if (!inTitle.test(document.text)) return []
  const marks: PhaseMark[] = document.sections.map(({ start, title }) => ({ start, phase: numberIn(ofHeading, title) }))
  for (const { chunk, start: by } of document.chunks)
    for (const { start, phase } of labelsIn(chunk)) marks.push({ start: start + by, phase })
  return marks.sort((a, b) => a.start - b.start)
})

/** The phase of an item. Undefined if nothing says it. */
function phaseOf(document: Document, { end, whole }: Definition): number | undefined {
  const marks = marksOf(document)
  if (marks.length === 0) return undefined
  const stated = numberIn(ofItem, document.text.slice(end, Math.min(whole.end, end + longest)))
  return stated ?? marks[countWhile(marks, ({ start }) => start <= whole.start) - 1]?.phase
}

/** The phase in the title of the tasks, otherwise in that of the plan. */
const currentPhase = perObject(({ documents }: Feature): number | undefined => {
  const titled = (kind: string): number | undefined => {
    const spec = documents.find(({ template }) => template.documentKind === kind)
    return numberIn(inTitle, spec?.document.title?.title ?? '')
  }
  return titled('tasks') ?? titled('plan')
})

/** Whether an item belongs to a later phase than the one in the title of the tasks, so that nobody works on it yet. */
export function isPostponed(feature: Feature, { document }: SpecDocument, definition: Definition): boolean {
  const current = currentPhase(feature)
  if (current === undefined) return false
  return (phaseOf(document, definition) ?? current) > current
}
