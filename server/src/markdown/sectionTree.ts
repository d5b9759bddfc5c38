// The Markdown syntax tree (mdast) of a small piece of text, by unified and remark-parse. It is for the few questions that need
// the full inline structure, such as the rendered text of a heading.
import type { Root } from 'mdast'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { lazy } from '../base/lazy.ts'

/** The length of the longest piece that is parsed, in UTF-16 code units: remark-parse takes quadratic time for some texts. */
const longestPiece = 4000

const processor = lazy(() => unified().use(remarkParse).freeze())

/**
 * Parses a piece of a text; undefined if it is too long. Positions are offsets into the piece. Link definitions outside of the
 * piece are unknown.
 */
export const sectionTree = (text: string): Root | undefined =>
  text.length > longestPiece ? undefined : processor().parse(text)
