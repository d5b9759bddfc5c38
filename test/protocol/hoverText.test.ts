// What a hover says of an item is text: nothing of a document does anything in it.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Nodes } from 'mdast'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { hoverText } from '../../server/src/lsp/hoverText.ts'
import { hoverOf } from '../../server/src/queries/hover.ts'
import { symbolIn } from '../support/ids.ts'
import { property } from '../support/property.ts'

const place = { uri: 'file:///own', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } }

/** The hover of an item with a text. */
function shown(text: string): string {
  const { feature, symbol } = symbolIn(`# Spec: A\n\n## Requirements\n\n- **FR-$0001**: ${text}\n`)
  const [item] = hoverOf(feature, symbol).items
  return hoverText(item ?? assert.fail('no item'), true, () => place)
}

/** What would do something: links but the hover's own, pictures, HTML. */
function active(node: Nodes): string[] {
  const own = node.type === 'link' && node.url.startsWith('file:///own')
  const found = ['link', 'image', 'html', 'linkReference', 'imageReference'].includes(node.type) && !own
  return [...(found ? [node.type] : []), ...('children' in node ? node.children.flatMap(active) : [])]
}
const check = (text: string): void => {
  const markdown = shown(text)
  assert.deepEqual(active(unified().use(remarkParse).parse(markdown)), [], markdown)
  assert.doesNotMatch(markdown.replaceAll('file:///own', ''), /:\/\/|www\.\w|@\w/, markdown)
}

describe('the text of a hover', () => {
  for (const text of [
    'use `` ` `` and [click](http://evil) or `z`',
    '``a`b`` [click](command:x) ``c``',
    '`` [c](command:x)`',
    '`` a ` b `` and `x` ![i](http://evil/x.png) `y`',
    '`` ` [a](b) `` `x` <b> `y`',
    'www.evil.org and me@evil.org and <https://evil.org>',
  ])
    it(`does nothing: ${text}`, () => check(text))
  it('does nothing, whatever the text is', () => {
    const piece = fc.constantFrom(
      '`',
      '``',
      '```',
      '[a](b)',
      '![a](b)',
      '<b>',
      '\\',
      ' x ',
      '[',
      '](',
      ')',
      '<',
      '>',
      '[a]',
      '&lt;',
    )
    property(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), (pieces) => check(`x${pieces.join('')}`)),
      2000,
    )
  })
  it('shows code spans as they are', () =>
    assert.match(shown('set `a[0]` and `` b`c ``'), /set `a\[0\]` and `` b`c ``/))
  it('counts what a story has, one or several', () => {
    const story = (scenarios: number, tasks: number): string => {
      const steps = '1. **Given** a, **When** b, **Then** c\n'.repeat(scenarios)
      const work = Array.from({ length: tasks }, (_, k) => `- [${k > 0 ? ' ' : 'x'}] T00${k + 1}: a (US-1)\n`).join('')
      const { feature, symbol } = symbolIn(
        `# Spec: A\n\n## User Stories\n\n### US-$01: Order\n\n${steps}\n## Tasks\n\n${work}`,
      )
      const [item] = hoverOf(feature, symbol).items
      return hoverText(item ?? assert.fail('no item'), true, () => place).split('\n\n')[1] ?? ''
    }
    assert.equal(story(1, 1), '1 scenario · 1 task, 1 done: [T001](file:///own#L1)')
    assert.equal(story(2, 2), '2 scenarios · 2 tasks, 1 done: [T001](file:///own#L1) and [T002](file:///own#L1)')
    assert.equal(story(0, 2), '2 tasks, 1 done: [T001](file:///own#L1) and [T002](file:///own#L1)')
    assert.equal(story(2, 0), '2 scenarios')
  })
})
