// The protocol edge: connects requests with features. One request that fails costs that request, never the server.
import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Connection,
  type Diagnostic,
  DidChangeWatchedFilesNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type Range,
  TextDocuments,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { fixesAt } from '../features/codeAction.ts'
import { outline } from '../features/documentSymbol.ts'
import { fixAll } from '../features/fixAll.ts'
import { version } from '../version.ts'
import { createChecker } from '../workspace/checker.ts'
import type { Files } from '../workspace/files.ts'
import { configNames, pathOf, uriOf } from '../workspace/paths.ts'
import { createAnalyser } from './analysis.ts'
import { type Client, fixAllKind, readClient, serverCapabilities } from './capabilities.ts'
import { source, toCodeAction, toDiagnostic, toDocumentSymbol, toSpan, toSymbols, toWorkspaceEdit } from './convert.ts'
import { createDiagnostics } from './diagnostics.ts'

/** Serves one client over a connection, which it starts to listen on. */
export function startServer(connection: Connection, files: Files): void {
  const documents = new TextDocuments(TextDocument)
  const failed = createErrorLog(connection)
  const folders = new Set<string>()
  const checker = createChecker({
    files,
    kept: true,
    roots: () => [...folders],
    onError: (rule, error) => failed(`rule ${rule.code}`, error),
  })
  const analyser = createAnalyser(checker, failed)
  const addresses = new Map<string, string>() // as the client writes them, by path
  const address = (path: string): string => addresses.get(path) ?? uriOf(path)
  let client: Client = readClient({}, undefined)

  /** Runs a request's work; a failure is logged and gives the fallback. */
  const guard = async <T>(what: string, fallback: T, work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      failed(what, error)
      return fallback
    }
  }

  const addFolder = (uri: string): void => {
    const path = pathOf(uri)
    if (path !== undefined) folders.add(path)
  }

  connection.onInitialize((params: InitializeParams) => {
    client = readClient(params.capabilities, params.initializationOptions)
    for (const { uri } of params.workspaceFolders ?? []) addFolder(uri)
    if (!params.workspaceFolders && params.rootUri) addFolder(params.rootUri)
    return { capabilities: serverCapabilities(client), serverInfo: { name: 'specwise', version } }
  })

  connection.onInitialized(() => {
    connection.console.info(`Specwise ${version} is ready; diagnostics are ${client.pulls ? 'pulled' : 'pushed'}.`)
    if (!client.watches) return
    const watchers = ['**/*.{md,markdown}', ...configNames.map((name) => `**/${name}`)].map((globPattern) => ({
      globPattern,
    }))
    connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers })
      .catch((error: unknown) => failed('watching files', error))
  })

  const diagnostics = createDiagnostics({
    connection,
    documents,
    analyser,
    checker,
    client: () => client,
    address,
    failed,
  })

  documents.onDidChangeContent(({ document }) => {
    const path = pathOf(document.uri)
    if (path !== undefined) {
      addresses.set(path, document.uri)
      checker.store.open(path, document.getText(), document.version)
    }
    if (!client.watches) checker.stale() // nobody tells of other files
    analyser.changed()
    diagnostics.changed(document.uri)
  })
  documents.onDidClose(({ document: { uri } }) => {
    const path = pathOf(uri)
    if (path !== undefined) checker.store.open(path, undefined, 0)
    analyser.forget(uri)
    analyser.changed()
    if (!client.pulls) connection.sendDiagnostics({ uri, diagnostics: [] })
    diagnostics.changed(uri)
  })
  connection.onDidChangeWatchedFiles(() => {
    checker.stale()
    analyser.changed()
    diagnostics.allChanged()
  })

  connection.languages.diagnostics.on((params) =>
    guard<DocumentDiagnosticReport>('diagnostics', { kind: DocumentDiagnosticReportKind.Full, items: [] }, () =>
      diagnostics.pull(params),
    ),
  )

  /** Whether kinds of actions were asked for that one belongs to: all, its own, or one above it. */
  const asks = (only: readonly string[] | undefined, kind: string): boolean =>
    !only || only.some((one) => one === CodeActionKind.Empty || kind === one || kind.startsWith(`${one}.`))

  connection.onCodeAction(({ textDocument: { uri }, range, context }) => {
    const document = documents.get(uri)
    if (!document) return []
    return guard('codeAction', [], async () => {
      const actions: CodeAction[] = []
      if (asks(context.only, CodeActionKind.QuickFix)) actions.push(...(await quickFixes(document, range, context)))
      if (context.only && asks(context.only, fixAllKind)) actions.push(...(await fixAllActions(document)))
      return actions
    })
  })

  const quickFixes = async (document: TextDocument, range: Range, sent: CodeActionContext): Promise<CodeAction[]> => {
    const { reading, findings } = await analyser.of(document)
    if (!reading) return []
    return fixesAt(reading, findings, toSpan(document, range)).map(({ finding, fix }) => {
      const own = toDiagnostic(document, finding, false, address)
      const shown = sent.diagnostics.find((one) => isSame(one, own)) ?? own
      return toCodeAction(document, fix, shown, client.versionedEdits)
    })
  }

  const fixAllActions = async (document: TextDocument): Promise<CodeAction[]> => {
    const { version: begun } = document
    const edits = await fixAll(document.getText(), (text) => analyser.findingsOf(document, text))
    if (edits.length === 0 || document.version !== begun) return []
    const edit = toWorkspaceEdit(document, edits, client.versionedEdits)
    return [{ title: 'Apply all safe fixes of Specwise', kind: fixAllKind, edit }]
  }

  connection.onDocumentSymbol(({ textDocument: { uri } }) => {
    const document = documents.get(uri)
    if (!document) return []
    return guard('documentSymbol', [], async () => {
      const { reading } = await analyser.of(document)
      if (!reading) return []
      const nodes = outline(reading)
      return client.nestedSymbols ? nodes.map((node) => toDocumentSymbol(document, node)) : toSymbols(document, nodes)
    })
  })

  documents.listen(connection)
  connection.listen()
}

/** Whether a diagnostic that the client sent along is one of ours. */
const isSame = (sent: Diagnostic, own: Diagnostic): boolean =>
  sent.source === source &&
  sent.code === own.code &&
  sent.message === own.message &&
  sent.range.start.line === own.range.start.line &&
  sent.range.start.character === own.range.start.character

/** Logs each failure once, with its stack but without any text of a document. */
function createErrorLog(connection: Connection): (what: string, error: unknown) => void {
  const seen = new Set<string>()
  return (what, error) => {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
    const message = `${what} failed: ${stack}`
    const place = `${what} ${/^ *at .*$/m.exec(stack)?.[0]}` // the message itself may differ at every keystroke
    if (seen.has(place)) return
    seen.add(place)
    connection.console.error(message)
  }
}
