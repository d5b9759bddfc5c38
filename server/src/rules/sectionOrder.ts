// The rule section-order: sections in another order than in the template.
import { t } from '../base/l10n.ts'
import { excerpt } from '../base/words.ts'
import type { Document, Section } from '../document/model.ts'
import { isNamedAsPart } from '../templates/fit.ts'
import { unmarkedTitle } from '../templates/learn.ts'
import { type TemplateSection, templateName } from '../templates/template.ts'
import type { DocumentRule } from './engine/rule.ts'

export const sectionOrder: DocumentRule = {
  code: 'section-order',
  scope: 'document',
  severity: 'hint',
  summary: 'A section is not where the template has it.',
  details:
    'The rule reports as few sections as possible: those that would have to move for the others to be in order. Sections that the template does not have may be anywhere.',
  why: 'People who read many specifications find things faster if the order is the same everywhere.',
  whenOff: 'Turn the rule off if the order does not matter to your team.',
  related: ['missing-section', 'duplicate-section'],
  bad: `# Spec: Queue

## Problem

Two queues.

## Summary

One queue.

## User Stories

## Requirements
`,
  good: `# Spec: Queue

## Summary

One queue.

## Background

## Problem

Two queues.

## User Stories
`,
  check(spec, report) {
    if (spec.part || spec.loose) return
    // In the order of the template. Sections that are a subsection in the template have no place in this order.
    const ordered = [...spec.sections].filter(
      ([wanted, section]) =>
        section.level === 2 &&
        !isNamedAsPart(spec.template, wanted, section) &&
        !section.key.endsWith(` ${wanted.name}`),
    )
    const seen = new Set<Section>()
    const distinct = ordered.filter(([, section]) => !seen.has(section) && seen.add(section))
    const kept = new Set(longestRising(distinct.map(([, section]) => section.start)).map((k) => distinct[k]?.[1]))
    for (const [k, [wanted, section]] of distinct.entries()) {
      if (kept.has(section)) continue
      const previous = previousInPlace(distinct, kept, k)
      const before = previous && excerpt(unmarkedTitle(endOfSeries(spec.document, previous)))
      const title = excerpt(unmarkedTitle(section))
      const by = templateName(spec.template, wanted.section.start)
      report(
        section.name,
        before
          ? t('Section "{0}" is out of order. According to {2}, it belongs after "{1}".', title, before, by)
          : t('Section "{0}" is out of order. In {1}, it comes first.', title, by),
      )
    }
  },
}

/** The nearest section before the k-th one, in the order of the template, that is in its place. */
function previousInPlace(
  found: readonly [TemplateSection, Section][],
  kept: ReadonlySet<Section | undefined>,
  k: number,
): Section | undefined {
  for (let at = k - 1; at >= 0; at--) {
    const section = found[at]?.[1]
    if (section && kept.has(section)) return section
  }
  return undefined
}

/** The last of the sections of a series, of which the template has the first ones: "Phase 2: Foundational", "Phase 3: Search". */
function endOfSeries({ sections }: Document, first: Section): Section {
  const [, word] = /^(\p{L}+) \d/u.exec(first.title) ?? []
  if (word === undefined) return first
  const siblings = sections.filter(({ start, level }) => level === first.level && start >= first.start)
  const after = siblings.findIndex(({ title }) => !title.startsWith(`${word} `))
  return siblings.at(after < 0 ? -1 : after - 1) ?? first
}

/** Indices of a longest increasing subsequence. Quadratic. */
function longestRising(values: readonly number[]): number[] {
  const length = values.map(() => 1)
  const from = values.map(() => -1)
  let best = -1
  for (let i = 0; i < values.length; i++) {
    for (let k = 0; k < i; k++) {
      if ((values[k] as number) < (values[i] as number) && (length[k] as number) + 1 > (length[i] as number)) {
        length[i] = (length[k] as number) + 1
        from[i] = k
      }
    }
    if (best < 0 || (length[i] as number) > (length[best] as number)) best = i
  }
  const rising: number[] = []
  for (let at = best; at >= 0; at = from[at] as number) rising.unshift(at)
  return rising
}
