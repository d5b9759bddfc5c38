// specwise diff: what changed in specifications, item by item, between two versions of a repository.
import { resolve } from 'node:path'
import { diffsOf } from '../analysis/versionDiffs.ts'
import { t } from '../base/l10n.ts'
import { clean } from '../base/words.ts'
import { diffForComment } from '../queries/diffMarkdown.ts'
import { isBelow } from '../workspace/paths.ts'
import type { Versions } from '../workspace/versions.ts'
import { shownFrom } from './checkUnit.ts'
import { diffData } from './diffData.ts'
import { diffForTerminal } from './diffText.ts'
import type { World } from './world.ts'

export const diffFormats = ['text', 'markdown', 'json'] as const

/** Runs `specwise diff`. Exits with 0 whatever differs, as `git diff` does. */
export async function diffCommand(
  args: readonly string[],
  format: string | undefined,
  isColored: boolean,
  world: World,
  wrong: (message: string) => number,
): Promise<number> {
  const { cwd, out, err, version } = world
  if (!world.versions) return wrong(t('Git is not available'))
  const [first, ...others] = args
  const isFirstRange = first !== undefined && (await world.versions.isRange(cwd, first))
  let versions: Versions | undefined
  try {
    versions = await world.versions.open(world.files, cwd, isFirstRange ? first : undefined)
  } catch (error) {
    return wrong((error as Error).message)
  }
  if (!versions) return wrong(t('The repository has no commit yet'))
  try {
    if (versions.note !== undefined) err(`specwise: ${clean(versions.note)}\n`)
    const paths = (isFirstRange || first === undefined ? others : args).map((path) => resolve(cwd, path))
    const isKnown = async (path: string): Promise<boolean> =>
      (await world.files.kind(path)) !== undefined || knownPaths.some((one) => one === path || isBelow(path, one))
    const knownPaths = [...versions.paths, ...versions.renames.keys()]
    for (const path of paths)
      if (!(await isKnown(path))) {
        const word = clean(shownFrom(cwd)(path))
        return wrong(t('Unknown commit or path "{0}". In a shallow clone, fetch it first.', word))
      }
    const diffs = await diffsOf(versions, paths)
    if (format === 'json') out(`${JSON.stringify({ version, specs: diffData(diffs, cwd) }, null, 2)}\n`)
    else out(format === 'markdown' ? diffForComment(diffs, shownFrom(cwd)) : diffForTerminal(diffs, cwd, isColored))
    return 0
  } finally {
    versions.close()
  }
}
