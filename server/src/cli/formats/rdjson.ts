// The Reviewdog Diagnostic Format. Source: reviewdog, proto/rdf/reviewdog.proto; columns are bytes of UTF-8, from 1.
import { pageUrl } from '../../rules/engine/page.ts'
import { type Formatter, threefold } from './format.ts'

export const rdjson: Formatter = ({ findings }) => {
  const diagnostics = findings.map(({ path, details, severity, code, message }) => ({
    message,
    location: { path, ...(details && { range: details.bytes }) },
    severity: threefold(severity, 'ERROR', 'WARNING', 'INFO'),
    code: { value: code, url: pageUrl(code) },
    ...(details?.fix && { suggestions: details.fix.edits.map(({ bytes: range, text }) => ({ range, text })) }),
  }))
  const source = { name: 'specwise', url: 'https://github.com/specwise/specwise' }
  return `${JSON.stringify({ source, diagnostics }, null, 2)}\n`
}
