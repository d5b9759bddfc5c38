// Conventions of teams for ids: what is unknown, a duplicate or malformed, and how severely it is reported.
import {
  type Convention,
  kit,
  many,
  numbers,
  requirements,
  spec,
  stories,
  testConventions,
  withTasks,
} from '../support/conventions.ts'

const cases: readonly Convention[] = [
  [
    'undefined-id',
    'ids that exist elsewhere or are said not to exist',
    stories(
      'US1 only; no US2/US3 in this spec. Save it first (see existing **FR-014** / navigation), with the control (**FR-010** from the theme spec).',
    ),
    [],
  ],
  ['undefined-id', 'the specification itself', stories('Show it (FR-010 from the feature spec).'), ['hint']],
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
    ['hint 9 unknown ids: nothing in this specification defines "FR-011", "FR-012", "FR-013" and 6 more.'],
  ],
  ['undefined-id', 'eight', stories(many(numbers(11, 18), (id) => `see ${id} there`)), Array(8).fill('hint')],
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
    ['hint', 'warning', 'hint', 'hint'],
  ],
  [
    'undefined-id',
    'letters behind a slash',
    stories('FR-009a/b/c, FR-002a/b, FR-008a/x.md'),
    [
      'hint Unknown id "FR-009a": nothing in this specification defines it.',
      'hint Unknown id "FR-009b": nothing in this specification defines it.',
      'hint Unknown id "FR-009c": nothing in this specification defines it.',
      'hint Unknown id "FR-008a": nothing in this specification defines it.',
    ],
  ],
  [
    'duplicate-id',
    'one id on many items',
    withTasks(Array.from({ length: 10 }, (_, k) => `- [ ] T00 Create part ${k}`).join('\n')),
    ['error 9 items with duplicate ids: "T00" (first defined from line 5 on).'],
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
    ['info "`T010`" and 2 more are not recognized as items: their ids are formatted as code.'],
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
    'undefined-id',
    'several tasks on a line',
    withTasks('- [x] T014 About · T015 Projects · T016 Experience\n- [ ] T017 see · T018'),
    [],
  ],
  ['undefined-id', 'a dot in a sentence', withTasks('- [x] T014 a\n\nsee · T018'), ['warning']],
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
    stories('### Story — spec-042 is closed\n\nA table of FR-049\n\n### Spec-004\n\n- FR-009'),
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
    stories(
      '- Q: Should the timeline (US4) be included? → A: Drop it.\n- Q: Should the others (US5) stay? → A: Yes\n- US6 stays, too',
    ),
    ['hint', 'hint', 'warning'],
  ],
  ['undefined-id', 'ids of three parts', withTasks('### T-004-001: a\n\n- with T-004-002, T-005-001'), []],
  [
    'undefined-id',
    'a task list of a plan',
    `//- spec.md\n${spec(requirements)}\n//- plan.md\n# Plan: Queue\n\n- [ ] T100 Init\n- [ ] T101 Test (T100)\n\nsee T102\n//- tasks.md\n# Tasks: Queue\n\n- [ ] T001 a\n`,
    ['hint'],
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
  ['duplicate-id', 'two series', withTasks('- [x] T-001: a\n- [x] T001: b'), ['info']],
  [
    'malformed-id',
    'three times the same mistake',
    spec('## Success Criteria\n\n- **SC-001**: a\n- **SC.02:** b\n- **SC.03:** c\n- **SC.04:** d\n'),
    [
      'warning "SC.02" and 2 more are not recognized as items: "SC" and the number are separated by "." instead of "-".',
    ],
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
    ['hint'],
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
    'undefined-id',
    'items whose bold has a name or a sign',
    stories(
      '**FR-001 (A name)**: System MUST a\n\n### Functional Requirements\n\n**FR-011 (First)**: System MUST c\n**FR-012 (Second)**: System MUST d\n- **✅ FR-013（架构）**: System MUST e\n\nSee FR-012 and FR-013.',
    ),
    [],
  ],
  [
    'undefined-id',
    'labels and headings between the checkbox and the id',
    withTasks('- [x] [VERIFY] T004 Verify it\n- [X] ### T005 [P] Create it\n- [ ] T006 after T004 and T005'),
    [],
  ],
  [
    'undefined-id',
    'a range as the title of a group',
    withTasks('- [ ] T001 a\n\n### T006-T012: Migrations\n\n**Dependencies**: T006-T012, T007'),
    [],
  ],
  [
    'undefined-id',
    'the story of no story',
    withTasks('- [ ] T001 [US0] a').replace(
      requirements,
      `## User Scenarios\n\n### User Story 1 - A (Priority: P1)\n\n${requirements}`,
    ),
    ['hint'],
  ],
  [
    'undefined-id',
    'tasks whose numbers were never filled in',
    withTasks('- [ ] T001 a\n- [ ] T0XX b\n- [ ] T0XX c\n- [ ] T0XX d\n\n## Order\n\nT012 before T013'),
    ['hint', 'hint'],
  ],
  [
    'undefined-id',
    'ids of an earlier version, of other places and of later steps',
    stories(
      'A primeira (FR-011 originais) e a FR-012 de lá; a FR-013 do front. The existing axes of the chart (FR-014). （合并FR-015）- **FR-016** ~ **FR-017**：~~a~~ → 移至 spec 017b',
    ),
    ['hint', 'hint'],
  ],
  [
    'undefined-id',
    'what a later step will do',
    `//- spec.md\n${spec(requirements)}\n//- plan.md\n# Implementation Plan: Queue\n\n## Phase 2: Task Planning Approach\n\n*This section describes what the /tasks command will do*\n\n- T036: Unit tests\n//- tasks.md\n# Tasks: Queue\n\n## Phase 1\n\n- [ ] T001 a\n`,
    ['hint'],
  ],
  [
    'duplicate-id',
    'parts with a letter behind a full stop',
    withTasks('- [ ] T024 a\n- [ ] T024.A b\n- [ ] T024.B c'),
    [],
  ],
  [
    'duplicate-id',
    'acceptance criteria of requirements',
    spec(`${requirements}\n### Strengthened Acceptance Criteria\n\n- **FR-001 (RLS)**: verified by tests\n`),
    [],
  ],
  [
    'duplicate-id',
    'a list of what remains, above the tasks',
    withTasks('- [ ] T001 a').replace(
      '## Phase 1',
      '## Remaining Work to Finish\n\n- [ ] T001 finish it\n\n## Phase 1',
    ),
    [],
  ],
  [
    'malformed-id',
    'a long series of letters',
    stories(
      '## Requirements\n\n### Functional Requirements\n\n- **FR16A**: System MUST a\n- **FR16I**: System MUST b\n- **FR16ZA**: System MUST c',
    ),
    [],
  ],
  [
    'malformed-id',
    'a placeholder of two letters',
    withTasks('- [ ] T001 a\n- [ ] T0XX b\n- [ ] T00X c\n- [ ] T00X d\n- [ ] T00X e'),
    ['warning "T0XX" and 3 more are not recognized as items: the number is missing.'],
  ],
  [
    'undefined-id',
    'ids that items had before, of stale references and of a number in code',
    stories(
      'Moved (era T044), formerly FR-011, 原 FR-012. Remove stale references to FR-013, FR-014. As in `126`（FR-015 那類）.',
    ),
    ['hint', 'hint', 'hint'],
  ],
  ['undefined-id', 'a story that is struck out', stories('### ~~User Story 3 - Old~~\n\nUS3 is gone.'), []],
  [
    'undefined-id',
    'tasks on lines of their own, with a full stop',
    withTasks('T001. Create it\nT002. (Core) Write it. [P]\nT003. Test it\n\n## Order\n\nT003 after T002, not T004'),
    ['warning'],
  ],
  [
    'duplicate-id',
    'what takes the place of a struck-out item',
    withTasks('- [ ] ~~T007 Write it~~ 撤銷\n- [ ] T007 Write the other'),
    [],
  ],
  [
    'malformed-id',
    'a section in which no item has a checkbox',
    withTasks('- [ ] T001 a\n\n## Phase 2\n\n- T002 Wire it\n- T003 Test it\n- T004 Ship it'),
    ['warning "T002" and 2 more are not recognized as items: the checkbox is missing.'],
  ],
  [
    'duplicate-id',
    'a Korean part about a summary of the product',
    withTasks('- [ ] T001 a').replace('## Phase 1', '## 6단계: 통계 및 요약 기능\n\n- [ ] T001 b\n\n## Phase 7'),
    ['error'],
  ],
  [
    'duplicate-id',
    'a supplement of an item, and the name of a format',
    spec(
      `${requirements}- **FR-002 补充**: more of it\n\n### Key Entities\n\n- **KTX2 Level**: a\n- **KTX2 Metadata**: b\n`,
    ),
    ['hint'],
  ],
  [
    'undefined-id',
    'a specification whose name has other letters, and a name among names',
    stories(
      '口径见 `specs/010-智能回测/spec.md` FR-017；对照 `specs/010-智能回测/spec.md` 中 FR-018. Polygon, T212 (a key), Telegram',
    ),
    [],
  ],
  ['undefined-id', 'excluded stories', stories('Stories 4 and 5 excluded as out of scope.'), []],
  [
    'malformed-id',
    'a series with capital letters',
    kit(
      spec(
        '## Requirements\n\n### Functional Requirements\n\n- **FR-001**: System MUST x\n- **FR16A**: System MUST a\n- **FR16B**: System MUST b\n- **FR16ZA**: System MUST c\n',
      ),
    ),
    [],
  ],
]

describe('conventions for ids', () => {
  testConventions(cases)
})
