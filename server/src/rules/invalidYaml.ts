import { languageOf, yamlBlocksOf } from '../manifests/yamlBlocks.ts'
import type { Rule } from './engine/rule.ts'

/** YAML in a code block that is none. */
export const invalidYaml: Rule = {
  code: 'invalid-yaml',
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
  check({ document }, report) {
    for (const { block, error, at } of yamlBlocksOf(document)) {
      if (!error || languageOf(document, block) === '' || !block.closed) continue
      const start = at(error.start)
      report({ start, end: Math.max(start, at(error.end)) }, error.message)
    }
  },
}
