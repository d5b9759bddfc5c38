// Open questions in the editor: the three ways to answer them, and their code lens.
import { strict as assert } from 'node:assert'
import * as vscode from 'vscode'
import { codeOf, example, open, revert, waitForDiagnostics } from './editor.ts'

const isOpen = (diagnostic: vscode.Diagnostic): boolean => codeOf(diagnostic) === 'open-clarification'
const day = /\d{4}-\d\d-\d\d/

/** Answers a question with a code action and the text that the user would type. Returns the text of the document. */
async function answer(path: string, question: string, actionTitle: RegExp, reply: string): Promise<string> {
  const { document } = await open(path)
  const found = await waitForDiagnostics(
    document.uri,
    (all) => all.some((diagnostic) => isOpen(diagnostic) && diagnostic.message.includes(question)),
    `question "${question}"`,
  )
  const place = found.find((diagnostic) => isOpen(diagnostic) && diagnostic.message.includes(question))
  assert.ok(place)
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    place.range,
    vscode.CodeActionKind.QuickFix.value,
  )
  const titles = actions.map(({ title }) => title)
  const chosen = actions.find(({ title }) => actionTitle.test(title))
  assert.ok(chosen?.command, `${actionTitle} among ${titles.join(' | ')}`)
  assert.equal(actions[0], chosen, `the way of the format is first: ${titles.join(' | ')}`)
  assert.ok(chosen.isPreferred)
  const [args] = chosen.command.arguments as [object]
  const resolved = await vscode.commands.executeCommand<{ applied: boolean; reason?: string }>('specwise.answer', {
    ...args,
    answer: reply,
  })
  assert.equal(resolved.applied, true, resolved.reason) // whether there are placeholders depends on the user's name in Git
  await waitForDiagnostics(
    document.uri,
    (all) => !all.some((diagnostic) => isOpen(diagnostic) && diagnostic.message.includes(question)),
    `end of "${question}"`,
  )
  return document.getText()
}

describe('an open question', () => {
  const place = 'docs/specs/002-defective/spec.md'
  const session = 'docs/specs/004-metrics/spec.md'
  const topic = 'docs/specs/005-topic/spec.md'
  const log = 'docs/specs/005-topic/clarifications.md'
  after(async () => {
    for (const path of [place, session, topic]) await revert(example(path))
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
    await vscode.workspace.fs.delete(example(log)).then(undefined, () => undefined)
  })

  it('is answered in place', async () => {
    const text = await answer(place, 'how many days', /^Answer in Place…$/, '30 days')
    assert.ok(text.includes('delete old objects after [CLARIFIED: 30 days]'))
  })

  it("is recorded in today's session", async () => {
    const text = await answer(session, 'how many days', /^Record in Today's Session…$/, '14 days')
    assert.ok(text.includes('MUST keep metrics for 14 days\n'))
    assert.match(
      text,
      /## Clarifications\n\n### Session \d{4}-\d\d-\d\d\n\n- Q: how many days\? → A: 14 days\n\n## User/,
    )
  })

  it('stays unchanged when its log cannot be created', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
    const folder = 'docs/specs/004-metrics'
    const blockedSpec = example('docs/specs/006-in-the-way/spec.md')
    const text = (await vscode.workspace.openTextDocument(example(topic))).getText().replaceAll('005', '006')
    await vscode.workspace.fs.writeFile(blockedSpec, new TextEncoder().encode(text))
    await vscode.workspace.fs.copy(
      example('docs/specs/005-topic/plan.md'),
      vscode.Uri.joinPath(blockedSpec, '..', 'plan.md'),
    )
    await vscode.workspace.fs.copy(example(folder), vscode.Uri.joinPath(blockedSpec, '..', 'clarifications.md')) // a folder, not a file
    try {
      const document = await vscode.workspace.openTextDocument(blockedSpec)
      await vscode.window.showTextDocument(document)
      await waitForDiagnostics(blockedSpec, (all) => all.some(isOpen), 'question')
      const before = document.getText()
      const at = document.positionAt(before.indexOf('[NEEDS') + 3)
      const resolved = await vscode.commands.executeCommand<{ applied: boolean; reason?: string }>('specwise.resolve', {
        uri: blockedSpec.toString(),
        version: document.version,
        position: { line: at.line, character: at.character },
        action: 'log',
        answer: '4 days',
      })
      assert.equal(resolved.applied, false)
      assert.match(resolved.reason ?? '', /^The editor did not apply the change/)
      assert.equal(document.getText(), before)
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors')
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(blockedSpec, '..'), { recursive: true })
    }
  })

  it('is recorded as a decision in a new log, in one step', async () => {
    const before = (await open(topic)).document.getText()
    const text = await answer(topic, 'how long', /^Record Decision "CL-1" in clarifications\.md…$/, '4 days')
    assert.ok(text.includes('MUST keep messages for 4 days (CL-1)\n'))
    const written = (await vscode.workspace.openTextDocument(example(log))).getText()
    assert.match(written, /^# Clarifications Log — Topics on demand\n/)
    assert.match(written, new RegExp(`## CL-1 — ${day.source} — how long, when the claim says nothing\\?\n`))
    assert.equal(vscode.window.activeTextEditor?.document.uri.path.split('/').at(-1), 'clarifications.md')
    assert.equal(vscode.window.activeTextEditor?.document.getText(vscode.window.activeTextEditor.selection), '[why]')
    // The second decision is appended to the log, which is open and unsaved.
    const second = await answer(topic, 'may two claims', /^Record Decision "CL-2"/, 'No')
    assert.match(second, /^- \[x\] CL-2 — may two claims share a topic\?$/m)
    assert.notEqual(second, before)
  })

  it('in a document that has changed is left alone', async () => {
    const { document } = await open('docs/specs/004-metrics/plan.md')
    const before = document.getText()
    const lines = before.split('\n')
    const line = lines.findIndex((content) => content.includes('NEEDS'))
    const position = { line, character: (lines[line] ?? '').indexOf('NEEDS') }
    const resolved = await vscode.commands.executeCommand<{ applied: boolean; changed?: boolean }>('specwise.resolve', {
      uri: document.uri.toString(),
      version: document.version - 1,
      position,
      action: 'place',
      answer: 'x',
    })
    assert.deepEqual([resolved.applied, resolved.changed], [false, true])
    assert.equal(document.getText(), before)
  })

  it('is counted in a code lens above the title, which leads through the questions', async () => {
    const { document } = await open('docs/specs/004-metrics/plan.md')
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      9,
    )
    assert.deepEqual(
      lenses.map(({ command }) => [command?.title, command?.command]),
      [['1 open question', 'specwise.resolveClarifications']],
    )
    const all = await vscode.commands.getCommands(true)
    for (const name of ['specwise.answer', 'specwise.resolve', 'specwise.resolveClarifications'])
      assert.ok(all.includes(name), name)
  })
})
