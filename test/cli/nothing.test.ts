// The output of the command line when there is no specification.
import assert from 'node:assert/strict'
import { run as runFiles } from '../support/commandLine.ts'

async function run(files: Record<string, string>, ...args: string[]): Promise<[number, string, string]> {
  const { code, out, err } = await runFiles(files, ...args)
  return [code, out, err]
}

describe('without a specification', () => {
  const files = { '/w/README.md': '# Tools\n' }
  it('check and trace report how many files they looked at', async () => {
    assert.deepEqual(await run(files, 'check', '.'), [0, 'No specifications found (1 Markdown file).\n', ''])
    const message = 'specwise: No specifications found in 1 Markdown file\n'
    assert.deepEqual(await run(files, 'trace', '.'), [0, '', message])
    const [code, out, err] = await run(files, 'trace', '--format', 'json', '.')
    assert.deepEqual([code, JSON.parse(out).specs, err], [0, [], message])
  })
  it('a path that does not exist is reported once', async () => {
    const message = 'specwise: nosuch: does not exist\n'
    assert.deepEqual(await run(files, 'check', 'nosuch'), [2, '', message])
    assert.deepEqual(await run(files, 'trace', 'nosuch'), [2, '', message])
  })
})
