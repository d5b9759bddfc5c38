// Inserting an item below another one, retiring and renumbering it: every form of an item, and where it is not offered.
import assert from 'node:assert/strict'
import { refactoringsAt, renumberingOf } from '../../server/src/edits/refactor.ts'
import { renameOf, whyNoRename } from '../../server/src/edits/rename.ts'
import { undefinedIdFixes } from '../../server/src/edits/undefinedIdFixes.ts'
import { spec as queue, symbolIn } from '../support/ids.ts'
import { alone, apply, cursorIn, read } from '../support/rules.ts'

const requirements = '# Spec: A\n\n## Requirements\n\n'
const stories = '# Spec: A\n\n## User Stories\n\n'
const table = (row: string): string => `| ID | T | X |\n|---|---|---|\n${row}`

/** The text below the head after a refactoring whose title begins so; undefined if it is not offered. */
const refactored = (head: string, body: string, title: string): string | undefined => {
  const { feature, spec = assert.fail(), offset } = cursorIn(head + body)
  const found = refactoringsAt(feature, spec, { start: offset, end: offset }, '2026-11-23', []).find((one) =>
    one.title.startsWith(title),
  )
  const [change] = found?.change()?.documents ?? []
  return change && apply(change.before ?? '', change.edits).slice(head.length)
}

describe('a new item below another one', () => {
  for (const [behaviour, head, body, expected] of [
    ['in a list', requirements, '- **FR-001**: $0a', '- **FR-001**: a\n- **FR-002**: '],
    ['with the colon in bold', requirements, '- **FR-001:** $0a', '- **FR-001:** a\n- **FR-002:** '],
    ['in a quoted list', requirements, '> - **FR-001**: $0a\n', '> - **FR-001**: a\n> - **FR-002**: \n'],
    ['as a paragraph', requirements, '**FR-001**: $0a\n', '**FR-001**: a\n\n**FR-002**: \n'],
    [
      'as a line of a paragraph',
      requirements,
      '**FR-001**: a\n**FR-002**: $0b\n',
      '**FR-001**: a\n**FR-002**: b\n**FR-003**: \n',
    ],
    ['as a row', requirements, table('| FR-001 | $0a | b |\n'), table('| FR-001 | a | b |\n| FR-002 |  |  |\n')],
    [
      'as a row without a bar at its end',
      requirements,
      table('| FR-001 | $0a | b'),
      table('| FR-001 | a | b\n| FR-002 |  | '),
    ],
    ['as a heading', stories, '### US-1: $0Go\n\nx\n', '### US-1: Go\n\nx\n\n### US-2: \n'],
    ['as a heading with a dash', stories, '### US-1 — $0Go\n', '### US-1 — Go\n\n### US-2 — \n'],
    ['as a heading without words', stories, '### US-1$0\n', '### US-1\n\n### US-2 \n'],
    ['but not below an id that is struck through', requirements, '- ~~**FR-001**~~: $0a\n', undefined],
    ['but not below a link', requirements, '- [FR-001](x): $0a\n', undefined],
    ['but not below a bold title', requirements, '- **FR-001 title**: $0a\n', undefined],
    ['but not below a quoted paragraph', requirements, '> **FR-001**: $0a\n', undefined],
    ['but not below a cell with words', requirements, table('| FR-001 words | $0a | b |\n'), undefined],
    ['but not below an underlined heading', stories, 'US-1: $0Go\n===\n\nb\n', undefined],
    ['but not below a bold id of a heading', stories, '### **US-1**: $0Go\n', undefined],
    ['but not behind the largest number', requirements, '- **FR-999999**: $0a\n', undefined],
  ] as const)
    it(behaviour, () => assert.equal(refactored(head, body, 'Insert'), expected))
})

describe('an item is retired', () => {
  const note = '(withdrawn 2026-11-23)'
  for (const [behaviour, head, body, expected] of [
    ['with the mark behind its colon', requirements, '- **FR-001:** $0a\n', `- **FR-001:** ~~a~~ ${note}\n`],
    ['in a quote', requirements, '> **FR-001**: $0a\n', `> **FR-001**: ~~a~~ ${note}\n`],
    [
      'without the paragraphs behind it',
      requirements,
      '- **FR-001**: $0a\n\n  > b\n',
      `- **FR-001**: ~~a~~ ${note}\n\n  > b\n`,
    ],
    [
      'as a line of a paragraph',
      requirements,
      '**FR-001**: $0a\n**FR-002**: b\n',
      `**FR-001**: ~~a~~ ${note}\n**FR-002**: b\n`,
    ],
    [
      'in its cell with words',
      requirements,
      table('| FR-001 words | $0a | b |\n'),
      table(`| FR-001 ~~words~~ ${note} | a | b |\n`),
    ],
    [
      'in the first cell that has words',
      requirements,
      table('| FR-001 |  | $0c |\n'),
      table(`| FR-001 |  | ~~c~~ ${note} |\n`),
    ],
    ['as a heading', stories, '### US-1: $0Go\n\nx\n', `### US-1: ~~Go~~ ${note}\n\nx\n`],
    ['as an underlined heading', stories, 'US-1: $0Go\n===\n\nb\n', `US-1: ~~Go~~ ${note}\n===\n\nb\n`],
    ['but not without words', requirements, '- **FR-001**:$0\n', undefined],
    ['but not a row without words', requirements, table('| FR-001 |  |$0  |\n'), undefined],
    ['but not a heading without words', stories, '### US-1$0\n', undefined],
    ['but not twice', requirements, '- **FR-001**: ~~a~~ $0b\n', undefined],
    ['but not with the signs of a quote', requirements, '> - **FR-001**: $0a\n> b\n', undefined],
    ['but not if it is a link', requirements, '- [FR-001](x): $0a\n', undefined],
  ] as const)
    it(behaviour, () => assert.equal(refactored(head, body, 'Retire'), expected))
})

describe('the items around a duplicate', () => {
  const renumbered = (body: string): string[] => {
    const spec = read(requirements + body)
    const duplicate = spec.definitions.findLast(({ id }) => id.text === 'FR-001') ?? assert.fail()
    return renumberingOf(alone(spec), spec, duplicate, []).map(({ title, change }) => {
      const [document] = change()?.documents ?? []
      return `${title}: ${document && apply(document.before ?? '', document.edits).slice(requirements.length)}`
    })
  }
  for (const [behaviour, body, expected] of [
    [
      'are renumbered in a list',
      '- **FR-001**: a\n- **FR-001**: b\n',
      ['Renumber This List (1 Item): - **FR-001**: a\n- **FR-002**: b\n'],
    ],
    [
      'are renumbered in a table',
      table('| FR-001 | a | |\n| FR-001 | b | |\n| FR-002 | c | |\n'),
      [`Renumber This Table (2 Items): ${table('| FR-001 | a | |\n| FR-002 | b | |\n| FR-003 | c | |\n')}`],
    ],
    ['are not renumbered if they share a line', '- **FR-002 / FR-001**: a\n', []],
  ] as const)
    it(behaviour, () => assert.deepEqual(renumbered(body), expected))
})

describe('a rename', () => {
  const why = (fixture: string): string | undefined => {
    const { feature, symbol } = symbolIn(fixture)
    return whyNoRename(feature, symbol)
  }
  it('is not possible for a range or an id that is not defined', () => {
    assert.equal(
      why(queue.replace('(FR-001–FR-003)', '(FR-0$001–FR-003)')),
      'Cannot rename a range of ids. Rename a single id where it is defined.',
    )
    assert.equal(why(queue.replace('as FR-001', 'as FR-0$099')), '"FR-099" is not defined in this specification')
  })
  it('pads a number as it is typed, or as the ids of its kind are', () => {
    const renamed = (id: string, name: string): string | undefined => {
      const { feature, symbol } = symbolIn(`${requirements}- **$0${id}**: a\n`)
      const result = renameOf(feature, symbol, name)
      if ('why' in result) return result.why
      return /\*\*(\S+)\*\*/.exec(apply(feature.spec.document.text, result[0]?.edits ?? []))?.[1]
    }
    for (const [id, name, expected] of [
      ['FR-004', '7', 'FR-007'],
      ['FR-004', '0007', 'FR-007'],
      ['FR-004', ' 12 ', 'FR-012'],
      ['FR-4', '7', 'FR-7'],
      ['FR-123', '7', 'FR-7'],
      ['FR-123', '007', 'FR-007'],
    ] as const)
      assert.equal(renamed(id, name), expected, `${id} as ${name}`)
  })
  it('keeps the number of digits of a bare number', () => {
    const { feature, symbol } = symbolIn(
      queue.replace('**FR-001**', '**FR-$0001**').replace('as FR-001', 'as FR-003/001'),
    )
    const result = renameOf(feature, symbol, '9')
    assert.ok(!('why' in result))
    assert.match(apply(feature.spec.document.text, result[0]?.edits ?? []), /as FR-003\/009 says/)
  })
})

describe('the fix of an undefined id', () => {
  it('names this document, if it has no name', () => {
    const text = '# Spec: A\n\n## Requirements\n\n- **FR-001**: as FR-500\n'
    const spec = read(text)
    assert.deepEqual(
      undefinedIdFixes(alone(spec), spec, text.indexOf('FR-500')).map(({ title }) => title),
      ['Change to "FR-001"', 'Add "FR-500" to This Document'],
    )
  })
})
