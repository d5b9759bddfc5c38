// specwise merge-check: what collides only after a branch is merged.
import { type CheckedMerge, checkMerge } from '../analysis/mergeChecks.ts'
import { counted, someOf, t } from '../base/l10n.ts'
import { clean } from '../base/words.ts'
import { lineNumberAt } from '../document/places.ts'
import type { Collision } from '../queries/collisions.ts'
import { collisionText } from '../queries/collisionText.ts'
import type { Merges } from '../workspace/merges.ts'
import { shownFrom } from './checkUnit.ts'
import type { World } from './world.ts'

/** Runs `specwise merge-check`. Exits with 1 if numbers, ids or names collide; tasks with the same file are only told. */
export async function mergeCheckCommand(
  paths: readonly string[],
  { format, ref, all }: { format: string | undefined; ref: string | undefined; all: boolean },
  world: World,
  wrong: (message: string) => number,
): Promise<number> {
  const { cwd, out, err, version } = world
  if (paths.length > 0) return wrong(t('"specwise merge-check" takes no paths'))
  if (all && ref !== undefined) return wrong(t('--all-branches cannot be combined with --with'))
  if (ref === '') return wrong(t('--with needs a branch'))
  if (!world.merges) return wrong(t('Git is not available'))
  const checked: CheckedMerge[] = []
  let failed = false
  try {
    const merges: Merges = await world.merges(
      cwd,
      all ? { kind: 'all' } : ref === undefined ? { kind: 'default' } : { kind: 'one', ref },
    )
    for (const name of merges.refs) {
      const merge = await merges.open(name).catch((error: Error) => {
        if (!all) throw error
        failed = true
        err(`specwise: ${clean(error.message)}\n`)
        return undefined
      })
      if (merge) checked.push(await checkMerge(merge, merges.top))
    }
  } catch (error) {
    return wrong((error as Error).message)
  }
  out(
    format === 'json'
      ? `${JSON.stringify({ version, branches: dataOf(checked, cwd) }, null, 2)}\n`
      : textOfAll(checked, cwd),
  )
  if (failed && checked.length === 0) return 2
  return checked.some(({ collisions }) => collisions.some(({ kind }) => kind !== 'file')) ? 1 : 0
}

function textOfAll(checked: readonly CheckedMerge[], cwd: string): string {
  if (checked.length === 0) return `${t('There is nothing to merge.')}\n`
  return checked
    .map(({ ref, collisions, conflicts }) => {
      const lines = collisions.map((collision) => `  ${clean(collisionText(collision, shownFrom(cwd)))}`)
      if (conflicts.length > 0) {
        const names = conflicts.map((path) => clean(shownFrom(cwd)(path)))
        lines.push(
          `  ${counted(names.length, '{0} file has merge conflicts: {1}', '{0} files have merge conflicts: {1}', someOf(names, 5))}`,
        )
      }
      return lines.length === 0
        ? `${t('Merging {0}: no collisions', clean(ref))}\n`
        : `${t('Merging {0}:', clean(ref))}\n${lines.join('\n')}\n`
    })
    .join('\n')
}

function dataOf(checked: readonly CheckedMerge[], cwd: string): unknown[] {
  const shown = shownFrom(cwd)
  return checked.map(({ ref, collisions, conflicts }) => ({
    branch: ref,
    conflicts: conflicts.map(shown),
    collisions: collisions.map((collision) => collisionData(collision, shown)),
  }))
}

function collisionData(collision: Collision, shown: (path: string) => string): unknown {
  switch (collision.kind) {
    case 'number':
    case 'resource':
      return { ...collision, features: collision.features.map(({ path }) => shown(path)) }
    case 'specification':
      return { ...collision, feature: shown(collision.feature.path) }
    case 'id': {
      const places = collision.definitions.map(({ spec, definition }) => ({
        path: shown(spec.path),
        line: lineNumberAt(spec.document, definition.start),
      }))
      return { kind: 'id', id: collision.id, feature: shown(collision.feature.path), places }
    }
    case 'file': {
      const tasks = collision.tasks.map(({ feature, task }) => ({
        feature: shown(feature.path),
        id: task.task.definition.id.text,
      }))
      return { kind: 'file', path: collision.path, tasks }
    }
  }
}
