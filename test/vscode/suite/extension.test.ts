// The extension in VS Code: it is installed and started, with its commands and their texts.
import { strict as assert } from 'node:assert'
import * as vscode from 'vscode'
import { defective, open } from './editor.ts'

describe('the extension', () => {
  const extension = vscode.extensions.getExtension('specwise.specwise')

  it('is found and starts', async () => {
    assert.ok(extension, 'specwise.specwise is not among the extensions')
    await open(defective)
    await extension.activate()
    assert.equal(extension.isActive, true)
  })

  it('is the one under test', () => {
    const development = process.env.SPECWISE_SOURCE
    assert.ok(development, 'SPECWISE_SOURCE is not set')
    const fromSource = extension?.extensionPath === development
    assert.equal(fromSource, process.env.SPECWISE_PACKED !== '1', `runs from ${extension?.extensionPath}`)
  })

  it('has its commands', async () => {
    const commands = await vscode.commands.getCommands(true)
    for (const command of ['specwise.restartServer', 'specwise.showLog']) {
      assert.ok(commands.includes(command), `${command} is missing`)
    }
  })

  it('has the texts of its manifest, not their keys', () => {
    const manifest = JSON.stringify(extension?.packageJSON)
    assert.ok(manifest.includes('"Restart Server"'))
    assert.doesNotMatch(manifest, /"%[\w.]+%"/)
  })

  it('shows its log', async () => {
    await vscode.commands.executeCommand('specwise.showLog')
  })
})
