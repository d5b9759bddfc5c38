// The documentation of a rule as a Markdown page. `specwise explain` prints it, and docs/rules contains it.
import type { Rule } from './rule.ts'
import { severityWords } from './severity.ts'

const home = 'https://github.com/specwise/specwise/blob/main/docs/rules'

/** The web address of a rule's page. */
export const pageUrl = (code: string): string => `${home}/${code}.md`

/** The web address that explains a finding: the page of a built-in rule, or the reference of a pack's rule if it has one. */
export const explanationUrl = ({ code, reference }: Pick<Rule, 'code' | 'reference'>): string | undefined =>
  code.includes('/') ? (/^https?:\/\//.test(reference ?? '') ? reference : undefined) : pageUrl(code)

export function pageOfRule(rule: Rule): string {
  const { code, summary, severity, details, why, options, bad, good, whenOff, related, reference } = rule
  const sections: readonly (readonly [title: string, text: string])[] = [
    ['Rule details', details],
    ['Why', why],
    ['Options', options ? optionTable(options) : ''],
    ['Incorrect', bad && fenced(bad)],
    ['Correct', good && fenced(good)],
    ['When to turn it off', whenOff],
    ['Related rules', related.map((relatedCode) => `- [${relatedCode}](${relatedCode}.md)`).join('\n')],
    ['Further reading', reference ?? ''],
  ]
  const written = sections.flatMap(([title, text]) => (text === '' ? [] : [`## ${title}\n\n${text}`]))
  return `${[`# ${code}`, summary, `Default severity: ${severityWords(severity)}.`, ...written].join('\n\n')}\n`
}

const optionTable = (options: NonNullable<Rule['options']>): string =>
  [
    '| Option | Default | Description |',
    '|---|---|---|',
    ...Object.entries(options).map(
      ([name, { default: value, description }]) => `| \`${name}\` | \`${JSON.stringify(value)}\` | ${description} |`,
    ),
  ].join('\n')

const fenced = (text: string): string => `\`\`\`\`markdown\n${text.trimEnd()}\n\`\`\`\``
