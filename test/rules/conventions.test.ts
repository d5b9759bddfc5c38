// Conventions of teams that look like mistakes, and mistakes that look like conventions: what is reported, and how severely.
import assert from 'node:assert/strict'
import { type Convention, kit, requirements, spec, testConventions, withTasks } from '../support/conventions.ts'
import { read, run } from '../support/rules.ts'

const cases: readonly Convention[] = [
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
  [
    'uncovered-requirement',
    'ids that are out of scope',
    withTasks('- [ ] T001 FR-001\n\n## Out of Scope (Deferred)\n\nFR-002', 'Done'),
    ['info'],
  ],
  [
    'missing-id',
    'scenarios among criteria',
    kit(
      spec('## Success Criteria\n\n- **SC-001**: 5 s\n- **Given** a queue, **When** it is full, **Then** it says so\n'),
    ),
    [],
  ],
  [
    'placeholder',
    'a head of a plan that tasks were done for',
    `//- spec.md\n${spec(requirements)}\n//- plan.md\n# Implementation Plan: Queue\n\n**Branch**: \`[###-feature-name]\` | **Date**: [DATE] | **Spec**: [link]\n\n## Summary\n\na\n//- tasks.md\n# Tasks: Queue\n\n- [x] T001 a\n`,
    ['warning Branch, Date and Spec still have the values of the template.'],
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
    'open-clarification',
    'a checklist that speaks of markers',
    `//- spec.md\n${spec(requirements)}\n//- checklists/requirements.md\n# Checklist\n\n## Notes\n\n- Todas as regras são conhecidas, sem ambiguidades que exigissem marcação [NEEDS CLARIFICATION].\n- [NEEDS CLARIFICATION] Which browsers?\n`,
    ['hint Open question: Which browsers?'],
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
    'missing-id',
    'steps below a heading with an id',
    withTasks('- [x] T000 a\n- [ ] T001 b\n\n### T003: Tools\n\n- [ ] Create it\n- [ ] Check it'),
    [],
  ],
  [
    'missing-id',
    'the definition of done above its tasks',
    withTasks('**📋 DoD (part of #207):**\n\n- [ ] the gate is green\n- [ ] T001 a\n- [ ] T002 b'),
    [],
  ],
  [
    'missing-id',
    'a checkpoint and a summary',
    withTasks('- [x] T001 a\n- [x] Checkpoint: ready\n- [x] T002 b\n- [x] **Missing**: the tests'),
    ['hint'],
  ],
  [
    'missing-id',
    'a remark among requirements',
    spec(`${requirements}- The review is done by the service alone\n- **FR-003**: System MUST c\n`),
    ['hint'],
  ],
  [
    'uncovered-requirement',
    'letters inside of a range',
    withTasks('- [ ] T001 FR-001 through FR-009', 'Done', `${requirements}- **FR-005a**: System MUST c\n`),
    [],
  ],
  [
    'open-tasks',
    'a status that ends without being done',
    withTasks('- [x] T001 a\n- [ ] T002 b', 'Closed — superseded by SPEC-012'),
    ['hint'],
  ],
  [
    'invalid-metadata',
    'the end of the life cycle',
    `# Spec: Queue\n\n**ID**: SPEC-004\n**Issue**: #12\n**Status**: superseded\n**Created**: 2026-02\n`,
    ['hint', 'hint'],
  ],
  [
    'unclosed-fence',
    'blocks inside of a block of Markdown',
    spec('## Notes\n\n```markdown\n# A\n\n```bash\nls\n```\n\n```bash\nls\n```\n\n```\n'),
    ['error Unclosed code block, because the block on line 7 contains another one. Use "````" around that block.'],
  ],
  [
    'duplicate-section',
    'the template below a written text',
    withTasks(
      '- [ ] T001 a',
      'Draft',
      `${requirements}\n## Success Criteria\n\n- **SC-001**: 5 s\n\n## Requirements\n\n- **FR-001**: System MUST [specific capability, e.g., "allow users to create accounts"]\n\n## Success Criteria\n\nnothing\n`,
    ),
    [
      'warning Section "Requirements" is there again with the text of the template. Remove it.',
      'warning Duplicate section "Success Criteria". Merge the two sections, or rename one.',
    ],
  ],
  [
    'stale-status',
    'tasks that cannot be read',
    withTasks('- [x] T001 a\n- [x] T002 b\n- T003 c\n- T004 d\n- T005 e'),
    [],
  ],
  [
    'review-incomplete',
    'a part that does not apply',
    `//- spec.md\n${spec(requirements)}\n//- plan.md\n# Implementation Plan: Queue\n\n## Constitution Check\n\n### Backend (if \`/server\` affected)\n\n- [ ] a\n- [ ] b\n//- tasks.md\n# Tasks: Queue\n\n- [ ] T001 a\n`,
    [],
  ],
  [
    'open-clarification',
    'an example in another language',
    spec(`${requirements}- 不明な点は [NEEDS CLARIFICATION: 具体的な質問] と書く\n`),
    [],
  ],
  [
    'uncovered-story',
    'several stories in a label',
    withTasks(
      '- [ ] T001 [US1,2] a',
      'Done',
      '## User Scenarios & Testing\n\n### User Story 1 - A (Priority: P1)\n\na\n\n### User Story 2 - B (Priority: P2)\n\nb\n',
    ),
    [],
  ],
  [
    'open-tasks',
    'what will follow later',
    withTasks('- [x] T001 a\n\n## Follow-up Candidates\n\n- [ ] T002 b', 'Done'),
    [],
  ],
]

const input = (value: string): string =>
  `//- spec.md\n${spec(requirements)}\n//- tasks.md\n# Tasks: Queue\n\n**Input**: ${value}\n\n## Phase 1\n\n- [ ] T001 a\n`
const folders: readonly [value: string, named: string | undefined][] = [
  ['Design documents from `/specs/003-queue/`', '003-queue'],
  ['Design documents from `/specs/1004-queue/`', '1004-queue'],
  ['Design documents from `/specs/003-queue/spec.md`', '003-queue'],
  ['Design documents from `/specs/feature/4-queue`', '4-queue'],
  ['[spec.md](/specs/003-queue/spec.md)', '003-queue'],
  ['Design documents from `/specs/004-queue/`', undefined],
  ['Design documents from `/specs/team/004-Queue/`', undefined],
  ['Design documents from `/specs/team/`', undefined],
  ['Design documents from `/specs/[###-feature-name]/`', undefined],
  ['[research](research.md) and [draft](specs/003-queue/draft.md)', undefined],
  ['the documents beside', undefined],
  ['Product billing/specs/003-queue/ + a contract', undefined],
  ['Design documents from `w/specs/003-queue/`', '003-queue'],
  ['Design documents from `../specs/003-queue/`', '003-queue'],
  ['the screenshots, `src/order.ts`, `specs/003-queue/spec.md`', undefined],
]

describe('conventions', () => {
  testConventions(cases)
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
