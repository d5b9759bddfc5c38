// The rule invalid-yaml: invalid YAML in code blocks.
import { yamlBlocksIn } from '../manifests/yamlBlocks.ts'
import type { SectionRule } from './engine/rule.ts'

export const invalidYaml: SectionRule = {
  code: 'invalid-yaml',
  scope: 'section',
  severity: { draft: 'hint', review: 'warning', approved: 'warning', done: 'hint' },
  summary: 'A YAML block cannot be parsed.',
  details: `The rule parses fenced YAML blocks and reports the first error of each: duplicate keys, tabs, a colon in unquoted text. Text that stands for something left out (\`{{ … }}\`, \`...\`) is ignored. Rules on resources skip a block that cannot be parsed. A block of more than 48,000 characters is not parsed and reported as too large.`,
  why: 'People copy what they find in a design. YAML that cannot be parsed fails after it was reviewed and approved.',
  whenOff: 'Turn the rule off if YAML blocks are fragments or pseudocode.',
  related: ['unclosed-fence', 'resource-name'],
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
