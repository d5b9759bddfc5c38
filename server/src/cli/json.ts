// The findings as JSON, for programs. The shape is a promise: fields are added, never changed.
import type { Severity } from '../rules/engine/rule.ts'
import type { CheckResult } from './check.ts'

export function toJson(result: CheckResult, version: string): string {
  const findings = result.checked.flatMap(({ path, findings: own }) =>
    own.map(({ start, end, code, severity, message, fixable }) => ({
      path,
      range: { start, end },
      code,
      severity,
      message,
      fixable,
    })),
  )
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length
  const specs = result.specs.map(({ path, summary }) => ({ path, ...summary }))
  const summary = {
    files: result.files,
    specs: specs.length,
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    hints: count('hint'),
  }
  return `${JSON.stringify({ version, specs, findings, unread: result.unread, summary }, null, 2)}\n`
}
