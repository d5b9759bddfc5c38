// Ids as symbols: where they are, what speaks of them, and what a rename changes. `$0` is the cursor.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { definitionsAt } from '../../server/src/features/definition.ts'
import { highlightsOf } from '../../server/src/features/documentHighlight.ts'
import { explainLine } from '../../server/src/features/explainLine.ts'
import { headingHover } from '../../server/src/features/headingHover.ts'
import { hoverOf } from '../../server/src/features/hover.ts'
import { renameOf, whyNoRename } from '../../server/src/features/rename.ts'
import { type IdSymbol, mentionsOf, symbolAt } from '../../server/src/features/symbol.ts'
import { type Feature, type Page, pagesOf } from '../../server/src/formats/feature.ts'
import { property } from '../support/property.ts'
import { apply, cursorIn, documentsOf, folderOf } from '../support/rules.ts'

const spec = `# Spec: Queue

**ID**: SPEC-004

## User Stories

### US-1: Order a queue

## Requirements

- **FR-001**: System MUST make a queue (US-1)
- **FR-002**: System MUST drain it as FR-001 says
- **FR-003**: System MUST report, see SPEC-002 FR-001
- **FR-004**: System MUST log

## Success Criteria

- **SC-001**: A queue is there within 2 minutes (FR-001–FR-003)
`
const plan = `//- plan.md
# Plan: Queue

## Tasks

### Phase 1: Setup

- [x] **T001**: Make it (FR-001/002)
- [ ] **T002**: Rest (FR-001..004), [US1]
`

interface At {
  feature: Feature
  page: Page
  symbol: IdSymbol
}

/** The symbol at `$0` of a fixture. */
function at(fixture: string): At {
  const { feature, page, offset } = cursorIn(fixture)
  const symbol = symbolAt(feature, page, offset) ?? assert.fail('no symbol')
  return { feature, page, symbol }
}
const words = ({ path, spec }: Page, { start, end }: { start: number; end: number }): string => {
  const line = spec.text.slice(0, start).split('\n').length
  return `${path.replace(/^.*\//, '')}:${line} ${spec.text.slice(start, end)}`
}
const definitions = async (fixture: string, other?: Feature): Promise<string[]> => {
  const { feature, symbol } = at(fixture)
  return (await definitionsAt(feature, symbol, async () => other)).map(({ reading, definition }) =>
    words(reading, definition),
  )
}

describe('an id', () => {
  it('is defined where its item is, in whatever spelling it is spoken of', async () => {
    assert.deepEqual(await definitions(spec + plan.replace('(FR-001/002)', '(FR-001/0$002)')), ['spec.md:12 FR-002'])
    assert.deepEqual(await definitions(spec + plan.replace('[US1]', '[US$01]')), ['spec.md:7 US-1'])
    assert.deepEqual(await definitions(spec.replace('**FR-004**', '**FR-004$0**')), ['spec.md:14 FR-004'])
  })
  it('of a range leads to all its members', async () => {
    assert.deepEqual(await definitions(spec.replace('(FR-001–FR-003)', '(FR-00$01–FR-003)')), [
      'spec.md:11 FR-001',
      'spec.md:12 FR-002',
      'spec.md:13 FR-003',
    ])
  })
  it('of another specification is looked for there, and never here', async () => {
    const fixture = spec.replace('SPEC-002 FR-001', 'SPEC-002 FR-$0001')
    assert.deepEqual(await definitions(fixture), [])
    assert.deepEqual(await definitions(fixture, folderOf('# Spec: B\n\n## Requirements\n\n- **FR-1**: b\n').feature), [
      'spec.md:5 FR-1',
    ])
  })
  it('is spoken of in all documents, also in ranges; not where another specification is named', () => {
    const { feature, symbol } = at(spec.replace('**FR-001**', '**FR$0-001**') + plan)
    assert.deepEqual(
      mentionsOf(feature, symbol.id).map(({ page, mention }) => words(page, mention)),
      ['spec.md:12 FR-001', 'spec.md:18 FR-001–FR-003', 'plan.md:7 FR-001', 'plan.md:8 FR-001..004'],
    )
  })
  it('is highlighted in its document', () => {
    const { feature, page, symbol } = at(spec.replace('**FR-001**', '**FR$0-001**') + plan)
    assert.deepEqual(
      highlightsOf(feature, page, symbol).map((one) => `${one.defines} ${words(page, one)}`),
      ['true spec.md:11 FR-001', 'false spec.md:12 FR-001', 'false spec.md:18 FR-001–FR-003'],
    )
  })
  it('shows its text, its tasks and criteria', () => {
    const { feature, symbol } = at(spec.replace('as FR-001', 'as FR-00$01') + plan)
    const { items, more } = hoverOf(feature, symbol)
    const [one] = items
    assert.deepEqual([items.length, more], [1, 0])
    assert.equal(one?.text, 'System MUST make a queue (US-1)')
    assert.deepEqual(
      one?.linked.tasks.map(({ id, done }) => `${id} ${done}`),
      ['T001 true', 'T002 false'],
    )
    assert.deepEqual(
      one?.linked.stories.map(({ id }) => id),
      ['US-1'],
    )
    assert.deepEqual(
      one?.linked.criteria.map(({ id }) => id),
      ['SC-001'],
    )
    assert.deepEqual(
      one?.mentions.map(({ path, count }) => `${path.replace(/^.*\//, '')} ${count}`),
      ['spec.md 2', 'plan.md 2'],
    )
  })
})

describe('a decision of the log', () => {
  it('shows its question and what was decided', () => {
    const log =
      '//- clarifications.md\n# Clarifications Log — Queue\n\n## CL-1 — 2026-04-18 — How long?\n\n**Context**: none\n\n**Decision**: 4 days\n'
    const { feature, symbol } = at(spec.replace('MUST drain it', 'MUST drain it (CL-$01)') + log)
    const [one] = hoverOf(feature, symbol).items
    assert.deepEqual([one?.text, one?.decision, one?.role], ['2026-04-18 — How long?', '4 days', 'decision'])
    assert.deepEqual(
      one?.linked.requirements.map(({ id }) => id),
      ['FR-002'],
    )
  })
})

describe('a story', () => {
  it('shows its scenarios, and what is done for it', () => {
    const told = spec.replace(
      '### US-1: Order a queue\n',
      '### US-$01: Order a queue\n\n1. **Given** a claim, **When** it is there, **Then** so is a queue\n2. Something else\n',
    )
    const { feature, symbol } = at(told + plan)
    const [one] = hoverOf(feature, symbol).items
    assert.deepEqual([one?.scenarios, one?.linked.tasks.length, one?.linked.requirements.length], [1, 1, 1])
  })
})

describe('renaming an id', () => {
  const renamed = (fixture: string, name: string): string => {
    const { feature, symbol } = at(fixture)
    assert.equal(whyNoRename(feature, symbol), undefined)
    const result = renameOf(feature, symbol, name)
    if ('why' in result) return result.why
    return pagesOf(feature)
      .map((page) => apply(page.spec.text, result.find((one) => one.page === page)?.edits ?? []))
      .join('')
  }
  const original = (fixture: string): string => [...documentsOf(fixture.replace('$0', '')).values()].join('')
  const cursor = (id: string): string => spec.replace(`**${id}**`, `**${id}$0**`) + plan

  it('changes the definition and all that speaks of it, and nothing of another specification', () => {
    const now = renamed(cursor('FR-004'), 'FR-012')
    assert.match(now, /- \*\*FR-012\*\*: System MUST log/)
    assert.match(now, /Rest \(FR-001\.\.012\), \[US1\]/)
    const first = renamed(cursor('FR-001'), '9')
    assert.match(first, /- \*\*FR-009\*\*: System MUST make a queue/)
    assert.match(first, /as FR-009 says/)
    assert.match(first, /SPEC-002 FR-001/)
    assert.match(first, /\(FR-002–FR-003, FR-009\)/)
    assert.match(first, /\(FR-009\/002\)/)
    assert.match(first, /\(FR-002\.\.009\)/)
  })
  it('splits a range where a member goes, and keeps the spelling of stories', () => {
    assert.match(
      renamed(cursor('FR-002'), 'FR-010'),
      /within 2 minutes \(FR-001, FR-003, FR-010\)|\(FR-001–FR-003, FR-010\)/,
    )
    assert.match(renamed(spec.replace('US-1:', 'US-1$0:') + plan, 'US-2'), /, \[US2\]/)
  })
  it('there and back gives the same bytes, where no range has to be split', () => {
    for (const [id, other] of [
      ['FR-004', 'FR-005'],
      ['SC-001', 'SC-007'],
    ] as const) {
      const there = renamed(cursor(id), other)
      const names = [...documentsOf(spec + plan).keys()]
      const texts = there.split(/(?=# Plan)/)
      const fixture = names
        .map((name, k) => `//- ${name}\n${texts[k]}`)
        .join('')
        .replace(`**${other}**`, `**${other}$0**`)
      assert.equal(renamed(fixture, id), original(spec + plan))
    }
  })
  it('there and back gives the same bytes, whatever speaks of it', () => {
    const pad = (n: number): string => String(n).padStart(3, '0')
    const piece = fc.oneof(
      fc.constantFrom(
        'and',
        '`code`',
        ';',
        '(see',
        'SPEC-002 FR-002',
        "FR-001's",
        'FR-001b',
        '[x](#fr-001)',
        '97 of',
        'US1',
      ),
      fc.nat({ max: 6 }).map((n) => `FR-${pad(n)}`),
      fc
        .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 4, max: 6 }))
        .map(([a, b]) => `FR-${pad(a)}/${pad(b)}`),
    )
    property(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.integer({ min: 1, max: 4 }), (pieces, which) => {
        const items = [1, 2, 3, 4].map((n) => `- **FR-${pad(n)}**: ${n === which ? '$0' : ''}x`)
        const own = `# Spec: A\n\n## Requirements\n\n${items.join('\n')}\n\n## Notes\n\n${pieces.join(' ')}\n`
        const rest = `//- plan.md\n# Plan: A\n\n${pieces.slice(3).join('\n')}\n//- research.md\n# Research\n\n- ${pieces.join('\n- ')}\n`
        const at0 = (text: string, id: string): string => text.replace('$0', '').replace(`**${id}**`, `**${id}$0**`)
        const id = `FR-${pad(which)}`
        const there = renamed(at0(own + rest, id), 'FR-077')
        const [spec = '', plan = '', research = ''] = there.split(/(?=# Plan|# Research)/)
        const back = renamed(at0(`${spec}//- plan.md\n${plan}//- research.md\n${research}`, 'FR-077'), id)
        assert.equal(back, original(own + rest))
        assert.equal(there.includes(`${id}:`), false)
      }),
      500,
    )
  })
  it('follows into front matter and other Markdown of the folder, and to stories in words', () => {
    const more =
      '//- research.md\n---\ncovers: [FR-002]\n---\n# Research\n\n- **FR-002**: why\n//- contracts/api.md\nSee FR-002.\n'
    const now = renamed(spec.replace('**FR-002**', '**FR-002$0**') + plan + more, 'FR-009')
    assert.match(now, /covers: \[FR-009\]\n---\n# Research\n\n- \*\*FR-009\*\*: why\nSee FR-009\.\n$/)
    const told = spec.replace('US-1:', 'US-1$0:').replace('as FR-001 says', 'as User Story 1 and Story 1 say') + plan
    assert.match(renamed(told, 'User Story 3'), /### US-3: Order[\s\S]*as User Story 3 and Story 3 say[\s\S]*\[US3\]/)
  })
  it('takes lines that stand for ranges as ranges, where they define nothing', () => {
    const tasks =
      `${spec}//- plan.md\n# Plan: Queue\n\n## Tasks\n\n- [ ] **T001**: a\n- [ ] **T002**: b\n- [ ] **T003**: $0c\n`
        .replace('T003', 'T003$0')
        .replace(': $0c', ': c')
    const more = '//- research.md\n# Research\n\n- [x] T001–T003 done\n- [x] T002–T003 done\n'
    const now = renamed(tasks + more, 'T004')
    assert.match(now, /- \[x\] T001–T004 done\n- \[x\] T002–T004 done\n$/)
  })
  it('leaves what is no id of a specification to the document', () => {
    const odd =
      spec.replace('**FR-002**', '**FR-002$0**') +
      plan.replace('# Plan: Queue\n', '# Plan: Queue\n\n**Spec**: FR-010 and others\n\nFR-002 it is.\n')
    assert.match(renamed(odd, 'FR-077'), /FR-077 it is\./)
  })
  it('is made from other Markdown of the folder, too', () => {
    const more = '//- research.md\n# Research\n\nSee FR-0$002.\n'
    assert.match(renamed(spec + plan + more, 'FR-009'), /\*\*FR-009\*\*: System MUST drain[\s\S]*See FR-009\.\n$/)
  })
  it('is refused where the id is there, is of another kind, or is none', () => {
    assert.match(renamed(cursor('FR-001'), 'FR-002'), /^FR-002 is there already: spec\.md, line 12$/)
    assert.match(renamed(cursor('FR-001'), 'SC-009'), /another kind/)
    assert.match(renamed(cursor('FR-001'), 'first'), /is no id: write one like FR-002/)
    const { feature, symbol } = at(spec.replace('SPEC-002 FR-001', 'SPEC-002 FR-$0001'))
    assert.match(whyNoRename(feature, symbol) ?? '', /belongs to another specification/)
  })
})

describe('a rename that would lose something', () => {
  const result = (fixture: string, name: string): string => {
    const { feature, symbol } = at(fixture)
    const why = whyNoRename(feature, symbol)
    if (why) return why
    const found = renameOf(feature, symbol, name)
    if ('why' in found) return found.why
    const [one] = feature.documents
    return one ? apply(one.spec.text, found.find(({ page }) => page === one)?.edits ?? []) : ''
  }
  const list = (numbers: readonly string[], more: string): string =>
    `# Spec: Q\n\n## Requirements\n\n${numbers.map((id) => `- **FR-${id}**: x${id}`).join('\n')}\n\n## Notes\n\n${more}\n`
  const rename = (numbers: readonly string[], from: string, to: string, more: string): string =>
    result(list(numbers, more).replace(`**FR-${from}**`, `**FR-$0${from}**`), `FR-${to}`)

  it('is refused with its reason', () => {
    assert.match(
      rename(['001', '002', '002'], '002', '009', ''),
      /defined twice, in spec\.md, line 6 and spec\.md, line 7/,
    )
    assert.match(
      rename(['001', '002'], '002', '004', 'FR-004 was withdrawn.'),
      /FR-004 is spoken of already, in spec\.md, line 10/,
    )
    assert.match(
      rename(['001', '002', '003', '004'], '002', '009', 'FR-003 — FR-002'),
      /^spec\.md, line 12 would say something else then/,
    )
    assert.match(
      rename(['001', '002', '003'], '002', '009', '**FR-001**–FR-002'),
      /the range in spec\.md, line 11 cannot follow/,
    )
    assert.match(rename(['001', '002', '003a'], '001', '008', 'FR-001–FR-003a'), /cannot follow/)
    const tasks =
      '# Spec: Q\n\n## Requirements\n\n- **FR-001**: a\n//- tasks.md\n# Tasks: Q\n\n- [ ] T001–T003 a\n- [ ] T005 b T00$02\n'
    assert.match(result(tasks, 'T009'), /stands for several ids/)
  })
  it('is refused where the text would be read otherwise then', () => {
    const item = (text: string): string => `# Spec: Q\n\n## Requirements\n\n- **FR-$0001**: a\n${text}\n`
    for (const [text, to] of [
      ['- **FR-004** – FR-001 must be extended', 'FR-009'], // a range, and no item any more
      ['FR-010 then FR-001–005', 'FR-010'],
      ['FR-001, 002 and 003\n- **FR-002**: b', 'FR-1000'],
      ['Up to FR-002–FR-005', 'FR-005'],
      ['FR-009b is nothing', 'FR-009'],
      ['FR-001b is a part', 'FR-008a'],
    ] as const)
      assert.match(
        result(item(text), to),
        /would say something else|cannot follow|is spoken of already|a part of it/,
        text,
      )
  })
  it('leaves names, anchors and files alone, and takes labels of links along', () => {
    const text =
      '# Spec: Q\n\n## Requirements\n\n- **FR-$0001**: a\n\n<a name="FR-001"></a> [x](#FR-001) `FR-001-report.md`\n[FR-001] and [y][FR-001]\n\n[FR-001]: https://x.org/FR-001\n'
    assert.equal(
      result(text, 'FR-009').split('## Requirements\n\n')[1],
      '- **FR-009**: a\n\n<a name="FR-001"></a> [x](#FR-001) `FR-001-report.md`\n[FR-009] and [y][FR-009]\n\n[FR-009]: https://x.org/FR-001\n',
    )
    const tasks = '# Spec: Q\n\n## Tasks\n\n- [ ] T001: a\n- [ ] T00$02: T2 instances, T2.micro\n'
    assert.match(result(tasks, 'T009'), /T009: T2 instances, T2\.micro/)
  })
  it('pads numbers as their neighbours do', () => {
    const plain = '# Spec: Q\n\n## Requirements\n\n- **FR-8**: a\n- **FR-$09**: FR-9\n'
    assert.match(result(plain, 'FR-10'), /\*\*FR-10\*\*: FR-10\n/)
    assert.match(result(plain.replaceAll('9', '10'), 'FR-9'), /\*\*FR-9\*\*: FR-9\n/)
  })
  it('splits a range that would gain a member, and keeps ends that nothing defines', () => {
    assert.match(rename(['001', '003', '004', '009'], '009', '002', 'FR-001–FR-003'), /\nFR-001, FR-003\n/)
    assert.match(rename(['001', '002', '003', '004'], '004', '005', 'FR-001..010'), /\nFR-001\.\.010\n/)
    assert.match(rename(['001', '002', '003', '004'], '002', '012', 'FR-001..010'), /\nFR-001\.\.012\n/)
  })
  it('takes sub-clauses along, and writes headings of stories as they are', () => {
    assert.match(
      rename(['002', '002b'], '002', '007', 'FR-002a and FR-002b'),
      /\*\*FR-007b\*\*: x002b[\s\S]*FR-007a and FR-007b/,
    )
    const story =
      '# Spec: Q\n\n## User Stories\n\n### User Story $01 - Order (Priority: P1)\n\nAs US1 says.\n\n## Requirements\n\n- **FR-001**: a\n//- tasks.md\n# Tasks: Q\n\n- [ ] T001 [US1] a\n'
    assert.match(result(story, '3'), /### User Story 3 - Order[\s\S]*As US3 says/)
  })
})

describe('a heading', () => {
  const shown = (fixture: string) => {
    const [[, text = ''] = ['', '']] = documentsOf(fixture)
    const { feature } = folderOf(fixture.replace('$0', ''))
    return headingHover(feature.spec, text.indexOf('$0'))
  }
  it('shows what the template has there, and how far a review is', () => {
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
  const told = (fixture: string): string => {
    const documents = documentsOf(fixture)
    const [name = '', text = ''] = [...documents].find(([, one]) => one.includes('$0')) ?? []
    const offset = text.indexOf('$0')
    const { feature } = folderOf(fixture.replace('$0', ''))
    const reading = feature.documents.find(({ path }) => path.endsWith(`/${name}`)) ?? assert.fail(name)
    const own = reading.spec.text
    const start = own.lastIndexOf('\n', offset - 1) + 1
    return explainLine(feature, reading, { start, end: own.indexOf('\n', offset) }).join('\n')
  }
  it('says what was read, and why not', () => {
    assert.match(
      told(spec.replace('MUST drain', 'MUST $0drain')),
      /FR-002 is defined here, as a requirement: FR ids are defined by list items under "requirements", in "functional", as in line \d+ of the seed template: "- \*\*FR-001\*\*: System MUST \[requirement\]"\./,
    )
    assert.match(told(spec.replace('MUST drain', 'MUST $0drain')), /FR-001 is a mention; it is defined in this feature/)
    assert.match(told(spec.replace('see SPEC', 'se$0e SPEC')), /FR-001 is a mention; it belongs to specification 2/)
    assert.match(
      told(spec.replace('- **FR-004**: System', '- **FR 004**: Sys$0tem')),
      /is not read as an id: a space stands/,
    )
    assert.match(
      told(spec.replace('- **FR-004**: System MUST log', '- Sys$0tem MUST log')),
      /It is no requirement: FR ids are .* written like "- \*\*FR-001\*\*: …"/,
    )
    assert.match(
      told(spec.replace('**ID**: SPEC-004', '**ID**: SPEC-$0004')),
      /"ID" is a field of the template: an id \(line 3 of .*\)\.\nSPEC-004 is a mention; it names this specification\.$/,
    )
    assert.match(told(`${spec}\n\`\`\`\nFR-0$001\n\`\`\`\n`), /It is code: ids in it are mentions/)
  })
})
