// Whole repositories of other people, if they are beside this one. A person read every error and warning in context and gave it
// a verdict in test/corpus/repositories.tsv: RIGHT is true and worth knowing, NOISE is true but nobody would act on it.
// test/corpus/facts.tsv has facts about their documents that were counted by hand, and why Specwise counts some differently.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type CheckResult, checkPaths } from '../server/src/cli/check.ts'
import { nodeFiles } from '../server/src/workspace/nodeFiles.ts'

const program = fileURLToPath(new URL('../../shared/repos/lay-out.mjs', import.meta.url))
const rowsOf = (name: string): string[][] =>
  readFileSync(new URL(`corpus/${name}`, import.meta.url), 'utf8')
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .slice(1)
    .map((row) => row.split('\t'))
const judged = rowsOf('repositories.tsv')
const facts = rowsOf('facts.tsv')
const names = ['requirements', 'criteria', 'stories', 'open', 'answered', 'done', 'total']

/** Checks each repository, and calls `each` with the result. The repositories are in a temporary folder meanwhile. */
async function withRepositories(each: (name: string, result: CheckResult) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'specwise-repositories-'))
  try {
    execFileSync(process.execPath, [program, folder])
    for (const name of readdirSync(folder).sort()) each(name, await checkPaths(nodeFiles, join(folder, name), ['.']))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('errors and warnings in whole repositories', () => {
  it('each have a verdict, and none of them is wrong', () => {
    for (const [, , , , , verdict, why] of judged) assert.ok(/^(?:RIGHT|NOISE)$/.test(verdict ?? '') && why)
    const right = judged.filter(([, , , , , verdict]) => verdict === 'RIGHT').length
    assert.ok(right >= 0.8 * judged.length, `${right} of ${judged.length} are worth knowing`)
  })
  if (existsSync(program))
    it('are exactly those with a verdict, and facts are counted as in the table', async () => {
      const found: string[] = []
      const counts: string[] = []
      await withRepositories((name, { checked, specs }) => {
        for (const { path, findings } of checked)
          for (const { code, severity, start } of findings)
            if (severity === 'error' || severity === 'warning')
              found.push([name, path, start.line, severity, code].join(' '))
        for (const fact of facts) if (fact[0] === name) counts.push(countedIn(specs, fact))
      })
      assert.deepEqual(found.sort(), judged.map((row) => row.slice(0, 5).join(' ')).sort())
      assert.deepEqual(counts, facts.map(expectedCounts))
    }).timeout(120_000)
})

describe('facts that were counted by hand', () => {
  it('are mostly counted the same by Specwise, and otherwise for a reason', () => {
    for (const [, path, ...fields] of facts) {
      const [counted, why] = fields.slice(names.length)
      assert.equal(fields.length, names.length + 2, path)
      assert.ok(counted === '' || why, `${path}: nobody says why it is counted otherwise`)
    }
    const alike = facts.filter((fact) => fact[names.length + 2] === '').length
    assert.ok(alike >= 0.8 * facts.length, `${alike} of ${facts.length} are counted as by hand`)
  })
})

/** The counts that a row of facts.tsv expects: those made by hand, except where the row says what is counted instead. */
function expectedCounts([repository, path, ...fields]: string[]): string {
  const instead = new Map(
    (fields[names.length] ?? '').split(', ').map((pair) => pair.split(' ') as [string, string | undefined]),
  )
  const numbers = names.map((name, k) => (fields[k] === '' ? '' : (instead.get(name) ?? fields[k])))
  return [repository, path, ...numbers].join(' ')
}

/** The counts that Specwise has for the document of a row of facts.tsv. */
function countedIn(specs: CheckResult['specs'], [repository, path = '', ...fields]: string[]): string {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const summary = specs.find((spec) => spec.path === `${folder}spec.md`)?.summary
  const numbers = summary && [
    summary.requirements,
    summary.criteria,
    summary.stories,
    summary.clarifications.open,
    summary.clarifications.answered,
    summary.tasks.done,
    summary.tasks.total,
  ]
  return [repository, path, ...names.map((_, k) => (fields[k] === '' ? '' : numbers?.[k]))].join(' ')
}
