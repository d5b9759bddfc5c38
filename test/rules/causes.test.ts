// Several places with one cause: one finding that names the cause.
import assert from 'node:assert/strict'
import {
  type Convention,
  inChecklist,
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
const told = (code: string, to: number): string[] =>
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
    ['hint 6 template placeholders in "US-1: Order a queue (Priority: P1)" are not filled in.'],
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
    [code, 'the template below the written text', `${written}${template}`, told(code, 26)],
    [code, 'the template above the written text', `${template}${written}`, told(code, 12)],
    [code, 'the template below the written text, without a title', `${written}${untitled}`, told(code, 24)],
    [code, 'the template above the written text, without a title', `${untitled}${written}`, told(code, 10)],
  ]),
  [
    'duplicate-section',
    'titles with marks of the template',
    '# Spec: Queue\n\n## Summary *(mandatory)*\n\nA queue.\n\n## Problem\n\nb\n\n## Summary\n\nA queue.\n\n## Design\n\nc\n',
    ['warning Duplicate section "Summary". Merge the two sections, or rename one.'],
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
    for (const text of [`${written}${untitled}`, `${untitled}${written}`]) {
      const [finding] = run(text, 'duplicate-section')
      assert.deepEqual(finding?.fixes(), [], 'written text may be in it')
    }
  })
})
