// Entry of the language server under Node: `--stdio` for any editor, `--node-ipc` for VS Code.
import {
  type Connection,
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import { createLifeCycle } from './lsp/lifeCycle.ts'
import { withPositionEncoding } from './lsp/positionEncoding.ts'
import { startServer } from './lsp/server.ts'
import { useSmallHeap } from './v8Flags.ts'
import { version } from './version.ts'
import { nodeGit } from './workspace/git.ts'
import { nodeFiles } from './workspace/nodeFiles.ts'

useSmallHeap()

const usage = `specwise language server ${version}

  --stdio       talk over standard input and output
  --node-ipc    talk over Node's inter-process channel
  --version     show the version
  --help        show this text
`

const args = process.argv.slice(2)
if (args.includes('--version')) process.stdout.write(`${version}\n`)
else if (args.includes('--help')) process.stdout.write(usage)
else if (!args.some((arg) => /^--(?:stdio|node-ipc|socket=|pipe=)/.test(arg))) {
  process.stderr.write(`specwise: say how to talk to the server.\n\n${usage}`)
  process.exitCode = 2
} else {
  // A broken state is not gone on with: say what happened, then let the client start anew.
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
  startServer(
    args.includes('--stdio') ? overStdio() : createConnection(ProposedFeatures.all, options),
    nodeFiles,
    nodeGit,
  )

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
 * What comes over standard input. After a header that is wrong nothing can be told apart any more: the server ends with a word.
 * A body that is no JSON is told of, and the next message is read.
 */
function stdin({ hasEnded }: { hasEnded(): boolean }): StreamMessageReader {
  const reader = new StreamMessageReader(process.stdin)
  // What came before the end is answered first, as far as that takes no longer than this.
  const end = (): void => void setTimeout(() => process.exit(hasEnded() ? 0 : 1), 300)
  for (const event of ['end', 'close']) process.stdin.on(event, end)
  reader.onError((error) => {
    process.stderr.write(`specwise: the client sent what is no message of LSP: ${error.message}\n`)
    if (/header|content-length/i.test(error.message)) process.exit(1)
  })
  return reader
}
