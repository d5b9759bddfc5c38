// The Model Context Protocol: the tools, as its official SDK speaks it.
import { type Schema, Validator } from '@cfworker/json-schema'
import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js'
import { type Arguments, type Place, tools } from './tools.ts'

const longest = 60_000 // characters of an answer: nobody reads more

/** Makes the server; connect it to a transport. What cannot be done is told as the answer of the tool, never as a failure of the server. */
export function createMcpServer(place: Place): Server {
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
  const tool = tools.find((one) => one.name === name)
  if (!tool) throw new Error(`there is no tool "${name}"; there are ${tools.map((one) => one.name).join(', ')}`)
  const { valid, errors } = new Validator(tool.inputSchema as Schema, '7').validate(given)
  if (!valid) throw new Error(`the arguments are wrong: ${errors.at(-1)?.error ?? ''}`)
  return tool.run(given as Arguments, place)
}

const answer = (text: string) => ({
  content: [{ type: 'text' as const, text: text.length > longest ? `${text.slice(0, longest)}\n… cut here\n` : text }],
})
