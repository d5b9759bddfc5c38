// Reads the features below some paths one after the other, and keeps none of them.
import { createChecker } from '../analysis/checker.ts'
import type { Feature } from '../feature/feature.ts'
import type { Files } from '../workspace/files.ts'
import { findMarkdown, type Problem } from '../workspace/walk.ts'
import { shownFrom } from './checkUnit.ts'
import { groupByFeature, loadGroup, readAll } from './groupByFeature.ts'

/** What could not be read, and the numbers of Markdown files and of specifications in them. */
export interface Found {
  problems: Problem[]
  files: number
  traced: number
}

/** Reads the features below some paths one after the other. */
export async function eachFeature(
  files: Files,
  cwd: string,
  paths: readonly string[],
  work: (feature: Feature) => void,
): Promise<Found> {
  const checker = createChecker({ files, kept: false, roots: () => [cwd], onError() {} })
  const { found, problems } = await findMarkdown(files, cwd, paths)
  let traced = 0
  for (const unit of await groupByFeature(checker, found)) {
    await readAll(checker, unit, problems)
    const feature = (await loadGroup(checker, unit))?.feature
    checker.store.forget()
    if (!feature) continue
    traced++
    work(feature)
  }
  const shown = problems.map(({ path, reason }): Problem => ({ path: shownFrom(cwd)(path), reason }))
  return { problems: shown, files: found.length, traced }
}
