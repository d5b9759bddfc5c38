// textDocument/hover of headings: what the template has in a section, and the progress of a persona's review.

import type { Span } from '../base/span.ts'
import { countDone } from '../feature/progress.ts'
import { reviewPoints } from '../feature/summary.ts'
import { within } from '../templates/fit.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import { templateName } from '../templates/template.ts'

export interface HeadingHover extends Span {
  title: string
  /** The template that has the section, and whether it is required; undefined for a section that the author added. */
  asked: { by: string; required: boolean; text: string } | undefined
  boxes: { done: number; total: number }
}

const mostLines = 12
const longest = 800

/** The heading around an offset; undefined if there is nothing to show. */
export function headingHover(spec: SpecDocument, offset: number): HeadingHover | undefined {
  const section = spec.document.sections.find(({ name }) => name.start <= offset && offset <= name.end)
  if (!section) return undefined
  const wanted = [...spec.sections].find(([, match]) => match === section)?.[0]
  const points = reviewPoints(spec).filter(({ entry }) => within(section, entry.section))
  if (!wanted && points.length === 0) return undefined
  const { template } = spec
  const text = wanted ? template.document.text.slice(wanted.section.body, wanted.section.end) : ''
  return {
    ...section.name,
    title: section.title,
    asked: wanted && {
      by: templateName(template, wanted.section.start),
      required: wanted.required,
      text: firstLines(text),
    },
    boxes: countDone(points),
  }
}

/** The text of a template below a heading, up to the next heading. */
function firstLines(text: string): string {
  const section = text.split(/^#{1,6}\s/m, 1)[0] ?? ''
  return section
    .replace(/^---\s*$/gm, '')
    .trim()
    .slice(0, longest)
    .split('\n')
    .slice(0, mostLines)
    .join('\n')
}
