// Notifications of the server as events: the client allows a single listener per notification, and several parts listen.
import { type Disposable, type Event, EventEmitter } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { type DocumentStatus, documentStatus, specsChanged } from '../../server/src/lsp/messages.ts'

export interface News extends Disposable {
  /** A document was read. */
  onStatus: Event<DocumentStatus>
  /** Specifications of the workspace have changed. */
  onSpecs: Event<void>
}

export function createNews(client: BaseLanguageClient): News {
  const status = new EventEmitter<DocumentStatus>()
  const specs = new EventEmitter<void>()
  const listening = [
    client.onNotification(documentStatus, (read: DocumentStatus) => status.fire(read)),
    client.onNotification(specsChanged, () => specs.fire()),
  ]
  return {
    onStatus: status.event,
    onSpecs: specs.event,
    dispose() {
      for (const item of [...listening, status, specs]) item.dispose()
    },
  }
}
