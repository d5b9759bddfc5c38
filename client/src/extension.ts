// The extension: starts the server and shows its results. It knows nothing about documents; that is the server's part.
// What differs between Node and a browser is in its two entries, `node.ts` and `browser.ts`.
import { commands, type ExtensionContext, env, l10n, Uri, window, workspace } from 'vscode'
import { type BaseLanguageClient, type LanguageClientOptions, State } from 'vscode-languageclient'
import { t, useLanguage } from '../../server/src/base/l10n.ts'
import {
  type AnswerArguments,
  answerCommand,
  chooseStatusCommand,
  reportCommand,
  showCoverageCommand,
  type WrongFindingParams,
  walkCommand,
} from '../../server/src/lsp/messages.ts'
import { archive, chooseStatus } from './actions.ts'
import { answer } from './answer.ts'
import { createChangeMarks } from './changeMarks.ts'
import { createCollisions } from './collisions.ts'
import { createComparisons } from './compare.ts'
import { createConfig } from './config.ts'
import { showCoverage } from './coverage.ts'
import { createDashboardView } from './dashboardView.ts'
import { serveFiles } from './editorFiles.ts'
import { explainLine } from './explain.ts'
import { createMarkers } from './markers.ts'
import { type Given, newSpec } from './newSpec.ts'
import { createNews } from './news.ts'
import { extendMarkdownIt } from './preview.ts'
import { checkWorkspace } from './problems.ts'
import { createQuestionsView } from './questions.ts'
import { reportWrongFinding } from './report.ts'
import { createRulePages } from './rulePage.ts'
import { createSpecList } from './specList.ts'
import { createSpecsView } from './specs.ts'
import { createStatus } from './status.ts'
import { createTasks } from './tasks.ts'
import { createTraceViews } from './traceView.ts'
import { walk } from './walk.ts'

/** Where the extension runs. */
export interface Host {
  /** Creates the client; its server is not started yet. */
  createClient(options: LanguageClientOptions): BaseLanguageClient
  /** Whether the server reads the disk itself. If it does not, it requests every file from the client. */
  hasDisk: boolean
}

let client: BaseLanguageClient | undefined

/** Registers the commands and starts the server, without waiting for it: a server that fails must not block commands. */
export function activate(context: ExtensionContext, host: Host): { extendMarkdownIt: typeof extendMarkdownIt } {
  useLanguage(l10n.bundle, env.language)
  const log = window.createOutputChannel('Specwise', { log: true })
  const fileSystems = virtualSchemes(host)
  const options: LanguageClientOptions = {
    documentSelector: [
      ...['file', 'untitled', ...fileSystems].map((scheme) => ({ scheme, language: 'markdown' })),
      ...['file', ...fileSystems].map((scheme) => ({ scheme, pattern: '**/.specwise.{json,jsonc}' })),
    ],
    outputChannel: log,
    diagnosticCollectionName: 'specwise',
    synchronize: { configurationSection: 'specwise' },
    // VS Code's Markdown support has an outline of headings, and its JSON support checks the configuration against the
    // schema that this extension contributes. The server leaves out both, or they would appear twice.
    initializationOptions: () => ({
      suppress: ['headings', 'schema', 'structure'],
      status: true,
      asks: true,
      follows: true,
      coverage: true,
      compares: host.hasDisk,
      reports: true,
      rulePages: true,
      trusted: workspace.isTrusted,
      l10n: l10n.bundle, // undefined in English
      fileSystems,
    }),
  }
  client = host.createClient(options)
  const files = serveFiles(client)
  const news = createNews(client)
  const specs = createSpecList(client, news)
  const status = createStatus(client, news)
  const traceViews = createTraceViews(client, news, context)
  const comparisons = createComparisons(client, context)
  const dashboard = createDashboardView(specs, context)
  context.subscriptions.push(
    log,
    news,
    specs,
    status,
    commands.registerCommand('specwise.showLog', () => log.show()),
    commands.registerCommand(showCoverageCommand, showCoverage),
    commands.registerCommand('specwise.restartServer', restart),
    createMarkers(client, news),
    createChangeMarks(client, news, Uri.joinPath(context.extensionUri, 'client', 'media')),
    files,
    workspace.onDidGrantWorkspaceTrust(restart), // Git may be run from now on
    workspace.onDidChangeWorkspaceFolders(() => {
      if (virtualSchemes(host).some((scheme) => !fileSystems.includes(scheme))) void offerReload()
    }),
    createRulePages(client),
    createTasks(running),
    createSpecsView(client, specs, context),
    createQuestionsView(specs),
    commands.registerCommand(answerCommand, (given: AnswerArguments) => answer(given)),
    commands.registerCommand(walkCommand, (uri?: unknown) => running((server) => walk(server, uriOf(uri)))),
    commands.registerCommand('specwise.newSpec', (given?: Given) =>
      running((server) => newSpec(server, isGiven(given) ? given : {})),
    ),
    traceViews,
    dashboard,
    commands.registerCommand('specwise.showDashboard', () => running(dashboard.show)),
    commands.registerCommand('specwise.createConfig', createConfig),
    commands.registerCommand('specwise.checkWorkspace', () => running(checkWorkspace)),
    commands.registerCommand('specwise.explainLine', () => running(explainLine)),
    commands.registerCommand(reportCommand, (given: WrongFindingParams) =>
      running((server) => reportWrongFinding(server, given)),
    ),
    commands.registerCommand(chooseStatusCommand, (given?: unknown, word?: string) =>
      running((server) => onSpec(given, (uri) => chooseStatus(server, uri, word))),
    ),
    commands.registerCommand('specwise.archive', (given?: unknown, to?: unknown) =>
      running((server) => onSpec(given, (uri) => archive(server, uri, typeof to === 'string' ? to : undefined))),
    ),
    commands.registerCommand('specwise.showTraceability', (given?: unknown) =>
      running(() => onSpec(given, traceViews.show)),
    ),
    comparisons,
    createCollisions(client),
    commands.registerCommand('specwise.compare', (given?: unknown, base?: unknown) =>
      running(() => onSpec(given, (uri) => comparisons.compare(uri, typeof base === 'string' ? base : undefined))),
    ),
    commands.registerCommand('specwise.resolveClarificationsHere', () =>
      running((server) => walk(server, window.activeTextEditor?.document.uri.toString())),
    ),
  )
  void start(client)
  return { extendMarkdownIt }

  /** Does something with a running server; shows a warning if the server is not running. */
  async function running<T>(work: (server: BaseLanguageClient) => Promise<T>): Promise<T | undefined> {
    await changing
    if (client?.state === State.Running) return work(client)
    void window.showWarningMessage(t('Specwise is not running. To start it, run "Specwise: Restart Server".'))
    return undefined
  }
  async function restart(): Promise<void> {
    status.restarting()
    await changing
    changing = restartNow().catch((error: unknown) => tellFailure(error))
    await changing
  }
  async function restartNow(): Promise<void> {
    if (client?.state === State.Running) await client.stop()
    await client?.start()
  }
  async function start(first: BaseLanguageClient): Promise<void> {
    changing = first.start().catch((error: unknown) => tellFailure(error))
    await changing
  }
  function tellFailure(error: unknown): void {
    log.error(`The server failed to start: ${error instanceof Error ? error.message : String(error)}`)
    status.failed()
  }
}

/** The file systems that the server reads are set when it starts. */
async function offerReload(): Promise<void> {
  const reload = t('Reload Window')
  const text = t('Reload the window to read the specifications in the new folder')
  if ((await window.showInformationMessage(text, reload)) === reload)
    await commands.executeCommand('workbench.action.reloadWindow')
}

/** The schemes of folders that are not on a disk, such as those of remote repositories. */
function virtualSchemes({ hasDisk }: Host): string[] {
  const schemes = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)
  return [...new Set(['vscode-vfs', ...schemes])].filter((scheme) => scheme !== 'file' || !hasDisk)
}

/** Does something with the specification that a command applies to: an item of a view, or the open document. */
async function onSpec<T>(given: unknown, work: (uri: string) => Promise<T>): Promise<T | undefined> {
  const uri = uriOf(given) ?? window.activeTextEditor?.document.uri.toString()
  return uri === undefined ? undefined : work(uri)
}

/** Menus pass the selected item to a command, which is not meant here. */
const isGiven = (given: unknown): given is Given => typeof given === 'object' && given !== null && 'title' in given

/** The address that a command applies to, given as it is or as an item of the view; undefined for the whole workspace. */
function uriOf(given: unknown): string | undefined {
  if (typeof given === 'string') return given
  const { spec } = (given ?? {}) as { spec?: { uri: string } }
  return spec?.uri
}

// Start, stop and restart run one after the other: the client refuses to stop while it starts.
let changing: Promise<void> = Promise.resolve()

/** Stops the server; VS Code waits for it. */
export async function deactivate(): Promise<void> {
  await changing
  if (client?.needsStop()) await client.stop()
}
