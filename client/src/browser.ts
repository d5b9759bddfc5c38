// The extension's entry in a browser: the server is a worker, and has its files from the editor.
import { type ExtensionContext, Uri, workspace } from 'vscode'
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser'
import { activate as activateIn } from './extension.ts'

export { deactivate } from './extension.ts'

type Server = ConstructorParameters<typeof BrowserMessageReader>[0] & { terminate(): void }
/** A browser's own: its types are not loaded beside Node's. */
declare const Worker: new (address: string) => Server

export function activate(context: ExtensionContext): ReturnType<typeof activateIn> {
  const program = Uri.joinPath(context.extensionUri, 'dist', 'browser', 'server.js')
  let server: Server | undefined
  const start = async () => {
    server?.terminate() // one that is started anew
    // Read by the editor: where the extension lies behind an address of its own, a worker cannot be started from there.
    const source = new Blob([await workspace.fs.readFile(program)], { type: 'text/javascript' })
    server = new Worker(URL.createObjectURL(source))
    // Not the worker itself: the editor's own class of workers is none that the client knows.
    return { reader: new BrowserMessageReader(server), writer: new BrowserMessageWriter(server) }
  }
  return activateIn(context, {
    createClient: (options) => new LanguageClient('specwise', 'Specwise', start, options),
    hasDisk: false,
  })
}
