// Requests about what is not part of a specification: each has an empty answer, so that other servers may answer.
import assert from 'node:assert/strict'
import { type LogMessageParams, MessageType } from 'vscode-languageserver'
import { uriOf } from '../../server/src/base/uri.ts'
import { connect, profiles } from '../support/client.ts'
import { memoryFiles } from '../support/memoryFiles.ts'

const spec = '/w/specs/004-queue/spec.md'
const text = '# Spec: Queue\n\n**ID**: SPEC-004\n\n## Requirements\n\n- **FR-001**: System MUST a\n'
const readme = '/w/README.md'

const answers: readonly [method: string, answer: unknown][] = [
  ['textDocument/prepareCallHierarchy', null],
  ['textDocument/codeAction', []],
  ['textDocument/codeLens', []],
  ['textDocument/completion', null],
  ['textDocument/definition', null],
  ['textDocument/documentHighlight', null],
  ['textDocument/documentSymbol', []],
  ['textDocument/foldingRange', []],
  ['textDocument/hover', null],
  ['textDocument/inlayHint', []],
  ['textDocument/prepareRename', null],
  ['textDocument/references', null],
  ['textDocument/rename', null],
  ['textDocument/selectionRange', null],
  ['textDocument/semanticTokens/full', { data: [] }],
  ['specwise/changedItems', []],
  ['specwise/explainLine', []],
  ['specwise/items', []],
  ['specwise/questions', []],
  ['specwise/status', null],
  ['specwise/trace', null],
  ['specwise/traceText', ''],
  ['specwise/wrongFinding', null],
]

/** A client, and the errors that the server logs: a request that fails has an empty answer, too. */
async function start() {
  const files = memoryFiles({ '/w/.git/HEAD': '', [spec]: text, [readme]: '# Readme\n' })
  const client = await connect(profiles.vscode, { asks: true, coverage: true }, files, ['/w'])
  const errors: string[] = []
  client.connection.onNotification('window/logMessage', ({ type, message }: LogMessageParams) => {
    if (type === MessageType.Error) errors.push(message)
  })
  return { client, errors }
}

describe('a document that is not part of a specification', () => {
  const position = { line: 0, character: 3 }
  const about = (uri: string) => ({
    ...{ textDocument: { uri }, uri, position, positions: [position], line: 0, newName: 'x', code: 'vague-term' },
    ...{ range: { start: position, end: position }, context: { diagnostics: [], includeDeclaration: true } },
  })
  for (const [method, answer] of answers)
    it(`has an empty answer to ${method}`, async () => {
      const { client, errors } = await start()
      const ask = (uri: string): Promise<unknown> => client.connection.sendRequest(method, about(uri))
      client.open(uriOf(readme), '# Readme\n')
      assert.deepEqual(await ask(uriOf(readme)), answer)
      client.open('untitled:Untitled-1', 'Notes\n')
      assert.deepEqual(await ask('untitled:Untitled-1'), answer, 'not on the disk')
      assert.deepEqual(await ask('untitled:Untitled-2'), answer, 'not open')
      await client.stop()
      assert.deepEqual(errors, [])
    })
})

describe('a request', () => {
  const asked: readonly [name: string, method: string, params: object, answer: unknown][] = [
    ['for a rule that does not exist', 'specwise/rulePage', { code: 'no-such-rule' }, null],
    ['for a new specification without a title', 'specwise/newSpec', { folder: uriOf('/w'), title: ' \n' }, null],
    ['for a new specification in no folder', 'specwise/newSpec', { folder: 'untitled:x', title: 'Topics' }, null],
    ['for the ages of questions in no file', 'specwise/ages', { questions: [{ uri: 'untitled:x', line: 0 }] }, [null]],
    [
      'for the callers of an item in no file',
      'callHierarchy/incomingCalls',
      { item: { data: { uri: 'untitled:x', key: 'FR-1' } } },
      [],
    ],
    [
      'for the callers of an item that no longer exists',
      'callHierarchy/incomingCalls',
      { item: { data: { uri: uriOf(spec), key: 'FR-900' } } },
      [],
    ],
    [
      'for what an item calls in a file that no longer exists',
      'callHierarchy/outgoingCalls',
      { item: { data: { uri: uriOf('/w/specs/005-gone/spec.md'), key: 'FR-1' } } },
      [],
    ],
  ]
  for (const [name, method, params, answer] of asked)
    it(`${name} has an empty answer`, async () => {
      const { client, errors } = await start()
      assert.deepEqual(await client.connection.sendRequest(method, params), answer)
      await client.stop()
      assert.deepEqual(errors, [])
    })
})
