// The report of GitLab's Code Quality. Source: GitLab Docs, "Code Quality", "Code Quality report format".
import { type Formatter, fingerprintsOf, threefold } from './format.ts'

export const gitlab: Formatter = ({ findings }) => {
  const fingerprints = fingerprintsOf(findings)
  const issues = findings.map(({ path, start, end, severity, code, message }, k) => ({
    description: message,
    check_name: code,
    fingerprint: fingerprints[k],
    severity: threefold(severity, 'major', 'minor', 'info'),
    location: { path, lines: { begin: start.line, end: end.line } },
  }))
  return `${JSON.stringify(issues, null, 2)}\n`
}
