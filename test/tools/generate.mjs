// npm run generate: writes the files that are derived from the sources: a page per rule, the list of rules, severities by
// status, the messages, the schemas of configurations and rule packs, the rules for SARIF, snippets of the templates, and the
// grammar with the words of all languages. A test checks that they are up to date.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { grammarOf } from './grammar.mjs'
import { bundles, messagesPage } from './messages.mjs'
import { ensureReady, root } from './setup.mjs'

/** The generated files: texts by path from the root. */
export async function generated() {
  await import('../support/register.mjs')
  const { allRules } = await import('../../server/src/rules/all.ts')
  const { pageOfRule, pageUrl } = await import('../../server/src/rules/engine/page.ts')
  const { severityAt, severityShort } = await import('../../server/src/rules/engine/severity.ts')
  const { builtinFormats } = await import('../../server/src/templates/builtin.ts')
  const { snippetsOf } = await import('../../server/src/templates/snippets.ts')
  const { packSchema } = await import('../../server/src/rules/packs/schema.ts')
  const { configSchema } = await import('../../server/src/rules/engine/configSchema.ts')
  const files = new Map(allRules.map((rule) => [`docs/rules/${rule.code}.md`, pageOfRule(rule)]))
  const json = (value) => `${JSON.stringify(value, null, 2)}\n`
  const rows = allRules.map(
    ({ code, severity, summary }) => `| [\`${code}\`](rules/${code}.md) | ${severityShort(severity)} | ${summary} |`,
  )
  files.set('docs/rules.md', `${rulesHead}\n${rows.join('\n')}\n`)
  files.set('docs/messages.md', messagesPage())
  for (const [path, bundle] of bundles()) files.set(path, json(bundle))
  files.set('docs/specwise.schema.json', json(configSchema()))
  files.set('docs/specwise-pack.schema.json', json(packSchema()))
  const stages = ['draft', 'review', 'approved', 'done']
  const levels = { error: 'error', warning: 'warning', info: 'note', hint: 'note', off: 'none' }
  const changing = allRules.filter(({ severity }) =>
    stages.some((stage) => severityAt(severity, stage) !== severityAt(severity)),
  )
  const lines = changing.map(
    ({ code, severity }) =>
      `| [\`${code}\`](rules/${code}.md) | ${stages.map((stage) => severityAt(severity, stage)).join(' | ')} |`,
  )
  files.set('docs/severities.md', `${severitiesHead}\n${lines.join('\n')}\n`)
  // The reportingDescriptor objects of SARIF 2.1.0, section 3.49, as a SARIF log contains them.
  const descriptors = allRules.map(({ code, severity, summary, why }) => ({
    id: code,
    shortDescription: { text: summary },
    fullDescription: { text: why },
    helpUri: pageUrl(code),
    defaultConfiguration: {
      enabled: severity !== 'off',
      level: levels[severityAt(severity, 'review')],
    },
  }))
  files.set('docs/rules.sarif.json', json(descriptors))
  for (const format of builtinFormats()) {
    const snippets = snippetsOf(format).map(({ prefix, description, body }) => [
      description,
      { prefix, description, body: body.split('\n') },
    ])
    files.set(`snippets/${format.name}.json`, json(Object.fromEntries(snippets)))
    // A snippet that VS Code offers without the server, before there is a specification, in the most common format.
    const whole = snippets.filter(([, { prefix }]) => prefix === 'spec-new')
    if (format.name === 'spec-kit') files.set('snippets/new.json', json(Object.fromEntries(whole)))
  }
  const grammar = 'syntaxes/specwise.tmLanguage.json'
  files.set(grammar, json(await grammarOf(JSON.parse(readFileSync(join(root, grammar), 'utf8')))))
  return files
}

const rulesHead = `# Rules

A severity such as "hint … error" [follows the status](severities.md) of the specification. [Configuration](configuration.md) says how
to change severities and options, and how to disable a rule in one place.

| Rule | Severity | What it reports |
|---|---|---|`

const severitiesHead = `# Severities by status

The severity of these rules depends on the status of the specification; all other rules have one severity. A specification without
a status, or with an unknown one, counts as a draft. In \`.specwise.json\`, a rule can have one severity or one for each column.

| Rule | Draft | In review | Approved or in progress | Done |
|---|---|---|---|---|`

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await ensureReady()
  for (const [path, text] of await generated()) {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), text)
    console.log(path)
  }
}
