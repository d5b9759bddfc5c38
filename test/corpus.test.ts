// Real documents: how they are read, and their findings compared with a list of judged lines. A person read every finding:
// see test/corpus/findings.json and, for the whole corpus, test/corpus-findings.json.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { checkPaths } from '../server/src/cli/check.ts'
import { allRules } from '../server/src/rules/all.ts'
import { nodeFiles } from '../server/src/workspace/nodeFiles.ts'
import { corpora, rowsOf } from './support/corpus.ts'

// The codes of our rules, by the names that the corpus uses.
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

const formats: Record<string, Record<string, number>> = {
  'the corpus': { seed: 1, 'seed-directory': 2, 'spec-kit': 7 },
  'the whole corpus': { seed: 1, 'seed-directory': 5, 'spec-kit': 23 },
}

for (const corpus of corpora) {
  describe(corpus.title, () => {
    const checked = checkPaths(nodeFiles, corpus.folder, ['.'])
    const expected = rowsOf(corpus, 'expected.tsv')
      .map(([verdict, rule = '', file = '', line, why]) => {
        return { verdict, code: codes[rule], file, line: Number(line), why }
      })
      .filter(({ code }) => allRules.some((rule) => rule.code === code))
    const hitsOf = async ({ code, file, line }: (typeof expected)[number]): Promise<number> => {
      const result = (await checked).checked.find(({ path }) => path === file)
      return result?.findings.filter((finding) => finding.code === code && finding.start.line === line).length ?? 0
    }

    it('has specifications of three formats, and documents that are no specifications', async () => {
      const { specs, problems } = await checked
      assert.deepEqual(problems, [])
      const found = new Map<string, number>()
      for (const { path, summary } of specs) {
        assert.doesNotMatch(path, /OpenSpec/)
        found.set(summary.format, (found.get(summary.format) ?? 0) + 1)
      }
      assert.deepEqual(Object.fromEntries(found), formats[corpus.title])
    })
    it('is flagged where expected.tsv says so', async () => {
      const missed: unknown[] = []
      for (const line of expected) if (line.verdict === 'FLAG' && (await hitsOf(line)) === 0) missed.push(line)
      assert.deepEqual(missed, [])
    })
    it('has exactly the findings that were read and judged right', async () => {
      // Broken links are left out, because the corpus has only single files of most repositories.
      const found = (await checked).checked.flatMap(({ path, findings }) => {
        return findings
          .filter(({ code }) => code !== 'broken-link')
          .map(({ code, severity, start }) => `${severity} ${code} ${path}:${start.line}`)
      })
      assert.deepEqual(found, JSON.parse(readFileSync(corpus.findings, 'utf8')))
    })
    it('is not flagged where expected.tsv says so', async () => {
      const wrong: unknown[] = []
      for (const line of expected) if (line.verdict === 'NO-FLAG' && (await hitsOf(line)) > 0) wrong.push(line)
      assert.deepEqual(wrong, [])
    })
  })
}
