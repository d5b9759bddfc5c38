// Ids as symbols: definitions, references, highlights, hovers and explanations. `$0` is the cursor.
import assert from 'node:assert/strict'
import type { Feature, FeatureFile } from '../../server/src/feature/feature.ts'
import { referencesOf } from '../../server/src/feature/symbol.ts'
import { definitionsAt } from '../../server/src/queries/definition.ts'
import { highlightsOf } from '../../server/src/queries/documentHighlight.ts'
import { explainLine } from '../../server/src/queries/explainLine.ts'
import { headingHover } from '../../server/src/queries/headingHover.ts'
import { hoverOf } from '../../server/src/queries/hover.ts'
import { itemSymbols } from '../../server/src/queries/workspaceSymbol.ts'
import { symbolIn as at, plan, spec } from '../support/ids.ts'
import { documentsOf, folderOf } from '../support/rules.ts'

const words = ({ path, document }: FeatureFile, { start, end }: { start: number; end: number }): string => {
  const line = document.text.slice(0, start).split('\n').length
  return `${path.replace(/^.*\//, '')}:${line} ${document.text.slice(start, end)}`
}
const definitions = async (fixture: string, otherFeature?: Feature): Promise<string[]> => {
  const { feature, symbol } = at(fixture)
  return (await definitionsAt(feature, symbol, async () => otherFeature)).map(({ spec, definition }) =>
    words(spec, definition),
  )
}

describe('an id', () => {
  it('is defined by its item, whatever the spelling of the reference', async () => {
    assert.deepEqual(await definitions(spec + plan.replace('(FR-001/002)', '(FR-001/0$002)')), ['spec.md:12 FR-002'])
    assert.deepEqual(await definitions(spec + plan.replace('[US1]', '[US$01]')), ['spec.md:7 US-1'])
    assert.deepEqual(await definitions(spec.replace('**FR-004**', '**FR-004$0**')), ['spec.md:14 FR-004'])
  })
  it('in a range leads to all members of the range', async () => {
    assert.deepEqual(await definitions(spec.replace('(FR-001–FR-003)', '(FR-00$01–FR-003)')), [
      'spec.md:11 FR-001',
      'spec.md:12 FR-002',
      'spec.md:13 FR-003',
    ])
  })
  it('is the first of several ids on one line', () => {
    const { symbol } = at('# Spec: A\n\n## Tasks\n\n- [x] T023 a\n- [x] T0$024–T026 Folded\n')
    assert.equal(symbol.id.key, 'T-24')
  })
  it('that belongs to another specification is resolved only there', async () => {
    const fixture = spec.replace('SPEC-002 FR-001', 'SPEC-002 FR-$0001')
    assert.deepEqual(await definitions(fixture), [])
    assert.deepEqual(await definitions(fixture, folderOf('# Spec: B\n\n## Requirements\n\n- **FR-1**: b\n').feature), [
      'spec.md:5 FR-1',
    ])
  })
  it('has references in all documents, also in ranges, but none that belong to another specification', () => {
    const { feature, symbol } = at(spec.replace('**FR-001**', '**FR$0-001**') + plan)
    assert.deepEqual(
      referencesOf(feature, symbol.id).map(({ file, reference }) => words(file, reference)),
      ['spec.md:12 FR-001', 'spec.md:18 FR-001–FR-003', 'plan.md:7 FR-001', 'plan.md:8 FR-001..004'],
    )
  })
  it('has references by its undefined sub-clauses, and ranges reference the sub-clauses of their ends', () => {
    const clauses = (id: string, extra = ''): string[] => {
      const text = `# Spec: A\n\n## Requirements\n\n- **FR-001**: a\n- **FR-001b**: b\n- **FR-002**: c\n- **FR-003c**: d\n${extra}\nFR-002d, FR-001b and FR-001–FR-003\n`
      const { feature, symbol } = at(text.replace(`**${id}`, `**${id.slice(0, 4)}$0${id.slice(4)}`))
      return referencesOf(feature, symbol.id).map(({ file, reference }) => words(file, reference).replace(/^\S+ /, ''))
    }
    assert.deepEqual(clauses('FR-002'), ['FR-002d', 'FR-001–FR-003'])
    assert.deepEqual(clauses('FR-002', '- **FR-002d**: e\n'), ['FR-001–FR-003'])
    assert.deepEqual(clauses('FR-001'), ['FR-001–FR-003'])
    assert.deepEqual(clauses('FR-001b'), ['FR-001b', 'FR-001–FR-003'])
    assert.deepEqual(clauses('FR-003c'), ['FR-001–FR-003'])
  })
  it('is highlighted in its document', () => {
    const { feature, file, symbol } = at(spec.replace('**FR-001**', '**FR$0-001**') + plan)
    assert.deepEqual(
      highlightsOf(feature, file, symbol).map((highlight) => `${highlight.defines} ${words(file, highlight)}`),
      ['true spec.md:11 FR-001', 'false spec.md:12 FR-001', 'false spec.md:18 FR-001–FR-003'],
    )
  })
  it('is highlighted in code, unless it is part of a name', () => {
    const text =
      '# Spec: A\n\n## Requirements\n\n- **FR-$0001**: a\n\nof `FR-001`, `FR-001-queue`, FR-001-like and `FR-001.`\n'
    const { feature, file, symbol } = at(text)
    const places = highlightsOf(feature, file, symbol).map(({ end }) => file.document.text.slice(end, end + 2))
    assert.deepEqual(places, ['**', '`,', '-l', '.`'])
  })
  it('shows its text, tasks and criteria', () => {
    const { feature, symbol } = at(spec.replace('as FR-001', 'as FR-00$01') + plan)
    const { items, more } = hoverOf(feature, symbol)
    const [item] = items
    assert.deepEqual([items.length, more], [1, 0])
    assert.equal(item?.text, 'System MUST make a queue (US-1)')
    assert.deepEqual(
      item?.linked.tasks.map(({ id, state }) => `${id} ${state}`),
      ['T001 done', 'T002 open'],
    )
    assert.deepEqual(
      item?.linked.stories.map(({ id }) => id),
      ['US-1'],
    )
    assert.deepEqual(
      item?.linked.criteria.map(({ id }) => id),
      ['SC-001'],
    )
    assert.deepEqual(
      item?.mentions.map(({ file, count }) => `${file.path.replace(/^.*\//, '')} ${count}`),
      ['spec.md 2', 'plan.md 2'],
    )
  })
})

describe('a decision of the log', () => {
  it('shows its question and the decision', () => {
    const log =
      '//- clarifications.md\n# Clarifications Log — Queue\n\n## CL-1 — 2026-04-18 — How long?\n\n**Context**: none\n\n**Decision**: 4 days\n'
    const { feature, symbol } = at(spec.replace('MUST drain it', 'MUST drain it (CL-$01)') + log)
    const [item] = hoverOf(feature, symbol).items
    assert.deepEqual([item?.text, item?.decision, item?.role], ['2026-04-18 — How long?', '4 days', 'decision'])
    assert.deepEqual(
      item?.linked.requirements.map(({ id }) => id),
      ['FR-002'],
    )
  })
})

describe('the symbols of a feature', () => {
  it('are its stories, requirements, criteria, tasks and decisions', () => {
    const log =
      '//- clarifications.md\n# Clarifications Log — Queue\n\n## CL-1 — 2026-04-18 — How long?\n\n**Decision**: 4\n'
    assert.deepEqual(
      itemSymbols(folderOf(spec + plan + log).feature).map(
        ({ id, text, spec }) => `${id} ${text} ${spec.path.replace(/^.*\//, '')}`,
      ),
      [
        'US-1 Order a queue spec.md',
        'FR-001 System MUST make a queue (US-1) spec.md',
        'FR-002 System MUST drain it as FR-001 says spec.md',
        'FR-003 System MUST report, see SPEC-002 FR-001 spec.md',
        'FR-004 System MUST log spec.md',
        'SC-001 A queue is there within 2 minutes (FR-001–FR-003) spec.md',
        'T001 Make it (FR-001/002) plan.md',
        'T002 Rest (FR-001..004), [US1] plan.md',
        'CL-1 2026-04-18 — How long? clarifications.md',
      ],
    )
  })
})

describe('a story', () => {
  it('shows its scenarios, and its tasks and requirements', () => {
    const withScenario = spec.replace(
      '### US-1: Order a queue\n',
      '### US-$01: Order a queue\n\n1. **Given** a claim, **When** it is there, **Then** so is a queue\n2. Something else\n',
    )
    const { feature, symbol } = at(withScenario + plan)
    const [item] = hoverOf(feature, symbol).items
    assert.deepEqual([item?.scenarios, item?.linked.tasks.length, item?.linked.requirements.length], [1, 1, 1])
  })
})

describe('a heading', () => {
  const shown = (fixture: string) => {
    const [[, text = ''] = ['', '']] = documentsOf(fixture)
    const { feature } = folderOf(fixture.replace('$0', ''))
    return headingHover(feature.spec, text.indexOf('$0'))
  }
  it('shows what the template requires, and the progress of a review', () => {
    const design = shown(`${spec}\n## Sum$0mary\n\nx\n`)
    assert.equal(design?.asked?.required, true)
    assert.match(design?.asked?.by ?? '', /the seed template/)
    assert.notEqual(design?.asked?.text, '')
    assert.deepEqual(shown(`${spec}\n## Review Checklist\n\n### S$0RE\n\n- [x] a\n- [ ] b\n`)?.boxes, {
      done: 1,
      total: 2,
    })
    assert.equal(shown(`${spec}\n## My $0own\n`), undefined)
  })
})

describe('explaining a line', () => {
  const explained = (fixture: string): string => {
    const documents = documentsOf(fixture)
    const [name = '', text = ''] = [...documents].find(([, content]) => content.includes('$0')) ?? []
    const offset = text.indexOf('$0')
    const { feature } = folderOf(fixture.replace('$0', ''))
    const spec = feature.documents.find(({ path }) => path.endsWith(`/${name}`)) ?? assert.fail(name)
    const content = spec.document.text
    const start = content.lastIndexOf('\n', offset - 1) + 1
    return explainLine(feature, spec, { start, end: content.indexOf('\n', offset) }).join('\n')
  }
  it('tells what was read, and why something was not', () => {
    assert.match(
      explained(spec.replace('MUST drain', 'MUST $0drain')),
      /"FR-002" is defined here as a requirement: FR ids are defined by list items, under "requirements", in "functional", as in line \d+ of the seed template: "- \*\*FR-001\*\*: System MUST \[requirement\]"\./,
    )
    assert.match(
      explained(spec.replace('MUST drain', 'MUST $0drain')),
      /"FR-001" is a reference to an id defined in this feature/,
    )
    assert.match(
      explained(spec.replace('see SPEC', 'se$0e SPEC')),
      /"FR-001" is a reference to an id of specification 2/,
    )
    assert.match(
      explained(spec.replace('- **FR-004**: System', '- **FR 004**: Sys$0tem')),
      /"FR 004" is not recognized as an item: "FR" and the number are separated by a space/,
    )
    assert.doesNotMatch(
      explained(`${spec}\n## Tasks\n\n- [ ] T001: a\n- T00$02 b\n`),
      /is a reference/,
      'a line has only one explanation',
    )
    assert.match(explained(`${spec}\n## Tasks\n\n- [ ] T001: a\n- T00$02 b\n`), /"T002" is not recognized as an item/)
    assert.match(
      explained(spec.replace('- **FR-004**: System MUST log', '- Sys$0tem MUST log')),
      /This line does not define a requirement: FR ids are .* Example: "- \*\*FR-001\*\*: …"/,
    )
    assert.match(
      explained(spec.replace('**ID**: SPEC-004', '**ID**: SPEC-$0004')),
      /"ID" is a metadata field of the template: an id \(line 3 of .*\)\.\n"SPEC-004" is a reference to this specification\.$/,
    )
    assert.match(
      explained(`${spec}\n\`\`\`\nFR-0$001\n\`\`\`\n`),
      /This line is code: only references to ids are read from it/,
    )
  })
})
