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

const userStories = (...texts: string[]): string =>
  `# Feature Specification: Queue\n\n**Status**: Draft\n\n## User Scenarios & Testing\n\n${texts.map((text, k) => `### User Story ${k + 1} - A${text.startsWith(' ') ? text : ' (Priority: P1)'}\n\nAs a user, I want it.\n${text}\n`).join('')}\n${requirements}`

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
  ['undefined-id', 'a task in a checklist', inChecklist('Is T084 of the roadmap done?'), ['hint']],
  // In other documents
  ['undefined-id', 'in the prose of a specification', spec(`${requirements}- **FR-003**: as FR-009 says\n`), ['hint']],
  ['undefined-id', 'in the prose of a plan', inPlan('The page answers quickly (FR-009).'), ['hint']],
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
  [
    'undefined-id',
    'ids of tests in a table',
    `//- spec.md\n${spec(requirements)}\n//- plan.md\n# Implementation Plan: Queue\n\n## Tests\n\n| Id | b |\n|---|---|\n| T-GL-01 | c |\n| T-GL-02 | d |\n//- tasks.md\n# Tasks: Queue\n\n## Phase 1\n\n- [ ] T001 a\n- **T-GL-01** covers it, T-GL-02 too, T-GL-03 not\n`,
    ['warning'],
  ],
  [
    'undefined-id',
    'points with letters in a checklist',
    inChecklist('a\n- [x] CHK-R02 b\n- [ ] CHK-R03 c (CHK-R02, CHK-R09)'),
    ['warning'],
  ],
  [
    'missing-id',
    'what has to be true between the tasks',
    withTasks('- [ ] T001 a\n- [ ] T002 b\n\n**验收标准**:\n- [ ] c\n- [ ] d\n- [ ] T003 e'),
    [],
  ],
  [
    'undefined-id',
    'in a specification with an id',
    '# Spec: Queue\n\n**ID**: SPEC-004\n\n## Requirements\n\n### Functional\n\n- **FR-001**: a as FR-009 says\n',
    ['warning'],
  ],
  [
    'undefined-id',
    'in a specification with a number only',
    '# Spec: Queue\n\n**Status**: draft\n\n## Requirements\n\n### Functional\n\n- **FR-001**: a as FR-009 says\n',
    ['hint'],
  ],
  [
    'duplicate-id',
    'a sum of two thirds of the same words',
    withTasks(
      phases(
        '## MVP\n\n- [x] T001 Initialize the project\n- [x] T002 Install the dependencies\n- [x] T003 Another thing',
      ),
    ),
    [],
  ],
  [
    'duplicate-id',
    'a sum of one third of the same words',
    withTasks(phases('## MVP\n\n- [x] T001 Initialize the project\n- [x] T002 Another thing\n- [x] T003 Another one')),
    ['error', 'error', 'error'],
  ],
  [
    'duplicate-id',
    'a sum of few letters',
    withTasks(phases('## MVP\n\n- [x] T001 Init\n- [x] T002 Inst\n- [x] T003 Conf')),
    ['error', 'error', 'error'],
  ],
  [
    'duplicate-id',
    'a report above and below',
    withTasks(
      '- [ ] T001 Write it all\n\n## Progress Log\n\n- [x] T001 Wrote it\n\n## Work Log\n\n- [x] T001 Wrote it again',
    ),
    [],
  ],
  [
    'missing-scenario',
    'a habit',
    userStories('', '', ''),
    ['hint None of the 3 user stories has an acceptance scenario (expected by the seed template).'],
  ],
  ['missing-scenario', 'two stories', userStories('', ''), ['hint', 'hint']],
  [
    'missing-scenario',
    'one story that has one',
    userStories('', '', '', '\n1. **Given** a, **When** b, **Then** c\n'),
    ['hint', 'hint', 'hint'],
  ],
  ['missing-scenario', 'a story that was withdrawn', userStories('', '', ' (withdrawn)'), ['hint', 'hint']],
  // Signs of states
  [
    'undefined-id',
    'tasks with signs',
    withTasks('- ✅ T001 a\n- ⬜ T002 b (depends on T001)\n- ☐ T003 c, after T002 and T009'),
    ['warning'],
  ],
  ['stale-status', 'a task with an empty sign', withTasks('- ✅ T001 a\n- ⬜ T002 b'), []],
  [
    'duplicate-id',
    'a note on the state of an item',
    spec(
      '## Requirements\n\n### Functional Requirements\n\n- **FR-001**: System MUST a\n- **FR-002**: System MUST b\n\n_Update:_\n\n- **FR-001**: ✅ **IMPLEMENTED** - it works\n',
    ),
    [],
  ],
  [
    'duplicate-id',
    'a state on both',
    spec(
      '## Requirements\n\n### Functional Requirements\n\n- **FR-001**: ✅ System MUST a\n- **FR-001**: ✅ System MUST b\n',
    ),
    ['error'],
  ],
  [
    'duplicate-id',
    'a part of a story',
    `# Feature Specification: Queue\n\n## User Scenarios & Testing\n\n### User Story 3 - a (Priority: P1)\n\ntext\n\n### User Story 3-b - c (Priority: P1)\n\ntext\n\n${requirements}`,
    [],
  ],
  ['undefined-id', 'an id to add', inChecklist('Proposal: add FR-009, 建议新增 FR-010, FR-011 hinzufügen'), []],
  ['undefined-id', 'numbers that are reserved', withTasks('- [ ] T001 a\n\nT024-T030 为保留段（移除的任务）'), []],
  [
    'unclosed-fence',
    'a block of text around another one',
    '# Spec: Queue\n\n```text\nUse it:\n```bash\nqueue\n```\n\nThat is all.\n```\n',
    ['error Unclosed code block, because the block on line 3 contains another one. Use "````" around that block.'],
  ],
  [
    'unclosed-fence',
    'a block of text behind another one',
    '# Spec: Queue\n\n```text\nUse it:\n```\n\n```bash\nqueue\n',
    ['error Unclosed code block. Add a line "```" where the code ends, or remove this one.'],
  ],
  [
    'unclosed-fence',
    'an open block of a language behind a nested start',
    '# Spec: Queue\n\n```text\nUse it:\n```bash\nqueue\n```\n\n```sh\na\n',
    ['error Unclosed code block. Add a line "```" where the code ends, or remove this one.'],
  ],
  [
    'open-clarification',
    'a marker without brackets that was resolved',
    inPlan('**Storage**: NEEDS CLARIFICATION (**resolved** in research.md)'),
    [],
  ],
  [
    'open-clarification',
    'a marker without brackets',
    inPlan('**Storage**: NEEDS CLARIFICATION (which one?)'),
    ['hint'],
  ],
  // What is given up
  [
    'open-tasks',
    'a task that is struck out',
    withTasks('- [x] T001 a\n- [ ] T002 ~~b~~ **DEFERRED**\n- [ ] T003 [P] ~~c~~ (moved)', 'Done'),
    [],
  ],
  [
    'open-tasks',
    'a task with a word that is struck out',
    withTasks('- [x] T001 a\n- [ ] T002 b ~~c~~', 'Done'),
    ['warning'],
  ],
  [
    'duplicate-id',
    'an id whose first item was struck out behind its label',
    withTasks('- [ ] T001 [P] ~~a~~ (moved)\n- [ ] T001 b'),
    [],
  ],
  ['stale-status', 'a task that is partly done', withTasks('- [x] T001 a\n- [~] T002 b'), []],
  ['stale-status', 'a task that was dropped', withTasks('- [x] T001 a\n- [~] T002 — REVERTED: b'), ['info']],
  [
    'malformed-id',
    'tasks without checkboxes that were put aside',
    withTasks('- [ ] T001 a\n\n## Deferred to v2 (out of scope)\n\n- T002. b\n- T003. c\n- T004. d'),
    [],
  ],
  // Other names
  ['duplicate-id', 'a longer name', withTasks('- [ ] T010 a\n- [ ] T010-dl. b'), []],
  [
    'duplicate-id',
    'parts of a part',
    spec('## Requirements\n\n### Functional Requirements\n\n- **FR-024**: a\n- **FR-024A-1**: b\n- **FR-024A-2**: c\n'),
    [],
  ],
  [
    'duplicate-id',
    'a longer name among other demands',
    spec(`${requirements}\n## Security Requirements\n\n- **FR-001-integrity**: System MUST keep each invoice whole\n`),
    [],
  ],
  [
    'missing-id',
    'a task with a name',
    withTasks('- [ ] T-NormTable [P] a\n- [ ] T001 b\n- [ ] T-VideoDetect c\n- [ ] T002 d'),
    [],
  ],
  [
    'missing-id',
    'the steps of a sentence',
    spec(
      `${requirements}\n**Order**:\n\nThe job MUST send events in this order:\n1. Started, with inputs\n2. Completed, with the result\n\n- **FR-003**: System MUST c\n`,
    ),
    [],
  ],
  [
    'malformed-id',
    'numbers that were never filled in',
    withTasks('- [ ] T001 a\n- [ ] T01X b\n- [ ] T01X c\n- [ ] T02X d'),
    ['warning "T01X" and 2 more are not recognized as items: the number is missing.'],
  ],
  [
    'open-clarification',
    'a marker that was resolved',
    spec(`${requirements}- **FR-003**: c [NEEDS CLARIFICATION — RESOLVED, see above]\n`, 'Approved'),
    [],
  ],
  [
    'task-cycle',
    'a list that goes on in the next line',
    withTasks(
      '- [ ] T003 a\n- [ ] T005 b\n- [ ] T007 c (depends on T003)\n- [ ] T008 d\n\n## Order\n\nT007 depends on\nT003, T008 depends on T005/T007.',
    ),
    [],
  ],
  // Other specifications
  ['undefined-id', 'a part of another specification', withTasks("- [ ] T001 the same as 013h's T049"), []],
  [
    'undefined-id',
    'a specification behind it',
    withTasks(
      '- [ ] T001 a\n\nThe story US7, which was put off in spec 024, is a copy.',
      'Draft',
      `## User Scenarios & Testing\n\n### User Story 1 - A (Priority: P1)\n\ntext\n\n${requirements}`,
    ),
    ['hint'],
  ],
  ['undefined-id', 'a number in the line above', withTasks('- [ ] T001 cancel it (007\nT049)'), ['hint']],
  ['undefined-id', 'a number and a slash', withTasks('- [ ] T001 the matrix of 013/T049'), []],
  ['undefined-id', 'a number and a word', withTasks('- [ ] T001 as 041 tasks T049/T050 do'), []],
  [
    'undefined-id',
    'a number in brackets',
    withTasks('- [ ] T001 it (041 T049, R-17; tasks T050/T051)'),
    ['hint', 'hint', 'hint'],
  ],
  ['undefined-id', 'an old id', withTasks('- [ ] T001 a (old FR-011, merged with former FR-012)'), []],
  [
    'undefined-id',
    'an aside before it',
    withTasks('- [ ] T001 b (it was added in feature 004) — FR-001 and FR-009'),
    ['warning'],
  ],
  [
    'undefined-id',
    'another task in passing',
    withTasks('- [ ] T001 a, as in T073\n- [ ] T002 b (depends on T074)\n- [ ] T003 c, see T075–T077'),
    ['hint', 'warning', 'warning'],
  ],
  [
    'stale-count',
    'a number of parallel tasks',
    withTasks('- [x] T001 a\n- [ ] T002 b\n\nParallel-eligible tasks: 2 of 2 tasks'),
    [],
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
