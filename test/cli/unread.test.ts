// What looks like a specification and is not checked, with the reason.
import assert from 'node:assert/strict'
import { run } from '../support/commandLine.ts'

describe('specwise check', () => {
  it('names what looks like a specification and is not read, with the reason', async () => {
    const files = {
      '/w/specs/001-a/spec.md': '# Issue 7\n\nObligations: O1.\n',
      '/w/specs/001-a/tasks.md': '# Tasks: A\n',
      '/w/specs/002-b/tasks.md': '# Tasks: B\n\n- [ ] T001 a\n',
      '/w/openspec/tasks.md': '# Tasks\n\n- [ ] 1.1 a\n',
      '/w/docs/plan.md': '# Plan of the year\n',
      '/w/docs/specs/notes.md': '# Notes\n',
      '/w/docs/a.md': '# Spec: A\n\n**ID**: SPEC-001\n**Status**: draft\n',
    }
    const { out } = await run(files, 'check', '/w')
    assert.match(out, /^Not checked: specs\/001-a\/spec\.md\. Title, sections and ids match no known format\.$/m)
    assert.match(out, /^Not checked: specs\/002-b\/tasks\.md\. No spec\.md in the same folder\.$/m)
    assert.equal(out.match(/^Not checked/gm)?.length, 2)
    assert.deepEqual(
      JSON.parse((await run(files, 'check', '--format', 'json', '/w')).out).unread.map(
        (entry: { path: string }) => entry.path,
      ),
      ['specs/001-a/spec.md', 'specs/002-b/tasks.md'],
    )
  })
  it('names one document of each specification in another format, and how to list all', async () => {
    const files: Record<string, string> = {
      '/w/openspec/specs/cli/spec.md': '# CLI\n\n## Purpose\n',
      '/w/openspec/changes/a/tasks.md': '## 1. A\n\n- [ ] T001 a\n',
    }
    for (const name of 'abcd') {
      files[`/w/.kiro/specs/${name}/requirements.md`] = '# Requirements Document\n\n### Requirement 1\n'
      files[`/w/.kiro/specs/${name}/tasks.md`] = '# Implementation Plan: A\n\n- [ ] 1. a\n'
    }
    const [first = '', second = ''] = (await run(files, 'check', '/w')).out.match(/^Not checked: .*/gm) ?? []
    const shown = ['a', 'b', 'c'].map((name) => `.kiro/specs/${name}/requirements.md`).join(', ')
    assert.equal(
      first,
      `Not checked: ${shown} and 1 more. The Kiro format is not supported. Use "--verbose" to list all files.`,
    )
    assert.equal(second, 'Not checked: openspec/specs/cli/spec.md. The OpenSpec format is not supported.')
    assert.match((await run(files, 'check', '--verbose', '/w')).out, /specs\/c\/requirements\.md and \.kiro\/specs\/d/)
  })
  it('names requirements that are in no format, and specifications in a code block', async () => {
    const numbers = [1, 2, 3, 4, 5]
    const files = {
      '/w/docs/requirements.md': `# Driver\n\n${numbers.map((n) => `### REQ-00${n} — Stop\n\nText.\n`).join('\n')}`,
      '/w/docs/few-requirements.md': '# Notes\n\n### REQ-001 — Stop\n',
      '/w/spec/CHANGES.md': numbers.map((n) => `- US-${n} shipped\n`).join(''),
      '/w/specs/002-b/spec.md': '```md\nLike this.\n```\n\n# Notes\n',
      '/w/specs/001-a/spec.md': '```markdown\n# Feature Specification: A\n\n- **FR-001**: System MUST stop\n```\n',
    }
    const { out } = await run(files, 'check', '/w')
    assert.deepEqual(out.match(/^Not checked: .*/gm), [
      'Not checked: docs/requirements.md. Requirements with ids, but title and sections match no known format.',
      'Not checked: specs/001-a/spec.md. The whole file is in a code block: remove the fence.',
      'Not checked: specs/002-b/spec.md. Title, sections and ids match no known format.',
    ])
  })
})

describe('an attachment', () => {
  const files = {
    '/w/specs/004-queue/spec.md': '# Feature Specification: Queue\n\n## Requirements\n\n- **FR-001**: System MUST a\n',
    '/w/specs/004-queue/research.md': '[a](none.md)\n',
    '/w/specs/004-queue/contracts/api.md': '[a](gone.md)\n',
    '/w/specs/notes.md': '[a](none.md)\n',
  }
  const broken = async (...paths: string[]): Promise<string[]> =>
    ((await run(files, 'check', '--format', 'concise', ...paths)).out.match(/^\S*(?=.*broken-link)/gm) ?? []).map(
      (one) => one.replace('/w/', ''),
    )
  it('is checked with its specification, or if it is named', async () => {
    const [api, research] = ['specs/004-queue/contracts/api.md:1:5:', 'specs/004-queue/research.md:1:5:']
    assert.deepEqual(await broken('/w'), [api, research])
    assert.deepEqual(await broken('/w/specs/004-queue'), [api, research])
    assert.deepEqual(await broken('/w/specs/004-queue/spec.md'), [])
    assert.deepEqual(await broken('/w/specs/004-queue/research.md'), [research])
    assert.deepEqual(await broken('/w/specs/004-queue/research.md', '/w/specs/004-queue/spec.md'), [research])
    assert.deepEqual(await broken('/w/specs/notes.md'), [])
  })
})
