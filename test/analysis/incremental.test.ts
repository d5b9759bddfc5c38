// Findings of a document that is checked again after edits are those of one that is checked from the start.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { createChecker } from '../../server/src/analysis/checker.ts'
import type { Finding } from '../../server/src/rules/engine/rule.ts'
import { edit, edited } from '../support/edits.ts'
import { memoryFiles } from '../support/memoryFiles.ts'
import { asyncProperty } from '../support/property.ts'
import { specification } from '../support/specifications.ts'

const folder = '/w/docs/specs/004-queue'
const others = {
  '/w/.git/HEAD': 'ref: refs/heads/main\n',
  [`${folder}/tasks.md`]: '# Tasks: Queue\n\n## Tasks\n\n- [ ] T001 [US1] Do FR-001\n- [x] T002 Do FR-009\n',
  '/w/docs/specs/003-topic/spec.md':
    '# Spec: Topic\n\n**ID**: SPEC-003\n**Status**: draft\n**Type**: platform\n\n## Requirements\n\n- **FR-001**: The system MUST log.\n',
}
const names = ['spec.md', 'tasks.md'].map((name) => `${folder}/${name}`)

const checkerOf = (files: Record<string, string>, kept: boolean) =>
  createChecker({
    files: memoryFiles(files),
    kept,
    roots: () => ['/w'],
    onError(_rule, error) {
      throw error
    },
  })

/** What is found, with what the fixes would do. */
const said = (findings: readonly Finding[]) =>
  findings.map(({ fixes, related, ...finding }) => ({
    ...finding,
    related: related.map(({ span, message, other }) => ({ span, message, other: other?.path })),
    fixes: fixes(),
  }))

type Checker = ReturnType<typeof checkerOf>

async function findingsOf(checker: Checker): Promise<unknown> {
  const loaded = await checker.load(names[0] as string)
  if (!loaded) return undefined
  const { documents } = await checker.check(loaded)
  return documents.map(({ spec, findings }) => [spec.path, said(findings)])
}

describe('checking a new version', () => {
  it('finds what a check from the start finds (5,000 sequences of edits)', async function () {
    this.timeout(600_000)
    let specs = 0
    let found = 0
    const same = fc.asyncProperty(
      specification,
      fc.array(fc.tuple(fc.nat({ max: 9 }), edit), { minLength: 2, maxLength: 5 }),
      async (first, edits) => {
        const now: Record<string, string> = { ...others, [names[0] as string]: first }
        const checker = checkerOf(others, true)
        for (const [k, path] of names.entries()) checker.store.open(path, now[path], k)
        await findingsOf(checker)
        for (const [k, [which, one]] of edits.entries()) {
          const path = names[which === 0 ? 1 : 0] as string
          now[path] = edited(now[path] ?? '', one)
          checker.store.open(path, now[path], k + 10)
          const again = await findingsOf(checker)
          assert.deepEqual(again, await findingsOf(checkerOf(now, false)))
          if (again) specs++
          found += JSON.stringify(again ?? []).split('"code"').length - 1
        }
      },
    )
    await asyncProperty(same, 5_000)
    assert.ok(specs > 5_000 && found > 50_000, `${specs} specifications, ${found} findings`)
  })
})
