// Real documents, where the corpus is there: how each is read, and what is found in them against what a list of judged
// lines expects. Every finding was read by a person: see test/corpus-findings.json.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkPaths } from '../server/src/cli/check.ts'
import { allRules } from '../server/src/rules/all.ts'
import { nodeFiles } from '../server/src/workspace/files.ts'

const corpus = fileURLToPath(new URL('../../shared/corpus', import.meta.url))

// The corpus' names of rules, by ours.
const codes: Record<string, string> = {
  'dup-id': 'duplicate-id',
  'dup-task': 'duplicate-id',
  'undef-ref': 'undefined-id',
  'undef-task': 'undefined-id',
  'task-us-undefined': 'undefined-id',
  'needs-clarification': 'open-clarification',
  'cross-ref': 'undefined-id',
  'done-open-tasks': 'open-tasks',
  'story-no-task': 'uncovered-story',
  'draft-all-done': 'stale-status',
  link: 'broken-link',
  placeholder: 'placeholder',
}

if (existsSync(corpus)) {
  describe('the corpus', () => {
    const checked = checkPaths(nodeFiles, corpus, ['.'])
    const expected = readFileSync(join(corpus, 'expected.tsv'), 'utf8')
      .split('\n')
      .slice(1)
      .filter((row) => row !== '' && allRules.some((rule) => rule.code === codes[row.split('\t')[1] ?? '']))
      .map((row) => {
        const [verdict, rule = '', file = '', line] = row.split('\t')
        return { verdict, code: codes[rule], file, line: Number(line), row }
      })
    const hitsOf = async ({ code, file, line }: (typeof expected)[number]): Promise<number> => {
      const one = (await checked).checked.find(({ path }) => path === file)
      return one?.findings.filter((finding) => finding.code === code && finding.start.line === line).length ?? 0
    }

    it('holds specifications of three formats, and documents of other systems', async () => {
      const { specs, problems } = await checked
      assert.deepEqual(problems, [])
      const formats = new Map<string, number>()
      for (const { path, summary } of specs) {
        assert.doesNotMatch(path, /OpenSpec/)
        formats.set(summary.format, (formats.get(summary.format) ?? 0) + 1)
      }
      assert.deepEqual(Object.fromEntries(formats), { seed: 1, 'seed-directory': 5, 'spec-kit': 23 })
    })
    it('is flagged where expected.tsv says so', async () => {
      const missed: string[] = []
      for (const one of expected) if (one.verdict === 'FLAG' && (await hitsOf(one)) === 0) missed.push(one.row)
      assert.deepEqual(missed, [])
    })
    it('has these findings, each read and judged right, and no others', async () => {
      // Links are left out: of most repositories the corpus holds single files.
      const found = (await checked).checked.flatMap(({ path, findings }) => {
        return findings
          .filter(({ code }) => code !== 'broken-link')
          .map(({ code, severity, start }) => `${severity} ${code} ${path}:${start.line}`)
      })
      assert.deepEqual(found, JSON.parse(readFileSync(new URL('corpus-findings.json', import.meta.url), 'utf8')))
    })
    it('is not flagged where expected.tsv says so', async () => {
      const wrong: string[] = []
      for (const one of expected)
        if (one.verdict === 'NO-FLAG' && one.code && (await hitsOf(one)) > 0) wrong.push(one.row)
      assert.deepEqual(wrong, [])
    })
  })
}
