// textDocument/semanticTokens of a document, for editors without the grammar in syntaxes/: ids, keywords of RFC 2119, questions,
// placeholders of the template, resource names. Nothing inside code.

import { type Span, spanFinder } from '../base/span.ts'
import { blocksOf, inlinesOf } from '../document/places.ts'
import { namesIn } from '../manifests/manifestIndex.ts'
import type { SpecDocument } from '../templates/specDocument.ts'

/** The token types of LSP in use, in the order of the legend. */
export const tokenTypes = ['variable', 'keyword', 'string', 'macro', 'type'] as const
/** The modifiers of the legend. */
export const tokenModifiers = ['definition', 'deprecated'] as const

export interface Token extends Span {
  type: (typeof tokenTypes)[number]
  /** True for the definition of an item. */
  defines: boolean
  /** True for an answered question. */
  done: boolean
}

const obligation = /(?<![\w-])(?:(?:MUST|SHALL|SHOULD)(?: NOT)?|MAY)(?![\w-])/g

/** Tokens in the order of the text, never overlapping, each on one line. Linear in the document. */
export function semanticTokens(spec: SpecDocument, prefixes: readonly string[]): Token[] {
  const { document, definitions, references, clarifications, template } = spec
  const { text } = document
  const found: Token[] = []
  const add = (span: Span, type: Token['type'], defines = false, done = false): void => {
    found.push({ start: span.start, end: span.end, type, defines, done })
  }
  for (const one of definitions) add(one, 'variable', true)
  for (const one of references) if (!one.code) add(one, 'variable')
  for (const one of clarifications)
    if (one.bracketed)
      add(
        { start: one.start, end: Math.min(one.end, one.start + 1 + wordLength(text, one.start + 1)) },
        'string',
        false,
        one.state === 'answered',
      )
  const codes = blocksOf(document).filter(({ type }) => type === 'code' || type === 'html')
  const [blockAt, inlineAt] = [spanFinder(codes), spanFinder(inlinesOf(document))]
  const free = [
    ...matches(text, obligation, 'keyword'),
    ...namesIn(text, prefixes).map(({ name, start }) => ({ start, end: start + name.length, type: 'type' as const })),
    ...matches(text, template.placeholders.pattern, 'macro'),
  ].sort((a, b) => a.start - b.start)
  for (const { start, end, type } of free) {
    const inside = (one: Span | undefined): boolean => one !== undefined && start < one.end
    if (!inside(blockAt(start)) && !inside(inlineAt(start))) add({ start, end }, type)
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  let last = -1
  return found.filter(({ start, end }) => {
    if (start < last || end <= start || text.slice(start, end).includes('\n')) return false
    last = end
    return true
  })
}

/** The words of a marker, up to its colon. */
const wordLength = (text: string, start: number): number =>
  /^[^:：\]\n]{0,40}/.exec(text.slice(start, start + 40))?.[0].length ?? 0

function matches(
  text: string,
  pattern: RegExp,
  type: Token['type'],
): { start: number; end: number; type: Token['type'] }[] {
  return [...text.matchAll(pattern)].map(({ 0: match, index }) => ({ start: index, end: index + match.length, type }))
}
