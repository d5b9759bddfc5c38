import { yamlBlocksIn } from '../manifests/yamlBlocks.ts'
import type { SectionRule } from './engine/rule.ts'

/** YAML in a code block that is none. */
export const invalidYaml: SectionRule = {
  code: 'invalid-yaml',
  scope: 'section',
  severity: { draft: 'hint', review: 'warning', approved: 'warning', done: 'hint' },
  summary: 'A YAML block cannot be read as YAML.',
  why: `People copy what stands in a design. A key that is there twice, a tab, a colon in unquoted text make it something else, or nothing at all. \`{{ … }}\` and \`...\` are left alone: they stand for what is left out. The rules on resources are silent on a block that cannot be read. A block of more than 48,000 characters is not read, and this rule says so.`,
  bad: `## Design

\`\`\`yaml
kind: Queue
spec:
  size: small
  size: large
\`\`\`
`,
  good: `## Design

\`\`\`yaml
kind: Queue
spec:
  size: {{ .Values.size }}
  # ...
\`\`\`
`,
  check(blocks, report) {
    for (const { block, error } of yamlBlocksIn(blocks)) {
      if (!error || block.language === '' || !block.closed) continue
      const start = block.at(error.start)
      report({ start, end: Math.max(start, block.at(error.end)) }, error.message)
    }
  },
}
