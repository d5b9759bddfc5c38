// Several places with one cause: one finding that names the cause.
import { type Convention, inChecklist, testConventions, withTasks } from '../support/conventions.ts'

const story = (...lines: string[]): string =>
  `## User Stories\n\n### US-1: Order a queue (Priority: P1)\n\n${lines.join('\n\n')}\n`
const blank = 'As a **[role]**, I want **[capability]**, so that **[benefit]**.'
const head = (...lines: string[]): string => `# Spec: Queue\n\n${lines.join('\n')}\n**Status**: draft\n`

const cases: readonly Convention[] = [
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
    'requirements with a quality',
    inChecklist('3 functional requirements with clear words'),
    ['info The text says "3 functional requirements", but the specification has 2.'],
  ],
]

describe('one cause', () => testConventions(cases))
