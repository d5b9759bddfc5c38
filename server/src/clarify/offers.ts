// What can be done with a question, an answer, a decision or a text: the way of the format first.

import type { AnswerMode } from '../formats/answers.ts'
import { type Feature, type Located, resolve } from '../formats/feature.ts'
import type { Reading } from '../formats/reading.ts'
import type { Span } from '../markdown/blocks.ts'
import type { Clarification } from '../spec/model.ts'
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
    offers.push({ action, title, question, preferred: false, change })
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
  for (const one of reading.clarifications) {
    if (one.start > span.end) break
    if (one.end < span.start) continue
    if (one.state === 'open') offers.push(...answersTo(feature, reading, one))
    else offers.push(plain('reopen', 'Reopen this question', () => reopen(reading, one)))
  }
  const decision = decisionAt(feature, reading, span)
  const log = logOf(feature)
  if (decision && log && !isSuperseded(decision.reading, decision.definition)) {
    const id = decision.definition.id.text
    offers.push({
      ...plain('supersede', `Supersede ${id} by a new decision`, () => undefined),
      question: `What takes the place of ${id}?`,
      change: (answer, today) => supersede(feature, log, decision, answer, today),
    })
  }
  if (span.end > span.start && ask(reading, span)) {
    offers.push(plain('ask', 'Turn this text into a question', () => ask(reading, span)))
  }
  return offers
}

const plain = (action: Action, title: string, change: () => Change | undefined): Offer => ({
  action,
  title,
  question: undefined,
  preferred: false,
  change,
})

/** The decision whose heading or mention a span touches. */
function decisionAt(feature: Feature, reading: Reading, { start, end }: Span): Located | undefined {
  const own = reading.definitions.find(({ whole }) => whole.start <= end && whole.end >= start)
  const { mentions } = reading
  const near = mentions.slice(Math.max(0, firstFrom(mentions, start) - 1), firstFrom(mentions, end + 1))
  const mention = near.find((one) => one.start <= end && one.end >= start)
  const id = own?.id ?? mention?.id
  const prefix = feature.format.kinds.find(({ role }) => role === 'decision')?.prefix
  if (!id || id.prefix !== prefix) return undefined
  return resolve(feature, id).find(({ reading: { template } }) => template.document === 'clarifications')
}
