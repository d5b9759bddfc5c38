// The documentation of a rule as one Markdown page: `specwise explain` prints it, docs/rules holds it.
import type { Rule } from './rule.ts'
import { severityWords } from './severity.ts'

const home = 'https://github.com/specwise/specwise/blob/main/docs/rules'

/** Where a rule's page is to be read. */
export const pageUrl = (code: string): string => `${home}/${code}.md`

/** Where a finding is explained: the page of its rule, or what a pack of the repository says; undefined when it says nothing. */
export const explainedAt = ({ code, reference }: Pick<Rule, 'code' | 'reference'>): string | undefined =>
  code.includes('/') ? (/^https?:\/\//.test(reference ?? '') ? reference : undefined) : pageUrl(code)

export function pageOf(rule: Rule): string {
  const examples = [['Found', rule.bad] as const, ['Not found', rule.good] as const].filter(([, text]) => text !== '')
  const parts = [
    `# ${rule.code}`,
    `${rule.summary} Severity: ${severityWords(rule.severity)}.`,
    ...(rule.why === '' ? [] : [rule.why]),
    ...(rule.reference === undefined ? [] : [`See ${rule.reference}`]),
    ...examples.map(([title, text]) => `## ${title}\n\n${fenced(text)}`),
  ]
  return `${parts.join('\n\n')}\n`
}

const fenced = (text: string): string => `\`\`\`\`markdown\n${text.trimEnd()}\n\`\`\`\``
