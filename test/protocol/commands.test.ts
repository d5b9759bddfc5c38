// Commands over the protocol: why a change is not made, where the writer continues, and the status of a free template.
import assert from 'node:assert/strict'
import type { CodeAction, Diagnostic } from 'vscode-languageserver'
import { uriOf } from '../../server/src/base/uri.ts'
import type { ResolveArguments, Resolved, StatusChoices } from '../../server/src/lsp/messages.ts'
import { profiles } from '../support/client.ts'
import { type Editor, openEditor } from '../support/editor.ts'

const folder = '/w/docs/specs/004-queue'
const spec = `${folder}/spec.md`
const log = `${folder}/clarifications.md`
const uri = uriOf(spec)
const text =
  '# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: draft\n\n## Requirements\n\n- **FR-001**: System MUST keep messages for [NEEDS CLARIFICATION: how many days?]\n'
const position = { line: 7, character: text.split('\n')[7]?.indexOf('[NEEDS') ?? 0 }
const disk = (): Record<string, string> => ({
  '/w/.git/HEAD': '',
  [spec]: text,
  [`${folder}/plan.md`]: '# Plan: Queue\n\n**Spec**: [SPEC-004](spec.md)\n',
})
const open = async (files = disk(), ...given: [options?: unknown, capabilities?: object]): Promise<Editor> => {
  const editor = await openEditor(files, given[0] ?? {}, given[1], ['/w'])
  editor.openFile(spec)
  return editor
}
const run = ({ connection }: Editor, command: string, given: object): Promise<Resolved> =>
  connection.sendRequest('workspace/executeCommand', { command: `specwise.${command}`, arguments: [given] })
const resolve = (editor: Editor, given: Partial<ResolveArguments>): Promise<Resolved> =>
  run(editor, 'resolve', { uri, version: 1, position, action: 'log', answer: '4 days', ...given })

describe('a command', () => {
  const box = { uri: 'file:///w/other.md', version: 1, position: { line: 0, character: 0 }, done: true }
  const refusals: readonly [name: string, command: string, given: object, answer: Resolved][] = [
    ['a box of a closed document', 'setBox', box, { applied: false, reason: 'The document is not open' }],
    [
      'the status of a closed document',
      'setStatus',
      { uri: box.uri, version: 1, word: 'done' },
      { applied: false, reason: 'The document is not open' },
    ],
    [
      'a status that is not a word of the template',
      'setStatus',
      { uri, version: 1, word: 'shipped' },
      { applied: false, reason: 'Status "shipped" is not allowed here' },
    ],
    [
      'findings that have no fix',
      'fixRule',
      { uri, version: 1, code: 'vague-term' },
      { applied: false, reason: 'No vague-term problems with an automatic fix in this file' },
    ],
    [
      'a report of a finding that is gone',
      'openReport',
      { uri, code: 'vague-term', position },
      { applied: false, changed: true, reason: 'This finding no longer exists' },
    ],
  ]
  for (const [name, command, given, answer] of refusals)
    it(`says why it does nothing for ${name}`, async () => {
      const editor = await open()
      assert.deepEqual(await run(editor, command, given), answer)
      assert.deepEqual(editor.applied, [])
      await editor.stop()
    })
  it('that sets a status which is there already does nothing', async () => {
    const editor = await open()
    assert.deepEqual(await run(editor, 'setStatus', { uri, version: 1, word: 'Draft' }), {
      applied: false,
      reason: 'Status "Draft" is not allowed here',
    })
    await editor.stop()
  })
  it('that fails does not stop the next one', async () => {
    const editor = await open()
    editor.connection.onRequest('window/showDocument', () => {
      throw new Error('no window')
    })
    const first = resolve(editor, { show: true })
    const second = run(editor, 'setStatus', { uri, version: 2, word: 'in-review' })
    assert.equal((await Promise.allSettled([first, second]))[1]?.status, 'fulfilled')
    assert.deepEqual(await second, { applied: true })
    await editor.stop()
  })
})

describe('an answer', () => {
  it('that needs a new file is refused if the editor cannot create one', async () => {
    const editor = await open(disk(), {}, profiles.neovim)
    assert.deepEqual(await resolve(editor, {}), { applied: false, reason: 'The editor cannot create files' })
    await editor.stop()
  })
  it('that the editor refuses without a reason says so', async () => {
    const editor = await open()
    editor.connection.onRequest('workspace/applyEdit', () => ({ applied: false }))
    assert.deepEqual(await resolve(editor, {}), {
      applied: false,
      changed: false,
      reason: 'The editor did not apply the change',
    })
    await editor.stop()
  })
  it('with one blank is shown there, without further blanks', async () => {
    const editor = await open()
    const { answer: _, ...blank } = { answer: '', uri, version: 1, position, action: 'place', show: true }
    assert.deepEqual(await run(editor, 'resolve', blank), { applied: true })
    const start = { line: 7, character: position.character + '[CLARIFIED: '.length }
    assert.deepEqual(
      editor.shown.map(({ selection }) => selection),
      [{ start, end: { ...start, character: start.character + 1 } }],
    )
    await editor.stop()
  })
  it('belongs to the finding of the question that the client has', async () => {
    const editor = await open()
    const report = await editor.pull(uri)
    const items: readonly Diagnostic[] = report.kind === 'full' ? report.items : []
    const at = { start: position, end: position }
    const [place] = (await editor.actions(uri, at, [...items])).filter(({ title }) => title === 'Answer in Place')
    assert.deepEqual(
      place?.diagnostics?.map(({ code }) => code),
      ['open-clarification'],
    )
    const [without] = (await editor.actions(uri, at)).filter(({ title }) => title === 'Answer in Place')
    assert.equal((without as CodeAction).diagnostics, undefined)
    await editor.stop()
  })
})

describe('a decision in a log that was changed by another program', () => {
  const old = '# Clarifications Log — Queue\n\n## CL-1 — 2026-01-02 — Why?\n\n**Decision**: so\n'
  it('is refused, and the log stays as it is', async () => {
    const watching = {
      ...profiles.vscode,
      workspace: {
        ...profiles.vscode.workspace,
        applyEdit: true,
        didChangeWatchedFiles: { dynamicRegistration: true },
      },
    }
    const editor = await open({ ...disk(), [log]: old }, {}, watching)
    await editor.pull(uri)
    editor.disk[log] = `${old}\n## CL-2 — 2026-01-03 — When?\n\n**Decision**: now\n`
    const { applied, changed } = await resolve(editor, {})
    assert.deepEqual([applied, changed], [false, true])
    assert.doesNotMatch(editor.disk[log] ?? '', /4 days/)
    await editor.stop()
  })
})

describe('the status of a template with free words', () => {
  const kit = (title: string, status: string): string =>
    `# Feature Specification: ${title}\n\n**Feature Branch**: \`004-queue\`\n**Created**: 2026-01-01\n**Status**: ${status}\n\n## Requirements *(mandatory)*\n\n- **FR-001**: System MUST a\n\n## Success Criteria *(mandatory)*\n\n- **SC-001**: b\n`
  const kits = (): Record<string, string> => ({
    '/w/.git/HEAD': '',
    [spec]: kit('Queue', 'Draft'),
    '/w/docs/specs/005-b/spec.md': kit('B', 'Shipped'),
    '/w/docs/specs/006-c/spec.md': kit('C', 'In Progress'),
    '/w/docs/specs/007-d/spec.md': kit('D', 'In Progress'),
    '/w/docs/specs/008-e/spec.md': kit('E', 'x').replace('**Status**: x\n', ''),
  })
  it('has the words of other specifications, the most frequent first', async () => {
    const editor = await open(kits())
    const found: StatusChoices = await editor.connection.sendRequest('specwise/status', { uri })
    assert.deepEqual(
      [found.now, found.free, found.choices.map(({ word }) => word)],
      ['Draft', true, ['In Progress', 'Shipped', 'In Review']],
    )
    await editor.stop()
  })
  it('is set to any word', async () => {
    const editor = await open(kits())
    assert.deepEqual(await run(editor, 'setStatus', { uri, version: 1, word: 'Parked' }), { applied: true })
    assert.match(editor.text(spec) ?? '', /^\*\*Status\*\*: Parked$/m)
    await editor.stop()
  })
})
