// Runs the command line in this process over files in memory, and returns its output and exit code.
import { main, type World } from '../../server/src/cli/main.ts'
import { memoryFiles } from './memoryFiles.ts'

/** Runs the command line with no files, no git, no colours and the working directory `/w`, except for the overrides. */
export async function runWith(args: readonly string[], overrides: Partial<World>) {
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
    ...overrides,
  })
  return { code, out, err }
}

/** Runs the command line over some files. `reads` are the paths that it read. */
export async function run(files: Record<string, string | null>, ...args: string[]) {
  const memory = memoryFiles(files)
  return { ...(await runWith(args, { files: memory })), reads: memory.reads }
}
