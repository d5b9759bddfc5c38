// The measurements that are made only for Specwise, one function each; the others are in tree.mjs, typing.mjs and check.mjs.
// Nothing is judged or printed here. Units are milliseconds unless a name says otherwise.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { startServer, uri } from './client.mjs'
import { specText } from './generate.mjs'

const scanner = fileURLToPath(new URL('./scan.mjs', import.meta.url))
const rules = fileURLToPath(new URL('./rules.mjs', import.meta.url))
const resourceScript = fileURLToPath(new URL('./resources.mjs', import.meta.url))

/** Scanner speeds, see scan.mjs. Runs in a separate process that no other measurement has warmed up or filled. */
export function scanSpeeds(repetitions) {
  const args = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', scanner, String(repetitions)]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
}

/** Times of all rules (`all`) and of each rule by its code, see rules.mjs. */
export function ruleCosts(lines, repetitions) {
  const args = [rules, String(lines), String(repetitions)]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
}

/** The index of resource names over a number of generated manifests, see resources.mjs. */
export function resources(folder, manifests) {
  const args = ['--expose-gc', resourceScript, folder, String(manifests)]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
}

/** Lists of times until the first two answers of a newly started server. The first start is a warm-up. */
export async function starts(program, repetitions) {
  const initialized = []
  const diagnosed = []
  for (let k = -1; k < repetitions; k++) {
    const server = await startServer(program)
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

/** Times by method of requests for an id in the middle of a document, once the specifications of a folder are indexed. */
export async function requests(program, text, folder, repetitions) {
  const server = await startServer(program, folder)
  const textDocument = { uri }
  const at = text.indexOf('**FR-', text.length / 2) + 3
  const before = text.slice(0, at).split('\n')
  const position = { line: before.length - 1, character: before.at(-1).length }
  const range = { start: position, end: position }
  const paramsByMethod = {
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
    await server.ask('workspace/symbol', { query: 'nothing of it' }) // answered once everything is indexed
    const times = {}
    for (const [method, params] of Object.entries(paramsByMethod)) {
      const durations = []
      for (let k = -5; k < repetitions; k++) {
        const { ms, answer } = await server.ask(`textDocument/${method}`, params)
        if (k >= 0) durations.push(ms)
        if (answer === null && method !== 'completion') throw new Error(`no answer to ${method}`)
      }
      times[method] = durations
    }
    const symbols = []
    for (let k = 0; k < repetitions; k++) symbols.push((await server.ask('workspace/symbol', { query: 'queue' })).ms)
    return { ...times, 'workspace/symbol': symbols }
  } finally {
    await server.stop()
  }
}
