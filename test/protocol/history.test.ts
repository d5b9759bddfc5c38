// Findings that compare with the history of git, over the protocol: they appear in the background, with their actions.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CodeAction, Diagnostic, TextDocumentEdit } from 'vscode-languageserver/node'
import { createHistories, type Histories } from '../../server/src/analysis/histories.ts'
import { uriOf } from '../../server/src/base/uri.ts'
import type { Feature } from '../../server/src/feature/feature.ts'
import type { FeatureHistory } from '../../server/src/feature/history.ts'
import { createOpenHistories } from '../../server/src/lsp/openHistories.ts'
import { nodeFiles } from '../../server/src/workspace/nodeFiles.ts'
import { type Client, connect, profiles } from '../support/client.ts'
import { useGitRepository } from '../support/gitRepository.ts'

const spec = (lines: string): string =>
  `# Feature Specification: Queue\n\n**Feature Branch**: \`001-queue\`\n**Status**: Approved\n\n## Requirements *(mandatory)*\n\n### Functional Requirements\n\n${lines}`
const first = '- **FR-001**: System MUST keep messages for 10 days\n'
const second = '- **FR-002**: System MUST encrypt all messages at rest\n'

describe('history over the protocol', () => {
  const repository = useGitRepository()
  let path = ''
  let client: Client | undefined
  let histories: Histories | undefined
  const start = async (trusted: boolean, text: string): Promise<Client> => {
    histories = createHistories(nodeFiles)
    client = await connect(
      profiles.neovim,
      { trusted, compares: true },
      nodeFiles,
      [repository.folder],
      undefined,
      true,
      { histories },
    )
    writeFileSync(path, text)
    client.open(uriOf(path), text)
    return client
  }
  beforeEach(() => {
    path = join(repository.folder, 'specs/001-queue/spec.md')
    repository.put('specs/001-queue/spec.md', spec(first + second))
    repository.commit()
  })
  afterEach(async () => {
    await client?.stop()
    histories?.close()
  })
  /** The published finding of a rule, as soon as there is one. */
  const published = async ({ published }: Client, code: string): Promise<Diagnostic> => {
    for (;;) {
      const found = published.at(-1)?.diagnostics.find((one) => one.code === code)
      if (found) return found
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const actionsAt = ({ connection }: Client, { range }: Diagnostic): Promise<CodeAction[]> =>
    connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: uriOf(path) },
      range,
      context: { diagnostics: [] },
    })
  const textsOf = ({ edit }: CodeAction): string[] =>
    Object.values(edit?.changes ?? {})
      .flat()
      .map(({ newText }) => newText)
      .concat(
        (edit?.documentChanges ?? []).flatMap((one) =>
          (one as TextDocumentEdit).edits.map((each) => ('newText' in each ? each.newText : '')),
        ),
      )

  it('finds a change of an approved item, accepts it and offers to show it', async () => {
    const running = await start(true, spec(first.replace('10', '50') + second))
    const finding = await published(running, 'changed-since-approval')
    const actions = await actionsAt(running, finding)
    const accept = actions.find(({ title }) => title === 'Accept as Clarification')
    assert.match(
      accept ? textsOf(accept).join('') : '',
      /- Q: Is it accepted that FR-001 was changed after the approval on \S+\? → A: Yes: 10 days → 50 days\./,
    )
    const show = actions.find(({ title }) => title === 'Show Change')
    assert.deepEqual(show?.command?.arguments, [uriOf(path), repository.git('rev-parse', 'HEAD').trim()])
  })
  it('marks the items that differ from the main branch', async () => {
    repository.git('switch', '-q', '-c', 'feature/x')
    const third = '- **FR-003**: Operators can list letters\n'
    const running = await start(true, spec(first.replace('10', '50') + second + third))
    await published(running, 'changed-since-approval')
    const items = await running.connection.sendRequest('specwise/changedItems', { uri: uriOf(path) })
    const line = spec('').split('\n').length - 1
    assert.deepEqual(items, [
      { kind: 'changed', line },
      { kind: 'added', line: line + 2 },
    ])
  })
  it('gives a recycled id back', async () => {
    const running = await start(
      true,
      spec(`${first}- **FR-002**: Operators can list letters by tenant, as FR-001 says\n`),
    )
    const actions = await actionsAt(running, await published(running, 'recycled-id'))
    const retire = actions.find(({ title }) => title === 'Retire the Old FR-002, Take the Next Free ID "FR-003"')
    assert.deepEqual(retire && textsOf(retire), [
      '- **FR-002**: ~~System MUST encrypt all messages at rest~~\n',
      'FR-003',
    ])
  })
  it('does not run git in an untrusted workspace', async () => {
    const asked: string[] = []
    histories = {
      of: async () => undefined,
      head: async () => {
        asked.push('head')
        return undefined
      },
      close() {},
    }
    client = await connect(profiles.neovim, { trusted: false }, nodeFiles, [repository.folder], undefined, true, {
      histories,
    })
    client.open(uriOf(path), spec(first.replace('10', '50')))
    await client.pushed(uriOf(path), 1)
    assert.deepEqual(asked, [])
  })
})

describe('the histories of open features', () => {
  const feature = (path: string) => ({ path, documents: [{ path: `${path}/spec.md` }] }) as unknown as Feature
  const history = { versions: new Map(), base: new Map(), cut: new Set() } as unknown as FeatureHistory
  /** The number of times that a history became known, after asking for it once and waiting for the answers. */
  const asked = async (source: Partial<Histories>, isOpen = true): Promise<[changes: number, known: boolean]> => {
    let changes = 0
    const histories = {
      head: async () => 'c1',
      of: async () => history,
      close() {},
      ...source,
    }
    const open = createOpenHistories(
      histories,
      () => isOpen,
      () => void changes++,
    )
    open.of(feature('/w/a'))
    for (let k = 0; k < 9; k++) await Promise.resolve()
    return [changes, open.of(feature('/w/a')) === history]
  }
  const cases: readonly [name: string, source: Partial<Histories>, isOpen: boolean, expected: [number, boolean]][] = [
    ['are known after the first question', {}, true, [1, true]],
    ['are not asked for closed documents', {}, false, [0, false]],
    ['are unknown without a commit', { head: async () => undefined }, true, [0, false]],
    ['are unknown for documents without one', { of: async () => undefined }, true, [0, false]],
    ['are unknown if git fails', { of: () => Promise.reject(new Error('no git')) }, true, [0, false]],
  ]
  for (const [name, source, isOpen, expected] of cases)
    it(name, async () => assert.deepEqual(await asked(source, isOpen), expected))
  it('are unknown in a browser', () => {
    assert.equal(createOpenHistories(undefined, () => true, assert.fail).of(feature('/w/a')), undefined)
  })
})
