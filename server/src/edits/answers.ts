// What can be done with a question, an answer, a decision or a text: the way of the format first.

import { firstFrom, type Span } from '../base/span.ts'
import type { Clarification } from '../document/model.ts'
import { type Feature, type Located, resolve } from '../feature/feature.ts'
import type { AnswerMode } from '../templates/answers.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import { answerInPlace, ask, reopen } from './answerInPlace.ts'
import type { Change } from './change.ts'
import type { People } from './decisionEntry.ts'
import { isSuperseded, logOf, recordDecision, supersede } from './decisionLog.ts'
import { hasSessions, recordInSession } from './session.ts'

/** What is to be done, in one word: the ways to answer, and the rest. */
export type Action = AnswerMode | 'reopen' | 'ask' | 'supersede'

export interface Offer {
  action: Action
  title: string
  /** Where it is asked for again: the start of the marker, of the id, or of the text. */
  at: number
  /** What is asked; the title of an input box. Undefined where no answer is needed. */
  question: string | undefined
  preferred: boolean
  /** Makes the change; without an answer, one with a blank for it. Undefined where it cannot be made. */
  change(answer: string | undefined, today: string, people?: People): Change | undefined
}

/** The ways to answer an open question, the format's own first and preferred. */
export function answersTo(feature: Feature, spec: SpecDocument, one: Clarification): Offer[] {
  const log = logOf(feature)
  const { question } = one
  const offers: Offer[] = []
  const offer = (action: AnswerMode, title: string, change: Offer['change']): void => {
    offers.push({ action, title, at: one.start, question, preferred: false, change })
  }
  if (log && spec !== log.spec) {
    const title = `Record decision ${log.next} in ${log.path.slice(log.path.search(/[^\\/]*$/))}`
    offer('log', title, (answer, today, people) => recordDecision(feature, log, spec, one, answer, today, people))
  }
  if (feature.format.answers.mode === 'session' || hasSessions(feature)) {
    const title = "Record in today's session"
    offer('session', title, (answer, today) => recordInSession(feature, spec, one, answer, today))
  }
  offer('place', 'Answer in place', (answer) => answerInPlace(spec, one, answer))
  const own = offers.find(({ action }) => action === feature.format.answers.mode) ?? offers[0]
  return offers
    .map((one) => ({ ...one, preferred: one === own }))
    .sort((a, b) => Number(b.preferred) - Number(a.preferred))
}

/** All that is offered for a span: answers to the questions it touches, and what else it stands on. */
export function offersAt(feature: Feature, spec: SpecDocument, span: Span): Offer[] {
  const offers: Offer[] = []
  const touched = spec.clarifications.filter((one) => one.start <= span.end && one.end >= span.start)
  // A cursor between two markers means the one behind it.
  const between = touched.find((one) => one.start === span.start && span.start === span.end)
  for (const one of between ? [between] : touched) {
    if (one.state === 'open') offers.push(...answersTo(feature, spec, one))
    else offers.push(plain('reopen', 'Reopen this question', one.start, () => reopen(spec, one)))
  }
  const decision = decisionAt(feature, spec, span)
  const log = logOf(feature)
  if (decision && log && !isSuperseded(decision.spec, decision.definition)) {
    const id = decision.definition.id.text
    offers.push({
      ...plain('supersede', `Supersede ${id} by a new decision`, span.start, () => undefined),
      question: `What takes the place of ${id}?`,
      change: (answer, today, people) => supersede(feature, log, decision, answer, today, people),
    })
  }
  if (span.end > span.start && ask(spec, span)) {
    offers.push(plain('ask', 'Turn this text into a question', span.start, () => ask(spec, span)))
  }
  return offers
}

const plain = (action: Action, title: string, at: number, change: () => Change | undefined): Offer => ({
  action,
  title,
  at,
  question: undefined,
  preferred: false,
  change,
})

/** The decision whose heading or mention a span touches. */
function decisionAt(feature: Feature, spec: SpecDocument, { start, end }: Span): Located | undefined {
  const prefix = feature.format.kinds.find(({ role }) => role === 'decision')?.prefix
  const touches = (one: Span): boolean => one.start <= end && one.end >= start
  const own = spec.definitions.find(
    ({ id, form, whole }) => id.prefix === prefix && form === 'heading' && touches(whole),
  )
  if (own && spec.template.documentKind === 'clarifications') return { spec, definition: own }
  const { references } = spec
  const near = references.slice(Math.max(0, firstFrom(references, start) - 1), firstFrom(references, end + 1))
  const reference = near.find((one) => one.id.prefix === prefix && touches(one))
  if (!reference || reference.qualifier) return undefined
  return resolve(feature, reference.id).find((one) => one.spec.template.documentKind === 'clarifications')
}
