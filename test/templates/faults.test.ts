// The faults of the shell scripts that Specwise replaces, by their numbers in the list of faults: Specwise has none of them.
import assert from 'node:assert/strict'
import { featureOf } from '../../server/src/feature/feature.ts'
import { summarise } from '../../server/src/feature/summary.ts'
import template from '../../server/src/templates/builtin/seed.md'
import { folderOf, read, run } from '../support/rules.ts'

const codes = (text: string): string[] => run(text).map((finding) => finding.code)

describe('faults of the shell scripts', () => {
  it('75: all findings are reported, not just the first one', () => {
    const found = new Set(codes('# Spec: A\n\n**Status**: wip\n\n## Requirements\n\n- [NEEDS CLARIFICATION: a?]\n'))
    for (const code of ['missing-section', 'missing-metadata', 'invalid-metadata', 'open-clarification'])
      assert.ok(found.has(code), code)
  })
  it('76: [X] is a ticked checkbox', () => {
    const review = '## Review Checklist\n\n### SRE\n- [X] a\n- [X] b\n- [x] c\n- [ ] d\n'
    assert.deepEqual(summarise(folderOf(review).feature).review, { done: 3, total: 4 })
    assert.deepEqual(summarise(folderOf('## Tasks\n\n- [X] T001: a\n- [ ] T002: b\n').feature).tasks, {
      done: 1,
      total: 2,
    })
  })
  it('77: a marker inside a requirement is found', () => {
    assert.ok(
      codes('## Requirements\n\n### Functional\n\n- **FR-001**: a [NEEDS CLARIFICATION: how?]\n').includes(
        'open-clarification',
      ),
    )
  })
  it('78: a heading in a code fence is not a section', () => {
    const found = run('# Spec: A\n\n```yaml\n## Tasks\n```\n', 'missing-section').map((finding) => finding.message)
    assert.ok(found.some((message) => message.includes('"Tasks"')))
  })
  it('79: a sample question of the template does not count, a written question does, and a comment is not an answer', () => {
    assert.equal(run(template, 'open-clarification').length, 0)
    const asked = template.replace('Example question that needs discussion?', 'how long?')
    assert.equal(run(asked, 'open-clarification').length, 1)
    assert.deepEqual(summarise(folderOf(asked).feature).clarifications, { open: 1, answered: 0 })
  })
  it('80: no rule fails in silence', () => {
    assert.ok(run(template).length > 0) // run() throws what a rule throws
  })
  it('81: a document without references is read to its end', () => {
    assert.ok(run('# Spec: A\n').length > 0)
  })
  it('82: an example in a comment defines nothing', () => {
    const text =
      '<!--\n## CL-1 — question?\n- **FR-001**: a\n-->\n\n## Requirements\n\n### Functional\n\n- an item without id\n'
    assert.equal(read(text).definitions.length, 0)
    assert.match(run(text, 'missing-id')[0]?.message ?? '', /FR-001/)
  })
  it('83: counts are numbers', () => {
    assert.deepEqual(summarise(folderOf('## Tasks\n').feature).tasks, { done: 0, total: 0 })
  })
  it('84: ids are counted, not lines; a range and SC-XXX are not criteria', () => {
    const text =
      '## Success Criteria\n\n- **SC-001**: a SC-001\n- **SC-002**: b\n\n## Validation\n\n- [ ] Success criteria SC-001 through SC-XXX verified\n'
    assert.equal(summarise(folderOf(text).feature).criteria, 2)
    assert.equal(run(text, 'undefined-id').length, 0)
  })
  it('85: [~], T-001, T005 text, **T005**, NFR and FR-003a are read correctly', () => {
    const text = `## Requirements

### Functional

- **FR-003**: a
- **FR-003a**: b
- **NFR-001**: c

## Tasks

- [~] T001: a
- [ ] T-002: b
- [x] T005 text
- [x] **T006**: d
`
    const spec = read(text)
    assert.deepEqual(
      spec.definitions.map((definition) => definition.id.key),
      ['FR-3', 'FR-3a', 'NFR-1', 'T-1', 'T-2', 'T-5', 'T-6'],
    )
    const summary = summarise(featureOf(spec))
    assert.equal(summary.requirements, 3)
    assert.deepEqual(summary.tasks, { done: 2, total: 3 })
  })
  it('85: an undecided issue is neither missing nor valid', () => {
    for (const value of ['TBD', 'TBD (see #12)']) {
      const text = `# Spec: A\n\n**Issue**: ${value}\n`
      assert.ok(run(text, 'invalid-metadata').length === 1, value)
      assert.ok(!run(text, 'missing-metadata').some((finding) => finding.message.includes('"Issue"')), value)
    }
  })
  it('85: a question extends to its own closing bracket', () => {
    const [clarification] = read('- [NEEDS CLARIFICATION: use `[]` or list?]\n').document.clarifications
    assert.equal(clarification?.question, 'use `[]` or list?')
  })
})
