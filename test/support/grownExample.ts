// Grows the example of a rule to any size. Everything in it grows together: items and the references to them, table rows,
// the words of one line, sections, metadata, links, code blocks, and documents in neighbouring folders.
import { documentsOf } from './rules.ts'

/** @returns a fixture whose documents have about n items, rows, paragraphs or blocks, and one line of about n words. */
export function grownExample(bad: string, n: number): string {
  const documents: string[] = []
  for (const [name, text] of documentsOf(bad)) {
    if (!name.startsWith('..')) documents.push(`//- ${name}\n${grownText(text, n)}\n`)
    else for (let k = 0; k < n / 50; k++) documents.push(`//- ${name.replace('/spec.md', `-${k}/spec.md`)}\n${text}`)
  }
  return documents.join('')
}

function grownText(text: string, n: number): string {
  const blocks = blocksOf(text)
  const lines = blocks.filter(isRepeated).flatMap((block) => block.split('\n', isWhole(block) ? 3 : undefined)).length
  const times = Math.ceil(n / Math.max(1, lines))
  const words = Array.from({ length: Math.ceil(n / 3) }, (_, k) => `word${k} FR-${k} [w](#word-${k})`).join(' ')
  const long = blocks.findLastIndex((block) => isRepeated(block) && /^(?:[-*] |\d|\w)/.test(block))
  const grown = blocks.map((block, k) => {
    const tail = k === long ? ` ${words}` : ''
    if (!isRepeated(block)) return block
    const rows = block.startsWith('|') ? block.indexOf('\n', block.indexOf('\n') + 1) + 1 : 0 // below the header of a table
    // Code grows only as far as parsed blocks are cached, because the parser is not what is measured here.
    const count = block.startsWith('```') ? times / 32 : times
    return block.slice(0, rows) + copies(block.slice(rows), count, isWhole(block) ? '\n\n' : '\n') + tail
  })
  const sections = blocks.slice(blocks.findIndex((block) => block.startsWith('## ')))
  return [...grown, copies(sections.join('\n\n'), times / 32, '\n\n')].join('\n\n')
}

/** The blocks of a text, separated by blank lines. Code is one block; so is a heading with an id, up to the next heading. */
function blocksOf(text: string): string[] {
  const blocks: string[] = []
  let open: 'code' | 'item' | undefined
  for (const part of text.trim().split(/\n\n+/)) {
    const isHeading = part.startsWith('#')
    if (open === 'code' || (open === 'item' && !isHeading)) blocks.push(`${blocks.pop()}\n\n${part}`)
    else blocks.push(part)
    const isOpen = (blocks.at(-1)?.split('```').length ?? 1) % 2 === 0
    if (isOpen) open = 'code'
    else if (isHeading) open = /^##.*\d/.test(part) ? 'item' : undefined
    else if (open === 'code') open = undefined
  }
  return blocks
}

const isRepeated = (block: string): boolean => !/^#/.test(block) || /^##.*\d/.test(block)
/** Whether a block is copied as a whole, because its lines are not items of their own. */
const isWhole = (block: string): boolean => /^(?:#|```|\w)/.test(block)

const copies = (block: string, times: number, separator: string): string =>
  Array.from({ length: times }, (_, k) => numbered(block, k)).join(separator)

/** The k-th copy of a text, with ids, links and code of its own. Every second copy has other words at line ends, too. */
function numbered(text: string, k: number): string {
  if (k === 0) return text
  return text
    .replace(/\b((?:FR|SC|US|CL|T)[- ]?)(\d+)/g, (_, kind: string, digits: string) => {
      return kind + String(Number(digits) + 5 * k).padStart(digits.length, '0')
    })
    .replace(/\]\(\.\.\/[\w-]+/g, `$&-${k}`)
    .replace(/^```\w+$/gm, `$&\n# ${k}`)
    .replace(/[a-z]{4,}$/gm, k % 2 ? '$&' : `$& ${k}`)
}
