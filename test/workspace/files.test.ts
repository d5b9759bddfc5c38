// Reading and writing real files in a temporary folder: errors are reported, and writing never loses data.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { maxTextLength, tooLargeMessage } from '../../server/src/base/decode.ts'
import { checkPaths } from '../../server/src/cli/check.ts'
import { nodeFiles } from '../../server/src/workspace/nodeFiles.ts'

let folder = ''
const at = (name: string): string => join(folder, name)
const put = (name: string, text: string | Buffer): string => {
  mkdirSync(join(at(name), '..'), { recursive: true })
  writeFileSync(at(name), text)
  return at(name)
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'specwise-files-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const defective =
  '# Spec: Queue\n\n**ID**: SPEC-001\n**Status**: draft\n\n## Requirements\n\n### Functional\n\n- **FR-001**: System MUST a\n- **FR 002**: System MUST b\n'

describe('writing a file', () => {
  it('keeps its mode, byte order mark and links, and leaves no other files', async () => {
    const path = put('a/spec.md', `\ufeff${defective}`)
    chmodSync(path, 0o664)
    mkdirSync(at('b'))
    symlinkSync(path, at('b/link.md'))
    await nodeFiles.write(at('b/link.md'), 'new', defective)
    assert.equal(readFileSync(path, 'utf8'), '\ufeffnew')
    assert.equal(statSync(path).mode & 0o777, 0o664)
    assert.deepEqual([readdirSync(at('a')), readdirSync(at('b'))], [['spec.md'], ['link.md']])
  })
  it('replaces one of two hard links, because writing in place could lose data', async () => {
    const path = put('spec.md', 'old')
    linkSync(path, at('other.md'))
    await nodeFiles.write(path, 'new', 'old')
    assert.deepEqual([readFileSync(path, 'utf8'), readFileSync(at('other.md'), 'utf8')], ['new', 'old'])
  })
  it('through a link that leaves the folder is refused, unless the path was named explicitly', async () => {
    const path = put('outside/spec.md', defective)
    mkdirSync(at('repository/specs/001-a'), { recursive: true })
    symlinkSync(path, at('repository/specs/001-a/spec.md'))
    symlinkSync(at('outside'), at('repository/spec'))
    const run = (paths: string[]) => checkPaths(nodeFiles, at('repository'), paths, { fix: true })
    const { problems, fixed } = await run(['.'])
    assert.equal(fixed, 0)
    assert.match(problems[0]?.reason ?? '', /^A symbolic link leads outside the folder/)
    assert.equal(readFileSync(path, 'utf8'), defective)
    assert.equal((await run(['specs/001-a/spec.md'])).fixed, 1)
    assert.notEqual(readFileSync(path, 'utf8'), defective)
    const creation = nodeFiles.createFolder(
      at('repository/spec/002-b'),
      [{ name: 'spec.md', text: 'x' }],
      at('repository'),
    )
    await assert.rejects(creation, /^Error: A symbolic link leads outside the folder/)
    assert.deepEqual(readdirSync(at('outside')), ['spec.md'])
  })
  it('on a full disk keeps the old bytes, and leaves no other files', () => {
    const { pathname } = new URL('../../server/src/workspace/nodeFiles.ts', import.meta.url)
    const register = new URL('../support/register.mjs', import.meta.url).href
    const path = put('a/spec.md', 'old')
    linkSync(path, at('other.md'))
    const large = JSON.stringify('x'.repeat(100_000))
    const documents = [
      { name: 'a/plan.md', text: 'plan' },
      { name: 'spec.md', text: 'x'.repeat(100_000) },
    ]
    const script = `const { nodeFiles } = await import(${JSON.stringify(pathname)})
      const told = (error) => console.log(error.message)
      await nodeFiles.write(${JSON.stringify(path)}, ${large}, 'old').catch(told)
      await nodeFiles.createFolder(${JSON.stringify(at('specs/001-b'))}, ${JSON.stringify(documents)}).catch(told)`
    put('run.mjs', script)
    const command = `ulimit -f 8; '${process.execPath}' --import '${register}' '${at('run.mjs')}'` // in blocks of 512 bytes: 4,096 bytes
    const out = execFileSync('sh', ['-c', command]).toString()
    assert.equal(out, 'File too large for the disk\n'.repeat(2))
    assert.deepEqual([readFileSync(path, 'utf8'), readFileSync(at('other.md'), 'utf8')], ['old', 'old'])
    assert.deepEqual([readdirSync(folder).sort(), readdirSync(at('a'))], [['a', 'other.md', 'run.mjs'], ['spec.md']])
  })
  it('is refused if the file has changed, or is not UTF-8', async () => {
    const path = put('spec.md', 'theirs')
    await assert.rejects(nodeFiles.write(path, 'new', 'old'), /^Error: Changed on disk in the meantime/)
    assert.equal(readFileSync(path, 'utf8'), 'theirs')
    const bytes = Buffer.concat([Buffer.from(defective), Buffer.from([0xe9, 0xff, 10])])
    put('spec.md', bytes)
    const { problems, fixed } = await checkPaths(nodeFiles, folder, ['.'], { fix: true })
    assert.deepEqual(problems, [{ path: 'spec.md', reason: 'Not valid UTF-8, so it was not changed' }])
    assert.equal(fixed, 0)
    assert.deepEqual(readFileSync(path), bytes)
  })
  it('replaces any existing content with put, also through a link', async () => {
    const path = put('old.json', 'x'.repeat(9_000_000))
    symlinkSync(path, at('link.json'))
    await nodeFiles.put(at('link.json'), 'new')
    await nodeFiles.put(at('other.json'), 'new')
    assert.deepEqual([readFileSync(path, 'utf8'), readFileSync(at('other.json'), 'utf8')], ['new', 'new'])
    assert.deepEqual(readdirSync(folder).sort(), ['link.json', 'old.json', 'other.json'])
    await assert.rejects(nodeFiles.put(at('nothing/a.json'), 'new'), /^Error: No such file or folder/)
  })
  it('does not overwrite a file with the name of the temporary file', async () => {
    const path = put('spec.md', 'old')
    put(`.spec.md.${process.pid}.tmp`, 'theirs')
    await assert.rejects(nodeFiles.write(path, 'new', 'old'), /^Error: Temporary file ".*" already exists/)
    assert.equal(readFileSync(at(`.spec.md.${process.pid}.tmp`), 'utf8'), 'theirs')
  })
})

describe('creating files', () => {
  it('never replaces one, and does not leave the folder', async () => {
    mkdirSync(at('repository'))
    mkdirSync(at('outside'))
    symlinkSync(at('outside'), at('repository/link'))
    await nodeFiles.createFile(at('repository/a.md'), 'new', at('repository'))
    await assert.rejects(nodeFiles.createFile(at('repository/a.md'), 'other', at('repository')), {
      message: 'Already exists',
    })
    assert.equal(readFileSync(at('repository/a.md'), 'utf8'), 'new')
    await assert.rejects(
      nodeFiles.createFile(at('repository/link/b.md'), 'new', at('repository')),
      /^Error: A symbolic link leads outside the folder/,
    )
    await assert.rejects(nodeFiles.createFile(at('gone/c.md'), 'new'), { message: 'No such file or folder' })
    assert.deepEqual(readdirSync(at('outside')), [])
  })
  it('in a new folder makes the folders around them, or leaves nothing', async () => {
    const made = [
      { name: 'spec.md', text: 'a' },
      { name: 'contracts/api.md', text: 'b' },
    ]
    await nodeFiles.createFolder(at('docs/specs/001-a'), made, folder)
    assert.equal(readFileSync(at('docs/specs/001-a/contracts/api.md'), 'utf8'), 'b')
    await assert.rejects(nodeFiles.createFolder(at('docs/specs/001-a'), made, folder), { message: 'Already exists' })
    const impossible = [
      { name: 'a', text: 'a' },
      { name: 'a/b.md', text: 'b' },
    ]
    await assert.rejects(nodeFiles.createFolder(at('new/specs/002-b'), impossible, folder))
    await assert.rejects(nodeFiles.createFolder(at('docs/more/002-b'), impossible, folder))
    assert.deepEqual([readdirSync(folder), readdirSync(at('docs'))], [['docs'], ['specs']])
  })
})

describe('what is not a file', () => {
  it('is not read, and put does not replace it', async () => {
    mkdirSync(at('a'))
    await assert.rejects(nodeFiles.put(at('a'), 'new'), { message: 'Is a folder' })
    const server = createServer().listen(at('socket'))
    try {
      await once(server, 'listening')
      await assert.rejects(nodeFiles.read(at('socket')), { message: 'Not a file or folder' })
      await assert.rejects(nodeFiles.put(at('socket'), 'new'), /^Error: Cannot be written \(/)
      assert.ok(statSync(at('socket')).isSocket())
    } finally {
      server.close()
    }
  })
  it('has no kind, no stamp and its own path', async () => {
    symlinkSync(at('loop'), at('loop'))
    for (const path of [at('loop'), at('nothing'), at('a'.repeat(300))])
      assert.deepEqual(
        [await nodeFiles.kind(path), await nodeFiles.stamp(path), await nodeFiles.real(path)],
        [undefined, undefined, path],
      )
  })
  it('has the code of the error as the reason if nothing else is known', async () => {
    await assert.rejects(nodeFiles.read(at('a\0b')), { message: 'Cannot be read (ERR_INVALID_ARG_VALUE)' })
    await assert.rejects(nodeFiles.put(at('a\0b'), ''), { message: 'Cannot be written (ERR_INVALID_ARG_VALUE)' })
  })
})

describe('a large file', () => {
  it('is read up to a limit', async () => {
    const long = 'x'.repeat(300_000)
    assert.equal(await nodeFiles.read(put('a.md', long)), long)
    truncateSync(put('b.md', ''), maxTextLength + 1)
    await assert.rejects(nodeFiles.read(at('b.md')), { message: tooLargeMessage() })
  })
})

describe('standard input', () => {
  const read = (input: Buffer): string => {
    const { pathname } = new URL('../../server/src/workspace/nodeFiles.ts', import.meta.url)
    const register = new URL('../support/register.mjs', import.meta.url).href
    const script = put(
      'run.mjs',
      `const { readStdin } = await import(${JSON.stringify(pathname)})
      console.log(JSON.stringify(await readStdin().catch(({ message }) => ({ message }))))`,
    )
    return JSON.parse(execFileSync(process.execPath, ['--import', register, script], { input }).toString())
  }
  it('is read with its byte order mark, and must be UTF-8', () => {
    assert.equal(read(Buffer.from('\ufeffé 漢')), '\ufeffé 漢')
    assert.equal(read(Buffer.from('\ufffe')), '\ufffe')
    assert.equal(read(Buffer.from('')), '')
    assert.deepEqual(read(Buffer.from([0xe9, 10])), { message: 'Not valid UTF-8' })
  })
})

describe('a folder', () => {
  it('lists files, folders and links to files by name, but no links to folders and no broken links', async () => {
    put('b/spec.md', 'b')
    put('c.md', 'c')
    symlinkSync(at('c.md'), at('a.md'))
    symlinkSync(at('b'), at('d'))
    symlinkSync(at('nothing.md'), at('e.md'))
    assert.deepEqual(await nodeFiles.list(folder), [
      { name: 'a.md', kind: 'file' },
      { name: 'b', kind: 'folder' },
      { name: 'c.md', kind: 'file' },
    ])
  })
})

describe('an unreadable file', () => {
  it('is reported with the reason', async () => {
    put('spec.md', defective)
    symlinkSync(at('loop.md'), at('loop.md'))
    for (const [name, reason] of [
      ['.', 'Is a folder'],
      ['nothing.md', 'No such file or folder'],
      ['spec.md/plan.md', 'Not a folder'],
      ['loop.md', 'Symbolic link points to itself'],
      [`${'a'.repeat(300)}.md`, 'Name too long'],
    ] as const)
      await assert.rejects(nodeFiles.read(at(name)), { message: reason }, name)
  })
  it('is reported, and the rest is checked', async () => {
    put('001-a/spec.md', Buffer.from(`\ufeff${defective}`, 'utf16le'))
    put('002-b/spec.md', defective)
    const { problems, specs } = await checkPaths(nodeFiles, folder, ['.'])
    assert.deepEqual(problems, [{ path: '001-a/spec.md', reason: 'UTF-16 is not supported: save the file as UTF-8' }])
    assert.equal(specs.length, 1)
  })
  it('is only not checked if it is no part of a specification', async () => {
    put('notes/page.md', Buffer.from('\ufeff# Page', 'utf16le'))
    put('002-b/spec.md', defective)
    const all = await checkPaths(nodeFiles, folder, ['.'])
    assert.deepEqual(all.problems, [])
    assert.deepEqual(
      all.unread.map(({ path, reason }) => [path, reason]),
      [['notes/page.md', 'UTF-16 is not supported: save the file as UTF-8']],
    )
    const named = await checkPaths(nodeFiles, folder, ['notes/page.md'])
    assert.equal(named.problems.length, 1)
  })
  it('is reported if it is the configuration', async () => {
    put('.specwise.json', Buffer.from('\ufeff{}', 'utf16le'))
    put('002-b/spec.md', defective)
    const { checked } = await checkPaths(nodeFiles, folder, ['.'])
    assert.match(checked[0]?.findings[0]?.message ?? '', /UTF-16.*defaults/)
  })
})
