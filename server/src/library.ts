// The library of the npm package: the findings of the command line for Node programs. It declares its types itself, so that
// the declarations of the package are a single file.
import { checkPaths } from './cli/check.ts'
import { dataOf, findingsOf } from './cli/formats/format.ts'
import { nodeFiles } from './workspace/nodeFiles.ts'

export type Severity = 'error' | 'warning' | 'info' | 'hint'

/** A position in a text: line and column from 1, columns in UTF-16 code units. */
export interface Place {
  line: number
  column: number
}

export interface Finding {
  /** The document, relative to the working directory, with `/`. */
  path: string
  range: { start: Place; end: Place }
  /** The code of the rule, for `specwise explain CODE`. */
  code: string
  severity: Severity
  message: string
  /** Whether the editor offers a quick fix. */
  fixable: boolean
}

export interface CheckOptions {
  /** What paths are relative to. Defaults to the working directory of the process. */
  cwd?: string
  /** Returns findings of at least this severity. Defaults to `hint`, which is all of them. */
  level?: Severity
  /** Severities by the code of a rule; they override the configuration. */
  rules?: Readonly<Record<string, Severity | 'off'>>
}

export interface Checked {
  /** Findings in the order of paths and lines. */
  findings: Finding[]
  /** The specifications that were found. */
  specs: { path: string; title: string | null }[]
  /** What could not be read. */
  problems: { path: string; reason: string }[]
  /** Number of Markdown files that were looked at. */
  files: number
}

/**
 * Checks files, and all specifications in folders, as `specwise check` does. Changes nothing. Never rejects because of the
 * contents of a document or a file that cannot be read: these are among the findings and problems.
 */
export async function check(paths: readonly string[] = ['.'], options: CheckOptions = {}): Promise<Checked> {
  const { cwd = process.cwd(), level = 'hint', rules } = options
  const result = await checkPaths(nodeFiles, cwd, paths, { severities: rules })
  return {
    findings: findingsOf(result, level).map(dataOf),
    specs: result.specs.map(({ path, summary }) => ({ path, title: summary.title })),
    problems: result.problems,
    files: result.files,
  }
}
