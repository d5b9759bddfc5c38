// The extension's entry under Node, on a desktop or a remote machine. The server is a separate process.
import type { ExtensionContext } from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'
import { activate as activateIn } from './extension.ts'
import { createMcpServers } from './mcp.ts'

export { deactivate } from './extension.ts'

export function activate(context: ExtensionContext): ReturnType<typeof activateIn> {
  const server = {
    module: context.asAbsolutePath('dist/server.mjs'),
    transport: TransportKind.ipc,
    options: { execArgv: ['--max-semi-space-size=16'] }, // the default is several times larger, and no faster: see test/bench
  }
  context.subscriptions.push(createMcpServers(context))
  return activateIn(context, {
    createClient: (options) => new LanguageClient('specwise', 'Specwise', { run: server, debug: server }, options),
    hasDisk: true,
  })
}
