// Which formats a new specification may have.
import assert from 'node:assert/strict'
import { builtinFormats } from '../../server/src/templates/builtin.ts'
import { formatForNew, formatsForNew } from '../../server/src/workspace/specNumbering.ts'

describe('the formats of a new specification', () => {
  const formats = builtinFormats()
  const names = (known: readonly { path: string; format: string }[]): string[] =>
    formatsForNew(formats, known).map(({ name }) => name)
  const spec = (number: string, format: string) => ({ path: `/w/specs/${number}-a/spec.md`, format })
  it('are those that the repository has, most of them first; of as many, the newest', () => {
    assert.deepEqual(names([spec('001', 'seed'), spec('002', 'spec-kit'), spec('003', 'spec-kit')]), [
      'spec-kit',
      'seed',
    ])
    assert.deepEqual(names([spec('001', 'seed'), spec('002', 'spec-kit')]), ['spec-kit', 'seed'])
    assert.deepEqual(names([spec('001', 'seed')]), ['seed'])
  })
  it('are all where there is none yet, and the own one of the repository alone', () => {
    assert.equal(names([]).length, formats.length)
    const own = { ...(formats[0] as (typeof formats)[0]), name: 'ours', folder: '/w/.specify' }
    assert.deepEqual(
      formatsForNew([...formats, own], [spec('001', 'seed')]).map(({ name }) => name),
      ['ours'],
    )
    assert.equal(formatForNew([...formats, own], []).name, 'ours')
  })
})
