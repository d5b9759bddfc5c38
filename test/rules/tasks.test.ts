// The order of tasks: dependencies that are written between them, cycles, parallel tasks, and what can be done next.
import assert from 'node:assert/strict'
import { nextText } from '../../server/src/cli/next.ts'
import { readyTasks, taskGraph } from '../../server/src/feature/taskGraph.ts'
import { runWith } from '../support/commandLine.ts'
import { memoryFiles } from '../support/memoryFiles.ts'
import { checkRule, folderOf, run, workspaceOf } from '../support/rules.ts'

const tasks = (lines: readonly string[], rest = ''): string =>
  `## Tasks\n\n### Phase 1: Implementation\n\n${lines.map((line) => `- ${line}\n`).join('')}${rest}`
/** Tasks T001 to T009, and some text behind them. */
const nine = (rest: string): string =>
  tasks(
    Array.from({ length: 9 }, (_, k) => `[ ] T00${k + 1}: Do ${k + 1}`),
    `\n### Dependencies\n\n${rest}\n`,
  )
const dependencies = (text: string): string[] =>
  taskGraph(folderOf(text).feature).dependencies.map(
    ({ task, on }) => `${task.task.definition.id.text} needs ${on.task.definition.id.text}`,
  )

describe('dependencies of tasks', () => {
  for (const [text, expected] of [
    ['T004 depends on T003', ['T004 needs T003']],
    ['T004 and T005 depend on T003', ['T004 needs T003', 'T005 needs T003']],
    ['T004 depends on T001, T002 and T003', ['T004 needs T001', 'T004 needs T002', 'T004 needs T003']],
    ['T004 depends on T001–T003', ['T004 needs T001', 'T004 needs T002', 'T004 needs T003']],
    ['- **T004** is blocked by **T003**', ['T004 needs T003']],
    ['T003 blocks T004', ['T004 needs T003']],
    ['T004 and T005 need T003', ['T004 needs T003', 'T005 needs T003']],
    [
      'T005 depends on T002, T006 depends on T004+T005, T007 depends on T005',
      ['T005 needs T002', 'T006 needs T004', 'T006 needs T005', 'T007 needs T005'],
    ],
    ['T004, T005 depend on T002, T003', ['T004 needs T002', 'T005 needs T002', 'T004 needs T003', 'T005 needs T003']],
    ['T001-T002 before T004/T005', ['T004 needs T001', 'T005 needs T001', 'T004 needs T002', 'T005 needs T002']],
    ['T003 must complete before T004', ['T004 needs T003']],
    ['T001 → T002 → T003', ['T002 needs T001', 'T003 needs T002']],
    ['T001 -> {T002, T003} --> T004', ['T002 needs T001', 'T003 needs T001', 'T004 needs T002', 'T004 needs T003']],
    ['```text\nT001 (types) ──→ T002 (P) ─→ T003\n```', ['T002 needs T001', 'T003 needs T002']],
    ['T002 depends on T001; T004 depends on T003', ['T002 needs T001', 'T004 needs T003']],
  ] as const)
    it(`are read from "${text}"`, () => assert.deepEqual(dependencies(nine(text)), expected))

  for (const line of [
    '(depends on T001)',
    '(depends on T001 for its types)',
    '- blocked by T001',
    '(after T001)',
    '— after T001',
    '(Prerequisites: T001)',
    'Dependencies: T001',
    '← blocked by T001',
    '(needs T001)',
    '(needs: **T001**)',
  ])
    it(`are read from a task with "${line}"`, () =>
      assert.deepEqual(dependencies(tasks(['[ ] T001: A', `[ ] T002: B ${line}`])), ['T002 needs T001']))

  for (const line of [
    '(does not depend on T001)',
    "(doesn't depend on T001)",
    '(no longer blocked by T001)',
    '~~(depends on T001)~~',
  ])
    it(`are not read from a task with "${line}"`, () =>
      assert.deepEqual(dependencies(tasks(['[ ] T001: A', `[ ] T002: B ${line}`])), []))

  for (const text of [
    'T005 and T006 can run in parallel after T004',
    'FR-002 → T008; FR-003 → T007/T008',
    'T002 HTTP client ──┼─→ [both block T005',
    'See T001 and T002.',
    'T003 ∥ T004',
    'T004 → T001', // against the order: "needs", or a slip
    'US1 depends on T001',
    'T001: replaces what T002 had',
  ])
    it(`are not read from "${text}"`, () => assert.deepEqual(dependencies(nine(text)), []))

  it('belong to the feature: other specifications have their own tasks', () => {
    assert.deepEqual(dependencies(nine('T004 depends on SPEC-009 T003')), [])
  })
})

describe('task-cycle', () => {
  it('reports a cycle once, at its first task', () => {
    const text = tasks([
      '[ ] T001: A',
      '[ ] T002: B (depends on T004)',
      '[ ] T003: C (depends on T002)',
      '[ ] T004: D (depends on T003)',
    ])
    const [finding, ...others] = run(text, 'task-cycle')
    assert.equal(others.length, 0)
    assert.equal(finding?.message, 'Tasks depend on each other: T002 → T004 → T003 → T002.')
    assert.equal(finding?.related.length, 2)
  })
  it('reports cycles that share no task separately, and none without words', () => {
    const two = tasks([
      '[ ] T001: A (depends on T002)',
      '[ ] T002: B (depends on T001)',
      '[ ] T003: C (depends on T004)',
      '[ ] T004: D (depends on T003)',
    ])
    assert.equal(run(two, 'task-cycle').length, 2)
    checkRule('task-cycle', nine('T001 → T002 → T001'))
    checkRule('task-cycle', tasks(['[ ] T001: A (depends on T001)']))
  })
})

describe('task-order', () => {
  it('reports a task that needs a later one, where it is written', () => {
    checkRule(
      'task-order',
      '## Tasks\n\n### Phase 1: Setup\n\n- [ ] T001: A (depends on T002)\n                          ^^^^ T001 depends on T002, which comes later.\n- [ ] T002: B\n',
    )
  })
  it('reports neither done tasks nor cycles', () => {
    checkRule('task-order', tasks(['[x] T001: A (depends on T002)', '[ ] T002: B']))
    checkRule('task-order', tasks(['[ ] T001: A (depends on T002)', '[x] T002: B']))
    checkRule('task-order', tasks(['[ ] T001: A (depends on T002)', '[ ] T002: B (depends on T001)']))
  })
})

describe('parallel-conflict', () => {
  const says = (...lines: string[]): string[] => run(tasks(lines), 'parallel-conflict').map(({ message }) => message)
  it('reports parallel tasks of a phase with the same file, once', () => {
    assert.deepEqual(
      says('[ ] T001: [P] A in `src/a.ts`', '[ ] T002: [P] B in src/a.ts', '[ ] T003: [P] [US1] C in src/a.ts'),
      ['T001, T002 and T003 are marked [P] but name the same file: src/a.ts.'],
    )
    assert.deepEqual(says('[ ] T001: [P] A in app/[id]/route.ts', '[ ] T002: [P] B in app/[id]/route.ts'), [
      'T001 and T002 are marked [P] but name the same file: app/[id]/route.ts.',
    ])
  })
  it('leaves other tasks alone', () => {
    for (const [one, other] of [
      ['[ ] T001: [P] A in src/a.ts', '[ ] T002: B in src/a.ts'],
      ['[ ] T001: [P] A in src/a.ts', '[x] T002: [P] B in src/a.ts'],
      ['[ ] T001: [P] A in src/a.ts', '[ ] T002: [P] B in src/b.ts'],
      ['[ ] T001: [P] A in src/a.ts', '[ ] T002: [P] B in src/a.ts (depends on T001)'],
      ['[ ] T001: [P] A in src/a.ts per contracts/x.md', '[ ] T002: [P] B in src/b.ts per `contracts/x.md`'],
      ['[ ] T001: [P] A in src/a.ts', '[ ] T002: [P] B in src/b.ts\n  - Call src/a.ts for the state'],
      ['[ ] T001: [P] A in tests/Core.Tests/', '[ ] T002: [P] B in tests/Core.Tests/'],
      [
        "[ ] T001: [P] A in src/a.ts with `import x from './x/i.js'`",
        "[ ] T002: [P] B in src/b.ts with `import x from './x/i.js'`",
      ],
    ] as const)
      assert.deepEqual(says(one, other), [], `${one} ${other}`)
  })
  it('compares the tasks of one phase', () => {
    const text = tasks(['[ ] T001: [P] A in src/a.ts'], '\n### Phase 2: More\n\n- [ ] T002: [P] B in src/a.ts\n')
    checkRule('parallel-conflict', text)
  })
})

describe('missing-path', () => {
  const says = async (lines: string[], ...files: string[]): Promise<string[]> => {
    const folder = await workspaceOf(
      tasks(lines) + ['src/a.ts', ...files].map((path) => `//- ../../${path}\nx\n`).join(''),
    )
    return run(folder, 'missing-path').map(({ message }) => message)
  }
  const missing = '"src/b.ts" does not exist, and no earlier task creates it.'
  it('reports a file that an open task changes, once', async () => {
    assert.deepEqual(
      await says(['[x] T001: A', '[ ] T002: [P] [US1] Extend `src/b.ts`', '[ ] T003: Update the queue in src/b.ts']),
      [missing],
    )
    assert.deepEqual(await says(['[x] T001: A', '[ ] T002: **Rename** ./src/b.ts']), [
      '"./src/b.ts" does not exist, and no earlier task creates it.',
    ])
  })
  it('leaves alone what is there, what a task creates, and what may be elsewhere', async () => {
    for (const lines of [
      ['[x] T001: A', '[ ] T002: Extend src/a.ts'],
      ['[x] T001: A', '[ ] T002: Create src/b.ts', '[ ] T003: Extend src/b.ts'],
      ['[x] T001: A', '[ ] T002: Create lib/B.ts and more', '[ ] T003: Extend src/b.ts'],
      ['[x] T001: A', '[ ] T002: Write tests for src/b.ts'],
      ['[x] T001: A', '[x] T002: Extend src/b.ts'],
      ['[ ] T001: A', '[ ] T002: Extend src/b.ts'],
      ['[x] T001: A', '[ ] T002: Extend app/b.ts'],
      ['[x] T001: A', '[ ] T002: Update src/b.md'],
      ['[x] T001: A', '[ ] T002: Extend ../other/b.ts'],
      ['[x] T001: A', '[ ] T002: Refactor the parser out of the limits into src/b.ts'],
      ['[x] T001: A', '[ ] T002: Fix the suite by adding `src/b.ts`'],
      ['[x] T001: A', '[ ] T002: Extend the coverage: create a new file src/b.ts'],
      ['[x] T001: A', '[ ] T002: Update the limits in src/b.ts (new file)'],
    ])
      assert.deepEqual(await says(lines), [], lines.join(' '))
    assert.deepEqual(await says(['[x] T001: A', '[ ] T002: Extend src/b.ts'], 'src/b.ts'), [])
    assert.deepEqual(await says(['[x] T001: A', '[ ] T002: Extend src/b.ts'], 'specs/src/b.ts'), [], 'a package')
  })
})

describe('specwise next', () => {
  const ready = (...lines: string[]): string[] =>
    readyTasks(folderOf(tasks(lines)).feature).map(({ task }) => task.definition.id.text)
  it('gives the next task, or the parallel ones before the next sequential one', () => {
    assert.deepEqual(ready('[x] T001: A', '[ ] T002: B', '[ ] T003: C'), ['T002'])
    assert.deepEqual(ready('[x] T001: A', '[ ] T002: [P] B', '[ ] T003: [P] C', '[ ] T004: D', '[ ] T005: [P] E'), [
      'T002',
      'T003',
    ])
    assert.deepEqual(ready('[x] T001: A'), [])
  })
  it('leaves out tasks that wait for another one', () => {
    assert.deepEqual(ready('[ ] T001: [P] A', '[ ] T002: [P] B (depends on T001)', '[ ] T003: [P] C'), ['T001', 'T003'])
    assert.deepEqual(ready('[ ] T001: A (depends on T002)', '[ ] T002: B'), ['T002'])
  })
  it('stays in the first phase with open tasks', () => {
    const { feature } = folderOf(tasks(['[ ] T001: [P] A'], '\n### Phase 2: More\n\n- [ ] T002: [P] B\n'))
    assert.deepEqual(
      readyTasks(feature).map(({ key }) => key),
      ['T-1'],
    )
  })
  it('prints them with their places, and as JSON', async () => {
    const files = memoryFiles({
      '/w/specs/001-a/spec.md': `# Spec: A\n\n${tasks(['[x] T001: A', '[ ] T002: Create it in src/a.ts'])}`,
    })
    const { out } = await runWith(['next'], { files })
    assert.equal(out, 'specs/001-a/spec.md  1 open task\n  specs/001-a/spec.md:8  T002  Create it in src/a.ts\n')
    const { specs } = JSON.parse((await runWith(['next', '--format', 'json'], { files })).out)
    assert.deepEqual(specs[0].tasks, [
      {
        id: 'T002',
        path: 'specs/001-a/spec.md',
        line: 8,
        text: 'Create it in src/a.ts',
        parallel: false,
        files: ['src/a.ts'],
      },
    ])
    assert.equal(nextText({ specs: [], traced: 1 }), 'No open tasks\n')
    assert.equal((await runWith(['next'], { files: memoryFiles({ '/w/a.md': '' }) })).out, 'No specifications found\n')
  })
})
