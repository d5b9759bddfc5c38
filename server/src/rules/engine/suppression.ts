// Comments that silence findings: `<!-- specwise-disable-next-line CODE: reason -->`, the same with `-line`, `-file`, and
// `-disable` … `-enable` around a part. What they silence is counted, so that one for nothing can be told.
import { t } from '../../base/l10n.ts'
import { countWhile, type Span } from '../../base/span.ts'
import { type Directive, directiveEdit, directivesOf } from '../../document/directives.ts'
import type { Document } from '../../document/model.ts'
import { lengthOf } from '../../document/places.ts'
import type { Finding, Fix } from './rule.ts'

/** One code of one comment. */
export interface Suppression {
  /** Undefined for a comment without codes: it silences every rule. */
  code: string | undefined
  /** Where the code stands; the comment where there is none. */
  name: Span
  comment: Directive
  scope: Directive['scope']
  /** The part of the text that it silences. */
  from: number
  to: number
  used: boolean
}

export interface Suppressions {
  all: readonly Suppression[]
  /** Whether a finding that starts at an offset is silenced. */
  hides(code: string, start: number): boolean
  /** Codes of the rules that have run so far. */
  ran: Set<string>
}

/** Reads the suppression comments of a document; those in code are text. */
export function suppressionsOf(document: Document): Suppressions {
  const all = readAll(document)
  const index = indexOf(all)
  return {
    all,
    ran: new Set(),
    hides(code, start) {
      const one = coverOf(index.get(code), start) ?? coverOf(index.get(undefined), start)
      if (one) one.used = true
      return one !== undefined
    },
  }
}

/** The suppressions of one code, by kind, each in the order of the text. */
type Index = Map<string | undefined, Record<'narrow' | 'wide' | 'file', Suppression[]>>

function indexOf(all: readonly Suppression[]): Index {
  const index: Index = new Map()
  for (const one of all) {
    const own = index.get(one.code) ?? { narrow: [], wide: [], file: [] }
    index.set(one.code, own)
    own[one.scope === 'file' ? 'file' : one.scope === 'disable' ? 'wide' : 'narrow'].push(one)
  }
  return index
}

/**
 * The innermost suppression around an offset. Regions that overlap end together, and lines hardly overlap: the last ones
 * before the offset tell for all.
 */
function coverOf(
  own: Record<'narrow' | 'wide' | 'file', Suppression[]> | undefined,
  start: number,
): Suppression | undefined {
  if (!own) return undefined
  const covers = (one: Suppression | undefined): boolean => one !== undefined && one.from <= start && start < one.to
  const line = lastBefore(own.narrow, start)
  const region = lastBefore(own.wide, start)
  return [own.narrow[line], own.narrow[line - 1], own.wide[region], own.file[0]].find(covers)
}

/** Index of the last one that starts at or before an offset; -1 when none does. */
const lastBefore = (sorted: readonly Suppression[], start: number): number =>
  countWhile(sorted, ({ from }) => from <= start) - 1

function readAll(document: Document): Suppression[] {
  const found: Suppression[] = []
  const open = new Map<string | undefined, Suppression[]>()
  for (const directive of directivesOf(document)) {
    const { scope, codes, start, end } = directive
    if (scope === 'enable') {
      for (const code of codes.length > 0 ? codes.map((one) => one.code) : [...open.keys()]) {
        for (const one of open.get(code) ?? []) one.to = start
        open.delete(code)
      }
      continue
    }
    const names = codes.length > 0 ? codes : [{ code: undefined, start, end }]
    for (const { code, ...name } of names) {
      const one = { code, name, comment: directive, scope, ...partOf(directive, document), used: false }
      found.push(one)
      if (scope !== 'disable') continue
      const same = open.get(code)
      if (same) same.push(one)
      else open.set(code, [one])
    }
  }
  return found
}

/** What a directive silences. */
function partOf({ scope, end, line, next }: Directive, document: Document): { from: number; to: number } {
  if (scope === 'file') return { from: 0, to: lengthOf(document) + 1 }
  if (scope === 'disable') return { from: end, to: lengthOf(document) + 1 }
  const part = scope === 'line' ? line : next
  return { from: part.start, to: part.end + 1 }
}

/** The fix that silences a finding by a comment: above its line, or in the line where that would break a table. */
export const suppressionFix = (document: Document, { code, start }: Pick<Finding, 'code' | 'start'>): Fix => ({
  title: t('Disable {0} for This Line', code),
  edits: [directiveEdit(document, start, code)],
  preferred: false,
})
