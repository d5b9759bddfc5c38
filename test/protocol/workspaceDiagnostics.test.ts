// Findings of documents that nobody has open: pulled, or pushed; errors and warnings alone.
import assert from 'node:assert/strict'
import type {
  Diagnostic,
  WorkspaceDiagnosticReport,
  WorkspaceFullDocumentDiagnosticReport,
} from 'vscode-languageserver/node'
import { uriOf } from '../../server/src/base/uri.ts'
import { settingsFrom } from '../../server/src/lsp/settings.ts'
import { createWorkspaceDiagnostics } from '../../server/src/lsp/workspaceDiagnostics.ts'
import { profiles } from '../support/client.ts'
import { openEditor } from '../support/editor.ts'
import { until } from '../support/until.ts'

const one = '/w/docs/specs/001-queue/spec.md'
const two = '/w/docs/specs/002-cache/spec.md'
const text = (id: string): string =>
  `# Spec: Queue\n\n**ID**: ${id}\n**Status**: draft\n**Type**: platform\n\n## Requirements\n\n- **FR-001**: System MUST a\n- **FR-001**: System MUST b\n`
const disk = (): Record<string, string> => ({ '/w/.git/HEAD': '', [one]: text('SPEC-001'), [two]: text('SPEC-002') })
const full = ({ items }: WorkspaceDiagnosticReport): WorkspaceFullDocumentDiagnosticReport[] =>
  items.filter((item): item is WorkspaceFullDocumentDiagnosticReport => item.kind === 'full')
const codes = (diagnostics: readonly Diagnostic[]): unknown[] =>
  [...new Set(diagnostics.map(({ code }) => code))].sort()

describe('findings of the workspace', () => {
  it('are pulled: of closed documents, errors and warnings; again only when they changed', async () => {
    const editor = await openEditor(disk(), {}, undefined, ['/w'])
    const { connection } = editor
    const known = new Map<string, string>()
    const shown = new Map<string, readonly Diagnostic[]>()
    const pull = async (): Promise<string[]> => {
      const previousResultIds = [...known].map(([uri, value]) => ({ uri, value }))
      const items = full(await connection.sendRequest('workspace/diagnostic', { previousResultIds }))
      for (const item of items) {
        known.set(item.uri, item.resultId ?? '')
        shown.set(item.uri, item.items)
      }
      return items.map(({ uri }) => uri)
    }
    while (shown.size < 2) await pull()
    assert.ok(codes(shown.get(uriOf(two)) ?? []).includes('duplicate-id'))
    assert.ok([...shown.values()].flat().every(({ severity }) => severity === 1 || severity === 2))
    // Nothing is new: the request waits, until a document is opened, which tells of itself then.
    const waiting = pull()
    editor.openFile(two)
    assert.deepEqual(await waiting, [uriOf(two)])
    assert.deepEqual(shown.get(uriOf(two)), [])
    // A change of a closed one.
    const next = pull()
    editor.disk[one] = text('SPEC-001').replace('**FR-001**: System MUST b', '**FR-002**: System MUST b')
    connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(one), type: 2 }] })
    connection.sendRequest('specwise/specs', {})
    assert.deepEqual(await next, [uriOf(one)])
    assert.ok(!codes(shown.get(uriOf(one)) ?? []).includes('duplicate-id'))
    await editor.stop()
  })
  it('are pushed to clients that do not pull, and taken back when the settings say so', async () => {
    const editor = await openEditor(disk(), {}, profiles.neovim, ['/w'])
    const { connection } = editor
    const shown = new Map<string, Diagnostic[]>()
    connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
      shown.set(uri, diagnostics)
    })
    connection.sendRequest('specwise/specs', {})
    await until(() => shown.has(uriOf(one)) && shown.has(uriOf(two)))
    assert.ok(codes(shown.get(uriOf(two)) ?? []).includes('duplicate-id'))
    connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { specwise: { diagnostics: { scope: 'openFiles' } } },
    })
    await until(() => [...shown.values()].every((own) => own.length === 0))
    await editor.stop()
  })
  it('are taken back when the document is opened, however the client writes its address', async () => {
    const path = '/w/@team/docs/specs/001-queue/spec.md'
    const editor = await openEditor({ '/w/.git/HEAD': '', [path]: text('SPEC-001') }, {}, profiles.neovim, ['/w'])
    const shown = new Map<string, Diagnostic[]>()
    editor.connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
      shown.set(uri, diagnostics)
    })
    await until(() => [...shown.values()].flat().length > 0)
    const [closed] = [...shown.keys()]
    const own = 'file:///w/@team/docs/specs/001-queue/spec.md'
    editor.open(own, text('SPEC-001'))
    await until(() => (shown.get(own) ?? []).length > 0)
    assert.notEqual(closed, own)
    assert.deepEqual(shown.get(closed ?? ''), [])
    await editor.stop()
  })
  it('follow what is fixed and closed, and files that change, for a client that asks for nothing', async () => {
    const editor = await openEditor(disk(), {}, profiles.neovim, ['/w'])
    const last = new Map<string, unknown[]>()
    editor.connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
      last.set(uri, codes(diagnostics))
    })
    const has = (path: string): boolean => last.get(uriOf(path))?.includes('duplicate-id') === true
    await until(() => has(one) && has(two))
    const mended = text('SPEC-001').replace('**FR-001**: System MUST b', '**FR-002**: System MUST b')
    editor.openFile(one)
    editor.type(one, mended)
    editor.disk[one] = mended
    await editor.connection.sendNotification('textDocument/didClose', { textDocument: { uri: uriOf(one) } })
    editor.disk[two] = mended.replace('SPEC-001', 'SPEC-002')
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf(two), type: 2 }],
    })
    await until(() => !has(two))
    assert.equal(has(one), false)
    await editor.stop()
  })
  it('are counted anew on demand, and in the log', async () => {
    const editor = await openEditor(disk(), {}, undefined, ['/w'])
    const lines: string[] = []
    editor.connection.onNotification('window/logMessage', ({ message }) => void lines.push(message))
    const first = await editor.connection.sendRequest('specwise/checkWorkspace')
    assert.deepEqual(Object.keys(first as object), ['specs', 'errors', 'warnings'])
    editor.disk[one] = text('SPEC-001').replace('**FR-001**: System MUST b', '**FR-002**: System MUST b')
    const second = await editor.connection.sendRequest('specwise/checkWorkspace')
    const errors = (found: unknown): number => (found as { errors: number }).errors
    assert.equal(errors(first) - errors(second), 1)
    await until(() =>
      lines.some((line) => /^Checked the workspace: 2 specifications, \d+ errors? and \d+ warnings?$/.test(line)),
    )
    await editor.stop()
  })
  it('are listed up to a bound, and it says how many are not', () => {
    const warned: string[] = []
    const own = createWorkspaceDiagnostics({
      connection: { sendDiagnostics: async () => {}, console: { warn: (line: string) => warned.push(line) } } as never,
      wanted: () => true,
      client: () => ({ pulls: true, relatedInformation: true, rulePages: false }),
      isOpen: () => false,
      address: uriOf,
    })
    const findings = Array.from({ length: 1500 }, () => ({
      code: 'duplicate-id',
      severity: 'error',
      message: 'm',
      start: 0,
      end: 1,
      related: [],
    }))
    const checked = (path: string) =>
      ({ documents: [{ spec: { path, document: { text: '# a' } }, findings }] }) as never
    own.take('/w/1', checked(one))
    own.take('/w/2', checked(two))
    assert.deepEqual([own.of(uriOf(one)).length, own.of(uriOf(two)).length, own.leftOut()], [1500, 500, 1000])
    assert.equal(warned.length, 1)
    own.take('/w/2', checked(two))
    assert.equal(own.leftOut(), 1000, 'the same findings are not counted twice')
    own.drop('/w/1')
    assert.deepEqual(own.of(uriOf(one)), [])
  })
})

describe('settings of a client', () => {
  it('are as they are without where they say nothing, or something else', () => {
    const usual = settingsFrom(undefined, 'workspace')
    assert.deepEqual(settingsFrom({ codeLens: { stories: 'yes' }, diagnostics: { scope: 7 } }, 'workspace'), usual)
    const other = settingsFrom(
      {
        codeLens: { requirements: true, status: false },
        inlayHints: { gaps: false },
        diagnostics: { scope: 'openFiles' },
      },
      'workspace',
    )
    assert.deepEqual(other, {
      scope: 'openFiles',
      lenses: { questions: true, status: false, stories: true, requirements: true },
      gapHints: false,
    })
  })
})
