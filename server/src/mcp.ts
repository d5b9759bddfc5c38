// Entry point of the server for agents: Model Context Protocol over standard input and output. Read-only.
import { resolve } from 'node:path'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { createMcpServer } from './mcp/serve.ts'
import { useSmallHeap } from './v8Flags.ts'
import { version } from './version.ts'
import { nodeFiles } from './workspace/nodeFiles.ts'

useSmallHeap()

async function serve([folder = '.', ...more]: readonly string[]): Promise<void> {
  const root = resolve(folder)
  if (more.length > 0 || folder.startsWith('-') || (await nodeFiles.kind(root)) !== 'folder')
    throw new Error('Specify an existing folder: specwise mcp [FOLDER]')
  await createMcpServer({ files: nodeFiles, root, version }).connect(new StdioServerTransport())
  process.stdin.on('end', () => process.exit(0))
}

serve(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`specwise: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
})
