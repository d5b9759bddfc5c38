// Moving a specification: links in it and to it keep their targets, and nothing else changes. Also the choice of the archive.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { destinationOf, relativePath } from '../../server/src/document/destination.ts'
import { readDocument } from '../../server/src/document/read.ts'
import { archiveFolder, linkEdits, movedPath } from '../../server/src/edits/archive.ts'
import { property } from '../support/property.ts'
import { apply } from '../support/rules.ts'

const move = { from: '/w/docs/specs/004-q', to: '/w/docs/specs/done/2026-Q4/004-q' }
const rewritten = (path: string, text: string): string => apply(text, linkEdits(readDocument(text), path, move, '/w'))

describe('links of a moved specification', () => {
  it('keep their targets', () => {
    assert.equal(
      rewritten(
        '/w/docs/specs/004-q/spec.md',
        '[c](../constitution.md#a) [p](plan.md) [s](#here) [w](https://e.x/../a) [r](/docs/x.md) [l](/docs/specs/004-q/plan.md)\n\n[d]: ../003-t/spec.md "t"\n`[x](../y.md)`\n',
      ),
      '[c](../../../constitution.md#a) [p](plan.md) [s](#here) [w](https://e.x/../a) [r](/docs/x.md) [l](/docs/specs/done/2026-Q4/004-q/plan.md)\n\n[d]: ../../../003-t/spec.md "t"\n`[x](../y.md)`\n',
    )
  })
  it('are updated in other documents', () => {
    assert.equal(
      rewritten(
        '/w/docs/specs/003-t/spec.md',
        '[q](../004-q/spec.md#FR-001) [f](../004-q) [o](../004-queue/spec.md)\n',
      ),
      '[q](../done/2026-Q4/004-q/spec.md#FR-001) [f](../done/2026-Q4/004-q) [o](../004-queue/spec.md)\n',
    )
    assert.equal(
      rewritten('/w/README.md', '![x](<docs/specs/004-q/a b.png>)'),
      '![x](<docs/specs/done/2026-Q4/004-q/a%20b.png>)',
    )
  })
  it('are updated in HTML and with multi-line titles, but not in comments and code', () => {
    assert.equal(
      rewritten(
        '/w/docs/specs/004-q/spec.md',
        '<img src="../a.png" alt="x">\n\nSee <a href=\'../003-t/spec.md\'>it</a>, [b](../y.md\n"a title\nof two lines").\n\n<!-- <a href="../c.md"> -->\n\n`<a href="../d.md">` <a href="https://e.x/../f">g</a>\n',
      ),
      '<img src="../../../a.png" alt="x">\n\nSee <a href=\'../../../003-t/spec.md\'>it</a>, [b](../../../y.md\n"a title\nof two lines").\n\n<!-- <a href="../c.md"> -->\n\n`<a href="../d.md">` <a href="https://e.x/../f">g</a>\n',
    )
  })
  it('keep their targets, whatever they contain', () => {
    const part = fc.constantFrom(
      '..',
      '.',
      'a',
      'docs',
      'specs',
      '004-q',
      '003-t',
      'spec.md',
      'ü b',
      'a%23b',
      '%3F',
      '100%25',
      'a (b)',
    )
    const path = fc.constantFrom(
      '/w/docs/specs/004-q/spec.md',
      '/w/docs/specs/004-q/phases/1/plan.md',
      '/w/docs/specs/003-t/spec.md',
      '/w/README.md',
    )
    property(
      fc.property(path, fc.array(part, { minLength: 1, maxLength: 6 }), (from, parts) => {
        const text = `[a](<${parts.join('/')}>)\n`
        const after = rewritten(from, text)
        const to = (where: string, words: string): string | undefined => {
          const [link] = readDocument(words).linkTargets
          const found = link && destinationOf(where, link.destination, '/w')
          return found?.type === 'path' ? found.path : undefined
        }
        const before = to(from, text)
        assert.equal(to(movedPath(from, move), after), before && movedPath(before, move), after)
      }),
      2000,
    )
  })
})

describe('the relative path', () => {
  for (const [from, to, way] of [
    ['/a/b/c.md', '/a/b/d.md', 'd.md'],
    ['/a/b/c.md', '/a/x/d.md', '../x/d.md'],
    ['/a/b/c.md', '/a/b', '.'],
    ['/a.md', '/b/c', 'b/c'],
  ] as const)
    it(`from ${from} to ${to} is ${way}`, () => assert.equal(relativePath(from, to), way))
})

describe('the archive folder', () => {
  const to = (siblings: string[], below: string[] = []): string => archiveFolder(siblings, () => below, '2026-11-23')
  it('follows the conventions of the repository', () => {
    assert.equal(to([]), 'done')
    assert.equal(to(['001-a', 'archive']), 'archive')
    assert.equal(to(['done'], ['2026-Q3', '001-a']), 'done/2026-Q4')
    assert.equal(to(['done'], ['2026Q3']), 'done/2026Q4')
    assert.equal(to(['done'], ['2025']), 'done/2026')
  })
})
