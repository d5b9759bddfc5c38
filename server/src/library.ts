// The library of the npm package: what the command line finds, for programs under Node. Its types are of itself, so that the
// declarations of the package are this file alone.
import { checkPaths } from './cli/check.ts'
import { dataOf, findingsOf } from './cli/formats/format.ts'
import { nodeFiles } from './workspace/nodeFiles.ts'

export type Severity = 'error' | 'warning' | 'info' | 'hint'

/** A place in a text: line and column from 1, columns in UTF-16 code units. */
export interface Place {
  line: number
  column: number
}

export interface Finding {
  /** Of the document, relative to the working directory, with `/`. */
  path: string
  range: { start: Place; end: Place }
  /** Of the rule: `specwise explain CODE` tells of it. */
  code: string
  severity: Severity
  message: string
  /** Whether the editor offers a fix. */
  fixable: boolean
}

export interface CheckOptions {
  /** What paths are relative to; the working directory of the process without it. */
  cwd?: string
  /** Findings from this severity on; all of them without it. */
  level?: Severity
  /** Severities by the code of a rule, whatever the configuration says. */
  rules?: Readonly<Record<string, Severity | 'off'>>
}

export interface Checked {
  /** In the order of paths, and of the text. */
  findings: Finding[]
  /** The specifications that were found. */
  specs: { path: string; title: string | null }[]
  /** What could not be read. */
  problems: { path: string; reason: string }[]
  /** How many Markdown files were looked at. */
  files: number
}

/**
 * Checks files, and all specifications in folders, as `specwise check` does. Changes nothing. Never rejects for what stands
 * in a document or cannot be read: that is among the findings and problems.
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
