// Code blocks: their language, their content, and the mapping between offsets in the content and in the document.
import { lazily } from '../base/lazy.ts'
import { holding, perObject } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import { type Code, contentOf, type Scan } from '../markdown/blocks.ts'
import { placed, shifted } from './assemble.ts'
import type { Chunk } from './chunk.ts'
import type { Document, Section } from './model.ts'
import { normalTitle, sectionFinder } from './sections.ts'

export interface CodeBlock extends Span {
  fenced: boolean
  /** False for a fence that runs to the end of its container. */
  closed: boolean
  /** The opening fence as written; empty for indented code. */
  fence: string
  /** The first word after the fence, in lower case; empty if there is none. */
  language: string
  /** Without indentation and fences, its lines joined by `\n`. */
  content: string
  /** Converts an offset in the content to one in the document. */
  at(offset: number): number
  /** Converts an offset in the document to one in the content; undefined outside of the content's lines. */
  offsetIn(offset: number): number | undefined
  /** Whether it is in a list item, and not in a quote. */
  listed: boolean
  section: Section | undefined
  /** The fact in its chunk. It stays the same object while the text of the chunk is the same. */
  fact: object
}

interface CodeFact extends Omit<CodeBlock, 'fact' | 'at' | 'offsetIn' | 'content'> {
  block: Code
  scan: Scan
}

const codeIn = perObject(({ scan, sections }: Chunk): readonly CodeFact[] => {
  const facts: CodeFact[] = []
  const sectionAt = sectionFinder(sections)
  for (const block of scan.blocks) {
    if (block.type !== 'code') continue
    const { start, end, fenced, closed, info } = block
    const listed = block.parent !== undefined && !block.quoted
    const fence = fenced ? (/^(?:`+|~+)/.exec(scan.text.slice(start, start + 200))?.[0] ?? '') : ''
    const language = info
      ? (/^\{?\.?([\w+-]*)/.exec(scan.text.slice(info.start, info.end))?.[1] ?? '').toLowerCase()
      : ''
    const section = sectionAt(start)
    facts.push(holding('code', { start, end, fenced, closed, fence, language, listed, section, block, scan }))
  }
  return facts
})

/** The code blocks of a document, in order. */
export const codeBlocksOf = perObject((document: Document): readonly CodeBlock[] =>
  placed(document, codeIn, (fact, by, section) => {
    const { fenced, closed, fence, language, listed } = fact
    return makeBlock({
      ...shifted(fact, by),
      fenced,
      closed,
      fence,
      language,
      listed,
      section,
      fact,
      at: (offset) => by + placesIn(fact)(offset),
      offsetIn: (offset) => offsetIn(fact, offset - by),
    })
  }),
)

/**
 * The offset of the line that ends an open block in a list item: it is indented less than the item, so the fence behind it does
 * not close the block. Undefined if nothing or only blank lines follow.
 */
export function lineThatEnds({ text }: Document, { fenced, closed, listed, end }: CodeBlock): number | undefined {
  if (!fenced || closed || !listed) return undefined
  const next = /\S/g
  next.lastIndex = end
  return next.test(text) ? next.lastIndex - 1 : undefined
}

/** A closed block that contains the start of another block, whose end closes it. */
export interface Container {
  block: CodeBlock
  /** The fence of the other block. */
  inner: Span
  /** Whether its own end opens the next block, which has no language: what is between was probably meant as code, too. */
  opensNext: boolean
}

/** The blocks of a document that contain the start of another block, in order. */
export const containersOf = perObject((document: Document): readonly Container[] => {
  const fenced = codeBlocksOf(document).filter((block) => block.fenced)
  return fenced.flatMap((block, k): Container[] => {
    const inner = block.closed ? innerFence(block) : undefined
    if (!inner) return []
    const next = fenced[k + 1]
    const isBeside = next?.section === block.section || isMarkdown(block)
    return [{ block, inner, opensNext: next?.language === '' && isBeside }]
  })
})

// The info string of backticks contains none, and starts with a language here: CommonMark 0.31.2, clause 4.5.
const start = /^[ \t]{0,3}(`{3,}(?=[ \t]*[\p{L}\p{N}{][^`\r\n]*$)|~{3,}(?=[ \t]*[\p{L}\p{N}{]))/gmu

/** The first fence in a block that starts a block with a language and that the end of the block closes. */
function innerFence({ content, fence, at }: CodeBlock): Span | undefined {
  for (const { 0: whole, 1: inner = '', index } of content.matchAll(start))
    if (inner.startsWith(fence)) {
      const from = at(index + whole.length - inner.length)
      return { start: from, end: from + inner.length }
    }
  return undefined
}

/** Whether a block is of Markdown, which shows other blocks. */
export const isMarkdown = ({ language }: Pick<CodeBlock, 'language'>): boolean => /^(?:md|mdx|markdown)$/.test(language)

/** Whether a block is of code, in which the start of another block means nothing: neither of text nor of Markdown. */
export const isOfCode = (block: Pick<CodeBlock, 'language'>): boolean =>
  !isMarkdown(block) && !/^(?:te?xt|plain\w*)?$/.test(block.language)

/** The blocks behind which code and text may be mixed up: of Markdown, or such that their own end opens a block. */
export const nestingBlocksOf = perObject((document: Document): readonly CodeBlock[] =>
  containersOf(document).flatMap(({ block, opensNext }) => (opensNext || isMarkdown(block) ? [block] : [])),
)

const makeBlock = lazily<Omit<CodeBlock, 'content'>, Pick<CodeBlock, 'content'>>({
  content: ({ fact }) => {
    const { scan, block } = fact as CodeFact
    return contentOf(scan, block)
  },
})

/** Returns a conversion of offsets in the content to offsets in the chunk, in logarithmic time. */
const placesIn = perObject(({ scan: { lines }, block: { from, to } }: CodeFact): ((offset: number) => number) => {
  const starts: number[] = []
  let passed = 0
  for (let k = from; k < to; k++) {
    starts.push(passed)
    passed += (lines[2 * k + 1] as number) - (lines[2 * k] as number) + 1
  }
  return (offset) => {
    let [low, high] = [0, starts.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] as number) <= offset) low = middle
      else high = middle - 1
    }
    const start = lines[2 * (from + low)] as number
    return Math.min(start + offset - (starts[low] as number), lines[2 * (from + low) + 1] as number)
  }
})

/** Converts an offset in the chunk to one in the content; undefined outside of the content's lines. */
function offsetIn({ scan: { lines }, block: { from, to } }: CodeFact, offset: number): number | undefined {
  let passed = 0
  for (let k = from; k < to; k++) {
    const [start, end] = [lines[2 * k] as number, lines[2 * k + 1] as number]
    if (offset >= start && offset <= end) return passed + offset - start
    passed += end - start + 1
  }
  return undefined
}

/** The titles of headings in a code block that is never closed, which may be meant as headings: normal titles. */
export const titlesInOpenCode = perObject((document: Document): ReadonlySet<string> => {
  const open = codeBlocksOf(document).find(({ fenced, closed }) => fenced && !closed)
  const titles = open ? [...open.content.matchAll(/^#{1,6}[ \t]+(.{1,200})$/gm)] : []
  return new Set(titles.map(([, title = '']) => normalTitle(title)))
})

/** The closed blocks without a language that contain a heading below the first level: a fence before it is missing, or one is left over. */
export const headedBlocksOf = perObject((document: Document): readonly CodeBlock[] =>
  codeBlocksOf(document).filter(
    ({ fenced, closed, language, content }) =>
      fenced && closed && language === '' && /^ {0,3}#{2,6}[ \t]+\S/m.test(content),
  ),
)
