// Regular expressions of rule packs, in RE2 syntax. re2js runs them in linear time, without back references and look-around.
// An expression is measured before it is compiled, and a large one is refused.
// Costs: a typical value takes 0.3 µs, the worst allowed expression 0.15 s for 10,000 characters. re2js adds 150 KB to the
// server and to the command line, and 5 ms to their start; most of that is parsing its source, so loading it late would not help.

import { RE2JSSyntaxException, RE2Set } from 're2js'
import { t } from '../base/l10n.ts'

/** Returns whether a text has a match anywhere. */
export type Pattern = (text: string) => boolean

const longest = 200
const mostSteps = 1000
const mostMemory = 256 * 1024 // bytes for the cache of a pattern; beyond them matching is slower, but still linear

/** @throws Error with a message for the author if the pattern is invalid or too large */
export function compilePattern(source: string): Pattern {
  if (source.length > longest) throw new Error(t('is longer than {0} characters', longest))
  requireFewSteps(source)
  // A set with one expression, because re2js cannot limit the memory of a single expression.
  const set = new RE2Set(RE2Set.UNANCHORED, 0, mostMemory)
  try {
    set.add(source)
    set.compile()
  } catch (error) {
    throw error instanceof RE2JSSyntaxException ? new Error(messageFor(error.error, error.input ?? '')) : error
  }
  return (text) => set.match(text).length > 0
}

// The tokens of an expression: a quoted piece, flags, the start of a group, a class, an escape, a repetition, a character.
const tokens =
  /\\Q.*?(?:\\E|$)|\(\?[a-zA-Z-]*\)|\((?:\?(?:[a-zA-Z-]*:|P?<\w*>))?|\\[pPx]\{[^}]*\}|\\.|\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]|\{(0|[1-9]\d*)(?:,(0|[1-9]\d*|))?\}|./gsu

/**
 * Estimates the instructions of the program that RE2 would make, rather too many than too few.
 * @throws Error with a message for the author if there are too many
 */
function requireFewSteps(source: string): void {
  const outerSteps: number[] = [] // steps before each open group
  let steps = 0
  let last = 0 // steps that a repetition would repeat
  for (const [token, few, many] of source.matchAll(tokens)) {
    const before = last
    if (few !== undefined) last = (last + (many === undefined ? 0 : 1)) * Math.max(1, Number(few), Number(many ?? 0))
    else if (/^[*+?]$/.test(token)) last += 2
    if (last !== before) steps += last - before
    else if (/^\((?!.*\)$)/s.test(token)) {
      outerSteps.push(steps)
      steps = token.endsWith(':') ? 1 : 3
    } else if (token === ')') {
      last = steps
      steps += outerSteps.pop() ?? 0
    } else if (token.startsWith('\\Q')) {
      steps += token.length
      last = Math.max(last, 1)
    } else if (!token.startsWith('(')) {
      last = token === '|' ? 2 : /\\p/i.test(token) ? 3 : 1 // Unicode classes take more steps
      steps += last
    }
    if (steps > mostSteps) throw new Error(t('has too many repetitions'))
  }
}

/** The message for an error of RE2. */
function messageFor(error: string, part: string): string {
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
