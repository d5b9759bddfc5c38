// The trial that kills programs while they write a file, which must then have its old bytes or the new ones.
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Trial } from './trial.ts'

const writeFiles = new URL('../../server/src/workspace/nodeFiles.ts', import.meta.url).href
const register = new URL('../support/register.mjs', import.meta.url).href
const texts = ['a', 'b'].map((letter) => `${letter.repeat(99)}\n`.repeat(2_000))
const longest = 40 // milliseconds of writing before the kill

/** The script of a process that writes two texts alternately, forever. */
const writer = (path: string): string => `
  const { nodeFiles } = await import(${JSON.stringify(writeFiles)})
  const texts = ['a', 'b'].map((letter) => (letter.repeat(99) + '\\n').repeat(2000))
  process.stdout.write('ready')
  for (let k = 0; ; k++) await nodeFiles.write(${JSON.stringify(path)}, texts[(k + 1) % 2], texts[k % 2])`

/** Kills a writer after a number of milliseconds. Returns what is wrong then; undefined if nothing is. */
async function kill(after: number): Promise<string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'specwise-crash-'))
  try {
    const path = join(folder, 'spec.md')
    writeFileSync(path, texts[0] as string)
    const child = spawn(process.execPath, ['--import', register, '--input-type=module', '-e', writer(path)])
    const ended = new Promise((resolve) => child.on('close', resolve))
    await new Promise((resolve, reject) => {
      child.stdout.once('data', resolve)
      child.once('close', (code) => reject(new Error(`the writer exited with ${code}`)))
    })
    await new Promise((resume) => setTimeout(resume, after))
    if (child.exitCode !== null) return `the writer exited with ${child.exitCode}`
    child.kill('SIGKILL')
    await ended
    const now = readFileSync(path, 'utf8')
    if (!texts.includes(now)) return `after ${after} ms: ${now.length} characters that match neither text`
    const leftovers = readdirSync(folder).filter((name) => name !== 'spec.md' && !/^\.spec\.md\.\d+\.tmp$/.test(name))
    return leftovers.length > 0 ? `after ${after} ms: unexpected ${leftovers.join(', ')}` : undefined
  } catch (error) {
    return (error as Error).message
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export const crashes: Trial = {
  name: 'The program is killed while it writes a file',
  unit: 'kills',
  loss: 'a file with neither its old nor its new bytes',
  batch: 50,
  goal: 1_000,
  short: 5,
  async run(seed, count) {
    const losses: string[] = []
    for (const after of fc.sample(fc.nat({ max: longest }), { seed, numRuns: count })) {
      const loss = await kill(after)
      if (loss) losses.push(loss)
    }
    return losses
  },
}
