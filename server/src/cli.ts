// Entry point of the command line.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isMainThread } from 'node:worker_threads'
import { main } from './cli/main.ts'
import { createSpread, serveBatches } from './cli/threads.ts'
import { distOf, isBuilt } from './dist.ts'
import { useFewCompilations, useSmallHeap } from './v8Flags.ts'
import { version } from './version.ts'
import { watchDisk } from './workspace/diskWatch.ts'
import { historyNote } from './workspace/fileHistory.ts'
import { nodeGit } from './workspace/git.ts'
import { gitChanges } from './workspace/gitChanges.ts'
import { openMerges } from './workspace/merges.ts'
import { nodeFiles, readStdin } from './workspace/nodeFiles.ts'
import { translationsFor } from './workspace/translations.ts'
import { isRange, openVersions } from './workspace/versions.ts'

if (isMainThread) {
  useSmallHeap()
  useFewCompilations()
}

// The reader may close the pipe early (`specwise check | head`), which does not change the exit code. Any other failure to
// write, such as a full disk, must not look like a clean run.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exit(2)
  })
}

const programFolder = distOf(import.meta.url)

async function pageParts() {
  const [script, style] = await Promise.all(
    ['page.js', 'page.css'].map((name) => nodeFiles.read(join(programFolder, name))),
  )
  return { script: script as string, style: style as string }
}

/** Servers are separate programs, so that the command line does not load their code. */
const servers: Record<string, string> = { lsp: 'server.mjs', mcp: 'mcp.mjs' }

function serve(name: string): void {
  process.argv.splice(2, 1)
  void import(pathToFileURL(join(programFolder, name)).href)
}

/** As defined by https://no-color.org and https://force-color.org. */
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
    // When run from its sources, the program uses a single thread.
    spread: isBuilt(import.meta.url) ? createSpread(join(programFolder, 'cli.mjs')) : undefined,
    git: nodeGit,
    changes: gitChanges,
    history: historyNote,
    merges: openMerges,
    versions: { open: openVersions, isRange },
    page: pageParts,
    cwd: process.cwd(),
    version,
    stdin: readStdin,
    translations: (tag) => translationsFor(nodeFiles, join(programFolder, '..'), tag),
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
