// What the client can do, read once from `initialize`, and what the server offers for it.
import {
  type ClientCapabilities,
  CodeActionKind,
  ResourceOperationKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver'
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
  /** Pulls diagnostics; one that does not gets them pushed. Never both. */
  pulls: boolean
  relatedInformation: boolean
  versionedEdits: boolean
  codeActions: boolean
  /** Shows actions that cannot be done, with the reason. */
  disables: boolean
  nestedSymbols: boolean
  symbols: boolean
  /** Has an outline of headings itself: symbols are items alone. */
  headings: boolean
  /** Has no Markdown support of its own: tokens, folding and selection are offered. */
  structure: boolean
  status: boolean
  /** Which documents have findings, unless the settings say otherwise. */
  scope: DiagnosticsScope
  /** Can be asked to pull all diagnostics anew. */
  refreshes: boolean
  watches: boolean
  /** Tells of folders that come and go. */
  folders: boolean
  /** Checks configurations by their schema itself. */
  checksSchema: boolean
  /** Asks for answers itself, see `InitializationOptions`. */
  asks: boolean
  /** Shows reports of wrong findings itself, see `InitializationOptions`. */
  reports: boolean
  /** Shows pages of rules itself, see `InitializationOptions`. */
  rulePages: boolean
  follows: boolean
  /** The schemes of what only it can read. */
  fileSystems: readonly string[]
  trusted: boolean
  /** Takes edits with a place to go on typing at. */
  snippetEdits: boolean
  /** Peeks at what covers an item, from a lens, see `InitializationOptions`. */
  coverage: boolean
  /** Can be asked to take lenses anew. */
  refreshesLenses: boolean
  /** Can be asked to take inlay hints anew. */
  refreshesHints: boolean
  /** Asks before a rename. */
  preparesRename: boolean
  /** Takes edits with annotations. */
  annotates: boolean
  /** Takes completions with places to type at. */
  completionSnippets: boolean
  /** Takes edits that make files. */
  creates: boolean
  /** Can be asked to show a place. */
  shows: boolean
}

export function readClient(capabilities: ClientCapabilities, options: InitializationOptions | undefined): Client {
  const { textDocument, workspace, window } = capabilities
  const editing = workspace?.workspaceEdit
  // Operations on files are document changes: who takes the one takes the other, whether it says so or not.
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
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    annotates: editing?.changeAnnotationSupport !== undefined,
    preparesRename: textDocument?.rename?.prepareSupport === true,
    completionSnippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    creates: operations.includes(ResourceOperationKind.Create),
    shows: window?.showDocument?.support === true,
  }
}

/** `workspace.diagnostic`: what LSP 3.17 had in its meta model, and editors that were made by it say. */
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
    documentSymbolProvider: client.symbols ? { label: 'Specification' } : undefined,
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
