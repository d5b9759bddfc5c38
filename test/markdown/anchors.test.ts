// Anchors of headings: those that GitHub gives to rendered headings.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { createSlugger, renderedText } from '../../server/src/markdown/anchors.ts'
import { assertLinear } from '../support/growth.ts'
import { property } from '../support/property.ts'

const slugs = (...headings: string[]): string[] => {
  const { slug } = createSlugger()
  return headings.map(slug)
}

describe('the text of a heading as it is rendered', () => {
  it('has no marks, tags or link targets', () => {
    for (const [heading, text] of [
      ['Plain words', 'Plain words'],
      ['  Plain words \t', 'Plain words'],
      ['**Make** _it_ *so*', 'Make it so'],
      ['snake_case and __strong__ and 2 * 3 * 4', 'snake_case and strong and 2 * 3 * 4'],
      ['***both*** and **a*b*c**', 'both and abc'],
      ['`code` & ``a`b``', 'code & a`b'],
      ['`*no* <b>mark</b> &amp;`', '*no* <b>mark</b> &amp;'],
      ['[text](url) and [a (b)](<c d> "title")', 'text and a (b)'],
      ['[**Bold** `code`](u(r)l)', 'Bold code'],
      ['[Ref title][ref]', 'Ref title'],
      ['![alt *text*](a.png) and ![of it][ref]', ' and '],
      ['Name [![badge](b.svg)](url)', 'Name '],
      ['<https://example.org/a_b_c>', 'https://example.org/a_b_c'],
      ['<a name="x"></a>Name<br>s <!-- note -->', 'Names '],
      ['R&amp;D &copy; &#35; &#x1F600; &nosuch; &', 'R&D © # 😀 &nosuch; &'],
      ['\\*not\\* \\_this\\_ \\a \\# \\&amp;', '*not* _this_ \\a # &amp;'],
      ['C # and #', 'C # and #'],
      ['1. one', '1. one'],
      ['- [x] done', '- [x] done'],
      ['[FR-001]: *first*', '[FR-001]: first'],
      ['a **b', 'a **b'],
      ['*', '*'],
      ['', ''],
      ['&#32;', ' '],
    ] as const)
      assert.equal(renderedText(heading), text, heading)
  })
  it('treats references as links where they are defined', () => {
    assert.equal(
      renderedText('T001 [P][US1] Do [this][how]', (label) => label === 'how'),
      'T001 [P][US1] Do this',
    )
    assert.equal(
      renderedText('T001 [P][US1] Do [this][how]', () => false),
      'T001 [P][US1] Do [this][how]',
    )
    const { slug } = createSlugger(() => false)
    assert.equal(slug('T001 [P][US1] Do it'), 't001-pus1-do-it')
  })
  it('joins the lines of a setext heading', () => {
    assert.equal(renderedText('one  \n  *two\nthree*'), 'one\ntwo\nthree')
    assert.equal(renderedText('one\\\r\n`two\nthree`'), 'one\ntwo three')
  })
  it('equals what markdown-it reads', () => {
    const markdown = new MarkdownIt('commonmark')
    type Token = ReturnType<typeof markdown.parse>[number]
    const plainText = ({ type, content, children }: Token): string =>
      type === 'html_inline' || type === 'image' ? '' : (children?.map(plainText).join('') ?? content)
    const piece = fc.constantFrom(
      ...['a', 'B', ' ', ' ', '*', '**', '_', '__', '`', '``', '\\', '[', ']', '](u)', '![', '<b>', '</b>', '<', '>'],
      ...[
        '&amp;',
        '&lt;',
        '&',
        ';',
        '#',
        '.',
        '(',
        ')',
        '1',
        'é',
        '<!-- c -->',
        '<http://a_b>',
        '-',
        ':',
        '"',
        '!',
        '~',
      ],
    )
    // With runs of different lengths, micromark and CommonMark differ in what counts as a multiple of three. After a
    // bracket, markdown-it forgets runs of backticks, and it keeps too little of code that is only white space.
    const isComparable = (heading: string): boolean =>
      [/\*+/g, /_+/g].every(
        (run) =>
          new Set(
            heading
              .replace(/\\./g, '.')
              .match(run)
              ?.map((match) => match.length),
          ).size < 2,
      ) &&
      (heading.match(/`+/g) ?? []).length < 3 &&
      !/` +`/.test(heading)
    property(
      fc.property(fc.string({ unit: piece, maxLength: 14 }).filter(isComparable), (heading) => {
        const [, inline] = markdown.parse(`# ${heading} #`, {})
        assert.equal(
          renderedText(heading, () => false),
          inline ? plainText(inline) : '',
          heading,
        )
      }),
      5000,
    )
  })
  it('is computed in linear time, whatever the heading is', async () => {
    const pieces = ['*a_ ', 'a**b', '**_* ', '[', '![', '[a](', '`a``', '<a ', '&amp', '\\', '][a', '<!--', '[a][b]']
    await assertLinear((n) => {
      const headings = pieces.map((piece) => piece.repeat(n))
      return (time) => {
        for (const [k, piece] of pieces.entries()) time(piece, () => renderedText(headings[k] as string))
      }
    })
  })
})

describe('the anchors of headings', () => {
  it('are those of GitHub', () => {
    for (const [heading, anchor] of [
      ['R&amp;D', 'rd'],
      ['[Ref title][ref]', 'ref-title'],
      ['FR-001: **Make** it', 'fr-001-make-it'],
      ['`code` & more', 'code--more'],
      ['User Story 1 - Sign in (Priority: P1)', 'user-story-1---sign-in-priority-p1'],
      ['_Draft_ snake_case', 'draft-snake_case'],
      ['What? [NEEDS CLARIFICATION: who]', 'what-needs-clarification-who'],
      ['Ünïcode Äpfel', 'ünïcode-äpfel'],
      ['Требования к системе', 'требования-к-системе'],
      ['機能要件（必須）', '機能要件必須'],
      ['요구 사항', '요구-사항'],
      ['🚀 Launch', '-launch'],
      ['Launch 🚀', 'launch-'],
      ['v1.2.3 — now', 'v123--now'],
      ['one\ntwo', 'onetwo'],
      ['<a name="foo"></a> Foo', '-foo'],
      ['Name ![badge](b.svg)', 'name-'],
      ['!?', ''],
    ] as const)
      assert.deepEqual(slugs(heading), [anchor], heading)
  })
  it('are numbered where headings are equal', () => {
    assert.deepEqual(slugs('Details', 'Details', '**Details**', 'details'), [
      ...['details', 'details-1', 'details-2', 'details-3'],
    ])
    assert.deepEqual(slugs('A 1', 'A', 'A', 'A-1'), ['a-1', 'a', 'a-2', 'a-1-1'])
    assert.deepEqual(slugs('constructor', 'toString', '__proto__'), ['constructor', 'tostring', 'proto'])
  })
  it('are numbered separately in each document', () => {
    assert.deepEqual([slugs('A'), slugs('A')], [['a'], ['a']])
  })
})
