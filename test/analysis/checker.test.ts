// The checker: what it looks up outside of the document, and what it keeps between two versions.
import assert from 'node:assert/strict'
import { createChecker } from '../../server/src/analysis/checker.ts'
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
