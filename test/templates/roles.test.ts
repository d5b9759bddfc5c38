// The roles of the ids in a template: requirements, criteria, stories or tasks, with and without checkboxes.
import assert from 'node:assert/strict'
import { readDocument } from '../../server/src/document/read.ts'
import { featureOf } from '../../server/src/feature/feature.ts'
import { summarise } from '../../server/src/feature/summary.ts'
import { specKitFamily, withFamilyKinds } from '../../server/src/templates/family.ts'
import { learnFormat } from '../../server/src/templates/learn.ts'
import { readBy } from '../../server/src/templates/specDocument.ts'

const formatOf = (text: string) => learnFormat('own', [{ documentKind: 'spec', text, path: 't.md' }], [])
const rolesIn = (text: string): string[] => formatOf(text).kinds.map(({ prefix, role }) => `${prefix} ${role}`)

describe('ids with checkboxes in a template', () => {
  for (const [title, body, roles] of [
    [
      'have the role of a common prefix',
      '## A\n\n- [ ] FR-1: a\n- [ ] NFR-1: b\n- [ ] SC-1: c\n- [ ] AC-1: d\n',
      'FR requirement, NFR requirement, SC criterion, AC criterion',
    ],
    [
      'have the role of their heading',
      '## 4. Requirements\n\n### Security\n\n- [ ] SEC-01: a\n\n## Acceptance Criteria\n\n- [ ] OK-01: b\n',
      'SEC requirement, OK criterion',
    ],
    [
      'have the role of a heading in another language',
      '## 需求\n\n- [ ] SEC-01: a\n\n## 成功标准\n\n- [ ] OK-01: b\n',
      'SEC requirement, OK criterion',
    ],
    ['are tasks below a heading of tasks', '## Tasks\n\n- [ ] T001: a\n- [ ] BE-001: b\n', 'T task, BE task'],
    ['are tasks by their prefix', '## Requirements\n\n- [ ] T001: a\n', 'T task'],
    ['are tasks where nothing determines their role', '## Steps\n\n- [ ] ST-001: a\n', 'ST task'],
  ] as const)
    it(title, () => assert.equal(rolesIn(`# Spec\n\n${body}`).join(', '), roles))
  it('are tasks in a template of tasks', () => {
    const [kind] = learnFormat(
      'own',
      [{ documentKind: 'tasks', text: '# Tasks\n\n- [ ] FR-001: a\n', path: 't.md' }],
      [],
    ).kinds
    assert.equal(kind?.role, 'task')
  })
  it('are not tasks among the gates of a plan', () => {
    const kinds = (title: string): string[] => {
      const text = `# Plan\n\n## ${title}\n\n### V. Licences\n\n- [ ] **AGPL-3.0**: a\n- [ ] **MIT-10**: b\n`
      return learnFormat('own', [{ documentKind: 'plan', text, path: 'p.md' }], []).kinds.map(({ prefix }) => prefix)
    }
    for (const title of ['Constitution Check', 'Quality Gates', 'Pre-flight Checks']) assert.deepEqual(kinds(title), [])
    assert.deepEqual(kinds('Phase 1'), ['AGPL', 'MIT'])
    const source = {
      documentKind: 'tasks' as const,
      text: '# Tasks\n\n## Health Checks\n\n- [ ] T001 a\n',
      path: 't.md',
    }
    assert.equal(learnFormat('own', [source], []).kinds.length, 1, 'a list of tasks has no gates')
  })
  it('do not change the counts of documents without checkboxes, or with criteria in another section', () => {
    const learned = formatOf(
      '# Feature: [NAME]\n\n## Requirements\n\n- [ ] FR-1: [a]\n\n## Acceptance Criteria\n\n- [ ] AC-1: [b]\n',
    )
    const format = withFamilyKinds(learned, specKitFamily())
    const text =
      '# Feature: Queue\n\n## Requirements\n\n- **FR-001**: a\n- **FR-002**: b\n\n## Success Criteria\n\n- **SC-001**: c\n'
    const [template] = format.templates
    const spec = readBy(format, template ?? assert.fail(), readDocument(text), { path: '/w/spec.md' })
    const { requirements, criteria, tasks } = summarise(featureOf(spec))
    assert.deepEqual({ requirements, criteria, tasks }, { requirements: 2, criteria: 1, tasks: { done: 0, total: 0 } })
  })
})
