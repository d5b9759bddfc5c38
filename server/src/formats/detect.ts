// Is a text a specification, and of which format? Told by the format's own signs, never by a file's name.
import { readSpec } from '../spec/read.ts'
import { normalTitle, startsWithName } from '../spec/sections.ts'
import type { Format } from './format.ts'
import { type Reading, readBy, within } from './reading.ts'

/** What speaks for a format. */
interface Signs {
  /** The title has the template's form. */
  titled: boolean
  /** The id field has an id of the format's kind. */
  numbered: boolean
  fields: number
  sections: number
  /** Kinds of ids that are defined where the template defines them. */
  kinds: number
}

/**
 * Reads a text by the format that it is written in; undefined when it is none of them. Costs next to nothing for text
 * that has none of the signs.
 */
export function recognise(text: string, formats: readonly Format[]): Reading | undefined {
  const likely = formats.filter((format) => hasTraces(text, format))
  if (likely.length === 0) return undefined
  const spec = readSpec(text)
  for (const format of likely) {
    const reading = readBy(format, spec)
    if (isOf(format, signsOf(reading))) return reading
  }
  return undefined
}

/** Reads a text by a format, whatever it looks like: for files that somebody named. */
export const readAs = (format: Format, text: string): Reading => readBy(format, readSpec(text))

/** Two independent signs at least; few sections or a title alone are found in ordinary documents too. */
function isOf(format: Format, signs: Signs): boolean {
  const half = format.sections.filter((one) => one.section.level === 2).length / 2
  // A plan beside a specification has its id and status too, and another house's `Spec:` some of its metadata.
  if (signs.titled)
    return signs.fields >= 3 || signs.kinds >= 1 || signs.sections >= half || (signs.numbered && signs.fields >= 2)
  if (signs.numbered) return signs.kinds >= 1 || signs.sections >= half
  return signs.fields >= 3 && (signs.sections >= half || signs.kinds >= 3)
}

function signsOf(reading: Reading): Signs {
  const { format, spec, homes, definitions } = reading
  let kinds = 0
  for (const [kind, home] of homes) {
    if (definitions.some((one) => one.id.prefix === kind.prefix && one.strong && within(home, one.section))) kinds++
  }
  return {
    titled: format.titleForm !== '' && spec.title?.title.toLowerCase().startsWith(format.titleForm) === true,
    numbered: [...reading.fields].some(
      ([{ shape }, { value }]) => shape.type === 'id' && new RegExp(`^${shape.prefix}-[\\dX]+\\b`).test(value),
    ),
    fields: reading.fields.size,
    sections: reading.sections.size,
    kinds,
  }
}

const heading = /^#{1,6}[ \t]+(.{1,80})/

/** A quick look, without reading the text: could it be of this format at all? */
function hasTraces(text: string, format: Format): boolean {
  const names = format.sections.filter((one) => one.section.level === 2).map((one) => one.name)
  const keys = format.fields.map((field) => field.key.toLowerCase())
  let seen = 0
  for (let at = text.startsWith('#') ? 0 : nextHash(text, 0); at >= 0; at = nextHash(text, at)) {
    const title = heading.exec(text.slice(at, at + 90))?.[1]
    if (!title) continue
    if (format.titleForm !== '' && title.toLowerCase().startsWith(format.titleForm)) return true
    const name = normalTitle(title)
    if (names.some((one) => startsWithName(name, one) || name.endsWith(` ${one}`))) seen++
    if (seen >= 2) return true
  }
  const head = text.slice(0, 2000).toLowerCase()
  const ids = format.fields.flatMap(({ shape }) => (shape.type === 'id' ? [`${shape.prefix}-`.toLowerCase()] : []))
  if (ids.some((id) => head.includes(id))) return true
  return keys.filter((key) => head.includes(`${key}**`) || head.includes(`${key}:`)).length >= 2
}

function nextHash(text: string, at: number): number {
  const lf = text.indexOf('\n#', at)
  return lf < 0 ? -1 : lf + 1
}
