// `specwise report`: the text of an issue about a wrong finding. Sends nothing.
import { resolve } from 'node:path'
import { createChecker } from '../analysis/checker.ts'
import { createClaims } from '../analysis/claims.ts'
import { someOf, t } from '../base/l10n.ts'
import { lineIndex } from '../base/lineIndex.ts'
import { isReportable, wrongFindingText } from '../queries/wrongFinding.ts'
import { allRules } from '../rules/all.ts'
import type { Files } from '../workspace/files.ts'

/** The text of the report, or why there is none. */
export type Reported = { text: string } | { wrong: string }

/**
 * @param code the code of the rule.
 * @param place a file, relative to the working directory, and a line from 1: `spec.md:12`. A column may follow.
 */
export async function reportFinding(
  files: Files,
  cwd: string,
  code: string,
  place: string,
  version: string,
): Promise<Reported> {
  if (!allRules.some((rule) => rule.code === code))
    return { wrong: t('Unknown rule "{0}". Run "specwise rules" to list all rules.', code) }
  const [, file = '', digits = ''] = /^(.+?):(\d{1,9})(?::\d{1,9})?$/.exec(place) ?? []
  if (file === '') return { wrong: t('Invalid location "{0}". Expected FILE:LINE.', place) }
  const path = resolve(cwd, file)
  const checker = createChecker({ files, kept: false, roots: () => [cwd], claims: createClaims(files), onError() {} })
  const unreadable = await checker.store.read(path).then(
    (text) => (text ? undefined : t('No such file or folder')),
    (error: Error) => error.message,
  )
  if (unreadable !== undefined) return { wrong: `${file}: ${unreadable}` }
  const loaded = await checker.load(path)
  const { feature, files: checkedFiles } = loaded
    ? await checker.check(loaded, (one) => one === path)
    : { feature: undefined, files: [] }
  const [checked] = checkedFiles
  if (!feature || !checked?.spec) return { wrong: t('"{0}" is not a specification, so it has no findings', file) }
  const { spec, findings } = checked
  const lineOf = lineIndex(spec.document.text)
  const line = Number(digits)
  const onLine = findings.filter(({ start, end }) => lineOf(start).line <= line && line <= lineOf(end).line)
  const ofRule = onLine.filter((candidate) => candidate.code === code)
  const finding = ofRule.find(({ start }) => lineOf(start).line === line) ?? ofRule[0]
  if (finding && isReportable(finding)) return { text: wrongFindingText(feature, spec, finding, version) }
  const codes = onLine.map((candidate) => candidate.code)
  const lines = findings.filter((candidate) => candidate.code === code).map(({ start }) => `${lineOf(start).line}`)
  return { wrong: notFound(code, line, file, codes, lines) }
}

/** @param codes of the findings on the line. @param lines those with a finding of the rule. */
function notFound(code: string, line: number, file: string, codes: string[], lines: string[]): string {
  if (codes.length > 0)
    return t('No {0} finding on line {1} of {2}. Findings on this line: {3}.', code, line, file, firstTen(codes))
  if (lines.length > 0)
    return t('No {0} finding on line {1} of {2}. Lines with this finding: {3}.', code, line, file, firstTen(lines))
  return t('Line {0} of {1} has no findings', line, file)
}

const firstTen = (words: readonly string[]): string => someOf([...new Set(words)], 10)
