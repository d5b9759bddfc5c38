// Which files of a workspace are evidence: code and tests, and reports, by patterns of the settings.
import assert from 'node:assert/strict'
import type { EvidenceIndex } from '../../server/src/evidence/evidence.ts'
import { createEvidenceFiles } from '../../server/src/workspace/evidenceFiles.ts'
import { memoryFiles } from '../support/memoryFiles.ts'

const code = '// FR-001\n'
const report = '<testsuite><testcase name="FR-001 stops"/></testsuite>'
const disk = {
  '/w/.git/HEAD': 'x',
  '/w/.gitignore': 'build/\n',
  '/w/src/a.ts': code,
  '/w/src/generated/b.ts': code,
  '/w/tools/c.ts': code,
  '/w/notes/d.txt': code,
  '/w/build/e.ts': code,
  '/w/build/junit.xml': report,
  '/w/app/[id]/r.xml': report,
  '/w/core/build/test-results/x.xml': report,
  '/w/api/build/test-results/deep/y.xml': report,
  '/w/node_modules/m/build/test-results/z.xml': report,
}

async function indexFor(settings: { reports?: string[]; code?: string[] }): Promise<EvidenceIndex> {
  const errors: unknown[] = []
  const index = await createEvidenceFiles({
    files: memoryFiles(disk),
    roots: () => ['/w'],
    settings: async () => ({ reports: [], code: [], ...settings }),
    onError: (_, error) => errors.push(error),
  }).ready()
  assert.deepEqual(errors, [])
  return index
}

describe('the evidence in a workspace', () => {
  const codeFor = async (...patterns: string[]): Promise<string[]> =>
    [...new Set([...(await indexFor({ code: patterns })).places.values()].flat().map(({ path }) => path))].sort()
  const reportsFor = async (...names: string[]): Promise<string[]> =>
    [...(await indexFor({ reports: names })).reports.keys()].sort()

  it('is code with the endings of programming languages, or what patterns name, unless git ignores it', async () => {
    assert.deepEqual(await codeFor(), ['/w/src/a.ts', '/w/src/generated/b.ts', '/w/tools/c.ts'])
    assert.deepEqual(await codeFor('src/**', '!src/generated/**'), ['/w/src/a.ts'])
    assert.deepEqual(await codeFor('notes', 'build'), ['/w/notes/d.txt'])
    assert.deepEqual(await codeFor('!src/generated/**'), ['/w/src/a.ts', '/w/tools/c.ts'])
    assert.deepEqual(await codeFor('./tools/**', 'notes\\d.txt'), ['/w/notes/d.txt', '/w/tools/c.ts'])
  })
  it('is in reports that are named, in folders, or by patterns', async () => {
    assert.deepEqual(await reportsFor('build/junit.xml'), ['/w/build/junit.xml'])
    assert.deepEqual(await reportsFor('build'), ['/w/build/junit.xml'])
    assert.deepEqual(await reportsFor('**/build/test-results/*.xml'), ['/w/core/build/test-results/x.xml'])
    assert.deepEqual(await reportsFor('**/test-results/**'), [
      '/w/api/build/test-results/deep/y.xml',
      '/w/core/build/test-results/x.xml',
    ])
    assert.deepEqual(await reportsFor('app/[id]/r.xml'), ['/w/app/[id]/r.xml'], 'a path, not a pattern')
    assert.deepEqual(await reportsFor('/w/core/*/test-results/x.xml', 'nowhere/*.xml', '*.xml'), [
      '/w/core/build/test-results/x.xml',
    ])
  })
})
