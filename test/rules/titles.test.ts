// What the titles and labels of items say about them: gates, states, acceptance, what can be left out.
import assert from 'node:assert/strict'
import { type Convention, inPlan, requirements, spec, testConventions, withTasks } from '../support/conventions.ts'
import { apply, run } from '../support/rules.ts'

const heading = (level: number, id: string, title: string): string =>
  `${'#'.repeat(level)} ${id}: ${title}\n\nIt MUST.\n\n`
const twice = (first: string, second: string, around = 'Functional Requirements'): string =>
  spec(
    `## ${around}\n\n${heading(3, 'FR-006-001', first)}${heading(3, 'FR-006-002', 'Drain the queue')}` +
      `## Requirements\n\n### Functional\n\n${heading(4, 'FR-006-001', second)}`,
  )
const story = (n: number, title: string, ...lines: string[]): string =>
  `### User Story ${n} - ${title}\n\n${lines.join('\n\n')}\n\n`
const stories = (...all: string[]): string => `## User Stories\n\n${all.join('')}`
const traced = '## Traceability\n\n| Story | Rule |\n|---|---|\n| US1 | a |\n| US2 | b |\n| US3 | c |\n'
const counted = (n: number, third: string): string => {
  const body = stories(story(1, 'Order (P1)', 'a'), story(2, 'Drain (P1)', 'b'), story(3, third, 'c')) + traced
  return `//- spec.md\n${spec(body)}\n//- checklists/all.md\n# Checklist: All\n\n- [ ] CHK001 All ${n} user stories are testable\n`
}
const accepted = (...lines: string[]): string =>
  spec(stories(...lines.map((line, k) => story(k + 1, 'Order (P1)', line))), 'Done')

const lines = (...all: string[]): string =>
  spec(`## Requirements\n\n### Functional Requirements\n\n${all.join('\n')}\n`)

const headed = (around: string, first: string, second: string): string =>
  spec(
    `## Requirements\n\n### Functional\n\n${heading(4, 'FR-001', first)}## ${around}\n\n${heading(3, 'FR-001', second)}`,
  )
const withTitle = (title: string): string => counted(2, title) // the third story is withdrawn, or the number is wrong

const cases: readonly Convention[] = [
  ...(
    [
      ['Detailed Requirements', 'Log in', 'How users sign up', 0],
      ['Rejected Requirements', 'Log in', 'Sign up by mail', 0],
      ['Requirements of 004-hosting', 'Log in', 'Sign up by mail', 0],
      ['UI Requirements', 'Log in', 'Sign up by mail', 0],
      ['Technical Requirements', 'Log in', 'Sign up by mail', 1],
      ['Technical Requirements', 'Log in (removed)', 'Sign up by mail', 0],
      ['Technical Requirements', 'ログイン', 'ログイン性能', 0],
      ['Technical Requirements', 'Log in', '', 0],
    ] as const
  ).map(
    ([around, first, second, times]): Convention => [
      'duplicate-id',
      `"${second}" below "${around}" after "${first}"`,
      headed(around, first, second),
      times === 0 ? [] : ['warning'],
    ],
  ),
  ...['G1: Quality Gates', 'R1: Review Checks', 'Quality Gates'].map(
    (title): Convention => [
      'duplicate-id',
      `a task that is passed below "${title}"`,
      withTasks(`- [x] T001 Write it\n\n## ${title}\n\n- [ ] T001 passes the review`),
      [],
    ],
  ),
  ...['created, updated, deleted', 'open, shipped, cancelled', 'added; removed', 'before – after, reverted'].map(
    (list): Convention => ['stale-count', `a story about (${list})`, withTitle(`Track it (${list})`), ['info']],
  ),
  ...['Priority: P3 — Deferred', 'P3, deferred', 'deferred to v2'].map(
    (list): Convention => ['stale-count', `a story that is put off (${list})`, withTitle(`Track it (${list})`), []],
  ),
  ...(
    [
      ['Draft → In Review → Approved → Implemented', 'info'],
      ['In Progress -> Done by June', undefined],
      ['Approved; Phase 2 → implemented', undefined],
      ['Draft (next → Approved)', 'info'],
    ] as const
  ).map(
    ([status, found]): Convention => [
      'stale-status',
      `a status with an arrow: ${status}`,
      withTasks('- [x] T001 a\n- [x] T002 b', status),
      found ? [found] : [],
    ],
  ),
  ...['Approved; Phase 2 → implemented', 'In Progress -> Done by June', 'Draft → Review → Done'].map(
    (status): Convention => [
      'open-tasks',
      `a status with an arrow: ${status}`,
      withTasks('- [x] T001 a\n- [ ] T002 b', status),
      [],
    ],
  ),
  ...(
    [
      ['(If the user is an admin) Show the menu', 'warning'],
      ['(Optional parameters) Parse them', 'warning'],
      ['Optional: parse them', 'hint'],
      ['**(optional, later)** Parse them', 'hint'],
      ['Parse them (optional)', 'hint'],
      ['(opcional) Leer', 'hint'],
    ] as const
  ).map(
    ([words, severity]): Convention => [
      'open-tasks',
      `one task is left: ${words}`,
      withTasks(`- [x] T001 a\n- [ ] T002 ${words}`, 'Done'),
      [severity],
    ],
  ),
  ...[
    '[NEEDS CLARIFICATION: what does the customer accept here?]',
    '[TBD: write these down before the review]',
    '(TODO) write down when it is done.',
    'To be defined during planning with the customer.',
    'None yet, they will be written later on.',
    '[Describe how this is accepted here]',
  ].map(
    (rest): Convention => [
      'missing-scenario',
      `no words about the acceptance: ${rest}`,
      accepted(`**Acceptance**: ${rest}`),
      ['warning'],
    ],
  ),
  ...(
    [
      ['Completed (17/19 tasks)', 'hint'],
      ['Completed (19/19 tasks)', 'warning'],
      ['Completed 01/02/2026', 'warning'],
      ['100% complete (core MVP)', 'hint'],
      ['Complete (all phases)', 'hint'],
      ['Complete (approved by the board)', 'warning'],
    ] as const
  ).map(
    ([status, severity]): Convention => [
      'open-tasks',
      `a task is left: ${status}`,
      withTasks('- [x] T001 a\n- [ ] T002 b', status),
      [severity],
    ],
  ),
  [
    'duplicate-id',
    'specifications in a table of dependencies',
    inPlan('| Needs | What |\n|---|---|\n| SPEC-007 (Bot) | a |\n| SPEC-007 (Bot) | b |'),
    [],
  ],
  ...(
    [
      ['- [X] T00- [X] T001 a\n- [X] T00- [X] T002 b', []],
      ['- [X] T001- [ ] T001 a\n- [ ] T002 b', []],
      ['- [X] T001 a\n- [X] T001 b', ['error']],
    ] as const
  ).map(([tasks, found]): Convention => ['duplicate-id', `garbled tasks: ${tasks}`, withTasks(tasks), [...found]]),
  ...(
    [
      ['| Metric | Target |\n|---|---|\n| Speed | 5 s |\n| Cost | 5 $ |', []],
      ['| Metric | Target |\n|---|---|\n| Speed | 5 s |', ['hint']],
    ] as const
  ).map(
    ([table, found]): Convention => [
      'too-few-criteria',
      `a table of ${table.split('\n').length - 2} metrics`,
      spec(`${requirements}\n## Success Criteria\n\n${table}\n`),
      [...found],
    ],
  ),
  ...(
    [
      ['T003', ['hint']],
      ['T003 T004', []],
    ] as const
  ).map(
    ([ids, found]): Convention => [
      'untraced-task',
      `tasks that are not traced: ${ids}`,
      withTasks(
        Array.from(
          { length: 9 },
          (_, k) => `- [ ] T00${k + 1} Write it${ids.includes(`T00${k + 1}`) ? '' : ' (FR-001)'}`,
        ).join('\n'),
      ),
      [...found],
    ],
  ),
  [
    'vague-term',
    'a time without a digit',
    spec(`${requirements}- **FR-003**: System MUST be fast with sub-second response\n`),
    [],
  ],
  [
    'undefined-id',
    'a note about a number that was given up',
    withTasks('> **Note on T002**: T002 was vacated during decomposition.\n\n- [ ] T001 a\n- [ ] T003 b'),
    [],
  ],
  [
    'missing-id',
    'what was checked, with the ids of the tasks',
    withTasks(
      '- [x] T001 Check a\n- [x] T002 Check b\n- [x] Types are checked (T001)\n- [x] All is read (T001, T002).',
    ),
    [],
  ],
  [
    'missing-id',
    'a task that names no task',
    withTasks('- [x] T001 Check a\n- [x] T002 Check b\n- [x] Types are checked (see notes)\n- [x] T003 c'),
    ['warning'],
  ],
  ['undefined-id', 'a requirement without a number', withTasks('- [ ] T001 Write FR-000\n- [ ] T002 b'), ['warning']],
  [
    'duplicate-id',
    'headings with other titles in two sections',
    twice('Limit a flood', 'Core capability'),
    ['warning Duplicate id "FR-006-001" (first defined on line 7).'],
  ],
  ['duplicate-id', 'headings with the same title in two sections', twice('Limit a flood', 'Limit the flood'), []],
  [
    'duplicate-id',
    'headings of which one is about the others',
    twice('Limit a flood', 'Core capability', 'Requirements Coverage'),
    [],
  ],
  ...(
    [
      ['an item', '- **FR-001**: Keep secrets in the vault', 1],
      ['an item in another one', '- Rules:\n  - **FR-001**: Keep secrets in the vault', 0],
      ['an item without marks', '- FR-001 Keep secrets in the vault', 0],
      ['an item with a checkbox', '- [ ] **FR-001**: Keep secrets in the vault', 0],
      ['an item of another specification', '- **SPEC-003 FR-001**: Keep secrets in the vault', 0],
      ['a heading', '### FR-001: Keep secrets in the vault', 0],
      ['a withdrawn item', '- **FR-001** (withdrawn): Keep secrets in the vault', 0],
      ['an item in the same words', '- **FR-001**: System MUST a', 0],
    ] as const
  ).map(
    ([name, text, times]): Convention => [
      'duplicate-id',
      `${name} below constraints`,
      spec(`${requirements}\n## Constraints\n\n${text}\n`),
      times === 0 ? [] : ['warning Duplicate id "FR-001" (first defined on line 9).'],
    ],
  ),
  ['stale-count', 'a story whose title has a word for checks', counted(3, 'Gate the export (P2)'), []],
  ['stale-count', 'a story whose title is the name of a check', counted(3, 'Checks'), []],
  [
    'stale-count',
    'one story less',
    counted(4, 'Gate the export (P2)'),
    ['info The text says "4 user stories", but the specification has 3.'],
  ],
  ['stale-count', 'a story that is deferred behind its priority', counted(2, 'Sort it (Priority: P3 — Deferred)'), []],
  ['stale-count', 'a story about what is reserved', counted(2, 'Sort it (Priority: P3 — Reserved seats)'), ['info']],
  ...(['Draft → Implemented', 'Draft -> Done', 'Draft', 'Implemented → Draft'] as const).map(
    (status): Convention => [
      'stale-status',
      `a status that changed: ${status}`,
      withTasks('- [x] T001 a\n- [x] T002 b', status),
      /(?:Implemented|Done)$/.test(status) ? [] : [`info Status is "${status}", but all 2 tasks are done.`],
    ],
  ),
  [
    'stale-count',
    'a number of all in the specification',
    spec(`${requirements}\nAll **25** functional requirements pass.\n`),
    ['info The text says "25 functional requirements", but the specification has 2.'],
  ],
  [
    'stale-count',
    'a number of some in the specification',
    spec(`${requirements}\nThese 25 functional requirements pass.\n`),
    [],
  ],
  ...['NFR', 'NF', 'NR'].map(
    (prefix): Convention => [
      'stale-count',
      `a number without ${prefix}-001`,
      spec(`${requirements}- **${prefix}-001**: System MUST c\n\nAll 25 functional requirements pass.\n`),
      ['info The text says "25 functional requirements", but the specification has 2.'],
    ],
  ),
  [
    'stale-count',
    'the number of all in the specification',
    spec(`${requirements}\nAll 2 functional requirements pass.\n`),
    [],
  ],
  [
    'undefined-id',
    'tasks that all have one number',
    withTasks(`${'- [ ] T010 a\n'.repeat(10)}\n## Order\n\n- [ ] T002 Start with T009`),
    ['hint'],
  ],
  [
    'undefined-id',
    'tasks of which some have one number',
    withTasks(`${'- [ ] T010 a\n'.repeat(9)}\n## Order\n\n- [ ] T002 Start with T009`),
    ['warning'],
  ],
  [
    'open-clarification',
    'a plan beside research.md',
    `//- spec.md\n${spec(requirements)}\n//- plan.md\n# Implementation Plan: Queue\n\n**Storage**: NEEDS CLARIFICATION: which one?\n//- research.md\n# Research\n`,
    ['hint Question that research.md may answer: which one?'],
  ],
  [
    'missing-scenario',
    'a sentence about the acceptance',
    accepted('**Acceptance**: CI runs from the new folder.'),
    ['hint'],
  ],
  ['missing-scenario', 'a label without a sentence', accepted('**Acceptance**: as before.'), ['warning']],
  ['missing-scenario', 'a label for later', accepted('**Acceptance**: TODO write down when it is done.'), ['warning']],
  [
    'missing-scenario',
    'sentences in all stories',
    accepted(...['one', 'two', 'three'].map((name) => `**Acceptance**: CI runs from folder ${name}.`)),
    ['hint None of the 3 user stories has an acceptance scenario (expected by the seed template).'],
  ],
  [
    'missing-scenario',
    'sentences in all stories but one',
    accepted('**Acceptance**: CI runs from folder one.', '**Acceptance**: CI runs from folder two.', 'A queue.'),
    ['warning None of the 3 user stories has an acceptance scenario (expected by the seed template).'],
  ],
  ['open-tasks', 'an optional task', withTasks('- [x] T001 a\n- [ ] T002 [P] (Optional) Add a link', 'Done'), ['hint']],
  [
    'open-tasks',
    'a task for some cases',
    withTasks('- [x] T001 a\n- [ ] T002 **(if needed)** Add a link', 'Done'),
    ['hint'],
  ],
  [
    'open-tasks',
    'a task about what is optional',
    withTasks('- [x] T001 a\n- [ ] T002 Add (optional) links', 'Done'),
    ['warning'],
  ],
  ['undefined-id', 'a task before all others', withTasks('- [ ] T001 Write it after T000\n- [ ] T002 b'), ['hint']],
  ['undefined-id', 'a task behind all others', withTasks('- [ ] T001 Write it after T009\n- [ ] T002 b'), ['warning']],
  ...(['malformed-id', 'too-few-requirements'] as const).flatMap((code): Convention[] => [
    [
      code,
      'requirements that Markdown reads as one paragraph',
      lines('FR-001 System MUST a', 'FR-002: System MUST b', 'FR-003 See all `c`'),
      code === 'malformed-id'
        ? ['warning "FR-001" and 2 more are not recognized as items: the list marker is missing.']
        : [],
    ],
    [
      code,
      'ids at the starts of lines of a text',
      lines('FR-001 and what follows are new;', 'FR-003 is not, and', 'FR-004 goes on.'),
      code === 'malformed-id' ? [] : ['hint'],
    ],
    [
      code,
      'requirements beside a paragraph',
      lines('FR-001 a', 'FR-002 b', 'FR-003 c', '', '- **FR-004**: d', '- **FR-005**: e'),
      [],
    ],
  ]),
  [
    'malformed-id',
    'tasks in bold',
    withTasks('- [ ] T001 a\n- **T002** b\n- **T003** c\n- **T004** d'),
    ['warning "T002" and 2 more are not recognized as items: the checkbox is missing.'],
  ],
]

describe('titles and labels', () => {
  testConventions(cases)
  for (const [name, text] of [
    ['in code', lines('```', 'FR-001 a', 'FR-002 b', 'FR-003 c', '```')],
    ['within their lines', lines('As FR-001 a FR-002 b FR-003 c say')],
    ['with nothing behind them', lines('FR-001', 'FR-002', 'FR-003')],
    ['in paragraphs of their own', lines('FR-001 a', '', 'FR-002 b', '', 'FR-003 c')],
    [
      'in prose about what became of them',
      lines('FR-001 became a part of the queue', 'FR-002 was removed', 'FR-003 was moved to 004-hosting'),
    ],
    ['below a sentence', lines('The order MUST be', 'FR-001: first', 'FR-002: next', 'FR-003: last')],
    ['in prose', lines('FR-001 depends on nothing', 'FR-002 depends on FR-001', 'FR-003 depends on FR-002')],
    ['that fall', lines('FR-003: c', 'FR-002: b', 'FR-001: a')],
    ['far apart', lines('FR-001: a', 'FR-002: b', 'FR-030: c')],
    ['of which one is an item', lines('FR-001: a', 'FR-002: b', 'FR-003: c', '', '- **FR-003**: c')],
    ['of a table', lines('| ID | what |', '|---|---|', '| FR-001 | a |', '| FR-002 | b |', '| FR-003 | c |')],
  ] as const)
    it(`malformed-id: ids ${name} are no items without a list marker`, () =>
      assert.deepEqual(run(text, 'malformed-id'), []))
  for (const eol of ['\n', '\r\n', '\r'])
    it(`malformed-id: the lines of one paragraph are found with ${JSON.stringify(eol)}`, () => {
      const text = lines('FR-001: a', 'FR-002: b', 'FR-005: c', '', '- **FR-006**: d').replaceAll('\n', eol)
      assert.equal(run(text, 'malformed-id').length, 1)
    })
  it('malformed-id: list markers can safely be added', () => {
    const text = lines('FR-001 System MUST a', 'FR-002: System MUST b', 'FR-003 System MUST c')
    const [fix] = run(text, 'malformed-id')[0]?.fixes() ?? []
    assert.equal(fix?.safe, true)
    assert.equal(fix && apply(text, fix.edits), text.replace(/FR-/g, '- FR-'))
  })
})
