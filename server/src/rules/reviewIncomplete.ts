// The rule review-incomplete: reviews of a persona that are less than three quarters done.
import { t } from '../base/l10n.ts'
import type { Section } from '../document/model.ts'
import { countDone } from '../feature/progress.ts'
import { type ReviewPoint, reviewPoints } from '../feature/summary.ts'
import type { FeatureRule } from './engine/rule.ts'
import { settledByApproval } from './engine/severity.ts'

// "Backend Standards (if `/server` is affected)": nothing is ticked where it does not apply.
const condition = /[(（](?:if|when|only)\b/i

export const reviewIncomplete: FeatureRule = {
  code: 'review-incomplete',
  scope: 'feature',
  severity: settledByApproval,
  summary: 'A review has started, but fewer than three quarters of its items are checked.',
  details: `A review has started once one of its boxes is ticked or the specification is approved. Each persona of the checklist is counted separately. Points that do not apply (\`[-]\`, \`[~]\`, \`[N/A]\`) are not counted, and neither is a part with a condition ("if \`/server\` is affected") in which nothing is ticked.`,
  why: `Each persona looks at the specification from a different perspective. A checklist that is mostly empty shows that somebody was not asked. (cloud-native-ref, \`validate-spec.sh\`, check 6)`,
  whenOff: 'Turn the rule off if reviews are recorded elsewhere, for example in pull requests.',
  related: ['open-tasks'],
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
  options: { share: { default: 75, description: 'Percentage of the points of a persona that have to be ticked.' } },
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
      if (done === 0 && condition.test(title)) continue
      report((section ?? review).name, t('Incomplete review "{0}" ({1} of {2} items checked).', title, done, total))
    }
  },
}
