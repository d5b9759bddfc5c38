// Loads the tests and runs them with mocha, in any extension host.

export interface Played {
  passed: number
  failures: string[]
}

/** Runs all tests. @param say receives the lines to show */
export async function play(Mocha: typeof import('mocha'), say: (line: string) => void): Promise<Played> {
  say('')
  const failures: string[] = []
  let passed = 0
  // Not an arrow function, since mocha calls it with `new`.
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
  // Imported here, since describe() does not exist earlier.
  await import('./extension.test.ts')
  await import('./diagnostics.test.ts')
  await import('./workspace.test.ts')
  await import('./clarify.test.ts')
  await import('./ids.test.ts')
  await import('./names.test.ts')
  await import('./specs.test.ts')
  await import('./restart.test.ts')
  await new Promise<void>((resolve) => mocha.run(() => resolve()))
  return { passed, failures }
}
