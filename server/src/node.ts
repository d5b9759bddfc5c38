// Entry point of the language server under Node: `--stdio` for any editor, `--node-ipc` for VS Code.
import { join } from 'node:path'
import {
  type Connection,
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import { createHistories } from './analysis/histories.ts'
import { distOf } from './dist.ts'
import { serveComparison } from './lsp/compare.ts'
import { createLifeCycle } from './lsp/lifeCycle.ts'
import { withPositionEncoding } from './lsp/positionEncoding.ts'
import { startServer } from './lsp/server.ts'
import { useSmallHeap } from './v8Flags.ts'
import { version } from './version.ts'
import { nodeGit } from './workspace/git.ts'
import { nodeFiles } from './workspace/nodeFiles.ts'
import { translationsFor } from './workspace/translations.ts'

useSmallHeap()

/** The folder of the extension or package, which has the folder `l10n`. */
const home = join(distOf(import.meta.url), '..')

const usage = (): string => `specwise language server ${version}

  --stdio       communicate over standard input and output
  --node-ipc    communicate over Node's inter-process channel
  --version     print the version
  --help        print help
`

const args = process.argv.slice(2)
if (args.includes('--version')) process.stdout.write(`${version}\n`)
else if (args.includes('--help')) process.stdout.write(usage())
else if (!args.some((arg) => /^--(?:stdio|node-ipc|socket=|pipe=)/.test(arg))) {
  process.stderr.write(`specwise: Specify how to communicate: --stdio or --node-ipc\n\n${usage()}`)
  process.exitCode = 2
} else {
  // After an unexpected error the state may be broken: print the error and exit, and let the client restart the server.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      process.stderr.write(
        `specwise: ${event}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      )
      process.exit(1)
    })
  }
  const lifeCycle = createLifeCycle()
  const options = { messageStrategy: lifeCycle }
  startServer(args.includes('--stdio') ? overStdio() : createConnection(ProposedFeatures.all, options), {
    disk: nodeFiles,
    git: nodeGit,
    histories: createHistories(nodeFiles),
    serveComparison,
    translations: (tag) => translationsFor(nodeFiles, home, tag),
  })

  function overStdio(): Connection {
    const { reader, writer } = withPositionEncoding(
      stdin(lifeCycle),
      new StreamMessageWriter(process.stdout),
      nodeFiles,
    )
    return createConnection(ProposedFeatures.all, reader, writer, options)
  }
}

/**
 * Reads messages from standard input. After an invalid header, messages cannot be separated any more, so the server exits
 * with an error. An invalid body is logged, and the next message is read.
 */
function stdin({ hasEnded }: { hasEnded(): boolean }): StreamMessageReader {
  const reader = new StreamMessageReader(process.stdin)
  // Requests before the end of input are answered first if that takes no longer than this.
  const end = (): void => void setTimeout(() => process.exit(hasEnded() ? 0 : 1), 300)
  for (const event of ['end', 'close']) process.stdin.on(event, end)
  reader.onError((error) => {
    process.stderr.write(`specwise: Invalid LSP message from the client: ${error.message}\n`)
    if (/header|content-length/i.test(error.message)) process.exit(1)
  })
  return reader
}
