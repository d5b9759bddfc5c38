// What is measured, one function each. Nothing is judged or printed here; milliseconds unless a name says otherwise.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text as allOf } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { keystrokes, startServer, uri } from './client.mjs'
import { bigSpec, specText } from './generate.mjs'

const scanner = fileURLToPath(new URL('./scan.mjs', import.meta.url))
const rules = fileURLToPath(new URL('./rules.mjs', import.meta.url))
const resourceScript = fileURLToPath(new URL('./resources.mjs', import.meta.url))
const peak = fileURLToPath(new URL('./peak.cjs', import.meta.url))

/** Scanner speed, see scan.mjs; in a process of its own, which no other measurement has warmed or filled. */
export function scanSpeeds(repetitions) {
  const args = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', scanner, String(repetitions)]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
}

/** Times of all rules (`all`) and of each alone by its code, see rules.mjs. */
export function ruleCosts(lines, repetitions) {
  const args = [rules, String(lines), String(repetitions)]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
}

/** The index of names over so many generated manifests, see resources.mjs. */
export function resources(folder, manifests) {
  const args = ['--expose-gc', resourceScript, folder, String(manifests)]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
}

/** Starts the server anew each time, the first time for nothing: lists of times until its first two answers. */
export async function starts(script, repetitions) {
  const initialized = []
  const diagnosed = []
  for (let k = -1; k < repetitions; k++) {
    const server = await startServer(script)
    const { sinceStart, count } = await server.open(specText(1))
    if (count === 0) throw new Error('no diagnostics for a specification with an open question')
    if (k >= 0) {
      initialized.push(server.initialized)
      diagnosed.push(sinceStart)
    }
    await server.stop()
  }
  return { initialized, diagnosed }
}

/** A list of times from keystroke to diagnostics in a document, in a server of its own that has seen 40 before. */
export async function latencies(script, text, edits) {
  const server = await startServer(script)
  try {
    const { count } = await server.open(text)
    if (count === 0) throw new Error('no diagnostics for a document with defects')
    return await keystrokes(server, text, { edits, warmUp: 40 })
  } finally {
    await server.stop()
  }
}

/** Times of requests about an id in the middle of a document, by method, with the specifications of a folder indexed. */
export async function requests(script, text, folder, repetitions) {
  const server = await startServer(script, [], [{ uri: pathToFileURL(folder).href, name: 'bench' }])
  const textDocument = { uri }
  const at = text.indexOf('**FR-', text.length / 2) + 3
  const before = text.slice(0, at).split('\n')
  const position = { line: before.length - 1, character: before.at(-1).length }
  const range = { start: position, end: position }
  const asked = {
    hover: { textDocument, position },
    definition: { textDocument, position },
    references: { textDocument, position, context: { includeDeclaration: true } },
    documentHighlight: { textDocument, position },
    completion: { textDocument, position },
    prepareRename: { textDocument, position },
    rename: { textDocument, position, newName: '9876' },
    codeLens: { textDocument },
    codeAction: { textDocument, range, context: { diagnostics: [], only: ['refactor'] } },
    'semanticTokens/full': { textDocument },
  }
  try {
    await server.open(text)
    await server.ask('workspace/symbol', { query: 'nothing of it' }) // everything is indexed then
    const times = {}
    for (const [method, params] of Object.entries(asked)) {
      const own = []
      for (let k = -5; k < repetitions; k++) {
        const { ms, answer } = await server.ask(`textDocument/${method}`, params)
        if (k >= 0) own.push(ms)
        if (answer === null && method !== 'completion') throw new Error(`no answer to ${method}`)
      }
      times[method] = own
    }
    const symbols = []
    for (let k = 0; k < repetitions; k++) symbols.push((await server.ask('workspace/symbol', { query: 'queue' })).ms)
    return { ...times, 'workspace/symbol': symbols }
  } finally {
    await server.stop()
  }
}

/** Runs `specwise check` over a folder of so many specifications: `time`, and peak `memory` in MB (1,000,000). */
export async function check(script, folder, specifications) {
  const before = performance.now()
  const child = spawn(process.execPath, ['--require', peak, script, 'check', '--no-color', '.'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  })
  const kill = () => child.kill('SIGKILL')
  process.on('exit', kill)
  const [out, kilobytes, [code]] = await Promise.all([allOf(child.stdout), allOf(child.stdio[3]), once(child, 'close')])
  process.off('exit', kill)
  const time = performance.now() - before
  if (code !== 1 || !out.includes(` in ${specifications} specifications in `)) {
    throw new Error(`"check" did not look at ${specifications} specifications (exit code ${code}): ${out.slice(-300)}`)
  }
  return { time, memory: (Number(kilobytes) * 1024) / 1e6 }
}

/**
 * The tree of so many specifications, in MB and milliseconds: `first` rows, `all` read, `hovers` meanwhile, `change` until
 * one changed file shows; `index` is the memory above that of a server without a folder when all are read, `checked` when
 * the problems of each are counted.
 */
export async function tree(script, folder, specifications) {
  const empty = await memoryWithoutFolder(script)
  const server = await startServer(script, [], [{ uri: pathToFileURL(folder).href, name: 'bench' }])
  try {
    const text = bigSpec(1_000)
    await server.open(text)
    const position = { line: text.slice(0, text.indexOf('**FR-')).split('\n').length - 1, character: 5 }
    const hovers = []
    const started = performance.now()
    let first = 0
    const known = new Map() // one may be told twice: with its problems
    let serial = 0
    const news = async () => {
      const { answer } = await server.ask('specwise/specs', { since: serial })
      for (const one of answer.changed) known.set(one.uri, one)
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
    const own = [...known.keys()].filter((one) => one !== uri)
    if (own.length !== specifications) throw new Error(`the tree has ${own.length} specifications`)
    const change = []
    for (let k = 0; k < 5; k++) {
      const own = [...known.keys()][(k * 97) % specifications]
      const path = fileURLToPath(own)
      writeFileSync(
        path,
        readFileSync(path, 'utf8').replace(/\*\*Status\*\*: .*/, `**Status**: ${k % 2 ? 'draft' : 'done'}`),
      )
      await server.tell('workspace/didChangeWatchedFiles', { changes: [{ uri: own, type: 2 }] })
      const { ms, answer } = await server.ask('specwise/specs', { since: serial })
      if (!answer.changed.some((one) => one.uri === own)) throw new Error('the changed file does not show')
      change.push(ms)
    }
    for (let waits = 0; [...known.values()].some((one) => one.problems === null); waits++) {
      if (waits > 600) throw new Error('not all specifications were checked')
      await sleep(500)
      await news()
    }
    return { first, all, hovers, change, index, checked: memoryOf(server.pid) - empty }
  } finally {
    await server.stop()
  }
}

async function memoryWithoutFolder(script) {
  const server = await startServer(script)
  await sleep(500)
  const memory = memoryOf(server.pid)
  await server.stop()
  return memory
}

/** Resident memory of a process in MB; NaN where the system does not tell. */
function memoryOf(pid) {
  const status = process.platform === 'linux' ? readFileSync(`/proc/${pid}/status`, 'utf8') : ''
  return (Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024) / 1e6
}

/** The size of a bundle in KB (1000 bytes). */
export const kilobytesOf = (folder, name) => statSync(join(folder, name)).size / 1000
