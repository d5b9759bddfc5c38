// What can be done with a question, an answer, a decision or a text: the way of the format first.

import type { AnswerMode } from '../formats/answers.ts'
import { type Feature, type Located, resolve } from '../formats/feature.ts'
import type { Reading } from '../formats/reading.ts'
import type { Span } from '../markdown/blocks.ts'
import type { Clarification } from '../spec/model.ts'
import { namesOtherSpec } from '../spec/scope.ts'
import { firstFrom } from '../spec/sections.ts'
import type { Change } from './change.ts'
import { answerInPlace, ask, reopen } from './inPlace.ts'
import { isSuperseded, logOf, recordDecision, supersede } from './log.ts'
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
  change(answer: string | undefined, today: string): Change | undefined
}

/** The ways to answer an open question, the format's own first and preferred. */
export function answersTo(feature: Feature, reading: Reading, one: Clarification): Offer[] {
  const log = logOf(feature)
  const { question } = one
  const offers: Offer[] = []
  const offer = (action: AnswerMode, title: string, change: Offer['change']): void => {
    offers.push({ action, title, at: one.start, question, preferred: false, change })
  }
  if (log && reading !== log.reading) {
    const title = `Record decision ${log.next} in ${log.path.slice(log.path.search(/[^\\/]*$/))}`
    offer('log', title, (answer, today) => recordDecision(feature, log, reading, one, answer, today))
  }
  if (feature.format.answers.mode === 'session' || hasSessions(feature)) {
    const title = "Record in today's session"
    offer('session', title, (answer, today) => recordInSession(feature, reading, one, answer, today))
  }
  offer('place', 'Answer in place', (answer) => answerInPlace(reading, one, answer))
  const own = offers.find(({ action }) => action === feature.format.answers.mode) ?? offers[0]
  return offers
    .map((one) => ({ ...one, preferred: one === own }))
    .sort((a, b) => Number(b.preferred) - Number(a.preferred))
}

/** All that is offered for a span: answers to the questions it touches, and what else it stands on. */
export function offersAt(feature: Feature, reading: Reading, span: Span): Offer[] {
  const offers: Offer[] = []
  const touched = reading.clarifications.filter((one) => one.start <= span.end && one.end >= span.start)
  // A cursor between two markers means the one behind it.
  const between = touched.find((one) => one.start === span.start && span.start === span.end)
  for (const one of between ? [between] : touched) {
    if (one.state === 'open') offers.push(...answersTo(feature, reading, one))
    else offers.push(plain('reopen', 'Reopen this question', one.start, () => reopen(reading, one)))
  }
  const decision = decisionAt(feature, reading, span)
  const log = logOf(feature)
  if (decision && log && !isSuperseded(decision.reading, decision.definition)) {
    const id = decision.definition.id.text
    offers.push({
      ...plain('supersede', `Supersede ${id} by a new decision`, span.start, () => undefined),
      question: `What takes the place of ${id}?`,
      change: (answer, today) => supersede(feature, log, decision, answer, today),
    })
  }
  if (span.end > span.start && ask(reading, span)) {
    offers.push(plain('ask', 'Turn this text into a question', span.start, () => ask(reading, span)))
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
function decisionAt(feature: Feature, reading: Reading, { start, end }: Span): Located | undefined {
  const prefix = feature.format.kinds.find(({ role }) => role === 'decision')?.prefix
  const touches = (one: Span): boolean => one.start <= end && one.end >= start
  const own = reading.definitions.find(
    ({ id, form, whole }) => id.prefix === prefix && form === 'heading' && touches(whole),
  )
  if (own && reading.template.document === 'clarifications') return { reading, definition: own }
  const { mentions } = reading
  const near = mentions.slice(Math.max(0, firstFrom(mentions, start) - 1), firstFrom(mentions, end + 1))
  const mention = near.find((one) => one.id.prefix === prefix && touches(one))
  if (!mention || namesOtherSpec(reading.spec, mention)) return undefined
  return resolve(feature, mention.id).find((one) => one.reading.template.document === 'clarifications')
}
