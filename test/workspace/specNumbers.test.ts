// Which specifications stand beside one, by their numbers.
import assert from 'node:assert/strict'
import { createNumbers } from '../../server/src/workspace/specNumbers.ts'
import { createStore } from '../../server/src/workspace/store.ts'
import { memoryFiles } from '../support/memoryFiles.ts'

const path = (name: string): string => `/w/specs/${name}/spec.md`
const numbersOf = (names: readonly string[]) =>
  createNumbers(createStore(memoryFiles(Object.fromEntries(names.map((name) => [path(name), '# Spec: A\n'])))))

describe('the specifications nearest to one', () => {
  const nearest = async (own: string, names: readonly string[]): Promise<string[]> =>
    ((await numbersOf([own, ...names]).nearest(`/w/specs/${own}`)) ?? []).map((one) => one.split('/')[3] as string)
  const named = (...numbers: number[]): string[] => numbers.map((number) => `${String(number).padStart(3, '0')}-a`)
  it('come in the order of their distance, six at most', async () => {
    assert.deepEqual(await nearest('005-a', named(1, 2, 3, 4, 6, 7, 20, 21)), named(4, 6, 3, 7, 2, 1))
    assert.deepEqual(await nearest('001-a', named(2, 3, 40)), named(2, 3, 40))
    assert.deepEqual(await nearest('090-a', named(1, 2)), named(2, 1))
  })
  it('may have the same number', async () => {
    assert.deepEqual(await nearest('005-a', ['005-b', '006-a']), ['005-b', '006-a'])
    const many = Array.from({ length: 9 }, (_, k) => `005-${'bcdefghij'[k]}`)
    assert.equal((await nearest('005-a', many)).length, 6)
  })
  it('are none of what has no number, and no folders without a specification', async () => {
    assert.deepEqual(await nearest('notes', named(1, 2)), [])
    const files = memoryFiles({ [path('001-a')]: '# Spec: A\n', '/w/specs/002-a/notes.md': '# N\n' })
    assert.deepEqual(await createNumbers(createStore(files)).nearest('/w/specs/001-a'), [])
  })
})
