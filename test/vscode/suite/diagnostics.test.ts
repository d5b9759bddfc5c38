// Findings in the editor, a quick fix, and reporting a wrong finding.
import { strict as assert } from 'node:assert'
import * as vscode from 'vscode'
import { codeOf, defective, example, findings, good, list, open, quiet, revert, waitForDiagnostics } from './editor.ts'

const fixable = ['malformed-id', 'duplicate-id', 'missing-id']

describe('findings', () => {
  it('lead to the page of their rule, which ships with the extension', async () => {
    await vscode.commands.executeCommand('specwise.showRule', 'duplicate-id')
    const labels = (): string[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label))
    for (let k = 0; k < 50 && !labels().join().includes('duplicate-id.md'); k++)
      await new Promise((resume) => setTimeout(resume, 100))
    assert.match(labels().join(), /duplicate-id\.md/)
    const page = await vscode.workspace.openTextDocument(vscode.Uri.parse('specwise-rule:/duplicate-id.md'))
    assert.match(page.getText(), /^# duplicate-id\n[\s\S]*\(https:\/\/github\.com\/specwise\/specwise\//)
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
  })

  it('appear in a defective specification, each with a code that links to its explanation', async () => {
    const { document } = await open(defective)
    const found = await waitForDiagnostics(document.uri, (all) => all.length > 0, 'finding')
    for (const diagnostic of found) {
      const where = `${diagnostic.range.start.line + 1}: ${diagnostic.message}`
      assert.ok(diagnostic.message.trim().length > 0, `empty message at ${where}`)
      assert.ok(!diagnostic.range.isEmpty, `empty range at ${where}`)
      assert.ok(typeof diagnostic.code === 'object', `no code with a link at ${where}`)
      assert.match(String(diagnostic.code.value), /^[a-z]+(-[a-z]+)*$/, `odd code at ${where}`)
      assert.match(diagnostic.code.target.toString(), /^command:specwise\.showRule\?.+/, `odd link at ${where}`)
    }
    assert.ok(
      found.some((diagnostic) => codeOf(diagnostic) === 'malformed-id'),
      `no malformed-id:\n${list(document.uri)}`,
    )
  })

  // The absence of findings only means something if there are findings elsewhere.
  const assertFindingsElsewhere = () =>
    assert.ok(findings(example(defective)).length > 0, 'no finding in the defective specification either')

  it('are at most hints in a good specification', async () => {
    const { document } = await open(good)
    await quiet()
    assertFindingsElsewhere()
    const bad = findings(document.uri).filter((diagnostic) => diagnostic.severity <= vscode.DiagnosticSeverity.Warning)
    assert.equal(bad.length, 0, `expected none:\n${list(document.uri)}`)
  })

  it('do not appear in ordinary Markdown that mentions an id', async () => {
    const { document } = await open('README.md')
    assert.match(document.getText(), /FR-001/)
    await quiet()
    assertFindingsElsewhere()
    assert.equal(findings(document.uri).length, 0, `expected none:\n${list(document.uri)}`)
  })

  it('do not appear in other languages with the same text', async () => {
    const content = (await vscode.workspace.openTextDocument(example(defective))).getText()
    for (const language of ['plaintext', 'javascript']) {
      const document = await vscode.workspace.openTextDocument({ language, content })
      await vscode.window.showTextDocument(document)
      await quiet()
      assertFindingsElsewhere()
      assert.equal(findings(document.uri).length, 0, `${language}:\n${list(document.uri)}`)
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
    }
  })
})

describe('the preferred quick fix', () => {
  after(() => revert(example(defective)))

  it('changes the text and removes the finding', async () => {
    const { document } = await open(defective)
    const found = await waitForDiagnostics(
      document.uri,
      (all) => all.some((diagnostic) => fixable.includes(codeOf(diagnostic))),
      `finding of ${fixable.join(', ')}`,
    )
    const code = fixable.find((candidate) => found.some((diagnostic) => codeOf(diagnostic) === candidate))
    const target = found.find((diagnostic) => codeOf(diagnostic) === code)
    assert.ok(target)
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      target.range,
      vscode.CodeActionKind.QuickFix.value,
      20,
    )
    const titles = actions.map((action) => action.title).join(' | ')
    const fix = actions.find((action) => action.isPreferred)
    assert.ok(fix?.edit, `no preferred fix with an edit for ${code} among: ${titles || 'no action'}`)
    const before = document.getText()
    assert.ok(await vscode.workspace.applyEdit(fix.edit), 'the edit was refused')
    assert.notEqual(document.getText(), before, `"${fix.title}" changed nothing`)
    const same = (diagnostic: vscode.Diagnostic) => codeOf(diagnostic) === code && diagnostic.message === target.message
    await waitForDiagnostics(document.uri, (all) => !all.some(same), `end of "${target.message}"`)
  })
})

describe('Report a Wrong Finding', () => {
  it('is the last action, and opens a report without the words of the document', async () => {
    const { document } = await open(defective)
    const isDuplicateId = (diagnostic: vscode.Diagnostic) => codeOf(diagnostic) === 'duplicate-id'
    const found = await waitForDiagnostics(document.uri, (all) => all.some(isDuplicateId), 'duplicate-id')
    const target = found.find(isDuplicateId)
    assert.ok(target)
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      target.range,
      vscode.CodeActionKind.QuickFix.value,
    )
    const reportActions = actions.filter(({ title }) => title.startsWith('Report a Wrong Finding'))
    const { command } = reportActions[0] ?? {}
    assert.ok(command, actions.map(({ title }) => title).join(' | '))
    const report = await vscode.commands.executeCommand<vscode.TextDocument>(
      command.command,
      ...(command.arguments ?? []),
    )
    assert.ok(report.isUntitled && report.languageId === 'markdown')
    assert.equal(vscode.window.activeTextEditor?.document, report)
    assert.match(report.getText(), /^# Wrong finding: duplicate-id\r?\n[\s\S]*\*\*FR-001\*\*: Xxxxxxx MUST/)
    assert.doesNotMatch(report.getText(), /bucket/i)
    await quiet()
    assert.equal(findings(report.uri).length, 0, list(report.uri))
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
  })
})
