// Comments that silence findings: `<!-- specwise-disable-next-line CODE: reason -->`, the same with `-line`, `-file`, and
// `-disable` … `-enable` around a part. What they silence is counted, so that one for nothing can be told.
import { inLineEndsOf } from '../../base/lines.ts'
import { countWhile, type Span, spanAt } from '../../base/span.ts'
import type { Document } from '../../document/model.ts'
import { leafAt } from '../../markdown/find.ts'
import type { Finding, Fix } from './rule.ts'

type Scope = 'disable' | 'enable' | 'next-line' | 'line' | 'file'

/** One code of one comment. */
export interface Suppression {
  /** Undefined for a comment without codes: it silences every rule. */
  code: string | undefined
  /** Where the code stands; the comment where there is none. */
  name: Span
  comment: Span
  scope: Scope
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

const comment = /<!--\s*specwise-(disable(?:-next-line|-line|-file)?|enable)\b([\s\S]{0,2000}?)-->/g
const nothing: readonly Suppression[] = []

/** Reads the suppression comments of a document; those in code are text. */
export function suppressionsOf(document: Document): Suppressions {
  const all = document.text.includes('<!--') && document.text.includes('specwise-') ? readAll(document) : nothing
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
  const { text, scan } = document
  const found: Suppression[] = []
  const open = new Map<string | undefined, Suppression[]>()
  const place = placesIn(document)
  for (const match of text.matchAll(comment)) {
    const { index } = match
    const block = leafAt(scan, index)
    if (block?.type === 'code' || spanAt(scan.inlines, index)?.type === 'code') continue
    const end = index + match[0].length
    const scope = scopeOf(match[1] as string)
    const codes = codesOf(match[2] as string, index + match[0].indexOf(match[2] as string, 10))
    if (scope === 'enable') {
      for (const code of codes.length > 0 ? codes.map((one) => one.code) : [...open.keys()]) {
        for (const one of open.get(code) ?? []) one.to = index
        open.delete(code)
      }
      continue
    }
    const whole = { start: index, end }
    const part = place(scope, whole)
    const names = codes.length > 0 ? codes : [{ code: undefined, start: index, end }]
    for (const { code, start, end: stop } of names) {
      const one = { code, name: { start, end: stop }, comment: whole, scope, ...part, used: false }
      found.push(one)
      if (scope !== 'disable') continue
      const same = open.get(code)
      if (same) same.push(one)
      else open.set(code, [one])
    }
  }
  return found
}

const scopeOf = (word: string): Scope =>
  word === 'enable' ? 'enable' : word === 'disable' ? 'disable' : (word.slice('disable-'.length) as Scope)

/** The codes before the reason: ` duplicate-id, placeholder: kept for the example`. */
function codesOf(source: string, offset: number): { code: string; start: number; end: number }[] {
  const codes = /^[^:：]*/.exec(source)?.[0] ?? ''
  return [...codes.matchAll(/[A-Za-z][\w-]*/g)].map(({ 0: code, index }) => ({
    code,
    start: offset + index,
    end: offset + index + code.length,
  }))
}

/** Tells for a rising sequence of comments what each silences; comments of one line are looked at together. */
function placesIn(document: Document): (scope: Scope, comment: Span) => { from: number; to: number } {
  const { text } = document
  let line = { start: 0, end: -1 }
  let next: { from: number; to: number } | undefined
  return (scope, { start, end }) => {
    if (scope === 'file') return { from: 0, to: text.length + 1 }
    if (scope === 'disable') return { from: end, to: text.length + 1 }
    if (end > line.end) {
      line = { start: lineStart(text, start), end: lineEnd(text, end) }
      next = undefined
    }
    if (scope === 'line') return { from: line.start, to: line.end + 1 }
    next ??= nextLine(document, line.end)
    return next
  }
}

/** The next line that is not blank, and all of the paragraph, item text or code block that it starts. */
function nextLine({ text, scan }: Document, end: number): { from: number; to: number } {
  let from = end
  while (from < text.length && /\s/.test(text[from] as string)) from++
  const to = lineEnd(text, from)
  let first = from
  while (first < to && leafAt(scan, first) === undefined) first++
  const block = leafAt(scan, first)
  const starts = block && block.type !== 'row' && block.start >= from
  return { from: lineStart(text, from), to: Math.max(to, starts ? block.end : 0) + 1 }
}

function lineStart(text: string, offset: number): number {
  let at = offset
  while (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--
  return at
}

function lineEnd(text: string, offset: number): number {
  const length = text.slice(offset, offset + 100_000).search(/[\r\n]/)
  return length < 0 ? Math.min(text.length, offset + 100_000) : offset + length
}

/** The fix that silences a finding by a comment: above its line, or in the line where that would break a table. */
export function suppressionFix(document: Document, { code, start }: Pick<Finding, 'code' | 'start'>): Fix {
  const { text, scan } = document
  const title = `Ignore ${code} here`
  const block = leafAt(scan, start)
  const from = lineStart(text, block?.type === 'row' ? start : (block?.start ?? start))
  if (block?.type === 'row') {
    const stop = lineEnd(text, start)
    const line = text.slice(from, stop).trimEnd()
    const at = from + (line.endsWith('|') ? line.length - 1 : line.length)
    const edit = { start: at, end: at, text: `<!-- specwise-disable-line ${code}: reason --> ` }
    return { title, edits: [edit], preferred: false }
  }
  const indent = /^(?:[ \t]|>[ \t]?)*/.exec(text.slice(from, from + 200))?.[0] ?? ''
  // Above the front matter nothing may stand.
  const front = scan.frontMatter
  const at = front && from < front.end ? lineEnd(text, front.end) : from
  const comment = `${indent}<!-- specwise-disable-next-line ${code}: reason -->`
  const written = at === from ? `${comment}\n` : `\n<!-- specwise-disable-file ${code}: reason -->`
  return { title, edits: [{ start: at, end: at, text: inLineEndsOf(text, written) }], preferred: false }
}
