// Fixes of findings that compare with the history: accept a change of an approved item, give a recycled id back.
import { t } from '../base/l10n.ts'
import { lineEnd, lineStart } from '../base/lines.ts'
import { idAt, writeId } from '../document/ids.ts'
import type { Definition } from '../document/model.ts'
import { type Feature, featureOf, nextNumber } from '../feature/feature.ts'
import { comparedTextOf, type ItemChange, itemChanges } from '../feature/featureDiff.ts'
import {
  agreedRoles,
  approvalOf,
  type EarlierItem,
  type FeatureHistory,
  otherItemBefore,
  ticksOf,
} from '../feature/history.ts'
import { meaningText } from '../feature/itemDiff.ts'
import { changedSinceApproval } from '../rules/changedSinceApproval.ts'
import type { Finding } from '../rules/engine/rule.ts'
import { recycledId } from '../rules/recycledId.ts'
import { staleTick } from '../rules/staleTick.ts'
import { marksAround } from '../templates/learn.ts'
import { definitionsOf, type SpecDocument } from '../templates/specDocument.ts'
import type { Change } from './change.ts'
import { logOf, noteDecision } from './decisionLog.ts'
import { renameAll } from './rename.ts'
import { noteInSession } from './session.ts'

export interface HistoryFix {
  title: string
  change: Change
}

/** The fixes of a finding, with the history that it was found with. @param today `2026-11-30` */
export function historyFixes(
  feature: Feature,
  spec: SpecDocument,
  finding: Finding,
  history: FeatureHistory,
  today: string,
): HistoryFix[] {
  const fix =
    finding.code === changedSinceApproval.code
      ? accepted(feature, spec, finding, history, today)
      : finding.code === recycledId.code
        ? givenBack(feature, spec, finding, history)
        : undefined
  return fix ? [fix] : []
}

/** The commit that a finding compares with. Undefined for other findings, and for the main branch. */
export function commitBehind(spec: SpecDocument, finding: Finding, history: FeatureHistory): string | undefined {
  if (finding.code === changedSinceApproval.code) return approvalOf(history, spec)?.commit
  const definition = spec.definitions.find(({ start }) => start === finding.start)
  if (!definition) return undefined
  if (finding.code === staleTick.code)
    return ticksOf(history.versions.get(spec.path) ?? []).get(definition.id.key)?.version.commit
  if (finding.code !== recycledId.code) return undefined
  for (const role of agreedRoles)
    if (definitionsOf(spec, role).includes(definition))
      return otherItemBefore(history, spec, role, definition)?.version?.commit
  return undefined
}

/** Records the change where clarifications or decisions are kept. The entry is in English, like its form. */
function accepted(
  feature: Feature,
  spec: SpecDocument,
  finding: Finding,
  history: FeatureHistory,
  today: string,
): HistoryFix | undefined {
  const approval = approvalOf(history, spec)
  if (!approval) return undefined
  const [before, now] = [featureOf(approval.spec), featureOf(spec)]
  const change = agreedRoles
    .flatMap((role) => itemChanges(before, now, role))
    .find((one) => (finding.about === undefined ? one.at.definition.start === finding.start : one.id === finding.about))
  if (!change) return undefined
  const question = `Is it accepted that ${change.id} ${verbOf(change)} after the approval on ${approval.date}?`
  const meaning = change.kind === 'changed' ? meaningText(change.meaning) : ''
  const answer = meaning === '' ? 'Yes.' : `Yes: ${meaning}.`
  const log = logOf(feature)
  const written = log
    ? noteDecision(feature, log, question, answer, change.id, today)
    : noteInSession(feature, question, answer, today)
  const title = log ? t('Accept as Decision') : t('Accept as Clarification')
  return written && { title, change: { ...written, label: title } }
}

const verbOf = (change: ItemChange): string =>
  change.kind === 'changed' ? (change.withdrawn ? 'was withdrawn' : 'was changed') : `was ${change.kind}`

/** The item takes the next free id, mentions included, and the old item returns as a withdrawn one. */
function givenBack(
  feature: Feature,
  spec: SpecDocument,
  { start }: Finding,
  history: FeatureHistory,
): HistoryFix | undefined {
  for (const role of agreedRoles) {
    const definition = definitionsOf(spec, role).find((one) => one.start === start)
    const earlier = definition && otherItemBefore(history, spec, role, definition)
    if (!earlier) continue
    const { id } = definition
    const next = idAt(writeId(id, nextNumber(feature, id.prefix)), 0)
    const renamed = next && renameAll(feature, new Map([[id.key, next]]))
    if (!next || !renamed || 'why' in renamed) return undefined
    const withdrawn = withdrawnLine(spec, definition, earlier)
    const title =
      withdrawn === undefined
        ? t('Take the Next Free ID "{0}"', next.text)
        : t('Retire the Old {0}, Take the Next Free ID "{1}"', id.text, next.text)
    const at = lineStart(spec.document.text, definition.start)
    const documents = renamed.map(({ file, edits }) => ({
      path: file.path,
      before: file.document.text,
      edits:
        file.path === spec.path && withdrawn !== undefined
          ? [...edits, { start: at, end: at, text: withdrawn }].sort((a, b) => a.start - b.start || a.end - b.end)
          : edits,
    }))
    return { title, change: { label: title, documents } }
  }
  return undefined
}

/** The old item, struck through, as a line above the new one. Undefined for items that are not list items. */
function withdrawnLine(spec: SpecDocument, definition: Definition, { role, ...old }: EarlierItem): string | undefined {
  const { text } = spec.document
  const { start, form } = definition
  if (form !== 'item') return undefined
  const from = lineStart(text, start)
  const { after } = marksAround(text, definition)
  const words = comparedTextOf(old.spec.document, old.definition, old.spec, role)
  const lineBreak = /^\r\n?|^\n/.exec(text.slice(lineEnd(text, start)))?.[0] ?? '\n'
  const behind = after.trim() === '' ? ': ' : `${after.trimEnd()} `
  return `${text.slice(from, start)}${old.definition.id.text}${behind}~~${words}~~${lineBreak}`
}
