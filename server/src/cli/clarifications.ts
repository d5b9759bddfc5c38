// specwise clarifications: the open questions of all specifications.
import { createChecker } from '../analysis/checker.ts'
import { counted, t } from '../base/l10n.ts'
import { type Location, lineIndex } from '../base/lineIndex.ts'
import { clean } from '../base/words.ts'
import { openQuestionsOf } from '../edits/openQuestions.ts'
import { summarise } from '../feature/summary.ts'
import type { Files } from '../workspace/files.ts'
import { findMarkdown, type Problem } from '../workspace/walk.ts'
import { shownFrom } from './checkUnit.ts'
import { groupByFeature, loadGroup, readAll } from './groupByFeature.ts'

/** A specification with open questions. Paths are relative to the working directory, with `/`. */
export interface ListedSpec {
  path: string
  title: string | null
  status: string | null
  questions: { path: string; start: Location; end: Location; item: string | null; question: string }[]
}

export interface Listed {
  specs: ListedSpec[]
  /** Number of specifications that were looked at. */
  looked: number
  problems: Problem[]
}

/** Lists the open questions of the specifications that some paths mean. */
export async function listClarifications(files: Files, cwd: string, paths: readonly string[]): Promise<Listed> {
  const shown = shownFrom(cwd)
  const checker = createChecker({ files, kept: false, roots: () => [cwd], onError() {} })
  const { found, problems } = await findMarkdown(files, cwd, paths)
  const specs: ListedSpec[] = []
  let looked = 0
  for (const unit of await groupByFeature(checker, found)) {
    await readAll(checker, unit, problems)
    const feature = (await loadGroup(checker, unit))?.feature
    checker.store.forget()
    if (!feature) continue
    looked++
    const wanted = new Set(unit.map(({ path }) => path))
    const questions = openQuestionsOf(feature)
      .filter(({ spec }) => wanted.has(spec.path))
      .map(({ spec, one, item }) => {
        const place = lineIndex(spec.document.text)
        return { path: shown(spec.path), start: place(one.start), end: place(one.end), item, question: one.question }
      })
    if (questions.length === 0) continue
    const { title, status } = summarise(feature)
    specs.push(structuredClone({ path: shown(feature.spec.path), title, status, questions }))
  }
  return { specs, looked, problems: problems.map(({ path, reason }) => ({ path: shown(path), reason })) }
}

/** For people: each question with its location, by specification. */
export function clarificationsText({ specs, looked }: Listed): string {
  const out = specs.map(({ path, title, status, questions }) =>
    [
      `${clean(path)}${title ? `: ${clean(title)}` : ''}${status ? ` (${clean(status)})` : ''}`,
      ...questions.map(({ path: document, start, item, question }) => {
        const file = document === path ? '' : `${clean(document)}:`
        return `  ${file}${start.line}:${start.column} ${item ? `${item}: ` : ''}${clean(question)}`
      }),
    ].join('\n'),
  )
  const open = specs.reduce((sum, { questions }) => sum + questions.length, 0)
  return `${[...out, totalText(open, specs.length, looked)].join('\n\n')}\n`
}

function totalText(open: number, specs: number, looked: number): string {
  if (looked === 0) return t('No specifications found')
  if (open === 0)
    return counted(looked, 'No open questions in {0} specification.', 'No open questions in {0} specifications.')
  if (looked === 1)
    return counted(open, '{0} open question in 1 specification.', '{0} open questions in 1 specification.')
  return counted(
    open,
    '{0} open question in {1} of {2} specifications.',
    '{0} open questions in {1} of {2} specifications.',
    specs,
    looked,
  )
}

/** For programs. The shape is stable: fields are added, never changed. Lines and columns count from 1. */
export const clarificationsJson = ({ specs, looked }: Listed, version: string): string =>
  `${JSON.stringify({ version, specs: specs.map(({ questions, ...spec }) => ({ ...spec, questions: questions.map(({ start, end, ...one }) => ({ ...one, range: { start, end } })) })), summary: { open: specs.reduce((sum, { questions }) => sum + questions.length, 0), specs: looked } }, null, 2)}\n`
