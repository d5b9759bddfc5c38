// Checking a document again after edits gives the findings of a check from scratch.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { createChecker } from '../../server/src/analysis/checker.ts'
import type { Finding } from '../../server/src/rules/engine/rule.ts'
import { edit, edited } from '../support/edits.ts'
import { memoryFiles } from '../support/memoryFiles.ts'
import { asyncProperty, share } from '../support/property.ts'
import { specification } from '../support/specifications.ts'

// Short lists of items, made of words that rules look at, and edits of them.
const word = fc.constantFrom(
  ...'The system|MUST|should|appropriately|fast|etc.|FR-001|FR-002|SC-001|within 5 s|~~|removed|deferred:|TBD|and|or|:|IRSA|`code`|[NEEDS CLARIFICATION: q?]|Given a, When b, Then c|As a user, I want a, so that b|the|spec 003|log|requests|users|\n|\n  - sub|\n\n'.split(
    '|',
  ),
)
// After a long item, the list continues in another chunk.
const long = fc.constant('orders '.repeat(300))
const words = fc
  .array(fc.oneof({ weight: 60, arbitrary: word }, { weight: 1, arbitrary: long }), { maxLength: 9 })
  .map((all) => all.join(' '))
const items = (start: (number: string) => string) =>
  fc
    .array(words, { maxLength: 8 })
    .map((all) => all.map((text, k) => `${start(String(k + 1).padStart(3, '0'))} ${text}\n`).join(''))
const wordy = fc
  .tuple(
    words,
    items((number) => `### US-${number}:`),
    words,
    items((number) => `- **FR-${number}**:`),
    items((number) => `- **SC-${number}**:`),
  )
  .map(
    ([summary, stories, lead, requirements, criteria]) =>
      `# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: draft\n**Type**: platform\n\n## Summary\n\n${summary}\n\n## User Stories\n\n${stories}\n## Requirements\n\n${lead}\n\n${requirements}\n## Success Criteria\n\n${criteria}`,
  )
const wordyEdit = fc.tuple(
  fc.nat(),
  fc.nat({ max: 12 }),
  word.map((piece) => ` ${piece} `),
)

// Items also depend on the heading above them, and on the sentence before their list.
const lead = fc.constantFrom(
  'The system MUST:',
  'MUST',
  ' MUST offer:',
  'Requests',
  ':',
  '\n',
  '# ',
  'Removed',
  'x',
  '',
)
const leadEdit = fc.tuple(fc.nat(), fc.nat({ max: 30 }), lead, fc.nat({ max: 20 }))

/** Applies an edit in a heading, or in a line right before a list or another heading. */
function editedLead(text: string, [which, length, piece, from]: [number, number, string, number]): string {
  const places = [...text.matchAll(/^#{1,6} .*$|^.*(?=\n\n?[-#])/gm)]
  const { index = 0, 0: line = '' } = places[which % Math.max(1, places.length)] ?? {}
  const at = index + (from % (line.length + 1))
  return text.slice(0, at) + piece + text.slice(Math.min(at + length, Math.max(at, index + line.length)))
}

const anyEdit = fc.oneof(
  fc.oneof(edit, wordyEdit).map((change) => (text: string) => edited(text, change)),
  leadEdit.map((change) => (text: string) => editedLead(text, change)),
)

const folder = '/w/docs/specs/004-queue'
const otherFiles = {
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

/** Findings as plain data, with the edits of their fixes. */
const renderedFindings = (findings: readonly Finding[]) =>
  findings.map(({ fixes, related, ...finding }) => ({
    ...finding,
    related: related.map(({ span: { start, end }, message, other }) => ({ start, end, message, other: other?.path })),
    fixes: fixes(),
  }))

type Checker = ReturnType<typeof checkerOf>

async function findingsOf(checker: Checker): Promise<unknown> {
  const loaded = await checker.load(names[0] as string)
  if (!loaded) return undefined
  const { files } = await checker.check(loaded)
  for (const { file, findings } of files)
    for (const { start, end, code } of file.document.conflicts.length > 0 ? findings : []) {
      const isInside = file.document.conflicts.some((conflict) => start < conflict.end && end > conflict.start)
      assert.equal(isInside, code === 'merge-conflict', code)
    }
  return files.map(({ file, findings }) => [file.path, renderedFindings(findings)])
}

describe('checking a new version', () => {
  it('gives the findings of a check from scratch (5,000 sequences of edits)', async function () {
    this.timeout(600_000)
    let specs = 0
    let found = 0
    const same = fc.asyncProperty(
      fc.oneof(specification, wordy),
      fc.array(fc.tuple(fc.nat({ max: 9 }), anyEdit), { minLength: 2, maxLength: 5 }),
      async (first, edits) => {
        const now: Record<string, string> = { ...otherFiles, [names[0] as string]: first }
        const checker = checkerOf(otherFiles, true)
        for (const [k, path] of names.entries()) checker.store.open(path, now[path], k)
        await findingsOf(checker)
        for (const [k, [which, change]] of edits.entries()) {
          const path = names[which === 0 ? 1 : 0] as string
          now[path] = change(now[path] ?? '')
          checker.store.open(path, now[path], k + 10)
          const again = await findingsOf(checker)
          assert.deepEqual(again, await findingsOf(checkerOf(now, false)))
          if (again) specs++
          found += JSON.stringify(again ?? []).split('"code"').length - 1
        }
      },
    )
    await asyncProperty(same, 5_000)
    assert.ok(specs > share * 5_000 && found > share * 50_000, `${specs} specifications, ${found} findings`)
  })
})
