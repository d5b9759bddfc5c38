// Reads the options of a check.
import { listed, t } from '../base/l10n.ts'
import { allRules } from '../rules/all.ts'
import { allSeverities, type Severity } from '../rules/engine/severity.ts'
import type { Said } from './arguments.ts'
import type { How } from './checkUnit.ts'
import { formatters } from './formats/all.ts'

type Values = Said['values']

/** What the options of a check ask for. */
export interface Wanted {
  format: string
  level: Severity | undefined
  outputs: { format: string; path: string }[]
  failOn: Severity | 'never'
  mostWarnings: number
  how: How
}

/** What the options ask for, or what is wrong with them. */
export function wantedBy(values: Values): Wanted | string {
  const { format = 'text', level, quiet, 'fail-on': failOn = 'error', 'max-warnings': most } = values
  const formats = ['text', ...Object.keys(formatters)]
  if (level !== undefined && !allSeverities.includes(level as Severity))
    return t('Invalid value "{0}" for --level. Expected {1}.', level, listed(allSeverities, 'or'))
  const limits = ['error', 'warning', 'never']
  if (!limits.includes(failOn))
    return t('Invalid value "{0}" for --fail-on. Expected {1}.', failOn, listed(limits, 'or'))
  if (most !== undefined && !/^\d{1,9}$/.test(most))
    return t('Invalid value "{0}" for --max-warnings. Expected a number.', most)
  const outputs: Wanted['outputs'] = []
  for (const output of values['output-file'] ?? []) {
    const at = output.indexOf('=')
    const [format, path] = [output.slice(0, Math.max(0, at)), output.slice(at + 1)]
    if (format === '' || path === '') return t('Invalid value "{0}" for --output-file. Expected FORMAT=PATH.', output)
    if (!formats.includes(format)) return t('Unknown format "{0}". Expected {1}.', format, listed(formats, 'or'))
    outputs.push({ format, path })
  }
  const rules = severitiesOf(values.rule ?? [])
  if (typeof rules === 'string') return rules
  return {
    format,
    level: quiet ? 'error' : (level as Severity | undefined),
    outputs,
    failOn: failOn as Severity | 'never',
    mostWarnings: most === undefined ? Number.POSITIVE_INFINITY : Number(most),
    how: { fix: values.fix, as: values.as, history: values.history, severities: rules },
  }
}

/** Reads values of the form `CODE=SEVERITY`. @returns severities by the code of the rule, or what is wrong with a value. */
export function severitiesOf(given: readonly string[]): How['severities'] | string {
  const found: Record<string, Severity | 'off'> = {}
  for (const value of given) {
    const at = value.indexOf('=')
    const [code, severity] = [value.slice(0, Math.max(0, at)), value.slice(at + 1)]
    if (!code.includes('/') && !allRules.some((rule) => rule.code === code))
      return t('Unknown rule "{0}". Run "specwise rules" to list all rules.', code)
    if (severity !== 'off' && !allSeverities.includes(severity as Severity))
      return t(
        'Invalid value "{0}" for --rule. Expected CODE=SEVERITY, where SEVERITY is {1}.',
        value,
        listed(['off', ...allSeverities], 'or'),
      )
    found[code] = severity as Severity | 'off'
  }
  return given.length > 0 ? found : undefined
}
