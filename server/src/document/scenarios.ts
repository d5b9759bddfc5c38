// Acceptance scenarios: the words for given and then, in the languages that are in use.

import { firstFrom, type Span } from '../base/span.ts'
import type { Block } from '../markdown/blocks.ts'
import type { Document } from './model.ts'

const given =
  'given|dado|dada|dados|dadas|gegeben|angenommen|étant donnée?s?|etant donnée?s?|soit|前提|假设|假如|给定|假設|만약|조건|дано|пусть'
const then = 'then|entonces|então|entao|dann|alors|結果|ならば|那么|那麼|则|則|그러면|결과|то|тогда'

const letter = '\\p{L}\\p{N}'
const word = (words: string): RegExp => new RegExp(`(?<![${letter}])(?:${words})(?=[^${letter}]|[가-힣])`, 'iu')

/** Whether a scenario starts with a given, and what else it says. */
export function partsOf(text: string): { given: boolean; expected: boolean } {
  const bold = /^[\s>*_~`-]*(?:\([^()]{0,80}\)[\s*_]*)?(?:\*\*|__)/.test(text)
  const head = text.slice(0, 120)
  return {
    given:
      bold &&
      new RegExp(
        `^[\\s>*_~\`-]*(?:\\([^()]{0,80}\\)[\\s*_]*)?(?:\\*\\*|__)(?:${given})(?=[^${letter}]|[가-힣])`,
        'iu',
      ).test(head),
    expected: word(then).test(text) || /[→⇒]|->|=>/.test(text),
  }
}

/** Whether a text speaks of a given and of what is expected, in whatever form. */
export const isTold = (text: string): boolean => word(given).test(text) && word(then).test(text)

/** The list items of a span that stand at its top, with all that is in them, and the line behind each. */
export function topItems({ scan, text }: Document, { start, end }: Span): { span: Span; text: string }[] {
  const items: { span: Span; text: string }[] = []
  for (let k = firstFrom(scan.blocks, start); k < scan.blocks.length; k++) {
    const block = scan.blocks[k] as Block
    if (block.start >= end) break
    if (block.type !== 'item' || block.depth > 0) continue
    items.push({
      span: { start: block.start, end: block.end },
      text: text.slice(block.content, Math.min(block.end, block.content + 4000)),
    })
  }
  return items
}
