// YAML front matter: between lines `---`, at the very start.
import type { Span } from '../base/span.ts'

const frontMatter = /^\ufeff?---[ \t]*(?:\r\n?|\n)(?:[\s\S]*?(?:\r\n?|\n))?---[ \t]*(?=[\r\n]|$)/

/** The front matter of a text with its fences, if it is closed. */
export function frontMatterOf(text: string): Span | undefined {
  if (!text.startsWith('---') && !text.startsWith('\ufeff---')) return undefined
  const found = frontMatter.exec(text)
  return found ? { start: 0, end: found[0].length } : undefined
}
