// Findings in documents of less usual forms: what is reported, what is not, and what the quick fixes write.
import assert from 'node:assert/strict'
import { createChecker } from '../../server/src/analysis/checker.ts'
import { memoryFiles } from '../support/memoryFiles.ts'
import { apply, functional, run } from '../support/rules.ts'

const messages = (code: string, fixture: string): string[] => run(fixture, code).map(({ message }) => message)
const fixed = (code: string, text: string): string => {
  const [finding = assert.fail('no finding')] = run(text, code)
  return apply(text, finding.fixes()[0]?.edits ?? [])
}

const kit = (status: string, body: string): string =>
  `# Feature Specification: Queue\n\n${status === '' ? '' : `**Status**: ${status}\n\n`}${body}`
const agreed = (was: string, is: string, status = 'Approved'): string =>
  `//- @2026-05-01/spec.md\n${kit('Approved', was)}//- spec.md\n${kit(status, is)}`
const needs = (body: string): string => `## Requirements *(mandatory)*\n\n### Functional Requirements\n\n${body}`
const first = '- **FR-001**: System MUST deliver messages within 10 seconds\n'
const second = '- **FR-002**: System MUST encrypt all messages at rest\n'
const told = (then: string): string =>
  `## User Scenarios & Testing *(mandatory)*\n\n### User Story 1 - Order a queue (Priority: P1)\n\nA developer orders a queue.\n\n**Acceptance Scenarios**:\n\n1. **Given** a claim, **When** it is applied, **Then** ${then}\n`
const phase = (...lines: string[]): string =>
  `## Tasks\n\n### Phase 1: Setup\n\n${lines.map((line) => `- [ ] ${line}\n`).join('')}`
const resources = (names: readonly string[], requirement = 'System MUST keep orders for 4 days'): string =>
  `${functional(`- **FR-001**: ${requirement}\n`)}\n## Design\n\n### Resources Created\n\n| Resource | Notes |\n|---|---|\n${names.map((name) => `| ${name} | x |\n`).join('')}`
const chain = (length: number): string[] =>
  Array.from({ length }, (_, k) => `T00${k + 1}: a (depends on T00${k + 1 === length ? 1 : k + 2})`)

const cases: readonly [code: string, name: string, fixture: string, expected: string[]][] = [
  [
    'changed-since-approval',
    'reports an item that was removed',
    agreed(needs(first + second), needs(first)),
    ['FR-002 was removed after the approval on 2026-05-01.'],
  ],
  [
    'changed-since-approval',
    'reports a story of which a scenario was changed',
    agreed(told('there is a queue'), told('there is a topic')),
    ['User Story 1 was changed after the approval on 2026-05-01.'],
  ],
  [
    'invalid-metadata',
    'reports an issue that is no reference',
    '# Spec: A\n\n**Issue**: later\n',
    ['Issue "later" does not reference an issue. Expected a link such as "[#123](…)".'],
  ],
  [
    'parallel-conflict',
    'ignores tasks of which either depends on the other',
    phase('T001: [P] Create in src/a.ts (depends on T002)', 'T002: [P] Delete in src/a.ts'),
    [],
  ],
  [
    'parallel-conflict',
    'reports three tasks although two of them depend on each other',
    phase(
      'T001: [P] Create in src/a.ts (depends on T002)',
      'T002: [P] Delete in src/a.ts',
      'T003: [P] List in src/a.ts',
    ),
    ['T001, T002 and T003 are marked [P] but name the same file: src/a.ts.'],
  ],
  [
    'missing-section',
    'reports a section whose heading lacks a space, and does not miss it',
    '# Spec: A\n\n**ID**: SPEC-001\n\n## Summary\n\na\n\n## Problem\n\na\n\n## User Stories\n\n##Requirements\n\n## Success Criteria\n\n## Design\n\n## Tasks\n\n## Review Checklist\n',
    ['Section "Requirements" is not a heading. Start its line with "## ".'],
  ],
  [
    'resource-without-requirement',
    'reports one summary if most of several rows are not covered',
    resources(['LoadBalancer', 'Bucket', 'Certificate', 'Order table']),
    ['Most resources are not covered by any requirement or criterion: "LoadBalancer", "Bucket" and "Certificate".'],
  ],
  [
    'resource-without-requirement',
    'reports the rows one by one if they are few',
    resources(['LoadBalancer', 'Order table', 'Certificate']),
    ['LoadBalancer', 'Certificate'].map((name) => `No requirement or criterion covers "${name}".`),
  ],
  [
    'review-incomplete',
    'reports a review without personas as a whole',
    '## Review Checklist\n\n- [x] Alerts\n- [ ] Limits\n',
    ['Incomplete review "Review Checklist" (1 of 2 items checked).'],
  ],
  [
    'story-shape',
    'ignores a story that was withdrawn',
    '## User Stories\n\n### US-1: ~~Order a queue~~\n\nQueues are ordered.\n',
    [],
  ],
  [
    'task-cycle',
    'names all of seven tasks',
    phase(...chain(7)),
    ['Tasks depend on each other: T001 → T002 → T003 → T004 → T005 → T006 → T007 → T001.'],
  ],
  [
    'task-cycle',
    'names the first six of eight tasks',
    phase(...chain(8)),
    ['Tasks depend on each other: T001 → T002 → T003 → T004 → T005 → T006 → … → T001.'],
  ],
  [
    'task-cycle',
    'starts with the first task of the document',
    phase('T003: a', 'T002: b (depends on T001)', 'T001: c (depends on T002)'),
    ['Tasks depend on each other: T002 → T001 → T002.'],
  ],
  [
    'task-cycle',
    'leaves out the task that leads to the cycle',
    phase('T001: a (depends on T003)', 'T002: b (depends on T003)', 'T003: c (depends on T002)'),
    ['Tasks depend on each other: T002 → T003 → T002.'],
  ],
  [
    'task-cycle',
    'is reported in the document of its first task only',
    `${kit('Draft', needs(first))}//- tasks.md\n# Tasks: Queue\n\n${phase('T001: a (depends on T002)', 'T002: b (depends on T001)')}`,
    ['Tasks depend on each other: T001 → T002 → T001.'],
  ],
]

for (const code of new Set(cases.map(([one]) => one)))
  describe(code, () => {
    for (const [own, name, fixture, expected] of cases)
      if (own === code) it(name, () => assert.deepEqual(messages(code, fixture), expected))
  })

describe('a resource', () => {
  it('is compared with the words of requirements in the same way in short and long tables', () => {
    const covered = 'LoadBalancer'
    const requirement = 'System MUST be reached by a loadbalancers and keep bucketstores'
    const uncovered = Array.from(
      { length: 60 },
      (_, k) => `Zq${String.fromCharCode(97 + (k % 26), 97 + Math.floor(k / 26))}x Wv${k}x`,
    )
    const many = Array.from({ length: 70 }, (_, k) => `Bucket ${k + 10}`)
    assert.deepEqual(
      messages('resource-without-requirement', resources([...many, ...uncovered, covered, 'store'], requirement)),
      [...uncovered.map((name) => `No requirement or criterion covers "${name}".`)],
    )
  })
})

describe('missing-id', () => {
  it('gives a hint about a ticked note, which may be about the items above it', () => {
    const severities = (line: string): string[] =>
      run(`## Tasks\n\n- [x] T001: a\n- ${line}\n`, 'missing-id').map(({ severity }) => severity)
    assert.deepEqual(severities('[x] **Verified:** on staging'), ['hint'])
    assert.deepEqual(severities('[ ] **Verified:** on staging'), ['warning'])
    assert.deepEqual(severities('[x] Verify it on staging'), ['warning'])
  })
})

describe('the quick fix', () => {
  it('of a status that is only a note replaces all of it', () => {
    const text = '# Spec: A\n\n**Status**: (blocked)\n'
    assert.equal(fixed('invalid-metadata', text), '# Spec: A\n\n**Status**: draft\n')
  })
  it('of a duplicate story in words writes the next id in its short form', () => {
    const story = '### User Story 1 - Order\n\na\n\n'
    const text = kit('Draft', `## User Scenarios & Testing *(mandatory)*\n\n${story}${story.replace('Order', 'Drain')}`)
    assert.equal(fixed('duplicate-id', text), text.replace('User Story 1 - Drain', 'US-2 - Drain'))
  })
})

describe('missing-metadata', () => {
  it('adds the line of a template of the repository as it is', async () => {
    const line = '**Issue**: [#XXX](https://github.com/OWNER/REPOSITORY/issues/XXX)'
    const path = '/w/specs/001-a/spec.md'
    const head = '# Spec: A\n\n**ID**: SPEC-001\n'
    const body = `\n${functional('- **FR-001**: a\n')}`
    const template = `# Spec: [Title]\n\n**ID**: SPEC-XXX\n${line}\n${body.replace(': a', ': [text]')}`
    const checker = createChecker({
      files: memoryFiles({ '/w/.git/HEAD': '', [path]: head + body, '/w/docs/specs/templates/spec.md': template }),
      kept: false,
      roots: () => ['/w'],
      onError: (_, error) => assert.fail(String(error)),
    })
    const { files } = await checker.check((await checker.load(path)) ?? assert.fail())
    const [finding] = files.flatMap(({ findings }) => findings).filter(({ code }) => code === 'missing-metadata')
    assert.equal(apply(head + body, finding?.fixes()[0]?.edits ?? []), `${head}${line}\n${body}`)
  })
})

describe('open-ended-list', () => {
  const found = async (words: readonly string[]): Promise<string[]> => {
    const path = '/w/specs/001-a/spec.md'
    const text = `# Spec: A\n\n**ID**: SPEC-001\n\n${functional('- **FR-001**: System MUST support Kafka and friends\n- **FR-002**: 系统必须显示名称、状态等。\n')}`
    const config = JSON.stringify({ rules: { 'open-ended-list': { words } } })
    const checker = createChecker({
      files: memoryFiles({ '/w/.git/HEAD': '', [path]: text, '/w/.specwise.json': config }),
      kept: false,
      roots: () => ['/w'],
      onError: (_, error) => assert.fail(String(error)),
    })
    const { files } = await checker.check((await checker.load(path)) ?? assert.fail())
    return files.flatMap(({ findings }) =>
      findings.flatMap(({ code, start, end }) => (code === 'open-ended-list' ? text.slice(start, end) : [])),
    )
  }
  const words: readonly [name: string, words: readonly string[], found: readonly string[]][] = [
    ['finds the words of the configuration', ['and friends', '等'], ['and friends', '等']],
    ['finds words that are written apart only', ['and friends'], ['and friends']],
    ['finds words that are written together only', ['等'], ['等']],
    ['finds nothing if no word has a letter', ['--', '7'], []],
  ]
  for (const [name, given, expected] of words) it(name, async () => assert.deepEqual(await found(given), expected))
})

describe('undefined-id', () => {
  it('names the ids that another specification does not define', async () => {
    const spec = (id: string, body: string): string => `# Spec: Queue\n\n**ID**: ${id}\n\n${functional(body)}`
    const path = '/w/specs/004-queue/spec.md'
    const checker = createChecker({
      files: memoryFiles({
        [path]: spec('SPEC-004', '- **FR-001**: as SPEC-003 FR-007–FR-009 and SPEC-003 FR-001 say\n'),
        '/w/specs/003-other/spec.md': spec('SPEC-003', '- **FR-001**: a\n'),
      }),
      kept: false,
      roots: () => ['/w'],
      onError: (_, error) => assert.fail(String(error)),
    })
    const { files } = await checker.check((await checker.load(path)) ?? assert.fail())
    const found = files.flatMap(({ findings }) => findings).filter(({ code }) => code === 'undefined-id')
    assert.deepEqual(
      found.map(({ message }) => message),
      ['Unknown ids "FR-007" and "FR-009": specification 3 does not define them.'],
    )
  })
})
