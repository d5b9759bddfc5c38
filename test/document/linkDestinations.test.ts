// Where the links of a document lead, also after it was moved.
import assert from 'node:assert/strict'
import { destinationsOf } from '../../server/src/document/linkDestinations.ts'
import { readDocument } from '../../server/src/document/read.ts'

describe('the destinations of links', () => {
  const text = '# A\n\n[a](b.md) [c](https://example.com)\n\n## B\n\n[d](/e.md#f)\n'
  const pathsOf = (document: ReturnType<typeof readDocument>, from: string, root: string | undefined) =>
    destinationsOf(document, from, root).map((to) => (to.type === 'path' ? to.path : to.type))
  it('are in the order of the link targets', () => {
    const document = readDocument(text)
    assert.deepEqual(pathsOf(document, '/w/x/a.md', '/w'), ['/w/x/b.md', 'web', '/w/e.md'])
    assert.equal(document.linkTargets.length, 3)
  })
  it('depend on the path and on the top folder', () => {
    const document = readDocument(text)
    for (const [from, root, paths] of [
      ['/w/x/a.md', '/w', ['/w/x/b.md', 'web', '/w/e.md']],
      ['/w/y/a.md', '/w', ['/w/y/b.md', 'web', '/w/e.md']],
      ['/w/y/a.md', '/w/y', ['/w/y/b.md', 'web', '/w/y/e.md']],
      ['/w/y/a.md', undefined, ['/w/y/b.md', 'web', 'web']],
    ] as const)
      assert.deepEqual(pathsOf(document, from, root), paths)
  })
  it('are read again only where the text changed', () => {
    const before = readDocument(text)
    pathsOf(before, '/w/a.md', '/w')
    const after = readDocument(text.replace('b.md', 'g.md'), before)
    assert.deepEqual(pathsOf(after, '/w/a.md', '/w'), ['/w/g.md', 'web', '/w/e.md'])
  })
})
