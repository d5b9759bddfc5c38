// specwise check --watch: checks, waits until something changes, and checks again.
import { dirname, join, resolve } from 'node:path'
import type { Files } from '../workspace/files.ts'
import { foldersAbove } from '../workspace/paths.ts'
import { findFiles } from '../workspace/walk.ts'
import { clean } from './text.ts'
import type { World } from './world.ts'

const clearScreen = '\u001b[2J\u001b[3J\u001b[H'

/**
 * Runs a check, and again after each change, until the watch ends. What a run prints is shown once it is whole, so that a
 * terminal does not flicker.
 * @returns the exit code of the last run; 2 where nothing can be watched.
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
        // First: what changes while it is checked is a change.
        watch.follow(await foldersToWatch(files, cwd, paths))
      } catch (error) {
        err(`specwise: --watch: ${clean((error as Error).message)}\n`)
        return 2
      }
      const told: [(text: string) => void, string][] = []
      const code = await run({
        ...world,
        out: (text) => void told.push([out, text]),
        err: (text) => void told.push([err, text]),
      })
      if (isTerminal) out(clearScreen)
      for (const [tell, text] of told) tell(text)
      err('specwise: waiting for changes; Ctrl+C ends it\n')
      if (!(await watch.changed())) return code
    }
  } finally {
    watch.close()
  }
}

/**
 * The folders whose changes may change findings: those of the paths, as they are walked and with templates, and those
 * around them up to the root of the repository, with what spec-kit keeps there.
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

/** A folder, and those around it up to the root of its repository; itself alone where it is in none. */
async function foldersOfRepository(files: Files, folder: string): Promise<string[]> {
  const found: string[] = []
  for (const one of [folder, ...foldersAbove(folder)]) {
    found.push(one)
    if ((await files.kind(join(one, '.git'))) !== undefined) return found
  }
  return [folder]
}
