// Whole repositories of other people, where they are beside this one: every error and warning in them was read in context, and
// stands in test/corpus/repositories.tsv with a verdict. RIGHT is true and worth knowing, NOISE is true and nobody would act.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkPaths } from '../server/src/cli/check.ts'
import { nodeFiles } from '../server/src/workspace/files.ts'

const program = fileURLToPath(new URL('../../shared/repos/lay-out.mjs', import.meta.url))
const table = readFileSync(new URL('corpus/repositories.tsv', import.meta.url), 'utf8')
const judged = table
  .trimEnd()
  .split(/\r?\n/)
  .slice(1)
  .map((row) => row.split('\t'))

describe('errors and warnings in whole repositories', () => {
  it('have a verdict each, and none of them is wrong', () => {
    for (const [, , , , , verdict, why] of judged) assert.ok(/^(?:RIGHT|NOISE)$/.test(verdict ?? '') && why)
    const right = judged.filter(([, , , , , verdict]) => verdict === 'RIGHT').length
    assert.ok(right >= 0.8 * judged.length, `${right} of ${judged.length} are worth knowing`)
  })
  if (existsSync(program))
    it('are these, and no others', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'specwise-repositories-'))
      try {
        execFileSync(process.execPath, [program, folder])
        const found: string[] = []
        for (const name of readdirSync(folder).sort()) {
          const { checked } = await checkPaths(nodeFiles, join(folder, name), ['.'])
          for (const { path, findings } of checked)
            for (const { code, severity, start } of findings)
              if (severity === 'error' || severity === 'warning')
                found.push([name, path, start.line, severity, code].join(' '))
        }
        assert.deepEqual(found.sort(), judged.map((row) => row.slice(0, 5).join(' ')).sort())
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    }).timeout(120_000)
})
