// What the server tells by itself, for all who want to hear it: the client keeps one listener for each notification.
import { type Disposable, type Event, EventEmitter } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { type DocumentStatus, documentStatus, specsChanged } from '../../server/src/lsp/messages.ts'

export interface News extends Disposable {
  /** A document was read. */
  onStatus: Event<DocumentStatus>
  /** Specifications of the workspace are not as they were. */
  onSpecs: Event<void>
}

export function createNews(client: BaseLanguageClient): News {
  const status = new EventEmitter<DocumentStatus>()
  const specs = new EventEmitter<void>()
  const listening = [
    client.onNotification(documentStatus, (told: DocumentStatus) => status.fire(told)),
    client.onNotification(specsChanged, () => specs.fire()),
  ]
  return {
    onStatus: status.event,
    onSpecs: specs.event,
    dispose() {
      for (const one of [...listening, status, specs]) one.dispose()
    },
  }
}
