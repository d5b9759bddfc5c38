// The command "Explain This Line": what the server has read there.
import { window } from 'vscode'
import type { LanguageClient } from 'vscode-languageclient/node'
import { explainLineRequest } from '../../server/src/lsp/messages.ts'

export async function explainLine(client: LanguageClient): Promise<readonly string[]> {
  const editor = window.activeTextEditor
  if (!editor) return []
  const { line } = editor.selection.active
  const uri = editor.document.uri.toString()
  const told = await client.sendRequest<string[]>(explainLineRequest, { uri, line })
  const title = told.length > 0 ? `Line ${line + 1}` : 'This document is no specification: nothing of it is read.'
  void window.showInformationMessage(title, { modal: true, detail: told.join('\n\n') })
  return told
}
