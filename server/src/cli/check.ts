// Checks the files that some paths mean. Prints nothing.
import { t } from '../base/l10n.ts'
import type { Files } from '../workspace/files.ts'
import type { Changes } from '../workspace/gitChanges.ts'
import { type Found, findMarkdown, type Problem } from '../workspace/walk.ts'
import { unitsChanged } from './changed.ts'
import {
  type CheckedFile,
  type CheckedSpec,
  createUnitChecker,
  type How,
  type Step,
  shownFrom,
  type UnitResult,
} from './checkUnit.ts'
import { groupByFeature, withAttachments } from './groupByFeature.ts'
import { type Profile, unmeasured } from './profile.ts'
import { foldersWithoutSpec, type Unread } from './unread.ts'

/** What is known only at the end of a check. */
export interface Totals {
  /** Number of Markdown files that were looked at. */
  files: number
  /** Number of files that were changed by fixes. */
  fixed: number
}

export interface CheckResult extends Totals {
  specs: CheckedSpec[]
  /** All checked files in order, configurations first. */
  checked: CheckedFile[]
  /** Files that are not checked although the user named them or they look like specifications. */
  unread: Unread[]
  problems: Problem[]
}

type Check = (unit: readonly Found[]) => Promise<UnitResult>

/** Checks units in several threads, and gives the results in the order of the units; `check` does what they cannot do. */
export type Spread = (units: readonly Found[][], cwd: string, how: How, check: Check) => AsyncIterable<UnitResult>

/** How a check runs; `spread` is used if there is enough to do, and without it this thread does all the work. */
export interface CheckOptions extends How {
  /** Checks only features with these changes, and those that refer to them. */
  changes?: Pick<Changes, 'paths'> | undefined
  spread?: Spread | undefined
  /** Measures where the time goes; then this thread does all the work. */
  profile?: Profile | undefined
}

const enough = 150 // units that are worth starting another thread

/** Checks, and keeps all results until the end. Takes the parameters of `checkEach`. */
export async function checkPaths(...how: Parameters<typeof checkEach>): Promise<CheckResult> {
  const specs: CheckedSpec[] = []
  const others: CheckedFile[] = []
  const unread: Unread[] = []
  const problems: Problem[] = []
  const steps = checkEach(...how)
  for (;;) {
    const { done, value } = await steps.next()
    if (done) return { specs, checked: [...others, ...specs.flatMap((spec) => spec.files)], unread, problems, ...value }
    if ('spec' in value) specs.push(value.spec)
    else if ('file' in value) others.push(value.file)
    else if ('unread' in value) unread.push(value.unread)
    else problems.push(value.problem)
  }
}

/** Checks in the order of paths, and keeps no results: ten thousand of them would not fit into the memory of a CI machine. */
export async function* checkEach(
  files: Files,
  cwd: string,
  given: readonly string[],
  { spread, changes, profile, ...how }: CheckOptions = {},
): AsyncGenerator<Step, Totals> {
  const shown = shownFrom(cwd)
  const checker = createUnitChecker(files, cwd, how, profile)
  const phase = profile?.phase ?? unmeasured
  const { found, problems, excluded } = await phase('finding files', () => findMarkdown(files, cwd, given))
  const all = withAttachments(await phase('finding files', () => groupByFeature(checker, found)))
  const units = changes ? await unitsChanged(all, changes, checker, files.real) : all
  const others = new Set<string>() // a configuration applies to many units
  const read: string[] = []
  const unread: string[] = []
  let fixed = 0
  // With fixes, units depend on each other: a unit may link to what an earlier one has changed.
  const isSpread = spread && !profile && !how.fix && how.as === undefined && units.length >= enough
  try {
    for await (const result of isSpread ? spread(units, cwd, how, checker.check) : oneByOne(units, checker.check)) {
      fixed += result.fixed
      for (const step of result.steps) {
        if ('file' in step && others.has(step.file.path)) continue
        if ('file' in step) others.add(step.file.path)
        if ('spec' in step) read.push(step.spec.path)
        if ('unread' in step) unread.push(step.unread.path)
        yield step
      }
      for (const { path, reason } of problems.splice(0)) yield { problem: { path: shown(path), reason } }
    }
  } finally {
    checker.close()
  }
  const paths = changes ? [] : found.filter(({ named }) => !named).map(({ path }) => shown(path))
  for (const path of foldersWithoutSpec(paths, read, unread))
    yield { unread: { path, named: false, reason: t('No spec.md in this folder') } }
  if (!changes && read.length === 0)
    for (const path of excluded)
      yield { unread: { path: shown(path), named: false, reason: t('Excluded by .gitignore') } }
  for (const { path, reason } of problems) yield { problem: { path: shown(path), reason } }
  return { files: changes ? units.flat().filter(({ beside }) => !beside).length : found.length, fixed }
}

async function* oneByOne(units: readonly Found[][], check: Check): AsyncGenerator<UnitResult> {
  for (const unit of units) yield await check(unit)
}
