// Marks in the gutter: the items of a specification that differ from the main branch. Those of VS Code mark lines, and compare with
// the last commit.
import { type Disposable, OverviewRulerLane, Range, type TextEditor, ThemeColor, Uri, window, workspace } from 'vscode'
import { type BaseLanguageClient, State } from 'vscode-languageclient'
import { type ChangedItem, type ChangedItemsParams, changedItemsRequest } from '../../server/src/lsp/compareMessages.ts'
import type { News } from './news.ts'

const wait = 300 // milliseconds after the last change

/** Shows the marks in visible editors, if the setting is on. */
export function createChangeMarks(client: BaseLanguageClient, news: News, icons: Uri): Disposable {
  const type = (kind: ChangedItem['kind']) =>
    window.createTextEditorDecorationType({
      gutterIconPath: Uri.joinPath(icons, `${kind}.svg`),
      gutterIconSize: 'contain',
      overviewRulerColor: new ThemeColor(
        kind === 'added' ? 'editorGutter.addedBackground' : 'editorGutter.modifiedBackground',
      ),
      overviewRulerLane: OverviewRulerLane.Left,
    })
  const types = { added: type('added'), changed: type('changed') }
  const isOn = (): boolean => workspace.getConfiguration('specwise').get('gutter.changes', true)

  const show = async (editor: TextEditor): Promise<void> => {
    const { document } = editor
    const { version } = document
    const isAsked = document.languageId === 'markdown' && document.uri.scheme === 'file' && isOn()
    const params: ChangedItemsParams = { uri: client.code2ProtocolConverter.asUri(document.uri) }
    const items =
      isAsked && client.state === State.Running
        ? await client.sendRequest<ChangedItem[]>(changedItemsRequest, params).catch(() => [])
        : []
    if (document.version !== version) return // a newer answer will follow
    for (const kind of ['added', 'changed'] as const)
      editor.setDecorations(
        types[kind],
        items.flatMap((item) => (item.kind === kind ? new Range(item.line, 0, item.line, 0) : [])),
      )
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  const showSoon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => window.visibleTextEditors.forEach((editor) => void show(editor)), wait)
  }
  const listening = [
    news.onStatus(showSoon),
    news.onSpecs(showSoon),
    window.onDidChangeVisibleTextEditors(showSoon),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('specwise.gutter')) showSoon()
    }),
    client.onDidChangeState(showSoon),
  ]
  return {
    dispose() {
      clearTimeout(timer)
      for (const item of [...listening, types.added, types.changed]) item.dispose()
    },
  }
}
