// The hover text of an item: nothing from the document is active Markdown.
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

/** The hover of an item with the given text. */
function shown(text: string): string {
  const { feature, symbol } = symbolIn(`# Spec: A\n\n## Requirements\n\n- **FR-$0001**: ${text}\n`)
  const [item] = hoverOf(feature, symbol).items
  return hoverText(item ?? assert.fail('no item'), true, () => place)
}

/** The types of active nodes: links except those of the hover itself, images and HTML. */
function active(node: Nodes): string[] {
  const isOwnLink = node.type === 'link' && node.url.startsWith('file:///own')
  const isActive = ['link', 'image', 'html', 'linkReference', 'imageReference'].includes(node.type) && !isOwnLink
  return [...(isActive ? [node.type] : []), ...('children' in node ? node.children.flatMap(active) : [])]
}
const check = (text: string): void => {
  const markdown = shown(text)
  assert.deepEqual(active(unified().use(remarkParse).parse(markdown)), [], markdown)
  assert.doesNotMatch(markdown.replaceAll('file:///own', ''), /:\/\/|www\.\w|@\w/, markdown)
}

describe('hover text', () => {
  for (const text of [
    'use `` ` `` and [click](http://evil) or `z`',
    '``a`b`` [click](command:x) ``c``',
    '`` [c](command:x)`',
    '`` a ` b `` and `x` ![i](http://evil/x.png) `y`',
    '`` ` [a](b) `` `x` <b> `y`',
    'www.evil.org and me@evil.org and <https://evil.org>',
  ])
    it(`contains no active content: ${text}`, () => check(text))
  it('contains no active content, whatever the item says', () => {
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
  it('shows code spans literally', () => assert.match(shown('set `a[0]` and `` b`c ``'), /set `a\[0\]` and `` b`c ``/))
  it('counts the scenarios and tasks of a story in singular and plural', () => {
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
  it('calls what has an id of an unknown kind an item', () => {
    const { feature, symbol } = symbolIn('# Spec: A\n\n- **Z$0Z-1**: a\n')
    const [item] = hoverOf(feature, symbol).items
    assert.match(
      hoverText(item ?? assert.fail(), true, () => place),
      /\nDefined in \[spec\.md:1\]\([^)]*\) \(item\)$/,
    )
  })
})
