// Questions and answers stand out in the text and in the overview ruler, in colours of the theme.
import { type Disposable, OverviewRulerLane, Range, type TextEditor, ThemeColor, window } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import type { DocumentStatus } from '../../server/src/lsp/messages.ts'
import type { News } from './news.ts'

/** Marks the questions of the visible documents as the server reads them. */
export function createMarkers(client: BaseLanguageClient, news: News): Disposable {
  const type = (name: 'open' | 'answered', weight?: string) =>
    window.createTextEditorDecorationType({
      backgroundColor: new ThemeColor(`specwise.${name}QuestionBackground`),
      overviewRulerColor: new ThemeColor(`specwise.${name}QuestionRuler`),
      overviewRulerLane: OverviewRulerLane.Right,
      borderRadius: '2px',
      border: '1px solid', // seen in high contrast, where there is no background
      borderColor: new ThemeColor(`specwise.${name}QuestionBorder`),
      ...(weight && { fontWeight: weight }),
    })
  const types = { open: type('open', 'bold'), answered: type('answered') }
  const known = new Map<string, DocumentStatus>()

  const show = (editor: TextEditor): void => {
    const status = known.get(client.code2ProtocolConverter.asUri(editor.document.uri))
    if (status && status.version !== editor.document.version) return // the next one comes
    for (const state of ['open', 'answered'] as const) {
      const own = (status?.markers ?? []).filter((one) => one.state === state)
      const ranges = own.map(
        ({ range: { start, end } }) => new Range(start.line, start.character, end.line, end.character),
      )
      editor.setDecorations(types[state], ranges)
    }
  }

  const listening = [
    news.onStatus((status) => {
      known.set(status.uri, status)
      for (const editor of window.visibleTextEditors)
        if (client.code2ProtocolConverter.asUri(editor.document.uri) === status.uri) show(editor)
    }),
    window.onDidChangeVisibleTextEditors((editors) => editors.forEach(show)),
  ]
  return {
    dispose() {
      for (const one of [...listening, types.open, types.answered]) one.dispose()
    },
  }
}
