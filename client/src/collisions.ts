// A status bar item for the specification in the editor: what collides with other branches after a merge.
import { type Disposable, MarkdownString, StatusBarAlignment, ThemeColor, window, workspace } from 'vscode'
import { type BaseLanguageClient, State } from 'vscode-languageclient'
import { t } from '../../server/src/base/l10n.ts'
import {
  type BranchCollisions,
  type CollisionsParams,
  collisionsRequest,
} from '../../server/src/lsp/compareMessages.ts'

/** Shows the item. The server answers from memory for a minute, so each change of the editor may ask. */
export function createCollisions(client: BaseLanguageClient): Disposable {
  const item = window.createStatusBarItem('specwise.collisions', StatusBarAlignment.Left)
  item.name = t('Specwise: Collisions with other branches')
  item.backgroundColor = new ThemeColor('statusBarItem.warningBackground')
  let serial = 0

  const show = async (): Promise<void> => {
    const own = ++serial
    const document = window.activeTextEditor?.document
    const isAsked = document?.languageId === 'markdown' && document.uri.scheme === 'file' && workspace.isTrusted
    if (!isAsked || client.state !== State.Running) return item.hide()
    const params: CollisionsParams = { uri: client.code2ProtocolConverter.asUri(document.uri) }
    const found = await client.sendRequest<BranchCollisions[]>(collisionsRequest, params).catch(() => [])
    if (own !== serial) return // another document is shown by now
    const [first] = found
    if (!first) return item.hide()
    item.text = `$(git-merge) ${t('Collides with {0}: {1}', first.branch, first.names.slice(0, 2).join(', '))}`
    item.tooltip = tooltipOf(found)
    item.show()
  }
  void show()
  const subscriptions = [
    item,
    window.onDidChangeActiveTextEditor(() => void show()),
    workspace.onDidSaveTextDocument(() => void show()),
    window.onDidChangeWindowState(({ focused }) => void (focused && show())),
    client.onDidChangeState(() => void show()),
  ]
  return {
    dispose() {
      for (const one of subscriptions) one.dispose()
    },
  }
}

function tooltipOf(found: readonly BranchCollisions[]): MarkdownString {
  const text = new MarkdownString()
  for (const { branch, texts } of found) {
    text.appendText(t('After a merge with {0}:', branch)).appendMarkdown('\n\n')
    for (const one of texts) text.appendMarkdown('- ').appendText(one).appendMarkdown('\n')
    text.appendMarkdown('\n')
  }
  return text
}
