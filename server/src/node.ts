// Entry of the language server under Node: `--stdio` for any editor, `--node-ipc` for VS Code.
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'
import { startServer } from './lsp/server.ts'
import { useSmallHeap } from './v8Flags.ts'
import { version } from './version.ts'
import { nodeFiles } from './workspace/files.ts'
import { nodeGit } from './workspace/git.ts'

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
  startServer(createConnection(ProposedFeatures.all), nodeFiles, nodeGit)
}
