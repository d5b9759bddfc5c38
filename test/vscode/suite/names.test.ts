// Resource names in the real editor: completion, hover, definition, rename and findings.
import { strict as assert } from 'node:assert'
import * as vscode from 'vscode'
import { codeOf, defective, example, open, revert, waitForDiagnostics } from './editor.ts'

const spec = 'docs/specs/001-good/spec.md'

describe('resource names', () => {
  after(() => revert(example(spec)))

  it('are completed, and lead to their manifests', async () => {
    const { document } = await open(spec)
    const at = document.positionAt(document.getText().indexOf('xplane-orders') + 'xplane-orders'.length)
    const find = async (): Promise<vscode.Location[]> =>
      vscode.commands.executeCommand('vscode.executeDefinitionProvider', document.uri, at)
    let [place] = await find()
    for (let k = 0; k < 50 && !place; k++) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      ;[place] = await find()
    }
    assert.match(place?.uri.path ?? '', /infrastructure\/orders\.yaml$/)
    assert.equal(place?.range.start.line, 3)
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      at,
    )
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label))
    assert.ok(labels.includes('xplane-orders-archive'), labels.join())
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      at,
    )
    const shown = hover?.contents[0]
    assert.match(shown instanceof vscode.MarkdownString ? shown.value : '', /kind: Queue/)
  })

  it('are renamed only in specifications', async () => {
    const { document } = await open(spec)
    const at = document.positionAt(document.getText().indexOf('xplane-orders') + 3)
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      at,
      'xplane-sales',
    )
    assert.deepEqual(
      edit.entries().map(([uri]) => uri.path.split('/').slice(-2).join('/')),
      ['001-good/spec.md'],
    )
  })

  it('are reported without the prefix if the workspace defines their group', async () => {
    await open(defective)
    const all = await waitForDiagnostics(
      example(defective),
      (found) => found.some((diagnostic) => codeOf(diagnostic) === 'resource-prefix'),
      'resource-prefix',
    )
    assert.match(
      all.find((diagnostic) => codeOf(diagnostic) === 'resource-prefix')?.message ?? '',
      /"reports" is managed by Crossplane/,
    )
  })
})
