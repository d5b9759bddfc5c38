// Reads a text by remark-parse (CommonMark + GFM tables and task lists + front matter) and by our scanner, both into the
// same list of lines, so that the two can be compared.
import type { Node, Parents, Root } from 'mdast'
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item'
import { frontmatter } from 'micromark-extension-frontmatter'
import { gfmTable } from 'micromark-extension-gfm-table'
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item'
import remarkParse from 'remark-parse'
import { type Processor, unified } from 'unified'
import { contentOf, type Scan } from '../../server/src/markdown/blocks.ts'
import { scan } from '../../server/src/markdown/scan.ts'

const reader = (withFrontMatter: boolean) =>
  unified()
    .use(remarkParse)
    .use(function (this: Processor) {
      const data = this.data()
      data.micromarkExtensions = [gfmTable(), gfmTaskListItem(), { disable: { null: ['attention'] } }]
      data.fromMarkdownExtensions = [gfmTableFromMarkdown(), gfmTaskListItemFromMarkdown()]
      if (!withFrontMatter) return
      data.micromarkExtensions.push(frontmatter(['yaml']))
      data.fromMarkdownExtensions.push(frontmatterFromMarkdown(['yaml']))
    })
    .freeze()
// Front matter that is never closed keeps micromark from seeing any list or quote, so the extension is not used then.
const readers = { plain: reader(false), frontMatter: reader(true) }
function hasFrontMatter(text: string): boolean {
  const [first, ...lines] = text.split(/\r\n|\r|\n/).map((line) => line.replace(/[ \t]+$/, ''))
  return first === '---' && lines.includes('---')
}

const oneLine = (value: string): string => JSON.stringify(value)

/** What remark-parse reads, one line for each construct: its offset and a description. The lines are sorted. */
export function readByRemark(text: string): string[] {
  const out: string[] = []
  const add = (node: Node, what: string): void => {
    out.push(`${String(node.position?.start.offset).padStart(6)} ${what}`)
  }
  // remark includes the indentation of code and HTML, the scanner does not.
  const addTrimmed = (node: Node, what: string): void => {
    const start = node.position?.start.offset ?? 0
    const skip = (/^[ \t]*/.exec(text.slice(start)) as RegExpExecArray)[0].length
    out.push(`${String(start + skip).padStart(6)} ${what}`)
  }
  const walk = (node: Parents | Node, depth: number): void => {
    const n = node as
      | Parents
      | { type: 'code' | 'html' | 'inlineCode' | 'yaml'; value: string; position?: Node['position'] }
    if (n.type === 'heading')
      out.push(heading(n.depth, n.position?.start.offset ?? 0, n.position?.end.offset ?? 0, text))
    else if (n.type === 'code') {
      addTrimmed(n, `code ${oneLine(squash(n.value))}`)
    } else if (n.type === 'yaml') add(n, `frontMatter`)
    else if (n.type === 'inlineCode') add(n, `inlineCode to ${n.position?.end.offset}`)
    else if (n.type === 'html') {
      const inline = ['paragraph', 'heading', 'tableCell'].includes(parents.at(-1) as string)
      if (inline) add(n, `inlineHtml to ${n.position?.end.offset}`)
      else addTrimmed(n, 'html')
    } else if (n.type === 'listItem')
      add(n, `item at ${depth}${n.checked == null ? '' : n.checked ? ' done' : ' open'}`)
    else if (n.type === 'tableRow') add(n, `row of ${n.children.length}`)
    if ('children' in n) {
      parents.push(n.type)
      for (const child of n.children) walk(child as Node, depth + (n.type === 'listItem' ? 1 : 0))
      parents.pop()
    }
  }
  const parents: string[] = []
  walk((hasFrontMatter(text) ? readers.frontMatter : readers.plain).parse(text) as Root, 0)
  return out.sort()
}

/** What our scanner reads, in the same form. */
export function readByScan(text: string): string[] {
  return describe(scan(text))
}

// remark includes the link definitions above a setext heading. Such a heading of several lines is therefore compared by
// its end, even if its text starts with `#`.
const heading = (level: number, start: number, end: number, text: string): string =>
  `${String(/[\r\n]/.test(text.slice(start, end)) ? text.slice(0, end).replace(/[ \t]+$/, '').length : start).padStart(6)} heading ${level}`

// Trailing blank lines and the white space of blank lines in code differ by convention, not by meaning.
const squash = (code: string): string =>
  code
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+$/gm, '')
    .replace(/^[ \t]+/gm, '')
    .replace(/\n+$/, '')

function describe(result: Scan): string[] {
  const out: string[] = []
  const add = (at: number, what: string): void => {
    out.push(`${String(at).padStart(6)} ${what}`)
  }
  if (result.frontMatter) add(result.frontMatter.start, 'frontMatter')
  for (const block of result.blocks) {
    if (block.type === 'heading') out.push(heading(block.level, block.start, block.end, result.text))
    else if (block.type === 'code') add(block.start, `code ${oneLine(squash(contentOf(result, block)))}`)
    else if (block.type === 'html') add(block.start, 'html')
    else if (block.type === 'row') add(block.start, `row of ${block.to - block.from}`)
    else if (block.type === 'item') {
      const mark = block.box ? result.text.slice(block.box.start, block.box.end) : undefined
      add(block.start, `item at ${block.depth}${mark === ' ' ? ' open' : mark === 'x' || mark === 'X' ? ' done' : ''}`)
    }
  }
  for (const inline of result.inlines) {
    add(inline.start, `${inline.type === 'code' ? 'inlineCode' : 'inlineHtml'} to ${inline.end}`)
  }
  return out.sort()
}
