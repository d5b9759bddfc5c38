// Streams and signals of the real process: each row of the table in docs/cli.md has a test here.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { program } from '../support/program.ts'

const spec = (extra = ''): string =>
  `# Spec: A\n\n**ID**: SPEC-001\n**Status**: draft\n\n## Requirements\n\n- **FR-001**: System MUST a\n- **FR-001**: System MUST b\n${extra}`

describe('the process', () => {
  let folder = ''
  const put = (name: string, text: string): void => {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const run = (args: string[], overrides: { env?: Record<string, string>; input?: string } = {}) => {
    const env = { PATH: process.env.PATH ?? '', ...overrides.env }
    return spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8', ...overrides, env })
  }
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'specwise-streams-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('prints only results to standard output', () => {
    put('specs/001-a/spec.md', spec())
    const { stdout, stderr, status } = run(['check', '--format', 'json', 'specs', 'nothing'])
    assert.equal(status, 2)
    assert.ok(JSON.parse(stdout).findings.length > 0)
    assert.equal(stderr, 'specwise: nothing: No such file or folder\n')
  })
  it('prints colours on request', () => {
    put('specs/001-a/spec.md', spec())
    const isColoured = (args: string[], env: Record<string, string>): boolean =>
      run(['check', ...args], { env }).stdout.includes('\u001b[')
    assert.equal(isColoured([], {}), false)
    assert.equal(isColoured([], { FORCE_COLOR: '1' }), true)
    assert.equal(isColoured([], { FORCE_COLOR: '0' }), false)
    assert.equal(isColoured([], { NO_COLOR: '1' }), false)
    assert.equal(isColoured(['--color'], { NO_COLOR: '1' }), true)
    assert.equal(isColoured(['--no-color'], { FORCE_COLOR: '1' }), false)
  })
  it('prints no error when its reader goes away, and exits with the usual code', async () => {
    for (let k = 0; k < 40; k++) put(`specs/${String(k + 1).padStart(3, '0')}-a/spec.md`, spec())
    const child = spawn(process.execPath, [program, 'check'], { cwd: folder })
    let err = ''
    child.stderr.on('data', (part) => {
      err += part
    })
    child.stdout.once('data', () => child.stdout.destroy())
    const code = await new Promise((resolve) => child.on('close', resolve))
    assert.deepEqual([code, err], [1, ''])
  })
  it('writes all of a large result into a pipe', () => {
    const many = Array.from({ length: 1501 }, (_, k) => `See [it](./file-${k}.md).\n`).join('')
    put('specs/001-a/spec.md', spec(many))
    const { stdout } = run(['check', '--format', 'json'])
    assert.ok(stdout.length > 200_000)
    assert.ok(JSON.parse(stdout).findings.length > 1500)
  })
  it('replaces control characters, and aligns carets below wide characters', () => {
    put('specs/001-a/spec.md', spec('- **FR-002**: 漢字 FR-099 \u001b[31mc\n'))
    const { stdout } = run(['check'])
    assert.ok(!stdout.includes('\u001b'))
    assert.match(stdout, /^10 \| - \*\*FR-002\*\*: 漢字 FR-099 .*\n {3}\| {20}\^{6}$/m)
  })
  it('accepts names that start with a hyphen, and refuses empty ones', () => {
    put('-x/spec.md', spec())
    assert.match(run(['check', '--format', 'concise', '--', '-x']).stdout, /^-x\/spec\.md:9:5: error duplicate-id/m)
    const { status, stderr } = run(['check', ''])
    assert.equal(status, 2)
    assert.match(stderr, /A path is empty/)
  })
  it('continues after circular links', () => {
    put('specs/001-a/spec.md', spec())
    symlinkSync(join(folder, 'specs'), join(folder, 'specs/001-a/specs'))
    symlinkSync(join(folder, 'loop.md'), join(folder, 'loop.md'))
    const { stdout, status } = run(['check', '--format', 'concise'])
    assert.equal(status, 1)
    assert.equal(stdout.match(/duplicate-id/g)?.length, 1)
    assert.match(run(['check', 'loop.md']).stderr, /loop\.md: /)
  })
  it('ends at once on Ctrl+C', async () => {
    const child = spawn(process.execPath, [program, 'check', '--stdin', '--stdin-filename', 'a.md'], { cwd: folder })
    await new Promise((resume) => setTimeout(resume, 400))
    child.kill('SIGINT')
    const signal = await new Promise((resolve) => child.on('close', (_, by) => resolve(by)))
    assert.equal(signal, 'SIGINT')
  })
  it('accepts an empty text', () => {
    const { stdout, status } = run(['check', '--stdin', '--stdin-filename', 'specs/001-a/spec.md'], { input: '' })
    assert.equal(status, 0)
    assert.match(stdout, /No specifications found/)
  })
})
