// The entry of the protocol: connects requests with their handlers. A request that fails never ends the server.
import {
  type Connection,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type InitializeParams,
} from 'vscode-languageserver'
import { createAnalyser } from '../analysis/analyser.ts'
import { createChecker } from '../analysis/checker.ts'
import { pathKey, pathOf, uriOf, useVirtualSchemes } from '../base/uri.ts'
import type { Feature } from '../feature/feature.ts'
import { version } from '../version.ts'
import { isBelow } from '../workspace/paths.ts'
import { createSpecIndex } from '../workspace/specIndex.ts'
import { createWatchedFiles } from '../workspace/watchedFiles.ts'
import { createArchive } from './archive.ts'
import { serveCallHierarchy } from './callHierarchy.ts'
import { type Client, readClient, serverCapabilities } from './capabilities.ts'
import { createChanges } from './change.ts'
import { serveChangedItems } from './changedItems.ts'
import { createCodeActions } from './codeActions.ts'
import { createCommands } from './commands.ts'
import { createCompletion } from './completion.ts'
import { createCrossReferences } from './crossReferences.ts'
import { createDiagnostics } from './diagnostics.ts'
import { Documents } from './documents.ts'
import { withEditorFiles } from './editorFiles.ts'
import { createErrorLog } from './errorLog.ts'
import { createFolders } from './folders.ts'
import { createGuard } from './guard.ts'
import type { Host } from './host.ts'
import { createIndexLog } from './indexLog.ts'
import { createSetBox } from './items.ts'
import { chooseLanguage } from './language.ts'
import { serveLenses } from './lenses.ts'
import { serveRefusals } from './lifeCycle.ts'
import {
  type AgesParams,
  agesRequest,
  archiveRequest,
  checkWorkspaceRequest,
  type GivenSettings,
  type NewSpecParams,
  newSpecRequest,
  specsChanged,
  statusRequest,
  type WorkspaceCheck,
} from './messages.ts'
import { planNewSpec } from './newSpec.ts'
import { createOpenEvidence } from './openEvidence.ts'
import { createOpenHistories } from './openHistories.ts'
import { createOpenResources } from './openResources.ts'
import { agesOf } from './questions.ts'
import { serveReports } from './report.ts'
import { createResourceNames } from './resourceNames.ts'
import { settingsFrom } from './settings.ts'
import { findSymbols, indexed } from './specs.ts'
import { createStatusRequests } from './status.ts'
import { serveStructure } from './structure.ts'
import { createIds, serveSymbols } from './symbols.ts'
import { seldom, soon } from './timing.ts'
import { serveViews } from './views.ts'
import { createWatching } from './watching.ts'
import { createWorkspaceDiagnostics, problemsOf, sumOfProblems } from './workspaceDiagnostics.ts'

/** Serves a client over a connection, and starts listening on it. */
export function startServer(
  connection: Connection,
  { disk, git, histories, serveComparison, translations }: Host = {},
): void {
  const given = withEditorFiles(connection, disk, () => folders.all())
  const documents = new Documents()
  serveRefusals(connection)
  const failed = createErrorLog(connection)
  const folders = createFolders((path) => checker.settingsOf(path))
  let watches = false
  const ask = async (folder: string): Promise<string[]> =>
    client.trusted ? ((await given.tracked?.(folder)) ?? []) : []
  const files = createWatchedFiles(
    { ...given, tracked: ask },
    (path) => watches && folders.all().some((one) => isBelow(one, path)),
  )
  const checker = createChecker({
    files,
    kept: true,
    roots: folders.all,
    claims: async () => resources.now()?.groups,
    history: (feature) => openHistories.of(feature),
    onError: (rule, error) => failed(`rule ${rule.code}`, error),
  })
  const analyser = createAnalyser(checker, failed)
  const isOpen = (path: string): boolean => documents.get(address(path)) !== undefined
  const checkAgain = (): void => {
    analyser.changed()
    diagnostics.allChanged()
  }
  const openHistories = createOpenHistories(
    histories,
    (path) => client.trusted && isOpen(path),
    () => {
      checkAgain()
      tellChanged()
    },
  )
  const trustedGit = () => (client.trusted ? git : undefined)
  const addresses = new Map<string, string>() // in the form of the client, by path
  const address = (path: string): string => addresses.get(pathKey(path)) ?? uriOf(path)
  let client: Client = readClient({}, undefined)
  let settings = settingsFrom(undefined, client.scope)
  const guard = createGuard(failed)

  connection.onInitialize(async (params: InitializeParams) => {
    await chooseLanguage(params, translations)
    client = readClient(params.capabilities, params.initializationOptions)
    settings = settingsFrom(undefined, client.scope)
    useVirtualSchemes(client.fileSystems)
    folders.begin(params)
    return { capabilities: serverCapabilities(client), serverInfo: { name: 'specwise', version } }
  })

  const foldersChanged = (): void => {
    index.stale()
    resources.stale()
    resources.refresh()
    analyser.changed()
    tellChanged()
  }

  connection.onInitialized(() => {
    connection.console.info(
      `Specwise ${version} is ready for ${folders.shown()}; diagnostics are ${client.pulls ? 'pulled' : 'pushed'}.`,
    )
    if (client.folders)
      connection.workspace.onDidChangeWorkspaceFolders((event) => {
        folders.change(event)
        foldersChanged()
      })
    if (client.watches)
      watching.register().then((does) => {
        watches = does
      })
    // Open documents are published first.
    if (settings.scope === 'workspace' && !client.pulls) soon(() => void index.since(0, 0), 500)()
  })

  const diagnostics = createDiagnostics({
    connection,
    documents,
    analyser,
    checker,
    client: () => client,
    address,
    closed: (uri) => workspaceDiagnostics.of(uri),
    published: () => tellChanged(),
    failed,
  })

  const workspaceDiagnostics = createWorkspaceDiagnostics({
    connection,
    wanted: () => settings.scope === 'workspace',
    client: () => client,
    isOpen,
    address,
  })
  const index = createSpecIndex({
    source: checker,
    roots: folders.all,
    take: (feature) => indexed(feature, address),
    async refine(loaded, one) {
      const checked = await checker.check(loaded)
      workspaceDiagnostics.take(loaded.feature.path, checked)
      return { ...one, entry: { ...one.entry, problems: problemsOf(checked) } }
    },
    refined: () => tellRefined(),
    dropped: workspaceDiagnostics.drop,
    onError: failed,
  })
  const resources = createOpenResources(files, folders.all, checker, checkAgain, failed)
  const { prefixesOf } = resources
  /** Work that changes documents reads from disk: the watcher may not have reported the last change yet. */
  const withFreshFiles =
    <A extends unknown[], R>(work: (...given: A) => R) =>
    (...given: A): R => {
      files.stale()
      return work(...given)
    }
  /** The same for work that depends on the list of specifications. */
  const withFreshSpecs = <A extends unknown[], R>(work: (...given: A) => R): ((...given: A) => R) =>
    withFreshFiles((...given) => {
      checker.stale()
      index.stale()
      analyser.changed()
      return work(...given)
    })
  const evidence = createOpenEvidence({
    disk,
    roots: folders.all,
    settings: () => settings.evidence,
    index,
    changed: () => lenses.refresh(),
    onError: failed,
  })
  const fromIndex = createCrossReferences(index, checker)
  const crossReferences = { ...fromIndex, documents: withFreshFiles(fromIndex.documents) }
  const otherSpec = async (uri: string, number: number): Promise<Feature | undefined> => {
    const path = pathOf(uri)
    return path === undefined ? undefined : checker.specWithNumber(path, number)
  }
  serveSymbols(
    connection,
    createIds({
      documents,
      analyser,
      otherSpec,
      attachmentAt: checker.attachmentAt,
      crossReferences,
      evidence,
      address,
      versionedEdits: () => client.versionedEdits,
      annotates: () => client.annotates,
    }),
    createResourceNames({
      documents,
      analyser,
      checker,
      index: resources,
      prefixesOf,
      versioned: () => client.versionedEdits,
      address,
    }),
    createCompletion({ documents, analyser, resources, index, prefixesOf, snippets: () => client.completionSnippets }),
    guard,
  )
  const { leftOut } = workspaceDiagnostics
  serveViews(
    connection,
    { documents, analyser, checker, index, address, evidence, leftOut, changed: () => tellChanged() },
    guard,
  )
  serveChangedItems(connection, documents, analyser, openHistories.of, guard)
  serveComparison?.(connection, checker, { files, isTrusted: () => client.trusted }, guard)
  connection.onRequest(
    archiveRequest,
    withFreshSpecs(createArchive({ connection, documents, checker, roots: folders.all, address })),
  )
  connection.onRequest(
    newSpecRequest,
    withFreshSpecs(async (params: NewSpecParams) =>
      planNewSpec(
        params,
        checker,
        (await index.all()).map(({ entry }) => entry),
        trustedGit(),
      ),
    ),
  )
  connection.onRequest(
    agesRequest,
    guard('ages', [], ({ questions }: AgesParams) => agesOf(questions, checker.store, trustedGit()?.blame)),
  )
  const watching = createWatching({
    connection,
    files,
    resources(paths, stale) {
      for (const path of paths) resources.changed(path)
      if (stale) resources.stale()
      resources.refresh()
    },
    changed(paths, moved) {
      checker.stale()
      for (const path of paths) index.changed(path)
      if (moved) index.stale()
      analyser.changed()
      recheck() // when a folder changes, each file is reported
    },
    failed,
  })
  const recheck = soon(() => {
    diagnostics.allChanged()
    tellChanged()
  }, 80)
  const logIndex = createIndexLog(connection.console, index)
  const tellRefined = seldom(() => {
    tellChanged()
    void logIndex()
  })
  const tellChanged = soon(() => {
    if (settings.scope === 'workspace') void index.since(0, 0) // reads and checks what changed
    lenses.refresh() // the coverage of an item depends on other documents
    if (client.follows) connection.sendNotification(specsChanged).catch((error: unknown) => failed('specs', error))
  })

  documents.onDidChangeContent(({ document }) => {
    const path = pathOf(document.uri)
    if (path !== undefined) {
      addresses.set(pathKey(path), document.uri)
      checker.store.open(path, document.getText(), document.version)
      index.changed(path)
    }
    if (!watches) {
      checker.stale() // other files are not watched
      resources.stale()
    }
    analyser.changed()
    diagnostics.changed(document.uri)
  })
  documents.onDidOpen(({ document: { uri } }) => {
    const path = pathOf(uri)
    if (path !== undefined) addresses.set(pathKey(path), uri)
    workspaceDiagnostics.changed(path ?? uri)
    if (path === undefined) return
    const update = (added: boolean): void => void (added && foldersChanged())
    folders.opened(path).then(update, (error: unknown) => failed('adding a folder', error))
  })
  documents.onDidClose(({ document: { uri } }) => {
    const path = pathOf(uri)
    if (path !== undefined) {
      checker.store.open(path, undefined, 0)
      index.changed(path)
    }
    analyser.forget(uri)
    analyser.changed()
    if (!client.pulls) connection.sendDiagnostics({ uri, diagnostics: [] })
    diagnostics.changed(uri)
  })
  const noDiagnostics: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] }
  connection.languages.diagnostics.on(guard('diagnostics', noDiagnostics, diagnostics.pull))
  connection.languages.diagnostics.onWorkspace(
    guard('workspace diagnostics', { items: [] }, ({ previousResultIds }, token) => {
      if (settings.scope === 'workspace') void index.since(0, 0)
      return workspaceDiagnostics.pull(previousResultIds, token)
    }),
  )
  connection.onRequest(checkWorkspaceRequest, async (): Promise<WorkspaceCheck> => {
    await withFreshSpecs(() => index.again())()
    const all = (await index.all()).map(({ entry }) => entry)
    return { specs: all.length, ...sumOfProblems(all) }
  })

  const changes = createChanges({ connection, documents, store: checker.store, client: () => client, address })
  const status = createStatusRequests(documents, analyser, changes, async () =>
    (await index.all()).map(({ entry }) => entry.status),
  )
  connection.onRequest(statusRequest, guard('status', null, status.choices))
  const reports = serveReports(connection, documents, analyser, () => client, guard)
  const codeActions = createCodeActions({
    documents,
    analyser,
    changes,
    crossReferences,
    reports,
    settingsOf: checker.settingsOf,
    store: checker.store,
    historyOf: openHistories.of,
    client: () => client,
  })
  connection.onCodeAction(guard('codeAction', [], codeActions))
  // Not guarded: a command that fails is reported to the user, who waits for it.
  connection.onExecuteCommand(
    withFreshFiles(
      createCommands({
        connection,
        documents,
        analyser,
        changes,
        client: () => client,
        git: trustedGit,
        setBox: createSetBox(documents, analyser, changes),
        setStatus: status.set,
        openReport: reports.open,
      }),
    ),
  )

  const lenses = serveLenses(
    connection,
    { documents, analyser, client: () => client, settings: () => settings, evidence, address, failed },
    guard,
  )
  serveStructure(connection, { documents, analyser, checker, client: () => client }, guard)
  serveCallHierarchy(connection, { documents, analyser, checker, address }, guard)
  connection.onDidChangeConfiguration(({ settings: given }) => {
    const before = JSON.stringify(settings)
    settings = settingsFrom((given as { specwise?: GivenSettings } | null)?.specwise, client.scope)
    if (before === JSON.stringify(settings)) return
    if (settings.scope === 'workspace') void index.since(0, 0)
    workspaceDiagnostics.changed()
    evidence.settingsChanged()
    lenses.refresh()
  })

  connection.onWorkspaceSymbol(guard('workspaceSymbol', [], async ({ query }) => findSymbols(await index.all(), query)))

  documents.listen(connection)
  connection.listen()
}
