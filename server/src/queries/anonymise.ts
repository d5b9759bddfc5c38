// Anonymises a part of a document, so that it can be shown to others: letters become `x`, digits `0`. Ids, Markdown and common
// words of specifications stay.
import { lineStart } from '../base/lines.ts'
import type { Span } from '../base/span.ts'
import { fates } from '../document/fate.ts'
import { idAt, kindsIn, storyAt } from '../document/ids.ts'

/** What is kept in addition to `keywords`. */
export interface Kept {
  /** Prefixes of ids: those of the format, and those that the documents define. */
  prefixes: ReadonlySet<string>
  /** In lower case. */
  words: ReadonlySet<string>
  /** Parts of the text, sorted and not overlapping, with more words to keep, in lower case; `all` keeps the whole part. */
  parts: readonly (Span & { words: ReadonlySet<string> | 'all' })[]
}

/** An anonymised text. */
export interface Anonymised {
  text: string
  /** Converts an offset in the original to one in the result. */
  at(offset: number): number
}

/** Words that are always kept, in lower case: they affect how a document is read, but not what it is about. */
export const keywords: ReadonlySet<string> = new Set(
  [
    'must shall should may will can cannot could not no required recommended optional mandatory needs clarification clarified',
    'given when then and but or as a an i want so that user story stories role phase priority requirement requirements',
    'the of to in is are be by for from with on at it its this these which was been than if each all any etc eg ie',
    'tbd todo tbc tba question answer session decision see spec specification plan tasks clarifications checklist md',
    'specwise disable enable next line file br details summary id name href http https mailto',
    'apiversion kind metadata namespace labels containers image resources limits requests cpu memory',
    'yaml yml json kcl bash sh hcl terraform text markdown mermaid typescript javascript python go rust sql html xml toml',
    ...fates,
  ].flatMap((words) => words.split(' ')),
)

const word = /[\p{L}\p{M}]+/uy
const digits = /\p{N}+/uy
const behindPrefix = /[ \t_.:#–-]{0,2}\d+/y

/**
 * Anonymises a part of a text. Linear in it.
 * @param text the whole text; the offsets in `kept` refer to it.
 */
export function anonymise(text: string, { start, end }: Span, kept: Kept): Anonymised {
  const out: string[] = []
  const starts: number[] = [] // of each piece, in the original
  const lengths: number[] = [] // of the result before each piece
  let length = 0
  const add = (at: number, piece: string): void => {
    starts.push(at)
    lengths.push(length)
    out.push(piece)
    length += piece.length
  }
  const isLineStart = (offset: number): boolean => offset - lineAt < 100 && /^[ \t>]*$/.test(text.slice(lineAt, offset))
  let part = 0
  let at = start
  let lineAt = lineStart(text, start)
  while (at < end) {
    while (part < kept.parts.length && (kept.parts[part] as Span).end <= at) part++
    const inside = kept.parts[part]
    const current = inside && inside.start <= at ? inside : undefined
    let stop = at + 1
    let piece: string | undefined
    const c = text.charCodeAt(at)
    if (current?.words === 'all') stop = current.end
    else if (isLetterLike(c)) {
      const id = idEnd(text, at, kept.prefixes)
      const written = id === undefined ? matchAt(word, text, at) : undefined
      if (id !== undefined) stop = id
      else if (written !== undefined) {
        stop = at + written.length
        const small = written.toLowerCase()
        if (isMark(text, at, stop)) stop += written === 'P' && text[stop] !== ']' ? 1 : 0
        else if (kept.prefixes.has(written)) stop += matchAt(behindPrefix, text, stop)?.length ?? 0
        else if (!keywords.has(small) && !kept.words.has(small) && !current?.words.has(small)) piece = filler(written)
      } else {
        const number = matchAt(digits, text, at) ?? ''
        stop = at + Math.max(1, number.length)
        const isListNumber = number.length < 4 && /^[.)][ \t]/.test(text.slice(stop, stop + 2)) && isLineStart(at)
        if (number !== '' && !isListNumber) piece = '0'.repeat(number.length)
      }
    } else if (c === 10 || c === 13) lineAt = at + 1
    stop = Math.min(stop, end)
    add(at, piece ?? text.slice(at, stop))
    at = stop
  }
  return {
    text: out.join(''),
    at(offset) {
      let k = starts.length - 1
      while (k > 0 && (starts[k] as number) > offset) k--
      return Math.min(
        length,
        (lengths[k] ?? 0) + (starts[k] === offset ? 0 : Math.min(offset - (starts[k] ?? 0), out[k]?.length ?? 0)),
      )
    },
  }
}

/** A letter in brackets, as in checkboxes and `[P]`, or that of a priority: `P1`. */
const isMark = (text: string, start: number, end: number): boolean =>
  end === start + 1 &&
  ((text[start - 1] === '[' && text[end] === ']') ||
    (text[start] === 'P' && /^\d(?![\p{L}\p{N}])/u.test(text.slice(end, end + 3))))

/** Whether a code unit may start a letter, a digit or a mark: anything but ASCII punctuation and control characters. */
const isLetterLike = (c: number): boolean =>
  (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c > 127

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

/** The end of an id with a kept prefix that starts at an offset. */
function idEnd(text: string, at: number, prefixes: ReadonlySet<string>): number | undefined {
  const id = idAt(text, at)
  const isKept = id && (prefixes.has(id.prefix) || kindsIn(id).some((one) => prefixes.has(one)))
  return isKept ? at + id.text.length : (story(text, at) ?? undefined)
}

const story = (text: string, at: number): number | undefined => {
  const id = storyAt(text, at)
  return id && at + id.text.length
}

// One letter for each script that affects how a text is read; `x` for scripts with upper and lower case.
const scripts: readonly [RegExp, string][] = [
  [/\p{Script=Han}/u, '文'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'か'],
  [/\p{Script=Hangul}/u, '가'],
]

/** A word of the same case and about the same length: the exact length would reveal too much. */
function filler(written: string): string {
  const all = [...written]
  const count = all.length <= 2 ? all.length : all.length <= 5 ? 4 : all.length <= 9 ? 7 : 12
  const letter = scripts.find(([script]) => script.test(written))?.[1]
  if (letter !== undefined) return letter.repeat(count)
  const isCapital = (one: string): boolean => one !== one.toLowerCase()
  if (all.length > 1 && all.every(isCapital)) return 'X'.repeat(count)
  return isCapital(all[0] as string) ? `X${'x'.repeat(count - 1)}` : 'x'.repeat(count)
}
