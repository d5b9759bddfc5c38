// The property of the Markdown preview that holds for every text: nothing in a document becomes HTML.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { extendMarkdownIt } from '../../client/src/preview.ts'

export const plain = new MarkdownIt({ html: false })
export const own = extendMarkdownIt(new MarkdownIt({ html: false }))
/** The start of a text that the preview takes for a specification. */
export const head = '## Requirements\n\n- **FR-001**: a\n- **FR-002**: see FR-001, `FR-001` and [FR-001](x.md)\n\n'

const piece = fc.constantFrom(
  'FR-001',
  '**',
  ': ',
  '[NEEDS CLARIFICATION: ',
  ']',
  '[',
  '<script>',
  '"',
  "'",
  '&',
  '`',
  '- ',
  '\n',
  '\n\n',
  '[x] ',
  '<img src=x onerror=y>',
  'javascript:',
  '](',
  ')',
  '| a |',
  '# ',
  'US1',
  '<!--',
)
/** Random texts, in pieces to be joined. */
export const previewed = fc.array(piece, { maxLength: 30 })

/** Renders a text, and asserts that it has no markup but ours, and the same words as without our extension. */
export function assertPreview(pieces: readonly string[]): void {
  const html = own.render(head + pieces.join(''))
  assert.ok(!/<(?:script|img src=x)/.test(html), html)
  for (const [, attributes = ''] of html.matchAll(/<(?:span|a)((?:\s+[\w-]+="[^"<>]*")*)>/g))
    assert.ok(!/\son\w+=/.test(attributes), html)
  const count = (tag: string): number =>
    (html.match(new RegExp(`<${tag}[ >]`, 'g')) ?? []).length - (html.match(new RegExp(`</${tag}>`, 'g')) ?? []).length
  assert.equal(count('span'), 0, html)
  const words = (rendered: string): string =>
    rendered.replace(/<[^>]*>/g, '').replace(/(?:\[[ xX~-]\]|[☐☑◪])[ \t]*/g, '')
  assert.equal(words(html), words(plain.render(head + pieces.join(''))))
}
