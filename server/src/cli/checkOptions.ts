// What is asked of a check by options, or what is wrong with them.
import { allRules } from '../rules/all.ts'
import { allSeverities, type Severity } from '../rules/engine/severity.ts'
import type { Said } from './arguments.ts'
import type { How } from './checkUnit.ts'
import { formatters } from './formats/all.ts'

type Values = Said['values']

/** What is asked of a check. */
export interface Wanted {
  format: string
  level: Severity | undefined
  outputs: { format: string; path: string }[]
  failOn: Severity | 'never'
  mostWarnings: number
  how: How
}

/** What the options ask for, or what is wrong. */
export function wantedBy(values: Values): Wanted | string {
  const { format = 'text', level, quiet, 'fail-on': failOn = 'error', 'max-warnings': most } = values
  const known = ['text', ...Object.keys(formatters)]
  if (level !== undefined && !allSeverities.includes(level as Severity))
    return `--level is ${allSeverities.join(', ')}, not "${level}"`
  if (!['error', 'warning', 'never'].includes(failOn)) return `--fail-on is error, warning or never, not "${failOn}"`
  if (most !== undefined && !/^\d{1,9}$/.test(most)) return `--max-warnings is a number, not "${most}"`
  const outputs = (values['output-file'] ?? []).map((one) => {
    const at = one.indexOf('=')
    return { format: one.slice(0, Math.max(0, at)), path: one.slice(at + 1) }
  })
  const bad = outputs.find((one) => !known.includes(one.format) || one.path === '')
  if (bad) return `--output-file is FORMAT=PATH, with a format of ${known.join(', ')}`
  const rules = severitiesOf(values.rule ?? [])
  if (typeof rules === 'string') return rules
  return {
    format,
    level: quiet ? 'error' : (level as Severity | undefined),
    outputs,
    failOn: failOn as Severity | 'never',
    mostWarnings: most === undefined ? Number.POSITIVE_INFINITY : Number(most),
    how: { fix: values.fix, as: values.as, severities: rules },
  }
}

/** `CODE=SEVERITY`, or what is wrong with one of them. */
export function severitiesOf(given: readonly string[]): How['severities'] | string {
  const found: Record<string, Severity | 'off'> = {}
  for (const one of given) {
    const at = one.indexOf('=')
    const [code, severity] = [one.slice(0, Math.max(0, at)), one.slice(at + 1)]
    if (!code.includes('/') && !allRules.some((rule) => rule.code === code))
      return `there is no rule "${code}"; "specwise rules" lists them`
    if (severity !== 'off' && !allSeverities.includes(severity as Severity))
      return `--rule is CODE=SEVERITY, with off, ${allSeverities.join(', ')}, not "${one}"`
    found[code] = severity as Severity | 'off'
  }
  return given.length > 0 ? found : undefined
}
