// Git is a program, and what a repository says can have it run others: it is asked in trusted workspaces only.
import assert from 'node:assert/strict'
import { uriOf } from '../../server/src/base/uri.ts'
import type { NewSpecPlan } from '../../server/src/lsp/messages.ts'
import { type Client, connect, type Git, profiles } from '../support/client.ts'
import { memoryFiles } from '../support/memoryFiles.ts'

const spec = '/w/docs/specs/004-queue/spec.md'
const text =
  '# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: draft\n\n## Requirements\n\n- **FR-001**: System MUST a [NEEDS CLARIFICATION: b?]\n'
const asked = { questions: [7, 5].map((line) => ({ uri: uriOf(spec), line })) }
const wanted = { folder: uriOf('/w'), title: 'Topics' }

/** A server with a git that writes down what it is asked. */
async function withGit(options: unknown, run: (client: Client, calls: unknown[][]) => Promise<void>): Promise<void> {
  const calls: unknown[][] = []
  const git: Git = {
    async blame(...given) {
      calls.push(['blame', ...given])
      return [{ date: new Date('2026-11-23T10:00:00Z'), author: 'Bo' }, undefined]
    },
    async branches(...given) {
      calls.push(['branches', ...given])
      return ['main', '012-more']
    },
    async remote(...given) {
      calls.push(['remote', ...given])
      return 'https://github.com/acme/shop'
    },
    async userName(...given) {
      calls.push(['userName', ...given])
      return 'Ada'
    },
  }
  const log = '/w/docs/specs/004-queue/clarifications.md'
  const files = memoryFiles({ '/w/.git/HEAD': '', [spec]: text, [log]: '# Clarifications Log — Queue\n' })
  const client = await connect(profiles.vscode, options, files, ['/w'], git)
  client.open(uriOf(spec), text)
  try {
    await run(client, calls)
  } finally {
    await client.stop()
  }
}

/** Records a decision; what it says of people. */
async function peopleOf(client: Client): Promise<string[]> {
  let written = ''
  client.connection.onRequest('workspace/applyEdit', ({ edit }) => {
    written = JSON.stringify(edit)
    return { applied: true }
  })
  const position = { line: 7, character: text.split('\n')[7]?.indexOf('[NEEDS') }
  const given = { uri: uriOf(spec), version: 1, position, action: 'log', answer: 'c' }
  await client.connection.sendRequest('workspace/executeCommand', { command: 'specwise.resolve', arguments: [given] })
  return [.../(?:Asked|Decided) by\*\*: [^\\]*/g[Symbol.matchAll](written)].map(([one]) => one)
}

const ages = (client: Client): Promise<(string | null)[]> => client.connection.sendRequest('specwise/ages', asked)
const nameOfNew = async (client: Client): Promise<string> =>
  ((await client.connection.sendRequest('specwise/newSpec', wanted)) as NewSpecPlan).name

describe('git', () => {
  for (const options of [undefined, {}, { asks: true }, { trusted: false }, { trusted: 'yes' }])
    it(`is asked nothing where the client says ${JSON.stringify(options) ?? 'nothing'}`, () =>
      withGit(options, async (client, calls) => {
        assert.deepEqual(await ages(client), [null, null])
        assert.equal(await nameOfNew(client), '005-topics')
        await client.connection.sendRequest('specwise/specs')
        await client.connection.sendRequest('specwise/questions', {})
        await client.pull(uriOf(spec))
        assert.deepEqual(await peopleOf(client), ['Asked by**: [who]', 'Decided by**: [who]'])
        assert.deepEqual(calls, [])
      }))
  it('tells in a trusted workspace who asked and who decides', () =>
    withGit({ trusted: true, asks: true }, async (client, calls) => {
      assert.deepEqual(await peopleOf(client), ['Asked by**: Bo', 'Decided by**: Ada'])
      assert.deepEqual(calls, [
        ['blame', spec, text, [7]],
        ['userName', '/w/docs/specs/004-queue'],
      ])
    }))
  it('tells in a trusted workspace how old questions are', () =>
    withGit({ trusted: true }, async (client, calls) => {
      assert.deepEqual(await ages(client), ['2026-11-23T10:00:00.000Z', null])
      assert.deepEqual(calls, [['blame', spec, text, [7, 5]]])
    }))
  it('tells in a trusted workspace which numbers other branches have taken', () =>
    withGit({ trusted: true }, async (client, calls) => {
      assert.equal(await nameOfNew(client), '013-topics')
      assert.deepEqual(calls, [
        ['branches', '/w', 'docs/specs'],
        ['remote', '/w'],
      ])
    }))
})
