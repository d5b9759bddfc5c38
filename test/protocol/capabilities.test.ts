// What the server offers depends on the capabilities and options of the client; and its requests to refresh what is shown.
import assert from 'node:assert/strict'
import type { ClientCapabilities, CompletionList, LogMessageParams } from 'vscode-languageserver'
import { useLanguage } from '../../server/src/base/l10n.ts'
import { uriOf } from '../../server/src/base/uri.ts'
import { profiles } from '../support/client.ts'
import { type Editor, openEditor } from '../support/editor.ts'
import { files, spec, text } from '../support/queueFiles.ts'
import { until } from '../support/until.ts'

const editing = { workspaceEdit: { documentChanges: true } }
const open = async (capabilities: ClientCapabilities, options: unknown = {}): Promise<Editor> => {
  const editor = await openEditor(files(), options, capabilities, ['/w'])
  editor.openFile(spec)
  return editor
}
const errorsOf = ({ connection }: Editor): string[] => {
  const errors: string[] = []
  connection.onNotification('window/logMessage', ({ type, message }: LogMessageParams) => {
    if (type === 1) errors.push(message.split('\n')[0] ?? '')
  })
  return errors
}

describe('the capabilities of the server', () => {
  const offers: readonly [name: string, capabilities: ClientCapabilities, options: unknown, offered: object][] = [
    ['a rename without a check', {}, {}, { renameProvider: true }],
    [
      'a rename with a check, if the client asks for it',
      { textDocument: { rename: { prepareSupport: true } } },
      {},
      { renameProvider: { prepareProvider: true } },
    ],
    ['folding and selection', {}, {}, { foldingRangeProvider: true, selectionRangeProvider: true }],
    [
      'no folding, selection and tokens if the client has its own',
      {},
      { suppress: ['structure'] },
      { foldingRangeProvider: undefined, selectionRangeProvider: undefined, semanticTokensProvider: undefined },
    ],
    ['symbols', {}, {}, { documentSymbolProvider: { label: 'Specification' } }],
    ['no actions to a client that knows commands only', {}, {}, { codeActionProvider: undefined }],
  ]
  for (const [name, capabilities, options, offered] of offers)
    it(`include ${name}`, async () => {
      const editor = await openEditor({}, options, capabilities)
      const all = editor.result.capabilities as Record<string, unknown>
      assert.deepEqual(Object.fromEntries(Object.keys(offered).map((key) => [key, all[key]])), offered)
      await editor.stop()
    })
})

describe('a refresh', () => {
  const refreshing: ClientCapabilities = {
    ...profiles.vscode,
    workspace: {
      ...editing,
      codeLens: { refreshSupport: true },
      inlayHint: { refreshSupport: true },
      diagnostics: { refreshSupport: true },
    },
  }
  const methods = ['workspace/codeLens/refresh', 'workspace/diagnostic/refresh', 'workspace/inlayHint/refresh']
  /** Changes a setting of the lenses and the configuration. */
  const disturb = async ({ connection, disk }: Editor): Promise<void> => {
    await connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { specwise: { codeLens: { requirements: true } } },
    })
    disk['/w/.specwise.json'] = '{}'
    await connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf('/w/.specwise.json'), type: 1 }],
    })
  }
  it('of lenses, hints and findings is requested from a client that supports it', async () => {
    const editor = await open(refreshing)
    const asked = new Set<string>()
    for (const method of methods)
      editor.connection.onRequest(method, () => {
        asked.add(method)
        return null
      })
    await disturb(editor)
    await until(() => asked.size === methods.length)
    await editor.stop()
  })
  it('is requested when an unsaved change alters the findings of another open document', async () => {
    const [kit, tasks] = ['/w/specs/001-a/spec.md', '/w/specs/001-a/tasks.md']
    const written =
      '# Feature Specification: A\n\n## Requirements\n\n### Functional Requirements\n\n- **FR-001**: System MUST a\n'
    const editor = await openEditor(
      { [kit]: written, [tasks]: '# Tasks: A\n\n## Phase 1\n\n- [ ] T001 a (FR-009)\n' },
      {},
      refreshing,
      ['/w'],
    )
    let asked = 0
    editor.connection.onRequest('workspace/diagnostic/refresh', () => {
      asked++
      return null
    })
    editor.openFile(tasks)
    editor.openFile(kit)
    await new Promise((resume) => setTimeout(resume, 300)) // what opening them asks for
    const before = asked
    editor.type(kit, `${written}- **FR-009**: System MUST b\n`)
    await until(() => asked > before)
    await editor.stop()
  })
  it('that the client refuses is logged', async () => {
    const editor = await open(refreshing)
    const errors = errorsOf(editor)
    for (const method of methods)
      editor.connection.onRequest(method, () => {
        throw new Error('not now')
      })
    await disturb(editor)
    await until(() => errors.length >= methods.length)
    const named = errors.map((message) => message.split(' failed: ')[0])
    assert.deepEqual([...new Set(named)].sort(), [
      'refreshing diagnostics',
      'workspace/codeLens/refresh',
      'workspace/inlayHint/refresh',
    ])
    await editor.stop()
  })
})

describe('completion over the protocol', () => {
  const part = 'spec-fr'
  const completed = async (capabilities: ClientCapabilities, words: string): Promise<CompletionList> => {
    const editor = await open(capabilities)
    editor.type(spec, `${text}\n${words}`)
    const position = { line: text.split('\n').length, character: words.length }
    const at = { textDocument: { uri: uriOf(spec) }, position }
    await editor.connection.sendRequest('workspace/symbol', { query: '' }) // waits until all specifications are read
    const list: CompletionList | null = await editor.connection.sendRequest('textDocument/completion', at)
    await editor.stop()
    return list ?? assert.fail('nothing offered')
  }
  it('has tab stops if the client supports them, and plain text otherwise', async () => {
    const completion = { completionItem: { snippetSupport: true } }
    for (const [capabilities, format, stops] of [
      [{ ...profiles.vscode, textDocument: { ...profiles.vscode.textDocument, completion } }, 2, true],
      [profiles.vscode, undefined, false],
    ] as const) {
      const { items } = await completed(capabilities, part)
      const found = items.find(({ label }) => label === part) ?? assert.fail(items.map(({ label }) => label).join())
      assert.deepEqual([found.insertTextFormat, found.textEdit?.newText.includes('${1:')], [format, stops])
    }
  })
  it('offers the specifications of the workspace by their ids', async () => {
    const { items } = await completed(profiles.vscode, 'See SPEC-0')
    assert.deepEqual(
      items.map(({ label, detail, labelDetails }) => [label, detail, labelDetails?.description]),
      [
        ['SPEC-003', 'specification: Queue', 'Queue'],
        ['SPEC-004', 'specification: Queue', 'Queue'],
      ],
    )
  })
})

describe('the language of messages', () => {
  afterEach(() => useLanguage(undefined))
  const words = 'The document is not open'
  const cases: readonly [name: string, l10n: unknown, said: string][] = [
    ['is that of the translations of the client', { [words]: '[not open]' }, '[not open]'],
    ['is English if the client sends no translations', undefined, words],
    ['is English if it sends null', null, words],
    ['is English if it sends something else than texts', { [words]: 7 }, words],
  ]
  for (const [name, l10n, said] of cases)
    it(name, async () => {
      const editor = await openEditor({}, { l10n })
      const box = { uri: 'file:///x.md', version: 1, position: { line: 0, character: 0 }, done: true }
      const { reason } = await editor.connection.sendRequest<{ reason: string }>('workspace/executeCommand', {
        command: 'specwise.setBox',
        arguments: [box],
      })
      assert.equal(reason, said)
      await editor.stop()
    })
})
