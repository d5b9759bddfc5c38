// Diagnostics, pushed or pulled as the client prefers, never both, for all documents of a feature together.
import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type TextDocuments,
} from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import { Abandoned, type Analyser, type Analysis, type Reading, type Waiting } from '../analysis/analyser.ts'
import type { Checker } from '../analysis/checker.ts'
import { isConfigPath } from '../base/fileNames.ts'
import { runInNextTurn } from '../base/turn.ts'
import { pathOf } from '../base/uri.ts'
import { isTemplateSource } from '../workspace/paths.ts'
import type { Client } from './capabilities.ts'
import { configDiagnostics, createPlaces, linkOf, toDiagnostic, toRange } from './convert.ts'
import { type DocumentStatus, documentStatus } from './messages.ts'

/** The parts of the server that diagnostics need. */
export interface DiagnosticsOptions {
  connection: Connection
  documents: TextDocuments<TextDocument>
  analyser: Analyser
  checker: Checker
  client(): Client
  /** The address of a file in the form of the client. */
  address(path: string): string
  /** The diagnostics of a closed document. */
  closed(uri: string): readonly Diagnostic[]
  /** Called when all changes are published. */
  published(): void
  /** Logs a failure. */
  failed(what: string, error: unknown): void
}

export interface Diagnostics {
  /** Call after a document was opened, changed or closed: updates it and the open documents of its feature. */
  changed(uri: string): void
  /** Call after something else in the workspace changed. */
  allChanged(): void
  pull(params: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport>
}

export function createDiagnostics(options: DiagnosticsOptions): Diagnostics {
  const { connection, documents, analyser, checker, client, address, closed, published: told, failed } = options
  const started = Date.now().toString(36) // serial numbers are not valid for the next server

  const toDiagnostics = (document: TextDocument, { findings, bad }: Analysis): Diagnostic[] => {
    if (!isConfigPath(document.uri)) {
      const placesOf = client().relatedInformation ? createPlaces(address) : undefined
      return findings.map((finding) => toDiagnostic(document, finding, placesOf, linkOf(finding, client())))
    }
    const reported = bad && { ...bad, problems: bad.problems.filter((one) => !(client().checksSchema && one.bySchema)) }
    return reported ? configDiagnostics(reported) : []
  }

  // No client pulls diagnostics of a closed configuration: they are pushed to every client.
  const pushed = new Map<string, string>() // by path, as JSON
  const tellConfig = async ({ config, bad }: Pick<Reading, 'config' | 'bad'>): Promise<void> => {
    const isOpen = (path: string): boolean => documents.get(address(path)) !== undefined
    const isGone = async (path: string): Promise<boolean> =>
      !(await checker.store.read(path).catch(() => ({ unreadable: true })))
    for (const path of pushed.keys()) {
      if (!isOpen(path) && !(path === config ? !bad : await isGone(path))) continue
      pushed.delete(path)
      connection.sendDiagnostics({ uri: address(path), diagnostics: [] })
    }
    if (!bad || isOpen(bad.path)) return
    const diagnostics = configDiagnostics(bad)
    const now = JSON.stringify(diagnostics)
    if (pushed.get(bad.path) === now) return
    pushed.set(bad.path, now)
    connection.sendDiagnostics({ uri: address(bad.path), diagnostics })
  }

  const published = new WeakMap<TextDocument, number>() // by serial number
  /** @returns whether the findings of the document are others than before. */
  const publish = async (document: TextDocument, wanted?: Waiting): Promise<boolean> => {
    const { uri } = document
    const analysis = await analyser.check(document, wanted).catch((error: unknown) => {
      if (!(error instanceof Abandoned)) throw error
    })
    if (!analysis || documents.get(uri) !== document) return false
    const isNew = published.get(document) !== analysis.serial
    if (isNew) {
      published.set(document, analysis.serial)
      const { version } = analysis
      if (!client().pulls) connection.sendDiagnostics({ uri, version, diagnostics: toDiagnostics(document, analysis) })
      if (client().status) connection.sendNotification(documentStatus, statusOf(document, analysis))
    }
    await tellConfig(analysis)
    return isNew
  }

  /** The path of the feature of a document or attachment; the address of a document that is not on disk. */
  const homeOf = async (uri: string): Promise<string> => {
    const path = pathOf(uri)
    if (path === undefined) return uri
    const home = await checker.homeOf(path)
    const attached = home === path ? await checker.attachmentAt(path).catch(() => undefined) : undefined
    return attached?.feature.path ?? home
  }

  let waiting = new Set<string>() // changed documents that are not published yet
  let publishing = false
  const untilNext = {
    get isCancellationRequested() {
      return waiting.size > 0
    },
  }

  /** The changed documents first, then the open ones of the same features, or all if a configuration or a template changed. */
  const publishAll = async (uris: ReadonlySet<string>): Promise<void> => {
    const homes = new Set<string>()
    let isStale = false // whether a client that pulls shows other findings of a document that it has not changed
    const everything = [...uris].some((uri) => isConfigPath(uri) || isTemplateSource(uri))
    for (const uri of uris) {
      const document = documents.get(uri)
      if (document) await publish(document)
      homes.add(await homeOf(uri))
    }
    for (const document of documents.all()) {
      if (uris.has(document.uri) || !(everything || homes.has(await homeOf(document.uri)))) continue
      // The document that is being typed in comes first.
      if (!untilNext.isCancellationRequested && (await publish(document, untilNext))) isStale = true
      if (untilNext.isCancellationRequested) for (const uri of uris) waiting.add(uri)
    }
    if (everything || isStale) refresh()
  }

  const refresh = (): void => {
    if (client().refreshes)
      connection.languages.diagnostics.refresh().catch((error: unknown) => failed('refreshing diagnostics', error))
  }

  const publishWaiting = async (): Promise<void> => {
    while (waiting.size > 0) {
      const uris = waiting
      waiting = new Set()
      await publishAll(uris).catch((error: unknown) => failed('diagnostics', error))
    }
    publishing = false
    told()
  }
  // Edits that have already arrived are handled together: the work starts when the queue of messages is empty.
  const changed = (uri: string): void => {
    waiting.add(uri)
    if (publishing) return
    publishing = true
    runInNextTurn(() => runInNextTurn(publishWaiting))
  }

  return {
    changed,
    allChanged() {
      refresh()
      for (const path of pushed.keys())
        checker
          .settingsOf(path)
          .then(({ path: config, bad }) => tellConfig({ config, bad }))
          .catch((error: unknown) => failed('diagnostics', error))
      for (const { uri } of documents.all()) changed(uri)
    },
    async pull({ textDocument: { uri }, previousResultId }, token) {
      const full = DocumentDiagnosticReportKind.Full
      const document = documents.get(uri)
      if (!document) return { kind: full, items: [...closed(uri)] }
      const analysis = await analyser.check(document, token)
      const resultId = `${started}.${analysis.serial}`
      if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
      return { kind: full, items: toDiagnostics(document, analysis), resultId }
    },
  }
}

function statusOf(document: TextDocument, { version, spec, feature, findings, notes }: Analysis): DocumentStatus {
  const count = (severity: string): number => findings.filter((finding) => finding.severity === severity).length
  const markers = (spec?.clarifications ?? []).map((one) => ({ range: toRange(document, one), state: one.state }))
  return {
    uri: document.uri,
    version,
    markers,
    format: spec?.format.name ?? null,
    why: feature?.why ?? '',
    notes,
    errors: count('error'),
    warnings: count('warning'),
  }
}
