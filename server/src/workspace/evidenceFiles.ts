// Reads the evidence of a workspace: code, tests and reports of tests. Built in the background on demand.
import { isAbsolute, join } from 'node:path'
import ignore from 'ignore'
import { codeFacts, isCodeFolder, isCodePath } from '../evidence/codeMentions.ts'
import { type EvidenceIndex, evidenceIndex, type FileEvidence } from '../evidence/evidence.ts'
import { isReportPath, testResultsIn } from '../evidence/testReport.ts'
import { createFileIndex, type FileIndex } from './fileIndex.ts'
import type { Files } from './files.ts'
import { isBelow, relativeTo } from './paths.ts'

/** Which files are evidence. */
export interface EvidenceSettings {
  /**
   * Reports of tests, relative to the roots: files, folders whose `.xml` files are reports, and patterns in the syntax of .gitignore
   * (`**\/build/test-results/**`). They may be ignored by git.
   */
  reports: readonly string[]
  /** Patterns of code and tests in the syntax of .gitignore, relative to the roots. Empty for all files of programming languages. */
  code: readonly string[]
}

export interface EvidenceOptions {
  files: Files
  roots(): readonly string[]
  settings(): Promise<EvidenceSettings>
  told?: (() => void) | undefined
  onError(what: string, error: unknown): void
}

const mostReports = 2000
const mostFolders = 20_000 // that are searched for reports

export function createEvidenceFiles({
  files,
  roots,
  settings,
  told,
  onError,
}: EvidenceOptions): FileIndex<EvidenceIndex> {
  let isWanted: (path: string) => boolean = isCodePath
  const rootOf = (path: string): string => roots().find((root) => isBelow(root, path)) ?? ''
  const besides = async ({ reports }: EvidenceSettings): Promise<string[]> => {
    const found: string[] = []
    for (const name of reports)
      for (const root of isAbsolute(name) ? [''] : roots())
        found.push(...(await (isPattern(name) ? reportsLike(files, root, name) : reportsAt(files, join(root, name)))))
    return found.slice(0, mostReports)
  }
  return createFileIndex<FileEvidence, EvidenceIndex, EvidenceSettings>({
    files,
    roots,
    async settings() {
      const now = await settings()
      const matches = matcherOf(now.code)
      isWanted = now.code.length === 0 ? isCodePath : (path) => matches(relativeTo(rootOf(path), path))
      return now
    },
    isSame: (a, b) => JSON.stringify(a) === JSON.stringify(b),
    reads: (path) => isWanted(path),
    enters: isCodeFolder,
    besides,
    read: (path, text) =>
      isReportPath(path) ? { results: testResultsIn(text) } : { code: codeFacts(relativeTo(rootOf(path), path), text) },
    join: evidenceIndex,
    told,
    onError: (error) => onError('reading evidence', error),
  })
}

/** A test whether a relative path matches one of some patterns, and none of those that start with `!`. */
function matcherOf(patterns: readonly string[]): (path: string) => boolean {
  const [wanted, others] = [ignore({ ignorecase: false }), ignore({ ignorecase: false })]
  for (const pattern of patterns)
    if (pattern.startsWith('!')) others.add(pattern.slice(1))
    else wanted.add(pattern)
  const isInside = (path: string): boolean => path !== '' && !path.startsWith('..') && !isAbsolute(path)
  return (path) => isInside(path) && wanted.ignores(path) && !others.ignores(path)
}

/** A report, or the reports in a folder. */
async function reportsAt(files: Files, path: string): Promise<string[]> {
  const kind = await files.kind(path)
  if (kind === 'file') return [path]
  if (kind !== 'folder') return []
  const entries = await files.list(path).catch(() => [])
  return entries.flatMap(({ name, kind }) => (kind === 'file' && isReportPath(name) ? [join(path, name)] : []))
}

const isPattern = (name: string): boolean => /[*?[\]]/.test(name)

/** The reports that match a pattern. Only the folder before its first part with a sign is searched. */
async function reportsLike(files: Files, root: string, pattern: string): Promise<string[]> {
  const parts = pattern.replaceAll('\\', '/').split('/')
  const first = parts.findIndex(isPattern)
  const base = parts.slice(0, first).join('/')
  const top = isAbsolute(pattern) ? base || '/' : join(root, base)
  const matches = matcherOf([`/${parts.slice(first).join('/')}`])
  const found: string[] = []
  const folders = [top]
  for (let k = 0; k < folders.length && k < mostFolders && found.length < mostReports; k++) {
    const folder = folders[k] as string
    for (const { name, kind } of await files.list(folder).catch(() => [])) {
      const path = join(folder, name)
      if (kind === 'file' && isReportPath(name) && matches(relativeTo(top, path))) found.push(path)
      else if (kind === 'folder' && !/^(?:\.git|node_modules)$/.test(name)) folders.push(path)
    }
  }
  return found
}
