// The checker: what it looks up outside of the document, and what it keeps between two versions.
import assert from 'node:assert/strict'
import { createChecker } from '../../server/src/analysis/checker.ts'
import type { Rule } from '../../server/src/rules/engine/rule.ts'
import { memoryFiles } from '../support/memoryFiles.ts'

const path = '/w/docs/specs/004-queue/spec.md'
const head = '# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: draft\n**Type**: platform\n\n'

describe('API groups that the workspace defines', () => {
  const askedFor = async (block: string): Promise<boolean> => {
    let isLookedUp = false
    const checker = createChecker({
      files: memoryFiles({ [path]: `${head}## Requirements\n\n- **FR-001**: a\n\n\`\`\`yaml\n${block}\n\`\`\`\n` }),
      kept: false,
      roots: () => ['/w'],
      async claims() {
        isLookedUp = true
        return undefined
      },
      onError: (_rule, error) => assert.fail(String(error)),
    })
    const loaded = await checker.load(path)
    assert.ok(loaded)
    await checker.check(loaded)
    return isLookedUp
  }
  for (const [group, expected] of Object.entries({
    'cloud.example.org/v1': true,
    'my-k8s.io/v1': true,
    'k8s.io.example.org/v1': true,
    'apps/v1': false,
    v1: false,
    'k8s.io/v1': false,
    'networking.k8s.io/v1': false,
    'sqs.aws.upbound.io/v1beta1': false,
    'source.toolkit.fluxcd.io/v1': false,
  }))
    it(`are ${expected ? '' : 'not '}looked up for a resource of ${group}`, async () => {
      for (const block of [`apiVersion: ${group}\nkind: A`, `{ "apiVersion": "${group}", kind: A }`])
        assert.equal(await askedFor(block), expected, block)
    })
})

describe('an unchanged item', () => {
  const filler = 'What was said before. '.repeat(40)
  for (const [where, before] of Object.entries({
    'a long title': `## Requirements ${'of all that there is '.repeat(40)}\n\n`,
    'an underlined heading': `## Overview\n\n${filler}\n\nRequirements\n---\n\n`,
  }))
    it(`is checked again when the sentence before its list changes, below ${where}`, async () => {
      const text = (lead: string) =>
        `${head}${before}${lead}\n\n- **FR-001**: the list of all the queues that there are\n`
      const checker = createChecker({
        files: memoryFiles({}),
        kept: true,
        roots: () => ['/w'],
        onError: (_rule, error) => assert.fail(String(error)),
      })
      const obliges = async (lead: string, version: number): Promise<boolean> => {
        checker.store.open(path, text(lead), version)
        const loaded = await checker.load(path)
        assert.ok(loaded)
        const [document] = (await checker.check(loaded)).files
        return !document?.findings.some(({ code }) => code === 'missing-obligation')
      }
      assert.equal(await obliges('The system MUST offer:', 1), true)
      assert.equal(await obliges('The system offers:', 2), false)
      assert.equal(await obliges('The system MUST offer:', 3), true)
    })
})

describe('the status of neighbouring specifications', () => {
  // All sections of the template, so that no other rule looks for neighbouring files.
  const sections = [
    'Summary',
    'Problem',
    'User Stories',
    'Requirements',
    'Success Criteria',
    'Design',
    'Review Checklist',
  ]
    .map((title) => `## ${title}\n\n`)
    .join('')
  const numbered = (number: number): string => `/w/docs/specs/00${number}-a/spec.md`
  const text = (status: string): string => `${head.replace('draft', status)}${sections}## Tasks\n\n- [x] T001: a\n`
  it('shows whether the team maintains statuses, also in open documents', async () => {
    const read: string[] = []
    const files = memoryFiles(Object.fromEntries([1, 2, 3, 5].map((number) => [numbered(number), text('draft')])))
    const recordRead = (path: string): Promise<string> => {
      read.push(path)
      return files.read(path)
    }
    const checker = createChecker({
      files: { ...files, read: recordRead },
      kept: true,
      roots: () => ['/w'],
      onError: (_rule, error) => assert.fail(String(error)),
    })
    const isStale = async (status: string, version: number): Promise<boolean> => {
      checker.store.open(path, text(status), version)
      const loaded = await checker.load(path)
      assert.ok(loaded)
      const [document] = (await checker.check(loaded)).files
      return document?.findings.some(({ code }) => code === 'stale-status') ?? false
    }
    assert.equal(await isStale('in-review', 1), true)
    assert.deepEqual(
      read.filter((path) => path.endsWith('spec.md')),
      [],
      'read only if the statuses of neighbours matter',
    )
    assert.equal(await isStale('draft', 2), false)
    checker.store.open(numbered(3), text('done'), 1)
    assert.equal(await isStale('draft', 3), true)
  })
})

describe('a rule that fails', () => {
  const text = `${head}## Requirements\n\n### Functional\n\n- **FR-001**: System MUST a, etc.\n- **FR-001**: System MUST b, etc.\n`
  for (const code of ['open-ended-list', 'duplicate-id'])
    it(`is reported once for each check, and the others go on: ${code}`, async () => {
      const failures: string[] = []
      const checker = createChecker({
        files: memoryFiles({ [path]: text }),
        kept: true,
        roots: () => ['/w'],
        inPlaceOf: (rule) => {
          const failing = broken.get(rule) ?? {
            ...rule,
            check() {
              throw new Error('no')
            },
          }
          if (rule.code === code) broken.set(rule, failing as Rule)
          return rule.code === code ? (failing as Rule) : rule
        },
        onError: (rule, error, where) => failures.push(`${rule.code} ${(error as Error).message} ${where}`),
      })
      const broken = new Map<Rule, Rule>()
      for (const times of [1, 2]) {
        const loaded = (await checker.load(path)) ?? assert.fail('not a specification')
        const codes = (await checker.check(loaded)).files.flatMap(({ findings }) => findings.map((one) => one.code))
        const others = ['open-ended-list', 'duplicate-id'].filter((one) => one !== code)
        assert.deepEqual(
          ['open-ended-list', 'duplicate-id'].filter((one) => codes.includes(one)),
          others,
        )
        assert.deepEqual(failures, Array(times).fill(`${code} no ${path}`))
      }
    })
})

describe('the specification with a number', () => {
  const spec = (id: string): string => `# Spec: Queue\n\n**ID**: ${id}\n\n## Requirements\n\n- **FR-001**: a\n`
  const files: Record<string, string | null> = {
    '/w/.git/HEAD': '',
    '/w/specs/001-a/spec.md': spec('SPEC-001'),
    '/w/specs/002-b/spec.md': spec('SPEC-002'),
    '/w/specs/003-c/spec.md': spec('SPEC-003'),
    '/w/specs/done/003-d/spec.md': spec('SPEC-003'),
    '/w/specs/004-e/spec.md': null,
  }
  const cases: readonly [name: string, number: number, found: string | undefined][] = [
    ['is the document itself', 1, '/w/specs/001-a'],
    ['is the one beside it', 2, '/w/specs/002-b'],
    ['is unknown if there are several', 3, undefined],
    ['is unknown if it cannot be read', 4, undefined],
    ['is unknown if there is none', 5, undefined],
  ]
  for (const [name, number, found] of cases)
    it(name, async () => {
      const checker = createChecker({
        files: memoryFiles(files),
        kept: true,
        roots: () => ['/w'],
        onError: (_rule, error) => assert.fail(String(error)),
      })
      assert.equal((await checker.specWithNumber('/w/specs/001-a/spec.md', number))?.path, found)
    })
  it('is unknown in itself if it cannot be read', async () => {
    const checker = createChecker({ files: memoryFiles(files), kept: true, roots: () => ['/w'], onError: assert.fail })
    assert.equal(await checker.specWithNumber('/w/specs/004-e/spec.md', 4), undefined)
  })
})
