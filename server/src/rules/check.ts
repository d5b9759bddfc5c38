// Runs the rules over a reading. A rule that throws costs that rule.
import type { Reading } from '../formats/reading.ts'
import { allRules } from './all.ts'
import type { Finding, Rule } from './rule.ts'

const none = (): [] => []

/** All findings, in the order of the text. `onError` hears of a rule that threw; it gives no findings then. */
export function check(
  reading: Reading,
  rules: readonly Rule[] = allRules,
  onError: (rule: Rule, error: unknown) => void = () => {},
): Finding[] {
  const findings: Finding[] = []
  const length = reading.spec.text.length
  for (const rule of rules) {
    const own: Finding[] = []
    try {
      rule.check(reading, ({ start, end }, message, extra) => {
        if (!(start >= 0 && end <= length && start <= end))
          throw new Error(`${rule.code}: span ${start}–${end} of ${length}`)
        own.push({
          start,
          end,
          code: rule.code,
          severity: rule.severity,
          message,
          related: extra?.related ?? [],
          fixes: extra?.fixes ?? none,
          fixable: extra?.fixes !== undefined,
        })
      })
      for (const finding of own) findings.push(finding)
    } catch (error) {
      onError(rule, error)
    }
  }
  return findings.sort((a, b) => a.start - b.start || a.end - b.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
}
