// The protocol edge: connects requests with features. One request that fails costs that request, never the server.
import {
  CodeActionKind,
  type Connection,
  type Diagnostic,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  TextDocuments,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { fixesAt } from '../features/codeAction.ts'
import { outline } from '../features/documentSymbol.ts'
import { version } from '../version.ts'
import { createAnalyser } from './analysis.ts'
import { type Client, readClient, serverCapabilities } from './capabilities.ts'
import { source, toCodeAction, toDiagnostic, toDocumentSymbol, toSpan, toSymbols } from './convert.ts'
import { type DocumentStatus, documentStatus } from './messages.ts'

/** Serves one client over a connection, which it starts to listen on. */
export function startServer(connection: Connection): void {
  const documents = new TextDocuments(TextDocument)
  const failed = createErrorLog(connection)
  const analyser = createAnalyser(failed)
  const started = Date.now().toString(36) // a serial number means nothing to the next server
  let client: Client = readClient({}, undefined)

  /** Runs a request's work; a failure is logged and gives the fallback. */
  const guard = <T>(what: string, fallback: T, work: () => T): T => {
    try {
      return work()
    } catch (error) {
      failed(what, error)
      return fallback
    }
  }

  connection.onInitialize((params: InitializeParams) => {
    client = readClient(params.capabilities, params.initializationOptions)
    return { capabilities: serverCapabilities(client), serverInfo: { name: 'specwise', version } }
  })

  connection.onInitialized(() => {
    connection.console.info(`Specwise ${version} is ready; diagnostics are ${client.pulls ? 'pulled' : 'pushed'}.`)
  })

  const diagnosticsOf = (document: TextDocument): Diagnostic[] =>
    analyser.of(document).findings.map((finding) => toDiagnostic(document, finding, client.relatedInformation))

  const publish = (uri: string): void => {
    const document = documents.get(uri)
    if (!document) return
    guard('diagnostics', undefined, () => {
      if (!client.pulls) {
        connection.sendDiagnostics({ uri, version: document.version, diagnostics: diagnosticsOf(document) })
      }
      if (client.status) connection.sendNotification(documentStatus, statusOf(document))
    })
  }

  const statusOf = (document: TextDocument): DocumentStatus => {
    const { reading, findings } = analyser.of(document)
    const count = (severity: string): number => findings.filter((finding) => finding.severity === severity).length
    return {
      uri: document.uri,
      format: reading?.format.name ?? null,
      errors: count('error'),
      warnings: count('warning'),
    }
  }

  // Edits that have arrived already are taken together: the work starts when the queue of messages is empty.
  const waiting = new Set<string>()
  documents.onDidChangeContent(({ document: { uri } }) => {
    if (waiting.has(uri)) return
    waiting.add(uri)
    setImmediate(() =>
      setImmediate(() => {
        waiting.delete(uri)
        publish(uri)
      }),
    )
  })
  documents.onDidClose(({ document: { uri } }) => {
    analyser.forget(uri)
    if (!client.pulls) connection.sendDiagnostics({ uri, diagnostics: [] })
  })

  connection.languages.diagnostics.on(({ textDocument: { uri }, previousResultId }) => {
    const document = documents.get(uri)
    const resultId = document && `${started}.${analyser.of(document).serial}`
    if (resultId !== undefined && resultId === previousResultId) {
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
    }
    const items = document ? guard('diagnostics', [], () => diagnosticsOf(document)) : []
    return { kind: DocumentDiagnosticReportKind.Full, items, ...(resultId !== undefined && { resultId }) }
  })

  connection.onCodeAction(({ textDocument: { uri }, range, context }) => {
    const document = documents.get(uri)
    const wanted =
      context.only?.every((kind) => kind !== CodeActionKind.Empty && kind !== CodeActionKind.QuickFix) !== true
    if (!document || !wanted) return []
    return guard('codeAction', [], () =>
      fixesAt(analyser.of(document).findings, toSpan(document, range)).map(({ finding, fix }) => {
        const own = toDiagnostic(document, finding, false)
        const shown = context.diagnostics.find((one) => isSame(one, own)) ?? own
        return toCodeAction(document, fix, shown, client.versionedEdits)
      }),
    )
  })

  connection.onDocumentSymbol(({ textDocument: { uri } }) => {
    const document = documents.get(uri)
    return guard('documentSymbol', [], () => {
      const reading = document && analyser.of(document).reading
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
