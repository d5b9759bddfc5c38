// The capabilities of the client, read once from `initialize`, and those of the server.
import {
  type ClientCapabilities,
  CodeActionKind,
  ResourceOperationKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver'
import { t } from '../base/l10n.ts'
import { tokenModifiers, tokenTypes } from '../queries/semanticTokens.ts'
import {
  type DiagnosticsScope,
  fixRuleCommand,
  type InitializationOptions,
  openReportCommand,
  resolveCommand,
  selectCommand,
  setBoxCommand,
  setStatusCommand,
} from './messages.ts'
import { scopeOf } from './settings.ts'

export interface Client {
  /** Pulls diagnostics; else they are pushed. Never both. */
  pulls: boolean
  relatedInformation: boolean
  versionedEdits: boolean
  codeActions: boolean
  /** Shows disabled actions with the reason. */
  disables: boolean
  nestedSymbols: boolean
  symbols: boolean
  /** Has its own outline of headings: symbols are only items. */
  headings: boolean
  /** Has no Markdown support: tokens, folding and selection are offered. */
  structure: boolean
  status: boolean
  /** The documents that have findings; the settings may change it. */
  scope: DiagnosticsScope
  /** Supports refreshing diagnostics. */
  refreshes: boolean
  watches: boolean
  /** Sends changes of the workspace folders. */
  folders: boolean
  /** Validates configurations with their schema itself. */
  checksSchema: boolean
  /** Prompts for answers, see `InitializationOptions`. */
  asks: boolean
  /** Shows reports of wrong findings, see `InitializationOptions`. */
  reports: boolean
  /** Shows pages of rules, see `InitializationOptions`. */
  rulePages: boolean
  follows: boolean
  /** The schemes of files that only the client can read. */
  fileSystems: readonly string[]
  trusted: boolean
  /** Supports edits with tab stops. */
  snippetEdits: boolean
  /** Shows the coverage of an item from a lens, see `InitializationOptions`. */
  coverage: boolean
  /** Shows comparisons, see `InitializationOptions`. */
  compares: boolean
  /** Supports refreshing lenses. */
  refreshesLenses: boolean
  /** Supports refreshing inlay hints. */
  refreshesHints: boolean
  /** Supports `prepareRename`. */
  preparesRename: boolean
  /** Supports annotated edits. */
  annotates: boolean
  /** Supports completions with tab stops. */
  completionSnippets: boolean
  /** Supports edits that create files. */
  creates: boolean
  /** Supports `window/showDocument`. */
  shows: boolean
}

export function readClient(capabilities: ClientCapabilities, options: InitializationOptions | undefined): Client {
  const { textDocument, workspace, window } = capabilities
  const editing = workspace?.workspaceEdit
  // Operations on files are document changes: a client that supports the first supports the second, even if it does not say so.
  const operations = editing?.resourceOperations ?? []
  const versionedEdits = editing?.documentChanges === true || operations.length > 0
  const suppressed = Array.isArray(options?.suppress) ? options.suppress : []
  return {
    pulls: textDocument?.diagnostic !== undefined,
    relatedInformation: (textDocument?.diagnostic ?? textDocument?.publishDiagnostics)?.relatedInformation !== false,
    versionedEdits,
    codeActions: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    disables: textDocument?.codeAction?.disabledSupport === true,
    nestedSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    symbols: !suppressed.includes('documentSymbol'),
    headings: suppressed.includes('headings'),
    structure: !suppressed.includes('structure'),
    status: options?.status === true,
    scope: scopeOf(options?.diagnosticsScope) ?? 'workspace',
    refreshes: [workspace?.diagnostics, olderName(workspace)].some((one) => one?.refreshSupport === true),
    folders: workspace?.workspaceFolders === true,
    watches: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    checksSchema: suppressed.includes('schema'),
    asks: options?.asks === true,
    reports: options?.reports === true,
    rulePages: options?.rulePages === true,
    follows: options?.follows === true,
    fileSystems: Array.isArray(options?.fileSystems) ? options.fileSystems : [],
    trusted: options?.trusted === true,
    snippetEdits: editing?.snippetEditSupport === true && versionedEdits,
    coverage: options?.coverage === true,
    compares: options?.compares === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    annotates: editing?.changeAnnotationSupport !== undefined,
    preparesRename: textDocument?.rename?.prepareSupport === true,
    completionSnippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    creates: operations.includes(ResourceOperationKind.Create),
    shows: window?.showDocument?.support === true,
  }
}

/** `workspace.diagnostic`: the name in the meta model of LSP 3.17, which some editors use. */
const olderName = (workspace: ClientCapabilities['workspace']): { refreshSupport?: boolean } | undefined =>
  (workspace as { diagnostic?: { refreshSupport?: boolean } } | undefined)?.diagnostic

/** All safe fixes of a document at once. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.specwise`

export function serverCapabilities(client: Client): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    codeActionProvider: client.codeActions
      ? { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, fixAllKind] }
      : undefined,
    codeLensProvider: { resolveProvider: false },
    completionProvider: { triggerCharacters: ['-', ' ', '*', '[', '('], resolveProvider: false },
    inlayHintProvider: true,
    hoverProvider: true,
    definitionProvider: true,
    callHierarchyProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: client.preparesRename ? { prepareProvider: true } : true,
    executeCommandProvider: {
      commands: [resolveCommand, fixRuleCommand, selectCommand, setBoxCommand, setStatusCommand, openReportCommand],
    },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    documentSymbolProvider: client.symbols ? { label: t('Specification') } : undefined,
    foldingRangeProvider: client.structure || undefined,
    selectionRangeProvider: client.structure || undefined,
    semanticTokensProvider: client.structure
      ? { legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] }, full: true }
      : undefined,
    workspaceSymbolProvider: true,
    diagnosticProvider: client.pulls
      ? { identifier: 'specwise', interFileDependencies: true, workspaceDiagnostics: true }
      : undefined,
  }
}
