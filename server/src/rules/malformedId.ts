// The rule malformed-id: lines that look like an item with an id but are not read as one.
import { groupBy } from '../base/groups.ts'
import { counted, t } from '../base/l10n.ts'
import { resolve } from '../feature/feature.ts'
import { isTemplateText } from '../templates/leftOver.ts'
import type { Malformed } from '../templates/malformedItem.ts'
import type { FeatureRule, Fix, Report } from './engine/rule.ts'

export const malformedId: FeatureRule = {
  code: 'malformed-id',
  scope: 'feature',
  severity: 'warning',
  summary: 'A line looks like an item with an id but is not read as one.',
  details: `The message says why the line is not read and what was probably meant. The rule looks in the places where the template defines ids of that kind. Accepted forms are \`**FR-001**:\`, \`FR-001:\`, \`**FR-001** (tag):\`, \`**FR-001 — title**\`, table rows, headings, \`FR-001a\`, \`FR-1.2\`, \`- [ ] T001\`, \`- [X] **T001**:\` and \`- [~] T001\`. Lines that are indented by four spaces, which Markdown treats as code, requirements in the lines of one paragraph, and three or more items with the same mistake are reported once per document. Three or more ids that are formatted as code are an info.`,
  why: 'An item that is not read is not counted, not checked and not found.',
  whenOff: 'Leave the rule on. If your ids have another form, put it into a template of the repository.',
  related: ['missing-id', 'duplicate-id'],
  bad: `## Requirements

### Functional

- **FR-001**: System MUST create the queue
- **FR 002**: System MUST delete the queue
`,
  good: `## Requirements

### Functional

- **FR-001**: System MUST create the queue
- **FR-002**: System MUST delete the queue
`,
  check(spec, report, { feature }) {
    const coded = spec.coded.filter(({ id }) => resolve(feature, id).length === 0)
    const [lost] = coded
    if (lost) {
      const message = counted(
        coded.length,
        '"{1}" is not recognized: Markdown treats lines indented by four spaces as code. Remove the indentation.',
        '"{1}" and {2} more are not recognized: Markdown treats lines indented by four spaces as code. Remove the indentation.',
        lost.id.text,
        coded.length - 1,
      )
      report(lost, message)
    }
    const series = seriesIn(spec.malformed)
    const wrong = spec.malformed.filter(
      ({ mayBeReference, meant, start, written }) =>
        !series.has(baseOf(written) ?? '') &&
        !(mayBeReference && resolve(feature, meant).length > 0) &&
        !isTemplateText(spec, start),
    )
    const together = [...groupBy(wrong, ({ reason, kind }) => `${kind.prefix} ${reason}`).values()].filter(
      (all) => all.length >= fewestTogether,
    )
    for (const all of together) reportTogether(all, report)
    const reported = new Set(together.flat())
    for (const malformed of wrong) {
      if (reported.has(malformed)) continue
      const { start, end, written, reason, replacement } = malformed
      if (replacement === undefined)
        report(malformed, t('"{0}" is not recognized as an item: {1}.', nameOf(malformed), reason))
      else {
        report(
          malformed,
          t('"{0}" is not recognized as an item: {1}. Did you mean "{2}"?', written, reason, replacement),
          {
            fixes: () => [
              {
                title: t('Change to "{0}"', replacement),
                edits: [{ start, end, text: replacement }],
                preferred: true,
                safe: malformed.certain,
              },
            ],
          },
        )
      }
    }
  },
}

/** The part of an id before capital letters: `FR16` of `FR16ZA`, but not that of `T00X`, which has no number yet. */
function baseOf(written: string): string | undefined {
  const [, name = '', digits = '', letters = ''] = /^(.*?)(\d+)([A-Z]{1,3})$/.exec(written) ?? []
  return digits === '' || (digits.startsWith('0') && /^[XN]+$/.test(letters)) ? undefined : name + digits
}

/** What the ids of a series with capital letters have in common: `FR16` of `FR16A`, `FR16B`, `FR16C`. People can read them. */
function seriesIn(malformed: readonly Malformed[]): ReadonlySet<string> {
  const bases = groupBy(malformed, ({ written }) => baseOf(written) ?? '')
  return new Set([...bases].flatMap(([base, all]) => (base !== '' && all.length >= fewestTogether ? [base] : [])))
}

/** What was written in place of an item, without the marks of bold text around it. */
const nameOf = ({ written }: Malformed): string => written.replace(/^(?:\*\*|__|~~)+|(?:\*\*|__|~~)+$/g, '') || written

const fewestTogether = 3 // items with the same mistake that are one finding

/** Reports items with the same mistake as one finding. */
function reportTogether(all: readonly Malformed[], report: Report): void {
  const [first, ...rest] = all as [Malformed, ...Malformed[]]
  const isCoded = first.group === 'coded'
  const reason = isCoded ? t('their ids are formatted as code') : first.reason
  report(first, t('"{0}" and {1} more are not recognized as items: {2}.', nameOf(first), rest.length, reason), {
    ...(isCoded && { as: 'info' as const }), // a way to write all ids, which people can read
    related: rest.slice(0, mostRelated).map((span) => ({ span, message: t('Not recognized either') })),
    ...(all.every(({ replacement }) => replacement !== undefined) && { fixes: () => [fixOf(all)] }),
  })
}

const fixOf = (all: readonly Malformed[]): Fix => ({
  title: titles[all[0]?.group ?? 'other'](),
  edits: all.map(({ start, end, replacement = '' }) => ({ start, end, text: replacement })),
  preferred: true,
  safe: all.every(({ certain, group }) => certain && group !== 'coded'),
})

const titles = {
  unmarked: () => t('Add the List Markers'),
  coded: () => t('Write the Ids in Bold'),
  other: () => t('Correct These Ids'),
}

const mostRelated = 100
