// YAML front matter: between lines `---` at the very start of a text.
import type { Span } from '../base/span.ts'

const frontMatter = /^\ufeff?---[ \t]*(?:\r\n?|\n)(?:[\s\S]*?(?:\r\n?|\n))?---[ \t]*(?=[\r\n]|$)/

/** The span of the front matter of a text, including its fences; undefined if there is none or it is not closed. */
export function frontMatterOf(text: string): Span | undefined {
  if (!text.startsWith('---') && !text.startsWith('\ufeff---')) return undefined
  const found = frontMatter.exec(text)
  return found ? { start: 0, end: found[0].length } : undefined
}
