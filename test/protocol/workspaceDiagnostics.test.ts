// Findings of closed documents: pulled or pushed, errors and warnings only.
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

const firstSpec = '/w/docs/specs/001-queue/spec.md'
const secondSpec = '/w/docs/specs/002-cache/spec.md'
const text = (id: string): string =>
  `# Spec: Queue\n\n**ID**: ${id}\n**Status**: draft\n**Type**: platform\n\n## Requirements\n\n- **FR-001**: System MUST a\n- **FR-001**: System MUST b\n`
const disk = (): Record<string, string> => ({
  '/w/.git/HEAD': '',
  [firstSpec]: text('SPEC-001'),
  [secondSpec]: text('SPEC-002'),
})
const full = ({ items }: WorkspaceDiagnosticReport): WorkspaceFullDocumentDiagnosticReport[] =>
  items.filter((item): item is WorkspaceFullDocumentDiagnosticReport => item.kind === 'full')
const codes = (diagnostics: readonly Diagnostic[]): unknown[] =>
  [...new Set(diagnostics.map(({ code }) => code))].sort()

describe('findings of the workspace', () => {
  it('are pulled for closed documents as errors and warnings, and again only if they have changed', async () => {
    const editor = await openEditor(disk(), {}, undefined, ['/w'])
    const { connection } = editor
    const resultIds = new Map<string, string>()
    const shown = new Map<string, readonly Diagnostic[]>()
    const pull = async (): Promise<string[]> => {
      const previousResultIds = [...resultIds].map(([uri, value]) => ({ uri, value }))
      const items = full(await connection.sendRequest('workspace/diagnostic', { previousResultIds }))
      for (const item of items) {
        resultIds.set(item.uri, item.resultId ?? '')
        shown.set(item.uri, item.items)
      }
      return items.map(({ uri }) => uri)
    }
    while (shown.size < 2) await pull()
    assert.ok(codes(shown.get(uriOf(secondSpec)) ?? []).includes('duplicate-id'))
    assert.ok([...shown.values()].flat().every(({ severity }) => severity === 1 || severity === 2))
    // Without changes, the request waits until a document is opened, which then has its own diagnostics.
    const waiting = pull()
    editor.openFile(secondSpec)
    assert.deepEqual(await waiting, [uriOf(secondSpec)])
    assert.deepEqual(shown.get(uriOf(secondSpec)), [])
    // A change of a closed document.
    const next = pull()
    editor.disk[firstSpec] = text('SPEC-001').replace('**FR-001**: System MUST b', '**FR-002**: System MUST b')
    connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(firstSpec), type: 2 }] })
    connection.sendRequest('specwise/specs', {})
    assert.deepEqual(await next, [uriOf(firstSpec)])
    assert.ok(!codes(shown.get(uriOf(firstSpec)) ?? []).includes('duplicate-id'))
    await editor.stop()
  })
  it('are pushed to clients that do not pull, and removed if the settings exclude them', async () => {
    const editor = await openEditor(disk(), {}, profiles.neovim, ['/w'])
    const { connection } = editor
    const shown = new Map<string, Diagnostic[]>()
    connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
      shown.set(uri, diagnostics)
    })
    connection.sendRequest('specwise/specs', {})
    await until(() => shown.has(uriOf(firstSpec)) && shown.has(uriOf(secondSpec)))
    assert.ok(codes(shown.get(uriOf(secondSpec)) ?? []).includes('duplicate-id'))
    connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { specwise: { diagnostics: { scope: 'openFiles' } } },
    })
    await until(() => [...shown.values()].every((diagnostics) => diagnostics.length === 0))
    await editor.stop()
  })
  it('are removed when the document is opened, even under another spelling of its URI', async () => {
    const path = '/w/@team/docs/specs/001-queue/spec.md'
    const editor = await openEditor({ '/w/.git/HEAD': '', [path]: text('SPEC-001') }, {}, profiles.neovim, ['/w'])
    const shown = new Map<string, Diagnostic[]>()
    editor.connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
      shown.set(uri, diagnostics)
    })
    await until(() => [...shown.values()].flat().length > 0)
    const [closed] = [...shown.keys()]
    const typedUri = 'file:///w/@team/docs/specs/001-queue/spec.md'
    editor.open(typedUri, text('SPEC-001'))
    await until(() => (shown.get(typedUri) ?? []).length > 0)
    assert.notEqual(closed, typedUri)
    assert.deepEqual(shown.get(closed ?? ''), [])
    await editor.stop()
  })
  it('follow fixes, closed documents and changed files without any request of the client', async () => {
    const editor = await openEditor(disk(), {}, profiles.neovim, ['/w'])
    const last = new Map<string, unknown[]>()
    editor.connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
      last.set(uri, codes(diagnostics))
    })
    const has = (path: string): boolean => last.get(uriOf(path))?.includes('duplicate-id') === true
    await until(() => has(firstSpec) && has(secondSpec))
    const mended = text('SPEC-001').replace('**FR-001**: System MUST b', '**FR-002**: System MUST b')
    editor.openFile(firstSpec)
    editor.type(firstSpec, mended)
    editor.disk[firstSpec] = mended
    await editor.connection.sendNotification('textDocument/didClose', { textDocument: { uri: uriOf(firstSpec) } })
    editor.disk[secondSpec] = mended.replace('SPEC-001', 'SPEC-002')
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf(secondSpec), type: 2 }],
    })
    await until(() => !has(secondSpec))
    assert.equal(has(firstSpec), false)
    await editor.stop()
  })
  it('are counted again on request, and in the log', async () => {
    const editor = await openEditor(disk(), {}, undefined, ['/w'])
    const lines: string[] = []
    editor.connection.onNotification('window/logMessage', ({ message }) => void lines.push(message))
    const first = await editor.connection.sendRequest('specwise/checkWorkspace')
    assert.deepEqual(Object.keys(first as object), ['specs', 'errors', 'warnings'])
    editor.disk[firstSpec] = text('SPEC-001').replace('**FR-001**: System MUST b', '**FR-002**: System MUST b')
    const second = await editor.connection.sendRequest('specwise/checkWorkspace')
    const errors = (result: unknown): number => (result as { errors: number }).errors
    assert.equal(errors(first) - errors(second), 1)
    await until(() =>
      lines.some((line) => /^Checked the workspace: 2 specifications, \d+ errors? and \d+ warnings?$/.test(line)),
    )
    await editor.stop()
  })
  it('of a document that is no longer part of its specification are removed', () => {
    const shown = new Map<string, number>()
    const workspaceDiagnostics = createWorkspaceDiagnostics({
      connection: {
        async sendDiagnostics({ uri, diagnostics }: { uri: string; diagnostics: unknown[] }) {
          shown.set(uri, diagnostics.length)
        },
      } as never,
      wanted: () => true,
      client: () => ({ pulls: false, relatedInformation: false, rulePages: false }),
      isOpen: () => false,
      address: uriOf,
    })
    const related = [{ span: { start: 0, end: 1 }, message: 'r' }]
    const findings = [{ code: 'duplicate-id', severity: 'error', message: 'm', start: 0, end: 1, related }]
    const checked = (...paths: string[]) =>
      ({ files: paths.map((path) => ({ file: { path, document: { text: '# a' } }, findings })) }) as never
    workspaceDiagnostics.take('/w/1', checked(firstSpec, secondSpec))
    assert.deepEqual([...shown.values()], [1, 1])
    assert.equal(workspaceDiagnostics.of(uriOf(secondSpec))[0]?.relatedInformation, undefined)
    workspaceDiagnostics.take('/w/1', checked(firstSpec))
    workspaceDiagnostics.drop('/w/none')
    assert.deepEqual(
      [...shown],
      [
        [uriOf(firstSpec), 1],
        [uriOf(secondSpec), 0],
      ],
    )
  })
  it('are removed under an address that the client knows from before', async () => {
    const editor = await openEditor(disk(), {}, undefined, ['/w'])
    await editor.connection.sendRequest('specwise/checkWorkspace')
    const pull = async (previousResultIds: { uri: string; value: string }[]) =>
      full(await editor.connection.sendRequest('workspace/diagnostic', { previousResultIds }))
    const [first] = await pull([])
    const value = first?.resultId ?? ''
    const olds = ['untitled:x', uriOf('/w/gone/spec.md'), uriOf(firstSpec).replace('001-', '001%2D')]
    const again = await pull(olds.map((uri) => ({ uri, value })))
    assert.deepEqual(
      again.filter(({ uri }) => olds.includes(uri)).map(({ uri, items }) => [uri, items]),
      olds.map((uri) => [uri, []]),
    )
    await editor.stop()
  })
  it('are limited, and the number of the others is reported', () => {
    const warned: string[] = []
    const workspaceDiagnostics = createWorkspaceDiagnostics({
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
    const checked = (path: string) => ({ files: [{ file: { path, document: { text: '# a' } }, findings }] }) as never
    workspaceDiagnostics.take('/w/1', checked(firstSpec))
    workspaceDiagnostics.take('/w/2', checked(secondSpec))
    assert.deepEqual(
      [
        workspaceDiagnostics.of(uriOf(firstSpec)).length,
        workspaceDiagnostics.of(uriOf(secondSpec)).length,
        workspaceDiagnostics.leftOut(),
      ],
      [1500, 500, 1000],
    )
    assert.equal(warned.length, 1)
    workspaceDiagnostics.take('/w/2', checked(secondSpec))
    assert.equal(workspaceDiagnostics.leftOut(), 1000, 'the same findings are not counted twice')
    workspaceDiagnostics.drop('/w/1')
    assert.deepEqual(workspaceDiagnostics.of(uriOf(firstSpec)), [])
  })
})

describe('client settings', () => {
  it('fall back to their defaults if they are missing or invalid', () => {
    const usual = settingsFrom(undefined, 'workspace')
    assert.deepEqual(settingsFrom({ codeLens: { stories: 'yes' }, diagnostics: { scope: 7 } }, 'workspace'), usual)
    const changed = settingsFrom(
      {
        codeLens: { requirements: true, status: false },
        inlayHints: { gaps: false },
        diagnostics: { scope: 'openFiles' },
        evidence: { enabled: true, reports: ['build', 7], code: ['src/**', null] },
      },
      'workspace',
    )
    assert.deepEqual(changed, {
      scope: 'openFiles',
      lenses: { questions: true, status: false, stories: true, requirements: true },
      gapHints: false,
      evidence: { reports: ['build'], code: ['src/**'] },
    })
    assert.equal(settingsFrom({ evidence: { enabled: false } }, 'workspace').evidence, undefined)
  })
})
