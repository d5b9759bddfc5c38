// The server for agents in VS Code: one for each folder, started when an agent asks for it. Read-only.
import { type Disposable, EventEmitter, type ExtensionContext, lm, McpStdioServerDefinition, workspace } from 'vscode'

/** Tells VS Code of the servers. */
export function createMcpServers(context: ExtensionContext): Disposable {
  const changed = new EventEmitter<void>()
  const program = context.asAbsolutePath('dist/mcp.js')
  const { version } = context.extension.packageJSON as { version: string }
  const provider = lm.registerMcpServerDefinitionProvider('specwise.mcp', {
    onDidChangeMcpServerDefinitions: changed.event,
    provideMcpServerDefinitions: () =>
      (workspace.workspaceFolders ?? [])
        .filter(({ uri }) => uri.scheme === 'file')
        .map(({ name, uri }, _, { length }) => {
          const label = length > 1 ? `Specwise: ${name}` : 'Specwise'
          const env = { ELECTRON_RUN_AS_NODE: '1' } // the editor's own Node
          return new McpStdioServerDefinition(label, process.execPath, [program, uri.fsPath], env, version)
        }),
  })
  const listening = workspace.onDidChangeWorkspaceFolders(() => changed.fire())
  return {
    dispose() {
      for (const one of [provider, listening, changed]) one.dispose()
    },
  }
}
