// specwise check --watch: checks, waits until something changes, and checks again.

import { dirname, join, resolve } from 'node:path'
import { t } from '../base/l10n.ts'
import { clean } from '../base/words.ts'
import type { Files } from '../workspace/files.ts'
import { foldersAbove } from '../workspace/paths.ts'
import { findFiles } from '../workspace/walk.ts'
import type { World } from './world.ts'

const clearScreen = '\u001b[2J\u001b[3J\u001b[H'

/**
 * Runs a check now and after each change, until the watch ends. The output of a run is shown when it is complete, so that
 * the terminal does not flicker.
 * @returns the exit code of the last run; 2 if nothing can be watched.
 */
export async function watchAndRun(
  paths: readonly string[],
  world: World & { watch: NonNullable<World['watch']> },
  run: (world: World) => Promise<number>,
): Promise<number> {
  const { files, cwd, out, err, isTerminal } = world
  const watch = world.watch()
  try {
    for (;;) {
      try {
        // Before the run, so that changes during the run are noticed.
        watch.follow(await foldersToWatch(files, cwd, paths))
      } catch (error) {
        err(`specwise: --watch: ${clean((error as Error).message)}\n`)
        return 2
      }
      const output: [(text: string) => void, string][] = []
      const code = await run({
        ...world,
        out: (text) => void output.push([out, text]),
        err: (text) => void output.push([err, text]),
      })
      if (isTerminal) out(clearScreen)
      for (const [print, text] of output) print(text)
      err(`specwise: ${t('Waiting for changes. Press Ctrl+C to stop.')}\n`)
      if (!(await watch.changed())) return code
    }
  } finally {
    watch.close()
  }
}

/**
 * The folders whose changes may change findings: those below the paths, including templates, and those around them up to
 * the root of the repository, with the folders of templates and configuration there.
 */
async function foldersToWatch(files: Files, cwd: string, paths: readonly string[]): Promise<ReadonlySet<string>> {
  const folders = new Set<string>()
  const addAll = async (path: string): Promise<void> => {
    const goOn = (folder: string): boolean => {
      folders.add(folder)
      return true
    }
    await findFiles(files, cwd, [path], { wanted: () => false, enter: () => true, goOn })
  }
  for (const given of paths) {
    const path = resolve(cwd, given)
    const isFolder = (await files.kind(path)) === 'folder'
    await addAll(isFolder ? path : dirname(path))
    for (const folder of await foldersOfRepository(files, isFolder ? path : dirname(path))) {
      folders.add(folder)
      for (const kept of ['.specify', '.specwise', 'docs/specs/templates'])
        if ((await files.kind(join(folder, kept))) === 'folder') await addAll(join(folder, kept))
    }
  }
  return folders
}

/** A folder and those around it up to the root of its repository; only the folder itself if it is in no repository. */
async function foldersOfRepository(files: Files, folder: string): Promise<string[]> {
  const found: string[] = []
  for (const one of [folder, ...foldersAbove(folder)]) {
    found.push(one)
    if ((await files.kind(join(one, '.git'))) !== undefined) return found
  }
  return [folder]
}
