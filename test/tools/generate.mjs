// Writes what follows from the rules: a page for each under docs/rules, and the table in the README. A test compares.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureReady, root } from './setup.mjs'

const marks = ['<!-- rules: written by npm run generate -->', '<!-- end of rules -->']

/** What the generated files have to be: paths from the root, with their texts. */
export async function generated() {
  await import('../support/register.mjs')
  const { allRules } = await import('../../server/src/rules/all.ts')
  const { pageOf } = await import('../../server/src/rules/page.ts')
  const files = new Map(allRules.map((rule) => [`docs/rules/${rule.code}.md`, pageOf(rule)]))
  const rows = allRules.map(
    ({ code, severity, summary }) => `| [\`${code}\`](docs/rules/${code}.md) | ${severity} | ${summary} |`,
  )
  const table = ['| rule | severity | what it finds |', '|---|---|---|', ...rows].join('\n')
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const [before, rest] = readme.split(marks[0])
  const after = rest?.split(marks[1])[1]
  if (after === undefined) throw new Error(`README.md has to hold the lines "${marks.join('" and "')}"`)
  files.set('README.md', `${before}${marks[0]}\n${table}\n${marks[1]}${after}`)
  return files
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await ensureReady()
  for (const [path, text] of await generated()) {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), text)
    console.log(path)
  }
}
