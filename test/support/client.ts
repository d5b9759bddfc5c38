// A language client in this process: real JSON-RPC over streams, with the capabilities of one editor or another.
import { PassThrough } from 'node:stream'
import {
  type ClientCapabilities,
  type CodeAction,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
  type WorkspaceEdit,
} from 'vscode-languageserver/node'
import { uriOf } from '../../server/src/base/uri.ts'
import type { Host } from '../../server/src/lsp/host.ts'
import { createLifeCycle } from '../../server/src/lsp/lifeCycle.ts'
import { type DocumentStatus, documentStatus } from '../../server/src/lsp/messages.ts'
import { withPositionEncoding } from '../../server/src/lsp/positionEncoding.ts'
import { startServer } from '../../server/src/lsp/server.ts'
import type { Files } from '../../server/src/workspace/files.ts'
import { memoryFiles } from './memoryFiles.ts'

/** The capabilities that some editors announce, reduced to what matters here. */
export const profiles = {
  vscode: {
    textDocument: {
      diagnostic: { dynamicRegistration: true },
      publishDiagnostics: { relatedInformation: true, versionSupport: true },
      codeAction: {
        codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix'] } },
        isPreferredSupport: true,
      },
      documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    },
    workspace: { workspaceEdit: { documentChanges: true } },
  },
  neovim: {
    textDocument: {
      publishDiagnostics: { relatedInformation: true },
      codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix'] } } },
      documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    },
    workspace: { workspaceEdit: { documentChanges: true } },
  },
  eglot: {
    textDocument: {
      publishDiagnostics: { relatedInformation: false },
      codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
      documentSymbol: {},
    },
    workspace: { workspaceEdit: {} },
  },
  bare: {},
} satisfies Record<string, ClientCapabilities>

export interface Client {
  connection: ProtocolConnection
  result: InitializeResult
  published: PublishDiagnosticsParams[]
  statuses: DocumentStatus[]
  open(uri: string, text: string, languageId?: string): void
  change(uri: string, version: number, ...changes: TextDocumentContentChangeEvent[]): void
  /** The first diagnostics that are pushed for a version; waits for them if necessary. */
  pushed(uri: string, version: number): Promise<Diagnostic[]>
  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport>
  actions(uri: string, range: Range, diagnostics?: Diagnostic[], only?: string[]): Promise<CodeAction[]>
  stop(): Promise<void>
}

/** The part of git that the server uses. */
export type Git = NonNullable<Host['git']>

/**
 * Starts a server and connects a client to it, over streams in this process.
 * @param files the disk; empty by default.
 * @param registers whether the client accepts `client/registerCapability`; otherwise it answers with an error.
 */
export async function connect(
  capabilities: ClientCapabilities,
  initializationOptions?: unknown,
  files: Files = memoryFiles({}),
  folders: readonly string[] = [],
  git?: Git,
  registers = true,
  host: Pick<Host, 'histories' | 'serveComparison'> = {},
): Promise<Client> {
  const toServer = new PassThrough()
  const toClient = new PassThrough()
  const messageStrategy = createLifeCycle()
  const ends = [new StreamMessageReader(toServer), new StreamMessageWriter(toClient)] as const
  const { reader, writer } = withPositionEncoding(...ends, files)
  startServer(createConnection(reader, writer, { messageStrategy }), { disk: files, git, ...host })
  const connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer))
  const published: PublishDiagnosticsParams[] = []
  const statuses: DocumentStatus[] = []
  const waiting = new Set<() => void>()
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.push(params)
    for (const check of [...waiting]) check()
  })
  connection.onRequest('client/registerCapability', () => (registers ? null : new ResponseError(-32603, 'not here')))
  connection.onNotification(documentStatus, (params: DocumentStatus) => void statuses.push(params))
  connection.listen()
  const result: InitializeResult = await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    workspaceFolders: folders.map((path) => ({ uri: uriOf(path), name: path })),
    capabilities,
    initializationOptions,
  })
  await connection.sendNotification('initialized', {})
  return {
    connection,
    result,
    published,
    statuses,
    open(uri, text, languageId = 'markdown') {
      void connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } })
    },
    change(uri, version, ...contentChanges) {
      void connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges })
    },
    pushed(uri, version) {
      return new Promise((resolve) => {
        const check = (): void => {
          const found = published.find((params) => params.uri === uri && params.version === version)
          if (!found) return
          waiting.delete(check)
          resolve(found.diagnostics)
        }
        waiting.add(check)
        check()
      })
    },
    pull: (uri, previousResultId) =>
      connection.sendRequest('textDocument/diagnostic', {
        textDocument: { uri },
        ...(previousResultId && { previousResultId }),
      }),
    actions: async (uri, range, diagnostics = [], only) =>
      (await connection.sendRequest('textDocument/codeAction', {
        textDocument: { uri },
        range,
        context: { diagnostics, ...(only && { only }) },
      })) as CodeAction[],
    async stop() {
      await connection.sendRequest('shutdown')
      connection.dispose()
    },
  }
}

/** The edits of a workspace edit for one document, whether they are in `documentChanges` or in `changes`. */
export function editsOf(edit: WorkspaceEdit | undefined, uri: string) {
  const versioned = edit?.documentChanges?.flatMap((change) =>
    'textDocument' in change && 'edits' in change && change.textDocument.uri === uri ? change.edits : [],
  )
  return (versioned ?? edit?.changes?.[uri] ?? []) as { range: Range; newText: string }[]
}
