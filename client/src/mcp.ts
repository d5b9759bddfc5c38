// The read-only MCP server for agents in VS Code: one per folder, started when an agent needs it.
import { type Disposable, EventEmitter, type ExtensionContext, lm, McpStdioServerDefinition, workspace } from 'vscode'

/** Registers the servers in VS Code. */
export function createMcpServers(context: ExtensionContext): Disposable {
  const changed = new EventEmitter<void>()
  const program = context.asAbsolutePath('dist/mcp.mjs')
  const { version } = context.extension.packageJSON as { version: string }
  const provider = lm.registerMcpServerDefinitionProvider('specwise.mcp', {
    onDidChangeMcpServerDefinitions: changed.event,
    provideMcpServerDefinitions: () =>
      (workspace.workspaceFolders ?? [])
        .filter(({ uri }) => uri.scheme === 'file')
        .map(({ name, uri }, _, { length }) => {
          const label = length > 1 ? `Specwise: ${name}` : 'Specwise'
          const env = { ELECTRON_RUN_AS_NODE: '1' } // runs the editor's Node
          return new McpStdioServerDefinition(label, process.execPath, [program, uri.fsPath], env, version)
        }),
  })
  const listening = workspace.onDidChangeWorkspaceFolders(() => changed.fire())
  return {
    dispose() {
      for (const item of [provider, listening, changed]) item.dispose()
    },
  }
}
