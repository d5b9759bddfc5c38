// The rule unclosed-fence: code fences that are not closed.
import { t } from '../base/l10n.ts'
import type { SectionRule } from './engine/rule.ts'

export const unclosedFence: SectionRule = {
  code: 'unclosed-fence',
  scope: 'section',
  severity: 'error',
  summary: 'A code block is never closed.',
  details: 'The rule reports a fenced code block without a closing fence.',
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
  check(blocks, report) {
    for (const { fenced, closed, fence, start, content } of blocks) {
      if (!fenced || closed) continue
      const open = { start, end: start + fence.length }
      const shown = fence.slice(0, 20)
      report(
        open,
        content.trim() === ''
          ? t('Unclosed code block without code. Remove the line "{0}".', shown)
          : t('Unclosed code block. Add a line "{0}" where the code ends, or remove this one.', shown),
      )
    }
  },
}
