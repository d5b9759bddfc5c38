// Findings as JSON, for programs. The shape is stable: fields are added, never changed.
import type { Severity } from '../../rules/engine/rule.ts'
import { dataOf, type Formatter } from './format.ts'

/** The summary counts all findings, including those below the wanted level. */
export const toJson: Formatter = ({ result, findings: shown, version }) => {
  const findings = shown.map(dataOf)
  const all = result.checked.flatMap((file) => file.findings)
  const count = (severity: Severity): number => all.filter((finding) => finding.severity === severity).length
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
