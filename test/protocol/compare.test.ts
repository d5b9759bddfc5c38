// Comparing a specification with a version in git over the protocol: the versions to choose from, and what the page shows.
import assert from 'node:assert/strict'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type LogMessageParams, MessageType } from 'vscode-languageserver/node'
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
  const queue = 'specs/001-queue (a)/spec.md'
  const collisions = ({ connection }: Client, file = path): Promise<{ branch: string; names: string[] }[]> =>
    connection.sendRequest('specwise/collisions', { uri: uriOf(file) })
  /** Commits a file on the branch `feature/x`, and another text of it on `main`. */
  const commitBoth = (files: Record<string, readonly [theirs: string, ours: string]>): void => {
    for (const [k, branch] of ['feature/x', 'main'].entries()) {
      git('switch', '-q', branch)
      for (const [name, texts] of Object.entries(files)) if (texts[k]) put(name, texts[k])
      commit()
    }
  }
  const namesOf = async (client: Client, name: string): Promise<string[][]> =>
    (await collisions(client, join(repository.folder, name))).map(({ names }) => names)
  it('names ids, resources and specifications that have a meaning on each branch', async () => {
    const added = (words: string): string => spec(`- **FR-001**: System MUST stop\n- **FR-003**: ${words}\n`)
    const planned = (id: string): string =>
      `${spec('- **FR-001**: a\n').replace('SPEC-001', id)}\n\`\`\`yaml\napiVersion: v1\nkind: Service\nmetadata:\n  name: orders\n\`\`\`\n`
    const made = (title: string): string => spec('- **FR-001**: a\n').replace('Queue', title)
    commitBoth({
      [queue]: [added('System MUST log requests'), added('Operators can list tenants')],
      'specs/002-topic/spec.md': [planned('SPEC-002'), ''],
      'specs/003-cache/spec.md': ['', planned('SPEC-003')],
      'specs/004-x/spec.md': [made('Topic'), made('Cache')],
    })
    const client = await start(true)
    assert.deepEqual(await namesOf(client, queue), [['FR-003']])
    assert.deepEqual(await namesOf(client, 'specs/003-cache/spec.md'), [['orders']])
    assert.deepEqual(await namesOf(client, 'specs/004-x/spec.md'), [['SPEC-001']])
  })
  it('names specifications without an id by their number', async () => {
    const unnamed = (title: string): string =>
      spec('- **FR-001**: a\n')
        .replace('Queue', title)
        .replace(/\*\*ID.*\n/, '')
    commitBoth({ 'specs/005-topic/spec.md': [unnamed('Topic'), ''], 'specs/005-cache/spec.md': ['', unnamed('Cache')] })
    assert.deepEqual(await namesOf(await start(true), 'specs/005-cache/spec.md'), [['005']])
  })
  it('looks at the other branches once for questions that follow each other', async () => {
    const client = await start(true)
    assert.deepEqual(await collisions(client), [])
    const added = (words: string): string => spec(`- **FR-003**: ${words}\n`)
    commitBoth({ [queue]: [added('System MUST log requests'), added('Operators can list tenants')] })
    assert.deepEqual(await collisions(client), [])
    assert.equal((await collisions(await start(true))).length, 1)
  })
  it('has no collisions without a commit, and says that there is nothing to compare with', async () => {
    rmSync(join(repository.folder, '.git'), { recursive: true })
    git('init', '-q', '-b', 'main')
    const client = await start(true)
    const errors: LogMessageParams[] = []
    client.connection.onNotification('window/logMessage', (line: LogMessageParams) => {
      if (line.type === MessageType.Error) errors.push(line)
    })
    assert.deepEqual(await collisions(client), [])
    assert.deepEqual(errors, [])
    await assert.rejects(compare(client), { message: 'The repository has no commit yet' })
  })
  it('fails with a reason', async () => {
    const client = await start(true)
    await assert.rejects(compare(client, 'nowhere'), /nowhere/)
    await assert.rejects(compare(await start(false)), /Git is not available/)
  })
})
