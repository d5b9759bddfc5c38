// Comments that suppress findings: `<!-- specwise-disable-next-line CODE: reason -->`, the same with `-line` and `-file`, and
// `-disable` … `-enable` around a region. Uses are recorded, so that unused comments can be reported.
import { t } from '../../base/l10n.ts'
import { countWhile, type Span } from '../../base/span.ts'
import { type Directive, directiveEdit, directivesOf } from '../../document/directives.ts'
import type { Document } from '../../document/model.ts'
import { lengthOf } from '../../document/places.ts'
import type { Finding, Fix } from './rule.ts'

/** One rule code in a suppression comment. */
export interface Suppression {
  /** Undefined for a comment without codes, which suppresses all rules. */
  code: string | undefined
  /** The span of the code, or of the whole comment if it has no codes. */
  name: Span
  comment: Directive
  scope: Directive['scope']
  /** The range of offsets in which findings are suppressed; `to` is exclusive. */
  from: number
  to: number
  used: boolean
}

export interface Suppressions {
  all: readonly Suppression[]
  /** Whether a finding that starts at an offset is suppressed. Marks the suppression as used. */
  hides(code: string, start: number): boolean
  /** Codes of the rules that have run so far. */
  ran: Set<string>
}

/** Reads the suppression comments of a document. Comments in code do not count. */
export function suppressionsOf(document: Document): Suppressions {
  const all = readAll(document)
  const index = indexOf(all)
  return {
    all,
    ran: new Set(),
    hides(code, start) {
      const suppression = coverOf(index.get(code), start) ?? coverOf(index.get(undefined), start)
      if (suppression) suppression.used = true
      return suppression !== undefined
    },
  }
}

/** The suppressions by code and scope, each list in the order of the text. */
type Index = Map<string | undefined, Record<'narrow' | 'wide' | 'file', Suppression[]>>

function indexOf(all: readonly Suppression[]): Index {
  const index: Index = new Map()
  for (const suppression of all) {
    const byScope = index.get(suppression.code) ?? { narrow: [], wide: [], file: [] }
    index.set(suppression.code, byScope)
    byScope[suppression.scope === 'file' ? 'file' : suppression.scope === 'disable' ? 'wide' : 'narrow'].push(
      suppression,
    )
  }
  return index
}

/**
 * The innermost suppression around an offset. Overlapping regions end together, and lines hardly overlap, so it is enough to
 * look at the last ones before the offset.
 */
function coverOf(
  byScope: Record<'narrow' | 'wide' | 'file', Suppression[]> | undefined,
  start: number,
): Suppression | undefined {
  if (!byScope) return undefined
  const covers = (candidate: Suppression | undefined): boolean =>
    candidate !== undefined && candidate.from <= start && start < candidate.to
  const line = lastBefore(byScope.narrow, start)
  const region = lastBefore(byScope.wide, start)
  return [byScope.narrow[line], byScope.narrow[line - 1], byScope.wide[region], byScope.file[0]].find(covers)
}

/** The index of the last suppression that starts at or before an offset; -1 if there is none. */
const lastBefore = (sorted: readonly Suppression[], start: number): number =>
  countWhile(sorted, ({ from }) => from <= start) - 1

function readAll(document: Document): Suppression[] {
  const found: Suppression[] = []
  const open = new Map<string | undefined, Suppression[]>()
  for (const directive of directivesOf(document)) {
    const { scope, codes, start, end } = directive
    if (scope === 'enable') {
      for (const code of codes.length > 0 ? codes.map((named) => named.code) : [...open.keys()]) {
        for (const suppression of open.get(code) ?? []) suppression.to = start
        open.delete(code)
      }
      continue
    }
    const names = codes.length > 0 ? codes : [{ code: undefined, start, end }]
    for (const { code, ...name } of names) {
      const suppression = { code, name, comment: directive, scope, ...partOf(directive, document), used: false }
      found.push(suppression)
      if (scope !== 'disable') continue
      const same = open.get(code)
      if (same) same.push(suppression)
      else open.set(code, [suppression])
    }
  }
  return found
}

/** The range of offsets that a directive suppresses. */
function partOf({ scope, end, line, next }: Directive, document: Document): { from: number; to: number } {
  if (scope === 'file') return { from: 0, to: lengthOf(document) + 1 }
  if (scope === 'disable') return { from: end, to: lengthOf(document) + 1 }
  const part = scope === 'line' ? line : next
  return { from: part.start, to: part.end + 1 }
}

/** The fix that suppresses a finding with a comment above its line, or in the line if that would break a table. */
export const suppressionFix = (document: Document, { code, start }: Pick<Finding, 'code' | 'start'>): Fix => ({
  title: t('Disable {0} for This Line', code),
  edits: [directiveEdit(document, start, code)],
  preferred: false,
})
