// A page in a webview: it loads its own script and style alone, and says when it can take what it shows.
import {
  type Disposable,
  type ExtensionContext,
  type TextDocumentShowOptions,
  Uri,
  type ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode'
import { webviewHtml } from '../../server/src/pages/html.ts'
import type { FromPage, ToPage } from '../../server/src/pages/messages.ts'

export interface Page extends Disposable {
  panel: WebviewPanel
  /** Goes to the page as soon as it takes something. */
  post(message: ToPage): void
}

/** Opens a page. @param hear what it says, but for that it is ready. */
export function openPage(
  { extensionUri }: ExtensionContext,
  { type, title, column }: { type: string; title: string; column: ViewColumn },
  hear: (message: FromPage) => void,
): Page {
  const parts = Uri.joinPath(extensionUri, 'dist')
  const panel = window.createWebviewPanel(type, title, column, {
    enableScripts: true,
    localResourceRoots: [parts],
    retainContextWhenHidden: true,
    enableFindWidget: true,
  })
  panel.iconPath = Uri.joinPath(extensionUri, 'docs', 'images', 'icon.png')
  const { webview } = panel
  const address = (name: string): string => webview.asWebviewUri(Uri.joinPath(parts, name)).toString()
  let ready = false
  const last = new Map<ToPage['type'], ToPage>() // a page that is loaded again has nothing
  const listening = webview.onDidReceiveMessage((message: FromPage) => {
    if (message.type !== 'ready') return hear(message)
    ready = true
    for (const one of last.values()) void webview.postMessage(one)
  })
  webview.html = webviewHtml(title, {
    script: address('page.js'),
    style: address('page.css'),
    source: webview.cspSource,
  })
  return {
    panel,
    post(message) {
      last.set(message.type, message)
      if (ready) void webview.postMessage(message)
    },
    dispose() {
      listening.dispose()
      panel.dispose()
    },
  }
}

/** Opens a document that a page leads to; says so where it cannot be opened, since pages live longer than files. */
export async function openFromPage(uri: string, options: TextDocumentShowOptions): Promise<void> {
  try {
    await window.showTextDocument(Uri.parse(uri), { preview: true, ...options })
  } catch (error) {
    void window.showWarningMessage(error instanceof Error ? error.message : String(error))
  }
}
