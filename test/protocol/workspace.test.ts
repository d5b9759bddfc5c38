// The server with several documents: changes in one affect the others, and the configuration takes effect at once.
import assert from 'node:assert/strict'
import { pathToFileURL } from 'node:url'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { checkPaths } from '../../server/src/cli/check.ts'
import { connect, editsOf, profiles } from '../support/client.ts'
import { memoryFiles } from '../support/memoryFiles.ts'
import { until } from '../support/until.ts'

const folder = '/w/docs/specs/004-queue'
const uri = (name: string): string => pathToFileURL(`${folder}/${name}`).href
const spec =
  '# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: draft\n**Type**: platform\n\n## Requirements\n\n### Functional\n\n- **FR-001**: System MUST a\n- **FR-002**: System MUST b\n'
const plan = '# Plan: Queue\n\n**Spec**: [SPEC-004](spec.md)\n\n## Tasks\n\n- [ ] **T001**: FR-001, FR-002 and FR-003\n'
const disk = () => ({ '/w/.git/HEAD': '', [`${folder}/spec.md`]: spec, [`${folder}/plan.md`]: plan })
const codes = (diagnostics: { code?: unknown }[] | undefined): unknown[] => (diagnostics ?? []).map(({ code }) => code)

describe('the documents of a feature', () => {
  it('are read from disk unless they are open in the editor', async () => {
    const client = await connect(profiles.neovim, undefined, memoryFiles(disk()))
    client.open(uri('plan.md'), plan)
    assert.ok(codes(await client.pushed(uri('plan.md'), 1)).includes('undefined-id'))
    client.open(uri('spec.md'), `${spec}- **FR-003**: System MUST c\n`)
    await client.pushed(uri('spec.md'), 1)
    const last = () => codes(client.published.findLast((report) => report.uri === uri('plan.md'))?.diagnostics)
    await until(() => !last().includes('undefined-id')) // the open plan is checked again after the opened document
    await client.stop()
  })
  it('cause a refresh when they change on disk', async () => {
    const files: Record<string, string> = disk()
    const client = await connect(profiles.neovim, undefined, memoryFiles(files))
    client.open(uri('plan.md'), plan)
    await client.pushed(uri('plan.md'), 1)
    files[`${folder}/spec.md`] = `${spec}- **FR-003**: System MUST c\n`
    const before = client.published.length
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uri('spec.md'), type: 2 }],
    })
    await until(() => client.published.length > before)
    assert.ok(!codes(client.published.at(-1)?.diagnostics).includes('undefined-id'))
    await client.stop()
  })
  it('can be new, in a folder that is not on disk yet', async () => {
    const client = await connect(profiles.neovim)
    client.open(uri('spec.md'), spec)
    assert.ok((await client.pushed(uri('spec.md'), 1)).length > 0)
    await client.stop()
  })
})

describe('documents of one feature', () => {
  it('are checked again when one of them is closed unsaved', async () => {
    const client = await connect(profiles.neovim, undefined, memoryFiles(disk()))
    const last = () => codes(client.published.findLast((report) => report.uri === uri('plan.md'))?.diagnostics)
    client.open(uri('spec.md'), `${spec}- **FR-003**: System MUST c\n`)
    client.open(uri('plan.md'), plan)
    await client.pushed(uri('plan.md'), 1)
    assert.ok(!last().includes('undefined-id'))
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: uri('spec.md') } })
    await until(() => last().includes('undefined-id'))
    await client.stop()
  })
  it('are checked again when their specification is no longer one', async () => {
    const client = await connect(profiles.neovim, undefined, memoryFiles(disk()))
    const last = () => client.published.findLast((report) => report.uri === uri('plan.md'))?.diagnostics
    client.open(uri('spec.md'), spec)
    client.open(uri('plan.md'), plan)
    await client.pushed(uri('plan.md'), 1)
    assert.ok(last()?.length)
    client.change(uri('spec.md'), 2, { text: '# Notes\n\nOf nothing.\n' })
    await until(() => last()?.length === 0)
    await client.stop()
  })
  it('are checked even if the client refuses to refresh', async () => {
    const capabilities = { ...profiles.vscode, workspace: { diagnostics: { refreshSupport: true } } }
    const client = await connect(capabilities, undefined, memoryFiles(disk()))
    client.connection.onRequest('workspace/diagnostic/refresh', () => {
      throw new Error('not now')
    })
    client.open(uri('spec.md'), spec)
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [] })
    assert.equal((await client.pull(uri('spec.md'))).kind, 'full')
    await client.stop()
  })
})

describe('a configuration', () => {
  const config = pathToFileURL('/w/.specwise.json').href
  it('has its problems published while it is closed, until they are fixed', async () => {
    const files: Record<string, string> = { ...disk(), '/w/.specwise.json': '{ "rule": {} }' }
    const client = await connect(profiles.vscode, undefined, memoryFiles(files))
    client.open(uri('spec.md'), spec)
    await client.pull(uri('spec.md'))
    const published = () => client.published.findLast((report) => report.uri === config)?.diagnostics
    await until(() => published() !== undefined)
    assert.match(String(published()?.[0]?.message), /Unknown setting "rule"/)
    files['/w/.specwise.json'] = '{ "rules": { "missing-section": "off" } }'
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: config, type: 2 }] })
    await until(() => published()?.length === 0)
    const report = await client.pull(uri('spec.md'))
    assert.ok(report.kind === 'full' && !codes(report.items).includes('missing-section'))
    await client.stop()
  })
  it('keeps its problems while ordinary Markdown is opened', async () => {
    const client = await connect(profiles.vscode, undefined, memoryFiles({ ...disk(), '/w/.specwise.json': '[]' }))
    client.open(uri('spec.md'), spec)
    const problemCount = () => client.published.findLast((report) => report.uri === config)?.diagnostics.length
    await until(() => problemCount() !== undefined)
    client.open(pathToFileURL('/w/README.md').href, '# Readme\n')
    await client.pull(pathToFileURL('/w/README.md').href)
    await new Promise((resolve) => setTimeout(resolve, 20))
    assert.equal(problemCount(), 1)
    await client.stop()
  })
  it('has no more problems once it is deleted', async () => {
    const files: Record<string, string> = { ...disk(), '/w/.specwise.json': '{ "rule": {} }' }
    const client = await connect(profiles.vscode, undefined, memoryFiles(files))
    const counts = () => client.published.filter((report) => report.uri === config).map((one) => one.diagnostics.length)
    client.open(uri('spec.md'), spec)
    await until(() => counts().length > 0)
    client.change(uri('spec.md'), 2, { text: `${spec}\n` })
    await client.pull(uri('spec.md'))
    delete files['/w/.specwise.json']
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: config, type: 3 }] })
    await until(() => counts().length > 1)
    assert.deepEqual(counts(), [1, 0], 'the same problems are sent once')
    await client.stop()
  })
  it('has only the problems that its schema does not show, for a client that validates with the schema', async () => {
    const text = '{ "rule": {}, "packs": ["gone.json"] }'
    const found = async (options: object): Promise<string[]> => {
      const client = await connect(profiles.vscode, options, memoryFiles({ ...disk(), '/w/.specwise.json': text }))
      client.open(config, text, 'jsonc')
      const report = await client.pull(config)
      await client.stop()
      return (report.kind === 'full' ? report.items : []).map(({ message }) => String(message).split('"')[1] ?? '')
    }
    assert.deepEqual(await found({}), ['rule', 'gone.json'])
    assert.deepEqual(await found({ suppress: ['schema'] }), ['gone.json'])
  })
  it('takes effect as it is typed', async () => {
    const client = await connect(profiles.neovim, undefined, memoryFiles(disk()))
    client.open(uri('spec.md'), spec)
    assert.ok(codes(await client.pushed(uri('spec.md'), 1)).includes('missing-section'))
    client.open(config, '{ "rules": { "missing-section": "off", "x": 1 } }', 'jsonc')
    assert.equal((await client.pushed(config, 1)).length, 1)
    const last = () => codes(client.published.findLast((report) => report.uri === uri('spec.md'))?.diagnostics)
    await until(() => !last().includes('missing-section'))
    await client.stop()
  })
})

describe('source.fixAll.specwise', () => {
  it('fixes a document that is not on disk yet', async () => {
    const untitled = 'untitled:Untitled-1'
    const client = await connect(profiles.vscode, undefined, memoryFiles({}))
    client.open(untitled, defective)
    const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }
    const [action] = await client.actions(untitled, whole, [], ['source.fixAll'])
    const document = TextDocument.create('', 'markdown', 0, defective)
    assert.match(TextDocument.applyEdits(document, editsOf(action?.edit, untitled)), /- \*\*FR-002\*\*: System MUST b/)
    await client.stop()
  })
  const defective = spec.replace('**FR-002**', '**FR 002**').concat('<!-- specwise-disable-file duplicate-id -->\n')
  it('gives the bytes of "specwise check --fix", and does nothing the second time', async () => {
    const files: Record<string, string> = { ...disk(), [`${folder}/spec.md`]: defective }
    const client = await connect(profiles.vscode, undefined, memoryFiles({ ...files }))
    client.open(uri('spec.md'), defective)
    const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }
    const [action] = await client.actions(uri('spec.md'), whole, [], ['source.fixAll'])
    assert.equal(action?.kind, 'source.fixAll.specwise')
    const document = TextDocument.create('', 'markdown', 0, defective)
    const edited = TextDocument.applyEdits(document, editsOf(action?.edit, uri('spec.md')))
    await client.stop()
    const fixed = await checkPaths(memoryFiles(files), '/w', ['.'], { fix: true })
    assert.equal(fixed.fixed, 1)
    assert.equal(files[`${folder}/spec.md`], edited)
    assert.ok(edited.includes('- **FR-002**: System MUST b') && !edited.includes('specwise-disable'))
    assert.equal((await checkPaths(memoryFiles(files), '/w', ['.'], { fix: true })).fixed, 0)
  })
})
