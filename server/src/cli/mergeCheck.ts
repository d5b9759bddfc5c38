// specwise merge-check: what collides only after a branch is merged.
import { featuresOf } from '../analysis/versionDiffs.ts'
import { counted, listed, someOf, t } from '../base/l10n.ts'
import { clean, excerpt } from '../base/words.ts'
import { lineNumberAt } from '../document/places.ts'
import { textOf } from '../feature/itemText.ts'
import { type Collision, collisionsOf } from '../queries/collisions.ts'
import type { Merge, Merges } from '../workspace/merges.ts'
import { isMarkdownPath } from '../workspace/paths.ts'
import { shownFrom } from './checkUnit.ts'
import type { World } from './world.ts'

interface Checked {
  ref: string
  collisions: Collision[]
  conflicts: readonly string[]
}

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
  const checked: Checked[] = []
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

async function checkMerge(merge: Merge, top: string): Promise<Checked> {
  const { ref, ours, theirs, merged, base, changed, conflicts } = merge
  try {
    const wanted = [...new Set([...changed.ours, ...changed.theirs])].filter(isMarkdownPath).sort()
    const features = await Promise.all(
      [merged, ours, theirs, base].map(async (files) => [...(await featuresOf(files, top, wanted)).values()]),
    )
    const [all = [], own = [], other = [], old = []] = features
    return { ref, conflicts, collisions: collisionsOf({ merged: all, ours: own, theirs: other, base: old }) }
  } finally {
    merge.close()
  }
}

function textOfAll(checked: readonly Checked[], cwd: string): string {
  if (checked.length === 0) return `${t('There is nothing to merge.')}\n`
  return checked
    .map(({ ref, collisions, conflicts }) => {
      const lines = collisions.map((collision) => `  ${clean(textFor(collision, shownFrom(cwd)))}`)
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

function textFor(collision: Collision, shown: (path: string) => string): string {
  switch (collision.kind) {
    case 'number':
      return t('Number {0} is used by {1}', collision.number, listed(collision.features.map(({ path }) => shown(path))))
    case 'specification': {
      const titles = listed(collision.titles.map((title) => `"${excerpt(title, 60)}"`))
      return t('{0} is a different specification on each branch: {1}', shown(collision.feature.path), titles)
    }
    case 'id': {
      const texts = collision.definitions.map((at) => `"${excerpt(textOf(at), 60)}"`)
      return t('{0} in {1} has several meanings: {2}', collision.id, shown(collision.feature.path), listed(texts))
    }
    case 'resource': {
      const places = listed(collision.features.map(({ path }) => shown(path)))
      return t('{0} "{1}" is planned in {2}', collision.resource, collision.name, places)
    }
    case 'file': {
      const tasks = collision.tasks.map(
        ({ feature, task }) => `${task.task.definition.id.text} (${shown(feature.path)})`,
      )
      return t('Note: {0} is changed by tasks of both branches: {1}', collision.path, someOf(tasks, 6))
    }
  }
}

function dataOf(checked: readonly Checked[], cwd: string): unknown[] {
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
