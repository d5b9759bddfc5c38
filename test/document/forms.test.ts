// The forms of ids, checkboxes and metadata that occur in real documents: each has to be read.
import assert from 'node:assert/strict'
import { readDocument } from '../../server/src/document/read.ts'

const defined = (text: string): string[] => readDocument(text).definitions.map((definition) => definition.id.key)
const referenced = (text: string): string[] =>
  readDocument(text).references.map((reference) =>
    reference.last ? `${reference.id.key}..${reference.last.key}` : reference.id.key,
  )

describe('ids are defined by', () => {
  for (const [line, ...keys] of [
    ['- **FR-001**: text', 'FR-1'],
    ['- **FR-001 (tag)** text', 'FR-1'],
    ['- **FR-001** (tag): text', 'FR-1'],
    ['- **FR-001** text', 'FR-1'],
    ['- **FR-001 — title** text', 'FR-1'],
    ['**FR-001 title**', 'FR-1'],
    ['**FR-001** — text', 'FR-1'],
    ['- FR-001: text', 'FR-1'],
    ['- FR-001：text', 'FR-1'],
    ['### FR-001: Title', 'FR-1'],
    ['### US-1: Title (Priority: P1)', 'US-1'],
    ['### US1 — Title', 'US-1'],
    ['### US1 (P1) — Title', 'US-1'],
    ['### User Story 1 - Title (Priority: P1)', 'US-1'],
    ['### User Story 0 — Title', 'US-0'],
    ['## CL-1 — 2026-04-18 — question?', 'CL-1'],
    ['- **FR-003a**: text', 'FR-3a'],
    ['- **FR-A1**: text', 'FR-A-1'],
    ['- **FR-V01**: text', 'FR-V-1'],
    ['- **FR-AGENT-001**: text', 'FR-AGENT-1'],
    ['- **FR-1.2**: text', 'FR-1.2'],
    ['- **FR14.4**: text', 'FR-14.4'],
    ['- **FR-009b-EXT**: text', 'FR-9b-EXT'],
    ['- **NFR-001**: text', 'NFR-1'],
    ['- **R001** (MUST): text', 'R-1'],
    ['- [ ] T001: text', 'T-1'],
    ['- [ ] T001 [P] [US1] text in path', 'T-1'],
    ['- [x] **T001**: text', 'T-1'],
    ['- [X] T001a text', 'T-1a'],
    ['- [~] **T010**: text', 'T-10'],
    ['- [⊘] T011 text', 'T-11'],
    ['- **T-001** — text', 'T-1'],
    ['- [T001] text', 'T-1'],
    ["- [ ] T028' text", "T-28'"],
    ['- [x] T071-B text', 'T-71-B'],
    ['- [x] T021A text', 'T-21A'],
    ['- **FR-001-1**: text', 'FR-1-1'],
    ['- **FR-001/1**: text', 'FR-1/1'],
    ['- **FR-001:1** text', 'FR-1:1'],
    ['- **FR-001(a)**: text', 'FR-1(a)'],
    ['- **AC-001-2**: text', 'AC-1-2'],
    ['- **M1-FR-001**: text', 'M1-FR-1'],
    ['- **M2B1-FR-001**: text', 'M2B1-FR-1'],
    ['- **SC-M1-01**: text', 'SC-M1-1'],
    ['- [ ] M1-T01 text', 'M1-T-1'],
    ['- [ ] F001-T101 text', 'F001-T-101'],
    ['- [ ] FEAT-001-T003 text', 'FEAT-1-T003'],
    ['- **FR-001-AC-1**: text', 'FR-1-AC-1'],
    ['- **REQ-01-02-03**: text', 'REQ-1-02-03'],
    ['- [ ] T001-2a text', 'T-1-2a'],
    ['- [ ] T001.1a text', 'T-1.1a'],
    ['- [ ] US1.1-T2 text', 'US-1.1-T2'],
    ['- **US1.FR2**: text', 'US-1.FR2'],
    ['- **EPIC-1-STORY-2-TASK-3**: text', 'EPIC-1-STORY-2-TASK-3'],
    ['- ✅ T001: text', 'T-1'],
    ['- [ ] - [X] T002 text', 'T-2'],
    ['- [X] T024–T026 Folded', 'T-24', 'T-25', 'T-26'],
    ['- **FR-001 / FR-002**: both', 'FR-1', 'FR-2'],
    ['- ~~**FR-006**~~: withdrawn', 'FR-6'],
    ['1. **FR-001**: text', 'FR-1'],
    ['> - **FR-001**: text', 'FR-1'],
    ['- [ ] CHK001 text', 'CHK-1'],
  ] as const) {
    it(line, () => assert.deepEqual(defined(`${line}\n`), keys))
  }
  for (const cell of ['FR-001', '**FR-001**', '~~FR-001~~', '`x` | FR-001']) {
    it(`a table row that starts with ${cell}`, () => {
      const keys = cell.startsWith('`') ? [] : ['FR-1']
      assert.deepEqual(defined(`| ID | x |\n|---|---|\n| ${cell} | text |\n`), keys)
    })
  }
  it('lines of one paragraph', () => {
    assert.deepEqual(defined('**FR-001**: a\n**FR-002**: b\nwrapped **FR-003**: c\n**FR-004** is bold prose\n'), [
      'FR-1',
      'FR-2',
    ])
  })
})

describe('ids are not defined in', () => {
  for (const line of [
    '```\n- **FR-001**: a\n```',
    '    - **FR-001**: a',
    '<!-- \n- **FR-001**: a\n-->',
    '<div>\n- **FR-001**: a\n</div>',
    '`- **FR-001**: a`',
    '- the **FR-001**: a',
    '- FR-001, FR-002 and FR-003 hold',
    '- FR-001 through FR-004 hold',
    '- T1',
    '---\nFR-001: a\n---',
    'FR-001: a',
  ]) {
    it(JSON.stringify(line), () =>
      assert.deepEqual(
        readDocument(`${line}\n`)
          .definitions.filter((definition) => definition.strong)
          .map((definition) => definition.id.key),
        [],
      ),
    )
  }
})

describe('references are read in', () => {
  for (const [text, ...keys] of [
    ['T005–T009', 'T-5..T-9'],
    ['SC-001..SC-006', 'SC-1..SC-6'],
    ['SC-001..004', 'SC-1..SC-4'],
    ['FR-001-FR-010', 'FR-1..FR-10'],
    ['FR-001 through FR-014', 'FR-1..FR-14'],
    ['US-1..US-4', 'US-1..US-4'],
    ['FR-001/FR-002', 'FR-1', 'FR-2'],
    ['FR-001/002', 'FR-1', 'FR-2'],
    ['FR-001, FR-002', 'FR-1', 'FR-2'],
    ['SC-001 through SC-XXX', 'SC-1'],
    ['FR-001 to 5 users', 'FR-1'],
    ['FR-001 - 3 items', 'FR-1'],
    ['(**FR-001**), `FR-002`', 'FR-1', 'FR-2'],
    ['FR-001, 002, and 003', 'FR-1', 'FR-2', 'FR-3'],
    ['FR-001, FR-002, and FR-003', 'FR-1', 'FR-2', 'FR-3'],
    ['FR-001 and 500 users', 'FR-1'],
    ['FR-101, 102', 'FR-101'],
    ['FR-099, 100.', 'FR-99', 'FR-100'],
    ['FR-099, 101.', 'FR-99'],
    ['FR-099, 100 users', 'FR-99'],
    ["FR-001's and T009' too", 'FR-1', "T-9'"],
    ['User Story 1, 2 retries, Story 2', 'US-1', 'US-2'],
    ['User Stories 1, 2 and 3, user stories 1–3 and 5', 'US-1', 'US-2', 'US-3', 'US-1..US-3', 'US-5'],
    ['Stories 1 and 2, 3 days each', 'US-1', 'US-2'],
    ['history 5, a story 4, user story 3 points, Story 1.2.3'],
    ['a/FR-001.md and v-FR-002 and xFR-003 and #T1'],
  ] as const) {
    it(text, () => assert.deepEqual(referenced(`see ${text} here\n`), keys))
  }
})

describe('metadata', () => {
  it('is read in every spelling, but only above the first section', () => {
    const text =
      '# Spec: A\n\n**ID**: SPEC-1  \n**Status:** draft\n> **Type**: platform\n\n**상태**：초안\nCreated: 2026-01-01\n\n## B\n\n**No**: field\n'
    assert.deepEqual(
      readDocument(text).fields.map((field) => [field.key, field.value]),
      [
        ['ID', 'SPEC-1'],
        ['Status', 'draft'],
        ['Type', 'platform'],
        ['상태', '초안'],
        ['Created', '2026-01-01'],
      ],
    )
  })
})

describe('the title of a section', () => {
  for (const [line, title] of [
    ['## a', 'a'],
    ['## a ##', 'a'],
    ['## a # ', 'a'],
    ['## a#', 'a#'],
    ['## C#', 'C#'],
    ['## in C# #', 'in C#'],
    ['## ##', ''],
    ['## a # b', 'a # b'],
  ] as const)
    it(`of ${line} is ${JSON.stringify(title)}`, () =>
      assert.equal(readDocument(`# Spec: A\n\n${line}\n`).sections[1]?.title, title))
})
