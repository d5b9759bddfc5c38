// What belongs to something else, or to another time: it is not told, or milder; and what is beside it must stay as severe as it is.
import {
  type Convention,
  inChecklist,
  requirements,
  spec,
  stories,
  testConventions,
  withTasks,
} from '../support/conventions.ts'

const halfDone = '- [x] T001 a\n- [ ] T002 b'
const twice = (line: string): string =>
  withTasks(
    `- [ ] T001 [P1] Implement the service — \`src/a.ts\`\n- [ ] T002 [P1] Test it\n\n## Phase 2\n\n${line}\n- [ ] T003 c`,
  )
const listed = (header: string): string =>
  withTasks(
    `| ${header} |\n|---|---|---|\n| US-401 | Import a recipe | FR-001 |\n\n- [ ] T001 [US-401] a`,
    'Draft',
    stories('text'),
  )

const cases: readonly Convention[] = [
  ...(
    [
      ['[P1] [US2] *(shared with US1)* The service again', []],
      ['[P1] *(also listed above)* The service again', []],
      ['[P1] (same as in US1) The service again', []],
      ['[P1] (shared) The service again', ['error']],
      ['[P1] (covered by tests) The service again', ['error']],
      ['[P1] (covered in Phase 1) The service again', []],
      ['[P1] The service again (shared with the team), and more', ['error']],
    ] as const
  ).map(
    ([words, expected]): Convention => [
      'duplicate-id',
      `an item in another section, "${words}"`,
      twice(`- [ ] T001 ${words}`),
      [...expected],
    ],
  ),
  [
    'duplicate-id',
    'names that begin with an id',
    withTasks('- [ ] T104-web a\n- [ ] T104-e2e-web b\n- [ ] T104-e2e-app c\n- [ ] T104 d'),
    [],
  ],
  ...(
    [
      ['Closed (NO-GO on 2026-08-06)', ['hint']],
      ['Closed — ⛔ no-go', ['hint']],
      ['Implemented; further runs are in CI only', ['hint']],
      ['Implemented (go/no-go review passed)', ['warning']],
      ['Implemented, nothing further', ['warning']],
    ] as const
  ).map(
    ([status, expected]): Convention => [
      'open-tasks',
      `an open task below the status "${status}"`,
      withTasks(halfDone, status),
      [...expected],
    ],
  ),
  ...(
    [
      ['b — ⛔ US2 NO-GO, not run', ['hint']],
      ['b, then hold the go/no-go review', ['warning']],
    ] as const
  ).map(
    ([words, expected]): Convention => [
      'open-tasks',
      `the open task "${words}"`,
      withTasks(`- [x] T001 a\n- [ ] T002 ${words}`, 'Implemented'),
      [...expected],
    ],
  ),
  ...(
    [
      ['> **Historical record:** This list is the original plan.', ['hint']],
      ['The unchecked boxes are not outstanding work.', ['hint']],
      ['The open tasks below are intentionally kept.', ['hint']],
      ['The unchecked boxes are next.', ['warning']],
      ['It keeps a historical record of orders.', ['warning']],
      ['- [x] T003 Historical record of orders', ['warning']],
    ] as const
  ).map(
    ([words, expected]): Convention => [
      'open-tasks',
      `open tasks below "${words}"`,
      withTasks(`${words}\n\n${halfDone}`, 'Implemented'),
      [...expected],
    ],
  ),
  [
    'stale-count',
    'a change of the scope',
    inChecklist('Scope reduced from 9 user stories to 5 functional requirements'),
    [],
  ],
  [
    'stale-count',
    'a number behind another sentence',
    inChecklist('Taken from it. All 5 functional requirements'),
    ['info'],
  ],
  [
    'stale-count',
    'tasks with the number of a phase, which are not read',
    withTasks('**Total Tasks**: 7\n\n- [ ] T001 a\n- [ ] T002 b\n- [ ] [P1-001] [P1] Create the table'),
    [],
  ],
  [
    'stale-count',
    'tasks with their priority',
    withTasks('**Total Tasks**: 7\n\n- [ ] T001 [P1] a\n- [ ] T002 [P1] b'),
    ['info'],
  ],
  [
    'missing-id',
    'a note of a day',
    withTasks('- [x] T001 a\n- [x] T002 b\n- [x] 2026-08-12: moved to other machines'),
    [],
  ],
  [
    'missing-id',
    'an item with a number',
    withTasks('- [x] T001 a\n- [x] T002 b\n- [x] 2026 machines are moved'),
    ['warning'],
  ],
  ...(
    [
      ['Consider adding during planning', ['hint']],
      ['Recommendations', ['hint']],
      ['Missing in the plan', ['warning']],
    ] as const
  ).map(
    ([label, expected]): Convention => [
      'undefined-id',
      `an item below "${label}:"`,
      inChecklist(`a\n\n${label}:\n\n- FR-040: System MUST show all operations`),
      [...expected],
    ],
  ),
  ['undefined-id', 'a story of a list', listed('ID | Title | FRs'), []],
  ['undefined-id', 'a story of a matrix', listed('Story | Tasks | FRs'), ['warning']],
  [
    'undefined-id',
    'a task that was resolved',
    withTasks('> Corrected before — T026 resolved.\n\n- [ ] T001 a'),
    ['hint'],
  ],
  [
    'undefined-id',
    'a task that resolves',
    withTasks('> Corrected before — T026 resolves it.\n\n- [ ] T001 a'),
    ['warning'],
  ],
  ['undefined-id', 'a requirement of another product', inChecklist('aligns with Commerce FR-009'), ['hint']],
  ['undefined-id', 'a requirement of a specification with a name', inChecklist('like FR-009 in Commerce spec'), []],
  ['undefined-id', 'a requirement of the specification', inChecklist('like FR-009 in Feature spec'), ['warning']],
  ['undefined-id', 'a requirement of this one', inChecklist('aligns with FR-009'), ['warning']],
  ['stale-count', 'a phase', inChecklist('Phase 5 success criteria are met, and phase 7 functional requirements'), []],
  ...(
    [
      ['FR-009', 'warning'],
      ['FR-050', 'hint'],
    ] as const
  ).map(
    ([id, expected]): Convention => [
      'undefined-id',
      `the unknown ${id} at the start of an entry of a specification that ends with FR-002`,
      spec(`${requirements}\n## Out of Scope\n\n- ${id} policy and logic\n`),
      [expected],
    ],
  ),
  ['undefined-id', 'the story of an epic', withTasks('- [ ] T001 a (Story 10.1)', 'Draft', stories('text')), ['hint']],
  [
    'undefined-id',
    'a part of a story, where stories have parts',
    withTasks('- [ ] T001 a (Story 10.1)', 'Draft', stories('### User Story 2.1 - B (Priority: P1)\n\ntext')),
    ['warning'],
  ],
  ...(
    [
      ['Stored as text (not as a number)', ['hint']],
      ['Stored as text (a number)', ['hint']],
      ['Not stored as text', ['warning']],
    ] as const
  ).map(
    ([words, expected]): Convention => [
      'missing-id',
      `"${words}" among requirements`,
      spec(`${requirements}- ${words}\n- **FR-003**: System MUST c\n`),
      [...expected],
    ],
  ),
]

describe('what belongs elsewhere', () => testConventions(cases))
