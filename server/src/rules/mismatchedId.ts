import { type Id, storyAt } from '../document/ids.ts'
import type { Definition } from '../document/model.ts'
import { numberOf } from '../document/specNumber.ts'
import { allOf, type Feature } from '../feature/feature.ts'
import { specId } from '../feature/summary.ts'
import { storyName } from '../languages/stories.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { FeatureRule, Report } from './engine/rule.ts'

/** The specification's id and the number of its folder differ. */
export const mismatchedId: FeatureRule = {
  code: 'mismatched-id',
  scope: 'feature',
  severity: 'warning',
  summary: 'The id does not have the number of the folder, or of the specification.',
  why: `\`docs/specs/004-queue\` holds SPEC-004: people find one by the other. The documents beside it name the same id. A phase of the tasks that has the title of one story and the number of another is told, too. Which of the two is wrong only a person knows; the fix takes the number of the folder.`,
  bad: `# Spec: Queue

**ID**: SPEC-003
`,
  good: `# Spec: Queue

**ID**: SPEC-004
`,
  check(spec, report, { feature }) {
    if (spec !== feature.spec) reportSwapped(spec, feature, report)
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

/** Tells headings such as "Phase 3: User Story 2 - Order" where the specification has "Order" as its first story. */
function reportSwapped(spec: SpecDocument, feature: Feature, report: Report): void {
  const titles = new Map<string, Definition>()
  for (const { definition } of allOf(feature, 'story'))
    if (definition.form === 'heading' && definition.section)
      titles.set(titleBehind(definition.section.title, definition.id), definition)
  const byKey = new Map([...titles].map(([title, { id }]) => [id.key, title]))
  for (const { title, name } of spec.document.sections) {
    const at = title.search(storyStart)
    const id = at < 0 ? undefined : storyAt(title, at)
    const words = id && titleBehind(title.slice(at), id)
    const right = words === undefined || words === '' ? undefined : titles.get(words)
    const other = id && byKey.get(id.key)
    if (id && right && right.id.key !== id.key && other !== undefined && other !== '' && other !== words)
      report(name, `This has the title of ${right.id.text} and the number of ${id.text} in the specification.`)
  }
}

const storyStart = new RegExp(storyName, 'iu')

/** The words of a heading behind its story, for comparison: without signs and a priority. */
const titleBehind = (title: string, { text }: Id): string =>
  title
    .slice(title.indexOf(text) + text.length)
    .replace(/[([（][^)\]）]*[)\]）]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
