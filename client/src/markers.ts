// Marks questions and answers in the text and in the overview ruler, in colours of the theme.
import { type Disposable, OverviewRulerLane, Range, type TextEditor, ThemeColor, window } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import type { DocumentStatus } from '../../server/src/lsp/messages.ts'
import type { News } from './news.ts'

/** Marks the questions of visible documents at the positions that the server sends. */
export function createMarkers(client: BaseLanguageClient, news: News): Disposable {
  const type = (name: 'open' | 'answered', weight?: string) =>
    window.createTextEditorDecorationType({
      backgroundColor: new ThemeColor(`specwise.${name}QuestionBackground`),
      overviewRulerColor: new ThemeColor(`specwise.${name}QuestionRuler`),
      overviewRulerLane: OverviewRulerLane.Right,
      borderRadius: '2px',
      border: '1px solid', // visible in high contrast themes, which have no background
      borderColor: new ThemeColor(`specwise.${name}QuestionBorder`),
      ...(weight && { fontWeight: weight }),
    })
  const types = { open: type('open', 'bold'), answered: type('answered') }
  const byUri = new Map<string, DocumentStatus>()

  const show = (editor: TextEditor): void => {
    const status = byUri.get(client.code2ProtocolConverter.asUri(editor.document.uri))
    if (status && status.version !== editor.document.version) return // a newer status will follow
    for (const state of ['open', 'answered'] as const) {
      const markers = (status?.markers ?? []).filter((marker) => marker.state === state)
      const ranges = markers.map(
        ({ range: { start, end } }) => new Range(start.line, start.character, end.line, end.character),
      )
      editor.setDecorations(types[state], ranges)
    }
  }

  const listening = [
    news.onStatus((status) => {
      byUri.set(status.uri, status)
      for (const editor of window.visibleTextEditors)
        if (client.code2ProtocolConverter.asUri(editor.document.uri) === status.uri) show(editor)
    }),
    window.onDidChangeVisibleTextEditors((editors) => editors.forEach(show)),
  ]
  return {
    dispose() {
      for (const item of [...listening, types.open, types.answered]) item.dispose()
    },
  }
}
