// Restarting the server in the editor.
import { strict as assert } from 'node:assert'
import * as vscode from 'vscode'
import { defective, findings, open, quiet, revert, waitForDiagnostics } from './editor.ts'

describe('specwise.restartServer', () => {
  it('restores the findings, from a server that follows the text', async () => {
    const { document } = await open(defective)
    await waitForDiagnostics(document.uri, (all) => all.length > 0, 'finding')
    await quiet()
    const before = findings(document.uri)
    await vscode.commands.executeCommand('specwise.restartServer')
    await waitForDiagnostics(document.uri, (all) => all.length === before.length, `${before.length} findings again`)
    // The findings may come from the old server. Only an edit proves that a new server is running.
    const text = new vscode.WorkspaceEdit()
    text.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), '')
    assert.ok(await vscode.workspace.applyEdit(text))
    await waitForDiagnostics(document.uri, (all) => all.length < before.length, 'fewer findings in an empty text')
    await revert(document.uri)
    await waitForDiagnostics(
      document.uri,
      (all) => all.length === before.length,
      `${before.length} findings at the end`,
    )
  })
})
