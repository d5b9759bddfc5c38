// The rule unclosed-fence: code fences that are not closed.
import { t } from '../base/l10n.ts'
import { firstIndexFrom, type Span } from '../base/span.ts'
import {
  type CodeBlock,
  codeBlocksOf,
  containersOf,
  headedBlocksOf,
  isOfCode,
  lineThatEnds,
  nestingBlocksOf,
} from '../document/codeBlocks.ts'
import type { Document } from '../document/model.ts'
import { lineNumberAt } from '../document/places.ts'
import type { DocumentRule, Report } from './engine/rule.ts'

export const unclosedFence: DocumentRule = {
  code: 'unclosed-fence',
  scope: 'document',
  severity: 'error',
  summary: 'A code block is never closed.',
  details:
    'The rule reports a fenced code block without a closing fence. If it ends with its list item, the message names the line that is indented less. If a block before it contains a heading or the start of another block, whose end closes it, the message names that block. A closed block that contains the start of another one is a warning.',
  why: 'Everything after an open fence is code, up to the end of the list item, quote or document. Requirements and tasks in it are not read, neither by tools nor on the rendered page. (CommonMark 0.31.2, clause 4.5)',
  whenOff: 'Leave the rule on.',
  related: ['invalid-yaml'],
  bad: `## Design

\`\`\`yaml
kind: Queue

## Tasks
`,
  good: `## Design

\`\`\`yaml
kind: Queue
\`\`\`

## Tasks
`,
  check({ document }, report) {
    const all = codeBlocksOf(document)
    if (!all.some(isOpen)) reportContainer(document, report)
    let isEnded = false // by its list item: the fence that should have closed it opens the next block
    for (const block of all) {
      const isFenceLeft: boolean = isEnded && block.language === ''
      const ending: number | undefined =
        block.content.trim() === '' || isFenceLeft ? undefined : lineThatEnds(document, block)
      isEnded = ending !== undefined
      if (!isOpen(block) || isFenceLeft) continue
      if (ending !== undefined) {
        report(openingOf(block), endedMessage(document, ending))
        continue
      }
      const nesting = lastBefore(nestingBlocksOf(document), block)
      const headed = nesting || block.language !== '' ? undefined : lastBefore(headedBlocksOf(document), block)
      const cause = nesting ?? headed
      const what = nesting ? t('Contains another code block') : t('Contains a heading')
      report(openingOf(block), headed ? headedMessage(document, headed) : messageOf(document, block, nesting), {
        related: cause ? [{ span: openingOf(cause), message: what }] : [],
      })
    }
  },
}

/** Reports the first block whose end is that of another one. Behind it, starts and ends of blocks are mixed up. */
function reportContainer(document: Document, report: Report): void {
  const containers = containersOf(document)
  // The start of a block may be meant as text in a block of text, unless the end of that block opens another one, which then
  // contains the start of a block, too.
  const isMixedUp = containers.some(
    ({ block, opensNext }, k) => opensNext || isOfCode(block) || (k > 0 && block.language === ''),
  )
  if (!isMixedUp) return
  const nesting = nestingBlocksOf(document)
  const [first] = containers.filter(({ block }) => isOfCode(block) || nesting.includes(block))
  if (!first) return
  const { block, inner } = first
  const message = t(
    'Code block contains the start of another one on line {0}, whose end closes it. Close it before that line, or use "{1}" around it.',
    lineNumberAt(document, inner.start),
    block.fence.charAt(0).repeat(block.fence.length + 1),
  )
  report(openingOf(block), message, {
    as: 'warning',
    related: [{ span: inner, message: t('Start of the other code block') }],
  })
}

const lastBefore = (blocks: readonly CodeBlock[], { start }: Span): CodeBlock | undefined =>
  blocks[firstIndexFrom(blocks, start) - 1]

const isOpen = ({ fenced, closed }: CodeBlock): boolean => fenced && !closed

const endedMessage = (document: Document, ending: number): string =>
  t(
    'Unclosed code block. Line {0} ends it, being indented less than the list item. Indent the code like the item, or close the block before that line.',
    lineNumberAt(document, ending),
  )

const headedMessage = (document: Document, headed: CodeBlock): string =>
  t(
    'Unclosed code block. The block on line {0} contains a heading, so a fence before the heading is missing or left over.',
    lineNumberAt(document, headed.start),
  )

const openingOf = ({ start, fence }: CodeBlock): Span => ({ start, end: start + fence.length })

function messageOf(document: Document, { fence, content }: CodeBlock, nesting: CodeBlock | undefined): string {
  const shown = fence.slice(0, 20)
  if (nesting) {
    const longer = nesting.fence.charAt(0).repeat(nesting.fence.length + 1)
    const line = lineNumberAt(document, nesting.start)
    return t(
      'Unclosed code block, because the block on line {0} contains another one. Use "{1}" around that block.',
      line,
      longer,
    )
  }
  return content.trim() === ''
    ? t('Unclosed code block without code. Remove the line "{0}".', shown)
    : t('Unclosed code block. Add a line "{0}" where the code ends, or remove this one.', shown)
}
