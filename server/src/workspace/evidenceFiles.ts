// Reads the evidence of a workspace: code, tests and reports of tests. Built in the background on demand.
import { isAbsolute, join } from 'node:path'
import ignore, { type Ignore } from 'ignore'
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
  /**
   * Patterns of code and tests in the syntax of .gitignore, relative to the roots. Those with `!` exclude files, whatever their order.
   * Without any other, all files of programming languages are read.
   */
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
  let isWanted: (path: string) => boolean = isCodePath // by the settings of the last update
  const rootOf = (path: string): string => roots().find((root) => isBelow(root, path)) ?? ''
  const besides = async ({ reports }: EvidenceSettings): Promise<string[]> => {
    const found: string[] = []
    for (const name of reports)
      for (const root of isAbsolute(name) ? [''] : roots()) found.push(...(await reportsNamed(files, root, name)))
    return found.slice(0, mostReports)
  }
  return createFileIndex<FileEvidence, EvidenceIndex, EvidenceSettings>({
    files,
    roots,
    async settings() {
      const now = await settings()
      const matches = matcherOf(now.code)
      const isNamed = now.code.some((pattern) => !pattern.startsWith('!'))
      isWanted = (path) =>
        (isNamed || isCodePath(path)) && (now.code.length === 0 || matches(relativeTo(rootOf(path), path)))
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

/** A test whether a relative path matches one of some patterns, if there are any, and none of those that start with `!`. */
function matcherOf(patterns: readonly string[]): (path: string) => boolean {
  const plain = patterns.map((pattern) => pattern.replaceAll('\\', '/').replace(/^(!?)\.\//, '$1'))
  const excluded = plain.flatMap((pattern) => (pattern.startsWith('!') ? pattern.slice(1) : []))
  const included = plain.filter((pattern) => !pattern.startsWith('!'))
  const [wanted, others] = [included, excluded].map((some) => ignore({ ignorecase: false }).add(some)) as [
    Ignore,
    Ignore,
  ]
  const isInside = (path: string): boolean => path !== '' && !path.startsWith('..') && !isAbsolute(path)
  return (path) => isInside(path) && (included.length === 0 || wanted.ignores(path)) && !others.ignores(path)
}

/** A report, the reports in a folder, or those that match a pattern, unless there is a path of that name. */
async function reportsNamed(files: Files, root: string, name: string): Promise<string[]> {
  const path = join(root, name)
  const kind = await files.kind(path)
  if (kind === undefined && isPattern(name)) return reportsLike(files, root, name)
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
