// The context of an item, its place in hierarchies, and reports of wrong findings, where an item stands alone or is long.
import assert from 'node:assert/strict'
import { readDocument } from '../../server/src/document/read.ts'
import { type Feature, featureOf, makeFeature } from '../../server/src/feature/feature.ts'
import { hierarchyItems, incoming, outgoing } from '../../server/src/queries/callHierarchy.ts'
import { highlightsOf } from '../../server/src/queries/documentHighlight.ts'
import { hoverOf } from '../../server/src/queries/hover.ts'
import { type ItemContext, itemContext } from '../../server/src/queries/itemContext.ts'
import { traceModel } from '../../server/src/queries/traceModel.ts'
import { traceMarkdown } from '../../server/src/queries/traceText.ts'
import { wrongFindingText } from '../../server/src/queries/wrongFinding.ts'
import { readAs } from '../../server/src/templates/detect.ts'
import { withFamily } from '../../server/src/templates/family.ts'
import { learnFormat } from '../../server/src/templates/learn.ts'
import { readBy } from '../../server/src/templates/specDocument.ts'
import { plan, spec, symbolIn } from '../support/ids.ts'
import { folderOf, formatNamed, run } from '../support/rules.ts'

const tasks =
  '# Spec: A\n//- tasks.md\n# Tasks\n\n## Phase 1\n\n- [x] T001 a\n- [ ] T0$002 b (depends on T001)\n- [ ] T003 c (depends on T002)\n'
const foreign = spec.replace('SPEC-002 FR-001', 'SPEC-002 FR-$0001')
const range = spec.replace('(FR-001–FR-003)', '(FR-0$001–FR-003)')

describe('the context of an item', () => {
  const contextOf = (text: string, id: string): ItemContext =>
    itemContext(folderOf(text).feature, id, (path) => path.replace(/^.*\//, '')) ?? assert.fail(id)
  const requirement = (text: string): string => `# Spec: A\n\n## Requirements\n\n- **FR-001**: ${text}\n`
  it('is only itself and its mentions for an id of an unknown kind', () => {
    assert.deepEqual(contextOf('# Spec: A\n\n- **ZZ-1**: b\n\nas ZZ-1 says', 'ZZ-1'), {
      item: { id: 'ZZ-1', path: 'spec.md', line: 3, text: '- **ZZ-1**: b', role: 'item', state: null },
      others: [],
      stories: [],
      requirements: [],
      criteria: [],
      tasks: [],
      decisions: [],
      files: [],
      mentions: [{ path: 'spec.md', line: 5, text: 'as ZZ-1 says' }],
    })
  })
  it('has the decisions that it references, also those without an answer', () => {
    const log = '//- clarifications.md\n# Log\n\n## CL-1 — a?\n\n**Decision**: b\n\n## CL-2 — c?\n\nWords.\n'
    assert.deepEqual(
      contextOf(`${requirement('d (CL-1, CL-2)')}${log}`, 'FR-001').decisions.map(({ id, decision }) => [id, decision]),
      [
        ['CL-1', 'b'],
        ['CL-2', ''],
      ],
    )
  })
  it('has 4000 characters of a long line, or the lines that fit', () => {
    const { text } = contextOf(requirement('x'.repeat(5000)), 'FR-001').item
    assert.deepEqual(text, `- **FR-001**: ${'x'.repeat(3986)}\n… truncated: continues to line 5`)
    const lines = contextOf(requirement(`${'x'.repeat(3000)}\n  ${'y'.repeat(3000)}`), 'FR-001').item
    assert.deepEqual(lines.text, `- **FR-001**: ${'x'.repeat(3000)}\n… truncated: continues to line 6`)
  })
})

describe('the hierarchy of an item', () => {
  const ids = (items: readonly { id: string }[]): string[] => items.map(({ id }) => id)
  it('goes from a story over requirements and tasks to criteria', () => {
    const { feature, symbol } = symbolIn(spec.replace('**FR-001**', '**FR-$0001**') + plan)
    const [item = assert.fail()] = hierarchyItems(feature, symbol)
    assert.deepEqual(
      [ids(incoming(feature, item)), ids(outgoing(feature, item))],
      [['US-1'], ['T001', 'T002', 'SC-001']],
    )
  })
  it('goes from a task to the tasks that it needs', () => {
    const { feature, symbol } = symbolIn(tasks)
    const [item = assert.fail()] = hierarchyItems(feature, symbol)
    assert.deepEqual([ids(incoming(feature, item)), ids(outgoing(feature, item))], [['T003'], ['T001']])
  })
  it('is empty for an id of another specification', () => {
    const { feature, symbol } = symbolIn(foreign)
    assert.deepEqual(hierarchyItems(feature, symbol), [])
  })
})

describe('the highlights and the hover of an id', () => {
  it('mark only its place, if it belongs to another specification or begins a range', () => {
    for (const fixture of [foreign, range]) {
      const { feature, file, symbol } = symbolIn(fixture)
      assert.deepEqual(highlightsOf(feature, file, symbol), [{ start: symbol.start, end: symbol.end, defines: false }])
    }
  })
  it('show the tasks that a task needs, and those that need it', () => {
    const { feature, symbol } = symbolIn(tasks)
    const [item] = hoverOf(feature, symbol).items
    assert.deepEqual(
      [item?.needs, item?.neededBy].map((list) => list?.map(({ definition }) => definition.id.text)),
      [['T001'], ['T003']],
    )
  })
})

describe('the traceability of an empty specification', () => {
  it('says that there is nothing to trace', () => {
    assert.equal(
      traceMarkdown('Queue', [], () => ''),
      '# Traceability: Queue\n\nNothing to trace yet.\n',
    )
  })
  it('is named after its folder without a title', () => {
    assert.equal(traceModel(folderOf('\ntext\n').feature, (path) => path).title, '004-queue')
    assert.equal(traceModel(folderOf('# Spec: A\n\n**ID**: SPEC-004\n').feature, (path) => path).title, 'SPEC-004 A')
  })
})

describe('the report of a wrong finding', () => {
  const reported = (feature: Feature, code: string): string => {
    const finding = run({ feature, context: folderOf('').context }, code)[0] ?? assert.fail(code)
    return wrongFindingText(feature, feature.spec, finding, '1.2.3')
  }
  const line = (before: string): string =>
    `# Spec: A\n\n## Requirements\n\n- **FR-001**: ${before} as FR-009 says${' and'.repeat(100)}\n`
  it('shows a line from its start, if the finding is near it', () => {
    const report = reported(folderOf(line('x'.repeat(100))).feature, 'undefined-id')
    assert.match(report, /\n- \*\*FR-001\*\*: x{12} as FR-009 xxxx( and)+ an…\n {30}\^{6}\n/)
  })
  it('shows a part of a line, if the finding is far behind its start', () => {
    const report = reported(folderOf(line('x'.repeat(300))).feature, 'undefined-id')
    assert.match(report, /\n…x{12} as FR-009 xxxx( and)+ …\n {17}\^{6}\n/)
  })
  const source = (documentKind: 'spec' | 'tasks', text: string) => ({
    documentKind,
    text,
    path: `t/${documentKind}.md`,
  })
  it('keeps the words of markers of the repository', () => {
    const template = '# Spec: [Title]\n\n## Requirements\n\n- **FR-001**: [À CLARIFIER : qui paie ?]\n'
    const house = learnFormat('house', [source('spec', template)], [], '/w/t')
    const read = readAs(house, '# Spec: A\n\n## Requirements\n\n- **FR-001**: voir FR-009 [À CLARIFIER : combien ?]\n')
    const report = reported(featureOf(read), 'undefined-id')
    assert.match(report, /\n- \*\*FR-001\*\*: xxxx FR-009 \[À CLARIFIER : xxxxxxx \?\]\n/)
  })
  it('tells no words of the repository, also where the template is built in', () => {
    const house = withFamily(
      learnFormat('house', [source('tasks', '# Tasks: [A]\n')], [], '/w/t'),
      formatNamed('spec-kit'),
    )
    const template = house.templates.find(({ documentKind }) => documentKind === 'spec') ?? assert.fail()
    const read = readBy(house, template, readDocument('# A\n\n## Requirements\n\n- **FR-001**: FR-009\n'), { path: '' })
    const feature = makeFeature('/w/specs/1', 'a heading "Acme"; templates in t', [read])
    assert.match(reported(feature, 'undefined-id'), /\n- Recognized by: a heading "…"\n/)
  })
})
