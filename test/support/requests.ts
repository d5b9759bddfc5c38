// What a client asks of one document, as work whose growth can be measured.
import { uriOf } from '../../server/src/base/uri.ts'
import { type Client, connect, profiles } from './client.ts'
import type { Work } from './growth.ts'
import { memoryFiles } from './memoryFiles.ts'

const path = '/w/docs/specs/004-queue/spec.md'
const textDocument = { uri: uriOf(path) }
const last = 54_321 // a number that no id of a text has

const ofDocuments = ['documentSymbol', 'codeLens', 'foldingRange', 'semanticTokens/full']
const ofPlaces = ['hover', 'definition', 'documentHighlight', 'completion', 'references', 'rename', 'codeAction']
const ownOnes = ['questions', 'items', 'trace', 'explainLine']

/**
 * Opens a text in a client, and asks for everything: of the document, and of the first id in it behind `part` of it.
 * @returns the requests, each as a part, and the client, to be stopped.
 */
export async function requestsOf(text: string, part: number): Promise<{ client: Client; work: Work }> {
  const client = await connect(profiles.vscode, { asks: true, coverage: true }, memoryFiles({ [path]: text }), ['/w'])
  client.open(textDocument.uri, text)
  let version = 1
  const place = placeBehind(text.split('\n'), part)
  const position = { line: place.line, character: place.character + 1 }
  const params = {
    textDocument,
    position,
    uri: textDocument.uri,
    line: position.line,
    range: { start: position, end: position },
    positions: [position],
    context: { includeDeclaration: true, diagnostics: [] },
    newName: place.id.replace(/\d+$/, String(last)),
  }
  const methods = [
    ...[...ofDocuments, 'selectionRange', ...ofPlaces].map((one) => `textDocument/${one}`),
    ...ownOnes.map((one) => `specwise/${one}`),
  ]
  return {
    client,
    async work(time) {
      // Another version each time: what is known of the last one is forgotten.
      client.change(textDocument.uri, ++version, { text: text + '\n'.repeat(version % 2) })
      await time('textDocument/diagnostic', () => client.pull(textDocument.uri))
      // What cannot be renamed is refused, and that takes its time as well.
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

function placeBehind(lines: readonly string[], part: number): { line: number; character: number; id: string } {
  const from = Math.floor(lines.length * part)
  for (let line = from; line < lines.length; line++) {
    const match = /\b(?:FR-|US-|T)\d+/.exec(lines[line] ?? '')
    if (match) return { line, character: match.index, id: match[0] }
  }
  return { line: from, character: 0, id: '' }
}
