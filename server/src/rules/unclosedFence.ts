import type { Rule } from './engine/rule.ts'

/** A code fence that nothing closes. */
export const unclosedFence: Rule = {
  code: 'unclosed-fence',
  severity: 'error',
  summary: 'A code block is never closed.',
  why: `Everything after an open fence is code, up to the end of the list item, quote or document around it: requirements and tasks there are not read by anybody, neither by this tool nor on the rendered page. (CommonMark 0.31.2, clause 4.5)`,
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
    for (const block of document.scan.blocks) {
      if (block.type !== 'code' || !block.fenced || block.closed) continue
      const fence = /^(?:`+|~+)/.exec(document.text.slice(block.start, block.start + 200))?.[0] ?? ''
      const open = { start: block.start, end: block.start + fence.length }
      report(open, `This code block is never closed: a line "${fence.slice(0, 20)}" is missing after it.`)
    }
  },
}
