// Entry of the language server in a worker of a browser: every file is asked of the editor, and there is no git.
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser'
import { createLifeCycle } from './lsp/lifeCycle.ts'
import { startServer } from './lsp/server.ts'

/** The worker's own end of the channel; its type is that of a library of browsers, which is not loaded beside Node's. */
const port = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0]
const connection = createConnection(new BrowserMessageReader(port), new BrowserMessageWriter(port), {
  messageStrategy: createLifeCycle(),
})
startServer(connection)
