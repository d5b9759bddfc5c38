// Measures the tree of all specifications of a folder: the time until it is read, hovers meanwhile, and memory.
import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startServer, uri } from './client.mjs'
import { bigSpec } from './generate.mjs'

/**
 * Milliseconds until the `first` rows, until `all` are read, for `hovers` meanwhile, and for each `change` of a file to show.
 * MB above the memory of a server without a folder: `index` when all specifications are read, `counted` when all are checked.
 */
export async function tree(program, folder, specifications) {
  const empty = await memoryWithoutFolder(program)
  const server = await startServer(program, folder)
  try {
    const text = bigSpec(1_000)
    await server.open(text)
    const position = { line: text.slice(0, text.indexOf('**FR-')).split('\n').length - 1, character: 5 }
    const hovers = []
    const started = performance.now()
    let first = 0
    const specsByUri = new Map() // an entry may be sent again with its problems
    let serial = 0
    const news = async () => {
      const { answer } = await server.ask('specwise/specs', { since: serial })
      for (const entry of answer.changed) specsByUri.set(entry.uri, entry)
      serial = answer.serial
      return answer
    }
    let reading = true
    const hovering = (async () => {
      while (reading) {
        hovers.push((await server.ask('textDocument/hover', { textDocument: { uri }, position })).ms)
        await sleep(10)
      }
    })()
    for (let left = 1; left > 0; ) {
      left = (await news()).left
      first ||= performance.now() - started
    }
    const all = performance.now() - started
    reading = false
    await hovering
    const index = memoryOf(server.pid) - empty
    const uris = [...specsByUri.keys()].filter((candidate) => candidate !== uri)
    if (uris.length !== specifications) throw new Error(`the tree has ${uris.length} specifications`)
    const change = []
    for (let k = 0; k < 5; k++) {
      const changedUri = [...specsByUri.keys()][(k * 97) % specifications]
      const path = fileURLToPath(changedUri)
      writeFileSync(
        path,
        readFileSync(path, 'utf8').replace(/\*\*Status\*\*: .*/, `**Status**: ${k % 2 ? 'draft' : 'done'}`),
      )
      await server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: changedUri, type: 2 }] })
      const { ms, answer } = await server.ask('specwise/specs', { since: serial })
      if (!answer.changed.some((entry) => entry.uri === changedUri))
        throw new Error('the changed file is not in the answer')
      change.push(ms)
    }
    for (let waits = 0; [...specsByUri.values()].some((entry) => entry.problems === null); waits++) {
      if (waits > 600) throw new Error('not all specifications were checked')
      await sleep(500)
      await news()
    }
    return { first, all, hovers, change, index, counted: memoryOf(server.pid) - empty }
  } finally {
    await server.stop()
  }
}

async function memoryWithoutFolder(program) {
  const server = await startServer(program)
  await sleep(500)
  const memory = memoryOf(server.pid)
  await server.stop()
  return memory
}

/** Resident memory of a process in MB; NaN outside of Linux. */
function memoryOf(pid) {
  const status = process.platform === 'linux' ? readFileSync(`/proc/${pid}/status`, 'utf8') : ''
  return (Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024) / 1e6
}
