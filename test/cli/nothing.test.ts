// What the command line says where there is nothing to say something of.
import assert from 'node:assert/strict'
import { run as runFiles } from '../support/commandLine.ts'

async function run(files: Record<string, string>, ...args: string[]): Promise<[number, string, string]> {
  const { code, out, err } = await runFiles(files, ...args)
  return [code, out, err]
}

describe('where there is no specification', () => {
  const files = { '/w/README.md': '# Tools\n' }
  it('check and trace say how many files they looked at', async () => {
    assert.deepEqual(await run(files, 'check', '.'), [0, 'No specification found (1 Markdown file).\n', ''])
    const told = 'specwise: No specification found in 1 Markdown file\n'
    assert.deepEqual(await run(files, 'trace', '.'), [0, '', told])
    const [code, out, err] = await run(files, 'trace', '--format', 'json', '.')
    assert.deepEqual([code, JSON.parse(out).specs, err], [0, [], told])
  })
  it('a path that is not there is told once', async () => {
    const told = 'specwise: nosuch: does not exist\n'
    assert.deepEqual(await run(files, 'check', 'nosuch'), [2, '', told])
    assert.deepEqual(await run(files, 'trace', 'nosuch'), [2, '', told])
  })
})
