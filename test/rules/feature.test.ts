// The findings of the rules about coverage, decisions and ids in all documents of a feature, and what these rules ignore.
import assert from 'node:assert/strict'
import { apply, checkRule, leavesAlone, quotedIn, run } from '../support/rules.ts'

const numbers = [1, 2, 3, 4]
const requirements = (last = 'System MUST stop'): string =>
  `## Requirements\n\n### Functional\n\n${numbers.map((n) => `- **FR-00${n}**: ${n < 4 ? `System MUST ${n}` : last}\n`).join('')}\n`
const criteria = `## Success Criteria\n\n${numbers.map((n) => `- **SC-00${n}**: ${n} is there\n`).join('')}\n`
const stories = `## User Stories\n\n${numbers.map((n) => `### User Story ${n} - T (Priority: P${n})\n\ntext\n`).join('\n')}\n`
const withTasks = (spec: string) => (tasks: string) =>
  `# Spec: Queue\n\n${spec}\n//- tasks.md\n# Tasks: Queue\n\n${tasks}\n`
const withLog = (spec: string, log: string, plan = ''): string =>
  `# Spec: Queue\n\n${spec}\n//- plan.md\n# Plan: Queue\n\n${plan}\n//- clarifications.md\n# Clarifications Log — Queue\n\n${log}\n`
const messages = (code: string, text: string): string[] => run(text, code).map((finding) => finding.message)
const says = (code: string, text: string): string => messages(code, text).join('\n')

describe('uncovered-requirement', () => {
  const wrap = withTasks(requirements())
  it('finds the few requirements without a reference', () => {
    assert.match(
      says('uncovered-requirement', wrap('- [ ] T001 FR-001..FR-003')),
      /^FR-004 is not referenced by any task or plan\.$/,
    )
    const twice = `${requirements()}### Non-Goals\n\n- FR-004 for other clusters\n\n## Tasks\n\n- [ ] T001: FR-001..FR-003\n`
    assert.equal(run(twice, 'uncovered-requirement').length, 1)
  })
  it('reports many or all requirements without a reference as one information', () => {
    for (const [tasks, pattern] of [
      ['- [ ] T001 FR-001\n- [ ] T002 FR-002', /^2 of 4 requirements .*: FR-003 and FR-004\.$/],
      ['- [ ] T001 a\n- [ ] T002 b', /^None of the 4 requirements is referenced/],
    ] as const) {
      const found = run(wrap(tasks), 'uncovered-requirement')
      assert.deepEqual(
        found.map((finding) => finding.severity),
        ['info'],
      )
      assert.match(found[0]?.message ?? '', pattern)
    }
  })
  it('is silent where tasks are traced by stories, even by a single one', () => {
    const one = '## User Stories\n\n### User Story 1 - T (Priority: P1)\n\ntext\n\n'
    const found = (tasks: string): number => run(withTasks(one + requirements())(tasks), 'uncovered-requirement').length
    assert.equal(found('- [ ] T001 [US1] FR-001\n- [ ] T002 b'), 0)
    assert.equal(found('- [ ] T001 FR-001\n- [ ] T002 b'), 1)
  })
  leavesAlone(
    'uncovered-requirement',
    wrap,
    'There are no tasks yet.',
    '- [X] T001 FR-001..FR-004',
    '- [~] T001 FR-001..004',
    '- [ ] T001 FR-001 through FR-004',
    '- [ ] T001 FR-001–FR-002, FR-003/004',
    '- [ ] T001 FR-001/002/003/004',
    '- [ ] T001 FR-001, 002, 003, 004',
    '- [ ] T001 FR-1, FR-2, `FR-3`, [FR-004]',
    '- [ ] T001 FR-001a, FR-002, FR-003, FR-004b',
    '- [ ] T001 a\n\n## Coverage\n\n| FR | task |\n|---|---|\n| FR-001..FR-004 | T001 |',
    '- [ ] T001 FR-001..FR-003\n\nFR-004 needs no task.',
  )
  leavesAlone(
    'uncovered-requirement',
    (last) => withTasks(requirements(last))('- [ ] T001 FR-001..FR-003'),
    '*(withdrawn)*',
    '_Removed_ — see FR-003',
    '~~System MUST stop~~',
  )
  it('looks into phases, and into the rest of a one-file specification', () => {
    const plan = '## Tasks\n\n- [ ] **T001**: FR-001..FR-003'
    const phase = '//- phases/1-a/plan.md\n# Plan: Queue\n\n## Tasks\n\n- [ ] **T101**: FR-004\n'
    checkRule('uncovered-requirement', withLog(requirements(), '', plan) + phase)
    checkRule('uncovered-requirement', `${requirements()}${plan}\n\n## Validation\n\n- [ ] FR-004 is seen\n`)
  })
})

describe('uncovered-criterion', () => {
  const wrap = withTasks(criteria)
  it('finds the criterion without a reference', () => {
    assert.match(says('uncovered-criterion', wrap('- [ ] T001 SC-001..003')), /^SC-004 is not referenced/)
  })
  leavesAlone('uncovered-criterion', wrap, '- [ ] T001 a', '- [ ] T001 SC-001 through SC-004', 'No tasks: SC-001.')
})

describe('uncovered-story', () => {
  const wrap = withTasks(stories)
  it('finds the story without a reference', () => {
    assert.match(says('uncovered-story', wrap('- [ ] T001 [US1] [US2] a (US3)')), /^User Story 4 is not referenced/)
  })
  leavesAlone(
    'uncovered-story',
    wrap,
    '- [ ] T001 a',
    '- [X] T001 [US1] a\n- [~] T002 [US2] b\n- [ ] T003 [P] [US3] c\n- [ ] T004 [Story: US4] d',
    '## Phase 3: US1 + US2\n\n- [ ] T001 a\n\n## Phase 4\n\nUS3 and US4 are combined.',
    '## Phase 3: User Stories 1–2 & 3\n\n- [ ] T001 a\n\nUS4 is out of scope.',
    '- [ ] T001 [US1/US2] [US3-US4]',
  )
})

describe('items of a later phase than the tasks', () => {
  const byStories = (number: number): string =>
    `## User Stories\n\n### User Story 1 - Order (P1) — Phase 1\n\na\n\n### User Story 2 - Drain (P2) — Phase ${number}\n\nb\n`
  const byItems = (number: number): string =>
    `## Requirements\n\n### Functional\n\n**Phase 1 (Orders):**\n\n- **FR-001**: System MUST order\n\n**Phase ${number} (Drains):**\n\n- **FR-002**: System MUST drain\n\n## Success Criteria\n\n- **SC-001**: One is there\n- **SC-002**: (Phase ${number}) Two are there\n`
  const found = (spec: string, title: string): string[] =>
    run(`# Spec: Queue\n\n${spec}//- tasks.md\n# Tasks: Queue${title}\n\n- [ ] T001 [US1] FR-001, SC-001\n`).flatMap(
      ({ code }) => (code.startsWith('uncovered-') ? [code] : []),
    )
  it('are not reported', () => {
    for (const part of [byStories, byItems]) {
      assert.deepEqual(found(part(2), ' — Phase 1: Orders'), [])
      assert.deepEqual(found(part(3), ' (phase 2)'), [])
    }
  })
  it('are reported if the tasks are for all phases, or for theirs', () => {
    for (const title of ['', ' — Phase 2: Drains', ' in phases']) {
      assert.deepEqual(found(byStories(2), title), ['uncovered-story'], title)
      assert.deepEqual(found(byItems(2), title), ['uncovered-requirement', 'uncovered-criterion'], title)
    }
  })
})

describe('untraced-task', () => {
  const wrap = (last: string): string =>
    `## Tasks\n\n### Build\n\n- [ ] T001: FR-001\n- [ ] T002: US-1\n- [ ] T003: SC-001\n- [ ] T004: ${last}\n`
  it('finds the task without a reference among tasks with references', () => {
    assert.match(says('untraced-task', wrap('Repaint')), /^T004 references no [^\n]*$/)
  })
  leavesAlone(
    'untraced-task',
    wrap,
    'a\n  (FR-002)',
    'a\n  - FR-002',
    'User Story 2',
    'Sync it, see AC-SYNC-01',
    'NFR-001\n\n## Requirements\n\n### Non-Functional Requirements\n\n- **NFR-001**: System MUST be there',
  )
  it('ignores phases with a reference, and lists where few tasks have one', () => {
    checkRule('untraced-task', wrap('Repaint').replace('### Build', '### Phase 3: User Story 1'))
    checkRule('untraced-task', wrap('Repaint').replace('### Build', '### Build (FR-001, FR-002)'))
    checkRule('untraced-task', `${wrap('Repaint')}\n### User Story 2\n\n- [ ] T005: Drain it\n`)
    assert.match(says('untraced-task', `${wrap('Repaint')}\n### HTTP2 support\n\n- [ ] T005: Drain it\n`), /^T004 /)
    assert.match(says('untraced-task', wrap('Build the A/B test service')), /^T004 /)
    assert.match(says('untraced-task', `${wrap('Repaint')}\n### Drains\n\n- [ ] T005: Drain it\n`), /^T004 /)
    assert.match(says('untraced-task', wrap('Hash with SHA-256')), /^T004 /)
    checkRule('untraced-task', wrap('Repaint').replace('US-1', 'ADR-1').replace('SC-001', 'ADR-2'))
    checkRule('untraced-task', '## Tasks\n\n- [ ] T001: a\n- [ ] T002: b\n- [ ] T003: c\n- [ ] T004: SC-001\n')
  })
  it('ignores tasks that check or describe the work of other tasks', () => {
    const tasks =
      '**Run** the whole suite;[P] Verify that `a` still works;[P] [E2E] Validate b;(repo-a): Lint;Closing gate: `a.sh` exits 0;Testy: a;Create the unit tests of queues;Vérifier le tout;运行所有测试;E2Eテストを実行してすべて合格することを確認 ✅'
    for (const task of tasks.split(';')) assert.equal(says('untraced-task', wrap(task)), '', task)
    for (const task of ['Implement the validation', 'Running mode of queues', 'Testbed', '実行計画を作る'])
      assert.match(says('untraced-task', wrap(task)), /^T004 /, task)
  })
  it('ignores dropped tasks', () => {
    checkRule('untraced-task', wrap('Repaint').replace('- [ ] T004', '- [~] T004'))
  })
})

describe('clarifications', () => {
  it('need a question and an answer', () => {
    checkRule('empty-clarification', 'a [NEEDS CLARIFICATION: ?]\n  ^^^^^^^^^^^^^^^^^^^^^^^^ without a question\n')
    checkRule('empty-clarification', 'a [CLARIFIED: ]\n  ^^^^^^^^^^^^^ without an answer\n')
  })
  leavesAlone(
    'empty-clarification',
    (line) => `${line}\n`,
    '- [ ] No [NEEDS CLARIFICATION] markers remain',
    '`[NEEDS CLARIFICATION: ]` <!-- [NEEDS CLARIFICATION: ] -->',
    '```\n[NEEDS CLARIFICATION: ]\n```',
    '[NEEDS CLARIFICATION：何日？] [NEEDS CLARIFICATION: `ttl`?] [CLARIFIED: > 5]',
  )
  it('have to be answered in the log if there is a log', () => {
    assert.equal(run(withLog('[CLARIFIED: 4 days]', '', '[CLARIFIED: 5 days]'), 'inline-answer').length, 2)
    checkRule(
      'inline-answer',
      withLog('`[CLARIFIED: a]` <!-- [CLARIFIED: a] --> [NEEDS CLARIFICATION: a?]', '[CLARIFIED: a]'),
    )
    checkRule('inline-answer', '# Spec: Queue\n\n[CLARIFIED: 4 days]\n')
    checkRule('inline-answer', withTasks('[CLARIFIED: 4 days]')('- [ ] T001 a'))
  })
  const three = '## CL-1 — a?\n\n## CL-2 — b?\n\n## CL-3 — c?'
  it('have to be referenced where they have an effect', () => {
    assert.match(
      says('unreferenced-decision', withLog('CL-1', three, 'CL-3')),
      /^Decision CL-2 is not referenced\.[^\n]*$/,
    )
  })
  leavesAlone(
    'unreferenced-decision',
    (line) => withLog(line, three),
    'CL-1..CL-3',
    'CL-1–3',
    '- [x] CL-1 — a\n- [x] CL-2 — b\n- [x] CL-3 — c',
    '[a](clarifications.md#cl-1), [b](clarifications.md#cl-2--b) and [c](clarifications.md#cl-3)',
  )
  it('are not read from comments', () => {
    checkRule('unreferenced-decision', withLog('', '<!--\n## CL-1 — 2026-04-18 — a?\n-->'))
  })
})

describe('ids of several documents', () => {
  it('are reported as undefined in every document', () => {
    const log = '## CL-1 — a?\n\nFR-009 or CL-7?\n'
    const plan = '## Tasks\n\n- [ ] **T001**: FR-008\n- [ ] **T002**: after T009\n'
    const found = messages('undefined-id', withLog(`${requirements()}CL-2\n`, log, plan)).map(quotedIn)
    assert.deepEqual(found, ['CL-2', 'FR-008', 'T009', 'FR-009', 'CL-7'])
    assert.match(says('undefined-id', withTasks(stories)('- [ ] T001 [US5] a')), /^Unknown id "US5": /)
  })
  leavesAlone(
    'undefined-id',
    withTasks(`${requirements()}${stories}`),
    '- [ ] T001 [US1] FR-001..FR-004\n- [ ] T002 User Story 4 (depends on T001)',
    "- [x] T001 097's FR-016, spec 098 FR-015, FR-024 (original spec), SPEC-002 FR-005",
    '- [X] T024–T031 Folded\n- [ ] T032 after T025 and T031',
    '- ✅ T001 a\n- [⊘] T002 b\n- [ ] T003 after T001 and T002',
    '```\n- [ ] T001 FR-009\n```\n\n`T00X`, TXXX',
    '- [ ] T001 a\n- [x] SKIP: T002 (not needed)\n- [x] **Deferred**: T003 b\n- [ ] T004 after T002',
    '- [ ] T001 a\n\n-- [x] T002 b\n\n [x] **T003** c\n\n- [ ] T004 after T002 and T003',
  )
  for (const [words, ...found] of [
    ['https://example.org/FR-009 and https://example.org/a-FR-009'],
    ['(https://example.org),FR-009', 'FR-009'],
    ['[a](x.md#FR-009) and [a](FR-009.md)'],
    ['[a](x.md),FR-009', 'FR-009'],
    ['[FR-009](x.md), as ever'],
    ['[FR-009](#a), as ever', 'FR-009'],
    ['a note[^1],FR-009', 'FR-009'],
    ['<a id="FR-009"></a> and <a name=FR-009></a>'],
    ['<a id="x">FR-009</a>', 'FR-009'],
    ['FR-009@example.org and FR-009.md and FR-009-notes.md'],
    ['FR-009. And FR-008-like ones', 'FR-009', 'FR-008'],
    ['[FR-009 [b] c](x.md), as ever'],
  ] as const)
    it(`are ignored inside addresses: ${words}`, () => {
      const text = `# Spec: A\n\n## Requirements\n\n- **FR-001**: a\n- **FR-002**: b\n\n## Notes\n\n### A\n\n${words}\n`
      assert.deepEqual(messages('undefined-id', text).map(quotedIn), found)
    })
  for (const [words, ...found] of [
    ['the history of 025 agrees with FR-019a de esa feature'],
    ['masked on the client (FR-020 do\npartners) and FR-009', 'FR-009'],
    ['the backend shows it (core-api US7 / EPIC #65). Elsewhere (US7)'],
    ['The call (FR-001 FR-008) fails. And FR-008 too', 'FR-008'],
    ['The call (non-functional FR-008), (see-also FR-009) fails', 'FR-008', 'FR-009'],
    ['As FR-008 in that case says (described by FR-009 of requirements)', 'FR-008', 'FR-009'],
    ['sent by the backend (#46/#105/#107, US6)'],
    ['as FR-008 of the queue (FR-009 of this specification)', 'FR-008', 'FR-009'],
    ['(#46, FR-008)', 'FR-008'],
    ['- Q: Which ones were removed? → A: FR-008~009 and FR-010'],
    ['- Q: 移除了哪些 FR？ → A: FR-120~127（通知）、FR-130'],
    ['- Q: Which ones? → A: FR-008', 'FR-008'],
    ['Later: plan FR-209+ (future)'],
    ['**Continues from**: FR-115 (Project Rename tasks)'],
    ['- [x] FR-008 is checked\n- [ FR-009 left', 'FR-008', 'FR-009'],
    ['- [x] SKIP: FR-008 (not needed)\n- [ ] After FR-009', 'FR-008', 'FR-009'],
    ['Checked as in 010 FR-008 (cf. 004 FR-009)'],
    ['The step 010: FR-008, and 10 FR-009', 'FR-008', 'FR-009'],
    ['on request of Product 026 FR-008'],
    ['as the rule (FR-008) in `specs/003-raster-webapp/` says'],
    ['as the rule (FR-008) in `specs/` says', 'FR-008'],
    ['as FR-008 (see FR-001/002) says', 'FR-008'],
    ['fares are fixed as per Phase 5 FR-008. Phase 5: FR-009', 'FR-009'],
    ['the gate (FR-008 of AUTH-01), and FR-009 of US-1', 'FR-009'],
    ['**PRD sections**: FR-008, Integrations (Wger), FR-009'],
    ['as in PRD FR-008, or FR-009 of the PRD'],
    ['**Sections**: FR-008, PRD', 'FR-008'],
    ['FR-008, planned for F-004. FR-009 plans for growth', 'FR-009'],
    ['既存仕様 FR-008 と仕様 FR-009', 'FR-009'],
    ['FR-008A-C and FR-009-notes', 'FR-009'],
    ['per Phase 5 FR-008, and again FR-008; (025 US2 FR-009 / 027)'],
    ['~~- [ ] FR-008 Create it~~ and ~~this~~ FR-009', 'FR-009'],
    ['(FR-008 in earlier drafts of this spec, merger of FR-009 + FR-001)'],
    ['Then resume spec 002 validation:\n\n- **FR-008**: a\n  more\n- [ ] FR-009: b'],
    ['Then resume:\n\n- a FR-008\n\nSpec 002 is done:\n\n- a FR-009', 'FR-008', 'FR-009'],
    ['**Created by 001 at FR-008, tested by 001 at FR-009**, not here'],
    ['FR-008, FR-009（001-foundation-infra の項目）'],
    ['| FR-001 | spec.md, 004-manager-dashboard |\n| FR-008 | spec.md |', 'FR-008'],
    ['it returns code 010 FR-008 in release 012 FR-009', 'FR-008', 'FR-009'],
    ['FR-008 of STORY-1 and FR-009 of EC-001', 'FR-008', 'FR-009'],
    ['- PRD: none. This adds FR-008 itself', 'FR-008'],
    ['FR-008, planned for FR-001; FR-009, scheduled for Phase 1', 'FR-008', 'FR-009'],
    ['FR-008-mandated and [FR-009 US1]', 'FR-008', 'FR-009'],
    ['The spec is derived from US10, FR-008 and the acceptance tests'],
    ['- Spec split: FR-001, FR-008, and the query are now contracted in 098 and depend on it'],
    ['- FR-001, FR-008 and the query are contracted in code', 'FR-008'],
    ['### Inherited Requirements (Owned by 097)\n\n- FR-008 holds (see FR-001)'],
  ] as const)
    it(`may be elsewhere, gone or to come: ${words}`, () => {
      const text = `# Spec: A\n\n**ID**: SPEC-500\n\n${requirements()}${stories}## Notes\n\n${words}\n`
      const sure = run(text, 'undefined-id').filter(({ severity }) => severity !== 'hint')
      assert.deepEqual(
        sure.map(({ message }) => quotedIn(message)),
        found,
      )
    })
  it('are a hint outside of the numbers of a specification that does not count from 1', () => {
    const severities = (first: number): string[] => {
      const items = [0, 1, 2].map((n) => `- **FR-${String(first + n).padStart(3, '0')}**: System MUST a`).join('\n')
      const text = `# Spec: A\n\n**ID**: SPEC-500\n\n## Requirements\n\n${items}\n\n## Notes\n\nFR-004, FR-900\n`
      return run(text, 'undefined-id').map(({ severity }) => severity)
    }
    const planned = '## Tasks\n\n- [ ] T250: a\n- [ ] T251: b\n\nT004, T309\n'
    assert.deepEqual(
      run(planned, 'undefined-id').map(({ severity }) => severity),
      ['hint', 'warning'],
    )
    assert.deepEqual(severities(1), ['warning', 'warning'])
    assert.deepEqual(severities(8), ['hint', 'warning'])
    assert.deepEqual(severities(208), ['hint', 'hint'])
  })
  it('are ignored if they are decisions of another specification, or a gap in a range', () => {
    checkRule('undefined-id', withLog('SPEC-002 CL-5, CL-1..CL-3', '## CL-1 — a?\n\n## CL-3 — c?'))
    checkRule(
      'undefined-id',
      `${withLog('', '', '## Tasks\n\n- [ ] **T001**: a')}//- phases/1-a/plan.md\n## Tasks\n\n- [ ] **T101**: T001\n`,
    )
  })
  it('are reported as duplicates in the log and among the tasks', () => {
    assert.match(
      says('duplicate-id', withLog('', '## CL-1 — a?\n\n## CL-1 — b?')),
      /^Duplicate id "CL-1" \(first defined on line 3\)\.$/,
    )
    assert.equal(run(withTasks('')('- [ ] T001 a\n\n## Phase 2\n\n- [ ] T001 b'), 'duplicate-id').length, 1)
  })
  for (const [name, tasks] of Object.entries({
    'composite ids': '- [ ] **T01-001** a\n- [ ] **T01-017** b',
    'longer names': '- [ ] T024: a\n- [ ] T024-Cache: b\n- [ ] T12 c\n- [ ] T12& d',
    'a list that states tasks again':
      '- [ ] T001 Record the findings\n\n## Open at the End\n\n- [ ] T001 Record the findings\n  - Reason: none',
    'a summary': '- [x] T001 a\n- [x] T002 b\n\n## 체크리스트 요약\n\n### Phase 1\n\n- [x] T001 c\n- [x] T002 d',
    'a log of progress': '- [x] T001 a\n\n## Progress Update (2026-01-02)\n\n- [x] T001 — created',
  }))
    it(`are not duplicates: ${name}`, () => checkRule('duplicate-id', withTasks('')(`## Tasks\n\n${tasks}`)))
  it('are duplicates if a part of the document was pasted twice, with one finding for many', () => {
    const phase = (count: number): string =>
      `## Phase 1\n\n${Array.from({ length: count }, (_, k) => `- [ ] T${101 + k} Record the findings`).join('\n')}\n\n`
    const found = (count: number) => run(withTasks('')(phase(count) + phase(count)), 'duplicate-id')
    assert.equal(found(1).length, 1)
    assert.equal(found(8).length, 8)
    assert.deepEqual(
      found(9).map(({ message, related, fixable }) => [message, related.length, fixable]),
      [['9 items with duplicate ids: "T101", "T102", "T103" and 6 more (first defined from line 5 on).', 9, true]],
    )
    const [head = '', tasks = ''] = withTasks('')(phase(9) + phase(9)).split('//- tasks.md\n')
    const [fix] = found(9)[0]?.fixes() ?? []
    assert.equal(fix?.title, 'Change to Next Free IDs ("T110" to "T118")')
    assert.deepEqual(run(`${head}//- tasks.md\n${apply(tasks, fix?.edits ?? [])}`, 'duplicate-id'), [])
    const between = phase(9).replace('- [ ] T105', '- [ ] T205 New\n- [ ] T105')
    assert.equal(run(withTasks('')(phase(9) + between), 'duplicate-id').length, 9)
  })
  it('are not duplicates in another document, in code or below their own heading', () => {
    checkRule(
      'duplicate-id',
      withLog('- [x] CL-1 — a', '## CL-1 — a?\n\n### CL-1 later', '- **CL-1**: a\n- **CL-1**: b'),
    )
    checkRule('duplicate-id', withLog(requirements(), '', '- **FR-001**: T001\n- **FR-001**: T002'))
    checkRule('duplicate-id', withTasks('')('- [ ] T001 a\n\n## Parallel Example\n\n```\n- [ ] T001 a\n```'))
    const lists = ['ux', 'api'].map((name) => `//- checklists/${name}.md\n# Checklist\n\n- [ ] CHK001 a\n`).join('')
    checkRule('duplicate-id', `${withTasks('')('- [ ] T001 a')}${lists}`)
  })
})
