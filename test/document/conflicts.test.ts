// Merge conflicts: which lines belong to one, and what is read of a text that has some.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { conflictsOf } from '../../server/src/document/conflicts.ts'
import { readDocument, readSide, readTheirs } from '../../server/src/document/read.ts'
import { property } from '../support/property.ts'

const fence = '```'
const conflict = '<<<<<<< HEAD\na\n=======\nb\n>>>>>>> theirs\n'

describe('merge conflicts', () => {
  // The lines (from 1) of the conflicts in each text.
  const texts: Record<string, [text: string, lines: string]> = {
    'two sides': [`x\n${conflict}y\n`, '2-6'],
    'three in a row': [conflict.repeat(3), '1-5 6-10 11-15'],
    'with a base, in diff3 style': ['<<<<<<< a\n1\n||||||| 1f3a\n2\n=======\n3\n>>>>>>> b\n', '1-7'],
    'with a base that has conflicts itself': [
      '<<<<<<< a\n1\n||||||| base\n<<<<<<< c\n2\n=======\n3\n>>>>>>> d\n=======\n4\n>>>>>>> b\n',
      '1-11',
    ],
    'without labels, at the end of the text': ['<<<<<<<\n=======\n>>>>>>>', '1-3'],
    'with CRLF line ends': [`x\r\n${conflict.replaceAll('\n', '\r\n')}`, '2-6'],
    'with CR line ends': [`x\r${conflict.replaceAll('\n', '\r')}`, '2-6'],
    'over several headings': ['## A\n<<<<<<< a\n## B\n\n## C\n=======\n## D\n>>>>>>> b\n## E\n', '2-8'],
    'a heading that is underlined': ['Title\n=======\n\ntext\n', ''],
    'markers that are not at the start of a line': [conflict.replaceAll(/^/gm, ' '), ''],
    'markers that are too long or too short': ['<<<<<<<< a\n=======\n>>>>>>>> b\n<<<<<< a\n=======\n>>>>>> b\n', ''],
    'words directly after the markers': ['<<<<<<<a\n=======\n>>>>>>>b\n', ''],
    'markers without an end': ['<<<<<<< a\n1\n=======\n2\n', ''],
    'markers without a separator': ['<<<<<<< a\n1\n>>>>>>> b\n', ''],
    'a start without an end before a conflict': [`<<<<<<< a\n${conflict}`, '2-6'],
    'an example in a fence': [`${fence}\n${conflict}${fence}\n`, ''],
    'an example in a fence, and a conflict after it': [`${fence}\n${conflict}${fence}\n\n${conflict}`, '9-13'],
    'a fence that is closed in the conflict': [
      `${fence}\nx\n<<<<<<< a\n${fence}\n=======\n1\n${fence}\n>>>>>>> b\n`,
      '3-8',
    ],
    'a fence that only their side closes': [`${fence}\n<<<<<<< a\n1\n=======\n${fence}\n>>>>>>> b\n${fence}\n`, '2-6'],
    'a fence that is opened in the conflict': [
      `<<<<<<< a\n${fence}\n=======\n${fence}yaml\n>>>>>>> b\nx\n${fence}\n`,
      '1-5',
    ],
    'fences inside of both sides': [conflict.replace('a\n', `${fence}\na\n${fence}\n`), '1-7'],
  }
  for (const [name, [text, lines]] of Object.entries(texts))
    it(`are ${lines === '' ? 'not found' : 'found'}: ${name}`, () => {
      const found = conflictsOf(text).map(({ lines: { first, last } }) => `${first}-${last}`)
      assert.equal(found.join(' '), lines)
    })

  it('are read with our side, and on request with their side or the base', () => {
    const text = `# A\n\n## R\n\n- **FR-001**: a\n<<<<<<< a\n- **FR-002**: b\n||||||| base\n- **FR-003**: b\n=======\n## S\n\n- **FR-004**: c\n>>>>>>> b\n- **FR-009**: d\n`
    const document = readDocument(text)
    const ids = (side: typeof document): string =>
      side.definitions.map(({ id, section }) => `${id.text} ${section?.title}`).join(', ')
    assert.equal(ids(document), 'FR-001 R, FR-002 R, FR-009 R')
    assert.equal(ids(readTheirs(document)), 'FR-001 R, FR-004 S, FR-009 S')
    assert.equal(ids(readSide(document, 'base')), 'FR-001 R, FR-003 R, FR-009 R')
    assert.equal(document.text, text)
    assert.equal(text.slice(document.definitions[2]?.start).slice(0, 6), 'FR-009')
  })

  it('do not split a table, list, paragraph or metadata that continues after them', () => {
    const between = (before: string, inside: string, after: string): string =>
      `# A\n\n${before}<<<<<<< a\n${inside}=======\nx\n>>>>>>> b\n${after}`
    const kinds = (text: string): string[] =>
      readDocument(text).chunks.flatMap(({ chunk }) => chunk.scan.blocks.map(({ type }) => type))
    for (const [before, inside, after] of [
      ['| a | b |\n|---|---|\n| 1 | 2 |\n', '| 3 | 4 |\n', '| 5 | 6 |\n'],
      ['- a\n', '- b\n', '- c\n'],
      ['a\n', 'b\n', 'c\n'],
      ['**ID**: a\n', '**Status**: b\n', '**Type**: c\n'],
      ['```yaml\na: 1\n', 'b: 2\n```\n', 'c\n'],
    ] as const)
      assert.deepEqual(kinds(between(before, inside, after)), kinds(`# A\n\n${before}${inside}${after}`))
  })

  const line = fc.constantFrom(
    ...[
      '<<<<<<< a',
      '||||||| b',
      '=======',
      '>>>>>>> c',
      '- **FR-001**: a',
      '## B',
      '',
      'x',
      '```',
      '| a | b |',
      '|---|---|',
    ],
  )
  const text = fc
    .tuple(fc.array(line, { maxLength: 24 }), fc.constantFrom('\n', '\r\n', '\r'))
    .map(([lines, end]) => lines.join(end))
  it('are read like the text of one side alone (10,000 documents)', () => {
    property(
      fc.property(text, (source) => {
        const document = readDocument(source)
        for (const side of ['ours', 'theirs'] as const) {
          let alone = ''
          let at = 0
          for (const { start, behind, ...sides } of document.conflicts) {
            alone += source.slice(at, start) + source.slice(sides[side].start, sides[side].end)
            at = behind
          }
          alone += source.slice(at)
          const blocksOf = ({ chunks }: typeof document) =>
            chunks.flatMap(({ chunk: { scan } }) =>
              scan.blocks.map((block) =>
                'from' in block
                  ? `${block.type} ${Array.from({ length: block.to - block.from }, (_, k) => scan.text.slice(scan.lines[2 * (block.from + k)], scan.lines[2 * (block.from + k) + 1])).join('|')}`
                  : block.type,
              ),
            )
          assert.deepEqual(blocksOf(readSide(document, side)), blocksOf(readSide({ text: alone, conflicts: [] }, side)))
        }
      }),
      10_000,
    )
  })
})
