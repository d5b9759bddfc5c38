// The command line in this process, over files in memory: what it prints, and how it ends.
import { main, type World } from '../../server/src/cli/main.ts'
import { memoryFiles } from './memoryFiles.ts'

/** Runs it with some of the world in place of its own: files in memory, no git, no colours, the folder `/w`. */
export async function runWith(args: readonly string[], more: Partial<World>) {
  let out = ''
  let err = ''
  const code = await main(args, {
    files: memoryFiles({}),
    cwd: '/w',
    version: '1.2.3',
    colour: false,
    out(text) {
      out += text
    },
    err(text) {
      err += text
    },
    ...more,
  })
  return { code, out, err }
}

/** The same over some files; `reads` are the paths that were read. */
export async function run(files: Record<string, string | null>, ...args: string[]) {
  const memory = memoryFiles(files)
  return { ...(await runWith(args, { files: memory })), reads: memory.reads }
}
