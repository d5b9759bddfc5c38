// Checks the files that belong together, and gives what is to be printed of them. What it gives can be sent to another thread.
import { relative, sep } from 'node:path'
import { type BadConfig, type CheckedFeature, type Checker, configFinding, createChecker } from '../analysis/checker.ts'
import { createClaims } from '../analysis/claims.ts'
import { applyEdits } from '../base/edit.ts'
import { fixAll } from '../edits/fixAll.ts'
import { featureOf } from '../feature/feature.ts'
import { type Summary, summarise } from '../feature/summary.ts'
import { forgetYaml } from '../manifests/yamlBlocks.ts'
import type { Finding } from '../rules/engine/rule.ts'
import { readAs } from '../templates/detect.ts'
import type { Format } from '../templates/template.ts'
import type { Files } from '../workspace/files.ts'
import type { Found, Problem } from '../workspace/walk.ts'
import { loadGroup, readAll } from './groupByFeature.ts'
import { type RenderedFinding, renderFindings } from './renderedFinding.ts'

/** A file with findings. */
export interface CheckedFile {
  /** Relative to the working directory, with `/`. */
  path: string
  /** False for a file that is checked only because somebody named it. */
  recognised: boolean
  findings: RenderedFinding[]
}

export interface CheckedSpec {
  /** Of its `spec.md`, or the one file. */
  path: string
  summary: Summary
  why: string
  files: CheckedFile[]
}

/** One result, as soon as it is known. */
export type Step = { spec: CheckedSpec } | { config: CheckedFile } | { problem: Problem }

export interface UnitResult {
  steps: Step[]
  /** Files that were changed by fixes. */
  fixed: number
}

/** Checks units of files, one after the other, and forgets them. */
export interface UnitChecker extends Pick<Checker, 'homeOf'> {
  check(unit: readonly Found[]): Promise<UnitResult>
}

/** How a path is shown: relative to the working directory, with `/`. */
export const shownFrom =
  (cwd: string) =>
  (path: string): string =>
    relative(cwd, path).split(sep).join('/') || '.'

/** @param fix applies safe fixes first, and checks what is left. */
export function createUnitChecker(files: Files, cwd: string, fix: boolean): UnitChecker {
  const shown = shownFrom(cwd)
  const failed: Problem[] = []
  const checker = createChecker({
    files,
    kept: false,
    roots: () => [cwd],
    claims: createClaims(files),
    onError(rule, error, path) {
      failed.push({ path, reason: `rule ${rule.code} failed: ${(error as Error).message}; please report it` })
    },
  })
  return {
    homeOf: checker.homeOf,
    async check(unit) {
      const steps: Step[] = []
      let fixed = 0
      const { path: first } = unit[0] as Found
      const rest = new Map(unit.map((one) => [one.path, one]))
      try {
        await readAll(checker, [...rest.keys()], failed)
        if (fix) for (const path of rest.keys()) if (await fixFile(checker, path, failed)) fixed++
        const loaded = await loadGroup(checker, unit)
        const of = loaded && (await checker.check(loaded, (path) => rest.has(path)))
        const bad = (of?.settings ?? (await checker.settingsOf(first))).bad
        if (bad) steps.push({ config: configFile(bad, shown) })
        if (of) {
          steps.push({ spec: specOf(of, true, shown) })
          for (const { spec } of of.documents) rest.delete(spec.path)
        }
        for (const { path, named } of rest.values()) {
          const text = named ? (await checker.store.read(path).catch(() => undefined))?.text : undefined
          if (text === undefined) continue
          const { formats, ...settings } = await checker.settingsOf(path)
          const feature = featureOf(readAs(formats[0] as Format, text, path))
          steps.push({
            spec: specOf(await checker.check({ feature, settings: { formats, ...settings } }), false, shown),
          })
        }
      } catch (error) {
        failed.push({ path: first, reason: (error as Error).message })
      }
      for (const { path, reason } of failed.splice(0)) steps.push({ problem: { path: shown(path), reason } })
      checker.store.forget()
      forgetYaml()
      return { steps, fixed }
    },
  }
}

function specOf(
  { feature, documents }: CheckedFeature,
  recognised: boolean,
  shown: (path: string) => string,
): CheckedSpec {
  return {
    path: shown(feature.spec.path),
    summary: structuredClone(summarise(feature)), // a piece of a text keeps all of it in memory
    why: structuredClone(`${feature.why}`),
    files: documents.map(({ spec, findings }) => ({
      path: shown(spec.path),
      recognised,
      findings: renderFindings(spec.document.text, findings, shown(spec.path), shown),
    })),
  }
}

/** Whether a file had something to fix. Only the documents of specifications are changed. */
async function fixFile({ load, checkAs, store }: Checker, path: string, failed: Problem[]): Promise<boolean> {
  try {
    const text = (await load(path)) && (await store.read(path))
    if (!text) return false
    const edits = await fixAll(text.text, (now) => checkAs(path, now))
    if (edits.length > 0) await store.files.write(path, applyEdits(text.text, edits), text.text)
    return edits.length > 0
  } catch (error) {
    failed.push({ path, reason: (error as Error).message })
    return false
  }
}

function configFile({ path, text, problems }: BadConfig, shown: (path: string) => string): CheckedFile {
  const findings = problems.map((problem): Finding => ({ ...problem, ...configFinding }))
  return { path: shown(path), recognised: true, findings: renderFindings(text, findings, shown(path), shown) }
}
