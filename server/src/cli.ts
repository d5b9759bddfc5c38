#!/usr/bin/env node
// Entry of the command line.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import { main } from './cli/main.ts'
import { createSpread, serveBatches } from './cli/threads.ts'
import { useFewCompilations, useSmallHeap } from './v8Flags.ts'
import { version } from './version.ts'
import { watchDisk } from './workspace/diskWatch.ts'
import { nodeGit } from './workspace/git.ts'
import { gitChanges } from './workspace/gitChanges.ts'
import { nodeFiles, readStdin } from './workspace/nodeFiles.ts'

if (isMainThread) {
  useSmallHeap()
  useFewCompilations()
}

// The reader may go before the end (`specwise check | head`): the exit code stays what was found. Any other failure to
// write, such as a full disk, must not pass for a clean run.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exit(2)
  })
}

/** Where the build puts what belongs to the program; its sources look there, too. */
const beside = typeof __dirname === 'string' ? __dirname : join(process.argv[1] ?? '', '../../../dist')

async function pageParts() {
  const [script, style] = await Promise.all(['page.js', 'page.css'].map((name) => nodeFiles.read(join(beside, name))))
  return { script: script as string, style: style as string }
}

/** Servers are programs of their own beside this one: what they need is not loaded here. */
const servers: Record<string, string> = { lsp: 'server.js', mcp: 'mcp.js' }

function serve(name: string): void {
  process.argv.splice(2, 1)
  const path = join(beside, name)
  createRequire(path)(path)
}

/** By https://no-color.org and https://force-color.org. */
function wantsColour({ NO_COLOR, FORCE_COLOR }: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return isTerminal && !NO_COLOR
}

const [, , command = ''] = process.argv

if (!isMainThread) serveBatches(nodeFiles)
else if (Object.hasOwn(servers, command)) serve(servers[command] as string)
else
  main(process.argv.slice(2), {
    files: nodeFiles,
    // From its sources the program is one thread.
    spread: typeof __filename === 'string' ? createSpread(__filename) : undefined,
    git: nodeGit,
    changes: gitChanges,
    page: pageParts,
    cwd: process.cwd(),
    version,
    stdin: readStdin,
    watch: watchDisk,
    isTerminal: process.stdout.isTTY === true,
    now: () => performance.now(),
    colour: wantsColour(process.env, process.stdout.isTTY === true),
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  }).then(
    (code) => {
      process.exitCode = code
    },
    (error: unknown) => {
      process.stderr.write(`specwise: ${error instanceof Error ? error.message : String(error)}\n`)
      process.exitCode = 2
    },
  )
