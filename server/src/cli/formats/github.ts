// Workflow commands of GitHub Actions, which annotate the lines of a pull request.
// Source: GitHub Docs, "Workflow commands for GitHub Actions", "Setting an error message".
import { type Formatter, threefold } from './format.ts'

export const github: Formatter = ({ findings }) =>
  findings
    .map(({ path, start, end, severity, code, message }) => {
      const fields = { file: path, line: start.line, endLine: end.line, title: code }
      // Columns are used only if a finding is on a single line.
      const columns = start.line === end.line ? { col: start.column, endColumn: end.column } : {}
      const all = Object.entries({ ...fields, ...columns }).map(([name, value]) => `${name}=${property(String(value))}`)
      return `::${threefold(severity, 'error', 'warning', 'notice')} ${all.join(',')}::${data(message)}\n`
    })
    .join('')

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
