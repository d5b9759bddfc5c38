// specwise check --watch: what is shown, and what is watched; and with the real disk and process.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { watchDisk } from '../../server/src/workspace/diskWatch.ts'
import { runWith } from '../support/commandLine.ts'
import { memoryFiles } from '../support/memoryFiles.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const spec = (more = ''): string =>
  `# Spec: A\n\n**ID**: SPEC-001\n**Status**: draft\n\n## Requirements\n\n- **FR-001**: System MUST a\n${more}`
const twice = spec('- **FR-001**: System MUST b\n')

describe('specwise check --watch', () => {
  /** Runs it over files in memory, which change between the runs. */
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

  it('shows each result on an empty screen, until the end', async () => {
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
      screens.map((one) => one.includes('duplicate-id')),
      [false, true, false],
    )
    assert.equal(code, 1) // a section is missing
  })
  it('watches what is walked, templates, and what is around it in the repository', async () => {
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
  it('goes with nothing that writes', async () => {
    for (const option of ['--fix', '--staged', '--stdin', '--update-baseline']) {
      const { code, err } = await runWith(['check', '--watch', option], { watch: watchDisk })
      assert.equal(code, 2)
      assert.ok(err.includes(`--watch cannot be combined with ${option}\n`), err)
    }
  })
  it('says so where nothing can be watched', async () => {
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

  describe('on the disk', () => {
    let folder = ''
    const put = (name: string, text: string): void => {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), text)
    }
    beforeEach(() => {
      folder = realpathSync(mkdtempSync(join(tmpdir(), 'specwise-watch-')))
    })
    afterEach(() => rmSync(folder, { recursive: true, force: true }))

    it('hears of files that change, come and go, once each, and of nothing that an editor leaves beside them', async () => {
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
        const next = watch.changed().then((more) => {
          isHeard = more
        })
        await new Promise((resolve) => setTimeout(resolve, 300))
        watch.close()
        await next
        assert.equal(isHeard, false)
      } finally {
        watch.close()
      }
    })
    it('passes over folders that are gone', () => {
      const watch = watchDisk()
      watch.follow(new Set([join(folder, 'nothing'), folder]))
      watch.close()
    })
    it('checks again when a new specification comes', async () => {
      put('specs/001-a/spec.md', spec())
      const program = ['--import', join(root, 'test/support/register.mjs'), join(root, 'server/src/cli.ts')]
      const child = spawn(process.execPath, [...program, 'check', '--watch', '--format', 'concise'], { cwd: folder })
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
          // the folder may have been seen before its file
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
