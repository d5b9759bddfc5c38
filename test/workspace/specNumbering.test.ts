// The formats that a new specification can have, its place and its number.
import assert from 'node:assert/strict'
import { builtinFormats } from '../../server/src/templates/builtin.ts'
import { formatForNew, formatsForNew, numberingFor } from '../../server/src/workspace/specNumbering.ts'
import { createStore } from '../../server/src/workspace/store.ts'
import { memoryFiles } from '../support/memoryFiles.ts'

describe('the formats of a new specification', () => {
  const formats = builtinFormats()
  const names = (specs: readonly { path: string; format: string }[]): string[] =>
    formatsForNew(formats, specs).map(({ name }) => name)
  const spec = (number: string, format: string) => ({ path: `/w/specs/${number}-a/spec.md`, format })
  it('are those of the repository, the most frequent first, and the newest among equals', () => {
    assert.deepEqual(names([spec('001', 'seed'), spec('002', 'spec-kit'), spec('003', 'spec-kit')]), [
      'spec-kit',
      'seed',
    ])
    assert.deepEqual(names([spec('001', 'seed'), spec('002', 'spec-kit')]), ['spec-kit', 'seed'])
    assert.deepEqual(names([spec('001', 'seed')]), ['seed'])
  })
  it('counts specifications without a number as the oldest, and those of one file by their names', () => {
    const queue = { path: '/w/specs/queue/spec.md', format: 'seed' }
    assert.deepEqual(names([queue, spec('001', 'spec-kit')]), ['spec-kit', 'seed'])
    assert.deepEqual(names([{ path: '/w/specs/007-a.md', format: 'seed' }, spec('002', 'spec-kit')]), [
      'seed',
      'spec-kit',
    ])
  })
  it("are all formats in an empty repository, and only the repository's own if there is one", () => {
    assert.equal(names([]).length, formats.length)
    const houseFormat = { ...(formats[0] as (typeof formats)[0]), name: 'ours', folder: '/w/.specify' }
    assert.deepEqual(
      formatsForNew([...formats, houseFormat], [spec('001', 'seed')]).map(({ name }) => name),
      ['ours'],
    )
    assert.equal(formatForNew([...formats, houseFormat], []).name, 'ours')
  })
})

describe('the place of a new specification', () => {
  const place = async (files: readonly string[], specs: readonly string[], root = '/w'): Promise<string> => {
    const store = createStore(memoryFiles(Object.fromEntries(files.map((path) => [path, '']))))
    const { folder, number, digits } = await numberingFor(store, root, specs, undefined)
    return `${folder} ${String(number).padStart(digits, '0')}`
  }
  const cases: readonly [name: string, expected: string, files: string[], specs: string[], root?: string][] = [
    ['is a usual folder that exists', '/w/specs 001', ['/w/specs/README.md'], []],
    ['is docs/specs without one', '/w/docs/specs 001', ['/w/a.md'], []],
    ['is specs in a repository of spec-kit', '/w/specs 001', ['/w/.specify/memory/constitution.md'], []],
    [
      'is the folder of most specifications',
      '/w/b 003',
      ['/w/a/009-x/spec.md', '/w/b/001-x/spec.md', '/w/b/002-x.md'],
      ['/w/a/009-x/spec.md', '/w/b/001-x/spec.md', '/w/b/002-x.md'],
    ],
    [
      'is the first of equally frequent folders by name',
      '/w/a 010',
      ['/w/b/001-x/spec.md', '/w/a/009-x/spec.md'],
      ['/w/b/001-x/spec.md', '/w/a/009-x/spec.md'],
    ],
    ['is around an archive', '/w/a 1201', ['/w/a/done/2026-Q1/1200-x/spec.md'], ['/w/a/done/2026-Q1/1200-x/spec.md']],
    ['is not outside the repository', '/w/docs/specs 001', ['/v/a/001-x/spec.md'], ['/v/a/001-x/spec.md']],
    ['is found below the top of the disk', '/a 002', ['/a/001-x/spec.md'], ['/a/001-x/spec.md'], '/'],
  ]
  for (const [name, expected, files, specs, root] of cases)
    it(name, async () => assert.equal(await place(files, specs, root), expected))
})
