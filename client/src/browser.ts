// The extension's entry in a browser. The server is a worker and reads files through the editor.
import { type ExtensionContext, Uri, workspace } from 'vscode'
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser'
import { activate as activateIn } from './extension.ts'

export { deactivate } from './extension.ts'

type Server = ConstructorParameters<typeof BrowserMessageReader>[0] & { terminate(): void }
/** Declared here, since the types of browsers are not loaded together with those of Node. */
declare const Worker: new (address: string) => Server

export function activate(context: ExtensionContext): ReturnType<typeof activateIn> {
  const program = Uri.joinPath(context.extensionUri, 'dist', 'browser', 'server.js')
  let server: Server | undefined
  const start = async () => {
    server?.terminate() // on a restart
    // Read through the editor: the extension may be served from another origin, from which no worker can be started.
    const source = new Blob([await workspace.fs.readFile(program)], { type: 'text/javascript' })
    server = new Worker(URL.createObjectURL(source))
    // Not the worker itself: the editor replaces the class of workers by one that the client does not accept.
    return { reader: new BrowserMessageReader(server), writer: new BrowserMessageWriter(server) }
  }
  return activateIn(context, {
    createClient: (options) => new LanguageClient('specwise', 'Specwise', start, options),
    hasDisk: false,
  })
}
