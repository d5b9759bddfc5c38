import type { Section } from '../document/model.ts'
import { countDone } from '../feature/progress.ts'
import { type ReviewPoint, reviewPoints } from '../feature/summary.ts'
import type { FeatureRule } from './engine/rule.ts'
import { settledByApproval } from './engine/severity.ts'

/** A persona's review that is less than three quarters done. */
export const reviewIncomplete: FeatureRule = {
  code: 'review-incomplete',
  scope: 'feature',
  severity: settledByApproval,
  summary: 'A review has begun, and a persona has ticked less than three quarters of its points.',
  why: `Each persona of the check list looks at the specification from its own side. Once the first box is ticked, or the specification is approved, the review has begun, and a list that is mostly empty tells that somebody has not been asked. The share is an option. \`[X]\` is a tick; a point that does not apply (\`[-]\`, \`[~]\`, \`[N/A]\`) is not counted. (cloud-native-ref, \`validate-spec.sh\`, check 6)`,
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
    const points = reviewPoints(spec)
    if (!review || points.length === 0) return
    const begun = feature.stage === 'approved' || feature.stage === 'done' || countDone(points).done > 0
    if (!begun) return
    const byPersona = new Map<Section | undefined, ReviewPoint[]>()
    for (const point of points) {
      const { section } = point.entry
      const same = byPersona.get(section)
      if (same) same.push(point)
      else byPersona.set(section, [point])
    }
    for (const [section, list] of byPersona) {
      const { done, total } = countDone(list)
      if (done * 100 >= total * Number(options.share)) continue
      const title = (section ?? review).title
      report((section ?? review).name, `Review by ${title}: ${done} of ${total} points are ticked.`)
    }
  },
}
