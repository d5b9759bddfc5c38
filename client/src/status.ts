// The language status item: what the server is doing, and which format the open document was read as.

import { type Disposable, LanguageStatusSeverity, languages, window, workspace } from 'vscode'
import { type BaseLanguageClient, State } from 'vscode-languageclient'
import { counted } from '../../server/src/base/words.ts'
import type { DocumentStatus } from '../../server/src/lsp/messages.ts'
import type { News } from './news.ts'

export interface Status extends Disposable {
  restarting(): void
  failed(): void
}

export function createStatus(client: BaseLanguageClient, news: News): Status {
  const known = new Map<string, DocumentStatus>()
  const item = languages.createLanguageStatusItem('specwise', { language: 'markdown' })
  item.name = 'Specwise'
  item.command = { title: 'Show Log', command: 'specwise.showLog' }

  const show = (): void => {
    item.severity = LanguageStatusSeverity.Information
    item.busy = client.state === State.Starting
    const uri = window.activeTextEditor && client.code2ProtocolConverter.asUri(window.activeTextEditor.document.uri)
    const status = uri === undefined ? undefined : known.get(uri)
    if (client.state === State.Starting) {
      item.text = 'Specwise is starting'
      item.detail = undefined
    } else if (client.state !== State.Running) {
      item.text = 'Specwise has stopped'
      item.detail = 'restart it by “Specwise: Restart Server”'
      item.severity = LanguageStatusSeverity.Error
      item.command = { title: 'Restart', command: 'specwise.restartServer' }
      return
    } else if (status?.format) {
      item.text = `Specification, format “${status.format}”`
      // One line, and the window cuts it: the first reasons tell, and problems are counted beside it.
      item.detail = status.why === '' ? countText(status) : status.why.split(', ').slice(0, 2).join(', ')
    } else {
      item.text = 'Specwise: no specification'
      item.detail = 'ordinary Markdown is left alone'
    }
    const [note] = status?.notes ?? []
    if (note !== undefined) {
      item.detail = note
      item.severity = LanguageStatusSeverity.Warning
    }
    item.command = { title: 'Show Log', command: 'specwise.showLog' }
  }

  const subscriptions: Disposable[] = [
    item,
    news.onStatus((status) => {
      known.set(status.uri, status)
      show()
    }),
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped) known.clear()
      show()
    }),
    workspace.onDidCloseTextDocument(({ uri }) => known.delete(client.code2ProtocolConverter.asUri(uri))),
    window.onDidChangeActiveTextEditor(show),
  ]
  show()
  return {
    restarting() {
      item.text = 'Specwise is restarting'
      item.busy = true
    },
    failed() {
      item.text = 'Specwise could not start'
      item.detail = 'the log says why'
      item.severity = LanguageStatusSeverity.Error
      item.busy = false
    },
    dispose() {
      for (const subscription of subscriptions) subscription.dispose()
    },
  }
}

function countText({ errors, warnings }: DocumentStatus): string {
  if (errors + warnings === 0) return 'no problems'
  const parts = [count(errors, 'error'), count(warnings, 'warning')]
  return parts.filter((part) => part !== '').join(', ')
}

const count = (n: number, noun: string): string => (n === 0 ? '' : counted(n, noun))
