// The documentation of a rule as one Markdown page: `specwise explain` prints it, docs/rules contains it.
import type { Rule } from './rule.ts'
import { severityWords } from './severity.ts'

const home = 'https://github.com/specwise/specwise/blob/main/docs/rules'

/** The address of a rule's page on the web. */
export const pageUrl = (code: string): string => `${home}/${code}.md`

/** The address that explains a finding: the page of its rule, or the reference of a pack; undefined for a pack without one. */
export const explainedAt = ({ code, reference }: Pick<Rule, 'code' | 'reference'>): string | undefined =>
  code.includes('/') ? (/^https?:\/\//.test(reference ?? '') ? reference : undefined) : pageUrl(code)

export function pageOf(rule: Rule): string {
  const { code, summary, severity, details, why, options, bad, good, whenOff, related, reference } = rule
  const sections: readonly (readonly [title: string, text: string])[] = [
    ['Rule details', details],
    ['Why', why],
    ['Options', options ? optionTable(options) : ''],
    ['Incorrect', bad && fenced(bad)],
    ['Correct', good && fenced(good)],
    ['When to turn it off', whenOff],
    ['Related rules', related.map((one) => `- [${one}](${one}.md)`).join('\n')],
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
