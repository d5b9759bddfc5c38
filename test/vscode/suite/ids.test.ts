// Ids in the real editor: definition, references, rename, hover, refactoring, code lenses and symbols.
import { strict as assert } from 'node:assert'
import * as vscode from 'vscode'
import { example, open, revert } from './editor.ts'

const spec = 'docs/specs/003-folder/spec.md'
const plan = 'docs/specs/003-folder/plan.md'
const positionOf = (document: vscode.TextDocument, text: string): vscode.Position =>
  document.positionAt(document.getText().indexOf(text) + 1)

describe('ids', () => {
  after(async () => {
    await revert(example(plan))
    await revert(example(spec))
  })

  it('lead from the plan to the specification, and to their references', async () => {
    const { document } = await open(plan)
    const at = positionOf(document, 'FR-002')
    const [place] = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      at,
    )
    const uri = place && 'uri' in place ? place.uri : place?.targetUri
    assert.match(uri?.path ?? '', /003-folder\/spec\.md$/)
    const all = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      document.uri,
      at,
    )
    assert.deepEqual([...new Set(all.map((location) => location.uri.path.split('/').at(-1)))].sort(), [
      'plan.md',
      'spec.md',
    ])
  })

  it('are renamed in all documents in one step', async () => {
    const { document } = await open(spec)
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      positionOf(document, '**FR-002**').translate(0, 2),
      'FR-077',
    )
    assert.ok(await vscode.workspace.applyEdit(edit))
    assert.match(document.getText(), /\*\*FR-077\*\*/)
    const planDocument = await vscode.workspace.openTextDocument(example(plan))
    assert.match(planDocument.getText(), /\(FR-077\)/)
    assert.doesNotMatch(document.getText() + planDocument.getText(), /FR-002/)
  })

  it('of a specification lead to it, and show its progress', async () => {
    const { document } = await open(spec)
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      positionOf(document, 'SPEC-003'),
    )
    const text = hovers.flatMap(({ contents }) =>
      contents.map((content) => (typeof content === 'string' ? content : content.value)),
    )
    assert.match(text.join(), /SPEC-003.*Cache on demand[\s\S]*tasks done/)
  })

  it('are resolved in attachments, and renamed there', async () => {
    const notes = example('docs/specs/003-folder/research.md')
    await vscode.workspace.fs.writeFile(notes, new TextEncoder().encode('# Research\n\nWhy SC-002 is there.\n'))
    const { document } = await open('docs/specs/003-folder/research.md')
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      positionOf(document, 'SC-002'),
      'SC-009',
    )
    const changed = edit.entries().map(([uri]) => uri.path.split('/').at(-1))
    assert.deepEqual(changed.filter((name) => name !== 'plan.md').sort(), ['research.md', 'spec.md'])
    await vscode.workspace.fs.delete(notes)
  })

  it('are inserted between two others, and references are renumbered', async () => {
    await revert(example(plan))
    await revert(example(spec))
    const { document } = await open(spec)
    const at = positionOf(document, '**FR-001**')
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(at, at),
      vscode.CodeActionKind.RefactorRewrite.value,
    )
    const action = actions.find(({ title }) => title.startsWith('Insert "FR-002" Below and Renumber'))
    assert.ok(action?.edit, actions.map(({ title }) => title).join())
    assert.ok(await vscode.workspace.applyEdit(action.edit))
    assert.match(document.getText(), /- \*\*FR-002\*\*: \n[\s\S]*- \*\*FR-003\*\*: System MUST evict/)
    const planDocument = await vscode.workspace.openTextDocument(example(plan))
    assert.match(planDocument.getText(), /\(FR-003\)/)
  })

  it('have a code lens with their coverage', async () => {
    const { document } = await open(spec)
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    )
    const titles = lenses.flatMap(({ command }) => (command?.command === 'specwise.showCoverage' ? command.title : []))
    assert.match(titles.join(), /1 task, [01] done/)
  })

  it('are symbols in addition to the headings of the editor', async () => {
    const { document } = await open(spec)
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    )
    const names = symbols.flatMap(function all({ name, children }): string[] {
      return [name, ...children.flatMap(all)]
    })
    assert.ok(
      names.some((name) => name.includes('Requirements')),
      names.join(),
    )
    assert.ok(names.includes('FR-001'), names.join())
  })

  it('are found in the workspace', async () => {
    const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      'evict the least',
    )
    assert.ok(
      found.some(({ name }) => /evict the least recently used/.test(name)),
      found.map(({ name }) => name).join(),
    )
  })
})
