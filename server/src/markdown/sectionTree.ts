// The Markdown syntax tree (mdast) of a small piece of a section, by unified and remark-parse: for the few questions that need
// real inline structure, such as what a rendered heading says.
import type { Root } from 'mdast'
import remarkParse from 'remark-parse'
import { unified } from 'unified'

/** Longest piece that is parsed, in UTF-16 code units: remark-parse takes quadratic time for some texts. */
const longestPiece = 4000

const processor = unified().use(remarkParse).freeze()

/**
 * Parses a piece of a text. Positions are offsets into it. Link definitions elsewhere are not known to it. Undefined when it
 * is too long.
 */
export const sectionTree = (text: string): Root | undefined =>
  text.length > longestPiece ? undefined : processor.parse(text)
