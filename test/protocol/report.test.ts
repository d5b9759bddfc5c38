// Report a Wrong Finding over the protocol: the last action on each finding. The report is shown before it leaves the editor.
import assert from 'node:assert/strict'
import type { CodeAction, ShowMessageRequestParams } from 'vscode-languageserver'
import { uriOf } from '../../server/src/base/uri.ts'
import { type IssueAddress, issueAddressRequest, wrongFindingRequest } from '../../server/src/lsp/messages.ts'
import { type Client, connect, profiles } from '../support/client.ts'
import { openEditor } from '../support/editor.ts'

const path = '/w/docs/specs/004-queue/spec.md'
const uri = uriOf(path)
const text =
  '# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: draft\n**Type**: platform\n\n## Requirements\n\n- **FR-001**: System MUST bill Acme\n- **FR-001**: System MUST bill Acme as FR-009 says\n'
const at = (line: number, character: number) => ({ start: { line, character }, end: { line, character } })
const isReport = ({ title }: CodeAction): boolean => title.startsWith('Report a Wrong Finding')

describe('reporting a wrong finding', () => {
  const offered = async (client: Client): Promise<CodeAction[]> => {
    client.open(uri, text)
    return client.actions(uri, at(9, 5))
  }

  it('is the last action on a finding, never preferred, and not part of fixing all', async () => {
    const client = await connect(profiles.vscode, { reports: true })
    const actions = await offered(client)
    const report = actions.at(-1) ?? assert.fail()
    assert.deepEqual(
      [report.title, report.kind, report.isPreferred, report.edit, actions.filter(isReport).length],
      ['Report a Wrong Finding…', 'quickfix', undefined, undefined, 1],
    )
    assert.deepEqual(
      report.diagnostics?.map(({ code }) => code),
      ['duplicate-id'],
    )
    assert.deepEqual(report.command, {
      title: report.title,
      command: 'specwise.reportWrongFinding',
      arguments: [{ uri, code: 'duplicate-id', position: { line: 9, character: 4 } }],
    })
    assert.ok(!(await client.actions(uri, at(9, 5), [], ['source.fixAll', 'refactor'])).some(isReport))
    assert.ok(!(await client.actions(uri, at(7, 0))).some(isReport))
    await client.stop()
  })
  it('names the rule if a place has findings of several rules', async () => {
    const client = await connect(profiles.vscode, { reports: true })
    client.open(uri, text)
    const actions = await client.actions(uri, { start: { line: 9, character: 0 }, end: { line: 9, character: 60 } })
    const titles = actions.filter(isReport).map(({ title }) => title)
    assert.ok(
      titles.includes('Report a Wrong Finding (duplicate-id)…') &&
        titles.includes('Report a Wrong Finding (undefined-id)…'),
    )
    assert.deepEqual(
      actions.slice(-titles.length).map(({ title }) => title),
      titles,
    )
    await client.stop()
  })
  it('returns the report, and the issue URL for the edited report', async () => {
    const client = await connect(profiles.vscode, { reports: true })
    const [args] = (await offered(client)).at(-1)?.command?.arguments ?? []
    const report = (await client.connection.sendRequest(wrongFindingRequest, args)) as string
    assert.match(report, /^# Wrong finding: duplicate-id\n/)
    assert.match(report, /\n- \*\*FR-001\*\*: Xxxxxxx MUST xxxx Xxxx as FR-009 xxxx\n {4}\^{6}\n/)
    assert.doesNotMatch(report, /acme|bill/i)
    const address = (await client.connection.sendRequest(issueAddressRequest, {
      text: `${report}\nMine.`,
    })) as IssueAddress
    assert.match(
      address.url,
      /^https:\/\/github\.com\/specwise\/specwise\/issues\/new\?title=Wrong%20finding%3A%20duplicate-id&body=/,
    )
    assert.ok(address.whole && address.url.endsWith('Mine.'))
    client.change(uri, 2, {
      text: text.replace('FR-001**: System MUST bill Acme as', 'FR-002**: System MUST bill Acme as'),
    })
    assert.equal(await client.connection.sendRequest(wrongFindingRequest, args), null)
    await client.stop()
  })
  it('is not offered to a client that cannot show a page', async () => {
    for (const profile of [profiles.neovim, profiles.eglot]) {
      const client = await connect(profile)
      assert.ok(!(await offered(client)).some(isReport))
      await client.stop()
    }
  })
  it('asks in other clients with the report, and opens the page if the user agrees', async () => {
    const editor = await openEditor({ [path]: text }, {})
    editor.openFile(path)
    const messages: ShowMessageRequestParams[] = []
    let answer: string | null = null
    editor.connection.onRequest('window/showMessageRequest', (params: ShowMessageRequestParams) => {
      messages.push(params)
      return params.actions?.find(({ title }) => title === answer) ?? null
    })
    const { command } = (await editor.actions(uri, at(9, 5))).at(-1) ?? {}
    assert.equal(command?.command, 'specwise.openReport')
    const run = () => editor.connection.sendRequest('workspace/executeCommand', command)
    for (answer of [null, 'Cancel']) {
      assert.deepEqual(await run(), { applied: false })
      assert.deepEqual(editor.shown, [])
    }
    assert.match(messages[0]?.message ?? '', /# Wrong finding: duplicate-id\n[\s\S]*MUST xxxx Xxxx/)
    answer = 'Open Issue on GitHub'
    assert.deepEqual(await run(), { applied: true })
    const [shown] = editor.shown
    assert.equal(shown?.external, true)
    assert.equal(new URL(shown?.uri ?? '').searchParams.get('title'), 'Wrong finding: duplicate-id')
    await editor.stop()
  })
})
