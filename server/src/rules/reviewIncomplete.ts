import { isDone } from '../document/boxes.ts'
import type { ListEntry, Section } from '../document/model.ts'
import { reviewBoxes } from '../feature/summary.ts'
import type { FeatureRule } from './engine/rule.ts'
import { settledByApproval } from './engine/severity.ts'

/** A persona's review that is less than three quarters done. */
export const reviewIncomplete: FeatureRule = {
  code: 'review-incomplete',
  scope: 'feature',
  severity: settledByApproval,
  summary: 'A review has begun, and a persona has ticked less than three quarters of its points.',
  why: `Each persona of the check list looks at the specification from its own side. Once the first box is ticked, or the specification is approved, the review has begun, and a list that is mostly empty tells that somebody has not been asked. The share is an option. \`[X]\` is a tick; \`[-]\` and \`[~]\` are none. (cloud-native-ref, \`validate-spec.sh\`, check 6)`,
  bad: `## Review Checklist

### Project Manager

- [x] The problem is clear
- [x] Scope is bounded

### SRE

- [x] Health checks
- [ ] Limits
- [ ] Failure modes
`,
  good: `## Review Checklist

### Project Manager

- [x] The problem is clear
- [X] Scope is bounded

### SRE

- [x] Health checks
- [x] Limits
- [x] Failure modes
- [ ] Recovery
`,
  options: { share: { default: 75, description: 'Percent of the points of a persona that have to be ticked.' } },
  check(spec, report, { feature, options }) {
    const { review } = spec
    const entries = reviewBoxes(spec)
    if (!review || entries.length === 0) return
    const ticked = (list: readonly ListEntry[]): number => list.filter(({ box }) => isDone(box)).length
    const begun = feature.stage === 'approved' || feature.stage === 'done' || ticked(entries) > 0
    if (!begun) return
    const byPersona = new Map<Section | undefined, ListEntry[]>()
    for (const entry of entries) {
      const same = byPersona.get(entry.section)
      if (same) same.push(entry)
      else byPersona.set(entry.section, [entry])
    }
    for (const [section, list] of byPersona) {
      const done = ticked(list)
      if (done * 100 >= list.length * Number(options.share)) continue
      const title = (section ?? review).title
      report((section ?? review).name, `Review by ${title}: ${done} of ${list.length} points are ticked.`)
    }
  },
}
