// Refactorings of items: insert, renumber, retire, and number a list. `$0` is the cursor.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { readDocument } from '../../server/src/document/read.ts'
import { refactoringsAt } from '../../server/src/edits/refactor.ts'
import { attachmentOf, type FeatureFile } from '../../server/src/feature/feature.ts'
import { textOf } from '../../server/src/feature/itemText.ts'
import { definitionsOfSymbol } from '../../server/src/feature/symbol.ts'
import { plan, spec } from '../support/ids.ts'
import { property, share } from '../support/property.ts'
import { apply, cursorIn, folderOf } from '../support/rules.ts'

describe('refactorings of items', () => {
  const offered = (fixture: string, othersRead = true): Map<string, string> => {
    const otherFiles: FeatureFile[] | undefined = othersRead ? [] : undefined
    const { feature, spec = assert.fail(), offset } = cursorIn(fixture)
    return new Map(
      refactoringsAt(feature, spec, { start: offset, end: offset }, '2026-11-23', otherFiles).map(
        ({ title, change }) => [
          title,
          (change()?.documents ?? []).map(({ before, edits }) => apply(before ?? '', edits)).join(''),
        ],
      ),
    )
  }
  const applied = (fixture: string, title: RegExp): string => {
    const all = offered(fixture)
    const found =
      [...all.keys()].find((candidate) => title.test(candidate)) ?? assert.fail(`${title} among ${[...all.keys()]}`)
    return all.get(found) as string
  }
  const at2 = spec.replace('MUST drain', 'MUST $0drain') + plan

  it('insert the next free id, or the next number and renumber the following items with all references', () => {
    assert.match(applied(at2, /^Insert "FR-005" Below$/), /says\n- \*\*FR-005\*\*: \n- \*\*FR-003/)
    const now = applied(at2, /^Insert "FR-003" Below and Renumber Following Items \(up to "FR-005"\)$/)
    assert.match(
      now,
      /says\n- \*\*FR-003\*\*: \n- \*\*FR-004\*\*: System MUST report, see SPEC-002 FR-001\n- \*\*FR-005\*\*: System MUST log/,
    )
    assert.match(now, /2 minutes \(FR-001–FR-004\)/)
    assert.match(now, /Rest \(FR-001\.\.005\)/)
  })
  for (const [form, text, line] of [
    ['list', '- **FR-001**: a$0\n- **FR-002**: b\n', '- **FR-003**: \n'],
    ['paragraph', '**FR-001**: a$0\n\n**FR-002**: b\n', '\n**FR-003**: \n'],
    ['table', '| ID | T |\n|---|---|\n| FR-001 | $0a |\n| FR-002 | b |\n', '| FR-003 |  |\n'],
  ] as const)
    for (const [name, end] of Object.entries({ 'line feeds': '\n', 'carriage returns': '\r', both: '\r\n' }))
      it(`insert only a line below that of a ${form}, where lines end in ${name}`, () => {
        const before = `# Spec: A\n\n**ID**: SPEC-004\n\n## Requirements\n\n${text}\n## Tasks\n\nNone.\n`
        const at = before.indexOf('\n', before.indexOf('$0')) + 1
        const after = (before.slice(0, at) + line + before.slice(at)).replace('$0', '')
        assert.equal(applied(before.replaceAll('\n', end), /^Insert "FR-003" Below$/), after.replaceAll('\n', end))
      })
  it('insert no number that was withdrawn or that an attachment references', () => {
    const plain = '# Spec: A\n\n## Requirements\n\n- **FR-1**: a\n- **FR-9**: $0b, FR-10 was withdrawn\n'
    assert.ok(offered(plain).has('Insert "FR-11" Below'))
    const withAttachment =
      '# Spec: A\n\n## Requirements\n\n- **FR-009**: $0b\n//- research.md\nWe withdrew FR-010 for cost.\n'
    assert.ok(offered(withAttachment).has('Insert "FR-011" Below'))
  })
  it('renumber a list in its order, and keep the meaning of every reference', () => {
    const mixed = spec
      .replace('**FR-001**', '**FR-$0007**')
      .replace('**FR-002**', '**FR-003**')
      .replace('**FR-003**: System MUST report', '**FR-002**: System MUST report')
      .replace('as FR-001', 'as FR-007')
    const now = applied(
      mixed + plan.replace('FR-001/002', 'FR-007/002'),
      /^Renumber This List \("FR-002" to "FR-005"\)$/,
    )
    assert.match(
      now,
      /\*\*FR-002\*\*: System MUST make[\s\S]*\*\*FR-003\*\*: System MUST drain it as FR-002 says[\s\S]*\*\*FR-004\*\*: System MUST report, see SPEC-002 FR-001[\s\S]*\*\*FR-005\*\*: System MUST log/,
    )
    assert.match(now, /\(FR-002\/004\)/)
    assert.deepEqual(
      [...offered(at2).keys()].filter((candidate) => candidate.startsWith('Renumber')),
      [],
      'the list is in order',
    )
  })
  it('place the cursor where the words of the new item go', () => {
    const cursorAfter = (fixture: string): string => {
      const { feature, spec = assert.fail(), offset } = cursorIn(fixture)
      const [, shifted] = refactoringsAt(feature, spec, { start: offset, end: offset }, '2026-11-23', [])
      const { documents, cursor } = shifted?.change() ?? assert.fail()
      const document = documents.find(({ path }) => path === cursor?.path) ?? assert.fail()
      const now = apply(document.before ?? '', document.edits)
      const { start = 0 } = cursor ?? {}
      return now.slice(now.lastIndexOf('\n', start - 1) + 1, start)
    }
    const list = '# Spec: A\r\n\r\n(FR-002)\r\n\r\n## Requirements\r\n\r\n- **FR-001**: a$0\r\n- **FR-002**: b\r\n'
    assert.equal(cursorAfter(list), '- **FR-002**: ')
    const table =
      '# Spec: A\n\n## Requirements\n\n| ID | T | W |\n|---|---|---|\n| FR-001 | $0a | b |\n| FR-002 | c | d |\n'
    assert.equal(cursorAfter(table), '| FR-002 | ')
  })
  it('retire an item, preferred for specifications past draft', () => {
    assert.match(
      applied(at2, /^Retire "FR-002"$/),
      /- \*\*FR-002\*\*: ~~System MUST drain it as FR-001 says~~ \(withdrawn 2026-11-23\)\n/,
    )
    const approved = at2.replace('**ID**: SPEC-004', '**ID**: SPEC-004\n**Status**: approved')
    assert.deepEqual([...offered(approved).keys()].slice(0, 2), ['Insert "FR-005" Below', 'Retire "FR-002"'])
  })
  it('are not offered outside of items', () => {
    assert.equal(offered(spec.replace('## Requirements', '## Req$0uirements')).size, 0)
    assert.equal(offered(spec.replace('System MUST log\n', 'System MUST log\n\nPro$0se.\n')).size, 0)
    assert.equal(
      offered('# Spec: A\n//- clarifications.md\n# Clarifications\n\n## CL-1 — 2026-01-01 — a$0?\n\n**Decision**: b\n')
        .size,
      0,
    )
  })
  it('keep the cells of tables', () => {
    const table =
      '# Spec: A\n\n## Requirements\n\n| ID | Text | Why |\n|---|---|---|\n| **FR-001** | a $0x | b |\n| **FR-004** | c | as FR-001 |\n'
    assert.match(
      applied(table, /^Insert "FR-005" Below$/),
      /a x \| b \|\n\| \*\*FR-005\*\* \| {2}\| {2}\|\n\| \*\*FR-004/,
    )
    assert.match(
      applied(table, /^Renumber This Table \("FR-001" to "FR-002"\)$/),
      /\| \*\*FR-002\*\* \| c \| as FR-001 \|/,
    )
    assert.match(applied(table, /^Retire "FR-001"$/), /\| \*\*FR-001\*\* \| ~~a x~~ \(withdrawn 2026-11-23\) \| b \|/)
  })
  it('work on stories, with everything below their headings', () => {
    const stories =
      '# Feature Specification: A\n\n## User Scenarios & Testing\n\n### User Story 1 - Pay$0 (Priority: P1)\n\nText.\n\n---\n\n### User Story 3 - Refund (Priority: P2)\n\nAs User Story 1 says.\n\n## Requirements\n\n- **FR-001**: x\n//- tasks.md\n# Tasks: A\n\n- [ ] T001 [US3] a, for User Stories 1 and 3\n'
    assert.match(
      applied(stories, /^Insert "User Story 4" Below$/),
      /Text\.\n\n### User Story 4 - \n\n---\n\n### User Story 3/,
    )
    assert.match(
      applied(stories, /^Renumber These Items \("User Story 1" to "User Story 2"\)$/),
      /### User Story 2 - Refund[\s\S]*\[US2\] a, for User Stories 1 and 2/,
    )
    assert.match(
      applied(stories, /^Retire "User Story 1"$/),
      /### User Story 1 - ~~Pay \(Priority: P1\)~~ \(withdrawn 2026-11-23\)\n/,
    )
  })
  it('work on items of several lines and on bold paragraphs', () => {
    const lines = '# Spec: A\n\n## Requirements\n\n- **FR-001**: System MUST$0 a\n  and b\n  - more\n- **FR-002**: c\n'
    assert.match(
      applied(lines, /^Retire "FR-001"$/),
      /: ~~System MUST a\n {2}and b~~ \(withdrawn 2026-11-23\)\n {2}- more/,
    )
    assert.match(applied(lines, /^Insert "FR-003" Below$/), /- more\n- \*\*FR-003\*\*: \n- \*\*FR-002/)
    const bold = '# Spec: A\n\n## Requirements\n\n**FR-001**: a$0\n**FR-002**: b\n\n**FR-003**: c\n'
    assert.match(applied(bold, /^Insert "FR-004" Below$/), /: a\n\*\*FR-004\*\*: \n\*\*FR-002/)
    assert.match(
      applied(bold.replace('$0', '').replace(': c', ': $0c'), /^Insert "FR-004" Below$/),
      /: c\n\n\*\*FR-004\*\*: \n$/,
    )
    assert.match(applied(bold, /^Retire "FR-001"$/), /\*\*FR-001\*\*: ~~a~~ \(withdrawn 2026-11-23\)\n\*\*FR-002/)
  })
  it('change no other item', () => {
    const nested = '# Spec: A\n\n## Requirements\n\n- **FR-001**: a$0\n  **FR-002**: b\n'
    assert.match(applied(nested, /^Retire "FR-001"$/), /: ~~a~~ \(withdrawn 2026-11-23\)\n {2}\*\*FR-002\*\*: b\n/)
    const cell = '# Spec: A\n\n## Requirements\n\n| R | P |\n|---|---|\n| FR-001: $0x | P1 |\n'
    assert.match(applied(cell, /^Retire "FR-001"$/), /\| FR-001: ~~x~~ \(withdrawn 2026-11-23\) \| P1 \|/)
    const twice =
      '# Spec: A\n\n## Requirements\n\n### Functional\n\n- **FR-002**: $0a\n- **FR-001**: b\n\n### Other\n\n- **FR-002**: c\n'
    for (const [title, text] of offered(twice)) if (/^Renumber|Renumber the/.test(title)) assert.equal(text, '', title)
    const boxes = '# Spec: A\n\n## Tasks\n\n- [ ] - [X] T002: $0do\n'
    assert.match(applied(boxes, /^Insert "T003" Below$/), /\n- \[ \] - \[ \] T003: \n/)
  })
  it('renumber a list with duplicates, where references mean the first one', () => {
    const list =
      '# Spec: A\n\n## Requirements\n\n- **FR-001**: $0a\n- **FR-002**: b\n- **FR-002**: c\n- **FR-003**: d, as FR-002\n'
    assert.equal(
      applied(list, /^Renumber This List \("FR-001" to "FR-004"\)$/),
      '# Spec: A\n\n## Requirements\n\n- **FR-001**: a\n- **FR-002**: b\n- **FR-003**: c\n- **FR-004**: d, as FR-002\n',
    )
    const stories =
      '# Spec: A\n\n## User Scenarios & Testing\n\n### User Story 1 - A$0\n\n### User Story 1 - B\n\n### User Story 2 - C\n\nSee User Story 1.\n'
    assert.match(
      applied(stories, /^Renumber These Items \("User Story 1" to "User Story 3"\)$/),
      /Story 1 - A\n\n### User Story 2 - B\n\n### User Story 3 - C\n\nSee User Story 1/,
    )
  })
  it('do not renumber lists that repeat the ids of another list, or duplicates with parts', () => {
    const signed =
      '# Spec: A\n\n## Requirements\n\n### Functional\n\n- **FR-001**: a\n- **FR-002**: b\n\n### Sign-off\n\n- [ ] **FR-001**: $0signed\n- [ ] **FR-002**: signed\n'
    const parts =
      '# Spec: A\n\n## Requirements\n\n- **FR-001**: $0a\n- **FR-002**: b\n- **FR-002**: c\n  - **FR-002a**: d\n'
    for (const text of [signed, parts])
      assert.deepEqual(
        [...offered(text)].filter(([title, now]) => title.startsWith('Renumber') && now !== ''),
        [],
      )
  })
  it('number a list where the template has ids', () => {
    const list =
      '# Spec: A\n\n## Requirements\n\n### Functional\n\n- **FR-002**: x\n\nThen:\n\n1. first:\n2. sec$0ond\n   - inner\n'
    assert.match(
      applied(list, /^Number This List \("FR-003" to "FR-004"\)$/),
      /1\. \*\*FR-003\*\*: first:\n2\. \*\*FR-004\*\*: second\n {3}- inner\n$/,
    )
    assert.match(
      applied(list.replace('1. first:\n', ''), /^Number This Item \("FR-003"\)$/),
      /\n2\. \*\*FR-003\*\*: second\n/,
    )
    assert.equal(offered(list.replace('first', 'FR-009: first')).size, 0)
    assert.equal(
      offered(list.replace('- **FR-002**: x', '**FR-002**: x')).size,
      0,
      'items are paragraphs in this document',
    )
    assert.equal(offered('# Spec: A\n\n## Overview\n\n- fir$0st\n').size, 0)
    const tasks = '# Feature Specification: A\n//- tasks.md\n# Tasks: A\n\n## Phase 1: Setup\n\n- [ ] T001 a\n'
    assert.equal(offered(`${tasks}\n## Notes\n\n- [ ] fir$0st\n`).size, 0, 'not a section of tasks')
  })
  it('wait until other specifications are read, and update them', () => {
    const titles = [...offered(at2.replace('FR-003**: System', 'FR-009**: System'), false).keys()]
    assert.deepEqual(
      titles.map((candidate) => candidate.replace(/ .*/, '')),
      ['Insert', 'Retire'],
    )
    const otherSpec = attachmentOf(
      '/w/docs/specs/007-x/spec.md',
      readDocument('# Spec: X\n\nAs SPEC-004 FR-004 says. Our FR-004 is another.\n'),
    )
    const { feature, spec = assert.fail(), offset } = cursorIn(at2)
    const found = refactoringsAt(feature, spec, { start: offset, end: offset }, '2026-11-23', [otherSpec])
    const change = found.find(({ title }) => title.includes('Renumber Following'))?.change()
    const otherDocument = change?.documents.find(({ path }) => path === otherSpec.path)
    assert.equal(
      otherDocument && apply(otherSpec.document.text, otherDocument.edits),
      '# Spec: X\n\nAs SPEC-004 FR-005 says. Our FR-004 is another.\n',
    )
  })
  it('keep the meaning of every reference, whatever the numbers are', () => {
    const id = (n: number): string => `FR-${String(n).padStart(3, '0')}`
    /** The meaning of all references: the texts of the referenced items by line. New items have no text. */
    const meaningOf = (text: string): string[] => {
      const { feature } = folderOf(text)
      const lines = new Map<number, Set<string>>()
      for (const { references, document } of feature.documents)
        for (const { id, last, start } of references) {
          const line = document.text.slice(0, start).split('\n').length - document.text.split('\n').length
          const texts = definitionsOfSymbol(feature, { id, last }).map((item) => textOf(item))
          for (const itemText of texts)
            if (itemText !== '') lines.set(line, (lines.get(line) ?? new Set()).add(itemText))
        }
      return [...lines].map(([line, texts]) => `${line}: ${[...texts].sort()}`)
    }
    const applyIfOffered = (fixture: string, title: RegExp): string | undefined =>
      [...offered(fixture)].find(([candidate]) => title.test(candidate))?.[1] || undefined
    const naming = fc.tuple(fc.constantFrom('one', 'range', 'slash', 'list'), fc.nat(8), fc.nat(8))
    let appliedCount = 0
    property(
      fc.property(
        fc.shuffledSubarray([1, 2, 3, 4, 5, 8, 9, 12], { minLength: 3 }),
        fc.array(naming, { maxLength: 5 }),
        fc.boolean(),
        (numbers, namings, padded) => {
          const written = padded ? id : (n: number): string => `FR-${n}`
          const words = namings.map(([how, a, b]) => {
            const [x = 0, y = 0] = [a, b].map((index) => numbers[index % numbers.length] ?? 0).sort((c, d) => c - d)
            if (how === 'one' || x === y) return written(x)
            return `${written(x)}${how === 'range' ? '–' : how === 'slash' ? '/' : ', '}${written(y)}`
          })
          const items = numbers.map((n, k) => `- **${written(n)}**: item ${k}`)
          const text = `# Spec: A\n\n## Requirements\n\n${items.join('\n')}\n\n## Notes\n\n${words.map((word) => `- see ${word}.`).join('\n')}\n`
          for (const title of [/^Renumber/, /Renumber Following/]) {
            const now = applyIfOffered(text.replace('item 0', '$0item 0'), title)
            if (now === undefined) continue
            appliedCount++
            assert.deepEqual(meaningOf(now), meaningOf(text), now)
          }
        },
      ),
      1000,
    )
    assert.ok(appliedCount > share * 500, `only ${appliedCount} were applied`)
  })
})
