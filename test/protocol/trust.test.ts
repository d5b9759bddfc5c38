// Git can be configured by a repository to run other programs, so it is only run in trusted workspaces.
import assert from 'node:assert/strict'
import { uriOf } from '../../server/src/base/uri.ts'
import type { NewSpecPlan } from '../../server/src/lsp/messages.ts'
import { type Client, connect, type Git, profiles } from '../support/client.ts'
import { memoryFiles } from '../support/memoryFiles.ts'

const spec = '/w/docs/specs/004-queue/spec.md'
const text =
  '# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: draft\n\n## Requirements\n\n- **FR-001**: System MUST a [NEEDS CLARIFICATION: b?]\n'
const log = '/w/docs/specs/004-queue/clarifications.md'
const logText = '# Clarifications Log — Queue\n\n## CL-1 — 2026-01-02 — Why?\n\n**Decision**: so\n'
const agesParams = { questions: [7, 5].map((line) => ({ uri: uriOf(spec), line })) }
const newSpecParams = { folder: uriOf('/w'), title: 'Topics' }

/** A server with a fake Git that records its calls. */
async function withGit(
  options: unknown,
  run: (client: Client, calls: unknown[][]) => Promise<void>,
  own: Partial<Git> = {},
): Promise<void> {
  const calls: unknown[][] = []
  const git: Git = {
    async blame(...args) {
      calls.push(['blame', ...args])
      return [{ date: new Date('2026-11-23T10:00:00Z'), author: 'Bo' }, undefined]
    },
    async branches(...args) {
      calls.push(['branches', ...args])
      return ['main', '012-more']
    },
    async remote(...args) {
      calls.push(['remote', ...args])
      return 'https://github.com/acme/shop'
    },
    async userName(...args) {
      calls.push(['userName', ...args])
      return 'Ada'
    },
    ...own,
  }
  const files = memoryFiles({ '/w/.git/HEAD': '', [spec]: text, [log]: logText })
  const client = await connect(profiles.vscode, options, files, ['/w'], git)
  client.open(uriOf(spec), text)
  try {
    await run(client, calls)
  } finally {
    await client.stop()
  }
}

/** Records or replaces a decision, and returns the people that it names. */
async function peopleOf(client: Client, action: 'log' | 'supersede' = 'log'): Promise<string[]> {
  let written = ''
  client.connection.onRequest('workspace/applyEdit', ({ edit }) => {
    written = JSON.stringify(edit)
    return { applied: true }
  })
  const question = { line: 7, character: text.split('\n')[7]?.indexOf('[NEEDS') }
  const [uri, position] = action === 'log' ? [uriOf(spec), question] : [uriOf(log), { line: 2, character: 4 }]
  if (action === 'supersede') client.open(uri, logText)
  const resolveArguments = { uri, version: 1, position, action, answer: 'c' }
  await client.connection.sendRequest('workspace/executeCommand', {
    command: 'specwise.resolve',
    arguments: [resolveArguments],
  })
  return [.../(?:Asked|Decided) by\*\*: [^\\]*/g[Symbol.matchAll](written)].map(([match]) => match)
}

const ages = (client: Client): Promise<(string | null)[]> => client.connection.sendRequest('specwise/ages', agesParams)
const nameOfNew = async (client: Client): Promise<string> =>
  ((await client.connection.sendRequest('specwise/newSpec', newSpecParams)) as NewSpecPlan).name

describe('Git', () => {
  for (const options of [undefined, {}, { asks: true }, { trusted: false }, { trusted: 'yes' }])
    it(`is not run if the client sends ${JSON.stringify(options) ?? 'nothing'}`, () =>
      withGit(options, async (client, calls) => {
        assert.deepEqual(await ages(client), [null, null])
        assert.equal(await nameOfNew(client), '005-topics')
        await client.connection.sendRequest('specwise/specs')
        await client.connection.sendRequest('specwise/questions', {})
        await client.pull(uriOf(spec))
        assert.deepEqual(await peopleOf(client), ['Asked by**: [who]', 'Decided by**: [who]'])
        assert.deepEqual(calls, [])
      }))
  it('provides the names of the asker and the decider in a trusted workspace', () =>
    withGit({ trusted: true, asks: true }, async (client, calls) => {
      assert.deepEqual(await peopleOf(client), ['Asked by**: Bo', 'Decided by**: Ada'])
      assert.deepEqual(calls, [
        ['blame', spec, text, [7]],
        ['userName', '/w/docs/specs/004-queue'],
      ])
    }))
  it('provides the age of questions in a trusted workspace', () =>
    withGit({ trusted: true }, async (client, calls) => {
      assert.deepEqual(await ages(client), ['2026-11-23T10:00:00.000Z', null])
      assert.deepEqual(calls, [['blame', spec, text, [7, 5]]])
    }))
  it('provides the numbers that other branches use in a trusted workspace', () =>
    withGit({ trusted: true }, async (client, calls) => {
      assert.equal(await nameOfNew(client), '013-topics')
      assert.deepEqual(calls, [
        ['branches', '/w', 'docs/specs'],
        ['remote', '/w'],
      ])
    }))
  it('does not provide the author of an old decision as the asker of its replacement', () =>
    withGit({ trusted: true }, async (client) => {
      assert.deepEqual(await peopleOf(client, 'supersede'), ['Asked by**: [who]', 'Decided by**: Ada'])
    }))
  it('provides its user as the asker of a line that is not committed', () =>
    withGit(
      { trusted: true },
      async (client) => assert.deepEqual(await peopleOf(client), ['Asked by**: Ada', 'Decided by**: Ada']),
      { blame: async () => [undefined] },
    ))
  it('provides nothing if it fails', () =>
    withGit(
      { trusted: true },
      async (client) => assert.deepEqual(await peopleOf(client), ['Asked by**: [who]', 'Decided by**: [who]']),
      { blame: () => Promise.reject(new Error('not a repository')) },
    ))
  it('is not asked for the ages of questions in files that cannot be read', () =>
    withGit({ trusted: true }, async (client, calls) => {
      const questions = ['file:///w/gone.md', 'untitled:x'].map((uri) => ({ uri, line: 0 }))
      assert.deepEqual(await client.connection.sendRequest('specwise/ages', { questions }), [null, null])
      assert.deepEqual(calls, [])
    }))
  it('leaves a decision alone whose document changes while it is asked', async () => {
    let change = async (): Promise<void> => {}
    await withGit(
      { trusted: true },
      async (client) => {
        change = async () => {
          client.change(uriOf(spec), 2, { text: `\n${text}` })
          await client.pull(uriOf(spec))
        }
        assert.deepEqual(await peopleOf(client), [])
      },
      {
        blame: async () => {
          await change()
          return [undefined]
        },
      },
    )
  })
})
