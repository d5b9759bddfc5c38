// What the output formats of `specwise check` share.
import { createHash } from 'node:crypto'
import { isAtLeast, type Severity } from '../../rules/engine/severity.ts'
import type { CheckResult } from '../check.ts'
import type { RenderedFinding } from '../renderedFinding.ts'

/** A finding with the document that it is in: relative to the working directory, with `/`. */
export interface ShownFinding extends RenderedFinding {
  path: string
}

/** What is printed: the findings of the wanted level in order, and the result that they are from. */
export interface Shown {
  version: string
  result: CheckResult
  findings: readonly ShownFinding[]
}

export type Formatter = (shown: Shown) => string

/** A finding as programs have it. Fields are added, never changed. */
export const dataOf = ({ path, start, end, code, severity, message, fixable }: ShownFinding) => ({
  path,
  range: { start, end },
  code,
  severity,
  message,
  fixable,
})

/** The findings of at least a severity. */
export function findingsOf({ checked }: CheckResult, level: Severity): ShownFinding[] {
  return checked.flatMap(({ path, findings }) =>
    findings.flatMap((finding) => (isAtLeast(finding.severity, level) ? [{ path, ...finding }] : [])),
  )
}

/** Maps a severity to one of three words, for formats that have no hints. */
export const threefold = <T>(severity: Severity, error: T, warning: T, note: T): T =>
  severity === 'error' ? error : severity === 'warning' ? warning : note

/**
 * A fingerprint for each finding that does not depend on lines or the language: made of its document, rule, item and marked
 * words. Findings that have all of these in common are numbered.
 */
export function fingerprintsOf(findings: readonly ShownFinding[]): string[] {
  const counts = new Map<string, number>()
  return findings.map(({ path, code, details }) => {
    const key = [path, code, details?.identity ?? ''].join('\n')
    const before = counts.get(key) ?? 0
    counts.set(key, before + 1)
    return createHash('sha256').update(`${key}\n${before}`).digest('hex').slice(0, 32)
  })
}

/** A path as a URI reference. */
export const asReference = (path: string): string => path.split('/').map(encodeURIComponent).join('/')

/** A text for an XML attribute or element. Characters that XML does not allow are replaced. */
export const asXml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"'\t\n\r]/g, (char) => `&#${char.charCodeAt(0)};`)
