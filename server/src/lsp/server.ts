// The protocol edge: connects requests with features. One request that fails costs that request, never the server.
import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Connection,
  type Diagnostic,
  DidChangeWatchedFilesNotification,
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
import { configNames, isConfigPath, pathOf, uriOf } from '../workspace/paths.ts'
import { type Analysis, createAnalyser } from './analysis.ts'
import { type Client, fixAllKind, readClient, serverCapabilities } from './capabilities.ts'
import {
  configDiagnostics,
  source,
  toCodeAction,
  toDiagnostic,
  toDocumentSymbol,
  toSpan,
  toSymbols,
  toWorkspaceEdit,
} from './convert.ts'
import { type DocumentStatus, documentStatus } from './messages.ts'

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
  const started = Date.now().toString(36) // a serial number means nothing to the next server
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

  const toDiagnostics = (document: TextDocument, { findings, bad }: Analysis): Diagnostic[] => {
    if (!isConfigPath(document.uri))
      return findings.map((finding) => toDiagnostic(document, finding, client.relatedInformation, address))
    const own = bad && { ...bad, problems: bad.problems.filter((one) => !(client.checksSchema && one.bySchema)) }
    return own ? configDiagnostics(own) : []
  }

  // A configuration that nobody has open is not asked for by anybody: what is wrong in it is pushed to every client.
  const told = new Map<string, string>()
  const tellConfig = ({ bad }: Analysis): void => {
    const open = (path: string): boolean => documents.get(address(path)) !== undefined
    for (const path of told.keys()) {
      if (path === bad?.path && !open(path)) continue
      told.delete(path)
      connection.sendDiagnostics({ uri: address(path), diagnostics: [] })
    }
    if (!bad || open(bad.path)) return
    const diagnostics = configDiagnostics(bad)
    const now = JSON.stringify(diagnostics)
    if (told.get(bad.path) === now) return
    told.set(bad.path, now)
    connection.sendDiagnostics({ uri: address(bad.path), diagnostics })
  }

  const publish = (document: TextDocument): Promise<void> =>
    guard('diagnostics', undefined, async () => {
      const analysis = await analyser.of(document)
      if (!documents.get(document.uri)) return // closed meanwhile
      if (!client.pulls)
        connection.sendDiagnostics({
          uri: document.uri,
          version: analysis.version,
          diagnostics: toDiagnostics(document, analysis),
        })
      if (client.status) connection.sendNotification(documentStatus, statusOf(document, analysis))
      tellConfig(analysis)
    })

  // Edits that have arrived already are taken together: the work starts when the queue of messages is empty.
  let waiting: Set<string> | undefined
  const publishSoon = (uri: string): void => {
    if (waiting) waiting.add(uri)
    else {
      const uris = new Set([uri])
      waiting = uris
      setImmediate(() =>
        setImmediate(() => {
          waiting = undefined
          void publishAll(uris)
        }),
      )
    }
  }
  /** The changed documents first, then the open ones of the same features, or all after a change of a configuration. */
  const publishAll = async (uris: ReadonlySet<string>): Promise<void> => {
    const homes = new Set<string>()
    const everything = [...uris].some(isConfigPath)
    for (const uri of uris) {
      const document = documents.get(uri)
      if (!document) continue
      await publish(document)
      const home = (await analyser.of(document)).feature?.path
      if (home !== undefined) homes.add(home)
    }
    for (const document of documents.all()) {
      if (uris.has(document.uri)) continue
      const home = everything ? undefined : (await analyser.of(document)).feature?.path
      if (everything || (home !== undefined && homes.has(home))) await publish(document)
    }
    if (everything && client.refreshes) connection.languages.diagnostics.refresh()
  }

  documents.onDidChangeContent(({ document }) => {
    const path = pathOf(document.uri)
    if (path !== undefined) {
      addresses.set(path, document.uri)
      checker.store.open(path, document.getText(), document.version)
    }
    if (!client.watches) checker.stale() // nobody tells of other files
    analyser.changed()
    publishSoon(document.uri)
  })
  documents.onDidClose(({ document: { uri } }) => {
    const path = pathOf(uri)
    if (path !== undefined) checker.store.open(path, undefined, 0)
    analyser.forget(uri)
    analyser.changed()
    if (!client.pulls) connection.sendDiagnostics({ uri, diagnostics: [] })
  })
  connection.onDidChangeWatchedFiles(() => {
    checker.stale()
    analyser.changed()
    if (client.refreshes) connection.languages.diagnostics.refresh()
    for (const { uri } of documents.all()) publishSoon(uri)
  })

  connection.languages.diagnostics.on(async ({ textDocument: { uri }, previousResultId }) => {
    const full = DocumentDiagnosticReportKind.Full
    const document = documents.get(uri)
    if (!document) return { kind: full, items: [] }
    const analysis = await analyser.of(document)
    const resultId = `${started}.${analysis.serial}`
    if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
    const items = await guard('diagnostics', [], async () => toDiagnostics(document, analysis))
    return { kind: full, items, resultId }
  })

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

function statusOf({ uri }: TextDocument, { reading, feature, findings }: Analysis): DocumentStatus {
  const count = (severity: string): number => findings.filter((finding) => finding.severity === severity).length
  return {
    uri,
    format: reading?.format.name ?? null,
    why: feature?.why ?? '',
    errors: count('error'),
    warnings: count('warning'),
  }
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
