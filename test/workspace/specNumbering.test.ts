// The formats that a new specification can have.
import assert from 'node:assert/strict'
import { builtinFormats } from '../../server/src/templates/builtin.ts'
import { formatForNew, formatsForNew } from '../../server/src/workspace/specNumbering.ts'

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
