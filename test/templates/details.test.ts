// Small decisions of reading by a template, each of which nothing else would notice.
import assert from 'node:assert/strict'
import { summarise } from '../../server/src/feature/summary.ts'
import { learnFormat } from '../../server/src/templates/learn.ts'
import { inRepository } from '../../server/src/templates/snippets.ts'
import { folderOf } from '../support/rules.ts'

describe('reading by a template', () => {
  it('has no status where the words of the template are left', () => {
    const spec = (status: string): string => `# Spec: Queue\n\n**ID**: SPEC-001\n**Status**: ${status}\n`
    const left = 'draft | in-review | approved | implementing | done'
    assert.equal(summarise(folderOf(spec(left)).feature).status, null)
    assert.equal(summarise(folderOf(spec('draft')).feature).status, 'draft')
  })
  it('takes brackets with words for a blank, and empty ones for text', () => {
    const shapes = (value: string): string[] =>
      learnFormat(
        'own',
        [{ documentKind: 'spec', text: `# Spec: [T]\n\n**Owner**: ${value}\n\n## Summary\n`, path: undefined }],
        [],
      ).templates.flatMap(({ fields }) => fields.map(({ shape }) => shape.type))
    assert.deepEqual(shapes('[name]'), ['blank'])
    assert.deepEqual(shapes('[]'), ['text'])
  })
  it('replaces the repository in links to issues alone, where it has both names', () => {
    const of = (text: string): string => inRepository(text, 'https://example.org/a/b')
    assert.equal(of('[#1](https://github.com/o/r/issues/1)'), '[#1](https://example.org/a/b/issues/1)')
    for (const text of [
      'https://github.com//r/issues/1',
      'https://github.com/o//issues/1',
      'https://github.com/o/r/pulls/1',
    ])
      assert.equal(of(text), text)
  })
})
