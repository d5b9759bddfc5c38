// The documentation of a rule as one Markdown page: `specwise explain` prints it, docs/rules holds it.
import type { Rule } from './rule.ts'
import { severityWords } from './severity.ts'

const home = 'https://github.com/specwise/specwise/blob/main/docs/rules'

/** Where a rule's page is to be read. */
export const pageUrl = (code: string): string => `${home}/${code}.md`

export function pageOf(rule: Rule): string {
  return `# ${rule.code}

${rule.summary} Severity: ${severityWords(rule.severity)}.

${rule.why}

## Found

${fenced(rule.bad)}

## Not found

${fenced(rule.good)}
`
}

const fenced = (text: string): string => `\`\`\`\`markdown\n${text.trimEnd()}\n\`\`\`\``
