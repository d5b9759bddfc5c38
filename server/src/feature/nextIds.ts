// Free ids, how they are written, and where items of a kind belong. For fixes and completion.

import type { Span } from '../base/span.ts'
import { writeId } from '../document/ids.ts'
import type { Form, Section } from '../document/model.ts'
import { startsWithName } from '../document/sections.ts'
import { within } from '../templates/fit.ts'
import { marksAround } from '../templates/learn.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { IdKind } from '../templates/template.ts'
import { type Feature, nextNumber } from './feature.ts'

/**
 * A function that says whether items of a kind belong directly in a section, as in the template. If the document lacks the
 * template's subsection, they belong in the home section itself.
 */
export function placeOf(spec: SpecDocument, kind: IdKind, home: Section): (section: Section | undefined) => boolean {
  const { document } = spec
  const place = kind.within
  if (place.type === 'below') {
    // Next to sections with tasks, there may be others with checkboxes, such as a definition of done.
    const used = new Set(
      spec.definitions
        .filter((definition) => definition.id.prefix === kind.prefix)
        .map((definition) => definition.section),
    )
    return (section) => within(home, section) && (used.size === 0 || used.has(section))
  }
  if (place.type === 'itself') return (section) => section === home
  const isInner = (section: Section): boolean => startsWithName(section.key, place.name)
  const inner = document.sections.find((section) => section !== home && within(home, section) && isInner(section))
  return (section) => (inner ? within(inner, section) : section === home)
}

/** The form of items of a kind in a document: that of the first existing item, otherwise the template's. */
export const formOf = ({ definitions }: Pick<SpecDocument, 'definitions'>, kind: IdKind): Form =>
  definitions.find(({ id }) => id.prefix === kind.prefix)?.form ?? kind.form

export interface NextIds {
  /** The k-th free id, from 0. */
  id(k: number): string
  before: string
  after: string
}

/**
 * The next free ids of a kind, written like those of the document, otherwise like the template's.
 * @param but a span of the document that does not count
 */
export function nextIds(feature: Feature, spec: SpecDocument, kind: IdKind, but?: Span): NextIds {
  const first = nextNumber(feature, kind.prefix, but && { ...but, spec })
  const existing = spec.definitions.filter(
    (definition) =>
      definition.id.prefix === kind.prefix &&
      definition.form === 'item' &&
      (!but || definition.start < but.start || definition.start > but.end),
  )
  const sample = existing.find((definition) => definition.id.lead === kind.lead) ?? existing[0]
  const marks = sample ? marksAround(spec.document.text, sample) : kind
  return { id: (k) => writeId(sample?.id ?? kind, first + k), before: marks.before, after: marks.after }
}
