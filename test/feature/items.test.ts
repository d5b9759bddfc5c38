// Items and features at their limits: what an id means, texts that are compared, stages, phases, states of tasks and dependencies.
import assert from 'node:assert/strict'
import { itemChanges } from '../../server/src/feature/featureDiff.ts'
import { asksForOther, comparedText, meaningChanges, meaningText } from '../../server/src/feature/itemDiff.ts'
import { definedItems, nounOf } from '../../server/src/feature/items.ts'
import { hasFirstStatus, stageOf } from '../../server/src/feature/lifeCycle.ts'
import { isPostponed } from '../../server/src/feature/phases.ts'
import { allTasks } from '../../server/src/feature/progress.ts'
import { summarise } from '../../server/src/feature/summary.ts'
import { definitionsOfSymbol, featureOfSymbol } from '../../server/src/feature/symbol.ts'
import { taskGraph } from '../../server/src/feature/taskGraph.ts'
import { readAs } from '../../server/src/templates/detect.ts'
import { learnFormat } from '../../server/src/templates/learn.ts'
import { symbolIn } from '../support/ids.ts'
import { folderOf, read } from '../support/rules.ts'

describe('the id of a specification', () => {
  const meant = (text: string): string[] => {
    const { feature, symbol } = symbolIn(text)
    return definitionsOfSymbol(feature, symbol).map(
      ({ spec, definition: { start, end } }) => `${start} ${spec.document.text.slice(start, end)}`,
    )
  }
  for (const [behaviour, text, expected] of [
    ['means its field', '# Spec: Q\n\n**ID**: SPEC-004\n\nAs SPEC-$0004 says.\n', ['19 SPEC-004']],
    ['means its title without a field', '# Spec: Q\n\nAs SPEC-$0004 says.\n', ['2 Spec: Q']],
    ['means its start without a title', 'As SPEC-$0004 says.\n', ['0 ']],
    ['means nothing with another number', '# Spec: Q\n\nAs SPEC-$0005 says.\n', []],
  ] as const)
    it(behaviour, () => assert.deepEqual(meant(text), expected))
  it('leads to no specification without a number', async () => {
    const { feature, symbol } = symbolIn('# Spec: Q\n\nAs the parent spec says in FR-0$001.\n')
    assert.equal(await featureOfSymbol(feature, symbol, () => assert.fail('nothing is looked up')), undefined)
  })
})

describe('the changes of items', () => {
  const changes = (was: string, is: string): string[] => {
    const feature = (lines: string) => folderOf(`# Spec: A\n\n## Requirements\n\n${lines}`).feature
    return itemChanges(feature(was), feature(is), 'requirement').map(({ kind, id }) => `${kind} ${id}`)
  }
  it('leave out ids that share a line', () => {
    assert.deepEqual(changes('- **FR-001 / FR-002**: a\n', '- **FR-001 / FR-003**: a\n'), [])
  })
  it('match items by their text, unless they have none', () => {
    assert.deepEqual(changes('- **FR-001**: a b\n', '- **FR-003**: a b\n'), ['changed FR-003'])
    assert.deepEqual(changes('- **FR-001**:\n', '- **FR-003**:\n'), ['added FR-003', 'removed FR-001'])
  })
})

describe('a compared text', () => {
  for (const [text, expected] of [
    ['**: a\n\n---\n\nb', 'a b'],
    ['a\n|---|:--|\nb', 'a b'],
    ['a\n- |\nb', 'a - b'],
    ['a [b](c.md) <!-- d --> __e__', 'a b e'],
  ] as const)
    it(`of ${JSON.stringify(text)} is ${JSON.stringify(expected)}`, () => assert.equal(comparedText(text), expected))
})

describe('a change of meaning', () => {
  for (const [old, now, expected] of [
    ['System MUST keep it', 'System keeps it', 'MUST → none'],
    ['System keeps it', 'System MAY keep it', 'none → MAY'],
    ['System may keep it', 'System MAY keep it', 'none → MAY'],
    ['a MUST b', 'a shall b', ''],
    ['in 1,000 ms', 'in 1000 ms', ''],
    ['in 1,5 s', 'in 1,50 s', '1,5 s → 1,50 s'],
    ['in 1.5 s', 'in 1.50 s', ''],
    ['in 10 s and 20 s', 'in 10 s', ''],
  ] as const)
    it(`from "${old}" to "${now}" is "${expected}"`, () =>
      assert.equal(meaningText(meaningChanges(old, now)), expected))
})

describe('a text asks for something else', () => {
  for (const [old, now, expected] of [
    ['delete the old messages of users', 'delete the old mesages of users', false],
    ['delete messages', 'Delete, messages', false],
    ['delete messages after 10 days', 'delete messages after 30 days', true],
    ['delete messages after 10 days', 'delete messages after 10 days or 100 messages', true],
    [
      'delete the old messages of all users in the queue',
      'delete not the old messages of all users in the queue',
      true,
    ],
    ['delete the old messages of all users in the queue', 'delete the old messages of all teams in the queue', false],
    ['delete the old messages', 'archive the old messages', true],
    ['delete the old messages of all users in it', 'delete the 3 old messages of all users in it', true],
  ] as const)
    it(`${expected ? 'if' : 'not if'} "${old}" becomes "${now}"`, () => assert.equal(asksForOther(old, now), expected))
})

describe('the items of a document', () => {
  it('leave out those that share a line', () => {
    const ids = (lines: string): string[] =>
      definedItems(read(`# Spec: A\n\n## Requirements\n\n${lines}`), 'requirement').map(({ id }) => id.text)
    assert.deepEqual(ids('- **FR-001**: a\n- **FR-002**: b\n'), ['FR-001', 'FR-002'])
    assert.deepEqual(ids('- **FR-001 / FR-002**: a\n- **FR-003**: b\n'), ['FR-003'])
  })
  it('have a noun in the plural', () => {
    assert.deepEqual(
      (['criterion', 'story', 'task'] as const).map((role) => nounOf(role).join(' ')),
      ['criterion criteria', 'story stories', 'task tasks'],
    )
  })
})

describe('the stage of a document', () => {
  const template = '# Spec: [Title]\n\n**Status**: idea | draft | polishing | shipped-out\n\n## Requirements\n'
  const house = learnFormat('house', [{ documentKind: 'spec', path: 's.md', text: template }], [])
  const stages = (status: string) => {
    const spec = readAs(house, `# Spec: A\n\n${status}\n`)
    return [stageOf(spec), hasFirstStatus(spec)]
  }
  for (const [status, expected] of [
    ['**Status**: idea', ['draft', true]],
    ['**Status**: polishing', ['review', false]],
    ['**Status**: shipped-out', ['done', false]],
    ['**Status**: elsewhere', [undefined, false]],
    ['No status.', [undefined, false]],
  ] as const)
    it(`with ${status} is ${expected[0]}`, () => assert.deepEqual(stages(status), expected))
  it('is not that of a blank status', () => {
    const statusIn = (text: string) => summarise(folderOf(text).feature).status
    assert.equal(statusIn('# Spec: A\n\n**Status**: later\n'), 'later')
    assert.equal(statusIn('# Spec: A\n\n**Status**:\n'), null)
    assert.equal(statusIn('# Feature: A\n\n**Status**:\n//- tasks.md\n# Tasks\n'), null)
  })
})

describe('an item of a later phase', () => {
  const postponed = (spec: string, title = '# Tasks: A (Phase 1)'): string[] => {
    const { feature } = folderOf(`# Feature Specification: A\n\n${spec}//- tasks.md\n${title}\n\n- [ ] T001 a\n`)
    return feature.documents.flatMap((one) =>
      one.definitions.filter((definition) => isPostponed(feature, one, definition)).map(({ id }) => id.text),
    )
  }
  const requirements =
    '## Requirements\n\n### Phase 1: Now\n\n- **FR-001**: a\n\n### Phase 2: Later\n\n- **FR-002**: b\n- **FR-003** (Phase 1): c\n'
  it('is postponed, by its heading or its own words', () => assert.deepEqual(postponed(requirements), ['FR-002']))
  it('is not postponed without a phase in the title', () => assert.deepEqual(postponed(requirements, '# Tasks: A'), []))
  it('is not postponed, if the document has no phases', () => {
    assert.deepEqual(postponed('## Requirements\n\n- **FR-001**: a\n'), [])
  })
})

describe('the states of tasks', () => {
  const states = (body: string): string[] =>
    allTasks(folderOf(`# Spec: A\n//- tasks.md\n# Tasks\n\n${body}`).feature).map(
      ({ spec, span, definition, state }) =>
        `${definition?.id.text ?? spec.document.text.slice(span.start, span.end)} ${state}`,
    )
  const rows = (head: string, ...cells: string[]): string =>
    `| ID | Task | ${head} |\n|---|---|---|\n${cells.map((cell, k) => `| T00${k + 1} | a | ${cell} |\n`).join('')}`
  for (const [behaviour, body, expected] of [
    [
      'are in their column',
      rows('Status', 'Done', 'yes', 'open', ''),
      ['T001 done', 'T002 done', 'T003 open', 'T004 open'],
    ],
    ['are signs in other columns', rows('X', '✅', '[x]', 'words'), ['T001 done', 'T002 done', 'T003 undefined']],
    [
      'are those of the boxes in them',
      '### T001 a\n\n- [x] b\n- [x] c\n\n### T002 a\n\n- [x] b\n- [ ] c\n\n### T003 a\n\n- [ ] b\n\n### T004 a\n\n- [-] b\n- [-] c\n',
      ['T001 done', 'T002 open', 'T003 undefined', 'T004 dropped'],
    ],
    [
      'are below their headings',
      '### T001 a\n\n**Status**: Done\n\n### T002 b\n\n**Status**: open\n',
      ['T001 done', 'T002 open'],
    ],
  ] as const)
    it(behaviour, () => assert.deepEqual(states(body), expected))
})

describe('the dependencies of tasks', () => {
  const needs = (lines: string): string[] =>
    taskGraph(
      folderOf(`# Spec: A\n//- tasks.md\n# Tasks\n\n- [ ] T001 a\n- [ ] T002 b\n- [ ] T003 c\n${lines}`).feature,
    ).dependencies.map(({ task, on }) => `${task.key} needs ${on.key}`)
  it('are read in each line', () => {
    assert.deepEqual(needs('\nT002 depends on T001.\nT003 depends on T002.\n'), ['T-2 needs T-1', 'T-3 needs T-2'])
  })
  for (const end of ['\n', '\r\n', '\r'])
    it(`may go on in the next line after ${JSON.stringify(end)}`, () =>
      assert.deepEqual(needs(`\nT002 depends on${end}T001, T003 depends on T002.\n`), []))
  it('are not read far behind the start of a line, but below it', () => {
    assert.deepEqual(needs(`\n${'word '.repeat(4000)} T002 depends on T001.\nT003 depends on T002.\n`), [
      'T-3 needs T-2',
    ])
  })
})
