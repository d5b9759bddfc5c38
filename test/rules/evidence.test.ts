// How much evidence a finding needs: what is stated again on purpose, and where an unknown id is surely one of the specification.
import assert from 'node:assert/strict'
import { type Convention, requirements, spec, testConventions, withTasks } from '../support/conventions.ts'
import { read } from '../support/rules.ts'

const phases = (first: string): string =>
  `${first}\n## Phase 2\n\n- [ ] T001 Initialize the project with all its tools\n- [ ] T002 Install the dependencies\n\n## Phase 3\n\n- [ ] T003 Configure the build tools in detail\n- [ ] T004 Write it`
const inPlan = (text: string): string =>
  `//- spec.md\n${spec(requirements)}\n//- plan.md\n# Implementation Plan: Queue\n\n## Summary\n\n${text}\n`
const inChecklist = (text: string): string =>
  `//- spec.md\n${spec(requirements)}\n//- tasks.md\n# Tasks: Queue\n\n## Phase 1\n\n- [ ] T001 a\n//- checklists/all.md\n# Checklist: All\n\n- [ ] CHK001 ${text}\n`

const cases: readonly Convention[] = [
  [
    'duplicate-id',
    'a list of what is done, from several phases',
    withTasks(
      phases(
        '## MVP\n\n- [x] T001 Initialize the project (by hand)\n- [x] T002 Install the dependencies, later\n- [x] T003 Configure the build',
      ),
    ),
    [],
  ],
  [
    'duplicate-id',
    'a part of one phase that was pasted again',
    withTasks(
      '- [ ] T001 Initialize it\n- [ ] T002 Install it now\n- [ ] T003 Configure it\n\n## Phase 2\n\n- [ ] T001 Initialize it\n- [ ] T002 Install it later\n- [ ] T003 Configure it',
    ),
    ['error', 'error', 'error'],
  ],
  [
    'duplicate-id',
    'other tasks with the ids of several phases',
    withTasks(phases('- [ ] T001 Draw it in colour\n- [ ] T002 Print it on paper\n- [ ] T003 Send it by mail')),
    ['error', 'error', 'error'],
  ],
  [
    'duplicate-id',
    'two tasks of another phase',
    withTasks(phases('- [ ] T001 Initialize the project\n- [ ] T003 Configure the build tools')),
    ['error', 'error'],
  ],
  [
    'duplicate-id',
    'what remains, in bold',
    withTasks(
      '- [x] T001 Write it\n- [ ] T002 Run all examples by hand\n\n## Still open\n\n- [ ] **T002**: Run all examples by hand',
    ),
    [],
  ],
  ['duplicate-id', 'another number of zeros', withTasks('- [ ] T0001 a\n- [ ] T001 b'), ['hint']],
  ['duplicate-id', 'ids without zeros', withTasks('- [ ] T1 a\n- [ ] T001 b'), ['error']],
  ['undefined-id', 'a phase in bold before the id', withTasks('- [x] **[P3.10] T001**: a\n- [x] T002 b, see T001'), []],
  ['undefined-id', 'a second checkbox', withTasks('- [ ] T001 a, see T002\n- [ ] [ ] T002 b'), []],
  ['missing-id', 'a second checkbox', withTasks('- [ ] T001 a\n- [ ] [ ] T002 b'), []],
  [
    'malformed-id',
    'tasks that were removed',
    withTasks(
      '- [ ] T001 a\n\n**Changes**:\n- Removed tasks:\n  - T002 (the icons)\n  - T003 (the log)\n  - T004 (the page)\n\n削除タスク:\n- T005 アイコン\n- T006 ログ',
    ),
    [],
  ],
  [
    'malformed-id',
    'tasks below another label',
    withTasks('- [ ] T001 a\n\n**Also**:\n- T002 (the icons)\n- T003 (the log)\n- T004 (the page)'),
    ['warning'],
  ],
  // In tasks and checklists
  ['undefined-id', 'in a task', withTasks('- [ ] T001 a as FR-009 says'), ['warning']],
  ['undefined-id', 'a requirement in a checklist', inChecklist('Is FR-009 clear?'), ['warning']],
  ['undefined-id', 'a task in a checklist', inChecklist('Is T084 of the roadmap done?'), ['info']],
  // In other documents
  ['undefined-id', 'in the prose of a specification', spec(`${requirements}- **FR-003**: as FR-009 says\n`), ['info']],
  ['undefined-id', 'in the prose of a plan', inPlan('The page answers quickly (FR-009).'), ['info']],
  [
    'undefined-id',
    'at the start of an entry',
    inPlan('- [x] **FR-009**: done\n\n| Id | b |\n|---|---|\n| FR-010 | c |'),
    ['warning', 'warning'],
  ],
  ['undefined-id', 'at the start of a heading', inPlan('text\n\n### FR-009\n\ntext'), ['warning']],
  ['undefined-id', 'a gap', spec(`${requirements}- **FR-004**: as FR-003 says\n`), ['warning']],
  [
    'undefined-id',
    'among the tasks of a specification',
    '# Spec: Queue\n\n**ID**: SPEC-004\n\n## Requirements\n\n### Functional\n\n- **FR-001**: a\n\n## Tasks\n\n- [ ] T001: a (FR-007)\n- [ ] T002: after T009\n\nNo other text.\n',
    ['warning', 'warning'],
  ],
]

describe('evidence', () => {
  testConventions(cases)
  it('the fix of a checkbox that is there twice is not needed: the task is read', () => {
    const { document } = read('# Tasks: Queue\n\n- [ ] [ ] T035 a\n- [x] [x] T036 b\n- [ ] - [ ] T037 c\n')
    assert.deepEqual(
      document.definitions.map(({ id, box }) => [id.text, box?.mark]),
      [
        ['T035', ' '],
        ['T036', 'x'],
        ['T037', ' '],
      ],
    )
  })
})
