// Specifications in the editor: creation, status, pages, preview and archive.
import { strict as assert } from 'node:assert'
import * as vscode from 'vscode'
import { example, open } from './editor.ts'

const text = async (path: string): Promise<string> =>
  new TextDecoder().decode(await vscode.workspace.fs.readFile(example(path)))

describe('a specification', () => {
  const folder = 'docs/specs/006-network-policy-topics'
  const archived = 'docs/specs/done/006-network-policy-topics'
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
    for (const path of [folder, 'docs/specs/done'])
      await vscode.workspace.fs.delete(example(path), { recursive: true }).then(undefined, () => undefined)
  })

  it('is created from the template, with the cursor in the first placeholder', async () => {
    const uri = await vscode.commands.executeCommand<vscode.Uri>('specwise.newSpec', {
      title: 'Network policy for topics',
      issue: 12,
    })
    assert.equal(uri?.path, example(`${folder}/spec.md`).path)
    const editor = vscode.window.activeTextEditor
    assert.ok(editor)
    const now = editor.document.getText()
    assert.match(now, /^# Spec: Network policy for topics\n\n\*\*ID\*\*: SPEC-006\n/)
    assert.match(now, /\*\*Type\*\*: security\n/)
    assert.ok(
      editor.selections.some((selection) => !selection.isEmpty),
      'a placeholder is selected',
    )
    await editor.document.save()
    // The next specification gets another folder.
    const second = await vscode.commands.executeCommand<vscode.Uri>('specwise.newSpec', { title: 'Another one' })
    assert.match(second?.path ?? '', /\/007-another-one\/spec\.md$/)
    await vscode.commands.executeCommand('workbench.action.files.revert')
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(second, '..'), { recursive: true })
  })

  it('gets a status of the template', async () => {
    const { document } = await open(`${folder}/spec.md`)
    const resolved = await vscode.commands.executeCommand<{ applied: boolean }>(
      'specwise.chooseStatus',
      document.uri.toString(),
      'in-review',
    )
    assert.deepEqual(resolved, { applied: true })
    assert.match(document.getText(), /\*\*Status\*\*: in-review\n/)
    await document.save()
  })

  it('has traceability and dashboard pages', async () => {
    const tabs = (): string[] =>
      vscode.window.tabGroups.all.flatMap(({ tabs: groupTabs }) =>
        groupTabs.flatMap(({ label, input }) => (input instanceof vscode.TabInputWebview ? [label] : [])),
      )
    const uri = example('docs/specs/003-folder/spec.md').toString()
    await vscode.commands.executeCommand('specwise.showTraceability', uri)
    await vscode.commands.executeCommand('specwise.showTraceability', uri)
    await vscode.commands.executeCommand('specwise.showDashboard')
    for (let k = 0; k < 50 && tabs().length < 2; k++) await new Promise((resume) => setTimeout(resume, 100))
    assert.deepEqual(tabs().sort(), ['Specifications', 'Traceability: 003-folder'])
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
  })

  it('is shown in the Markdown preview with anchors, questions and checkboxes, unlike ordinary Markdown', async () => {
    const render = async (path: string): Promise<string> => {
      const document = await vscode.workspace.openTextDocument(example(path))
      return vscode.commands.executeCommand<string>('markdown.api.render', document)
    }
    const html = await render('docs/specs/001-good/spec.md')
    assert.match(html, /<span class="specwise-id" id="fr-001">FR-001<\/span>/)
    assert.match(html, /class="specwise-question specwise-answered"/)
    assert.match(html, /class="specwise-box" role="img" aria-label="done"/)
    assert.ok(!(await render('README.md')).includes('specwise-id'))
  })

  it('moves to the archive, and its links keep their targets', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
    const before = await text(`${folder}/spec.md`)
    assert.ok(before.includes('(../constitution.md)'))
    const moved = await vscode.commands.executeCommand<{ moved: string | null; links: number }>(
      'specwise.archive',
      example(`${folder}/spec.md`).toString(),
    )
    assert.ok(moved.links > 0, JSON.stringify(moved))
    assert.ok(moved.moved?.endsWith('/done/006-network-policy-topics'), JSON.stringify(moved))
    const document = await vscode.workspace.openTextDocument(example(`${archived}/spec.md`))
    assert.ok(!document.isDirty, 'the moved document is saved')
    assert.ok(document.getText().includes('(../../constitution.md)'), document.getText().slice(-300))
    const after = await text(`${archived}/spec.md`)
    assert.equal(after, before.replaceAll('(../constitution.md)', '(../../constitution.md)'))
    await assert.rejects(text(`${folder}/spec.md`))

    // "Undo" moves the folder and its links back.
    const back = await vscode.commands.executeCommand<{ moved: string | null }>(
      'specwise.archive',
      example(`${archived}/spec.md`).toString(),
      example(folder).toString(),
    )
    assert.equal(back.moved, example(folder).toString())
    assert.equal(await text(`${folder}/spec.md`), before)
    await assert.rejects(text(`${archived}/spec.md`))
  })
})
