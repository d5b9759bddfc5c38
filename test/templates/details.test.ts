// Small decisions of reading by a template that no other test covers.
import assert from 'node:assert/strict'
import { summarise } from '../../server/src/feature/summary.ts'
import { learnFormat } from '../../server/src/templates/learn.ts'
import { inRepository } from '../../server/src/templates/snippets.ts'
import { folderOf } from '../support/rules.ts'

describe('reading by a template', () => {
  it('has no status where the choices of the template are left', () => {
    const spec = (status: string): string => `# Spec: Queue\n\n**ID**: SPEC-001\n**Status**: ${status}\n`
    const left = 'draft | in-review | approved | implementing | done'
    assert.equal(summarise(folderOf(spec(left)).feature).status, null)
    assert.equal(summarise(folderOf(spec('draft')).feature).status, 'draft')
  })
  it('takes brackets with words for a blank, and empty brackets for text', () => {
    const shapes = (value: string): string[] =>
      learnFormat(
        'own',
        [{ documentKind: 'spec', text: `# Spec: [T]\n\n**Owner**: ${value}\n\n## Summary\n`, path: undefined }],
        [],
      ).templates.flatMap(({ fields }) => fields.map(({ shape }) => shape.type))
    assert.deepEqual(shapes('[name]'), ['blank'])
    assert.deepEqual(shapes('[]'), ['text'])
  })
  it('replaces the repository only in links to issues that have an owner and a name', () => {
    const replaced = (text: string): string => inRepository(text, 'https://example.org/a/b')
    assert.equal(replaced('[#1](https://github.com/o/r/issues/1)'), '[#1](https://example.org/a/b/issues/1)')
    for (const text of [
      'https://github.com//r/issues/1',
      'https://github.com/o//issues/1',
      'https://github.com/o/r/pulls/1',
    ])
      assert.equal(replaced(text), text)
  })
})
