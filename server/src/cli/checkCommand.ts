// specwise check: prints findings, while it runs or at the end, writes files of results, and returns the exit code.

import { dirname, resolve } from 'node:path'
import { counted, t } from '../base/l10n.ts'
import { clean } from '../base/words.ts'
import type { Severity } from '../rules/engine/severity.ts'
import type { Changes } from '../workspace/gitChanges.ts'
import type { Lines } from '../workspace/gitDiff.ts'
import type { Said } from './arguments.ts'
import { type Baseline, baselineName, baselineText, readBaseline } from './baseline.ts'
import { onLines } from './changed.ts'
import { type CheckResult, checkEach, checkPaths } from './check.ts'
import { severitiesOf, wantedBy } from './checkOptions.ts'
import { type CheckedFile, type Step, shownFrom } from './checkUnit.ts'
import { formatters, isDetailed, levelOf } from './formats/all.ts'
import { findingsOf } from './formats/format.ts'
import { unwritten, withText, withTexts } from './overlay.ts'
import { patchOf } from './patch.ts'
import { createProfile } from './profile.ts'
import { statisticsText } from './statistics.ts'
import { createTextPrinter, noSpecsText, unreadText } from './text.ts'
import { watchAndRun } from './watch.ts'
import { tellProblem, tellSkipped, type World } from './world.ts'

type Values = Said['values']

/** Runs it. @param wrong reports wrong usage, and returns its exit code. @returns the exit code. */
export async function checkCommand(
  paths: readonly string[],
  values: Values,
  world: World,
  wrong: (message: string) => number,
): Promise<number> {
  const { fix, diff, stdin, 'stdin-filename': name } = values
  if (diff && !fix) return wrong(t('--diff requires --fix'))
  const run = diff ? patchCommand : checkFiles
  if (values.watch) return watchCommand(paths, values, world, wrong)
  if (!stdin && name === undefined) return run(paths, values, world, wrong)
  if (!stdin || name === undefined || name === '')
    return wrong(t('--stdin and --stdin-filename PATH must be used together'))
  if (paths.length > 0) return wrong(t('--stdin cannot be combined with paths'))
  if (values.changed || values.staged || values.since !== undefined)
    return wrong(t('--stdin cannot be combined with --changed, --since or --staged'))
  let files: ReturnType<typeof withText>
  let mark = ''
  try {
    const text = (await world.stdin?.()) ?? ''
    mark = text.startsWith('\ufeff') ? '\ufeff' : ''
    files = withText(world.files, resolve(world.cwd, name), text.slice(mark.length))
  } catch (error) {
    return wrong(t('Standard input: {0}', (error as Error).message))
  }
  const alone = { ...world, files, results: world.files, spread: undefined }
  if (!fix || diff) return run([name], values, alone, wrong)
  // Standard output is for the fixed text, so the findings that are left go to standard error.
  const code = await checkFiles([name], values, { ...alone, out: world.err }, wrong)
  world.out(mark + files.text())
  return code
}

/** Checks now, and again after each change. */
async function watchCommand(
  paths: readonly string[],
  values: Values,
  world: World,
  wrong: (message: string) => number,
): Promise<number> {
  const { watch } = world
  const foreign = (['fix', 'staged', 'stdin', 'output-file', 'update-baseline'] as const).find((name) => values[name])
  if (foreign) return wrong(t('--watch cannot be combined with --{0}', foreign))
  if (!watch) return wrong(t('--watch is not available here'))
  return watchAndRun(paths.length > 0 ? paths : ['.'], { ...world, watch }, (buffered) =>
    checkFiles(paths, values, buffered, wrong),
  )
}

/** Prints what `--fix` would change. @returns 1 if that is anything. */
async function patchCommand(
  paths: readonly string[],
  values: Values,
  world: World,
  wrong: (message: string) => number,
): Promise<number> {
  const { cwd, out } = world
  const foreign = (['format', 'output-file', 'statistics', 'profile', 'update-baseline', 'diff-lines'] as const).find(
    (name) => values[name],
  )
  if (foreign) return wrong(t('--diff prints only a patch, so it cannot be combined with --{0}', foreign))
  const rules = severitiesOf(values.rule ?? [])
  if (typeof rules === 'string') return wrong(rules)
  const changes = await changesAsked(values, world)
  if (typeof changes === 'string') return wrong(changes)
  let isSame = true
  const texts = changes ? withTexts(world.files, changes.texts) : world.files
  const files = unwritten(texts, (path, before, after) => {
    const shown = shownFrom(cwd)(path)
    if (shown.startsWith('../'))
      throw new Error(
        t(
          'Outside the current folder, so a patch cannot change it. Run the command in a folder that contains the file.',
        ),
      )
    const patch = patchOf(shown, before, after)
    if (patch !== '') isSame = false
    out(patch)
  })
  const how = { fix: true, as: values.as, severities: rules, changes }
  const { problems } = await checkPaths(files, cwd, paths.length > 0 ? paths : ['.'], how)
  for (const problem of problems) tellProblem(problem, world)
  return problems.length > 0 ? 2 : isSame ? 0 : 1
}

async function checkFiles(
  paths: readonly string[],
  values: Values,
  world: World,
  wrong: (message: string) => number,
): Promise<number> {
  const wanted = wantedBy(values)
  if (typeof wanted === 'string') return wrong(wanted)
  const { cwd } = world
  let baseline: Baseline | undefined
  try {
    baseline = values['no-baseline'] ? undefined : await readBaseline(world.files, cwd)
  } catch (error) {
    return wrong((error as Error).message)
  }
  if (values['update-baseline'] && (values.rule || values.changed || values.staged || values.since !== undefined))
    return wrong(t('--update-baseline cannot be combined with --rule, --changed, --since or --staged'))
  if (values['update-baseline'] && !baseline)
    return wrong(t('No {0} to update. Run "specwise baseline" to create it.', baselineName))
  try {
    const note = values.history ? await world.history?.(cwd) : undefined
    if (note !== undefined) world.err(`specwise: --history: ${note}\n`)
  } catch (error) {
    return wrong(`--history: ${(error as Error).message}`)
  }
  const changes = await changesAsked(values, world)
  if (typeof changes === 'string') return wrong(changes)
  const files = changes ? withTexts(world.files, changes.texts) : world.files
  const { format, outputs } = wanted
  const isText = format === 'text'
  const colour = values['no-color'] ? false : values.color || world.colour
  const level = wanted.level ?? levelOf(format)
  const printer = isText
    ? createTextPrinter({ colour, verbose: values.verbose === true, level, ofChanges: changes !== undefined })
    : undefined
  const begun = world.now?.()
  const profile = values.profile && world.now ? createProfile(world.now) : undefined
  const details = baseline !== undefined || [format, ...outputs.map((output) => output.format)].some(isDetailed)
  const kept = !isText || outputs.length > 0 || values.statistics === true
  const seen: CheckResult = { specs: [], checked: [], unread: [], problems: [], files: 0, fixed: 0 }
  const others: CheckedFile[] = []
  const counts = { error: 0, warning: 0, info: 0, hint: 0 }

  const take = async (given: Exclude<Step, { problem: unknown }>): Promise<void> => {
    const unlisted = narrowed(given, baseline?.newIn)
    const lines = new Map<string, Lines | undefined>()
    if (changes && values['diff-lines'])
      for (const { path } of filesOf(given)) lines.set(path, changes.linesOf(await files.real(resolve(cwd, path))))
    const step = values['diff-lines'] ? narrowed(unlisted, (file) => onLines(file, lines.get(file.path))) : unlisted
    if ('unread' in step) {
      seen.unread.push(step.unread)
      if (step.unread.named) tellSkipped(step.unread, world)
    } else {
      for (const { findings } of filesOf(step)) for (const { severity } of findings) counts[severity]++
      if (kept && 'spec' in step) seen.specs.push(step.spec)
      if (kept && 'file' in step) others.push(step.file)
    }
    const text = printer?.step(step)
    if (text !== undefined) world.out(text)
  }

  const steps = checkEach(files, cwd, paths.length > 0 ? paths : ['.'], {
    ...wanted.how,
    details,
    changes,
    profile,
    spread: files === world.files ? world.spread : undefined, // threads read the disk
  })
  for (;;) {
    const { done, value } = await steps.next()
    if (done) {
      Object.assign(seen, value)
      break
    }
    if ('problem' in value) {
      tellProblem(value.problem, world)
      seen.problems.push(value.problem)
    } else await take(value)
  }
  seen.checked = [...others, ...seen.specs.flatMap((spec) => spec.files)]

  const printed = (name: string): string =>
    formatters[name]?.({
      version: world.version,
      result: seen,
      findings: findingsOf(seen, wanted.level ?? levelOf(name)),
    }) ?? ''
  const took = begun === undefined ? undefined : (world.now?.() ?? begun) - begun
  const hasSummary = seen.problems.length === 0 || seen.files > 0 // problems are printed already
  if (!printer && !changes && seen.specs.length === 0 && seen.problems.length === 0) world.err(noSpecsText(seen.files))
  if (format === 'concise') world.err(unreadText(seen.unread, values.verbose === true, (_, text) => text))
  if (!printer) world.out(printed(format))
  else if (hasSummary) world.out(printer.end(seen, took === undefined ? undefined : took / 1000))
  if (baseline && !changes && paths.length === 0) await baseline.lookFor(files.kind)
  if (baseline && isText) world.out(baselineSummary(baseline))
  if (profile) world.err(profile.text(took ?? 0))
  if (values.statistics) (isText ? world.out : world.err)(statisticsText(seen.checked))
  try {
    for (const { format: name, path } of outputs)
      await put(world, path, name === 'text' ? plainText(seen, wanted.level ?? levelOf(name)) : printed(name))
    if (baseline && values['update-baseline']) await put(world, baseline.path, baseline.pruned())
  } catch (error) {
    world.err(`specwise: ${clean((error as Error).message)}\n`)
    return 2
  }
  if (seen.problems.length > 0) return 2
  const failing =
    wanted.failOn === 'never' ? 0 : wanted.failOn === 'warning' ? counts.error + counts.warning : counts.error
  return failing > 0 || counts.warning > wanted.mostWarnings ? 1 : 0
}

/** specwise baseline: writes the current findings. */
export async function baselineCommand(
  paths: readonly string[],
  values: Values,
  world: World,
  wrong: (message: string) => number,
): Promise<number> {
  const rules = severitiesOf(values.rule ?? [])
  if (typeof rules === 'string') return wrong(rules)
  const { files, cwd } = world
  const how = { details: true, severities: rules, spread: world.spread }
  const result = await checkPaths(files, cwd, paths.length > 0 ? paths : ['.'], how)
  for (const problem of result.problems) tellProblem(problem, world)
  if (result.problems.length > 0) return 2
  const before = await readBaseline(files, cwd).catch(() => undefined)
  await before?.lookFor(files.kind)
  const path = before?.path ?? resolve(cwd, baselineName)
  const named = (shown: string): string => shownFrom(dirname(path))(resolve(cwd, shown))
  const text = baselineText(result.checked, before?.besides(result.checked) ?? [], named)
  try {
    await put(world, path, text)
  } catch (error) {
    world.err(`specwise: ${clean((error as Error).message)}\n`)
    return 2
  }
  const written = findingsOf(result, 'warning').length
  world.out(`${counted(written, 'Wrote {0} finding to {1}', 'Wrote {0} findings to {1}', baselineName)}\n`)
  return 0
}

/** A result without some of its findings. */
function narrowed<S extends Step>(step: S, left: ((file: CheckedFile) => CheckedFile) | undefined): S {
  if (!left) return step
  if ('spec' in step) return { ...step, spec: { ...step.spec, files: step.spec.files.map(left) } }
  return 'file' in step ? { ...step, file: left(step.file) } : step
}

/** The changes that the options ask for, if any, or what is wrong. */
async function changesAsked(values: Values, { changes, cwd, err }: World): Promise<Changes | string | undefined> {
  const { changed, staged, since, 'diff-lines': onlyLines } = values
  if (!changed && !staged && since === undefined)
    return onlyLines ? t('--diff-lines requires --changed, --since or --staged') : undefined
  if (staged && since !== undefined) return t('--staged cannot be combined with --since')
  const name = staged ? '--staged' : since === undefined ? '--changed' : '--since'
  if (!changes) return `${name}: ${t('Git is not available')}`
  try {
    const found = await changes(cwd, { since, staged })
    if (found.note !== undefined) err(`specwise: ${clean(found.note)}\n`)
    return found
  } catch (error) {
    return `${name}: ${(error as Error).message}`
  }
}

function baselineSummary(baseline: Baseline): string {
  const { hidden, fixed } = baseline.summary()
  const sentences = [
    counted(
      hidden,
      '{0} finding recorded in {1} is not shown.',
      '{0} findings recorded in {1} are not shown.',
      baselineName,
    ),
    ...(fixed.length > 0
      ? [
          counted(
            fixed.length,
            '{0} recorded finding is fixed. Use "--update-baseline" to remove it from the baseline.',
            '{0} recorded findings are fixed. Use "--update-baseline" to remove them from the baseline.',
          ),
        ]
      : []),
  ]
  return hidden + fixed.length > 0 ? `${sentences.join(' ')}\n` : ''
}

/** The text of all results, without colours. */
function plainText(result: CheckResult, level: Severity): string {
  const printer = createTextPrinter({ colour: false, verbose: false, level })
  const ofSpecs = new Set(result.specs.flatMap((spec) => spec.files))
  const steps: Step[] = [
    ...result.checked.filter((file) => !ofSpecs.has(file)).map((file) => ({ file })),
    ...result.specs.map((spec) => ({ spec })),
    ...result.unread.map((unread) => ({ unread })),
  ]
  return (
    steps.map((step) => ('problem' in step ? '' : (printer.step(step) ?? ''))).join('') + printer.end(result, undefined)
  )
}

/** Writes a file, and replaces it if it exists. Rejects with a reason that starts with its path. */
async function put({ results, files, cwd }: World, path: string, text: string): Promise<void> {
  await (results ?? files).put(resolve(cwd, path), text).catch((error: Error) => {
    throw new Error(`${path}: ${error.message}`)
  })
}

/** The documents of a result. */
const filesOf = (step: Step): readonly CheckedFile[] =>
  'spec' in step ? step.spec.files : 'file' in step ? [step.file] : []
