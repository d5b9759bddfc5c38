// Checking many specifications in several threads prints the same as in one thread.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { checkPaths } from '../../server/src/cli/check.ts'
import { findingsOf } from '../../server/src/cli/formats/format.ts'
import { toJson } from '../../server/src/cli/formats/json.ts'
import { version } from '../../server/src/version.ts'
import { nodeFiles } from '../../server/src/workspace/nodeFiles.ts'
import { program } from '../support/program.ts'

const many = 240

describe('a check of many specifications', () => {
  const folder = mkdtempSync(join(tmpdir(), 'specwise-threads-'))
  before(() => {
    for (let k = 1; k <= many; k++) {
      const name = `${String(k).padStart(3, '0')}-topic`
      mkdirSync(join(folder, 'docs/specs', name), { recursive: true })
      writeFileSync(
        join(folder, 'docs/specs', name, 'spec.md'),
        `# Spec: Topic ${k}\n\n**ID**: SPEC-${String(k).padStart(3, '0')}\n**Status**: draft\n\n## Requirements\n\n` +
          `- **FR-001**: The system MUST answer request ${k}.\n- **FR-001**: The system MUST log it.\n` +
          `- See [the next](../${String(k + 1).padStart(3, '0')}-topic/spec.md#requirements) and FR-009.\n`,
      )
    }
    writeFileSync(join(folder, '.specwise.json'), '{ "rules": { "no-such-rule": "off" } }')
  })
  after(() => rmSync(folder, { recursive: true }))

  it('gives the findings of a single thread, in the same order, and reports each configuration once', async () => {
    const { stdout, status } = spawnSync(process.execPath, [program, 'check', '--format', 'json'], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    })
    const alone = await checkPaths(nodeFiles, folder, ['.'])
    assert.equal(alone.specs.length, many)
    assert.ok(alone.specs.every(({ files }) => (files[0]?.findings.length ?? 0) >= 2))
    assert.equal(alone.checked.filter(({ path }) => path === '.specwise.json').length, 1)
    assert.equal(stdout, toJson({ version, result: alone, findings: findingsOf(alone, 'hint') }))
    assert.equal(status, 1)
  })

  it('uses one language in all threads', () => {
    const args = [program, 'check', '--format', 'concise', '--locale', 'zh-CN']
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 })
    const lines = stdout.split('\n').filter((line) => line.includes(' duplicate-id: '))
    assert.equal(lines.length, many)
    assert.ok(lines.every((line) => line.endsWith('ID“FR-001”重复（首次定义于第 8 行）。')))
  })

  it('is done by a worker that receives units', async () => {
    const worker = new Worker(program, { workerData: { cwd: folder, language: { tag: 'en' } } })
    const path = join(folder, 'docs/specs/007-topic/spec.md')
    const results = await new Promise<unknown>((resolve, reject) => {
      worker.once('message', resolve).once('error', reject)
      worker.postMessage([[{ path, named: false }]])
    })
    await worker.terminate()
    const alone = await checkPaths(nodeFiles, folder, ['docs/specs/007-topic'])
    const [unit] = results as [{ steps: { spec?: unknown }[] }]
    assert.deepEqual(
      unit.steps.flatMap(({ spec }) => spec ?? []),
      alone.specs,
    )
  })
})
