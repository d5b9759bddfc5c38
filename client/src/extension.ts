// The extension: starts the server and shows what it does. Thin: everything that is known of documents is the server's.
import { commands, type ExtensionContext, window } from 'vscode'
import { LanguageClient, type LanguageClientOptions, State, TransportKind } from 'vscode-languageclient/node'
import { createStatus } from './status.ts'

let client: LanguageClient | undefined

/** Registers the commands and starts the server without waiting for it: a server that fails must not block commands. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('Specwise', { log: true })
  const server = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc }
  const options: LanguageClientOptions = {
    documentSelector: [
      ...['file', 'untitled', 'vscode-vfs'].map((scheme) => ({ scheme, language: 'markdown' })),
      { scheme: 'file', pattern: '**/.specwise.{json,jsonc}' },
    ],
    outputChannel: log,
    diagnosticCollectionName: 'specwise',
    // VS Code's own Markdown support brings an outline, and its JSON support checks the configuration by the schema that
    // the extension brings: a second one would double each.
    initializationOptions: { suppress: ['documentSymbol', 'schema'], status: true },
  }
  client = new LanguageClient('specwise', 'Specwise', { run: server, debug: server }, options)
  const status = createStatus(client)
  context.subscriptions.push(
    log,
    status,
    commands.registerCommand('specwise.showLog', () => log.show()),
    commands.registerCommand('specwise.restartServer', restart),
  )
  void start(client)

  async function restart(): Promise<void> {
    status.restarting()
    await changing
    changing = restartNow().catch((error: unknown) => tellFailure(error))
    await changing
  }
  async function restartNow(): Promise<void> {
    if (client?.state === State.Running) await client.restart()
    else await client?.start()
  }
  async function start(first: LanguageClient): Promise<void> {
    changing = first.start().catch((error: unknown) => tellFailure(error))
    await changing
  }
  function tellFailure(error: unknown): void {
    log.error(`The server did not start: ${error instanceof Error ? error.message : String(error)}`)
    status.failed()
  }
}

// Start, stop and restart one after the other: the client refuses to stop while it starts.
let changing: Promise<void> = Promise.resolve()

/** Ends the server; VS Code waits for it. */
export async function deactivate(): Promise<void> {
  await changing
  if (client?.needsStop()) await client.stop()
}
