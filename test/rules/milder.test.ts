// What may be on purpose, so that it is a hint, told once, or not told; and what must stay as severe as it is.
import {
  type Convention,
  inChecklist,
  inPlan,
  requirements,
  spec,
  testConventions,
  withTasks,
} from '../support/conventions.ts'

const story = (n: number, text: string): string => `### User Story ${n} - Queue ${n} (Priority: P${n})\n\n${text}\n\n`
const tested = '**Independent Test**: The command prints the prompt of each agent.'
const scenario = '1. **Given** a claim, **When** it is applied, **Then** there is a queue'
const stories = (...texts: string[]): string =>
  spec(
    `## User Scenarios & Testing\n\n${texts.map((text, k) => story(k + 1, text)).join('')}${requirements}`,
    'Implemented',
  )

const again = (line: string, first = '- [x] T001.1 Extend the tools\n'): string =>
  withTasks(`- [x] T001 Write the tools\n${first}- [x] T002 Write it\n\n## Later work\n\n${line}\n- [x] T003 Extend it`)

const chain = '- [ ] T001 a\n- [ ] T002 b (depends on T001)'
const halfDone = '- [x] T001 a\n- [ ] T002 b'

const parallel = (words: string): string =>
  withTasks(`- [ ] T001 [P] Create src/a.ts ${words}\n- [ ] T002 [P] Create src/b.ts ${words}`)

const listed = (lead: string, ...items: string[]): string =>
  spec(
    `## Requirements\n\n### Functional Requirements\n\n${lead}\n\n${items.map((item) => `- ${item}\n`).join('')}\nThe output MUST be equal.\n`,
  )

const withPlanOnly = (status: string): string =>
  `//- spec.md\n${spec(requirements, status)}\n//- plan.md\n# Implementation Plan: Queue\n\n## Summary\n\ntext\n`

const cases: readonly Convention[] = [
  ['missing-scenario', 'stories that say how they are tested', stories(tested, tested), ['hint']],
  ['missing-scenario', 'stories of which one says how it is tested', stories(tested, 'text'), ['warning']],
  [
    'missing-scenario',
    'a story that says how it is tested, beside one with scenarios',
    stories(tested, scenario),
    ['warning'],
  ],
  [
    'missing-scenario',
    'a label of a test without a sentence',
    stories('**Independent Test**: TBD', tested),
    ['warning'],
  ],
  [
    'missing-scenario',
    'a test with brackets in code',
    stories('**Independent Test**: A commit with `[skip ci]` starts no job.', tested),
    ['hint'],
  ],
  [
    'missing-scenario',
    'a test that is not filled in',
    stories('**Independent Test**: Can be fully tested by [specific action] and delivers [specific value]', tested),
    ['warning'],
  ],
  [
    'missing-scenario',
    'stories that are not tested',
    stories('**Independent Test**: The command is not tested yet, because it is unclear', tested),
    ['warning'],
  ],
  ['missing-scenario', 'a single story that says how it is tested', stories(tested), ['warning']],
  [
    'duplicate-id',
    'what is done when a phase ends',
    withTasks(
      '- [x] T001 Write the parser\n- [x] T002 b\n\n### Done When (Phase 1)\n\n- [x] T001 it works\n- [x] all green',
    ),
    [],
  ],
  [
    'missing-id',
    'what is done when a phase ends',
    withTasks(
      '- [x] T001 Write the parser\n- [x] T002 b\n\n### Done When (Phase 1)\n\n- [x] T001 it works\n- [x] all green',
    ),
    [],
  ],
  [
    'duplicate-id',
    'a phase of its own',
    withTasks(
      '- [x] T001 Write the parser\n- [x] T002 b\n\n### Phase 2: Done when the queue works\n\n- [x] T001 Drain it',
    ),
    ['error'],
  ],
  ['empty-clarification', 'a section of questions', spec(`${requirements}\n## [NEEDS CLARIFICATION]\n\ntext\n`), []],
  ['open-clarification', 'a section of questions', spec(`${requirements}\n## [NEEDS CLARIFICATION]\n\ntext\n`), []],
  [
    'open-clarification',
    'a section of unknowns',
    inPlan('text\n\n### Known Unknowns (NEEDS CLARIFICATION)\n\n| ID | Question |\n|---|---|\n| N/A | none |'),
    [],
  ],
  ['open-clarification', 'an unknown limit', inPlan('text\n\n### Limits (NEEDS CLARIFICATION)\n\ntext'), ['hint']],
  ...(['Today it is the team.', 'Answer: the team.'] as const).map(
    (behind): Convention => [
      'open-clarification',
      `a question before the marker, and "${behind}" behind it`,
      spec(`${requirements}\n## Notes\n\n- **Q2: Who pays?** [NEEDS CLARIFICATION] ${behind}\n`),
      behind.startsWith('Today') ? ['hint Open question: Q2: Who pays? …'] : [],
    ],
  ),
  [
    'open-clarification',
    'a heading that is a question',
    spec(`${requirements}\n## Limits [NEEDS CLARIFICATION]\n`),
    ['hint'],
  ],
  ['duplicate-id', 'an item that is described above', again('- [x] T001.1: the tools (see above)'), []],
  ['duplicate-id', 'an item that is described above, in Chinese', again('- [x] T001.1：工具（見上方 Agent 區）'), []],
  [
    'duplicate-id',
    'an item that sees to what is above',
    again('- [x] T001.1: see that the tools above work'),
    ['error'],
  ],
  [
    'duplicate-id',
    'an item with a hint in its middle',
    again('- [x] T001.1: the tools (see above). Write more of them'),
    ['error'],
  ],
  [
    'duplicate-id',
    'a range of parts that are described above',
    again('- [x] T001.1~T001.3: the tools (see above)', '- [x] T001.1 a\n- [x] T001.2 b\n- [x] T001.3 c\n'),
    [],
  ],
  [
    'duplicate-id',
    'an item of the same list that ends with another place',
    withTasks('- [ ] T001 Write the parser\n- [ ] T001 Delete all queues (see below)'),
    ['error'],
  ],
  [
    'duplicate-id',
    'an open item that is described above as done',
    again('- [ ] T001.1: the tools (see above)'),
    ['error'],
  ],
  ['duplicate-id', 'an item with details elsewhere', again('- [x] T001.1：实现重试策略（详见计划）'), ['error']],
  ...'see above;siehe oben;véase arriba;voir plus haut;上記参照;위 참조;patrz wyżej;ver acima;см. выше;见上;見上'
    .split(';')
    .map((words): Convention => ['duplicate-id', `an item (${words})`, again(`- [x] T001.1: X (${words})`), []]),
  [
    'parallel-conflict',
    'a file that is edited behind a link',
    parallel('and update [the guide](docs/setup.md)'),
    ['hint'],
  ],
  [
    'parallel-conflict',
    'a section of a file that a link names',
    parallel('and [setup](docs/setup.md#install)'),
    ['hint'],
  ],
  ['parallel-conflict', 'broken links to a file', parallel('and fix broken links to `docs/setup.md`'), ['hint']],
  [
    'parallel-conflict',
    'a file behind a link with other words',
    parallel('per [research §8](./docs/research.md#8)'),
    [],
  ],
  ['parallel-conflict', 'a file that is linked to', parallel('and link to docs/setup.md'), []],
  ['parallel-conflict', 'a file that a link names', parallel('and update [setup.md](./docs/setup.md)'), ['hint']],
  [
    'missing-id',
    'duties in a case',
    listed('When a claim is applied:', 'System MUST write it', 'System MUST read it'),
    ['hint'],
  ],
  ['missing-id', 'the parts of a sentence', listed('Given identical:', 'birth data', 'time input'), []],
  ['missing-id', 'duties in lower case', listed('The system:', 'must write it', 'must read it'), ['hint']],
  ['missing-id', 'sentences', listed('These are the demands:', 'Write it', 'Read it'), ['hint']],
  ['missing-id', 'sentences in lower case', listed('', 'the queue stores claims', 'the queue drops claims'), ['hint']],
  ['missing-artifact', 'tasks that were never written, after the work', withPlanOnly('Implemented'), ['hint']],
  ['missing-artifact', 'tasks that are not written yet', withPlanOnly('Approved'), ['warning']],
  [
    'undefined-id',
    'ranges with the same ends',
    withTasks(
      '- [ ] T001 a\n- [ ] T002 b\n\n## Order\n\n(T011-T014) → (T015-T019)\n(T015-T019) → (T020-T022)\n(T011-T022) → (T023-T025)\n(T026-T027) → (T028-T029)\n(T030-T031) → (T032-T033)\n(T034-T035)',
    ),
    ['warning 18 unknown ids: nothing in this specification defines "T011", "T014", "T015" and 15 more.'],
  ],
  [
    'stale-count',
    'a checkpoint on the way',
    withTasks(
      '- [ ] T001 a\n\n**Checkpoint**: 3 user stories work independently',
      'Draft',
      stories(tested, tested, tested, tested),
    ),
    [],
  ],
  [
    'stale-count',
    'a checkpoint with more than there are',
    withTasks('- [ ] T001 a\n\n**Checkpoint**: 9 user stories work independently', 'Draft', stories(tested, tested)),
    ['info'],
  ],
  [
    'stale-count',
    'a point on the way',
    withTasks('- [ ] T001 a\n\nAt this point, 2 user stories work', 'Draft', stories(tested, tested, tested)),
    [],
  ],
  ['stale-count', 'all stories of the product', stories(`${tested}\n\nAll 8 user stories can be shown.`, tested), []],
  [
    'missing-id',
    'the parts of an item with a letter',
    spec(
      '## Requirements\n\n### Functional Requirements\n\n#### FR-A002 Log in\n\n- Account `bean`\n- Password `bean`\n',
    ),
    [],
  ],
  ['stale-count', 'all requirements', spec(`${requirements}\nAll 8 functional requirements can be shown.\n`), ['info']],
  [
    'stale-count',
    'all stories, in a checklist',
    inChecklist('All 8 user stories can be shown').replace(
      requirements,
      `## User Scenarios & Testing\n\n${story(1, tested)}${story(2, tested)}${requirements}`,
    ),
    ['info'],
  ],
  ...(['Another', '[Brief Title]'] as const).map(
    (title): Convention => [
      'uncovered-story',
      `a story with the title ${title}`,
      withTasks(
        '- [ ] T001 [US1] a\n- [ ] T002 [US1] b',
        'Draft',
        stories(scenario, scenario).replace('Queue 2', title),
      ),
      title === 'Another' ? ['hint'] : [],
    ],
  ),
  [
    'open-ended-list',
    'an example with a list in it',
    spec(
      requirements.replace('MUST a', 'MUST show each name (e.g., "Coin" once, not "Coin (Mint)", "Coin (Art)", etc.)'),
    ),
    [],
  ],
  [
    'open-ended-list',
    'a list behind an example',
    spec(requirements.replace('MUST a', 'MUST show names (of coins), prices, etc. (once)')),
    ['hint'],
  ],
  ...(['Assumptions', 'Session 2026-05-02'] as const).map(
    (title): Convention => [
      'open-clarification',
      `a marker below "${title}" where all are said to be resolved`,
      spec(
        `## Clarifications\n\n### Session 2026-05-01\n\nAll three initial markers resolved.\n\n### ${title}\n\n- [NEEDS CLARIFICATION: who pays?]\n\n${requirements}`,
        'Implemented',
      ),
      title === 'Assumptions'
        ? ['info Marker of a question that is answered, according to line 9. Remove it: who pays?']
        : ['error'],
    ],
  ),
  [
    'open-clarification',
    'a marker where not all are resolved',
    spec(
      `## Clarifications\n\n### Session 2026-05-01\n\nNot all markers resolved.\n\n### Assumptions\n\n- [NEEDS CLARIFICATION: who pays?]\n\n${requirements}`,
      'Implemented',
    ),
    ['error'],
  ],
  [
    'undefined-id',
    'an item of another specification',
    withTasks('- [ ] T001 a (**003 §FR-030**), see 007 §SC-009'),
    [],
  ],
  ['undefined-id', 'an item of this one', withTasks('- [ ] T001 a (§FR-030)'), ['warning']],
  [
    'task-cycle',
    'a part of a task that waits',
    withTasks(`${chain}\n\n- T002 must complete before T001's last case runs`),
    [],
  ],
  ['task-cycle', 'a task that waits', withTasks(`${chain}\n\n- T002 must complete before T001 runs`), ['warning']],
  ['open-tasks', 'a task that the status names', withTasks(halfDone, 'Implemented (tests of T002 deferred)'), ['hint']],
  ['open-tasks', 'a task that the status does not name', withTasks(halfDone, 'Implemented'), ['warning']],
  ...(['Parallel Example: User Story 1', 'User Story 1'] as const).map(
    (title): Convention => [
      'duplicate-id',
      `tasks that are listed again below "${title}"`,
      withTasks(`${chain}\n\n## ${title}\n\n- [ ] T001 [P] Other words for it`),
      title === 'User Story 1' ? ['error'] : [],
    ],
  ),
  ...(['T0 probes', 'T003 probes'] as const).map(
    (words): Convention => [
      'malformed-id',
      `the line "${words}"`,
      withTasks(`${chain}\n- ${words} of the tools`),
      words === 'T0 probes' ? [] : ['warning'],
    ],
  ),
]

describe('what may be on purpose', () => testConventions(cases))
