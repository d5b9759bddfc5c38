// Documents as other people write them: what is an id in them, and whose.
import assert from 'node:assert/strict'
import { summarise } from '../../server/src/feature/summary.ts'
import { folderOf, run } from '../support/rules.ts'

/** A feature of spec-kit: lines among the requirements, the criteria and the edge cases, and what stands at the end. */
const kit = ({ requirements = '', criteria = '', edges = '', end = '', tasks = '' }): string => `//- spec.md
# Feature Specification: Queue

## User Scenarios & Testing

### User Story 1 - Order (Priority: P1)

As a user, I want a queue, so that teams are decoupled.

1. **Given** a claim, **When** it is applied, **Then** there is a queue

### Edge Cases

${edges}
## Requirements

### Functional Requirements

- **FR-001**: System MUST create the queue
- **FR-002**: System MUST drain the queue
${requirements}
## Success Criteria

- **SC-001**: 90 % of users
${criteria}${end}
//- tasks.md
# Tasks: Queue

${tasks}`

const found = (fixture: string): string[] =>
  run(folderOf(fixture), 'duplicate-id', 'undefined-id', 'malformed-id', 'missing-id').map(
    ({ code, message }) => `${code}: ${message}`,
  )

describe('ids of milestones and of sub-items', () => {
  it('are items of the kind that is in them', () => {
    const fixture = kit({
      requirements: '- **M1-FR-001**: System MUST a\n- **M1-FR-002**: System MUST b, as M1-FR-001 does\n',
      criteria: '- **SC-M1-01**: 95 % of users\n- **SC-M1-02**: 99 % of users\n',
      tasks: '- [x] M1-T01 Do M1-FR-001\n- [ ] M1-T02 Do M1-FR-002\n',
    })
    assert.deepEqual(found(fixture), [])
    const { requirements, criteria, tasks } = summarise(folderOf(fixture).feature)
    assert.deepEqual({ requirements, criteria, tasks }, { requirements: 4, criteria: 3, tasks: { done: 1, total: 2 } })
  })
  it('that nothing defines are told', () => {
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
    it(`are ids of their own: ${first}`, () => {
      const items = (...ids: string[]) =>
        kit({ requirements: ids.map((id) => `- **${id}**: System MUST ${id}\n`).join(''), end: `\nSee ${second}.\n` })
      assert.deepEqual(found(items('FR-003', first, second)), [])
      assert.deepEqual(found(items('FR-003', first)), [], 'a part of what is defined')
      assert.match(found(items(first, first))[0] ?? '', /^duplicate-id/)
    })
  it('leave ranges and lists what they are', () => {
    assert.deepEqual(found(kit({ end: '\nUS1-US1, FR-001/002, FR-001–FR-002, SC-001 (a), FR-001: 1 queue.\n' })), [])
  })
})

describe('what only speaks of a thing', () => {
  for (const [what, edges] of [
    ['a priority', '- P2: Create branches\n- P2: Create folders\n'],
    ['a name', '- D1 (SQLite)\n- D1: 10 GB\n'],
    ['a label that cites an id', '- **PS-07 missing directory**: it is made\n- **PS-07 scope**: all of it\n'],
  ] as const)
    it(`defines nothing: ${what}`, () => assert.deepEqual(found(kit({ edges })), []))
  it('is no label of several words among the items of a list', () => {
    const fixture = kit({ requirements: '- **NFR-001 Speed**: System MUST a\n- **NFR-001 Size**: System MUST b\n' })
    assert.match(found(fixture)[0] ?? '', /^duplicate-id: NFR-001/)
  })
})
