// `specwise report`: the text of an issue about a wrong finding. Prints nothing, and sends nothing.
import { resolve } from 'node:path'
import { createChecker } from '../analysis/checker.ts'
import { createClaims } from '../analysis/claims.ts'
import { lineIndex } from '../base/lineIndex.ts'
import { isReportable, wrongFindingText } from '../queries/wrongFinding.ts'
import { allRules } from '../rules/all.ts'
import type { Files } from '../workspace/files.ts'

/** The text, or why there is none. */
export type Reported = { text: string } | { wrong: string }

/**
 * @param code of the rule.
 * @param place a file, relative to the working directory, and a line of it from 1: `spec.md:12`; a column may follow.
 */
export async function reportFinding(
  files: Files,
  cwd: string,
  code: string,
  place: string,
  version: string,
): Promise<Reported> {
  if (!allRules.some((rule) => rule.code === code))
    return { wrong: `there is no rule "${code}"; "specwise explain" lists them` }
  const [, file = '', digits = ''] = /^(.+?):(\d{1,9})(?::\d{1,9})?$/.exec(place) ?? []
  if (file === '') return { wrong: `the place is FILE:LINE, not "${place}"` }
  const path = resolve(cwd, file)
  const checker = createChecker({ files, kept: false, roots: () => [cwd], claims: createClaims(files), onError() {} })
  const unreadable = await checker.store.read(path).then(
    (text) => (text ? undefined : 'does not exist'),
    (error: Error) => error.message,
  )
  if (unreadable !== undefined) return { wrong: `${file}: ${unreadable}` }
  const loaded = await checker.load(path)
  const { feature, documents } = loaded
    ? await checker.check(loaded, (one) => one === path)
    : { feature: undefined, documents: [] }
  const [checked] = documents
  if (!feature || !checked) return { wrong: `${file} is not read as a specification: it has no findings` }
  const { spec, findings } = checked
  const lineOf = lineIndex(spec.document.text)
  const line = Number(digits)
  const own = findings.filter(({ start, end }) => lineOf(start).line <= line && line <= lineOf(end).line)
  const finding =
    own.find((one) => one.code === code && lineOf(one.start).line === line) ?? own.find((one) => one.code === code)
  if (finding && isReportable(finding)) return { text: wrongFindingText(feature, spec, finding, version) }
  const there = own.map((one) => one.code)
  const lines = findings.filter((one) => one.code === code).map(({ start }) => lineOf(start).line)
  const others =
    there.length > 0
      ? `on this line: ${listed(there)}`
      : lines.length > 0
        ? `${code} is found on ${new Set(lines).size > 1 ? 'lines' : 'line'} ${listed(lines)}`
        : 'there are no findings on this line'
  return { wrong: `no ${code} finding on line ${line} of ${file}; ${others}` }
}

/** Each once, the first ten. */
function listed(all: readonly (string | number)[]): string {
  const different = [...new Set(all)]
  return different.slice(0, 10).join(', ') + (different.length > 10 ? ', …' : '')
}
