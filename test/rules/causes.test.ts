// Several places with one cause: one finding that names the cause.
import assert from 'node:assert/strict'
import {
  type Convention,
  inChecklist,
  inPlan,
  requirements,
  spec,
  stories,
  testConventions,
  withTasks,
} from '../support/conventions.ts'
import { apply, run } from '../support/rules.ts'

const story = (...lines: string[]): string =>
  `## User Stories\n\n### US-1: Order a queue (Priority: P1)\n\n${lines.join('\n\n')}\n`
const blank = 'As a **[role]**, I want **[capability]**, so that **[benefit]**.'
const head = (...lines: string[]): string => `# Spec: Queue\n\n${lines.join('\n')}\n**Status**: draft\n`

const written =
  '# Spec: Queue\n\n## Requirements\n\n### Functional\n\n- **FR-001**: System MUST create it\n- **FR-002**: System MUST delete it\n\n## Success Criteria\n\n- **SC-001**: It takes 5 s\n- **SC-002**: It never fails\n\n'
const untitled =
  '## Requirements\n\n### Functional\n\n- **FR-001**: System MUST [requirement]\n\n## Success Criteria\n\n- **SC-001**: [Measurable outcome, e.g., "Users can create a queue with < 5 fields"]\n\n'
const template = `# Spec: [Title]\n\n${untitled}`
const copied = (code: string, to: number): string[] =>
  code === 'placeholder'
    ? []
    : [`warning From here to line ${to}, this is a copy of the template that is not filled in. Remove it.`]

const cases: readonly Convention[] = [
  [
    'contradicted-review',
    'a plan beside research.md, which answers its questions',
    `//- spec.md\n${spec(`${requirements}- **FR-003**: c [NEEDS CLARIFICATION: which one?]\n`)}\n//- plan.md\n# Implementation Plan: Queue\n\n## Progress\n\n- [x] All NEEDS CLARIFICATION resolved\n//- research.md\n# Research\n`,
    ['info'],
  ],
  [
    'duplicate-section',
    'a summary behind a note and one at the end',
    `# Spec: Queue\n\n## Note\n\na\n\n## Summary\n\nA queue.\n\n## Problem\n\nb\n\n## Summary\n\nDone.\n`,
    ['info'],
  ],
  [
    'duplicate-section',
    'a summary in the middle and one at the end',
    `# Spec: Queue\n\n## Note\n\na\n\n## Problem\n\nb\n\n## Summary\n\nA queue.\n\n## Summary\n\nDone.\n`,
    ['warning'],
  ],
  [
    'open-tasks',
    'a task that is deferred until something happens',
    withTasks('- [x] T001 a\n- [ ] T002 Show the refund. Deferred until the date can be changed.', 'Done'),
    ['hint'],
  ],
  [
    'open-tasks',
    'a status that names what remains',
    withTasks('- [x] T001 a\n- [ ] T002 b', 'Implemented (MVP; post-MVP tasks remain)'),
    ['hint'],
  ],
  [
    'open-tasks',
    'a task about what is deferred',
    withTasks('- [x] T001 a\n- [ ] T002 Show the refund. Deferred payments are listed.', 'Done'),
    ['warning'],
  ],
  [
    'undefined-id',
    'a story of another part of the product',
    withTasks('- [x] T001 [US1] Reuse the existing dependency from APM US7, as in MVP US8', 'Draft', stories('')),
    ['hint', 'warning'],
  ],
  [
    'undefined-id',
    'removed tasks with a long list of what they were',
    withTasks(
      '- [x] T001 a\n\nTasks **T048–T056** — the filter, the `jobs.py` router, the templates — are removed from this iteration.\n\nTasks **T058–T059** — the filter — are urgent.',
    ),
    ['warning'],
  ],
  [
    'placeholder',
    'six places in a section',
    story(blank, blank),
    ['hint In "US-1: Order a queue (Priority: P1)", 6 places still have the text of the template.'],
  ],
  ['placeholder', 'three places in a section', story(blank), ['hint', 'hint', 'hint']],
  [
    'placeholder',
    'several values in the head of a draft that nobody has begun',
    head('**ID**: SPEC-XXX', '**Created**: YYYY-MM-DD'),
    ['hint ID and Created still have the values of the template.'],
  ],
  [
    'placeholder',
    'one value in the head',
    head('**ID**: SPEC-001', '**Created**: YYYY-MM-DD'),
    ['hint Created still has the template value "YYYY-MM-DD".'],
  ],
  ...(['placeholder', 'duplicate-section'] as const).flatMap((code): Convention[] => [
    [code, 'the template below the written text', `${written}${template}`, copied(code, 26)],
    [code, 'the template above the written text', `${template}${written}`, copied(code, 12)],
    [code, 'the template below the written text, without a title', `${written}${untitled}`, copied(code, 24)],
    [code, 'the template above the written text, without a title', `${untitled}${written}`, copied(code, 10)],
  ]),
  [
    'duplicate-section',
    'titles with marks of the template',
    '# Spec: Queue\n\n## Summary *(mandatory)*\n\nA queue.\n\n## Problem\n\nb\n\n## Summary\n\nA queue.\n\n## Design\n\nc\n',
    ['warning Duplicate section "Summary". Merge the two sections, or rename one.'],
  ],
  [
    'duplicate-section',
    'a section that the template lacks behind a copy',
    `${written}${template}## Review notes\n\nOurs.\n`,
    copied('duplicate-section', 26),
  ],
  [
    'duplicate-section',
    'a copy in which an item was written',
    `${written}${template}- **SC-003**: It is ours\n`,
    ['warning', 'warning'],
  ],
  [
    'duplicate-section',
    'a document without a title of its own, and another title',
    `# Spec: [Title]\n\n${written.slice(written.indexOf('##'))}# Notes\n\nOurs.\n`,
    [],
  ],
  [
    'duplicate-section',
    'a second section with items at the end',
    '# Spec: Queue\n\n## Success Criteria\n\n- **SC-001**: a\n\n## Problem\n\nb\n\n## Success Criteria\n\n- **SC-002**: c\n',
    ['warning'],
  ],
  [
    'duplicate-section',
    'written text below a title that is not filled in',
    `# Spec: Queue\n\n${template.replace(/\[(?!Title)([^\]]*)\]/g, 'what it needs')}`,
    [],
  ],
  [
    'duplicate-section',
    'one of two sections with placeholders',
    `${written}## Requirements\n\n### Functional\n\n- **FR-001**: System MUST [requirement]\n\n## Design\n\nA queue.\n`,
    ['warning Section "Requirements" is there again with the text of the template. Remove it.'],
  ],
  [
    'unclosed-fence',
    'code that is indented less than its list item, whose fence opens another block',
    '# Spec: Queue\n\n```text\na\n```\n\n- Run it:\n\n  ```bash\n  make\n\n# Test\n  make test\n  ```\n\nDone.\n',
    [
      'error Unclosed code block. Line 12 ends it, being indented less than the list item. Indent the code like the item, or close the block before that line.',
    ],
  ],
  [
    'unclosed-fence',
    'an open block in the last list item',
    '# Spec: Queue\n\n- Run it:\n\n  ```bash\n  make\n\n',
    ['error Unclosed code block. Add a line "```" where the code ends, or remove this one.'],
  ],
  [
    'unclosed-fence',
    'a heading in an earlier block',
    '# Spec: Queue\n\ntests/\n```\n\n### Layout\n\n```\nsrc/\n```\n',
    [
      'error Unclosed code block. The block on line 4 contains a heading, so a fence before the heading is missing or left over.',
    ],
  ],
  [
    'unclosed-fence',
    'a comment of a script in an earlier block',
    '# Spec: Queue\n\n```\n# build\nmake\n```\n\n```\n',
    ['error Unclosed code block without code. Remove the line "```".'],
  ],
  [
    'unclosed-fence',
    'a block that the end of another one closes',
    '# Spec: Queue\n\n```bash\nmake\n\nThen:\n\n```python\nrun()\n```\n\nThat is all.\n',
    [
      'warning Code block contains the start of another one on line 8, whose end closes it. Close it before that line, or use "````" around it.',
    ],
  ],
  [
    'unclosed-fence',
    'a fence too many, and a block that it swallows',
    '# Spec: Queue\n\n```bash\nmake\n```\n```\n\nThen:\n\n```python\nrun()\n```\n\nThat is all.\n\n```\na\n```\n',
    [
      'warning Code block contains the start of another one on line 10, whose end closes it. Close it before that line, or use "````" around it.',
    ],
  ],
  [
    'unclosed-fence',
    'Markdown around other blocks',
    '# Spec: Queue\n\n```markdown\n# Use\n\n```bash\nmake\n```\n\n```python\nrun()\n```\n```\n\nThen:\n\n```sh\na\n```\n',
    [
      'warning Code block contains the start of another one on line 6, whose end closes it. Close it before that line, or use "````" around it.',
    ],
  ],
  [
    'duplicate-section',
    'a list of references below a title that is not filled in',
    `# Spec: [Title]\n\n## Requirements\n\n### Functional\n\n- **FR-001**: System MUST create it [Source: the plan of May]\n\n## Success Criteria\n\n- **SC-001**: It takes 5 s [FR-001]\n\n# Appendix\n\n## Requirements\n\nNone.\n\n## Success Criteria\n\nNone.\n`,
    ['warning', 'warning'],
  ],
  [
    'unclosed-fence',
    'code in backticks at the start of a line of code',
    '# Spec: Queue\n\n```bash\necho hi\n```js``` is inline\n```\n',
    [],
  ],
  [
    'unclosed-fence',
    'text that shows how a block starts, and a block in another section',
    '# Spec: Queue\n\n```text\n```mermaid\n```\n\n## Layout\n\n```\nsrc/\n```\n',
    [],
  ],
  [
    'unclosed-fence',
    'a second start of a block inside, with other marks before it',
    '# Spec: Queue\n\n```bash\n~~~json\n```python\nrun()\n```\n',
    [
      'warning Code block contains the start of another one on line 5, whose end closes it. Close it before that line, or use "````" around it.',
    ],
  ],
  [
    'unclosed-fence',
    'an open block with a language behind a block with a heading',
    '# Spec: Queue\n\n```\n## main...origin/main\n```\n\n```python\nrun()\n',
    ['error Unclosed code block. Add a line "```" where the code ends, or remove this one.'],
  ],
  [
    'duplicate-id',
    'tasks about what is deleted',
    withTasks(
      '- [ ] T001 Delete the table (deleted rows stay in the log)\n- [ ] T002 Check sessions - deferred payments are listed\n\n## Phase 2\n\n- [ ] T001 Other\n- [ ] T002 Another',
    ),
    ['error', 'error'],
  ],
  [
    'duplicate-id',
    'a deferred task that is done',
    withTasks('- [x] T001 Load it — deferred to Phase 2\n\n## Phase 2\n\n- [ ] T001 Other'),
    ['error'],
  ],
  [
    'duplicate-id',
    'how requirements are verified',
    spec(
      '## Requirements\n\n### Non-Functional Requirements\n\n#### Performance\n\n- **NFR-001**: a\n- **NFR-002**: b\n\n#### Verification\n\n- **NFR-002**: Load test\n',
    ),
    [],
  ],
  [
    'duplicate-id',
    'what is done about risks',
    spec(
      '## Risks\n\n### All Risks\n\n#### Technical\n\n- **RK-001**: a\n- **RK-002**: b\n\n#### Mitigations\n\n- **RK-002**: c\n',
    ),
    [],
  ],
  [
    'stale-count',
    'the requirements of another one',
    inChecklist('All 19 FRs of the old system stay, all 5 FRs (3 here, 2 elsewhere) are clear, we merged 7 FRs'),
    [],
  ],
  [
    'stale-count',
    'the tasks of a story',
    withTasks('- [ ] T001 [US1] a\n- [ ] T002 b\n- [ ] T003 c\n\n- Total Tasks: 1 (US1)'),
    [],
  ],
  [
    'open-clarification',
    'a marker that says in Chinese that it is resolved',
    inPlan('**Storage**: NEEDS CLARIFICATION（已澄清：团队支付）'),
    [],
  ],
  [
    'unclosed-fence',
    'text that shows how a block starts',
    '# Spec: Queue\n\n```text\nStart a block with\n```python\n```\n\n```sh\na\n```\n',
    [],
  ],
  ['unclosed-fence', 'a longer fence around another block', '# Spec: Queue\n\n````bash\n```python\n```\n````\n', []],
  [
    'stale-count',
    'the tasks of one series beside others',
    withTasks('- [ ] T001 a\n- [ ] T002 b\n- [ ] **BUGFIX-001**: c\n- [ ] **BUGFIX-002**: d\n\n**Total Tasks**: 2'),
    [],
  ],
  [
    'stale-count',
    'the tasks of no series',
    withTasks('- [ ] T001 a\n- [ ] T002 b\n- [ ] **BUGFIX-001**: c\n- [ ] **BUGFIX-002**: d\n\n**Total Tasks**: 3'),
    ['info The text says there are 3 tasks, but the document has 4.'],
  ],
  [
    'stale-count',
    'the requirements that are implemented in phases',
    inChecklist('3 functional requirements with implementation phases'),
    [],
  ],
  [
    'stale-count',
    'requirements and criteria in short',
    inChecklist('All 19 FRs map to scenarios, and 2 FRs to none, as the adapter (5 FRs) shows'),
    ['info The text says "19 FRs", but the specification has 2.'],
  ],
  [
    'stale-count',
    'rows that a Portuguese text counts',
    inChecklist('O catálogo tem 340 user stories que são rótulos, e 7 functional requirements não são'),
    [],
  ],
  [
    'stale-count',
    'requirements in a section of their own',
    `//- spec.md\n${spec(`${requirements}\n## Scope Additions\n\n- **FR-003**: System MUST c\n`)}\n//- checklists/all.md\n# Checklist: All\n\n- [x] CHK001 All 3 functional requirements are clear\n- [x] CHK002 All 4 FRs are clear\n`,
    ['info The text says "4 FRs", but the specification has 2.'],
  ],
  [
    'stale-count',
    'requirements with a quality',
    inChecklist('3 functional requirements with clear words'),
    ['info The text says "3 functional requirements", but the specification has 2.'],
  ],
]

describe('one cause', () => {
  testConventions(cases)
  it('duplicate-section: a copy of the template with its own title can be removed', () => {
    for (const text of [`${written}${template}`, `${template}${written}`]) {
      const [fix] = run(text, 'duplicate-section')[0]?.fixes() ?? []
      assert.equal(fix && apply(text, fix.edits), written)
      assert.equal(fix?.preferred, false)
    }
    const more = '- **SC-002**: [Measurable outcome, e.g., "Connection latency < 10ms within cluster"]\n'
    const [finding] = run(`${written}${untitled}${more}${more}\nOur own words.\n`, 'duplicate-section')
    assert.match(finding?.message ?? '', /copy of the template/)
    assert.deepEqual(finding?.fixes(), [], 'written text is in it')
  })
})
