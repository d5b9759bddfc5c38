// Which ids are free, how they are written, and where items of a kind belong: for fixes and completion.

import type { Span } from '../base/span.ts'
import { writeId } from '../document/ids.ts'
import type { Form, Section } from '../document/model.ts'
import { startsWithName } from '../document/sections.ts'
import { within } from '../templates/fit.ts'
import { marksAround } from '../templates/learn.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { IdKind } from '../templates/template.ts'
import { type Feature, nextNumber } from './feature.ts'

/** Where ids of the kind are due, as in the template; without the template's sub-section, in the home itself. */
export function placeOf(spec: SpecDocument, kind: IdKind, home: Section): (section: Section | undefined) => boolean {
  const { document } = spec
  const place = kind.within
  if (place.type === 'below') {
    // Beside sections of tasks there may be others with boxes, such as a definition of done.
    const used = new Set(spec.definitions.filter((one) => one.id.prefix === kind.prefix).map((one) => one.section))
    return (section) => within(home, section) && (used.size === 0 || used.has(section))
  }
  if (place.type === 'itself') return (section) => section === home
  const isInner = (section: Section): boolean => startsWithName(section.key, place.name)
  const inner = document.sections.find((section) => section !== home && within(home, section) && isInner(section))
  return (section) => (inner ? within(inner, section) : section === home)
}

/** The form that items of a kind have in a document: that of those that there are, else the template's. */
export const formOf = ({ definitions }: Pick<SpecDocument, 'definitions'>, kind: IdKind): Form =>
  definitions.find(({ id }) => id.prefix === kind.prefix)?.form ?? kind.form

export interface NextIds {
  /** The k-th free id, from 0. */
  id(k: number): string
  before: string
  after: string
}

/**
 * The next free ids of a kind, written like those of the document, else like the template's.
 * @param but a place in the document that does not count.
 */
export function nextIds(feature: Feature, spec: SpecDocument, kind: IdKind, but?: Span): NextIds {
  const first = nextNumber(feature, kind.prefix, but && { ...but, spec })
  const own = spec.definitions.filter(
    (one) =>
      one.id.prefix === kind.prefix && one.form === 'item' && (!but || one.start < but.start || one.start > but.end),
  )
  const like = own.find((one) => one.id.lead === kind.lead) ?? own[0]
  const marks = like ? marksAround(spec.document.text, like) : kind
  return { id: (k) => writeId(like?.id ?? kind, first + k), before: marks.before, after: marks.after }
}
