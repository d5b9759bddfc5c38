// Regular expressions of rule packs: the syntax of RE2, by re2js, in linear time; no back references, no look-around. An
// expression is measured before it is compiled: one that would be large is refused at once.
// re2js was measured against the engine of ours that stood here: a usual value takes 0.3 µs (4 µs before), the worst that
// is allowed 0.15 s for 10,000 characters (0.2 s before), and it has `\b`, `\p{L}` and `(?i)`. It adds 150 KB to the server and
// to the command line, and 5 ms to their start. Loaded late it would still cost most of them: they go into reading its text.

import { RE2JSSyntaxException, RE2Set } from 're2js'
import { t } from '../base/l10n.ts'

/** Tells whether a text has a match somewhere. */
export type Pattern = (text: string) => boolean

const longest = 200
const mostSteps = 1000
const mostMemory = 256 * 1024 // bytes that a pattern may keep for being fast; without them it is slower, still linear

/** @throws Error with words for the author, when it is not understood, or larger than what is allowed. */
export function compilePattern(source: string): Pattern {
  if (source.length > longest) throw new Error(t('is longer than {0} characters', longest))
  requireFewSteps(source)
  // A set of one expression: a single one has no bound of its memory.
  const set = new RE2Set(RE2Set.UNANCHORED, 0, mostMemory)
  try {
    set.add(source)
    set.compile()
  } catch (error) {
    throw error instanceof RE2JSSyntaxException ? new Error(wordsFor(error.error, error.input ?? '')) : error
  }
  return (text) => set.match(text).length > 0
}

// What counts as one: a quoted piece, flags, the start of a group, a class, an escape, a repetition, a character.
const tokens =
  /\\Q.*?(?:\\E|$)|\(\?[a-zA-Z-]*\)|\((?:\?(?:[a-zA-Z-]*:|P?<\w*>))?|\\[pPx]\{[^}]*\}|\\.|\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]|\{(0|[1-9]\d*)(?:,(0|[1-9]\d*|))?\}|./gsu

/** Counts the steps of the program that RE2 would make, rather too many than too few. @throws Error as above. */
function requireFewSteps(source: string): void {
  const around: number[] = [] // steps before each group that is open
  let here = 0
  let last = 0 // of what a repetition would repeat
  for (const [token, few, many] of source.matchAll(tokens)) {
    const before = last
    if (few !== undefined) last = (last + (many === undefined ? 0 : 1)) * Math.max(1, Number(few), Number(many ?? 0))
    else if (/^[*+?]$/.test(token)) last += 2
    if (last !== before) here += last - before
    else if (/^\((?!.*\)$)/s.test(token)) {
      around.push(here)
      here = token.endsWith(':') ? 1 : 3
    } else if (token === ')') {
      last = here
      here += around.pop() ?? 0
    } else if (token.startsWith('\\Q')) {
      here += token.length
      last = Math.max(last, 1)
    } else if (!token.startsWith('(')) {
      last = token === '|' ? 2 : /\\p/i.test(token) ? 3 : 1 // characters of Unicode take longer to tell
      here += last
    }
    if (here > mostSteps) throw new Error(t('has too many repetitions'))
  }
}

/** What RE2 does not take, in words for the author. */
function wordsFor(error: string, part: string): string {
  switch (error) {
    case 'missing closing )':
      return t('has a "(" without a ")"')
    case 'unexpected )':
      return t('has a ")" without a "("')
    case 'missing closing ]':
      return t('has a "[" without a "]"')
    case 'missing argument to repetition operator':
      return t('has nothing to repeat before "{0}"', part)
    case 'invalid nested repetition operator':
      return t('repeats a repetition: "{0}"', part)
    case 'invalid repeat count':
      return t('has an invalid repeat count: "{0}"', part)
    case 'invalid character class range':
      return t('has an invalid character class or range: "{0}"', part)
    case 'trailing backslash at end of expression':
      return t('ends with a single backslash')
    case 'duplicate capture group name':
      return t('has two groups named "{0}"', part)
    default:
      return notAllowed(part)
  }
}

function notAllowed(part: string): string {
  if (/^\\[1-9k]/.test(part)) return t('has the back reference "{0}", which RE2 does not support', part)
  if (/^\(\?<?[=!]/.test(part)) return t('has the look-around "{0}", which RE2 does not support', part)
  if (part.startsWith('(?')) return t('has the incomplete or unsupported group "{0}"', part)
  return t('has "{0}", which RE2 does not support', part)
}
