// All requests that a client can send about one document, as work whose growth can be measured.
import { uriOf } from '../../server/src/base/uri.ts'
import { type Client, connect, profiles } from './client.ts'
import type { Work } from './growth.ts'
import { memoryFiles } from './memoryFiles.ts'

const path = '/w/docs/specs/004-queue/spec.md'
const textDocument = { uri: uriOf(path) }
const unusedNumber = 54_321 // no id in a text has it

const documentRequests = ['documentSymbol', 'codeLens', 'foldingRange', 'semanticTokens/full']
const positionRequests = [
  'hover',
  'definition',
  'documentHighlight',
  'completion',
  'references',
  'rename',
  'codeAction',
]
const specwiseRequests = ['questions', 'items', 'trace', 'explainLine']

/**
 * Opens a text in a client. The work sends every request about the document, and about the first id after a fraction
 * `part` (0 to 1) of its lines.
 * @returns the work, in which each request is a part, and the client, which the caller has to stop.
 */
export async function requestsOf(text: string, part: number): Promise<{ client: Client; work: Work }> {
  const client = await connect(profiles.vscode, { asks: true, coverage: true }, memoryFiles({ [path]: text }), ['/w'])
  client.open(textDocument.uri, text)
  let version = 1
  const target = firstIdFrom(text.split('\n'), part)
  const position = { line: target.line, character: target.character + 1 }
  const params = {
    textDocument,
    position,
    uri: textDocument.uri,
    line: position.line,
    range: { start: position, end: position },
    positions: [position],
    context: { includeDeclaration: true, diagnostics: [] },
    newName: target.id.replace(/\d+$/, String(unusedNumber)),
  }
  const methods = [
    ...[...documentRequests, 'selectionRange', ...positionRequests].map((request) => `textDocument/${request}`),
    ...specwiseRequests.map((request) => `specwise/${request}`),
  ]
  return {
    client,
    async work(time) {
      // A new version each time, so that nothing cached for the previous version is used.
      client.change(textDocument.uri, ++version, { text: text + '\n'.repeat(version % 2) })
      await time('textDocument/diagnostic', () => client.pull(textDocument.uri))
      // A rename may be refused, which takes time as well.
      for (const method of methods)
        await time(method, () => client.connection.sendRequest(method, params).catch(() => null))
      const [item] = await time('prepareCallHierarchy', async () => {
        const items = await client.connection.sendRequest<unknown[] | null>('textDocument/prepareCallHierarchy', params)
        return items ?? []
      })
      for (const method of item ? ['callHierarchy/incomingCalls', 'callHierarchy/outgoingCalls'] : [])
        await time(method, () => client.connection.sendRequest(method, { item }))
    },
  }
}

/** The first id after a fraction `part` of the lines, with its line and character from 0; without an id, an empty one. */
function firstIdFrom(lines: readonly string[], part: number): { line: number; character: number; id: string } {
  const from = Math.floor(lines.length * part)
  for (let line = from; line < lines.length; line++) {
    const match = /\b(?:FR-|US-|T)\d+/.exec(lines[line] ?? '')
    if (match) return { line, character: match.index, id: match[0] }
  }
  return { line: from, character: 0, id: '' }
}
