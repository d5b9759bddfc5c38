import { numberOf } from '../document/specNumber.ts'
import { specId } from '../feature/summary.ts'
import type { FeatureRule } from './engine/rule.ts'

/** The specification's id and the number of its folder differ. */
export const mismatchedId: FeatureRule = {
  code: 'mismatched-id',
  scope: 'feature',
  severity: 'warning',
  summary: 'The id does not have the number of the folder, or of the specification.',
  why: `\`docs/specs/004-queue\` holds SPEC-004: people find one by the other. The documents beside it name the same id. Which of the two is wrong only a person knows; the fix takes the number of the folder.`,
  bad: `# Spec: Queue

**ID**: SPEC-003
`,
  good: `# Spec: Queue

**ID**: SPEC-004
`,
  check(spec, report, { feature }) {
    const folder = numberOf(feature.path)
    const wanted = spec === feature.spec ? undefined : specId(feature.spec)
    for (const [{ key, shape }, { value, valueSpan }] of spec.fields) {
      if (shape.type !== 'id') continue
      const match = new RegExp(`\\b${shape.prefix}-(\\d+)\\b`).exec(value)
      if (!match) continue
      const [own, digits = ''] = match
      const span = { start: valueSpan.start + match.index, end: valueSpan.start + match.index + own.length }
      if (spec !== feature.spec) {
        if (wanted !== null && wanted !== undefined && Number(/\d+$/.exec(wanted)?.[0]) !== Number(digits))
          report(span, `${key} is ${own}, but the specification beside it is ${wanted}.`)
      } else if (folder !== undefined && folder !== Number(digits)) {
        const right = `${shape.prefix}-${String(folder).padStart(digits.length, '0')}`
        report(span, `${key} is ${own}, but the folder has the number ${folder}.`, {
          fixes: () => [{ title: `Change to ${right}`, edits: [{ ...span, text: right }], preferred: true }],
        })
      }
    }
  },
}
