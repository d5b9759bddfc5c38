// specwise trace --format trace-manifest: the format `trace-manifest`, version 4, of SpecAssay
// (https://github.com/rdryfoos/specassay/blob/main/docs/trace-manifest-schema.md).
import { basename } from 'node:path'
import { excerpt } from '../base/words.ts'
import { basePrefix } from '../document/ids.ts'
import type { EvidencePlace } from '../evidence/evidence.ts'
import type { Feature } from '../feature/feature.ts'
import { itemLinks, type Traced } from '../feature/itemLinks.ts'
import type { EvidenceFor } from './evidence.ts'

type Status = 'proven' | 'tracked-debt' | 'GAP' | 'backlog'

/** A row for each story, requirement and criterion. @param lineOf the line of an item, from 1 @param hasResults whether reports were read */
export function manifestRows(
  feature: Feature,
  evidenceFor: EvidenceFor,
  shown: (path: string) => string,
  lineOf: (item: Traced) => number,
  hasResults: boolean,
) {
  const { stories, requirements, criteria, tasks, linkedTo } = itemLinks(feature)
  return [...stories, ...requirements, ...criteria].map((item) => {
    const { tests, code, verified } = evidenceFor(feature, item.at.definition)
    const carrying = tasks.filter((task) => task.state === 'open' && linkedTo(item).has(task))
    const isProven = verified === 'passing' || (verified === 'test' && !hasResults)
    const status: Status = isProven
      ? 'proven'
      : carrying.length > 0
        ? code.length > 0
          ? 'tracked-debt'
          : 'backlog'
        : 'GAP'
    const place = ({ path, mention }: EvidencePlace) => ({ path: shown(path), line: mention.line })
    return {
      id: item.id,
      type: basePrefix(item.at.definition.id),
      statement: item.text,
      registry: { path: shown(item.at.spec.path), line: lineOf(item) },
      status,
      implementations: code.map((one) => ({ ...place(one), excerpt: one.mention.excerpt })),
      proofs: tests.map((one) => ({ name: one.mention.excerpt, ...place(one) })),
      carryingTasks: carrying.map((task) => ({
        path: shown(task.at.spec.path),
        line: lineOf(task),
        excerpt: excerpt(`${task.id} ${task.text}`, 160),
      })),
      attestedBy: null,
    }
  })
}

type Row = ReturnType<typeof manifestRows>[number]

/** The whole manifest. @param hasResults whether reports of tests were read */
export function traceManifest(rows: readonly Row[], cwd: string, hasResults: boolean) {
  const statuses: readonly Status[] = ['proven', 'tracked-debt', 'GAP', 'backlog']
  const failures = rows
    .filter(({ status }) => status === 'GAP')
    .map(({ id, registry }) => ({ kind: 'silent-gap', detail: `${registry.path}:${registry.line}`, id }))
  const criteria = rows.filter(({ type }) => type === 'AC' || type === 'SC')
  return {
    schemaVersion: 4,
    format: 'trace-manifest',
    emitter: 'specwise',
    targetName: basename(cwd),
    repoPath: cwd,
    generatedAt: new Date().toISOString(),
    gate: { ok: failures.length === 0, failures, diagnostics: [], executionVerified: hasResults },
    totals: {
      registryIdCount: rows.length,
      acCount: criteria.length,
      coveredCount: criteria.filter(({ status }) => status === 'proven').length,
      retiredCount: 0,
    },
    statusCounts: Object.fromEntries(
      statuses.map((status) => [status, rows.filter((row) => row.status === status).length]),
    ),
    rows,
    retired: [],
  }
}
