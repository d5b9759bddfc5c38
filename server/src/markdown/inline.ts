// Finds code spans and inline HTML in the text of one paragraph, heading or cell (CommonMark 0.31.2, clauses 6.1, 6.5
// and 6.6), in linear time. Emphasis and links are not parsed, because nothing needs them here. The only difference that
// this makes is a backtick inside the destination of a link.

const attribute = `\\s+[A-Za-z_:][\\w.:-]*(?:\\s*=\\s*(?:[^\\s"'=<>\`]+|'[^']*'|"[^"]*"))?`
const tag = new RegExp(`<(?:[A-Za-z][A-Za-z0-9-]*(?:${attribute}){0,200}\\s*/?|/[A-Za-z][A-Za-z0-9-]*\\s*)>`, 'y')
const autolink = /<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9.-]+)>/y
const declaration = /<![A-Za-z]/y

/** Reports every code span and piece of inline HTML of `text`, in order, with offsets into `text`. */
export function scanInlines(text: string, report: (type: 'code' | 'html', start: number, end: number) => void): void {
  let runs: ReturnType<typeof backtickRuns> | undefined
  const closers = { '-->': 0, '?>': 0, '>': 0, ']]>': 0 } // -1: does not occur any more, so it is not searched again
  const find = (closer: keyof typeof closers, from: number): number => {
    if (closers[closer] < 0) return -1
    const at = text.indexOf(closer, from)
    if (at < 0) closers[closer] = -1
    return at < 0 ? -1 : at + closer.length
  }
  for (let i = 0; i < text.length; ) {
    const c = text.charCodeAt(i)
    if (c === 92) i += 2
    else if (c === 96) {
      let end = i + 1
      while (text.charCodeAt(end) === 96) end++
      let close = nextRun(text, end, end - i)
      if (close === undefined) {
        runs ??= backtickRuns(text)
        close = runs.next(end - i, end)
      }
      if (close >= 0) report('code', i, close + (end - i))
      i = close >= 0 ? close + (end - i) : end
    } else if (c === 60) {
      const link = match(autolink, text, i)
      const end = link > 0 ? link : htmlEnd(text, i, find)
      if (end > 0 && link <= 0) report('html', i, end)
      i = end > 0 ? end : i + 1
    } else i++
  }
}

/** The end of the match of a sticky pattern at an offset, or 0. */
function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : 0
}

/** Returns the offset after the next `closer` from an offset, or -1. */
type Find = (closer: '-->' | '?>' | '>' | ']]>', from: number) => number

/** The end of the inline HTML that starts at an offset; 0 or -1 if there is none. */
function htmlEnd(text: string, at: number, find: Find): number {
  if (text.startsWith('<!--', at)) {
    if (text.startsWith('>', at + 4)) return at + 5
    if (text.startsWith('->', at + 4)) return at + 6
    return find('-->', at + 4)
  }
  if (text.startsWith('<?', at)) return find('?>', at + 2)
  if (text.startsWith('<![CDATA[', at)) return find(']]>', at + 9)
  if (match(declaration, text, at) > 0) return find('>', at + 3)
  return match(tag, text, at)
}

/** The offset of the next run of backticks if it has the given length; -1 if there is no run, undefined if its length differs. */
function nextRun(text: string, from: number, length: number): number | undefined {
  const at = text.indexOf('`', from)
  if (at < 0) return -1
  let end = at + 1
  while (text.charCodeAt(end) === 96) end++
  return end - at === length ? at : undefined
}

/** Indexes all runs of backticks. `next(length, from)` is the first run of exactly that length at or after `from`, or -1. */
function backtickRuns(text: string): { next(length: number, from: number): number } {
  const byLength = new Map<number, { at: number[]; passed: number }>()
  for (let i = text.indexOf('`'); i >= 0; ) {
    let end = i + 1
    while (text.charCodeAt(end) === 96) end++
    const sameLength = byLength.get(end - i)
    if (sameLength) sameLength.at.push(i)
    else byLength.set(end - i, { at: [i], passed: 0 })
    i = text.indexOf('`', end)
  }
  return {
    next(length, from) {
      const runs = byLength.get(length)
      if (!runs) return -1
      while (runs.passed < runs.at.length && (runs.at[runs.passed] as number) < from) runs.passed++
      return runs.at[runs.passed] ?? -1
    },
  }
}
