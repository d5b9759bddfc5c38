import type { SectionRule } from './engine/rule.ts'

/** A code fence that nothing closes. */
export const unclosedFence: SectionRule = {
  code: 'unclosed-fence',
  scope: 'section',
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
  check(blocks, report) {
    for (const { fenced, closed, fence, start } of blocks) {
      if (!fenced || closed) continue
      const open = { start, end: start + fence.length }
      report(open, `This code block is never closed: a line "${fence.slice(0, 20)}" is missing after it.`)
    }
  },
}
