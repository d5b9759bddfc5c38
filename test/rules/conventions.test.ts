// Conventions of teams that look like mistakes, and mistakes that look like conventions: what is reported, and how severely.
import assert from 'node:assert/strict'
import { read, run } from '../support/rules.ts'

const spec = (body: string, status = 'Draft', input = ''): string =>
  `# Feature Specification: Queue\n\n**Status**: ${status}\n${input}\n${body}`
const requirements =
  '## Requirements\n\n### Functional Requirements\n\n- **FR-001**: System MUST a\n- **FR-002**: System MUST b\n'
const kit = (text: string): string =>
  `//- spec.md\n${text}\n//- tasks.md\n# Tasks: Queue\n\n## Phase 1\n\n- [ ] T001 a\n`
const withTasks = (tasks: string, status = 'Draft', body = requirements): string =>
  `//- spec.md\n${spec(body, status)}\n//- tasks.md\n# Tasks: Queue\n\n## Phase 1\n\n${tasks}\n`
const stories = (notes: string): string =>
  spec(
    `## User Scenarios & Testing\n\n### User Story 1 - A (Priority: P1)\n\ntext\n\n${requirements}\n## Notes\n\n${notes}\n`,
  )
const many = (numbers: readonly number[], line: (id: string) => string): string =>
  numbers.map((n) => line(`FR-${String(n).padStart(3, '0')}`)).join('\n')
const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, k) => from + k)

const cases: readonly [code: string, name: string, fixture: string, expected: string[]][] = [
  [
    'undefined-id',
    'ids in the words of the user',
    kit(spec(requirements, 'Draft', '**Input**: User description: "FR-009: keep it"\n')),
    [],
  ],
  [
    'undefined-id',
    'lines of changes',
    stories('- Removed redundant User Story 4\n- Combined FR-010, FR-016 (cleanup) into FR-012'),
    ['hint', 'hint', 'hint', 'hint'],
  ],
  [
    'undefined-id',
    'more than eight',
    stories(many(numbers(11, 19), (id) => `see ${id} there`)),
    ['warning 9 unknown ids: nothing in this specification defines "FR-011", "FR-012", "FR-013" and 6 more.'],
  ],
  ['undefined-id', 'eight', stories(many(numbers(11, 18), (id) => `see ${id} there`)), Array(8).fill('warning')],
  [
    'undefined-id',
    'of which half may belong elsewhere',
    stories('- derived from FR-011 / FR-012\n- FR-013 and FR-014 hold'),
    ['hint', 'hint', 'hint', 'hint'],
  ],
  [
    'undefined-id',
    'of which fewer may belong elsewhere',
    stories('- derived from FR-011\n- FR-012, FR-013 and FR-014 hold'),
    ['hint', 'warning', 'warning', 'warning'],
  ],
  [
    'undefined-id',
    'letters behind a slash',
    stories('FR-009a/b/c, FR-002a/b, FR-008a/x.md'),
    [
      'warning Unknown id "FR-009a": nothing in this specification defines it.',
      'warning Unknown id "FR-009b": nothing in this specification defines it.',
      'warning Unknown id "FR-009c": nothing in this specification defines it.',
      'warning Unknown id "FR-008a": nothing in this specification defines it.',
    ],
  ],
  [
    'uncovered-requirement',
    'letters behind a slash',
    withTasks(
      '- [ ] T001 FR-001a/b/c and FR-002a/FR-002b, FR-003',
      'Done',
      '## Requirements\n\n### Functional Requirements\n\n- **FR-001a**: a\n- **FR-001b**: b\n- **FR-001c**: c\n- **FR-002a**: d\n- **FR-002b**: e\n- **FR-003**: f\n',
    ),
    [],
  ],
  [
    'duplicate-id',
    'a leftover of the template',
    kit(
      '# Feature Specification: Queue\n\n**Status**: Draft\n\n## User Scenarios & Testing *(mandatory)*\n\n### User Story 1 - Order (Priority: P1)\n\ntext\n\n### User Story 2 - [Brief Title] (Priority: P2)\n\n[Describe this user journey in plain language]\n\n### User Story 2 - Delete (Priority: P2)\n\ntext\n',
    ),
    [],
  ],
  [
    'malformed-id',
    'ids in code',
    withTasks('- [ ] T009 a\n- [x] `T010` a\n- [ ] `T011` b\n- [ ] `T012` c'),
    ['warning "`T010`" and 2 more are not recognized as items: their ids are formatted as code.'],
  ],
  [
    'malformed-id',
    'two ids in code',
    withTasks('- [ ] T009 a\n- [x] `T010` a\n- [ ] `T011` b'),
    [
      'warning "`T010`" is not recognized as an item: it is formatted as code. Did you mean "**T010**"?',
      'warning "`T011`" is not recognized as an item: it is formatted as code. Did you mean "**T011**"?',
    ],
  ],
  [
    'malformed-id',
    'ids in code that are written in another way',
    withTasks('- [ ] T009 a\n- [x] `T-10` a'),
    ['warning "`T-10`" is not recognized as an item: it is formatted as code.'],
  ],
  [
    'malformed-id',
    'the tests below a task',
    withTasks('- [x] **T002**: Add tests\n  - `T012`: returns true\n  - `T013`: returns false'),
    [],
  ],
  [
    'malformed-id',
    'notes where nothing has a checkbox',
    withTasks('- [ ] T001 a\n\nNotes:\n\n## Notes\n\n- T006 (add it) can start early\n- T027 was elided'),
    [],
  ],
  [
    'missing-id',
    'criteria above the tasks',
    withTasks('- [ ] it shows six states\n- [ ] it handles errors\n\n- [ ] T001 a\n- [ ] T002 b'),
    ['hint'],
  ],
  [
    'missing-id',
    'tasks above other tasks',
    withTasks('- [ ] Build the page\n- [ ] Build the form\n- [ ] T001 a\n- [ ] T002 b'),
    ['warning'],
  ],
  [
    'missing-id',
    'a log of progress',
    withTasks('- [x] T001 a\n- [x] T002 b\n\n## Progress Update\n\n- [x] T001 — created\n- [x] Constitution alignment'),
    [],
  ],
  ['missing-id', 'an id with an underscore', withTasks('- [x] T104 a\n- [x] T105 b\n- [x] T104_a c'), []],
  [
    'missing-id',
    'what explains a requirement',
    spec(
      `${requirements}\n**FR-002 notes**:\n- It keeps the field\n- It works in order\n- **FR-003**: System MUST c\n`,
    ),
    [],
  ],
  [
    'missing-id',
    'what follows a label without an id',
    spec(`${requirements}\n**Later**:\n- It keeps the field\n- It works in order\n- **FR-003**: System MUST c\n`),
    ['warning'],
  ],
  [
    'open-clarification',
    'no task is done',
    withTasks('- [ ] T001 a', 'Draft', `${requirements}- [NEEDS CLARIFICATION: which one?]\n`),
    ['hint'],
  ],
  [
    'open-clarification',
    'a task is done',
    withTasks('- [x] T001 a\n- [ ] T002 b', 'Draft', `${requirements}- [NEEDS CLARIFICATION: which one?]\n`),
    ['warning'],
  ],
  ['open-tasks', 'put off', withTasks('- [x] T001 a\n- [ ] T002 b — DEFERRED (needs a browser)', 'Complete'), ['hint']],
  [
    'open-tasks',
    'put off, but for one',
    withTasks('- [ ] T001 a\n- [ ] T002 b — DEFERRED (needs a browser)', 'Complete'),
    ['warning'],
  ],
  [
    'open-tasks',
    'stated again at the end',
    withTasks('- [ ] T001 Record the findings\n\n## Dispositions\n\n- [ ] T001 Record the findings', 'Complete'),
    ['warning Status is "Complete", but 1 task is still open (1 in total).'],
  ],
  [
    'task-cycle',
    'a test that passes later',
    withTasks('- [ ] T001 a (depends on T002)\n- [ ] T002 b. (Green after T001.)'),
    [],
  ],
  ['task-cycle', 'two tasks', withTasks('- [ ] T001 a (depends on T002)\n- [ ] T002 b (after T001)'), ['warning']],
  [
    'invalid-metadata',
    'an unknown date',
    '# Feature Specification: Queue\n\n**Created**: unknown\n\n## Requirements\n',
    ['hint'],
  ],
  [
    'invalid-metadata',
    'a word for a date',
    '# Feature Specification: Queue\n\n**Created**: soon\n\n## Requirements\n',
    ['error'],
  ],
  [
    'duplicate-section',
    'a summary at the start and at the end',
    '# Spec: Queue\n\n## Summary\n\na\n\n## Requirements\n\n## Summary\n\nb\n',
    ['info'],
  ],
  [
    'duplicate-section',
    'in the middle',
    '# Spec: Queue\n\n## Summary\n\na\n\n## Requirements\n\n## Summary\n\nb\n\n## Design\n',
    ['warning'],
  ],
  [
    'missing-section',
    'a section with a longer title',
    kit(
      spec(
        '## User Scenarios & Testing\n\na\n\n## 4. Functional Requirements Traceability Matrix\n\nb\n\n## Success Criteria\n\nc\n',
      ),
    ),
    [],
  ],
  [
    'open-ended-list',
    'a Korean word before a noun',
    spec(
      '## Requirements\n\n### Functional Requirements\n\n- **FR-001**: 시스템은 모달, 토스트 등 컴포넌트를 지원해야 한다\n',
    ),
    [],
  ],
  [
    'undefined-id',
    'several tasks on a line',
    withTasks('- [x] T014 About · T015 Projects · T016 Experience\n- [ ] T017 see · T018'),
    [],
  ],
  ['undefined-id', 'a dot in a sentence', withTasks('- [x] T014 a\n\nsee · T018'), ['warning']],
  ['missing-id', 'a note with a label', spec(`${requirements}- Constitution: TDD\n`), ['hint']],
  ['missing-id', 'a requirement with a label', spec(`${requirements}- Logging: System MUST log\n`), ['warning']],
  [
    'unclosed-fence',
    'a block with another one inside',
    '# Spec: Queue\n\n```markdown\n# A\n\n```bash\nls\n```\n\nb\n```\n\n## Design\n',
    ['error Unclosed code block, because the block on line 3 contains another one. Use "````" around that block.'],
  ],
  [
    'unclosed-fence',
    'another kind of fence inside',
    '# Spec: Queue\n\n```markdown\n~~~bash\nls\n~~~\n```\n\n~~~\nb\n',
    ['error Unclosed code block. Add a line "~~~" where the code ends, or remove this one.'],
  ],
  ['undefined-id', 'an earlier iteration', stories('- Iteration 1: found details in FR-007/FR-008'), ['hint', 'hint']],
  [
    'undefined-id',
    'deferred items',
    stories('**Deferred to Next Feature**:\n\n- User Story 3: Create it\n- US4: Edit it (deferred)'),
    ['hint'],
  ],
  [
    'undefined-id',
    'names with numbers',
    withTasks('- [ ] T001 a\n\n## Notes\n\nGiven a topic T123 in field F456\n\nsee T124'),
    ['hint', 'warning'],
  ],
  [
    'undefined-id',
    'a heading about another specification',
    stories('### Story — spec-042 is closed\n\nA table of FR-049\n\n### Spec-004\n\nFR-050'),
    ['hint', 'warning'],
  ],
  [
    'undefined-id',
    'an audit of another specification',
    stories('Write the 042 evidence audit (FR-010–FR-049)'),
    ['hint'],
  ],
  [
    'undefined-id',
    'an answer that drops it',
    stories('- Q: Should the timeline (US4) be included? → A: Drop it.\n- Q: Should US5 stay? → A: Yes'),
    ['hint', 'warning'],
  ],
  ['undefined-id', 'ids of three parts', withTasks('### T-004-001: a\n\n- with T-004-002, T-005-001'), []],
  [
    'undefined-id',
    'a task list of a plan',
    `//- spec.md\n${spec(requirements)}\n//- plan.md\n# Plan: Queue\n\n- [ ] T100 Init\n- [ ] T101 Test (T100)\n\nsee T102\n//- tasks.md\n# Tasks: Queue\n\n- [ ] T001 a\n`,
    ['warning'],
  ],
  [
    'uncovered-requirement',
    'ids that are out of scope',
    withTasks('- [ ] T001 FR-001\n\n## Out of Scope (Deferred)\n\nFR-002', 'Done'),
    ['warning'],
  ],
  [
    'duplicate-id',
    'a report on criteria',
    kit(
      spec(
        `## Success Criteria\n\n- **SC-001**: It takes 5 s\n\n## Implementation Status\n\n### Phase 3: Performance Wins (User Story 1)\n\n- ✅ **SC-001**: Exceeded the target\n`,
      ),
    ),
    [],
  ],
  [
    'duplicate-id',
    'parts of the requirements',
    spec('## Requirements\n\n### Core\n\n#### A\n\n- **FR-026**: a\n- **FR-027**: b\n\n#### B\n\n- **FR-026**: c\n'),
    ['error'],
  ],
  [
    'duplicate-id',
    'parts that start again',
    spec(
      '## Requirements\n\n### Core\n\n#### A\n\n- **FR-001**: a\n- **FR-002**: b\n\n#### B\n\n- **FR-001**: c\n- **FR-002**: d\n',
    ),
    [],
  ],
  [
    'duplicate-id',
    'a log in Japanese',
    withTasks('- [x] T001 a\n\n## タスク実行ログ\n\n### 2025-10-31\n\n- [x] T001: 作成完了'),
    [],
  ],
  [
    'duplicate-id',
    'tasks that are stated again in another state',
    withTasks(
      '- [x] T001 Record the findings\n- [x] T002 Record the reasons\n\n## Phase 9\n\n- [ ] T001 Record the findings\n- [x] T002 Record the reasons',
    ),
    ['error', 'error'],
  ],
  ['duplicate-id', 'two series', withTasks('- [x] T-001: a\n- [x] T001: b'), ['warning']],
  [
    'missing-id',
    'scenarios among criteria',
    kit(
      spec('## Success Criteria\n\n- **SC-001**: 5 s\n- **Given** a queue, **When** it is full, **Then** it says so\n'),
    ),
    [],
  ],
  [
    'malformed-id',
    'three times the same mistake',
    spec('## Success Criteria\n\n- **SC-001**: a\n- **SC.02:** b\n- **SC.03:** c\n- **SC.04:** d\n'),
    [
      'warning "SC.02" and 2 more are not recognized as items: "SC" and the number are separated by "." instead of "-".',
    ],
  ],
  [
    'placeholder',
    'a head of a plan that tasks were done for',
    `//- spec.md\n${spec(requirements)}\n//- plan.md\n# Implementation Plan: Queue\n\n**Branch**: \`[###-feature-name]\` | **Date**: [DATE] | **Spec**: [link]\n\n## Summary\n\na\n//- tasks.md\n# Tasks: Queue\n\n- [x] T001 a\n`,
    ['warning', 'hint', 'hint'],
  ],
  [
    'task-cycle',
    'a dash between two clauses',
    withTasks(
      '- [ ] T015 a\n- [ ] T017 b (depends on T015)\n- [ ] T018 c\n\n## Notes\n\n- T017 in the same file as T015/T016 — T018 depends on T017 and T015',
    ),
    [],
  ],
  [
    'contradicted-review',
    'markers as the subject',
    `//- spec.md\n${spec(`${requirements}- **FR-003**: spec.md has a [NEEDS CLARIFICATION: auth method] marker\n`)}\n//- checklists/requirements.md\n# Checklist\n\n- [x] No [NEEDS CLARIFICATION] markers remain\n`,
    [],
  ],
  [
    'mismatched-id',
    'a file with a hyphen',
    withTasks('a').replace('# Tasks: Queue\n', '# Tasks: Queue\n\n**Input**: `specs/004-queue/spec-phase2.md`\n'),
    [],
  ],
  [
    'missing-artifact',
    'a retroactive specification',
    `//- spec.md\n${spec(`> This was written retroactively.\n\n${requirements}`, 'Approved')}\n//- tasks.md\n# Tasks: Queue\n\n- [x] T001 a\n`,
    ['hint'],
  ],
  [
    'malformed-id',
    'a doubled list marker',
    spec(`${requirements}--   **FR-003**: System MUST c\n-- **FR-004** is not one\n`),
    [
      'warning "--   **FR-003" is not recognized as an item: the list marker is written "--". Did you mean "- **FR-003"?',
    ],
  ],
  [
    'undefined-id',
    'a doubled list marker',
    spec(`${requirements}--   **FR-003**: System MUST c, see FR-004\n`),
    ['warning'],
  ],
  [
    'duplicate-id',
    'tests of the requirements',
    spec(
      '## Requirements\n\n### Core\n\n- **FR-007**: a\n- **FR-008**: b\n\n### Spec Testing Requirements\n\n- FR-008: by hand\n',
    ),
    [],
  ],
  [
    'open-clarification',
    'a sentence without markers in Korean',
    kit(spec(`${requirements}\n- [NEEDS CLARIFICATION] 없이 진행 가능.\n- 0 个 [NEEDS CLARIFICATION]。\n`)),
    [],
  ],
  [
    'open-clarification',
    'a sentence about markers over two lines',
    kit(
      spec(
        `${requirements}\n- Defaults chosen instead of marking\n  [NEEDS CLARIFICATION]: (1) a\n- 確定済みのため、\n  [NEEDS CLARIFICATION] は残っていない。\n- en lugar de marcar\n  [NEEDS CLARIFICATION]: (1) b\n`,
      ),
    ),
    [],
  ],
  [
    'open-clarification',
    'a question on a line of its own',
    kit(spec(`${requirements}\n- Storage of the messages\n  [NEEDS CLARIFICATION: where?]\n`)),
    ['hint'],
  ],
  [
    'undefined-id',
    'what was consolidated',
    stories('- (consolidates FR-012, FR-014)\n- Q: US3 是否需要实现？ → A: 不需要。'),
    ['hint'],
  ],
  [
    'undefined-id',
    'a series of numbers, and an amount',
    stories('#### Settings (FR-200 Series)\n\n(FR-001、180 日 scope)'),
    [],
  ],
  [
    'uncovered-requirement',
    'ranges of letters',
    withTasks(
      '- [ ] T001 FR-001, FR-028a〜c',
      'Done',
      '## Requirements\n\n### Functional Requirements\n\n- **FR-001**: a\n- **FR-028a**: b\n- **FR-028b**: c\n- **FR-028c**: d\n',
    ),
    [],
  ],
  [
    'duplicate-id',
    'criteria of each story',
    kit(
      spec(
        '## User Scenarios & Testing\n\n### User Story 1 - A (Priority: P1)\n\n#### Acceptance Criteria\n\n**AC1 — It works**\n\n### User Story 2 - B (Priority: P2)\n\n#### Acceptance Criteria\n\n**AC1 — It works again**\n',
      ),
    ),
    [],
  ],
  [
    'missing-id',
    'steps below a heading with an id',
    withTasks('- [x] T000 a\n- [ ] T001 b\n\n### T003: Tools\n\n- [ ] Create it\n- [ ] Check it'),
    [],
  ],
]

const input = (value: string): string =>
  `//- spec.md\n${spec(requirements)}\n//- tasks.md\n# Tasks: Queue\n\n**Input**: ${value}\n\n## Phase 1\n\n- [ ] T001 a\n`
const folders: readonly [value: string, named: string | undefined][] = [
  ['Design documents from `/specs/003-queue/`', '003-queue'],
  ['Design documents from `/specs/003-queue/spec.md`', '003-queue'],
  ['Design documents from `/specs/feature/4-queue`', '4-queue'],
  ['[spec.md](/specs/003-queue/spec.md)', '003-queue'],
  ['Design documents from `/specs/004-queue/`', undefined],
  ['Design documents from `/specs/team/004-Queue/`', undefined],
  ['Design documents from `/specs/team/`', undefined],
  ['Design documents from `/specs/[###-feature-name]/`', undefined],
  ['the documents beside', undefined],
]

describe('conventions', () => {
  for (const [code, name, fixture, expected] of cases)
    it(`${code}: ${name}`, () => {
      const found = run(fixture, code).map(({ severity, message }) => `${severity} ${message}`)
      // Only the severity where the message does not matter.
      assert.deepEqual(
        found.map((one, k) => ((expected[k] ?? ' ').includes(' ') ? one : one.split(' ', 1)[0])),
        expected,
      )
    })
  it('a requirement may have a name in capitals between its id and a colon', () => {
    const text = spec(
      '## Requirements\n\n### Functional Requirements\n\n- FR5: one state\n- FR6 IDLE: it waits\n- FR7 TODO: later\n',
    )
    assert.deepEqual(
      read(text)
        .document.definitions.filter(({ strong }) => strong)
        .map(({ id }) => id.text),
      ['FR5', 'FR6'],
    )
  })
  for (const [value, named] of folders)
    it(`mismatched-id: the folder of "${value}"`, () => {
      const [finding, ...more] = run(input(value), 'mismatched-id')
      assert.equal(more.length, 0)
      assert.equal(finding?.message, named && `Input names the folder "${named}", but this document is in "004-queue".`)
      const [edit] = finding?.fixes()[0]?.edits ?? []
      if (named) assert.equal(edit?.text, '004-queue')
    })
})
