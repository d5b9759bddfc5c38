// The extension: starts the server and shows what it does. Thin: everything that is known of documents is the server's.
// What differs between Node and a browser is in its two entries, `node.ts` and `browser.ts`.
import { commands, type ExtensionContext, window, workspace } from 'vscode'
import { type BaseLanguageClient, type LanguageClientOptions, State } from 'vscode-languageclient'
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
  /** The client of a server that is not started yet. */
  createClient(options: LanguageClientOptions): BaseLanguageClient
  /** Whether the server reads the disk itself; where it does not, it asks for every file. */
  hasDisk: boolean
}

let client: BaseLanguageClient | undefined

/** Registers the commands and starts the server without waiting for it: a server that fails must not block commands. */
export function activate(context: ExtensionContext, host: Host): { extendMarkdownIt: typeof extendMarkdownIt } {
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
    // VS Code's own Markdown support brings an outline of headings, with which ours is shown, and its JSON support checks the configuration by the schema that
    // the extension brings: a second one would double each.
    initializationOptions: () => ({
      suppress: ['headings', 'schema', 'structure'],
      status: true,
      asks: true,
      follows: true,
      coverage: true,
      reports: true,
      rulePages: true,
      trusted: workspace.isTrusted,
      fileSystems,
    }),
  }
  client = host.createClient(options)
  const files = serveFiles(client)
  const news = createNews(client)
  const specs = createSpecList(client, news)
  const status = createStatus(client, news)
  const traceViews = createTraceViews(client, news, context)
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
    files,
    workspace.onDidGrantWorkspaceTrust(restart), // git is asked from now on
    workspace.onDidChangeWorkspaceFolders(() => {
      if (virtualSchemes(host).some((scheme) => !fileSystems.includes(scheme))) void offerReload()
    }),
    createRulePages(client),
    createTasks(running),
    createSpecsView(client, specs, context),
    createQuestionsView(specs),
    commands.registerCommand(answerCommand, (given: AnswerArguments) => answer(given)),
    commands.registerCommand(walkCommand, (uri?: unknown) => running((own) => walk(own, uriOf(uri)))),
    commands.registerCommand('specwise.newSpec', (given?: Given) =>
      running((own) => newSpec(own, isGiven(given) ? given : {})),
    ),
    traceViews,
    dashboard,
    commands.registerCommand('specwise.showDashboard', () => running(dashboard.show)),
    commands.registerCommand('specwise.createConfig', createConfig),
    commands.registerCommand('specwise.checkWorkspace', () => running(checkWorkspace)),
    commands.registerCommand('specwise.explainLine', () => running(explainLine)),
    commands.registerCommand(reportCommand, (given: WrongFindingParams) =>
      running((own) => reportWrongFinding(own, given)),
    ),
    commands.registerCommand(chooseStatusCommand, (given?: unknown, word?: string) =>
      running((own) => onSpec(given, (uri) => chooseStatus(own, uri, word))),
    ),
    commands.registerCommand('specwise.archive', (given?: unknown, to?: unknown) =>
      running((own) => onSpec(given, (uri) => archive(own, uri, typeof to === 'string' ? to : undefined))),
    ),
    commands.registerCommand('specwise.showTraceability', (given?: unknown) =>
      running(() => onSpec(given, traceViews.show)),
    ),
    commands.registerCommand('specwise.resolveClarificationsHere', () =>
      running((own) => walk(own, window.activeTextEditor?.document.uri.toString())),
    ),
  )
  void start(client)
  return { extendMarkdownIt }

  /** Does something with a server that runs; says so where there is none. */
  async function running<T>(work: (own: BaseLanguageClient) => Promise<T>): Promise<T | undefined> {
    await changing
    if (client?.state === State.Running) return work(client)
    void window.showWarningMessage('Specwise is not running. "Specwise: Restart Server" starts it.')
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
    log.error(`The server did not start: ${error instanceof Error ? error.message : String(error)}`)
    status.failed()
  }
}

/** What the server reads is agreed on when it starts. */
async function offerReload(): Promise<void> {
  const reload = 'Reload Window'
  const text = 'The specifications of the new folder are read once this window is loaded again.'
  if ((await window.showInformationMessage(text, reload)) === reload)
    await commands.executeCommand('workbench.action.reloadWindow')
}

/** The schemes of folders that are on no disk, as of a repository that is opened over the network. */
function virtualSchemes({ hasDisk }: Host): string[] {
  const schemes = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)
  return [...new Set(['vscode-vfs', ...schemes])].filter((scheme) => scheme !== 'file' || !hasDisk)
}

/** Does something with the specification that a command is about: an item of a view, or the open document. */
async function onSpec<T>(given: unknown, work: (uri: string) => Promise<T>): Promise<T | undefined> {
  const uri = uriOf(given) ?? window.activeTextEditor?.document.uri.toString()
  return uri === undefined ? undefined : work(uri)
}

/** Menus call a command with what it was chosen on. */
const isGiven = (given: unknown): given is Given => typeof given === 'object' && given !== null && 'title' in given

/** What a command is about: an address, or an item of the view; the whole workspace without one. */
function uriOf(given: unknown): string | undefined {
  if (typeof given === 'string') return given
  const { spec } = (given ?? {}) as { spec?: { uri: string } }
  return spec?.uri
}

// Start, stop and restart one after the other: the client refuses to stop while it starts.
let changing: Promise<void> = Promise.resolve()

/** Ends the server; VS Code waits for it. */
export async function deactivate(): Promise<void> {
  await changing
  if (client?.needsStop()) await client.stop()
}
