// Withdrawn items: every rule that ignores them does so for each of the words that withdraw an item, and for no other word.
import assert from 'node:assert/strict'
import { fates } from '../../server/src/document/fate.ts'
import { functional, run } from '../support/rules.ts'

const four = (line: (n: number) => string, last: string): string => [1, 2, 3].map(line).join('') + last
const tasks = (text: string): string => `\n## Tasks\n\n- [ ] T001: ${text}\n- [ ] T002: ${text}\n`
const queue = 'System MUST write the connection details of a queue into a Secret of the namespace'

/** For each rule, a document with one finding, unless the given word withdraws the item. */
const rules: Readonly<Record<string, (word: string) => string>> = {
  'uncovered-requirement': (word) =>
    functional(four((n) => `- **FR-00${n}**: System MUST ${n}\n`, `- **FR-004** (${word}): System MUST stop\n`)) +
    tasks('FR-001..FR-003'),
  'uncovered-criterion': (word) =>
    `## Success Criteria\n\n${four((n) => `- **SC-00${n}**: ${n} is there\n`, `- **SC-004**: *${word}*\n`)}${tasks('SC-001..SC-003')}`,
  'uncovered-story': (word) =>
    `## User Stories\n\n${four((n) => `### US-${n}: a\n\nb\n\n`, `### US-4: [${word}] d\n\ne\n`)}${tasks('US-1, US-2, US-3')}`,
  'untraced-task': (word) =>
    `## Tasks\n\n### Build\n\n${four((n) => `- [ ] T00${n}: FR-00${n}\n`, `- [ ] T004: ${word}\n`)}`,
  'near-duplicate': (word) => functional(`- **FR-001**: ${queue}\n- **FR-002** (${word}): ${queue}\n`),
  'near-duplicate, the first one': (word) => functional(`- **FR-001**: _${word}_ – ${queue}\n- **FR-002**: ${queue}\n`),
  'undefined-id': (word) => functional(`- **FR-001**: System MUST a\n\nFR-002 was ${word}.\n`),
  'undefined-id, before it': (word) => functional(`- **FR-001**: System MUST a\n\n${word}: FR-002.\n`),
  'malformed-id': (word) => `## Tasks\n\n- [ ] T001: a\n- T002 ${word}\n`,
  'missing-id': (word) => functional(`- **FR-001**: System MUST a\n- (${word}) System MUST list the queues\n`),
  'missing-id, before a colon': (word) =>
    functional(`- **FR-001**: System MUST a\n- **${word}**: System MUST list the queues\n`),
  'resource-without-requirement': (word) =>
    `${functional('- **FR-001**: System MUST keep orders\n')}\n## Design\n\n### Resources Created\n\n| Resource | Notes |\n|---|---|\n| (${word}) LoadBalancer | a |\n`,
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

describe('words that withdraw an item', () => {
  it('include these', () => {
    for (const word of ['withdrawn', 'deferred', 'cancelled', 'canceled', 'replaced', 'postponed'])
      assert.ok(fates.includes(word), word)
  })
  for (const [name, text] of Object.entries(rules)) {
    const [code = ''] = name.split(',')
    it(`are needed for ${name}`, () => assert.equal(run(text('urgent'), code).length, 1))
    for (const word of fates)
      it(`count for ${name}: ${word}`, () => {
        assert.deepEqual(run(text(word), code), [])
        assert.deepEqual(run(text(capital(word)), code), [])
      })
  }
  for (const line of ['~~System MUST list the queues~~', '*~~List~~*', 'Removed', '**Cut.**', 'Dropped — see FR-001'])
    it(`withdraw an item without an id: ${line}`, () =>
      assert.deepEqual(run(functional(`- **FR-001**: System MUST a\n- ${line}\n`), 'missing-id'), []))
  for (const line of [
    'Removed items MUST be listed',
    'Moved queues: they MUST keep their names',
    'Cutting MUST be fast',
  ])
    it(`do not withdraw an item about them: ${line}`, () =>
      assert.equal(run(functional(`- **FR-001**: System MUST a\n- ${line}\n`), 'missing-id').length, 1))
})
