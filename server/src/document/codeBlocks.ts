// Code blocks: their language, their content, and the places of what stands in it.
import { lazily } from '../base/lazy.ts'
import { holding, perObject } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import { type Code, contentOf, type Scan } from '../markdown/blocks.ts'
import { placed, shifted } from './assemble.ts'
import type { Chunk } from './chunk.ts'
import type { Document, Section } from './model.ts'
import { sectionFinder } from './sections.ts'

export interface CodeBlock extends Span {
  fenced: boolean
  /** False for a fence that runs to the end of its container. */
  closed: boolean
  /** The fence that opens it, as it is written; empty for indented code. */
  fence: string
  /** The first word behind the fence, in small letters; empty without one. */
  language: string
  /** Without indentation and fences, its lines joined by `\n`. */
  content: string
  /** The offset in the document of an offset in the content. */
  at(offset: number): number
  /** The offset in the content of one in the document; undefined outside of its lines. */
  offsetIn(offset: number): number | undefined
  section: Section | undefined
  /** As it was read in its part: the same object while the text of that part is the same. */
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
    const fence = fenced ? (/^(?:`+|~+)/.exec(scan.text.slice(start, start + 200))?.[0] ?? '') : ''
    const language = info
      ? (/^\{?\.?([\w+-]*)/.exec(scan.text.slice(info.start, info.end))?.[1] ?? '').toLowerCase()
      : ''
    facts.push(holding({ start, end, fenced, closed, fence, language, section: sectionAt(start), block, scan }))
  }
  return facts
})

/** The code blocks of a document, in order. */
export const codeBlocksOf = perObject((document: Document): readonly CodeBlock[] =>
  placed(document, codeIn, (fact, by, section) => {
    const { fenced, closed, fence, language } = fact
    return makeBlock({
      ...shifted(fact, by),
      fenced,
      closed,
      fence,
      language,
      section,
      fact,
      at: (offset) => by + placesIn(fact)(offset),
      offsetIn: (offset) => offsetIn(fact, offset - by),
    })
  }),
)

const makeBlock = lazily<Omit<CodeBlock, 'content'>, Pick<CodeBlock, 'content'>>({
  content: ({ fact }) => {
    const { scan, block } = fact as CodeFact
    return contentOf(scan, block)
  },
})

/** Offsets in the part of offsets in the content. */
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

function offsetIn({ scan: { lines }, block: { from, to } }: CodeFact, offset: number): number | undefined {
  let passed = 0
  for (let k = from; k < to; k++) {
    const [start, end] = [lines[2 * k] as number, lines[2 * k + 1] as number]
    if (offset >= start && offset <= end) return passed + offset - start
    passed += end - start + 1
  }
  return undefined
}
