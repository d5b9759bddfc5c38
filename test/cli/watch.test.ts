// specwise check --watch: what it shows and watches, in memory and with the real disk and process.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { watchDisk } from '../../server/src/workspace/diskWatch.ts'
import { runWith } from '../support/commandLine.ts'
import { memoryFiles } from '../support/memoryFiles.ts'
import { program } from '../support/program.ts'

const spec = (extra = ''): string =>
  `# Spec: A\n\n**ID**: SPEC-001\n**Status**: draft\n\n## Requirements\n\n- **FR-001**: System MUST a\n${extra}`
const twice = spec('- **FR-001**: System MUST b\n')

describe('specwise check --watch', () => {
  /** Runs the command on files in memory that change between the checks. */
  async function watched(files: Record<string, string | null>, changes: (() => void)[], args: string[] = []) {
    const followed: string[][] = []
    let isClosed = false
    const result = await runWith(['check', '--watch', '--format', 'concise', ...args], {
      files: memoryFiles(files),
      isTerminal: true,
      watch: () => ({
        follow: (folders) => void followed.push([...folders].sort()),
        async changed() {
          const next = changes.shift()
          next?.()
          return next !== undefined
        },
        close() {
          isClosed = true
        },
      }),
    })
    assert.ok(isClosed)
    return { ...result, followed, screens: result.out.split('\u001b[2J\u001b[3J\u001b[H').slice(1) }
  }

  it('clears the screen before each result, until it is stopped', async () => {
    const files: Record<string, string | null> = { '/w/specs/001-a/spec.md': spec() }
    const { screens, code } = await watched(files, [
      () => {
        files['/w/specs/001-a/spec.md'] = twice
      },
      () => {
        files['/w/specs/001-a/spec.md'] = spec()
      },
    ])
    assert.deepEqual(
      screens.map((screen) => screen.includes('duplicate-id')),
      [false, true, false],
    )
    assert.equal(code, 1) // a section is missing
  })
  it('watches the checked folders, templates, and the folders above them in the repository', async () => {
    const files = {
      '/w/.git/HEAD': '',
      '/w/.gitignore': 'dist\n',
      '/w/.specify/templates/spec-template.md': '# Feature',
      '/w/dist/a.md': '',
      '/w/src/a.ts': '',
      '/w/specs/001-a/spec.md': spec(),
    }
    const { followed } = await watched(files, [], ['specs/001-a'])
    assert.deepEqual(followed, [['/w', '/w/.specify', '/w/.specify/templates', '/w/specs', '/w/specs/001-a']])
    const all = await watched(files, [])
    assert.ok(all.followed[0]?.includes('/w/src'))
    assert.ok(!all.followed[0]?.includes('/w/dist'))
    assert.ok(!all.followed[0]?.includes('/w/.git'))
  })
  it('cannot be combined with options that write', async () => {
    for (const option of ['--fix', '--staged', '--stdin', '--update-baseline']) {
      const { code, err } = await runWith(['check', '--watch', option], { watch: watchDisk })
      assert.equal(code, 2)
      assert.ok(err.includes(`--watch cannot be combined with ${option}\n`), err)
    }
  })
  it('reports that watching is impossible', async () => {
    assert.match((await runWith(['check', '--watch'], {})).err, /--watch is not available here/)
    const follow = (): never => {
      throw new Error('Cannot watch more than 7 folders. Pass fewer paths.')
    }
    const full = { follow, changed: async () => true, close: () => undefined }
    const { code, err } = await runWith(['check', '--watch'], {
      files: memoryFiles({ '/w/a.md': '' }),
      watch: () => full,
    })
    assert.deepEqual([code, err], [2, 'specwise: --watch: Cannot watch more than 7 folders. Pass fewer paths.\n'])
  })

  describe('on disk', () => {
    let folder = ''
    const put = (name: string, text: string): void => {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), text)
    }
    beforeEach(() => {
      folder = realpathSync(mkdtempSync(join(tmpdir(), 'specwise-watch-')))
    })
    afterEach(() => rmSync(folder, { recursive: true, force: true }))

    it('reports each created, changed and deleted file once, and ignores temporary files of editors', async () => {
      put('a.md', '1')
      const watch = watchDisk()
      try {
        watch.follow(new Set([folder]))
        for (const change of [
          () => put('a.md', '2'),
          () => put('b.md', '1'),
          () => rmSync(join(folder, 'b.md')),
          () => mkdirSync(join(folder, 'c')),
        ]) {
          change()
          assert.equal(await watch.changed(), true)
        }
        put('a.md~', '')
        put('.a.md.swp', '')
        let isHeard = false
        const next = watch.changed().then((hasChanged) => {
          isHeard = hasChanged
        })
        await new Promise((resolve) => setTimeout(resolve, 300))
        watch.close()
        await next
        assert.equal(isHeard, false)
      } finally {
        watch.close()
      }
    })
    it('skips folders that no longer exist', () => {
      const watch = watchDisk()
      watch.follow(new Set([join(folder, 'nothing'), folder]))
      watch.close()
    })
    it('works as the bundled program: checks again when a specification is added', async () => {
      put('specs/001-a/spec.md', spec())
      const child = spawn(process.execPath, [program, 'check', '--watch', '--format', 'concise'], { cwd: folder })
      let out = ''
      let err = ''
      child.stdout.on('data', (part) => {
        out += part
      })
      child.stderr.on('data', (part) => {
        err += part
      })
      const waits = async (count: number): Promise<void> => {
        while (err.split('Waiting for changes').length <= count)
          await new Promise((resolve) => child.stderr.once('data', resolve))
      }
      try {
        await waits(1)
        assert.ok(!out.includes('duplicate-id'))
        put('specs/002-b/spec.md', twice)
        await waits(2)
        while (!out.includes('duplicate-id')) {
          // the watcher may have reported the folder before its file
          await waits(err.split('Waiting for changes').length)
        }
        assert.match(out, /specs\/002-b\/spec\.md:\d+:\d+: error duplicate-id/)
        assert.ok(!out.includes('\u001b'))
      } finally {
        child.kill('SIGINT')
      }
      const signal = await new Promise((resolve) => child.on('close', (_, by) => resolve(by)))
      assert.equal(signal, 'SIGINT')
    })
  })
})
