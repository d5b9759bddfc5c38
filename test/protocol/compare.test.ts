// Comparing a specification with a version in git over the protocol: the versions to choose from, and what the page shows.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { uriOf } from '../../server/src/base/uri.ts'
import { serveComparison } from '../../server/src/lsp/compare.ts'
import type { ComparisonModel } from '../../server/src/pages/comparisonModel.ts'
import { nodeFiles } from '../../server/src/workspace/nodeFiles.ts'
import { type Client, connect, profiles } from '../support/client.ts'
import { useGitRepository } from '../support/gitRepository.ts'

const spec = (requirements: string): string =>
  `# Spec: Queue\n\n**ID**: SPEC-001\n**Status**: draft\n\n## Requirements\n\n${requirements}`

describe('comparing a specification over the protocol', () => {
  const repository = useGitRepository()
  const { git, put, commit } = repository
  let path = ''
  const clients: Client[] = []
  const start = async (trusted: boolean): Promise<Client> => {
    const client = await connect(profiles.vscode, { trusted }, nodeFiles, [repository.folder], undefined, true, {
      serveComparison,
    })
    clients.push(client)
    return client
  }
  beforeEach(() => {
    const name = 'specs/001-queue (a)/spec.md'
    path = join(repository.folder, name)
    put(name, spec('- **FR-001**: System MUST answer in 10 ms\n- **FR-002**: System MUST stop\n'))
    commit()
    git('branch', 'feature/x')
  })
  afterEach(() => Promise.all(clients.splice(0).map((client) => client.stop())))
  const compare = ({ connection }: Client, base?: string): Promise<ComparisonModel> =>
    connection.sendRequest('specwise/compare', { uri: uriOf(path), base })

  it('offers branches and tags, and compares item by item, with places', async () => {
    const client = await start(true)
    const names: string[] = await client.connection.sendRequest('specwise/versions', { uri: uriOf(path) })
    assert.deepEqual(names.sort(), ['feature/x', 'main'])
    writeFileSync(path, spec('- **FR-001**: System MUST answer in 50 ms, see FR-002\n'))
    const { base, summary, specs } = await compare(client, 'main')
    assert.equal(base, 'main')
    assert.equal(summary, '1 specification differs: 0 items added, 1 changed and 1 removed.')
    const [queue, ...others] = specs
    assert.deepEqual(others, [])
    assert.deepEqual([queue?.title, queue?.path, queue?.uri], ['Queue', 'specs/001-queue (a)/spec.md', uriOf(path)])
    assert.deepEqual(queue?.changes, [
      {
        mark: '~',
        role: 'requirement',
        id: { text: 'FR-001', place: { uri: uriOf(path), line: 8 }, was: null },
        words: [
          { type: 'same', text: 'System MUST answer in' },
          { type: 'removed', text: '10 ms' },
          { type: 'added', text: '50 ms, see FR-002' },
        ],
        scenarios: [],
        details: ['Number: 10 ms → 50 ms'],
        references: [],
      },
      {
        mark: '-',
        role: 'requirement',
        id: { text: 'FR-002', place: null, was: null },
        words: [{ type: 'same', text: 'System MUST stop' }],
        scenarios: [],
        details: [],
        references: [{ uri: uriOf(path), line: 8, label: 'specs/001-queue (a)/spec.md:8' }],
      },
    ])
  })
  it('groups ticked items by their role', async () => {
    const client = await start(true)
    const boxes = (mark: string): string =>
      spec(
        `- [${mark}] **FR-001**: System MUST answer in 10 ms\n- **FR-002**: System MUST stop\n\n## Tasks\n\n- [${mark}] T001: a\n`,
      )
    writeFileSync(path, boxes(' '))
    commit()
    writeFileSync(path, boxes('x'))
    const [queue] = (await compare(client)).specs
    assert.deepEqual(
      queue?.changes.map(({ role, words }) => [role, words[0]?.text]),
      [
        ['requirement', 'Done: FR-001'],
        ['task', 'Done: T001'],
      ],
    )
  })
  it('compares the text in the editor, which may not be saved', async () => {
    const client = await start(true)
    assert.deepEqual(await compare(client), {
      base: 'the last commit',
      summary: 'No specifications have changed.',
      specs: [],
    })
    client.open(uriOf(path), spec('- **FR-001**: System SHOULD answer in 10 ms\n'))
    const [queue] = (await compare(client)).specs
    assert.deepEqual(queue?.changes[0]?.details, ['Obligation: MUST → SHOULD'])
  })
  it('names what collides with other branches, for the specification that is open', async () => {
    const numbered = (title: string): string =>
      spec('- **FR-001**: System MUST stop\n').replace('Queue', title).replace('SPEC-001', 'SPEC-002')
    git('switch', '-q', 'feature/x')
    put('specs/002-topic/spec.md', numbered('Topic'))
    commit()
    git('switch', '-q', 'main')
    put('specs/002-cache/spec.md', numbered('Cache'))
    commit()
    const ask = ({ connection }: Client, name: string): Promise<unknown> =>
      connection.sendRequest('specwise/collisions', { uri: uriOf(join(repository.folder, name)) })
    const client = await start(true)
    assert.deepEqual(await ask(client, 'specs/002-cache/spec.md'), [
      {
        branch: 'feature/x',
        names: ['SPEC-002'],
        texts: ['Number 2 is used by specs/002-cache and specs/002-topic'],
      },
    ])
    assert.deepEqual(await ask(client, 'specs/001-queue (a)/spec.md'), [])
    assert.deepEqual(await ask(await start(false), 'specs/002-cache/spec.md'), [])
  })
  it('fails with a reason', async () => {
    const client = await start(true)
    await assert.rejects(compare(client, 'nowhere'), /nowhere/)
    await assert.rejects(compare(await start(false)), /Git is not available/)
  })
})
