// The language status item: what the server is doing, and the format of the open document.

import { type Disposable, LanguageStatusSeverity, languages, window, workspace } from 'vscode'
import { type BaseLanguageClient, State } from 'vscode-languageclient'
import { t } from '../../server/src/base/l10n.ts'
import type { DocumentStatus } from '../../server/src/lsp/messages.ts'
import type { News } from './news.ts'
import { problemCounts } from './problems.ts'

export interface Status extends Disposable {
  restarting(): void
  failed(): void
}

export function createStatus(client: BaseLanguageClient, news: News): Status {
  const byUri = new Map<string, DocumentStatus>()
  const item = languages.createLanguageStatusItem('specwise', { language: 'markdown' })
  const showLog = { title: t('Show Log'), command: 'specwise.showLog' }
  item.name = 'Specwise'
  item.command = showLog

  const show = (): void => {
    item.severity = LanguageStatusSeverity.Information
    item.busy = client.state === State.Starting
    const uri = window.activeTextEditor && client.code2ProtocolConverter.asUri(window.activeTextEditor.document.uri)
    const status = uri === undefined ? undefined : byUri.get(uri)
    if (client.state === State.Starting) {
      item.text = t('Specwise is starting')
      item.detail = undefined
    } else if (client.state !== State.Running) {
      item.text = t('Specwise has stopped')
      item.detail = t('To restart it, run "Specwise: Restart Server"')
      item.severity = LanguageStatusSeverity.Error
      item.command = { title: t('Restart'), command: 'specwise.restartServer' }
      return
    } else if (status?.format) {
      item.text = t('Specification (format: {0})', status.format)
      // A single line, which VS Code truncates: the first two reasons are enough.
      const reasons = status.why.split(', ').slice(0, 2).join(', ')
      item.detail = reasons === '' ? problemCounts(status.errors, status.warnings) : reasons
    } else {
      item.text = t('Not a specification')
      item.detail = t('Specwise does not check this document')
    }
    const [note] = status?.notes ?? []
    if (note !== undefined) {
      item.detail = note
      item.severity = LanguageStatusSeverity.Warning
    }
    item.command = showLog
  }

  const subscriptions: Disposable[] = [
    item,
    news.onStatus((status) => {
      byUri.set(status.uri, status)
      show()
    }),
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped) byUri.clear()
      show()
    }),
    workspace.onDidCloseTextDocument(({ uri }) => byUri.delete(client.code2ProtocolConverter.asUri(uri))),
    window.onDidChangeActiveTextEditor(show),
  ]
  show()
  return {
    restarting() {
      item.text = t('Specwise is restarting')
      item.busy = true
    },
    failed() {
      item.text = t('Specwise could not start')
      item.detail = t('See the log for details')
      item.severity = LanguageStatusSeverity.Error
      item.busy = false
    },
    dispose() {
      for (const subscription of subscriptions) subscription.dispose()
    },
  }
}
