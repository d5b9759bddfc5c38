// What the path of a file says about it: the kinds of documents that templates are for.
import assert from 'node:assert/strict'
import { isTemplateSource, kindOfTemplate } from '../../server/src/workspace/paths.ts'

describe('the kind of document that a template is for', () => {
  const cases: readonly [name: string, kind: string | undefined][] = [
    ['template.md', 'spec'],
    ['spec-template.md', 'spec'],
    ['my_specification.md', 'spec'],
    ['Plan.md', 'plan'],
    ['task-template.md', 'tasks'],
    ['tasks.md', 'tasks'],
    ['clarification-log.md', 'clarifications'],
    ['clarifications.md', 'clarifications'],
    ['checklist.template.md', 'checklist'],
    ['task-prompt-template.md', undefined],
    ['aspect.md', undefined],
    ['agent-file-template.md', undefined],
    ['templates.md', undefined],
  ]
  for (const [name, kind] of cases)
    it(`is ${kind ?? 'unknown'} for ${name}`, () => assert.equal(kindOfTemplate(name), kind))
})

describe('a template', () => {
  it('is known by its name, its folder, or by spec-kit', () => {
    const paths = [
      '/w/templates/a.md',
      '/w/spec-template.md',
      '/w/.specify/presets/a/b/c.md',
      '/w/specs/a.md',
      '/w/a/b/c.md',
    ]
    assert.deepEqual(paths.map(isTemplateSource), [true, true, true, false, false])
  })
})
