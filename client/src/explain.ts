// The command "Explain This Line": shows in a hover what the server has read on the line.
import { commands, Disposable, Hover, languages, MarkdownString, type TextEditor, window } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { t } from '../../server/src/base/l10n.ts'
import { explainLineRequest } from '../../server/src/lsp/messages.ts'

export async function explainLine(client: BaseLanguageClient): Promise<readonly string[]> {
  const editor = window.activeTextEditor
  if (!editor) return []
  const { line } = editor.selection.active
  const uri = editor.document.uri.toString()
  const sentences = await client.sendRequest<string[]>(explainLineRequest, { uri, line })
  const nothing = t('This document is not a specification, so Specwise does not read it')
  await showAt(editor, line, sentences.length > 0 ? sentences : [nothing])
  return sentences
}

let last: Disposable | undefined

/** Shows sentences at a line until the cursor leaves it. They are escaped, so that none of them is read as Markdown. */
async function showAt({ document }: TextEditor, line: number, sentences: readonly string[]): Promise<void> {
  last?.dispose()
  const contents = sentences.map((text) => new MarkdownString(text.replace(/[\\`*_{}[\]()#+.!<>|~&-]/g, '\\$&')))
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
