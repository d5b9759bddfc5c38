// The command "Explain This Line": what the server has read there, as a hover on the line.
import { commands, Disposable, Hover, languages, MarkdownString, type TextEditor, window } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { explainLineRequest } from '../../server/src/lsp/messages.ts'

export async function explainLine(client: BaseLanguageClient): Promise<readonly string[]> {
  const editor = window.activeTextEditor
  if (!editor) return []
  const { line } = editor.selection.active
  const uri = editor.document.uri.toString()
  const told = await client.sendRequest<string[]>(explainLineRequest, { uri, line })
  await showAt(editor, line, told.length > 0 ? told : ['This document is no specification: nothing of it is read.'])
  return told
}

let last: Disposable | undefined

/** Shows some words at a line until the cursor leaves it. Nothing of them is taken for Markdown. */
async function showAt({ document }: TextEditor, line: number, words: readonly string[]): Promise<void> {
  last?.dispose()
  const contents = words.map((one) => new MarkdownString(one.replace(/[\\`*_{}[\]()#+.!<>|~&-]/g, '\\$&')))
  const provider = languages.registerHoverProvider(
    { scheme: document.uri.scheme, language: document.languageId },
    {
      provideHover: (at, position) =>
        at === document && position.line === line ? new Hover(contents, document.lineAt(line).range) : undefined,
    },
  )
  const moved = window.onDidChangeTextEditorSelection(({ selections }) => {
    if (selections[0]?.active.line !== line) shown.dispose()
  })
  const shown = Disposable.from(provider, moved)
  last = shown
  await commands.executeCommand('editor.action.showHover')
}
