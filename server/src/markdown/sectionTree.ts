// The Markdown syntax tree (mdast) of one section, by unified and remark-parse: for the few questions that need real
// inline structure, such as links. Constructs that nobody asks for are off, a section over the limit is not parsed.
import type { Root } from 'mdast'
import remarkParse from 'remark-parse'
import { type Processor, unified } from 'unified'
import { createLru } from '../base/lru.ts'
import { ownCopy } from '../base/words.ts'

/** Longest section that is parsed, in UTF-16 code units. */
const longestSection = 32_000
// remark-parse takes quadratic time for containers in containers.
const deep = /^(?:[ \t]{80}|(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)])){30})/m

// `attention` is what makes remark-parse quadratic on `a**b` and `**_* `; the others are not asked for.
const unused = ['attention', 'characterEscape', 'characterReference', 'hardBreakEscape', 'hardBreakTrailing']

let processor: Processor<Root> | undefined
const trees = createLru<string, Root>(64)

/**
 * Parses a section's text, heading included. Positions are offsets into that text. Definitions of other sections are
 * not known to it. Undefined when the section is too long, nested too deep, or remark-parse fails.
 */
export function sectionTree(text: string): Root | undefined {
  if (text.length > longestSection || deep.test(text)) return undefined
  const known = trees.get(text)
  if (known) return known
  processor ??= unified()
    .use(remarkParse)
    .use(function (this: Processor) {
      this.data().micromarkExtensions = [{ disable: { null: unused } }]
    })
    .freeze() as unknown as Processor<Root>
  try {
    const tree = processor.parse(text)
    trees.set(ownCopy(text), tree)
    return tree
  } catch {
    return undefined
  }
}
