// The label of a list: the line that introduces it.
import { lineStart } from '../base/lines.ts'

const mostLines = 60 // between an item and the label of its list

/**
 * The line that introduces the list of an item, or the item around it, if that ends in a colon: "**Deferred**:", "- Removed tasks:".
 * Undefined without such a label.
 * @param start the start of the item, or an offset in its first line.
 */
export function labelOfList(text: string, start: number): string | undefined {
  let at = lineStart(text, start)
  const depth = depthOf(text.slice(at, start))
  for (let k = 0; k < mostLines && at > 0; k++) {
    const end = at - 1
    at = lineStart(text, end)
    const line = text.slice(at, end).trimEnd()
    if (line === '' || depthOf(line) > depth || (depthOf(line) === depth && isItem.test(line))) continue
    return endsInColon.test(line) ? line.replace(marker, '') : undefined
  }
  return undefined
}

const endsInColon = /[:：][*_]*$/
const isItem = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]/
const marker = /^[ \t]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?/

/** How many blanks a line starts with. */
const depthOf = (line: string): number => /^[ \t]*/.exec(line)?.[0].length ?? 0
