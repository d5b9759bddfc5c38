// Runs inside VS Code's extension host under Node, and reports to the runner (run.mjs): the counts in the file SPECWISE_RESULTS,
// and the lines to show with the prefix `specwise-test`.
import { writeFileSync } from 'node:fs'
import { play } from './play.ts'

export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha')
  const { passed, failures } = await play(Mocha, (line) => console.log(`specwise-test ${line}`))
  if (process.env.SPECWISE_RESULTS) {
    writeFileSync(process.env.SPECWISE_RESULTS, JSON.stringify({ passed, failed: failures.length, failures }))
  }
  if (failures.length > 0) throw new Error(`${failures.length} failed`)
}
