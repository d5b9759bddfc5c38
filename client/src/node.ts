// The extension's entry under Node, on a desktop or a remote machine: the server is a process of its own.
import type { ExtensionContext } from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'
import { activate as activateIn } from './extension.ts'
import { createMcpServers } from './mcp.ts'

export { deactivate } from './extension.ts'

export function activate(context: ExtensionContext): ReturnType<typeof activateIn> {
  const server = {
    module: context.asAbsolutePath('dist/server.js'),
    transport: TransportKind.ipc,
    options: { execArgv: ['--max-semi-space-size=16'] }, // by default several times that, and no faster: test/bench
  }
  context.subscriptions.push(createMcpServers(context))
  return activateIn(context, {
    createClient: (options) => new LanguageClient('specwise', 'Specwise', { run: server, debug: server }, options),
    hasDisk: true,
  })
}
