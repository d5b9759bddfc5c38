// Checks the files that some paths mean. Prints nothing.
import { relative, sep } from 'node:path'
import { builtinFormats } from '../formats/builtin.ts'
import { readAs, recognise } from '../formats/detect.ts'
import type { Format } from '../formats/format.ts'
import { type Summary, summarise } from '../formats/summary.ts'
import { check } from '../rules/check.ts'
import type { Finding } from '../rules/rule.ts'
import type { Files } from '../workspace/files.ts'
import { findMarkdown, type Problem } from '../workspace/walk.ts'

export interface CheckedSpec {
  /** Relative to the working directory, with `/`. */
  path: string
  summary: Summary
  /** False for a file that is checked only because somebody named it. */
  recognised: boolean
  findings: Finding[]
  /** Kept only while there is something to show of it. */
  text: string
}

export interface CheckResult {
  specs: CheckedSpec[]
  /** Markdown files looked at. */
  files: number
  problems: Problem[]
}

export async function checkPaths(files: Files, cwd: string, paths: readonly string[]): Promise<CheckResult> {
  const formats = builtinFormats()
  const { found, problems } = await findMarkdown(files, cwd, paths)
  const specs: CheckedSpec[] = []
  const shown = (path: string): string => relative(cwd, path).split(sep).join('/') || '.'
  const failed: Problem[] = problems.map(({ path, reason }) => ({ path: shown(path), reason }))
  for (const { path, named } of found) {
    try {
      const text = await files.read(path)
      const recognised = recognise(text, formats)
      const reading = recognised ?? (named ? readAs(formats[0] as Format, text) : undefined)
      if (!reading) continue
      const findings = check(reading, undefined, (rule, error) => {
        failed.push({
          path: shown(path),
          reason: `rule ${rule.code} failed: ${(error as Error).message}; please report it`,
        })
      })
      specs.push({
        path: shown(path),
        recognised: recognised !== undefined,
        summary: structuredClone(summarise(reading)), // a piece of a text keeps all of it in memory
        findings: findings.map(detached),
        text: findings.length > 0 ? text : '',
      })
    } catch (error) {
      failed.push({ path: shown(path), reason: (error as Error).message })
    }
  }
  specs.sort((a, b) => (a.path < b.path ? -1 : 1))
  return { specs, files: found.length, problems: failed }
}

// A finding's fixes hold its whole reading: with ten thousand documents that has to go.
const detached = (finding: Finding): Finding => ({ ...finding, fixes: () => [] })
