// Runs inside VS Code's extension host: loads the tests, runs them with mocha, reports to the runner (run.mjs).
// The counts go into the file SPECWISE_RESULTS; lines marked `specwise-test` are what the runner shows.
import { writeFileSync } from 'node:fs'

export async function run(): Promise<void> {
  say('')
  const { default: Mocha } = await import('mocha')
  const failures: string[] = []
  let passed = 0
  // A declaration, not an arrow function: mocha calls it with `new`.
  function report(runner: Mocha.Runner): void {
    runner.on('suite', (suite) => suite.title && say(suite.title))
    runner.on('pass', (test) => {
      passed++
      say(`  ✓ ${test.title} (${test.duration} ms)`)
    })
    runner.on('pending', (test) => say(`  - ${test.title} (skipped)`))
    runner.on('fail', (test, error) => {
      failures.push(test.fullTitle())
      say(`  ✗ ${test.title}`)
      const lines = String(error.stack ?? error).split('\n')
      for (const line of lines.slice(0, 20)) say(`      ${line}`)
    })
  }
  const mocha = new Mocha({ ui: 'bdd', timeout: 90_000, forbidOnly: true, reporter: report as never })
  mocha.suite.emit('pre-require', globalThis, '', mocha)
  // Not at the top: describe() exists only from here on.
  await import('./extension.test.ts')
  await import('./diagnostics.test.ts')
  await import('./workspace.test.ts')
  await import('./clarify.test.ts')
  await import('./ids.test.ts')
  await import('./names.test.ts')
  await import('./specs.test.ts')
  await import('./restart.test.ts')
  await new Promise<void>((resolve) => mocha.run(() => resolve()))
  if (process.env.SPECWISE_RESULTS) {
    writeFileSync(process.env.SPECWISE_RESULTS, JSON.stringify({ passed, failed: failures.length, failures }))
  }
  if (failures.length > 0) throw new Error(`${failures.length} failed`)
}

function say(line: string): void {
  console.log(`specwise-test ${line}`)
}
