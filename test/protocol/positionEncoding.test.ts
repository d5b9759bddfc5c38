// Columns in UTF-8, UTF-16 and UTF-32 units refer to the same places of a text.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  Location,
  Position,
  Range,
  WorkspaceEdit,
} from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { columnFrom, columnIn, type Encoding } from '../../server/src/base/columns.ts'
import { uriOf } from '../../server/src/base/uri.ts'
import { chooseEncoding } from '../../server/src/lsp/positionEncoding.ts'
import { connect, profiles } from '../support/client.ts'
import { memoryFiles } from '../support/memoryFiles.ts'
import { property } from '../support/property.ts'

const encodings = ['utf-8', 'utf-16', 'utf-32'] as const
const paths = ['spec.md', 'plan.md'].map((name) => `/w/specs/001-a/${name}`)
const texts = [
  `# Spec: 队列 😀

**ID**: SPEC-001
**Status**: draft

## Requirements

- 😀 **FR-001**: 系统 MUST cafe\u0301 [NEEDS CLARIFICATION: 多久 😀?] FR-003
- 系统😀 **FR-001**: System MUST b
- **FR-002**: 漢字😀e\u0301 FR-001, FR-002 and FR-009
`,
  '# Plan: 队列\n\n## Tasks\n\n- [ ] **T001**: 😀 漢字 e\u0301 FR-002, then FR-001\n',
]
const [specUri = '', planUri = ''] = paths.map(uriOf)

/** The number of units before a UTF-16 column, computed differently than in the server. */
function unitsBefore(encoding: Encoding, line: string, column: number): number {
  const before = line.slice(0, column)
  if (encoding === 'utf-8') return Buffer.byteLength(before)
  return encoding === 'utf-16' ? column : [...before].length
}

/** The answers to a client, with every range as an offset and the text in it. */
async function seenBy(encoding: Encoding, offered: readonly string[]): Promise<unknown> {
  const general = { positionEncodings: [...offered] }
  const files = memoryFiles(Object.fromEntries(paths.map((path, k) => [path, texts[k] ?? ''])))
  const window = { showDocument: { support: true } }
  const client = await connect({ ...profiles.vscode, general, window }, undefined, files, ['/w'])
  assert.equal(client.result.capabilities.positionEncoding, encoding)
  let [text = ''] = texts
  const documents = (): Map<string, TextDocument> =>
    new Map([
      [specUri, TextDocument.create(specUri, 'markdown', 0, text)],
      [planUri, TextDocument.create(planUri, 'markdown', 0, texts[1] ?? '')],
    ])
  const lineAt = (uri: string, line: number): string => documents().get(uri)?.getText().split('\n')[line] ?? ''
  const at = (uri: string, offset: number): Position => {
    const position = (documents().get(uri) as TextDocument).positionAt(offset)
    return { ...position, character: unitsBefore(encoding, lineAt(uri, position.line), position.character) }
  }
  /** The offset and the text of a range. */
  const words = (uri: string, { start, end }: { start: Position; end: Position }): string => {
    const offset = ({ line, character }: Position): number => {
      const lineText = lineAt(uri, line)
      const column = Array.from({ length: lineText.length + 1 }, (_, k) => k).findLast(
        (k) => unitsBefore(encoding, lineText, k) === character,
      )
      assert.ok(column !== undefined, `${uri} has no column ${character} on line ${line}`)
      return (documents().get(uri) as TextDocument).offsetAt({ line, character: column })
    }
    return `${offset(start)}: ${documents().get(uri)?.getText().slice(offset(start), offset(end))}`
  }
  const ask = <T>(method: string, params: object): Promise<T> =>
    client.connection.sendRequest(`textDocument/${method}`, params)

  client.open(specUri, text)
  // Two changes in one message: the positions of the second refer to the text after the first.
  const edit = (offset: number, length: number, piece: string) => {
    const range = { start: at(specUri, offset), end: at(specUri, offset + length) }
    text = text.slice(0, offset) + piece + text.slice(offset + length)
    return { range, text: piece }
  }
  const changes = [edit(text.indexOf('系统 MUST'), 2, '😀系'), edit(text.indexOf('b\n'), 1, '漢b')]
  client.change(specUri, 2, ...changes)
  const report = await client.pull(specUri)
  const textDocument = { uri: specUri }
  const mention = text.lastIndexOf('FR-002')
  const position = at(specUri, mention + 1)
  type Places = { uri: string; range: { start: Position; end: Position } }[]
  const edits = await ask<WorkspaceEdit>('rename', { textDocument, position, newName: 'FR-007' })
  const question = text.indexOf('[NEEDS') + 3
  const range = { start: at(specUri, question), end: at(specUri, question) }
  const symbols = JSON.stringify(await ask('documentSymbol', { textDocument }))
  const [item] = await ask<CallHierarchyItem[]>('prepareCallHierarchy', { textDocument, position })
  const calls = await client.connection.sendRequest<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', {
    item,
  })
  const selected = new Promise<string>((resolve) =>
    client.connection.onRequest('window/showDocument', ({ uri, selection }: { uri: string; selection: Range }) => {
      resolve(words(uri, selection))
      return { success: true }
    }),
  )
  const command = { command: 'specwise.select', arguments: [specUri, { start: position, end: position }] }
  await client.connection.sendRequest('workspace/executeCommand', command)
  const seen = {
    calls: calls.flatMap(({ to, fromRanges }) => [
      words(to.uri, to.selectionRange),
      ...fromRanges.map((fromRange) => words(specUri, fromRange)),
    ]),
    item: item ? words(item.uri, item.selectionRange) : '',
    selected: await selected,
    findings:
      report.kind === 'full'
        ? report.items.map(({ code, range: findingRange }) => `${code} ${words(specUri, findingRange)}`)
        : [],
    definition: (await ask<Places>('definition', { textDocument, position })).map(({ uri, range: definitionRange }) =>
      words(uri, definitionRange),
    ),
    references: (
      await ask<Places>('references', { textDocument, position, context: { includeDeclaration: true } })
    ).map(({ uri, range: referenceRange }) => words(uri, referenceRange)),
    renamed: (edits.documentChanges ?? []).flatMap((change) =>
      'textDocument' in change
        ? change.edits.map((edit) => ('range' in edit ? words(change.textDocument.uri, edit.range) : ''))
        : [],
    ),
    highlights: (await ask<Places>('documentHighlight', { textDocument, position })).map(({ range: highlightRange }) =>
      words(specUri, highlightRange),
    ),
    actions: (await client.actions(specUri, range)).map(({ title }) => title),
    symbols: symbols.length > 0,
    tokens: tokensOf(await ask<{ data: number[] }>('semanticTokens/full', { textDocument }), (tokenRange) =>
      words(specUri, tokenRange),
    ),
  }
  await client.stop()
  return seen
}

function tokensOf(
  { data }: { data: number[] },
  words: (range: { start: Position; end: Position }) => string,
): string[] {
  const found: string[] = []
  let [line, character] = [0, 0]
  for (let k = 0; k < data.length; k += 5) {
    const [lines = 0, shift = 0, length = 0] = data.slice(k)
    line += lines
    character = lines > 0 ? shift : character + shift
    found.push(words({ start: { line, character }, end: { line, character: character + length } }))
  }
  return found
}

describe('columns', () => {
  it('are UTF-16 if the client offers it, otherwise in an encoding that it offers', () => {
    for (const [offered, expected] of [
      [undefined, 'utf-16'],
      [[], 'utf-16'],
      [['utf-8', 'utf-16'], 'utf-16'],
      [['utf-8'], 'utf-8'],
      [['utf-32'], 'utf-32'],
      [['utf-32', 'utf-8'], 'utf-8'],
      [['utf-7'], 'utf-16'],
    ] as const)
      assert.equal(chooseEncoding(offered), expected)
  })
  it('are converted to each encoding and back', () => {
    const character = fc.constantFrom('a', 'é', 'e\u0301', '漢', '😀', '👩‍💻', '\t', '\ud83d')
    property(
      fc.property(fc.array(character, { maxLength: 9 }), fc.constantFrom(...encodings), (parts, encoding) => {
        const line = parts.join('')
        const starts = [0]
        for (const symbol of line) starts.push((starts.at(-1) as number) + symbol.length)
        for (const column of starts) {
          const units = unitsBefore(encoding, line, column)
          assert.equal(columnIn(encoding, line, column), units)
          assert.equal(columnFrom(encoding, line, units), column)
        }
        assert.equal(columnFrom(encoding, line, 1e6), encoding === 'utf-16' ? 1e6 : line.length)
      }),
      2000,
    )
  })
  it('refer to the same places in each encoding', async () => {
    const expected = (await seenBy('utf-16', ['utf-16'])) as Record<string, unknown[]>
    for (const [name, value] of Object.entries(expected))
      assert.ok(value === (true as unknown) || value.length > 0, name)
    assert.ok(expected.renamed?.some((edit) => String(edit).endsWith('FR-002')))
    for (const encoding of ['utf-8', 'utf-32'] as const) assert.deepEqual(await seenBy(encoding, [encoding]), expected)
  })
  it('of malformed messages do not stop the server', async () => {
    const general = { positionEncodings: ['utf-8'] }
    const client = await connect(
      { ...profiles.vscode, general },
      undefined,
      memoryFiles({ [paths[0] ?? '']: texts[0] ?? '' }),
    )
    client.open(specUri, texts[0] ?? '')
    const { connection } = client
    for (const params of [
      { textDocument: { uri: specUri }, contentChanges: 7 },
      { textDocument: null },
      { contentChanges: [null] },
    ])
      await connection.sendNotification('textDocument/didChange', params)
    await connection.sendNotification('textDocument/didOpen', { textDocument: { uri: 7 } })
    const report = await client.pull(specUri)
    assert.ok(report.kind === 'full' && report.items.length > 0)
    await client.stop()
  })
  it('stay UTF-16 for a client that supports several encodings', async () => {
    assert.deepEqual(await seenBy('utf-16', ['utf-8', 'utf-16']), await seenBy('utf-16', ['utf-16']))
  })
  const capabilities = { ...profiles.eglot, general: { positionEncodings: ['utf-8'] } }
  const started = (files: Record<string, string | null>) => connect(capabilities, undefined, memoryFiles(files), ['/w'])
  const disk = (): Record<string, string | null> => Object.fromEntries(paths.map((path, k) => [path, texts[k] ?? '']))
  /** In UTF-8. */
  const inText = (text: string, part: string): Position => {
    const lines = text.slice(0, text.indexOf(part)).split('\n')
    return { line: lines.length - 1, character: Buffer.byteLength(lines.at(-1) ?? '') }
  }
  const [specText = '', planText = ''] = texts
  const second = inText(specText, 'FR-002')

  it('are converted in plain changes, by their addresses', async () => {
    const client = await started(disk())
    client.open(specUri, specText)
    const params = { textDocument: { uri: specUri }, position: second, newName: 'FR-007' }
    const edit: WorkspaceEdit = await client.connection.sendRequest('textDocument/rename', params)
    const starts = Object.entries(edit.changes ?? {}).map(([uri, edits]) => [
      uri,
      edits.map(({ range }) => range.start),
    ])
    assert.deepEqual(starts, [
      [specUri, [second, inText(specText, 'FR-002 and')]],
      [planUri, [inText(planText, 'FR-002')]],
    ])
    await client.stop()
  })
  it('are converted in the places from which an item is called, by the document of the caller', async () => {
    const client = await started(disk())
    client.open(specUri, specText)
    const at = { textDocument: { uri: specUri }, position: second }
    const [item] = await client.connection.sendRequest<CallHierarchyItem[]>('textDocument/prepareCallHierarchy', at)
    const [task] = await client.connection.sendRequest<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', {
      item,
    })
    assert.equal(task?.to.name, 'T001')
    const calls = await client.connection.sendRequest<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', {
      item: task?.to,
    })
    const caller = calls.find(({ from }) => from.name === 'FR-002')
    assert.deepEqual(
      caller?.fromRanges.map(({ start }) => start),
      [second],
    )
    await client.stop()
  })
  it('behind the last line, in a file that cannot be read and without a document are passed on', async () => {
    const [locked, gone] = ['/w/specs/002-b/spec.md', '/w/specs/003-c/spec.md'].map(uriOf)
    const client = await started({ ...disk(), '/w/specs/002-b/spec.md': null })
    client.open(specUri, specText)
    for (const uri of [specUri, locked, gone, 'untitled:x'])
      for (const method of ['hover', 'definition']) {
        const params = { textDocument: { uri }, position: { line: 900, character: 3 } }
        assert.equal(await client.connection.sendRequest(`textDocument/${method}`, params), null, `${method} ${uri}`)
      }
    await client.stop()
  })
  it('to show in a file that cannot be read are passed on', async () => {
    const window = { showDocument: { support: true } }
    const files = memoryFiles({ '/w/locked.md': null })
    const client = await connect({ ...capabilities, window }, undefined, files, ['/w'])
    const shown: unknown[] = []
    client.connection.onRequest('window/showDocument', ({ uri, selection }: { uri: string; selection: Range }) => {
      shown.push([uri, selection])
      return { success: true }
    })
    const at = { line: 2, character: 3 }
    const places = ['file:///w/locked.md', 'file:///w/gone.md'].map((uri) => [uri, { start: at, end: at }])
    for (const place of places) {
      const command = { command: 'specwise.select', arguments: place }
      await client.connection.sendRequest('workspace/executeCommand', command)
    }
    assert.deepEqual(shown, places)
    await client.stop()
  })
  it('refer to the file on the disk once a document is closed', async () => {
    const files = disk()
    const client = await started(files)
    client.open(planUri, planText.replace('- [ ]', '- [ ] 😀😀'))
    client.open(specUri, specText)
    const at = { textDocument: { uri: specUri }, position: second, context: { includeDeclaration: false } }
    const inPlan = async (): Promise<Position[]> =>
      (await client.connection.sendRequest<Location[]>('textDocument/references', at))
        .filter(({ uri }) => uri === planUri)
        .map(({ range }) => range.start)
    const { line, character } = inText(planText, 'FR-002')
    assert.deepEqual(await inPlan(), [{ line, character: character + Buffer.byteLength('😀😀 ') }])
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: planUri } })
    assert.deepEqual(await inPlan(), [{ line, character }])
    await client.stop()
  })
  it('do not hide the reason of a refused request', async () => {
    const client = await started(disk())
    client.open(specUri, specText)
    const params = { textDocument: { uri: specUri }, position: second, newName: 'FR-001' }
    await assert.rejects(client.connection.sendRequest('textDocument/rename', params), { code: -32602 })
    await client.stop()
  })
})
