// The server of the Model Context Protocol, by its official SDK. Everything that it says is in English, since agents read it.

import { type Schema, Validator } from '@cfworker/json-schema'
import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js'
import { clean } from '../base/words.ts'
import { confined } from './confined.ts'
import { type Arguments, type Place, tools } from './tools.ts'

const longest = 60_000 // characters of an answer: an agent reads no more

/** Creates the server, to be connected to a transport. A failure of a tool is its answer, never a failure of the server. */
export function createMcpServer(given: Place): Server {
  const place: Place = { ...given, files: confined(given.files, given.root) }
  const server = new Server({ name: 'specwise', version: place.version }, { capabilities: { tools: {} } })
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map(({ name, title, description, inputSchema }) => ({
      ...{ name, title, description, inputSchema },
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    })),
  }))
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    try {
      return answer(await call(params.name, params.arguments ?? {}, place))
    } catch (error) {
      return { ...answer(`${error instanceof Error ? error.message : String(error)}\n`), isError: true }
    }
  })
  return server
}

async function call(name: string, given: unknown, place: Place): Promise<string> {
  const tool = tools.find((candidate) => candidate.name === name)
  if (!tool) throw new Error(`Unknown tool "${name}". Available tools: ${tools.map((known) => known.name).join(', ')}.`)
  const { valid, errors } = new Validator(tool.inputSchema as Schema, '7').validate(given)
  if (!valid) throw new Error(`Invalid arguments: ${errors.at(-1)?.error ?? ''}`)
  return tool.run(given as Arguments, place)
}

function answer(all: string) {
  const shown = all.length > longest ? `${all.slice(0, longest)}\n… truncated\n` : all
  return { content: [{ type: 'text' as const, text: shown.split('\n').map(clean).join('\n') }] }
}
