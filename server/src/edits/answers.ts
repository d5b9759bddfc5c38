// The actions on a question, an answer, a decision or a text; the format's way to answer comes first.

import { baseName } from '../base/fileNames.ts'
import { t } from '../base/l10n.ts'
import { firstIndexFrom, type Span } from '../base/span.ts'
import type { Clarification } from '../document/model.ts'
import { type Feature, type LocatedDefinition, resolve } from '../feature/feature.ts'
import type { AnswerMode } from '../templates/answers.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import { answerInPlace, ask, reopen } from './answerInPlace.ts'
import type { Change } from './change.ts'
import type { People } from './decisionEntry.ts'
import { isSuperseded, logOf, recordDecision, supersede } from './decisionLog.ts'
import { hasSessions, recordInSession } from './session.ts'

/** The ways to answer, and other actions. */
export type Action = AnswerMode | 'reopen' | 'ask' | 'supersede'

export interface Offer {
  action: Action
  title: string
  /** The position that identifies the offer in a later request: the start of the marker, of the id, or of the text. */
  at: number
  /** The question, as the title of an input box. Undefined if no answer is needed. */
  question: string | undefined
  preferred: boolean
  /** Makes the change; without an answer, it has a blank to fill in. Undefined if it is not possible. */
  change(answer: string | undefined, today: string, people?: People): Change | undefined
}

/** The ways to answer an open question; the format's way is first and preferred. */
export function answersTo(feature: Feature, spec: SpecDocument, one: Clarification): Offer[] {
  const log = logOf(feature)
  const { question } = one
  const offers: Offer[] = []
  const offer = (action: AnswerMode, title: string, change: Offer['change']): void => {
    offers.push({ action, title, at: one.start, question, preferred: false, change })
  }
  if (log && spec !== log.spec) {
    const title = t('Record Decision "{0}" in {1}', log.next, baseName(log.path))
    offer('log', title, (answer, today, people) => recordDecision(feature, log, spec, one, answer, today, people))
  }
  if (feature.format.answers.mode === 'session' || hasSessions(feature)) {
    const title = t("Record in Today's Session")
    offer('session', title, (answer, today) => recordInSession(feature, spec, one, answer, today))
  }
  offer('place', t('Answer in Place'), (answer) => answerInPlace(spec, one, answer))
  const usual = offers.find(({ action }) => action === feature.format.answers.mode) ?? offers[0]
  return offers
    .map((one) => ({ ...one, preferred: one === usual }))
    .sort((a, b) => Number(b.preferred) - Number(a.preferred))
}

/** All offers for a span: answers to the questions that it touches, and actions on decisions and selected text. */
export function offersAt(feature: Feature, spec: SpecDocument, span: Span): Offer[] {
  const offers: Offer[] = []
  const touched = spec.clarifications.filter((one) => one.start <= span.end && one.end >= span.start)
  // A cursor between two markers means the following one.
  const between = touched.find((one) => one.start === span.start && span.start === span.end)
  for (const one of between ? [between] : touched) {
    if (one.state === 'open') offers.push(...answersTo(feature, spec, one))
    else offers.push(plain('reopen', t('Reopen Question'), one.start, () => reopen(spec, one)))
  }
  const decision = decisionAt(feature, spec, span)
  const log = logOf(feature)
  if (decision && log && !isSuperseded(decision.spec, decision.definition)) {
    const id = decision.definition.id.text
    offers.push({
      ...plain('supersede', t('Supersede "{0}" with a New Decision', id), span.start, () => undefined),
      question: t('What replaces "{0}"?', id),
      change: (answer, today, people) => supersede(feature, log, decision, answer, today, people),
    })
  }
  if (span.end > span.start && ask(spec, span)) {
    offers.push(plain('ask', t('Convert Selection to Question'), span.start, () => ask(spec, span)))
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

/** The decision whose heading or reference a span touches. */
function decisionAt(feature: Feature, spec: SpecDocument, { start, end }: Span): LocatedDefinition | undefined {
  const prefix = feature.format.kinds.find(({ role }) => role === 'decision')?.prefix
  const touches = (one: Span): boolean => one.start <= end && one.end >= start
  const defined = spec.definitions.find(
    ({ id, form, whole }) => id.prefix === prefix && form === 'heading' && touches(whole),
  )
  if (defined && spec.template.documentKind === 'clarifications') return { spec, definition: defined }
  const { references } = spec
  const near = references.slice(Math.max(0, firstIndexFrom(references, start) - 1), firstIndexFrom(references, end + 1))
  const reference = near.find((one) => one.id.prefix === prefix && touches(one))
  if (!reference || reference.qualifier) return undefined
  return resolve(feature, reference.id).find((one) => one.spec.template.documentKind === 'clarifications')
}
