// specwise trace: the traceability of the specifications below some paths.
import { lineIndex } from '../base/lineIndex.ts'
import { encodeDestination } from '../base/uri.ts'
import type { Evidence, EvidencePlace } from '../evidence/evidence.ts'
import { summarise } from '../feature/summary.ts'
import { type Traced, type TraceRow, traceOf } from '../feature/trace.ts'
import { type EvidenceOfItem, quoted, traceCsv, traceMarkdown } from '../queries/traceText.ts'
import type { Files } from '../workspace/files.ts'
import { shownFrom } from './checkUnit.ts'
import { eachFeature, type Found } from './eachFeature.ts'
import { readEvidence } from './evidence.ts'
import { manifestRows, traceManifest } from './traceManifest.ts'

export const traceFormats = ['markdown', 'json', 'csv', 'trace-manifest'] as const
export type TraceFormat = (typeof traceFormats)[number]

/** A path as the destination of a link, relative to a folder. */
export const addressFrom = (cwd: string, path: string): string => encodeDestination(shownFrom(cwd)(path))

export interface TraceHow {
  format: TraceFormat
  version: string
  /** Reports of tests; undefined without evidence. */
  reports?: readonly string[] | undefined
}

/** The tables as text, and what was found. Rejects if a report does not exist. */
export async function trace(
  files: Files,
  cwd: string,
  paths: readonly string[],
  { format, version, reports }: TraceHow,
): Promise<Found & { text: string }> {
  const shown = shownFrom(cwd)
  const parts: string[] = []
  const specs: unknown[] = []
  const manifest: ReturnType<typeof manifestRows> = []
  const evidenceFor = reports && (await readEvidence(files, cwd, paths, reports))
  const hasResults = (reports ?? []).length > 0
  const found = await eachFeature(files, cwd, paths, (feature) => {
    const rows = traceOf(feature)
    const { title, id } = summarise(feature)
    const lineOf = lines()
    const place = (one: Traced): string => `${addressFrom(cwd, one.at.spec.path)}#L${lineOf(one)}`
    const own = evidenceFor && ((item: Traced) => evidenceFor(feature, item.at.definition))
    if (format === 'trace-manifest') {
      if (evidenceFor) manifest.push(...manifestRows(feature, evidenceFor, shown, lineOf, hasResults))
    } else if (format === 'markdown') parts.push(traceMarkdown([id, title].filter(Boolean).join(' '), rows, place, own))
    else if (format === 'csv') parts.push(csvOf(shown(feature.spec.path), rows, parts.length === 0, own))
    else
      specs.push({
        path: shown(feature.spec.path),
        id,
        title,
        rows: rows.map((row) => jsonOf(row, shown, lineOf, own)),
      })
  })
  const data =
    format === 'json'
      ? { version, specs }
      : format === 'trace-manifest'
        ? traceManifest(manifest, cwd, hasResults)
        : undefined
  const text = data ? `${JSON.stringify(data, null, 2)}\n` : parts.join(format === 'csv' ? '' : '\n')
  return { ...found, text }
}

/** Finds the line of an item, from 1. Each document is indexed once. */
function lines(): (one: Traced) => number {
  const byPath = new Map<string, (offset: number) => { line: number }>()
  return ({ at: { spec, definition } }) => {
    const place = byPath.get(spec.path) ?? lineIndex(spec.document.text)
    byPath.set(spec.path, place)
    return place(definition.start).line
  }
}

/** The rows of a specification with its path first, and the header row if wanted. */
function csvOf(path: string, rows: readonly TraceRow[], head: boolean, evidenceFor?: EvidenceOfItem): string {
  const [first = '', ...rest] = traceCsv(rows, evidenceFor).split('\r\n').slice(0, -1)
  const name = quoted(path)
  return [...(head ? [`specification,${first}`] : []), ...rest.map((line) => `${name},${line}`)]
    .map((line) => `${line}\r\n`)
    .join('')
}

function jsonOf(
  { stories, requirement, tasks, criteria, gaps }: TraceRow,
  shown: (path: string) => string,
  lineOf: (one: Traced) => number,
  evidenceFor?: EvidenceOfItem,
) {
  const item = (traced: Traced) => ({
    id: traced.id,
    text: traced.text,
    ...(traced.state !== undefined && { done: traced.state === 'done' }),
    ...(traced.state === 'dropped' && { dropped: true }),
    path: shown(traced.at.spec.path),
    line: lineOf(traced),
    ...(evidenceFor && traced.state === undefined && { verification: verificationOf(evidenceFor(traced), shown) }),
  })
  return {
    stories: stories.map(item),
    requirement: requirement ? item(requirement) : null,
    tasks: tasks.map(item),
    criteria: criteria.map(item),
    gaps,
  }
}

function verificationOf({ verified, tests, code, results }: Evidence, shown: (path: string) => string) {
  const place = ({ path, mention: { line } }: EvidencePlace) => ({ path: shown(path), line })
  return {
    status: verified,
    tests: tests.map(place),
    code: code.map(place),
    results: results.map(({ name, state }) => ({ name, state })),
  }
}
