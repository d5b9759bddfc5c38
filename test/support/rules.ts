// Rule tests are documents. A line of `^^^` marks what must be found in the line above, and text behind it must be part
// of the message; `$0` is a cursor.
import assert from 'node:assert/strict'
import { builtinFormats } from '../../server/src/formats/builtin.ts'
import { readAs } from '../../server/src/formats/detect.ts'
import type { Reading } from '../../server/src/formats/reading.ts'
import { allRules } from '../../server/src/rules/all.ts'
import { check } from '../../server/src/rules/check.ts'
import type { Edit, Finding, Rule } from '../../server/src/rules/rule.ts'

export const seed = () => builtinFormats()[0] as NonNullable<ReturnType<typeof builtinFormats>[0]>
export const read = (text: string): Reading => readAs(seed(), text)

/** Runs rules by code, all without one; a rule that throws fails the test. */
export function run(text: string, ...codes: string[]): Finding[] {
  const rules = codes.length > 0 ? allRules.filter((rule) => codes.includes(rule.code)) : allRules
  return check(read(text), rules, throwing)
}

export function throwing(_rule: Rule, error: unknown): void {
  throw error
}

/** Takes the mark lines out of a fixture. */
export function parseFixture(fixture: string): {
  text: string
  marks: { start: number; end: number; message: string }[]
} {
  const marks: { start: number; end: number; message: string }[] = []
  let text = ''
  let lineStart = 0
  for (const line of fixture.split(/(?<=\n)/)) {
    const mark = /^( *)(\^+) ?(.*)\n?$/.exec(line)
    if (mark) {
      const [, indent, carets, message] = mark as unknown as [string, string, string, string]
      marks.push({ start: lineStart + indent.length, end: lineStart + indent.length + carets.length, message })
    } else {
      lineStart = text.length
      text += line
    }
  }
  return { text, marks }
}

/** Checks that a rule finds what is marked, and nothing else. */
export function checkRule(code: string, fixture: string): Finding[] {
  const { text, marks } = parseFixture(fixture)
  const found = run(text, code)
  const show = (one: { start: number; end: number; message: string }) =>
    `${JSON.stringify(text.slice(one.start, one.end))} at ${one.start}`
  assert.deepEqual(found.map(show), marks.map(show), found.map((one) => one.message).join('\n'))
  for (const [k, mark] of marks.entries()) {
    assert.ok(found[k]?.message.includes(mark.message), `${found[k]?.message} does not say ${mark.message}`)
  }
  return found
}

/** Applies edits that do not overlap. */
export function apply(text: string, edits: readonly Edit[]): string {
  let out = text
  for (const edit of [...edits].sort((a, b) => b.start - a.start || b.end - a.end)) {
    out = out.slice(0, edit.start) + edit.text + out.slice(edit.end)
  }
  return out
}

/** Applies the preferred fix of the first finding of a rule. */
export function fixFirst(code: string, text: string): string {
  const fix = run(text, code)[0]
    ?.fixes()
    .find((one) => one.preferred)
  assert.ok(fix, `no preferred fix for ${code}`)
  return apply(text, fix.edits)
}
