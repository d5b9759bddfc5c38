// The patch of `--fix --diff`: Git applies it, and it turns the old text into the new one. Also `--stdin`.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { patchOf } from '../../server/src/cli/patch.ts'
import { runWith } from '../support/commandLine.ts'
import { memoryFiles } from '../support/memoryFiles.ts'
import { property } from '../support/property.ts'

describe('a patch', () => {
  let folder = ''
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'specwise-patch-'))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('is accepted by Git, and turns the old text into the new one', () => {
    const line = fc.constantFrom(
      'a\n',
      'b\n',
      'c\n',
      '\n',
      '--- a/x\n',
      '+++ b/x\n',
      'ü 😀\n',
      'a\r\n',
      '@@ -1 +1 @@\n',
    )
    const text = fc
      .tuple(fc.array(line, { maxLength: 40 }), fc.constantFrom('', 'end'))
      .map(([all, end]) => all.join('') + end)
    // Texts that differ in a few places, and texts that differ everywhere.
    const edited = fc
      .tuple(text, fc.array(fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 3 }), line), { maxLength: 4 }))
      .map(([first, edits]) => {
        const lines = first.match(/[^\n]*\n|[^\n]+$/g) ?? []
        for (const [at, length, piece] of edits) lines.splice(at % (lines.length + 1), length, piece)
        return [
          first,
          lines.map((text, k) => (k < lines.length - 1 && !text.endsWith('\n') ? `${text}\n` : text)).join(''),
        ] as const
      })
    const pairs = fc.oneof(edited, fc.tuple(text, text))
    property(
      fc.property(pairs, ([old, now]) => {
        const patch = patchOf('x.md', old, now)
        assert.equal(patch === '', old === now)
        if (patch === '' || old === '' || now === '') return // created and deleted files need another header
        writeFileSync(join(folder, 'x.md'), old)
        execFileSync('git', ['-c', 'core.autocrlf=false', 'apply', '--whitespace=nowarn', '-'], {
          cwd: folder,
          input: patch,
        })
        assert.equal(readFileSync(join(folder, 'x.md'), 'utf8'), now)
      }),
      150,
    )
  })
  it('contains only what differs, with three lines of context', () => {
    const lines = Array.from({ length: 40 }, (_, k) => `${k}\n`)
    const now = lines.with(10, 'x\n').with(30, 'y\n').toSpliced(35, 1)
    const patch = patchOf('a/b.md', lines.join(''), now.join(''))
    assert.deepEqual(patch.match(/^@@.*$/gm), ['@@ -8,7 +8,7 @@', '@@ -28,12 +28,11 @@'])
    assert.ok(patch.startsWith('--- a/a/b.md\n+++ b/a/b.md\n'))
  })
})

describe('specwise check --fix --diff', () => {
  const path = '/w/specs/001-a/spec.md'
  const text =
    '# Spec: A\n\n**ID**: SPEC-001\n\n## Requirements\n\n- **FR 001**: System MUST a\n- **FR-002**: System MUST b\n- **FR-003**: System MUST c\n'
  async function run(...args: string[]) {
    const files = { [path]: text }
    const isMarked = args.at(-1) === '--mark'
    const ran = await runWith(['check', ...(isMarked ? args.slice(0, -1) : args)], {
      files: memoryFiles(files),
      stdin: async () => (isMarked ? '\ufeff' : '') + text.replace('FR 001', 'FR 007'),
    })
    return { ...ran, now: files[path] }
  }
  it('prints the changes without applying them', async () => {
    const { out, code, now } = await run('--fix', '--diff')
    assert.equal(now, text)
    assert.equal(code, 1)
    assert.match(out, /^--- a\/specs\/001-a\/spec\.md\n\+\+\+ b\/specs\/001-a\/spec\.md\n@@ /)
    assert.match(out, /\n-- \*\*FR 001\*\*: System MUST a\n\+- \*\*FR-001\*\*: System MUST a\n/)
    assert.ok(!out.includes('missing-section'))
  })
  it('makes links to local paths relative, also in attachments, if the folders and the file are the same', async () => {
    const spec = `${text.replace('FR 001', 'FR-001')}\n[all](/Users/me/w/specs/001-a/research.md) [one](~/x/notes.md)\n`
    const files: Record<string, string> = {
      '/w/.git/HEAD': '',
      '/w/notes.md': '# Notes\n',
      [path]: spec,
      '/w/specs/001-a/research.md': '# Research\n\n[it](file:///C:/src/w/specs/001-a/spec.md)\n',
    }
    await runWith(['check', '--fix'], { files: memoryFiles(files) })
    assert.ok(files[path]?.endsWith('[all](research.md) [one](~/x/notes.md)\n'))
    assert.equal(files['/w/specs/001-a/research.md'], '# Research\n\n[it](spec.md)\n')
  })
  it('reports a file that a patch cannot reach', async () => {
    const files = memoryFiles({ [path]: text, '/w/sub/a.md': '' })
    const { out, err, code } = await runWith(['check', '--fix', '--diff', '../specs'], { files, cwd: '/w/sub' })
    assert.deepEqual([out, code], ['', 2])
    assert.match(err, /^specwise: \.\.\/specs\/001-a\/spec\.md: Outside the current folder/)
  })
  it('keeps the byte order mark of standard input', async () => {
    const { out } = await run('--stdin', '--stdin-filename', 'specs/007-new/spec.md', '--fix', '--mark')
    assert.ok(out.startsWith('\ufeff# Spec: A\n'))
  })
  it('patches the text of standard input, and refuses options that make no sense with --diff', async () => {
    const { out, code } = await run('--fix', '--diff', '--stdin', '--stdin-filename', 'specs/001-a/spec.md')
    assert.equal(code, 1)
    assert.match(out, /\n\+- \*\*FR-007\*\*/)
    assert.match(
      (await run('--fix', '--diff', '--format', 'json')).err,
      /--diff prints only a patch, so it cannot be combined with --format/,
    )
  })
  it('quotes file names as Git does', () => {
    assert.match(patchOf('a b.md', 'a\n', 'b\n'), /^--- a\/a b\.md\t\n\+\+\+ b\/a b\.md\t\n/)
    assert.match(patchOf('a\n+++ b/c.md', 'a\n', 'b\n'), /^--- "a\/a\\012\+\+\+ b\/c\.md"\n\+\+\+ "b\//)
  })
  it('reads a text from standard input under a given file name', async () => {
    const { out, now } = await run('--stdin', '--stdin-filename', 'specs/001-a/spec.md', '--format', 'concise')
    assert.equal(now, text)
    assert.match(out, /^specs\/001-a\/spec\.md:7:5: warning malformed-id: "FR 007"/m)
    const fixed = await run('--stdin', '--stdin-filename', 'specs/001-a/spec.md', '--fix')
    assert.equal(fixed.now, text)
    assert.ok(fixed.out.includes('- **FR-007**: System MUST a\n') && fixed.out.startsWith('# Spec: A\n'))
    const otherFile = await run('--stdin', '--stdin-filename', 'specs/002-b/spec.md', '--format', 'concise')
    assert.match(otherFile.out, /^specs\/002-b\/spec\.md:7:5: warning malformed-id/m)
    for (const [args, message] of [
      [['--diff'], '--diff requires --fix'],
      [['--stdin'], '--stdin and --stdin-filename PATH must be used together'],
      [['--stdin', '--stdin-filename', 'a.md', 'b.md'], '--stdin cannot be combined with paths'],
    ] as const)
      assert.ok((await run(...args)).err.includes(message))
  })
})
