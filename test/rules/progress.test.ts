// The progress of tasks and reviews, in every form that documents have for it, and the rules that depend on it.
import assert from 'node:assert/strict'
import { blockersOf } from '../../server/src/feature/gate.ts'
import { summarise } from '../../server/src/feature/summary.ts'
import { specItems } from '../../server/src/queries/specItems.ts'
import { checkRule, folderOf, run } from '../support/rules.ts'

const withTasks = (tasks: string, status = 'Draft'): ReturnType<typeof folderOf> =>
  folderOf(
    `//- spec.md\n# Feature Specification: Queue\n\n**Status**: ${status}\n\n## Requirements\n\n- **FR-001**: System MUST a\n\n//- tasks.md\n# Tasks: Queue\n\n${tasks}`,
  )
const counted = (tasks: string): string => {
  const { done, total } = summarise(withTasks(tasks).feature).tasks
  return `${done}/${total}`
}

describe('tasks are counted', () => {
  for (const [title, tasks, progress] of [
    ['once for each entry, whatever its id', '- [x] T001 a\n- [ ] T001 b\n- [x] T002 c\n- [ ] T002 d\n', '2/4'],
    ['without dropped tasks', '- [x] T001 a\n- [-] T002 b\n- [N/A] T003 c\n- [ ] ~~T004~~ d\n', '1/1'],
    ['without tasks that end in N/A', '- [x] T001 a\n- [ ] T002 b (N/A)\n- [ ] T003 c (N/A for now)\n', '1/1'],
    ['with every mark', '- [x] T001 a\n- [!] T002 b\n- [WIP] T003 c\n- [√] T004 d\n', '2/4'],
    ['by the legend of the document', '[S] = skipped\n\n- [x] T001 a\n- [S] T002 b\n', '1/1'],
    ['by signs before their ids', '- ✅ T001: a\n- ❌ T002: b\n- ⬜ **T003**: c\n- ✔️ T004: d\n', '2/4'],
    [
      'by signs after their texts',
      '- **T001**: a ✅\n- **T002**: b 🔲\n- **T003**: c ✅ Done (2025)\n- **T004**: d\n',
      '2/4',
    ],
    ['by signs in headings', '### T001: a ✅\n\n### ✅ T002: b\n\n### T003: c\n', '2/3'],
    [
      'by signs after the ids in headings',
      '### T001 [X] a\n\n### T002 [X] [P] b\n\n### T003 [SERIAL] [X] c\n\n### T004 ✅ [P] d\n\n### T005 [P] e\n\n### T006: [ ] f\n\n### T007 🚀 g\n',
      '4/7',
    ],
    ['not by colours', '### 🔴 T001: a\n\n- [x] b\n\n### T002: b (open source)\n\n- [x] b\n', '2/2'],
    [
      'by a column',
      '| Task | What | Status |\n|--|--|--|\n| T001 | a | Done |\n| T002 | b | In progress |\n| T003 | c | N/A |\n',
      '1/2',
    ],
    ['by a cell', '| Task | | What |\n|--|--|--|\n| T001 | [x] | a |\n| T002 | ⬜ | b |\n', '1/2'],
    [
      'by a table about other entries',
      '| Phase | Task | Status |\n|--|--|--|\n| 1 | T001 | Complete |\n\n### T001: a\n\n- [ ] b\n\n### T002: b\n',
      '1/2',
    ],
    ['by the checkboxes below headings', '### T001: a\n\n- [x] b\n- [X] c\n\n### T002: b\n\n- [x] a\n- [ ] b\n', '1/2'],
    [
      'by the status below headings',
      '### T001: a\n\n**Status**: ✅ Complete\n\n### T002: b\n\n- **Status:** In Progress\n',
      '1/2',
    ],
    ['as headings with a checkbox', '### - [x] T001 [US1] a\n\n### [ ] T002 b\n\n#### - [X] **T003** c\n', '2/3'],
    ['with ids of other kinds', '### TASK-001: a\n\n- [x] b\n\n## B\n\n### TASK-002: b\n', '1/2'],
    ['with ids of parts', '- [x] BE-001 a\n\n## B\n\n- [ ] FE-001 b\n- [x] BE-002 c\n', '2/3'],
    ['by names such as "Task 1.1"', '- [x] **Task 1.1**: a\n  - [ ] step\n- [ ] **Task 1.2**: b\n', '1/2'],
    ['by names in headings', '### Task 1: a\n\n- [x] b\n- [x] c\n\n### Task 2: b\n\n- [ ] c\n', '1/2'],
    ['in another language', '#### タスク 1.1: a\n\n- [x] b\n\n#### タスク 1.2: b\n\n- [ ] c\n', '1/2'],
    [
      'with checkboxes and headings in one document',
      '### T001 [X] a\n\n### T002 b\n\n## B\n\n- [x] T003 c\n- [ ] T004 d\n',
      '2/4',
    ],
    ['once if a heading gives details of a task', '- [x] T001 a\n- [ ] T002 b\n\n## Details\n\n### T001 a\n', '1/2'],
    ['without ids', '## A\n\n- [x] a\n- [ ] b\n  - [x] c\n\n### Acceptance Criteria\n\n- [ ] d\n', '2/3'],
    ['without ids, as headings', '### [x] Set up\n\n### - [ ] Build\n', '1/2'],
  ] as const)
    it(title, () => assert.equal(counted(tasks), progress))
})

describe('progress', () => {
  it('follows the checkboxes in rules, gates and the tree', () => {
    const { feature } = withTasks('- [x] T001 a\n- [-] T002 b\n- [!] T003 c\n')
    assert.match(blockersOf(feature, 'done') ?? '', /(?:^|; )1 open task$/)
    const tasks = specItems(feature).find(({ label }) => label === 'Tasks')
    assert.equal(tasks?.description, '1 of 2')
    assert.deepEqual(
      tasks?.children.flatMap(({ children }) => children).map(({ box }) => box?.state),
      ['done', 'other', 'other'],
    )
  })
  it('is in the tree for tasks without ids, too', () => {
    const [group] = specItems(withTasks('## A\n\n- [x] Set up\n- [ ] Build it\n').feature).filter(
      ({ label }) => label === 'Tasks',
    )
    assert.equal(group?.description, '1 of 2')
    assert.deepEqual(
      group?.children.flatMap(({ children }) => children).map(({ label, id, box }) => [label, id, box?.state]),
      [
        ['Set up', undefined, 'done'],
        ['Build it', undefined, 'open'],
      ],
    )
  })
  it('blocks a status together with open questions, which are quoted', () => {
    const gate = (...questions: string[]): string | undefined =>
      blockersOf(
        folderOf(questions.map((question) => `- [NEEDS CLARIFICATION: ${question}]\n`).join('')).feature,
        'approved',
      )
    assert.equal(gate(), undefined)
    assert.equal(gate('a?'), '1 open question: "a?"')
    assert.equal(gate('a?', 'b?', 'c?'), '3 open questions: "a?", "b?" and "c?"')
    assert.equal(gate('a?', 'b?', 'c?', 'd?', 'e?'), '5 open questions: "a?", "b?", "c?" and 2 more')
    assert.match(gate('a?', '') ?? '', /^2 open questions: "a\?" and [^"]+$/, 'one question has no words')
    const done = (tasks: string): string | undefined => blockersOf(withTasks(tasks).feature, 'done')
    assert.equal(done('- [x] T001 a\n'), undefined)
    assert.equal(done('- [ ] T001 a\n- [ ] T002 b\n'), '2 open tasks')
  })
  const messages = (tasks: string, status?: string): string[] =>
    run(withTasks(tasks, status), 'stale-status', 'open-tasks', 'missing-id', 'undefined-id', 'too-few-tasks').map(
      ({ code, message }) => `${code}: ${message}`,
    )
  it('is not complete while a task has a mark without an explanation', () => {
    assert.deepEqual(messages('- [x] T001 a\n- [S] T002 b\n'), [])
    assert.deepEqual(messages('- [x] T001 a\n- [S] T002 b\n\n[S] = skipped\n'), [
      'stale-status: Status is "Draft", but the only task is done.',
    ])
  })
  it('is reported if the status is done, in every form', () => {
    for (const tasks of ['- [!] T001 a\n- [x] T002 b\n', '- ✅ T001: a\n- ⬜ T002: b\n', '- [ ] Set up\n- [x] Build\n'])
      assert.deepEqual(
        messages(tasks, 'Done'),
        ['open-tasks: Status is "Done", but 1 task is still open (2 in total).'],
        tasks,
      )
    assert.deepEqual(
      messages('### T001 a\n\n- [x] b\n\n### T002 b\n\nnpm test\n', 'Done'),
      [],
      'the state of T002 is unknown',
    )
    assert.deepEqual(messages('### T001 a\n\n- [ ] accepted\n', 'Done'), [], 'no checkbox is ticked below any heading')
  })
  it('is reported with the number of tasks', () => {
    assert.deepEqual(messages('- [ ] T001 a\n- [ ] T002 b\n', 'Done'), [
      'open-tasks: Status is "Done", but 2 tasks are still open (2 in total).',
    ])
    assert.deepEqual(messages('- [x] T001 a\n- [x] T002 b\n'), [
      'stale-status: Status is "Draft", but all 2 tasks are done.',
    ])
    const asked = (count: number): string[] =>
      messages(`- [x] T001 a\n\n${'Soon? [NEEDS CLARIFICATION: when?]\n\n'.repeat(count)}`)
    const message = 'stale-status: Status is "Draft", but the only task is done.'
    assert.deepEqual(asked(1), [`${message} Answer the open question first.`])
    assert.deepEqual(asked(2), [`${message} Answer the 2 open questions first.`])
  })
  it('includes no task with a malformed checkbox, which is reported', () => {
    const boxes = (mark: string): string[] =>
      run(withTasks(`- [x] T001 a\n- [${mark}] T002 b\n`), 'malformed-id', 'undefined-id').map(({ message }) => message)
    assert.deepEqual(boxes('50%'), ['"[50%] T002" is not recognized as an item: the checkbox is written "[50%]".'])
    assert.deepEqual(boxes('P'), [
      '"[P] T002" is not recognized as an item: the checkbox is missing. Did you mean "[ ] T002 [P]"?',
    ])
    assert.deepEqual(boxes('Story'), ['"[Story] T002" is not recognized as an item: the checkbox is missing.'])
  })
  it('needs no checkbox in lines about the order of tasks, or about a task that is defined elsewhere', () => {
    const order = (line: string, tasks = '- [x] T001 a\n- [ ] T002 b\n'): number =>
      run(withTasks(`${tasks}\n### Dependencies\n\n${line}\n`), 'malformed-id').length
    for (const line of [
      '- T009 → T002 (a before b)',
      '- T009 -> T002',
      '- T009 (a) → T002',
      '- T009 depends on T001',
      '- T009 must follow T001',
      '- T009 blocks T002',
    ])
      assert.equal(order(line), 0, line)
    assert.equal(order('- T009 Write b (after T001)'), 0, 'in a section without any checkbox')
    assert.equal(run(withTasks('- [x] T001 a\n- [ ] T002 b\n- T009 Write b (after T001)\n'), 'malformed-id').length, 1)
    assert.equal(order('- T003 first', '### T003 [X] c\n\n- [x] T001 a\n- [ ] T002 b\n'), 0)
  })
  it('needs no ids in a document without ids', () => {
    assert.deepEqual(messages('## A\n\n- [ ] a\n- [ ] b\n\n## B\n\n- [ ] c\n'), [])
    const seed = '## Tasks\n\n### A\n\n- [ ] aa\n- [ ] bb\n\n### B\n\n- [ ] cc\n'
    assert.equal(run(seed, 'missing-id').length, 1)
  })
})

describe('a review', () => {
  it('leaves out points that do not apply', () => {
    const review = (...marks: string[]): string =>
      `## Review Checklist\n\n### SRE\n\n- [x] a\n${marks.map((mark) => `- [${mark}] b\n`).join('')}\n### Project Manager\n\n- [x] c\n`
    checkRule('review-incomplete', review('N/A', '~', '-'))
    const found = run(review('N/A', ' '), 'review-incomplete')
    assert.match(found[0]?.message ?? '', /"SRE" \(1 of 2 items checked\)/)
    const { feature } = folderOf(review('n/a', '~'))
    assert.deepEqual(summarise(feature).review, { done: 2, total: 2 })
    assert.equal(blockersOf(feature, 'approved'), undefined)
  })
})

describe('tasks that Markdown reads as code', () => {
  const messages = (tasks: string): string[] =>
    run(withTasks(tasks), 'too-few-tasks', 'malformed-id', 'undefined-id').map(
      ({ code, message }) => `${code}: ${message}`,
    )
  it('are reported at the code fence', () => {
    for (const fence of ['```', '```markdown', '~~~md'])
      assert.deepEqual(messages(`${fence}\n# Tasks\n\n- [ ] T001 a\n- [x] T002 b\n${fence.slice(0, 3)}\n`), [
        'too-few-tasks: 2 tasks are in a code block and are not counted. Remove the code fence.',
      ])
    assert.deepEqual(messages('```\n- [ ] T001 a\n```\n'), [
      'too-few-tasks: 1 task is in a code block and is not counted. Remove the code fence.',
    ])
    assert.match(messages('```bash\n- [ ] a\n```\n')[0] ?? '', /^too-few-tasks: Too few tasks: 0 found/)
    assert.deepEqual(messages('```\n- [ ] T009 example\n```\n\n- [ ] T001 a\n'), [])
  })
  it('are reported once if they are indented', () => {
    const lost =
      'malformed-id: "T001" and 1 more are not recognized: Markdown treats lines indented by four spaces as code. Remove the indentation.'
    assert.deepEqual(messages('## A\n\n    - [ ] T001 a\n    - [ ] T002 b\n\n## B\n\n- [ ] T003 after T001\n'), [lost])
    assert.deepEqual(messages('## A\n\n    - [ ] T001 a\n    - [ ] T002 b\n'), [lost])
    assert.match(
      messages('## A\n\n    - [ ] a\n    - [ ] b\n')[0] ?? '',
      /^too-few-tasks: 2 tasks are not counted: Markdown treats lines/,
    )
  })
  it('are examples if their ids are defined elsewhere, or they belong to the item around them', () => {
    assert.deepEqual(messages('- [ ] T001 a\n\nAs here:\n\n    - [ ] T001 a\n'), [])
    assert.deepEqual(messages('- [ ] T001 a\n    - [ ] T002 b\n'), [])
  })
})

describe('a ticked point that no question is left', () => {
  const found = (point: string, requirement = 'System MUST [NEEDS CLARIFICATION: what?]'): number =>
    run(
      folderOf(
        `//- spec.md\n# Feature Specification: Queue\n\n## Requirements\n\n- **FR-001**: ${requirement}\n//- checklists/requirements.md\n# Checklist: Queue\n\n## Completeness\n\n${point}\n`,
      ),
      'contradicted-review',
    ).length
  for (const point of [
    '- [x] No [NEEDS CLARIFICATION] markers remain',
    '- [X] CHK006 無 [NEEDS CLARIFICATION] 標記殘留',
    '- [x] All NEEDS CLARIFICATION resolved (5 decided in the session)',
    '- [x] [NEEDS CLARIFICATION] マーカーが残っていない',
    '- [x] Nenhum marcador [NEEDS CLARIFICATION] restante',
    '- [x] [NEEDS CLARIFICATION] 마커 없음',
    '- [x] Keine [NEEDS CLARIFICATION]-Marker',
    '- [x] CHK081 - Are all [NEEDS CLARIFICATION] markers resolved in the spec? [Spec §3]',
    '- [x] **No** `[NEEDS CLARIFICATION]` markers remain in spec.md: all 3 decided',
    '- [x] [NEEDS CLARIFICATION] 표시가 모두 해결되었는가?',
    '- [x] No [NEEDS CLARIFICATION] markers remain (3 of 3 resolved)',
  ])
    it(`is contradicted by an open question: ${point}`, () => {
      assert.equal(found(point), 1)
      assert.equal(found(point, 'System MUST a'), 0)
      assert.equal(found(point, 'System MUST [CLARIFIED: a]'), 0)
      assert.equal(found(point.replace(/\[x\]/i, '[ ]')), 0)
    })
  for (const point of [
    '- [x] No [NEEDS CLARIFICATION] markers remain (1 deferred to planning)',
    '- [x] No more than 3 [NEEDS CLARIFICATION] markers',
    '- [x] Open questions are marked with `[NEEDS CLARIFICATION: …]`, no prose',
    '- [x] No [NEEDS CLARIFICATION] markers remain (2 of 3 resolved)',
    '- [x] No [NEEDS CLARIFICATION] markers remain (1 remaining, see SC-003)',
    '- [x] No critical [NEEDS CLARIFICATION] markers remain',
    '- [x] No [NEEDS CLARIFICATION] marker is without options',
    '- [x] Zero [NEEDS CLARIFICATION] markers beyond SC-003',
    '- [x] Not all [NEEDS CLARIFICATION] markers resolved',
    '- [x] [NEEDS CLARIFICATION] count is 1, no blocker',
    '- [x] No NEEDS CLARIFICATION left in plan.md',
    '- [x] ~~No [NEEDS CLARIFICATION] markers remain~~',
    '- [x] 每个 [NEEDS CLARIFICATION] 标记不超过三个',
    '- [x] Todos os [NEEDS CLARIFICATION] não críticos ficam para depois',
    '- [x] Requirements with [NEEDS CLARIFICATION] are listed',
    '- No [NEEDS CLARIFICATION] markers remain',
  ])
    it(`is not meant: ${point}`, () => assert.equal(found(point), 0))
  it('is reported with the questions, and in a plan for its own questions', () => {
    checkRule(
      'contradicted-review',
      `# Feature Specification: Queue

## Requirements

- **FR-001**: System MUST [NEEDS CLARIFICATION: what?]
//- plan.md
# Implementation Plan: Queue

**Storage**: [NEEDS CLARIFICATION: which?]

- [x] All NEEDS CLARIFICATION resolved
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Ticked, but 1 question is still open in plan.md (line 3).
//- checklists/requirements.md
# Checklist: Queue

- [x] No [NEEDS CLARIFICATION] markers remain
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Ticked, but 1 question is still open in spec.md (line 5).
`,
    )
  })
})

describe('a stated number of tasks', () => {
  const stated = (text: string, tasks = '- [x] T001 a\n- [ ] T002 b\n- [-] T003 c\n'): string[] =>
    run(withTasks(`${text}\n\n## Phase 1\n\n${tasks}`), 'stale-count').map(
      ({ severity, message }) => `${severity} ${message}`,
    )
  it('is compared with the tasks, without those that were dropped or with them', () => {
    for (const text of [
      '**Total Tasks**: 9',
      '- **Total tasks:** 9 (all phases)',
      '## Total number of tasks: 9',
      '| What | Count |\n|---|---|\n| **Total Tasks** | 9 |',
    ])
      assert.deepEqual(stated(text), ['info The text says there are 9 tasks, but the document has 3.'], text)
    for (const text of [
      ...['**Total Tasks**: 3', '**Total Tasks**: 2', 'Total tasks: 9+', 'Total tasks: 9-12', '4 total tasks: 9'],
      ...[
        'Total tasks: 50%',
        'Total tasks: 9h',
        'Total tasks: 9 × 2',
        'Total tasks: 9 or more',
        'Total tasks: 9 to 12',
      ],
      ...[
        'Previous total tasks: 9',
        '`Total tasks: 9`',
        'e.g. "Total tasks: 9"',
        '| Total tasks | 9 | 10 |\n|---|---|---|',
      ],
    ])
      assert.deepEqual(stated(text), [], text)
  })
  it('may be that of a phase, of different ids, or of all checkboxes', () => {
    const more = '- [ ] T001 again\n- [x] SKIP: T005\n\n## Phase 2\n\nTotal tasks: 1\n\n- [ ] T004 d\n'
    assert.deepEqual(stated('Total tasks: 2', `- [x] T001 a\n${more}`), [])
    assert.deepEqual(stated('Total tasks: 4', `- [x] T001 a\n${more}`), [])
    assert.deepEqual(stated('Total tasks: 5', `- [x] T001 a\n${more}`).length, 1)
    const steps = (id: string): string => `### ${id} Build it\n\n- [ ] a\n- [ ] b\n\n`
    assert.deepEqual(stated('Total tasks: 2', `${steps('TK-015-001')}${steps('TK-015-002')}`), [], 'headings')
    const parts = '### Tests\n\n- [ ] T001 a\n\n### Code\n\n- [ ] T002 b\n\n### Summary\n\nTotal tasks: 2\n\n'
    assert.deepEqual(stated('', `${parts}## Phase 2\n\n- [ ] T003 c\n`), [])
  })
})

describe('a stated number of items', () => {
  const numbered = (prefix: string, count: number): string =>
    Array.from({ length: count }, (_, k) => `- **${prefix}-00${k + 1}**: System MUST ${k}\n`).join('')
  const spec = `# Feature Specification: Queue\n\n**Status**: Draft\n\n## User Scenarios & Testing\n\n### User Story 1 - A (Priority: P1)\n\na\n\n### User Story 2 - B (Priority: P2)\n\nb\n\n## Requirements\n\n### Functional Requirements\n\n${numbered('FR', 3)}- **FR-003a**: System MUST d\n- **FR-005** (withdrawn): System MUST e\n\n## Success Criteria\n\n${numbered('SC', 2)}\n`
  const found = (line: string): string[] =>
    run(`//- spec.md\n${spec}//- checklists/requirements.md\n# Checklist\n\n## Notes\n\n${line}\n`, 'stale-count').map(
      ({ severity, message }) => `${severity} ${message}`,
    )
  const now = (written: string, count: number): string[] => [
    `info The text says "${written}", but the specification has ${count}.`,
  ]
  it('is compared with the specification', () => {
    assert.deepEqual(found('- All 18 functional requirements are testable'), now('18 functional requirements', 4))
    assert.deepEqual(
      found('- 18/18 functional requirements, again 18 functional requirements'),
      now('18/18 functional requirements', 4),
    )
    assert.deepEqual(found('- 7 User Stories (P1 to P3)'), now('7 User Stories', 2))
    assert.deepEqual(found('| Check | 12 success criteria |\n|---|---|\n| a | **9 success criteria** |'), [
      ...now('12 success criteria', 2),
      ...now('9 success criteria', 2),
    ])
  })
  it('leaves out non-functional requirements, and no others with an N', () => {
    const others = (prefix: string): string[] =>
      run(
        `//- spec.md\n# Feature Specification: Queue\n\n## Requirements\n\n${numbered('FR', 3)}${numbered(prefix, 2)}//- plan.md\n# Plan\n\nAll 18 functional requirements are covered.\n`,
        'stale-count',
      ).map(({ message }) => message)
    const has = (count: number) => [`The text says "18 functional requirements", but the specification has ${count}.`]
    assert.deepEqual(others('NFR'), has(3))
    assert.deepEqual(others('NET'), has(5))
  })
  for (const count of [3, 4, 5])
    it(`may count withdrawn items and sub-items: ${count}`, () =>
      assert.deepEqual(found(`- All ${count} functional requirements are testable`), []))
  for (const line of [
    ...['- Added 9 functional requirements', '- 9 functional requirements were added', '- at least 9 success criteria'],
    ...[
      '- ~9 user stories',
      '- 9+ functional requirements',
      '- 9 user stories from 001-core',
      '- Spec 030 functional requirements',
    ],
    ...[
      '- the other 9 user stories',
      '- 1 user stories',
      '- 2 of 9 functional requirements',
      '- 9 functional requirements per story',
    ],
  ])
    it(`is ignored in "${line.slice(2)}"`, () => assert.deepEqual(found(line), []))
  it('is ignored in the specification itself, and without items', () => {
    assert.equal(run(`//- spec.md\n${spec}\n9 user stories\n//- tasks.md\n# Tasks: Queue\n`, 'stale-count').length, 0)
    const none =
      '//- spec.md\n# Feature Specification: Queue\n\n## Requirements\n//- checklists/a.md\n# Checklist\n\n9 user stories\n'
    assert.equal(run(none, 'stale-count').length, 0)
  })
})
