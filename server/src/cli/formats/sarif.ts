// SARIF 2.1.0 (OASIS Standard, 27 March 2020), for code scanning by GitHub and other services.
import type { Log, Region, ReportingDescriptor, Result } from 'sarif'
import { allRules } from '../../rules/all.ts'
import { pageOfRule, pageUrl } from '../../rules/engine/page.ts'
import { severityAt } from '../../rules/engine/severity.ts'
import type { RenderedFix } from '../renderedFinding.ts'
import { asReference, type Formatter, fingerprintsOf, type ShownFinding, threefold } from './format.ts'

export const sarif: Formatter = ({ version, findings }) => {
  const codes = [...new Set(findings.map(({ code }) => code))].sort()
  const fingerprints = fingerprintsOf(findings)
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Specwise',
            semanticVersion: version,
            informationUri: 'https://github.com/specwise/specwise',
            rules: codes.map(ruleOf),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The working directory' } } },
        results: findings.map((finding, k) => resultOf(finding, codes.indexOf(finding.code), fingerprints[k] ?? '')),
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

function ruleOf(code: string): ReportingDescriptor {
  const rule = allRules.find((candidate) => candidate.code === code)
  if (!rule) return { id: code } // a rule of a pack
  const level = severityAt(rule.severity, 'approved')
  return {
    id: code,
    shortDescription: { text: rule.summary },
    help: { text: rule.why, markdown: pageOfRule(rule) },
    helpUri: pageUrl(code),
    defaultConfiguration:
      level === 'off' ? { enabled: false } : { level: threefold(level, 'error', 'warning', 'note') },
  }
}

const regionOf = ({ start, end }: Pick<ShownFinding, 'start' | 'end'>): Region => ({
  startLine: start.line,
  startColumn: start.column,
  endLine: end.line,
  endColumn: end.column,
})

const artifact = (path: string) => ({ uri: asReference(path), uriBaseId: '%SRCROOT%' })

function resultOf(finding: ShownFinding, ruleIndex: number, fingerprint: string): Result {
  const { path, code, severity, message, related, details } = finding
  return {
    ruleId: code,
    ruleIndex,
    level: threefold(severity, 'error', 'warning', 'note'),
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: artifact(path), region: regionOf(finding) } }],
    partialFingerprints: { 'specwise/v1': fingerprint },
    ...(related.length > 0 && {
      relatedLocations: related.map(({ path: other, place, message: text }, id) => ({
        id,
        message: { text },
        physicalLocation: {
          artifactLocation: artifact(other),
          region: { startLine: place.line, startColumn: place.column },
        },
      })),
    }),
    ...(details?.fix && { fixes: [fixOf(path, details.fix)] }),
  }
}

const fixOf = (path: string, { title, edits }: RenderedFix) => ({
  description: { text: title },
  artifactChanges: [
    {
      artifactLocation: artifact(path),
      replacements: edits.map(({ text, ...range }) => ({ deletedRegion: regionOf(range), insertedContent: { text } })),
    },
  ],
})
