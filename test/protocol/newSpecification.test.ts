// New specifications over the protocol: their number, their place and the template they are made from.
import assert from 'node:assert/strict'
import { today } from '../../server/src/base/date.ts'
import { uriOf } from '../../server/src/base/uri.ts'
import { makeSpec } from '../../server/src/cli/new.ts'
import type { NewSpecPlan } from '../../server/src/lsp/messages.ts'
import { type Editor, openEditor } from '../support/editor.ts'
import { memoryFiles } from '../support/memoryFiles.ts'

const text =
  '# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: draft\n**Type**: platform\n\n## User Stories\n\n### US-1: Order a queue\n\n## Requirements\n\n- **FR-001**: System MUST a\n\n## Tasks\n\n- [x] T001: a FR-001\n\n## Review Checklist\n\n- [ ] Health checks\n'
const disk = () => ({
  '/w/.git/HEAD': '',
  '/w/docs/specs/004-queue/spec.md': text,
  '/w/docs/specs/done/2026-Q1/001-old/spec.md': text.replace('SPEC-004', 'SPEC-001').replace('draft', 'done'),
})
const start = (files: Record<string, string> = disk()): Promise<Editor> =>
  openEditor(files, { asks: true, follows: true }, undefined, ['/w'])

describe('a new specification over the protocol', () => {
  it('is planned with the next number, next to the existing ones', async () => {
    const editor = await start()
    const plan: NewSpecPlan = await editor.connection.sendRequest('specwise/newSpec', {
      folder: uriOf('/w'),
      title: 'RBAC for topics',
      type: 'security',
      issue: 7,
    })
    assert.equal(plan.folder, uriOf('/w/docs/specs/005-rbac-topics'))
    assert.equal(plan.suggested, 'security')
    assert.match(
      plan.documents[0]?.text ?? '',
      /\*\*ID\*\*: SPEC-005\n.*#7.*\n\*\*Status\*\*: draft\n\*\*Type\*\*: security\n/,
    )
    assert.match(plan.documents[0]?.snippet ?? '', /\$\{1:\[1-2 sentences/)
    await editor.stop()
  })
})

describe('a new specification in a folder with its own configuration', () => {
  it('uses the template that the configuration names', async () => {
    const editor = await start({
      ...disk(),
      '/w/docs/specs/.specwise.json': '{ "templates": ["house.md"] }',
      '/w/docs/specs/house.md':
        '# Spec: [Title]\n\n**ID**: SPEC-XXX\n\n## Threats\n\n## Requirements\n\n- **FR-001**: [text]\n',
    })
    const plan: NewSpecPlan = await editor.connection.sendRequest('specwise/newSpec', {
      folder: uriOf('/w'),
      title: 'Topics',
    })
    assert.match(plan.documents[0]?.text ?? '', /^# Spec: Topics\n[\s\S]*\n## Threats\n/)
    await editor.stop()
  })
})

describe('a new specification among several formats', () => {
  const seedSpec = (title: string): string =>
    `# Spec: ${title}\n\n**ID**: SPEC-001\n**Status**: done\n\n## Requirements\n\n- **FR-001**: a\n`
  const kitSpec = (title: string): string =>
    `# Feature Specification: ${title}\n\n**Feature Branch**: \`x\`\n**Created**: 2026-01-01\n**Status**: Draft\n\n## Requirements *(mandatory)*\n\n- **FR-001**: a\n- **FR-002**: b\n\n## Success Criteria *(mandatory)*\n\n- **SC-001**: c\n`
  const seed = /^# Spec: Topics\n/
  const kit = /^# Feature Specification: Topics\n/
  const mixed: readonly [name: string, files: Record<string, string>, first: RegExp][] = [
    ['gets the most frequent one', { '001-a': seedSpec('A'), '002-b': seedSpec('B'), '003-c': kitSpec('C') }, seed],
    [
      'gets the most frequent one, even if it is older',
      { '001-a': kitSpec('A'), '002-b': kitSpec('B'), '003-c': seedSpec('C') },
      kit,
    ],
    ['gets the newest one of equally frequent formats', { '001-a': seedSpec('A'), '002-b': kitSpec('B') }, kit],
    [
      'gets the newest one by number of equally frequent formats',
      { '9-a': kitSpec('A'), '010-b': seedSpec('B') },
      seed,
    ],
    [
      'counts specifications of one file',
      { '001-a': kitSpec('A'), '002-b.md': seedSpec('B'), '003-c.md': seedSpec('C') },
      seed,
    ],
    ['gets the first one of the settings if there are no specifications', {}, seed],
  ]
  for (const [name, folders, first] of mixed)
    it(`${name}, from the command line and in the editor`, async () => {
      const files: Record<string, string> = { '/w/.git/HEAD': '' }
      for (const [folder, spec] of Object.entries(folders))
        files[`/w/docs/specs/${folder.endsWith('.md') ? folder : `${folder}/spec.md`}`] = spec
      const editor = await start({ ...files })
      const plan: NewSpecPlan = await editor.connection.sendRequest('specwise/newSpec', {
        folder: uriOf('/w'),
        title: 'Topics',
        type: 'platform',
      })
      await editor.stop()
      const options = {
        title: 'Topics',
        type: undefined,
        issue: undefined,
        today: today(),
      }
      const created = await makeSpec(memoryFiles(files), '/w', options)
      assert.deepEqual(
        created.map((path) => [uriOf(`/w/${path}`), files[`/w/${path}`]]),
        plan.documents.map(({ uri, text }) => [uri, text]),
      )
      assert.match(plan.documents[0]?.text ?? '', first)
    })
})
