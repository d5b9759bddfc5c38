// Checks files that belong together, and returns what will be printed. Results can be sent to another thread.
import { basename, dirname } from 'node:path'
import { type BadConfig, type CheckedFeature, type Checker, configFinding, createChecker } from '../analysis/checker.ts'
import { createClaims } from '../analysis/claims.ts'
import { createHistories } from '../analysis/histories.ts'
import { applyEdits } from '../base/edit.ts'
import { isSpecName } from '../base/fileNames.ts'
import { quotedList, t } from '../base/l10n.ts'
import { detachedCopy, detachedData } from '../base/words.ts'
import { fixAll } from '../edits/fixAll.ts'
import { featureOf, filesOf } from '../feature/feature.ts'
import { type Summary, summarise } from '../feature/summary.ts'
import { clearYamlCaches } from '../manifests/yamlBlocks.ts'
import { foreignReferences } from '../queries/workspaceSymbol.ts'
import type { Finding, Severity } from '../rules/engine/rule.ts'
import { readAs } from '../templates/detect.ts'
import type { Files } from '../workspace/files.ts'
import { isTemplatePath, relativeTo } from '../workspace/paths.ts'
import type { Found, Problem } from '../workspace/walk.ts'
import type { Named } from './changed.ts'
import { createDetails } from './details.ts'
import { loadGroup, readAll } from './groupByFeature.ts'
import { type Profile, unmeasured } from './profile.ts'
import { type RenderedFinding, renderFindings } from './renderedFinding.ts'
import { isPlanOrTasks, mayLookLikeSpec, type Unread, whySkipped, whyUnread } from './unread.ts'

/** A file with findings. */
export interface CheckedFile {
  /** Relative to the working directory, with `/`. */
  path: string
  /** False for a file that does not look like a specification and is checked because of `--as`. */
  recognised: boolean
  findings: RenderedFinding[]
}

export interface CheckedSpec {
  /** Path of its `spec.md`, or of its only file. */
  path: string
  summary: Summary
  why: string
  files: CheckedFile[]
}

/** A result, given as soon as it is known. A `file` is a configuration, or an attachment that the user named. */
export type Step = { spec: CheckedSpec } | { file: CheckedFile } | { unread: Unread } | { problem: Problem }

export interface UnitResult {
  steps: Step[]
  /** Number of files that were changed by fixes. */
  fixed: number
}

/** Checks units of files one after the other, and keeps nothing of them. */
export interface UnitChecker extends Pick<Checker, 'homeOf'> {
  /** Whether the feature of a unit links to one of these features, or refers to it by its number. */
  refersTo(unit: readonly Found[], named: Named): Promise<boolean>
  check(unit: readonly Found[]): Promise<UnitResult>
  /** Ends what was started for checks. */
  close(): void
}

/** How a path is shown: relative to the working directory, with `/`. */
export const shownFrom =
  (cwd: string) =>
  (path: string): string =>
    relativeTo(cwd, path) || '.'

/** How files are checked. */
export interface How {
  /** Applies safe fixes first, then checks what is left. */
  fix?: boolean | undefined
  /** Computes `RenderedFinding.details`, for output formats that programs read. */
  details?: boolean | undefined
  /** Severities by the code of a rule; they override the configuration. */
  severities?: Readonly<Record<string, Severity | 'off'>> | undefined
  /** Whether rules may compare with the history of git. */
  history?: boolean | undefined
  /** The name of the format for named files that do not look like specifications. */
  as?: string | undefined
}

/** @param profile measures where the time goes. */
export function createUnitChecker(files: Files, cwd: string, how: How = {}, profile?: Profile): UnitChecker {
  const { fix, as, details = false } = how
  const phase = profile?.phase ?? unmeasured
  const shown = shownFrom(cwd)
  const failed: Problem[] = []
  const histories = how.history ? createHistories(files) : undefined
  const checker = createChecker({
    files,
    kept: false,
    roots: () => [cwd],
    claims: createClaims(files),
    severities: how.severities,
    history: histories?.of,
    inPlaceOf: profile?.measured,
    onError(rule, error, path) {
      const reason = t('Rule "{0}" failed: {1}. Please report this bug.', rule.code, (error as Error).message)
      failed.push({ path, reason })
    },
  })
  const checkAs = async (path: string, text: string, name: string): Promise<Step> => {
    const settings = await checker.settingsOf(path)
    const format = settings.formats.find((candidate) => candidate.name === name)
    if (!format) {
      const names = quotedList(settings.formats.map((candidate) => candidate.name))
      return { problem: { path: shown(path), reason: t('Unknown format "{0}". Expected {1}.', name, names) } }
    }
    return {
      spec: specOf(
        await checker.check({ feature: featureOf(readAs(format, text, path)), settings }),
        false,
        shown,
        details,
      ),
    }
  }
  return {
    homeOf: checker.homeOf,
    close: () => histories?.close(),
    async refersTo(unit, { names, numbers }) {
      const loaded = await loadGroup(checker, unit)
      const all = loaded ? filesOf(loaded.feature) : []
      const isLinked = all.some(({ document }) => names.some((name) => document.text.includes(name)))
      const isNamed = loaded && foreignReferences(loaded.feature).some(({ number }) => numbers.has(number))
      checker.store.forget()
      return isLinked || isNamed === true
    },
    async check(unit) {
      const steps: Step[] = []
      let fixed = 0
      const { path: first } = unit[0] as Found
      const rest = new Map(unit.flatMap((file) => (file.beside ? [] : [[file.path, file]])))
      const wanted = new Set(unit.map(({ path }) => path))
      try {
        const others = await phase('reading', () => readAll(checker, [...rest.values()], failed))
        for (const { path, reason } of others) {
          rest.delete(path)
          steps.push({ unread: { path: shown(path), named: false, reason } })
        }
        if (fix) for (const file of unit) if (await fixFile(checker, file, failed)) fixed++
        const loaded = await phase('reading', () => loadGroup(checker, unit))
        const of = loaded && (await checker.check(loaded, (path) => wanted.has(path)))
        const bad = (of?.settings ?? (await checker.settingsOf(first))).bad
        if (bad) steps.push({ file: configFile(bad, shown, details) })
        if (of) {
          steps.push({ spec: specOf(of, true, shown, details) })
          for (const { file, spec } of of.files) if (spec) rest.delete(file.path)
        }
        const hasSpec = unit.some(({ path }) => isSpecName(basename(path)))
        for (const { path, named } of rest.values()) {
          const isBeside = of !== undefined && isPlanOrTasks(path) && dirname(path) === of.feature.path
          if (
            !named &&
            !isBeside &&
            (of || isTemplatePath(path) || !mayLookLikeSpec(path) || (hasSpec && isPlanOrTasks(path)))
          )
            continue
          const text = (await checker.store.read(path).catch(() => undefined))?.text
          if (text === undefined) continue
          if (named && as !== undefined) {
            steps.push(await checkAs(path, text, as))
            continue
          }
          const attached = named ? await checker.attachmentAt(path).catch(() => undefined) : undefined
          if (attached) {
            const { files } = await checker.check(attached, (one) => one === path)
            steps.push(...files.map((file) => ({ file: checkedFile(file, true, shown, details) })))
            continue
          }
          const why = named ? whySkipped(path, text) : whyUnread(path, text)
          const reason = why && isBeside ? t('The {0} format has no such document', of.feature.format.name) : why
          if (reason !== undefined) steps.push({ unread: { path: shown(path), named, reason } })
        }
      } catch (error) {
        failed.push({ path: first, reason: (error as Error).message })
      }
      for (const { path, reason } of failed.splice(0)) steps.push({ problem: { path: shown(path), reason } })
      checker.store.forget()
      clearYamlCaches()
      return { steps, fixed }
    },
  }
}

function specOf(
  { feature, files }: CheckedFeature,
  recognised: boolean,
  shown: (path: string) => string,
  details: boolean,
): CheckedSpec {
  return {
    path: shown(feature.spec.path),
    summary: detachedData(summarise(feature)),
    why: detachedCopy(feature.why),
    files: files.map((file) => checkedFile(file, recognised, shown, details)),
  }
}

const checkedFile = (
  { file: { path, document }, spec, findings }: CheckedFeature['files'][number],
  recognised: boolean,
  shown: (path: string) => string,
  details: boolean,
): CheckedFile => ({
  path: shown(path),
  recognised,
  findings: renderFindings(
    document.text,
    findings,
    shown(path),
    shown,
    details ? createDetails(document.text, spec) : undefined,
  ),
})

/** Fixes a file if it is a document or an attachment of a specification. @returns whether there was something to fix. */
async function fixFile(
  { load, attachmentAt, checkAs, store }: Checker,
  { path, named, from }: Found,
  failed: Problem[],
): Promise<boolean> {
  try {
    const loaded = (await load(path)) ?? (await attachmentAt(path).catch(() => undefined))
    const text = loaded && (await store.read(path))
    if (!text) return false
    const edits = await fixAll(text.text, (now) => checkAs(path, now))
    const within = named ? undefined : from
    if (edits.length > 0) await store.files.write(path, applyEdits(text.text, edits), text.text, within)
    return edits.length > 0
  } catch (error) {
    failed.push({ path, reason: (error as Error).message })
    return false
  }
}

function configFile(
  { path, text, problems }: BadConfig,
  shown: (path: string) => string,
  details: boolean,
): CheckedFile {
  const findings = problems.map((problem): Finding => ({ ...problem, ...configFinding }))
  return {
    path: shown(path),
    recognised: true,
    findings: renderFindings(text, findings, shown(path), shown, details ? createDetails(text, undefined) : undefined),
  }
}
