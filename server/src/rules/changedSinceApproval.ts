// changed-since-approval: items that were changed, added or removed after the specification was approved.
import { t } from '../base/l10n.ts'
import { perObject } from '../base/perObject.ts'
import type { Id } from '../document/ids.ts'
import { featureOf } from '../feature/feature.ts'
import { type ItemChange, itemChanges } from '../feature/featureDiff.ts'
import { agreedRoles, approvalOf } from '../feature/history.ts'
import { meaningText } from '../feature/itemDiff.ts'
import { statusOf } from '../feature/lifeCycle.ts'
import { meansSection } from '../languages/names.ts'
import { topSection } from '../templates/learn.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { FeatureRule } from './engine/rule.ts'

/** Items that were changed, added or removed after the specification was approved. */
export const changedSinceApproval: FeatureRule = {
  code: 'changed-since-approval',
  scope: 'feature',
  severity: 'info',
  summary: 'An item was changed after the specification was approved.',
  details: `The rule finds the commit in which the status of the specification became one of approval, and compares requirements, criteria and stories with that version. A changed obligation (\`MUST\` → \`SHOULD\`) or number (\`10 ms\` → \`50 ms\`) is a warning. Punctuation, case and the order of items do not count. A change that a clarification or decision names, written after the approval, is accepted. The rule needs the history of git: in the terminal, use \`check --history\`.`,
  why: 'People agreed on a text. What changes afterwards was seen by nobody who approved it, unless the change is recorded. Requirements management works against a baseline (ISO/IEC/IEEE 29148:2018).',
  whenOff: 'Turn the rule off if approval does not freeze the text in your repository.',
  related: ['stale-tick', 'recycled-id', 'stale-status'],
  bad: `//- @2026-05-01/spec.md
# Feature Specification: Queue

**Status**: Approved

### Functional Requirements

- **FR-001**: System MUST deliver messages within 10 seconds
//- spec.md
# Feature Specification: Queue

**Status**: Approved

### Functional Requirements

- **FR-001**: System MUST deliver messages within 50 seconds
`,
  good: `//- @2026-05-01/spec.md
# Feature Specification: Queue

**Status**: Approved

### Functional Requirements

- **FR-001**: System MUST deliver messages within 10 seconds
//- spec.md
# Feature Specification: Queue

**Status**: Approved

## Clarifications

### Session 2026-06-02

- Q: May delivery take longer? → A: Yes, FR-001 allows 50 seconds.

### Functional Requirements

- **FR-001**: System MUST deliver messages within 50 seconds
`,
  check(spec, report, { feature, context: { history } }) {
    const approval = history && spec === feature.spec ? approvalOf(history, spec) : undefined
    if (!approval) return
    const before = featureOf(approval.spec)
    const logs = feature.documents.filter(({ template }) => template.documentKind === 'clarifications')
    const recorded = (id: Id): boolean =>
      [spec, ...logs].reduce((sum, one) => sum + (mentionsOf(one).get(id.key) ?? 0), 0) >
      (mentionsOf(approval.spec).get(id.key) ?? 0)
    const own = featureOf(spec)
    for (const role of agreedRoles)
      for (const change of itemChanges(before, own, role)) {
        const message = messageOf(change, approval.date)
        if (message === undefined || recorded(change.at.definition.id)) continue
        const isMeaning = change.kind === 'changed' && (change.meaning.length > 0 || change.recycled === true)
        const removed = statusOf(spec)?.field.valueSpan ?? { start: 0, end: 0 }
        report(change.kind === 'removed' ? removed : change.at.definition, message, {
          ...(isMeaning && { as: 'warning' }),
          ...(change.kind === 'removed' && { about: change.id }),
        })
      }
  },
}

/** What happened to an item, in words. Undefined for what needs no approval. */
function messageOf(change: ItemChange, date: string): string | undefined {
  const { id } = change
  if (change.kind === 'added') return t('{0} was added after the approval on {1}.', id, date)
  if (change.kind === 'removed') return t('{0} was removed after the approval on {1}.', id, date)
  const { recycled, renumberedFrom, words, scenarios, meaning, withdrawn } = change
  if (recycled) return t('{0} was replaced by a different item after the approval on {1}.', id, date)
  if (withdrawn === true) return t('{0} was withdrawn after the approval on {1}.', id, date)
  if (meaning.length > 0) return t('{0} was changed after the approval on {1}: {2}.', id, date, meaningText(meaning))
  if (renumberedFrom !== undefined) return t('{0} was {1} at the approval on {2}.', id, renumberedFrom, date)
  return words || scenarios ? t('{0} was changed after the approval on {1}.', id, date) : undefined
}

/** How often the clarifications and decisions of a document name each id. */
const mentionsOf = perObject(({ references, template }: SpecDocument): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const { id, section } of references)
    if (template.documentKind === 'clarifications' || meansSection(topSection(section)?.key ?? '', 'clarifications'))
      counts.set(id.key, (counts.get(id.key) ?? 0) + 1)
  return counts
})
