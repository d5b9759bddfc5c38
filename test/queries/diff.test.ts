// What differs between two versions of a specification, as entries, as a comment and as the comparison page; collisions.
import assert from 'node:assert/strict'
import type { Feature } from '../../server/src/feature/feature.ts'
import { type FeatureDiff, featureDiff } from '../../server/src/feature/featureDiff.ts'
import { type Collision, collisionsOf } from '../../server/src/queries/collisions.ts'
import { comparison } from '../../server/src/queries/comparison.ts'
import { specDiff } from '../../server/src/queries/diffEntries.ts'
import { diffForComment } from '../../server/src/queries/diffMarkdown.ts'
import { folderOf } from '../support/rules.ts'

const shown = (path: string): string => path.replace('/w/specs/', '')
const diffOf = (before: string | undefined, after: string | undefined): FeatureDiff => {
  const read = (text: string | undefined): Feature | undefined =>
    text === undefined ? undefined : folderOf(text).feature
  return featureDiff(read(before), read(after))
}
const requirement = (text: string): string => `# Spec: A\n\n## Requirements\n\n- **FR-001**: ${text}\n`
const task = (text: string): string => `# Spec: A\n\n## Tasks\n\n- ${text}\n`

describe('what differs in a specification', () => {
  const entries = (before: string, after: string): string[] =>
    specDiff(diffOf(before, after), shown).entries.map(({ mark, id, words, details }) =>
      [
        mark,
        ...(id ? [id.text] : []),
        words.map(({ type, text }) => (type === 'same' ? text : `${type === 'added' ? '+' : '-'}(${text})`)).join(' '),
        ...details.map((detail) => `[${detail}]`),
      ].join(' '),
    )
  const status = '# Spec: A\n\n**Status**: draft\n'
  for (const [behaviour, before, after, expected] of [
    ['is a status that was set', '# Spec: A\n', status, '~ Status: none → draft'],
    ['is a status that was removed', status, '# Spec: A\n', '~ Status: draft → none'],
    ['is a task that was done', task('[ ] T001: do a'), task('[x] T001: do a'), '~ Done: T001'],
    ['is a task that was dropped', task('[ ] T001: do a'), task('[-] T001: do a'), '~ Dropped: T001'],
    ['is a task that is not done any more', task('[x] T001: do a'), task('[ ] T001: do a'), '~ No longer done: T001'],
    [
      'is a task that is not dropped any more',
      task('[-] T001: do a'),
      task('[ ] T001: do a'),
      '~ No longer dropped: T001',
    ],
    ['is a reworded task, done', task('[ ] T001: do a'), task('[x] T001: do b'), '~ T001 do -(a) +(b) [Done]'],
    ['is a reworded task, dropped', task('[ ] T001: do a'), task('[-] T001: do b'), '~ T001 do -(a) +(b) [Dropped]'],
    [
      'is a reworded task, not done any more',
      task('[x] T001: do a'),
      task('[ ] T001: do b'),
      '~ T001 do -(a) +(b) [No longer done]',
    ],
    [
      'is a reworded task, not dropped any more',
      task('[-] T001: do a'),
      task('[ ] T001: do b'),
      '~ T001 do -(a) +(b) [No longer dropped]',
    ],
    [
      'is an item that was withdrawn',
      requirement('a'),
      requirement('~~a~~ (withdrawn 2026-01-01)'),
      '~ FR-001 a +((withdrawn 2026-01-01)) [Withdrawn]',
    ],
    [
      'is an item that is in force again',
      requirement('~~a~~ (withdrawn 2026-01-01)'),
      requirement('a'),
      '~ FR-001 a -((withdrawn 2026-01-01)) [No longer withdrawn]',
    ],
    [
      'is a new obligation',
      requirement('the system stores a file'),
      requirement('the system MUST store a file'),
      '~ FR-001 the system -(stores) +(MUST store) a file [Obligation: none → MUST]',
    ],
    [
      'is an obligation that is gone',
      requirement('the system MUST store a file'),
      requirement('the system stores a file'),
      '~ FR-001 the system -(MUST store) +(stores) a file [Obligation: MUST → none]',
    ],
  ] as const)
    it(behaviour, () => assert.deepEqual(entries(before, after), [expected]))
})

describe('a comment about what differs', () => {
  const summary = (added: number, changed: number, removed: number): string =>
    `\n1 specification differs: ${added} items added, ${changed} changed and ${removed} removed.\n`
  for (const [behaviour, before, after, expected] of [
    [
      'names the places that still reference a removed item',
      `${requirement('a')}- **FR-002**: b of FR-001\n`,
      requirement('a').replace('FR-001**: a', 'FR-002**: b of FR-001'),
      `### A (\`004-queue/spec.md\`)\n\n- ➖ FR-001  a\n  - Still referenced in \`004-queue/spec.md:5\`\n${summary(0, 0, 1)}`,
    ],
    [
      'has the path of a specification without a title as its heading',
      '- **FR-001**: a\n',
      '- **FR-001**: b\n',
      `### \`004-queue/spec.md\`\n\n- ✏️ FR-001  ~~a~~ **b**\n${summary(0, 1, 0)}`,
    ],
  ] as const)
    it(behaviour, () => assert.equal(diffForComment([diffOf(before, after)], shown), expected))
})

describe('the model of the comparison page', () => {
  const specOf = (before: string | undefined, after: string | undefined) => {
    const [spec] = comparison([diffOf(before, after)], 'main', shown, (path) => `file://${path}`).specs
    return spec ?? assert.fail()
  }
  it('has no role for what is about the specification, and that of its item otherwise', () => {
    const after = requirement('b').replace('A\n', 'A\n\n**Status**: draft\n')
    assert.deepEqual(
      specOf(requirement('a'), after).changes.map(({ role, id }) => [role, id?.text ?? null]),
      [
        [null, null],
        ['requirement', 'FR-001'],
      ],
    )
  })
  it('shows the path of a specification without a title', () => {
    assert.equal(specOf('- **FR-001**: a\n', '- **FR-001**: b\n').title, '004-queue/spec.md')
  })
  it('leads to a specification unless it was removed', () => {
    const text = requirement('a')
    assert.equal(specOf(undefined, text).uri, 'file:///w/specs/004-queue/spec.md')
    assert.equal(specOf(text, undefined).uri, null)
  })
})

describe('the collisions of two branches', () => {
  const features = (text: string): Feature[] => [folderOf(text).feature]
  const found = (merged: string, ours: string, theirs: string, base = requirement('a')): string[] =>
    collisionsOf({
      merged: features(merged),
      ours: features(ours),
      theirs: features(theirs),
      base: features(base),
    }).map((one: Collision) => (one.kind === 'id' ? `${one.id}: ${one.definitions.length} meanings` : one.kind))
  const a = requirement('a')
  const withB = `${a}- **FR-002**: b\n`
  const withC = `${a}- **FR-002**: c\n`
  for (const [behaviour, merged, ours, theirs, expected] of [
    ['are ids with another meaning on each', `${withB}- **FR-002**: c\n`, withB, withC, ['FR-002: 2 meanings']],
    ['are no ids that one of them has added', withB, withB, a, []],
    [
      'are ids that have two meanings only when merged, if one of them lacks the id',
      `${withB}- **FR-002**: c\n`,
      a,
      withC,
      ['FR-002: 2 meanings'],
    ],
    ['and if the other lacks it', `${withB}- **FR-002**: c\n`, withB, a, ['FR-002: 2 meanings']],
    [
      'are no ids that share a line with another one',
      `${a}- **FR-001 / FR-002**: c\n- **FR-002**: b\n`,
      withB,
      withB,
      [],
    ],
  ] as const)
    it(behaviour, () => assert.deepEqual(found(merged, ours, theirs), expected))
})
