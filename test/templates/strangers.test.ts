// Documents as other people write them: which ids they have, and what these belong to.
import assert from 'node:assert/strict'
import { readDocument } from '../../server/src/document/read.ts'
import { makeFeature } from '../../server/src/feature/feature.ts'
import { summarise } from '../../server/src/feature/summary.ts'
import { check } from '../../server/src/rules/engine/run.ts'
import { learnFormat } from '../../server/src/templates/learn.ts'
import { readBy } from '../../server/src/templates/specDocument.ts'
import { found, kit } from '../support/kit.ts'
import { folderOf, run, throwing } from '../support/rules.ts'

describe('ids of milestones and of sub-items', () => {
  it('are items of the kind that they contain', () => {
    const fixture = kit({
      requirements: '- **M1-FR-001**: System MUST a\n- **M1-FR-002**: System MUST b, as M1-FR-001 does\n',
      criteria: '- **SC-M1-01**: 95 % of users\n- **SC-M1-02**: 99 % of users\n',
      tasks: '- [x] M1-T01 Do M1-FR-001\n- [ ] M1-T02 Do M1-FR-002\n',
    })
    assert.deepEqual(found(fixture), [])
    const { requirements, criteria, tasks } = summarise(folderOf(fixture).feature)
    assert.deepEqual({ requirements, criteria, tasks }, { requirements: 4, criteria: 3, tasks: { done: 1, total: 2 } })
  })
  it('are reported if nothing defines them', () => {
    assert.match(
      found(kit({ requirements: '- **M1-FR-001**: a\n- **M1-FR-002**: as M1-FR-009\n' }))[0] ?? '',
      /M1-FR-009/,
    )
  })
  for (const [first, second] of [
    ['FR-003-1', 'FR-003-2'],
    ['FR-003-A', 'FR-003-B'],
    ['FR-003/1', 'FR-003/2'],
    ['FR-003:1', 'FR-003:2'],
    ['FR-003(a)', 'FR-003(b)'],
    ['FR-003A', 'FR-003B'],
  ] as const)
    it(`differ from the id that they start with: ${first}`, () => {
      const items = (...ids: string[]) =>
        kit({ requirements: ids.map((id) => `- **${id}**: System MUST ${id}\n`).join(''), end: `\nSee ${second}.\n` })
      assert.deepEqual(found(items('FR-003', first, second)), [])
      assert.deepEqual(found(items('FR-003', first)), [], 'a part of a defined id')
      assert.match(found(items(first, first))[0] ?? '', /^duplicate-id/)
    })
  it('do not change how ranges and lists are read', () => {
    assert.deepEqual(found(kit({ end: '\nUS1-US1, FR-001/002, FR-001–FR-002, SC-001 (a), FR-001: 1 queue.\n' })), [])
  })
})

describe('a label that is not an id', () => {
  for (const [name, edges] of [
    ['a priority', '- P2: Create branches\n- P2: Create folders\n'],
    ['a name', '- D1 (SQLite)\n- D1: 10 GB\n'],
    ['a label that cites an id', '- **PS-07 missing directory**: it is made\n- **PS-07 scope**: all of it\n'],
  ] as const)
    it(`does not define an item: ${name}`, () => assert.deepEqual(found(kit({ edges })), []))
  it('has several words, unless it is among the items of a list', () => {
    const fixture = kit({ requirements: '- **NFR-001 Speed**: System MUST a\n- **NFR-001 Size**: System MUST b\n' })
    assert.match(found(fixture)[0] ?? '', /^duplicate-id: Duplicate id "NFR-001"/)
  })
})

describe('a legend', () => {
  const legend =
    '## Format\n\n- **[P]**: can run in parallel\n- **[Story]**: the story of the task (e.g., US1, US2, US3)\n- **[TXXX]**: the number of the task, for example T031\n- Not more than needed (e.g. no T099)\n\n## Tasks\n\n'
  it('contains examples, and is not left over from the template', () => {
    assert.deepEqual(found(kit({ tasks: `${legend}- [x] T001 [US1] Do FR-001\n- [ ] T002 [US1] Do FR-002\n` })), [])
  })
  for (const words of ['e.g., US7', 'z. B. US7', 'par exemple US7', '例如 US7', 'for instance US7 and US8'])
    it(`recognises its examples: ${words}`, () =>
      assert.deepEqual(found(kit({ end: `\nA story (${words}) is named.\n` })), []))
  it('has examples up to the end of the sentence or bracket', () => {
    assert.match(
      found(kit({ end: '\nA story (e.g., a small one) is US7.\n' }))[0] ?? '',
      /^undefined-id: Unknown id "US7"/,
    )
    assert.match(
      found(kit({ end: '\nFor example a small one. See US7.\n' }))[0] ?? '',
      /^undefined-id: Unknown id "US7"/,
    )
  })
  it('of the template may stay as it is, even after the work is done', () => {
    const tasksText = `# Tasks: [FEATURE]\n\n## Format\n\n- **[Story]**: Which story it belongs to (e.g., US1)\n- Stories are US1, US2 and US3; ids such as TXX1 are none\n- Ask first: never guess (e.g. "login")\n\n## Tasks\n\n- [ ] T001 [Do it]\n- [ ] T002 Test it (e.g. by hand)\n`
    const spec =
      '# Feature Specification: [FEATURE]\n\n**Status**: Draft\n\n## User Scenarios\n\n### User Story 1 - [Title]\n\n[Text]\n\n## Requirements\n\n- **FR-001**: System MUST [do]\n'
    const format = learnFormat(
      'own',
      [
        { documentKind: 'spec', text: spec, path: undefined },
        { documentKind: 'tasks', text: tasksText, path: undefined },
      ],
      [],
    )
    const [specTemplate, tasksTemplate] = format.templates
    const texts = [
      '# Feature Specification: Queue\n\n**Status**: Done\n\n## User Scenarios\n\n### User Story 1 - Order\n\nText.\n\n## Requirements\n\n- **FR-001**: System MUST drain\n',
      tasksText.replace('[FEATURE]', 'Queue').replace('[Do it]', 'Do FR-001 for US1'),
    ]
    const [first, second] = [specTemplate, tasksTemplate].map((template, k) =>
      readBy(format, template ?? assert.fail(), readDocument(texts[k] ?? ''), { path: `/w/specs/004-queue/${k}.md` }),
    )
    const feature = makeFeature('/w/specs/004-queue', '', [first ?? assert.fail(), second ?? assert.fail()])
    const findings = check(feature, second ?? assert.fail(), { onError: throwing })
    assert.deepEqual(
      findings
        .filter(({ code }) => ['placeholder', 'undefined-id', 'malformed-id'].includes(code))
        .map((finding) => finding.message),
      ['Template example "T002 Test it (e.g. by hand)" is left over. Replace or remove it.'],
    )
  })
})

describe('text before an id', () => {
  for (const before of ['<a id="fr-003"></a>**', '<a name="x"/>**', '🔴 **', '⚠️ **', '(P1) **', '1.2 **'])
    it(`does not hide it: ${before}`, () => {
      const fixture = kit({ requirements: `- ${before}FR-003**: System MUST a\n`, end: '\nSee FR-003.\n' })
      assert.deepEqual(found(fixture), [])
      assert.equal(summarise(folderOf(fixture).feature).requirements, 3)
    })
  for (const [tasks, done, total] of [
    ['- [ ] 1.1 T001 Do FR-001\n- [x] 🔴 T002 Do it after T001\n', 1, 2],
    ['### - [x] T001 Do FR-001\n\n### [ ] T002 Do it\n\n### - [X] **T003** Do it\n', 2, 3],
    ['### 🔴 T001 - Do FR-001\n\n### T002 - Do it after T001\n', 0, 2],
  ] as const)
    it(`may be a checkbox, a sign or the number of a step: ${tasks.split('\n', 1)}`, () => {
      assert.deepEqual(found(kit({ tasks })), [])
      assert.deepEqual(summarise(folderOf(kit({ tasks })).feature).tasks, { done, total })
    })
  for (const line of ['- **`FR-003`**: System MUST a', '- `FR-003`: System MUST a'])
    it(`is reported if it makes the id code: ${line}`, () => {
      const messages = found(kit({ requirements: `${line}\n` }))
      assert.deepEqual(messages.length, 1)
      assert.match(messages[0] ?? '', /^malformed-id: .* it is formatted as code/)
    })
})

describe('items in unusual forms', () => {
  const counts = (parts: Parameters<typeof kit>[0]) => {
    const { requirements, tasks } = summarise(folderOf(kit(parts)).feature)
    return { requirements, tasks: tasks.total, found: found(kit(parts)) }
  }
  it('may be in the second column of a table, after a number', () => {
    const table =
      '\n| # | ID | Text |\n|---|---|---|\n| 1 | FR-003 | System MUST a |\n| 2 | **FR-004** | System MUST b |\n'
    const only = kit({ requirements: table }).replace(/- \*\*FR-00[12]\*\*.*\n/g, '')
    assert.equal(summarise(folderOf(only).feature).requirements, 2)
    assert.deepEqual(
      found(kit({ requirements: '\n| 1 | FR-002 of the other |\n|---|---|\n| 2 | FR-001 and more |\n' })),
      [],
    )
  })
  it('may be paragraphs, for tasks', () => {
    const tasks = '## Phase 1\n\nT001 - Make it FR-001\n\n```\nx\n```\n\nT002: Test it FR-002, after T001\n'
    assert.deepEqual(counts({ tasks }), { requirements: 2, tasks: 2, found: [] })
  })
  it('may be several tasks with one checkbox', () =>
    assert.deepEqual(counts({ tasks: '- [x] T001, T002 Make it\n- [ ] T003 after T002\n' }).found, []))
  it('are not labels with a digit', () =>
    assert.equal(counts({ tasks: '- [ ] T001 a\n- [ ] [CTX7] Refresh the docs\n- [x] T002 b\n' }).tasks, 2))
  it('may be on a line of their own below another item', () => {
    const lines = '  **FR-003**: System MUST c\n- **FR-004**: System MUST d\n'
    assert.deepEqual(counts({ requirements: lines, end: '\nFR-003, FR-004.\n' }), {
      requirements: 4,
      tasks: 0,
      found: [],
    })
  })
  for (const label of ['**Acceptance Criteria**:', '**Acceptance Criteria:**', '__Coverage__'])
    it(`end where a label starts another list: ${label}`, () => {
      const tasks = `- [ ] T001 a\n- [ ] T002 b\n- [ ] T003 c\n\n${label}\n\n- [ ] A queue is there\n- [ ] It is quick\n`
      assert.deepEqual(counts({ tasks }).found, [])
      assert.deepEqual(counts({ requirements: `\n${label}\n\n- first look\n- then leap\n` }).found, [])
      assert.equal(counts({ requirements: `- **Speed**: it is quick\n` }).found.length, 1)
    })
  for (const title of [
    'User Story 5 - Deferred: later',
    'User Story 5 - Old (deprecated)',
    'User Story 5 — Moved to 108',
  ])
    it(`need no scenario where they were dropped: ${title}`, () => {
      const story = (name: string): string =>
        kit({}).replace('### Edge Cases', `### ${name}\n\nAs a user, I want a, so that b.\n\n### Edge Cases`)
      assert.deepEqual(run(folderOf(story(title)), 'missing-scenario'), [])
      assert.equal(run(folderOf(story('User Story 5 - Removed items are listed')), 'missing-scenario').length, 1)
    })
})

describe('ids with the number of their feature', () => {
  it('are read as a whole: FR-008-001', () => {
    const fixture = kit({
      requirements:
        '- **FR-008-001**: System MUST a\n- **FR-008-002**: System MUST b, as FR-008-001 does\n- **FR-008-002-1**: c\n',
      criteria: '- **SC-008-001**: 95 % of users\n- **SC-008-002**: 99 % of users\n',
      end: '\nFR-008-001–FR-008-002, and FR-008-009.\n',
    })
    assert.deepEqual(found(fixture), [
      'undefined-id: Unknown id "FR-008-009": nothing in this specification defines it.',
    ])
    const { requirements, criteria } = summarise(folderOf(fixture).feature)
    assert.deepEqual({ requirements, criteria }, { requirements: 5, criteria: 3 })
  })
  it('are read as a whole: F001-T101', () => {
    const fixture = kit({ tasks: '- [x] F001-T001 Do a\n- [ ] F001-T101 [P] Do b\n- [ ] F001-T102 Do c\n' })
    assert.deepEqual(found(fixture), [])
    assert.deepEqual(summarise(folderOf(fixture).feature).tasks, { done: 1, total: 3 })
  })
  it('reference the item that they belong to: FR-001-AC-1', () => {
    const fixture = kit({ tasks: '- [ ] T001 Test FR-001-AC-1\n- [ ] T002 Test FR-002-AC-1 and FR-009-AC-1\n' })
    assert.deepEqual(run(folderOf(fixture), 'uncovered-requirement'), [])
  })
  it('can be in ranges with two hyphens', () => {
    const fixture = kit({ requirements: '- **FR-003**: System MUST c\n', tasks: '- [ ] T001 all (FR-001--FR-003)\n' })
    assert.deepEqual(run(folderOf(fixture), 'uncovered-requirement'), [])
  })
})

describe('user stories', () => {
  const story = (title: string): string =>
    `### ${title} (Priority: P1)\n\nAs a user, I want a, so that b.\n\n1. **Given** a, **When** b, **Then** c\n\n`
  it('may be numbered as parts of a story', () => {
    const fixture = kit({ tasks: '- [ ] T001 [US1.5] a\n- [ ] T002 [US6b] b\n' }).replace(
      '### Edge',
      `${story('User Story 1.5 - Half')}${story('Story 6b - More')}### Edge`,
    )
    assert.equal(summarise(folderOf(fixture).feature).stories, 3)
    assert.deepEqual(found(fixture), [])
  })
  it('are reported if they are swapped in the tasks', () => {
    const phases = (first: number, second: number): string =>
      kit({
        tasks: `## Phase 3: User Story ${first} - Order (P1)\n\n- [ ] T001 [US${first}] a\n\n## Phase 4: User Story ${second} — Drain the queue\n\n- [ ] T002 [US${second}] b\n`,
      }).replace('### Edge', `${story('User Story 2 - Drain the queue')}### Edge`)
    const mismatches = (fixture: string): string[] =>
      run(folderOf(fixture), 'mismatched-id').map(({ message }) => message)
    assert.deepEqual(mismatches(phases(1, 2)), [])
    assert.deepEqual(mismatches(phases(2, 1)), [
      'Heading has the title of User Story 1 but the number of User Story 2.',
      'Heading has the title of User Story 2 but the number of User Story 1.',
    ])
    assert.deepEqual(mismatches(phases(1, 2).replace('Drain the queue\n\n- [ ]', 'Another name\n\n- [ ]')), [])
  })
})

describe('empty sections', () => {
  it('that are optional are one information once the specification is approved', () => {
    const findings = (status: string): string[] => {
      const text = kit({ end: '\n## Assumptions\n\n' }).replace(
        '# Feature Specification: Queue\n',
        `# Feature Specification: Queue\n\n**Feature Branch**: a\n**Created**: 2026-01-01\n**Status**: ${status}\n**Input**: b\n`,
      )
      return run(folderOf(text), 'empty-section').map(({ severity, message }) => `${severity}: ${message}`)
    }
    assert.deepEqual(findings('Approved'), [
      'info: Empty optional sections "Edge Cases" and "Assumptions". Fill them in, or remove them.',
    ])
    assert.deepEqual(findings('Draft'), [])
  })
})
