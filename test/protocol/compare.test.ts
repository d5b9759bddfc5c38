// Comparing a specification with a version in git over the protocol: the versions to choose from, and the page.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { uriOf } from '../../server/src/base/uri.ts'
import { serveComparison } from '../../server/src/lsp/compare.ts'
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
  const compare = ({ connection }: Client, base?: string): Promise<string> =>
    connection.sendRequest('specwise/compare', { uri: uriOf(path), base })

  it('offers branches and tags, and shows a page with links', async () => {
    const client = await start(true)
    const names: string[] = await client.connection.sendRequest('specwise/versions', { uri: uriOf(path) })
    assert.deepEqual(names.sort(), ['feature/x', 'main'])
    writeFileSync(path, spec('- **FR-001**: System MUST answer in 50 ms\n'))
    assert.equal(
      await compare(client, 'main'),
      `# Changes since main

## Queue

[specs/001-queue (a)/spec.md](/specs/001-queue%20%28a%29/spec.md#L1)

- \`~\` [FR-001](/specs/001-queue%20%28a%29/spec.md#L8)  System MUST answer in ~~10~~ **50** ms
  - Number: 10 ms → 50 ms
- \`-\` **FR-002**  System MUST stop

1 specification differs: 0 items added, 1 changed and 1 removed.
`,
    )
  })
  it('compares the text in the editor, which may not be saved', async () => {
    const client = await start(true)
    assert.match(await compare(client), /^# Changes since the last commit\n\nNo specifications have changed\.\n$/)
    client.open(uriOf(path), spec('- **FR-001**: System SHOULD answer in 10 ms\n'))
    assert.match(await compare(client), /Obligation: MUST → SHOULD/)
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
