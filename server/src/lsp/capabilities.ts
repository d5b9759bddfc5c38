// What the client can do, read once from `initialize`, and what the server offers for it.
import {
  type ClientCapabilities,
  CodeActionKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver'
import type { InitializationOptions } from './messages.ts'

export interface Client {
  /** Pulls diagnostics; one that does not gets them pushed. Never both. */
  pulls: boolean
  relatedInformation: boolean
  versionedEdits: boolean
  codeActions: boolean
  nestedSymbols: boolean
  symbols: boolean
  status: boolean
  /** Can be asked to pull all diagnostics anew. */
  refreshes: boolean
  watches: boolean
  /** Checks configurations by their schema itself. */
  checksSchema: boolean
}

export function readClient(capabilities: ClientCapabilities, options: InitializationOptions | undefined): Client {
  const { textDocument, workspace } = capabilities
  const suppressed = Array.isArray(options?.suppress) ? options.suppress : []
  return {
    pulls: textDocument?.diagnostic !== undefined,
    relatedInformation: (textDocument?.diagnostic ?? textDocument?.publishDiagnostics)?.relatedInformation !== false,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    codeActions: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    nestedSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    symbols: !suppressed.includes('documentSymbol'),
    status: options?.status === true,
    refreshes: workspace?.diagnostics?.refreshSupport === true,
    watches: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    checksSchema: suppressed.includes('schema'),
  }
}

/** All safe fixes of a document at once. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.specwise`

export function serverCapabilities(client: Client): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    codeActionProvider: client.codeActions ? { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] } : undefined,
    documentSymbolProvider: client.symbols || undefined,
    diagnosticProvider: client.pulls
      ? { identifier: 'specwise', interFileDependencies: true, workspaceDiagnostics: false }
      : undefined,
  }
}
