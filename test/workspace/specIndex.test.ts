// The index of all specifications: stopping and resuming reading, and changes meanwhile.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { type Checker, createChecker } from '../../server/src/analysis/checker.ts'
import { uriOf } from '../../server/src/base/uri.ts'
import { type Indexed, indexed } from '../../server/src/lsp/specs.ts'
import type { Files } from '../../server/src/workspace/files.ts'
import { createSpecIndex, type SpecIndex } from '../../server/src/workspace/specIndex.ts'
import { memoryFiles } from '../support/memoryFiles.ts'
import { asyncProperty } from '../support/property.ts'
import { until } from '../support/until.ts'

interface Named {
  path: string
  checked: boolean
}

const pathOf = (n: number): string => `/w/docs/specs/${String(n).padStart(3, '0')}-x/spec.md`
const textOf = (n: number): string =>
  `# Spec: X\n\n**ID**: SPEC-${n}\n**Status**: draft\n\n## Requirements\n\n- **FR-001**: a\n`

/** An index over files in memory. `onRead` is called for each file that is read. */
function indexOf(
  files: Record<string, string>,
  onRead: (path: string) => void = () => {},
  refined: () => void = () => {},
): SpecIndex<Named> {
  const memory = memoryFiles(files)
  const watched: Files = {
    ...memory,
    read: async (path) => {
      onRead(path)
      return memory.read(path)
    },
  }
  const checker = createChecker({ files: watched, kept: true, roots: () => ['/w'], onError: () => assert.fail() })
  return createSpecIndex({
    source: checker,
    roots: () => ['/w'],
    take: (feature): Named => ({ path: feature.spec.path, checked: false }),
    refine: async (_, entry) => ({ ...entry, checked: true }),
    refined,
    onError: (description, error) => assert.fail(`${description}: ${error}`),
  })
}
const many = (count: number): Record<string, string> =>
  Object.fromEntries([['/w/.git/HEAD', ''], ...Array.from({ length: count }, (_, n) => [pathOf(n), textOf(n)])])
/** Calls `act` when a file is read for the first time. It may be read again for its check. */
const onceAt = (path: string, act: () => void): ((read: string) => void) => {
  let done = false
  return (read) => {
    if (read !== path || done) return
    done = true
    act()
  }
}
const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 30))
const names = (all: readonly Named[]): string[] => all.map(({ path }) => path)

describe('reading all specifications', () => {
  it('stops and resumes on request', async () => {
    const files = many(30)
    const index = indexOf(
      files,
      onceAt(pathOf(9), () => index.stop()),
    )
    const first = await index.since(0)
    assert.equal(first.changed.length, 10)
    assert.deepEqual([first.left, first.stopped], [0, true])
    assert.equal((await index.all()).length, first.changed.length, 'it is not resumed by a request')
    index.resume()
    const rest = await index.since(first.serial)
    assert.deepEqual([rest.left, rest.stopped], [0, false])
    assert.equal((await index.all()).length, 30)
    await until(async () => (await index.all()).every(({ checked }) => checked)) // including the postponed ones
  })
  it('notifies when more is known, and not when it is asked again', async () => {
    let notifications = 0
    const files = many(3)
    const index = indexOf(files, undefined, () => notifications++)
    await index.all()
    await until(async () => notifications > 0)
    await settled()
    const before = notifications
    await index.all()
    await index.all()
    await settled()
    assert.equal(notifications, before)
    files[pathOf(1)] = textOf(100)
    index.changed(pathOf(1))
    await index.all()
    await until(async () => notifications > before)
  })
  it('stops while it searches for files', async () => {
    const index = indexOf(many(5))
    const pending = index.since(0)
    index.stop()
    assert.deepEqual([(await pending).changed.length, (await pending).stopped], [0, true])
    index.resume()
    assert.equal((await index.all()).length, 5)
  })
  it('notices changed, created and deleted files while it is stopped', async () => {
    const files = many(30)
    const index = indexOf(
      files,
      onceAt(pathOf(9), () => index.stop()),
    )
    await index.since(0)
    await settled() // the specification that was being read is checked
    const { serial } = await index.since(0)
    files[pathOf(2)] = textOf(200)
    index.changed(pathOf(2))
    files[pathOf(20)] = textOf(201)
    index.changed(pathOf(20))
    files[pathOf(40)] = textOf(40)
    index.changed(pathOf(40))
    index.stale()
    delete files[pathOf(3)]
    index.changed(pathOf(3))
    const now = await index.since(serial)
    assert.deepEqual(names(now.changed), [pathOf(2), pathOf(20), pathOf(40)])
    assert.deepEqual([names(now.removed), now.stopped], [[pathOf(3)], true])
    index.resume()
    assert.equal((await index.all()).length, 30)
  })
  it('misses nothing if it is stopped and resumed at once', async () => {
    const index = indexOf(many(30), (path) => {
      if (path !== pathOf(9)) return
      index.stop()
      index.resume()
    })
    assert.equal((await index.all()).length, 30)
    const early = indexOf(many(30))
    const pending = early.all()
    early.stop()
    early.resume()
    assert.equal((await pending).length, 30)
  })
})

describe('the index of all specifications', () => {
  const names = ['001-a/spec.md', '002-b/spec.md', '002-b/plan.md', 'done/003-c/spec.md', 'notes.md'] as const
  const bodies = ['one', 'two', 'empty', 'notes'] as const
  const textFor = (name: string, body: (typeof bodies)[number]): string =>
    body === 'empty'
      ? ''
      : body === 'notes'
        ? '# Notes\n'
        : name.endsWith('plan.md')
          ? `# Plan: X\n\n**Spec**: [SPEC-002](spec.md)\n\n## Tasks\n\n- [ ] **T001**: ${body} (FR-001)\n`
          : `${textOf(Number(/\d+/.exec(name)?.[0] ?? 9))}- **FR-002**: ${body}, as SPEC-001 FR-001 says\n`
  const step = fc.record({
    name: fc.constantFrom(...names),
    body: fc.constantFrom(...bodies, undefined),
    asked: fc.boolean(),
    spec: fc.constantFrom('stop', 'resume', undefined),
  })
  const startOn = (files: Record<string, string>): { index: SpecIndex<Indexed>; checker: Checker } => {
    const settings = { files: memoryFiles(files), kept: true, roots: () => ['/w'], onError: () => assert.fail() }
    const checker = createChecker(settings)
    const index = createSpecIndex({
      source: checker,
      roots: () => ['/w'],
      take: (feature) => indexed(feature, uriOf),
      onError: (description, error) => assert.fail(`${description}: ${error}`),
    })
    return { index, checker }
  }

  it('equals a fresh index after any changes: items, questions, foreign ids, and their locations', async function () {
    this.timeout(120_000)
    const run = async (
      steps: readonly {
        name: string
        body: (typeof bodies)[number] | undefined
        asked: boolean
        spec: string | undefined
      }[],
    ): Promise<void> => {
      const files: Record<string, string> = { '/w/.git/HEAD': '' }
      const { index, checker } = startOn(files)
      for (const { name, body, asked, spec } of steps) {
        if (spec === 'stop') index.stop()
        if (spec === 'resume') index.resume()
        const path = `/w/docs/specs/${name}`
        const was = path in files
        if (body === undefined) delete files[path]
        else files[path] = textFor(name, body)
        checker.stale() // as the server does when the editor reports changed files
        index.changed(path)
        if (was !== path in files) index.stale()
        if (asked) await index.all()
      }
      index.resume()
      assert.deepEqual(await index.all(), await startOn(files).index.all())
    }
    await asyncProperty(fc.asyncProperty(fc.array(step, { maxLength: 8 }), run), 5000)
  })
})
