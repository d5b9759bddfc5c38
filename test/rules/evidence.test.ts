// How much evidence a finding needs: where an unknown id is surely one of the specification, and what only looks like a mistake.
import assert from 'node:assert/strict'
import {
  type Convention,
  inChecklist,
  inPlan,
  requirements,
  spec,
  testConventions,
  withTasks,
} from '../support/conventions.ts'
import { read } from '../support/rules.ts'

const userStories = (...texts: string[]): string =>
  `# Feature Specification: Queue\n\n**Status**: Draft\n\n## User Scenarios & Testing\n\n${texts.map((text, k) => `### User Story ${k + 1} - A${text.startsWith(' ') ? text : ' (Priority: P1)'}\n\nAs a user, I want it.\n${text}\n`).join('')}\n${requirements}`

const cases: readonly Convention[] = [
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
    'in a specification without an id',
    '# Spec: Queue\n\n**Status**: draft\n\n## Requirements\n\n### Functional\n\n- **FR-001**: a as FR-009 says\n',
    ['hint'],
  ],
  [
    'missing-scenario',
    'a habit',
    userStories('', '', ''),
    ['hint None of the 3 user stories has an acceptance scenario (expected by the seed template).'],
  ],
  ['missing-scenario', 'two stories', userStories('', ''), ['hint']],
  [
    'missing-scenario',
    'one story that has one',
    userStories('', '', '', '\n1. **Given** a, **When** b, **Then** c\n'),
    ['hint', 'hint', 'hint'],
  ],
  ['missing-scenario', 'a story that was withdrawn', userStories('', '', ' (withdrawn)'), ['hint']],
  // Signs of states
  [
    'undefined-id',
    'tasks with signs',
    withTasks('- ✅ T001 a\n- ⬜ T002 b (depends on T001)\n- ☐ T003 c, after T002 and T009'),
    ['warning'],
  ],
  ['stale-status', 'a task with an empty sign', withTasks('- ✅ T001 a\n- ⬜ T002 b'), []],
  [
    'undefined-id',
    'an id to add',
    inChecklist('Proposal: add FR-009, 建议新增 FR-010, FR-011 hinzufügen'),
    ['hint', 'hint', 'hint'],
  ],
  ['undefined-id', 'a task that adds something', withTasks('- [ ] T001 Add FR-099 validation'), ['warning']],
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
  [
    'open-tasks',
    'a word that was replaced',
    withTasks('- [x] T001 a\n- [ ] T002 ~~Redis~~ Valkey adapter', 'Done'),
    ['warning'],
  ],
  [
    'task-cycle',
    'a line above that ends in a preposition',
    withTasks('- [ ] T001 Turn it on\n- [ ] T002 b (depends on T003)\n- [ ] T003 c (depends on T002)'),
    ['warning'],
  ],
  [
    'malformed-id',
    'a label with a verb of the product',
    withTasks('- [ ] T001 a\n\n**删除用户**:\n- T002 写接口\n- T003 写页面\n- T004 写测试'),
    ['warning'],
  ],
  [
    'open-clarification',
    'a question about who decides',
    inPlan('**Storage**: NEEDS CLARIFICATION (decided by whom?)'),
    ['hint'],
  ],
  [
    'missing-id',
    'a task with a hyphen',
    withTasks('- [ ] T001 a\n- [ ] T-Shirts for the team\n- [ ] T002 b'),
    ['warning'],
  ],
  [
    'missing-id',
    'a list of demands',
    spec(
      `${requirements}\nThe system MUST also:\n1. create the queue in time\n2. drain the queue in time\n\n- **FR-003**: System MUST c\n`,
    ),
    ['warning'],
  ],
  [
    'undefined-id',
    'the specification itself behind it',
    `# Spec: Queue\n\n**ID**: SPEC-500\n\n${requirements}\n\n## Notes\n\nFR-009 demands, since it is in the words of spec 500, this. FR-010 demands, since it is in the words of spec 501, that.\n`,
    ['warning', 'hint'],
  ],
  [
    'mismatched-id',
    'documents before the folder',
    `//- spec.md\n${spec(requirements)}\n//- tasks.md\n# Tasks: Queue\n\n**Input**: \`plan.md\` and \`spec.md\` from \`/specs/003-order/\`\n\n- [ ] T001 a\n`,
    ['warning'],
  ],
  [
    'mismatched-id',
    'two folders',
    `//- spec.md\n${spec(requirements)}\n//- tasks.md\n# Tasks: Queue\n\n**Input**: Design documents from \`/specs/003-order/\` and \`/specs/004-queue/\`\n\n- [ ] T001 a\n`,
    [],
  ],
  [
    'undefined-id',
    'a task around others',
    withTasks('- [ ] T001 a as in T073\n  - [ ] T002 b\n\n  as in T074'),
    ['hint', 'hint'],
  ],
  [
    'undefined-id',
    'several stories',
    withTasks(
      '#### US4: a\n\n- [ ] T001 a\n\n#### US5: b\n\n- [ ] T002 b\n\n#### US6: c\n\n- [ ] T003 c',
      'Draft',
      `## User Scenarios & Testing\n\n### User Story 1 - A (Priority: P1)\n\ntext\n\n${requirements}`,
    ),
    ['warning 3 unknown ids: nothing in this specification defines "US4", "US5" and "US6".'],
  ],
  [
    'open-clarification',
    'examples of the template',
    spec(
      `${requirements}\n*Example of marking unclear requirements:*\n\n- **FR-017**: System MUST keep [NEEDS CLARIFICATION: text only or images]\n`,
      'Done',
    ),
    [],
  ],
  [
    'open-clarification',
    'below another label',
    spec(
      `${requirements}\n*Unclear requirements:*\n\n- **FR-017**: System MUST keep [NEEDS CLARIFICATION: text only or images]\n`,
      'Done',
    ),
    ['error'],
  ],
  [
    'undefined-id',
    'an id in quotes',
    withTasks('- [ ] T001 Remove "FR-009: it is rejected" from the tests\n- [ ] T002 Test FR-010: it is rejected'),
    ['hint', 'warning'],
  ],
  [
    'stale-count',
    'functional requirements beside others',
    `//- spec.md\n${spec(`${requirements}\n- **NFR-001**: a\n- **NFR-002**: b\n- **NFR-003**: c\n`)}\n//- checklists/all.md\n# Checklist: All\n\n- [x] CHK001 All 4 functional requirements are clear\n- [x] CHK002 There are 2 functional requirements\n`,
    ['info The text says "4 functional requirements", but the specification has 2.'],
  ],
  [
    'contradicted-review',
    'answers in research.md',
    `//- spec.md\n${spec(`${requirements}- **FR-003**: c [NEEDS CLARIFICATION: which one?]\n`)}\n//- checklists/all.md\n# Checklist: All\n\n- [x] No [NEEDS CLARIFICATION] markers remain\n- [x] All [NEEDS CLARIFICATION] items resolved (see research.md)\n`,
    ['warning', 'info'],
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
  ['stale-status', 'a task that is partly done', withTasks('- [x] T001 a\n- [~] T002 b'), []],
  ['stale-status', 'a task that was dropped', withTasks('- [x] T001 a\n- [~] T002 — REVERTED: b'), ['info']],
  [
    'malformed-id',
    'tasks without checkboxes that were put aside',
    withTasks('- [ ] T001 a\n\n## Deferred to v2 (out of scope)\n\n- T002. b\n- T003. c\n- T004. d'),
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
  ['undefined-id', 'a number in the line above', withTasks('- [ ] T001 cancel it (007\nFR-049)'), ['hint']],
  ['undefined-id', 'a word in the line above', withTasks('- [ ] T001 cancel it (see\nFR-049)'), ['warning']],
  ['undefined-id', 'a number and a slash', withTasks('- [ ] T001 the matrix of 013/T049'), []],
  ['undefined-id', 'a number and a word', withTasks('- [ ] T001 as 041 tasks T049/T050 do'), []],
  [
    'undefined-id',
    'a number in brackets',
    withTasks('- [ ] T001 it (041 FR-049, R-17; tasks FR-050/FR-051)'),
    ['hint', 'hint', 'hint'],
  ],
  [
    'undefined-id',
    'no number in brackets',
    withTasks('- [ ] T001 it (as FR-049, R-17; tasks FR-050/FR-051)'),
    ['warning', 'warning', 'warning'],
  ],
  ['undefined-id', 'an old id', withTasks('- [ ] T001 a (old FR-011, merged with former FR-012)'), []],
  [
    'undefined-id',
    'an aside before it',
    withTasks('- [ ] T001 b (it was added in feature 007), FR-001 and FR-009'),
    [],
  ],
  [
    'undefined-id',
    'another task in passing',
    withTasks('- [ ] T001 a, as in T073\n- [ ] T002 b (depends on T074)\n- [ ] T003 c, see T075–T077'),
    ['hint', 'warning', 'warning'],
  ],
  [
    'open-tasks',
    'a number of parallel tasks',
    withTasks('- [x] T001 a\n- [ ] T002 b\n\nParallel-eligible tasks: 2 of 2 tasks'),
    [],
  ],
  ['open-tasks', 'a number of tasks', withTasks('- [x] T001 a\n- [ ] T002 b\n\nSome tasks: 2 of 2 tasks'), ['info']],
  [
    'open-tasks',
    'a number of tasks of this specification',
    withTasks('- [x] T001 a\n- [ ] T002 b\n\n004-queue: 2 of 2 tasks'),
    ['info'],
  ],
  [
    'open-tasks',
    'a number of tasks of another specification',
    withTasks('- [x] T001 a\n- [ ] T002 b\n\n005-order: 2 of 2 tasks'),
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
