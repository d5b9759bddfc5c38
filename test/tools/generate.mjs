// Writes what follows from the rules: a page for each under docs/rules, the table in the README and the one of severities
// by status, the schema of the configuration, the rules for SARIF, snippets of the templates, and the words of all languages in
// the grammar. A test compares.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { grammarOf } from './grammar.mjs'
import { ensureReady, root } from './setup.mjs'

const marks = ['<!-- rules: written by npm run generate -->', '<!-- end of rules -->']

/** What the generated files have to be: paths from the root, with their texts. */
export async function generated() {
  await import('../support/register.mjs')
  const { allRules } = await import('../../server/src/rules/all.ts')
  const { pageOf, pageUrl } = await import('../../server/src/rules/engine/page.ts')
  const { severityAt, severityShort } = await import('../../server/src/rules/engine/severity.ts')
  const { builtinFormats } = await import('../../server/src/templates/builtin.ts')
  const { snippetsOf } = await import('../../server/src/templates/snippets.ts')
  const { packSchema } = await import('../../server/src/rules/packs/schema.ts')
  const { configSchema } = await import('../../server/src/rules/engine/configSchema.ts')
  const files = new Map(allRules.map((rule) => [`docs/rules/${rule.code}.md`, pageOf(rule)]))
  const rows = allRules.map(
    ({ code, severity, summary }) =>
      `| [\`${code}\`](docs/rules/${code}.md) | ${severityShort(severity)} | ${summary} |`,
  )
  const table = ['| rule | severity | what it finds |', '|---|---|---|', ...rows].join('\n')
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const [before, rest] = readme.split(marks[0])
  const after = rest?.split(marks[1])[1]
  if (after === undefined) throw new Error(`README.md has to hold the lines "${marks.join('" and "')}"`)
  files.set('README.md', `${before}${marks[0]}\n${table}\n${marks[1]}${after}`)
  const json = (value) => `${JSON.stringify(value, null, 2)}\n`
  files.set('docs/specwise.schema.json', json(configSchema()))
  files.set('docs/specwise-pack.schema.json', json(packSchema()))
  const stages = ['draft', 'review', 'approved', 'done']
  const levels = { error: 'error', warning: 'warning', info: 'note', hint: 'note', off: 'none' }
  const changing = allRules.filter(({ severity }) =>
    stages.some((one) => severityAt(severity, one) !== severityAt(severity)),
  )
  const lines = changing.map(
    ({ code, severity }) =>
      `| [\`${code}\`](rules/${code}.md) | ${stages.map((stage) => severityAt(severity, stage)).join(' | ')} |`,
  )
  files.set('docs/severities.md', `${severitiesHead}\n${lines.join('\n')}\n`)
  // The reportingDescriptor objects of SARIF 2.1.0, clause 3.49: a log of findings takes them as they are.
  const descriptors = allRules.map(({ code, severity, summary, why }) => ({
    id: code,
    shortDescription: { text: summary },
    fullDescription: { text: why.split('\n\n')[0] },
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
    // What VS Code has without the server: where no specification is yet, in the format that most use.
    const whole = snippets.filter(([, { prefix }]) => prefix === 'spec-new')
    if (format.name === 'spec-kit') files.set('snippets/new.json', json(Object.fromEntries(whole)))
  }
  const grammar = 'syntaxes/specwise.tmLanguage.json'
  files.set(grammar, json(await grammarOf(JSON.parse(readFileSync(join(root, grammar), 'utf8')))))
  return files
}

const severitiesHead = `# Severities by status

The status of a specification says how settled it has to be. These rules follow it; all others have one severity. A
specification without a status, or with one in unknown words, counts as a draft. \`.specwise.json\` may say otherwise, with
one severity or one for each column.

| rule | draft | in review | approved, being built | done |
|---|---|---|---|---|`

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await ensureReady()
  for (const [path, text] of await generated()) {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), text)
    console.log(path)
  }
}
