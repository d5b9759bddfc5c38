// The neighbours of a specification by number.
import assert from 'node:assert/strict'
import { createNumbers } from '../../server/src/workspace/specNumbers.ts'
import { createStore } from '../../server/src/workspace/store.ts'
import { memoryFiles } from '../support/memoryFiles.ts'

const path = (name: string): string => `/w/specs/${name}/spec.md`
const numbersOf = (names: readonly string[]) =>
  createNumbers(createStore(memoryFiles(Object.fromEntries(names.map((name) => [path(name), '# Spec: A\n'])))))

describe('the nearest specifications', () => {
  const nearest = async (folder: string, names: readonly string[]): Promise<string[]> =>
    ((await numbersOf([folder, ...names]).nearest(`/w/specs/${folder}`)) ?? []).map(
      (specPath) => specPath.split('/')[3] as string,
    )
  const folders = (...numbers: number[]): string[] => numbers.map((number) => `${String(number).padStart(3, '0')}-a`)
  it('are sorted by distance, at most six', async () => {
    assert.deepEqual(await nearest('005-a', folders(1, 2, 3, 4, 6, 7, 20, 21)), folders(4, 6, 3, 7, 2, 1))
    assert.deepEqual(await nearest('001-a', folders(2, 3, 40)), folders(2, 3, 40))
    assert.deepEqual(await nearest('090-a', folders(1, 2)), folders(2, 1))
  })
  it('may have the same number', async () => {
    assert.deepEqual(await nearest('005-a', ['005-b', '006-a']), ['005-b', '006-a'])
    const many = Array.from({ length: 9 }, (_, k) => `005-${'bcdefghij'[k]}`)
    assert.equal((await nearest('005-a', many)).length, 6)
  })
  it('are those with the nearest names for a folder without a number', async () => {
    const names = ['login', 'notes', ...'abcdefgtuvwxyz']
    assert.deepEqual(await nearest('mail', names), [...'cdefg', 'login', 'notes', ...'tuvwx'])
  })
  it('skip folders without a specification', async () => {
    const files = memoryFiles({ [path('001-a')]: '# Spec: A\n', '/w/specs/002-a/notes.md': '# N\n' })
    assert.deepEqual(await createNumbers(createStore(files)).nearest('/w/specs/001-a'), [])
  })
})

describe('the topics of specifications', () => {
  it('are their names of several words without numbers', async () => {
    const numbers = numbersOf(['001-Init-Shell', '002-queue', '003-order-a-queue', '004-order-a-queue', 'init-mail'])
    for (const name of ['004-order-a-queue', '001-Init-Shell'])
      assert.deepEqual(await numbers.topics(`/w/specs/${name}`), new Set(['init-shell', 'order-a-queue']))
  })
})
