// A page in a webview. It loads only its script and style, and sends `ready` when it can show something.
import {
  type Disposable,
  type ExtensionContext,
  env,
  l10n,
  Range,
  type TextDocumentShowOptions,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode'
import type { Language } from '../../server/src/base/l10n.ts'
import { webviewHtml } from '../../server/src/pages/html.ts'
import type { FromPage, ToPage } from '../../server/src/pages/messages.ts'

export interface Page extends Disposable {
  panel: WebviewPanel
  /** Sends a message to the page, as soon as the page is ready. */
  post(message: ToPage): void
}

/** Opens a page. @param hear takes all messages of the page except `ready`. */
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
  const last = new Map<ToPage['type'], ToPage>() // sent again when the page is loaded again
  const listening = webview.onDidReceiveMessage((message: FromPage) => {
    if (message.type !== 'ready') return hear(message)
    ready = true
    for (const message of last.values()) void webview.postMessage(message)
  })
  const addresses = { script: address('page.js'), style: address('page.css'), source: webview.cspSource }
  webview.html = webviewHtml(title, addresses, language())
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

/** The language of the editor, for a page. */
export const language = (): Language => ({ tag: env.language, bundle: l10n.bundle })

/** Opens a line of a document in another column than the page. @param line from 1 */
export function openBesidePage({ panel }: Page, uri: string, line: number): Promise<void> {
  const viewColumn = panel.viewColumn === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One
  return openFromPage(uri, { selection: new Range(line - 1, 0, line - 1, 0), viewColumn })
}

/** Opens a document that a page links to. Shows a warning if that fails: the file may have been deleted since. */
export async function openFromPage(uri: string, options: TextDocumentShowOptions): Promise<void> {
  try {
    await window.showTextDocument(Uri.parse(uri), { preview: true, ...options })
  } catch (error) {
    void window.showWarningMessage(error instanceof Error ? error.message : String(error))
  }
}
