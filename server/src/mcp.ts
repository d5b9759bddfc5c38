// Entry of the server for agents: Model Context Protocol over standard input and output. Read-only.
import { resolve } from 'node:path'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { createMcpServer } from './mcp/serve.ts'
import { useSmallHeap } from './v8Flags.ts'
import { version } from './version.ts'
import { nodeFiles } from './workspace/files.ts'

useSmallHeap()

const [folder = '.'] = process.argv.slice(2)
const root = resolve(folder)
const server = createMcpServer({ files: nodeFiles, root, version })
server.connect(new StdioServerTransport()).catch((error: unknown) => {
  process.stderr.write(`specwise: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
})
process.stdin.on('end', () => process.exit(0))
