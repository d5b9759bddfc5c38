// Reads the evidence of a workspace: code, tests and reports of tests. Built in the background on demand.
import { isAbsolute, join } from 'node:path'
import { codeFacts, isCodeFolder, isCodePath } from '../evidence/codeMentions.ts'
import { type EvidenceIndex, evidenceIndex, type FileEvidence } from '../evidence/evidence.ts'
import { isReportPath, testResultsIn } from '../evidence/testReport.ts'
import { createFileIndex, type FileIndex } from './fileIndex.ts'
import type { Files } from './files.ts'
import { relativeTo } from './paths.ts'

export interface EvidenceOptions {
  files: Files
  roots(): readonly string[]
  /** Reports of tests: files, and folders whose `.xml` files are reports. Relative to the roots. They may be ignored by git. */
  reports(): Promise<readonly string[]>
  told?: (() => void) | undefined
  onError(what: string, error: unknown): void
}

const mostReports = 2000

export function createEvidenceFiles({
  files,
  roots,
  reports,
  told,
  onError,
}: EvidenceOptions): FileIndex<EvidenceIndex> {
  const besides = async (named: readonly string[]): Promise<string[]> => {
    const paths = named.flatMap((name) => (isAbsolute(name) ? [name] : roots().map((root) => join(root, name))))
    const found: string[] = []
    for (const path of paths) found.push(...(await reportsAt(files, path)))
    return found.slice(0, mostReports)
  }
  const shown = (path: string): string => relativeTo(roots().find((root) => path.startsWith(root)) ?? '', path)
  return createFileIndex<FileEvidence, EvidenceIndex, readonly string[]>({
    files,
    roots,
    settings: reports,
    isSame: (a, b) => a.join('\n') === b.join('\n'),
    reads: isCodePath,
    enters: isCodeFolder,
    besides,
    read: (path, text) =>
      isReportPath(path) ? { results: testResultsIn(text) } : { code: codeFacts(shown(path), text) },
    join: evidenceIndex,
    told,
    onError: (error) => onError('reading evidence', error),
  })
}

/** A report, or the reports in a folder. */
async function reportsAt(files: Files, path: string): Promise<string[]> {
  const kind = await files.kind(path)
  if (kind === 'file') return [path]
  if (kind !== 'folder') return []
  const entries = await files.list(path).catch(() => [])
  return entries.flatMap(({ name, kind }) => (kind === 'file' && isReportPath(name) ? [join(path, name)] : []))
}
