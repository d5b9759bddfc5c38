// Finds lines that look like an item with an id but cannot be read as one: `**FR 001**:`, `**fr-001**:`, `- [] T001`. Only
// the home section of each kind of id is searched.
import { t } from '../base/l10n.ts'
import { lineStart } from '../base/lines.ts'
import { memoized } from '../base/lru.ts'
import { perPair } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import type { Chunk } from '../document/chunk.ts'
import { type Id, makeId, readId } from '../document/ids.ts'
import { eachItemLine, type ItemLine } from '../document/leaves.ts'
import type { Definition, Document, Section } from '../document/model.ts'
import { readDocument } from '../document/read.ts'
import { marksAround } from './learn.ts'
import { lostItems } from './lostItems.ts'
import type { Malformed } from './malformedItem.ts'
import type { IdKind, Template } from './template.ts'

/** A line of a chunk that may be malformed, with the mistake by kind of id. Offsets count from the start of the chunk. */
interface Candidate {
  line: ItemLine
  bad: readonly [IdKind, Bad][]
}

const candidatesIn = perPair((chunk: Chunk, { kinds }: Pick<Template, 'kinds'>): readonly Candidate[] => {
  const found: Candidate[] = []
  const letters = new Set(kinds.map((kind) => kind.prefix.charCodeAt(0) | 32))
  const { text } = chunk
  eachItemLine(chunk, (line) => {
    if (!mayBeBad(text, line, letters)) return
    const bad = kinds.flatMap((kind): [IdKind, Bad][] => {
      const mistake =
        badBox(text, line, kind) ?? badLabel(text, line, kind) ?? badMark(text, line, kind) ?? badId(text, line, kind)
      return mistake ? [[kind, mistake]] : []
    })
    if (bad.length > 0) found.push({ line, bad })
  })
  return found
})

/** Finds malformed ids in the home sections of the template's kinds. Candidates are cached by chunk. */
export function readMalformed(
  document: Document,
  template: Pick<Template, 'kinds'>,
  homes: ReadonlyMap<IdKind, Section>,
  definitions: readonly Definition[],
): Malformed[] {
  const found: Malformed[] = []
  if (homes.size === 0) return found
  const lost = lostItems(document, homes, definitions)
  const suspects = document.chunks.filter(({ chunk }) => candidatesIn(chunk, template).length > 0)
  if (suspects.length === 0 && lost.length === 0) return found
  const highest = new Map<string, number>()
  // `FR-7a` in a document with FR-1 to FR-9, whatever the template has.
  const digitsOf = ({ prefix, digits }: IdKind): number =>
    definitions.find(({ id }) => id.prefix === prefix)?.id.digits ?? digits
  /** @param digits as written: `T028` keeps its zero in a document with T1. */
  const makeIdOf = (kind: IdKind, number: number, suffix: string, digits = ''): Id => {
    const width = Math.max(digitsOf(kind), digits.startsWith('0') ? digits.length : 0)
    const written = kind.lead + String(number).padStart(width, '0') + suffix
    return makeId(kind.prefix, number, suffix, written, kind.lead, width)
  }
  for (const { id } of definitions) highest.set(id.prefix, Math.max(highest.get(id.prefix) ?? 0, id.number))
  const taken = new Set(definitions.map(({ id }) => id.key))
  const series = new Set(definitions.flatMap(({ id }) => (id.suffix === '' ? [] : [`${id.prefix} ${id.number}`])))
  const add = (text: string, by: number, line: ItemLine, kind: IdKind, bad: Bad): boolean => {
    if (bad.mayBeReference && taken.has(`${kind.prefix}-${bad.number}${bad.suffix}`)) return false
    // `FR16I` and `FR16ZA` of a series from `FR16A` on.
    const base = /(\d+)[A-Za-z]{1,3}$/.exec(text.slice(bad.start, bad.end))?.[1]
    if (base !== undefined && series.has(`${kind.prefix} ${Number(base)}`)) return false
    const digits = /\d[\dOoIl]*/.exec(text.slice(bad.start, bad.end))?.[0]
    const written = bad.number !== undefined && makeIdOf(kind, bad.number, bad.suffix, digits)
    const same = written !== false && text.slice(bad.start, bad.end) === bad.before + written.text
    let meant = written
    if (meant === false || (!same && taken.has(meant.key))) {
      const free = (highest.get(kind.prefix) ?? 0) + 1
      highest.set(kind.prefix, free)
      meant = makeIdOf(kind, free, '')
    }
    taken.add(meant.key)
    highest.set(kind.prefix, Math.max(highest.get(kind.prefix) ?? 0, meant.number))
    // Without the marks of the other items (`**FR-001**: …`), a corrected `FR 002 System MUST` would be a reference.
    const sample = bad.bare
      ? definitions.find(({ id, form }) => id.prefix === kind.prefix && form === line.form)
      : undefined
    const marks = sample && marksAround(document.text, sample)
    const wanted = (marks?.before ?? bad.before) + meant.text + (marks?.after.trimEnd() ?? bad.after ?? '')
    // If the others are headings or rows, a list item defines nothing, however its id is written.
    const form = definitions.find(({ id }) => id.prefix === kind.prefix)?.form
    const isFix = !same && !bad.unclear && defines(text, line, bad, wanted, meant, form)
    found.push({
      start: bad.start + by,
      end: bad.end + by,
      kind,
      written: text.slice(bad.start, bad.end),
      reason: same ? t('unexpected text follows the id') : bad.reason,
      meant,
      replacement: isFix ? wanted : undefined,
      certain: meant === written,
      mayBeReference: bad.mayBeReference === true,
      ...(bad.group && { group: bad.group }),
    })
    return true
  }
  for (const { chunk, start } of suspects)
    for (const { line, bad } of candidatesIn(chunk, template))
      for (const [kind, mistake] of bad) {
        const home = homes.get(kind)
        const at = line.start + start
        if (home && at >= home.start && at < home.end && add(chunk.text, start, line, kind, mistake)) break
      }
  const others = lost.filter(({ meant }) => !taken.has(meant.key) && taken.add(meant.key))
  return others.length === 0 ? found : [...found, ...others].sort((a, b) => a.start - b.start)
}

/** Whether a line would define the id, in the form of the other items, with `wanted` in place of the span `wrong`. */
function defines(
  text: string,
  { start, end, form }: ItemLine,
  wrong: Span,
  wanted: string,
  meant: Id,
  expectedForm: Definition['form'] | undefined,
): boolean {
  if (form === 'row') return expectedForm === undefined || expectedForm === 'row'
  const line = text.slice(lineStart(text, start), wrong.start) + wanted + text.slice(wrong.end, end)
  return readDocument(line.trimStart()).definitions.some(
    (definition) => definition.id.key === meant.key && (expectedForm === undefined || definition.form === expectedForm),
  )
}

/** Whether a line starts with one of the letters but no id, or with a malformed checkbox: `-[ ] T001`, `[] T001`. Cheap. */
function mayBeBad(text: string, { start }: ItemLine, letters: ReadonlySet<number>): boolean {
  let at = start
  while ('*_~['.includes(text[at] ?? ' ')) at++
  if (text[at] === '`' || (at < start + 2 && '[(-+*'.includes(text[start] ?? ' '))) return true
  return letters.has(text.charCodeAt(at) | 32) && !readId(text, at)
}

/** Whether a line is indented, as a list item in another one is. */
const isNested = (text: string, { start }: ItemLine): boolean =>
  /^[ \t]{2}/.test(text.slice(lineStart(text, start), start))

interface Bad extends Span {
  reason: string
  group?: Malformed['group']
  number: number | undefined
  suffix: string
  before: string
  after?: string
  /** Whether the correction is unknown. */
  unclear?: boolean
  /** Whether it is neither bold nor followed by a colon. */
  bare?: boolean
  /** Whether it is a well-formed id, which is a reference if the id is defined. */
  mayBeReference?: boolean
}

// `-[ ] T001`, `- []T001`, `- [ x] T001`. Groups: bullet, bracket, inside of the checkbox, space, marks.
const box = /^([-*+])?([[(])(\s*[xX~]?\s*)[\])](\s*)((?:\*\*|__)?)(?=[A-Z])/

function badBox(text: string, line: ItemLine, kind: IdKind): Bad | undefined {
  if (
    !kind.boxed ||
    line.boxed ||
    !'[(-*+'.includes(text[line.start] ?? ' ') ||
    (line.form !== 'item' && line.form !== 'paragraph')
  )
    return undefined
  const match = box.exec(text.slice(line.start, Math.min(line.end, line.start + 20)))
  if (!match || (line.form === 'paragraph' && !match[1])) return undefined
  const [whole, bullet, bracket, inside, gap, marks] = match as unknown as [
    string,
    string | undefined,
    string,
    string,
    string,
    string,
  ]
  const at = line.start + whole.length
  const id = readId(text, at)
  if (id?.prefix !== kind.prefix) return undefined
  const reason =
    bracket === '('
      ? t('the checkbox is written "({0})"', inside)
      : bullet
        ? t('a space is missing after "{0}"', bullet)
        : inside.length !== 1
          ? t('the checkbox is written "[{0}]"', inside)
          : gap === ''
            ? t('a space is missing after the checkbox')
            : undefined
  if (!reason) return undefined
  const mark = inside.trim() || ' '
  return {
    start: line.start,
    end: at + id.text.length,
    reason,
    number: id.number,
    suffix: id.suffix,
    before: `${bullet ? `${bullet} ` : ''}[${mark}] ${marks}`,
  }
}

const anyMark = /^\[([^[\]\r\n]{1,24})\][ \t]+(?:\*\*|__)?(?=[A-Z])/

/** `- [50%] T001`: the text in the brackets is not the mark of a checkbox. */
function badMark(text: string, line: ItemLine, kind: IdKind): Bad | undefined {
  if (!kind.boxed || line.boxed || line.form !== 'item' || text[line.start] !== '[') return undefined
  const [whole, mark = ''] = anyMark.exec(text.slice(line.start, Math.min(line.end, line.start + 40))) ?? []
  const id = whole === undefined ? undefined : readId(text, line.start + whole.length)
  if (whole === undefined || id?.prefix !== kind.prefix) return undefined
  return {
    start: line.start,
    end: line.start + whole.length + id.text.length,
    reason: /^\p{L}+$/u.test(mark) ? t('the checkbox is missing') : t('the checkbox is written "[{0}]"', mark),
    number: id.number,
    suffix: id.suffix,
    before: '[ ] ',
    unclear: true,
    mayBeReference: true,
  }
}

const labels = /^((?:\[[A-Z]{1,4}-?\d{0,4}\][ \t]*)+)((?:\*\*|__)?)(?=[A-Z])/

/** `- [ ] [P] T001`: labels before the id, or in place of the checkbox. */
function badLabel(text: string, line: ItemLine, kind: IdKind): Bad | undefined {
  if (text[line.start] !== '[' || !(line.boxed || (kind.boxed && line.form === 'item'))) return undefined
  const [whole, before = '', marks = ''] =
    labels.exec(text.slice(line.start, Math.min(line.end, line.start + 40))) ?? []
  const id = whole === undefined ? undefined : readId(text, line.start + whole.length)
  if (whole === undefined || id?.prefix !== kind.prefix) return undefined
  return {
    start: line.start,
    end: line.start + whole.length + id.text.length,
    reason: line.boxed ? t('"{0}" comes before the id', before.trim()) : t('the checkbox is missing'),
    number: id.number,
    suffix: id.suffix,
    before: `${line.boxed ? '' : '[ ] '}${marks}`,
    after: marks === '' ? ` ${before.trim()}` : '',
    unclear: marks !== '',
    mayBeReference: true,
  }
}

// Groups: the opening marks, the id, and the sign after it that shows that it is an id.
const inCode = /^(\*\*|__)?`([A-Z][A-Z-]{0,20}\d{1,6}[a-z]?)`(?:\*\*|__)?([ \t]*[:：—])?/

/** Groups: marks, the prefix in any case, signs, a number or its placeholder, a letter, other text before the end of the word. */
const patternOf = memoized(200, (prefix: string): RegExp => {
  const dashes = '\\u2010-\\u2015\\u2212'
  return new RegExp(
    `^((?:~~|\\*\\*|__|\\[)*)(${prefix})([ \\t_.:#${dashes}-]{0,3})(?:([0-9OoIl]{1,6}|TBD|X{2,}|x{2,}|#+|N{2,}|\\?+)([a-z])?([\\w-]{0,20}))?(?=[\\s:：*_~\\])(,—]|$)`,
    'i',
  )
})

function badId(text: string, line: ItemLine, kind: IdKind): Bad | undefined {
  if (line.form !== kind.form && line.form !== 'row') return undefined
  const head = text.slice(line.start, Math.min(line.end, line.start + 60))
  const code = inCode.exec(head)
  const [coded = '', bold = '', named = '', colon = ''] = code ?? []
  const id = code ? readId(text, line.start + bold.length + 1) : undefined
  const isMarkedCode = line.boxed || ((bold !== '' || colon !== '') && !isNested(text, line)) // below a task, the cases of a test
  if (id?.text === named && id.prefix === kind.prefix && isMarkedCode) {
    const { number, suffix } = id
    const place = { start: line.start, end: line.start + coded.length - colon.length }
    return {
      ...place,
      reason: t('it is formatted as code'),
      number,
      suffix,
      before: '**',
      after: '**',
      unclear: id.lead !== kind.lead, // `T-01`: other places name it as it is
      group: 'coded',
      mayBeReference: true,
    }
  }
  const match = patternOf(kind.prefix).exec(head)
  if (!match) return undefined
  const [whole, marks, prefix, sign, digits, suffix = '', rest = ''] = match as unknown as [
    string,
    string,
    string,
    string,
    string | undefined,
    string | undefined,
    string | undefined,
  ]
  const start = line.start + marks.length
  if (readId(text, start)) return undefined
  // Without bold or a colon, it may be prose: "to do", "us 2 people".
  const isMarked = marks !== '' || /^\s*(?:\*\*|__|\])*\s*[:：—]/.test(head.slice(whole.length)) || /[:：]/.test(sign)
  const plain = prefix === kind.prefix && /^\d{2,}$/.test(digits ?? '') // `FR 005 System MUST`
  if (!isMarked && !plain && !(line.boxed && /^\d+$/.test(digits ?? ''))) return undefined
  const isAny = isUnfilled(kind, digits ?? '', suffix + rest)
  if (isAny && kind.boxed && !line.boxed) return undefined
  const isWritten = !isAny && digits !== undefined && /\d/.test(digits)
  const number = isWritten ? Number(digits.replace(/[oO]/g, '0').replace(/[Il]/g, '1')) : undefined
  if (number === undefined && marks.includes('[')) return undefined // a legend: `**[TXXX]**: the number of a task`
  // "US - Canada", "US 50 states": without a number or its placeholder, only marks and a colon may follow.
  const alone = /^(?:\*\*|__|\]|~~)*\s*(?:[:：—(]|$)/.test(head.slice(whole.length))
  if (number === undefined && digits === undefined && !alone) return undefined
  if (plain && !isMarked && line.form !== 'item' && line.form !== 'paragraph') return undefined
  if (
    number === undefined &&
    !isAny &&
    !/^(?:TBD|X{2,}|#+|N{2,}|\?+)$/i.test(digits ?? '') &&
    !(digits === undefined && /[-_]/.test(sign))
  )
    return undefined
  if (rest !== '' && !isAny && digits?.length === 1 && kind.digits > 1) return undefined // `T0DB` is a name
  const reason =
    rest === '' || isAny ? reasonOf(kind, prefix, sign, digits, number) : t('unexpected text follows the number')
  return {
    start,
    end: line.start + whole.length,
    reason,
    number,
    suffix: suffix.toLowerCase(),
    before: '',
    unclear: rest !== '',
    mayBeReference: !isMarked,
    bare: !isMarked && !line.boxed,
  }
}

/** Whether a number was never filled in: `T00X`, `T02X` among T001, T002. */
const isUnfilled = ({ digits: width }: IdKind, digits: string, rest: string): boolean =>
  /^[xn]+$/i.test(rest) && (/^0+$/.test(digits) || (digits.startsWith('0') && digits.length + rest.length === width))

function reasonOf(
  kind: IdKind,
  prefix: string,
  sign: string,
  digits: string | undefined,
  number: number | undefined,
): string {
  if (number === undefined) return t('the number is missing')
  if (digits && /[OoIl]/.test(digits)) return t('the number "{0}" contains a letter', digits)
  if (prefix !== kind.prefix) return t('"{0}" should be "{1}"', prefix, kind.prefix)
  if (sign === '') return t('unexpected text follows the id')
  if (prefix + sign === kind.lead) return t('the letter after the number should be lowercase')
  const isDash = kind.lead.endsWith('-')
  if (sign === ' ')
    return isDash
      ? t('"{0}" and the number are separated by a space instead of "-"', kind.prefix)
      : t('"{0}" and the number are separated by a space', kind.prefix)
  return isDash
    ? t('"{0}" and the number are separated by "{1}" instead of "-"', kind.prefix, sign)
    : t('"{0}" and the number are separated by "{1}"', kind.prefix, sign)
}
