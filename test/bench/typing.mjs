// Measures typing in milliseconds: single keystrokes and bursts. The programs take turns, so that other activity on the machine
// affects all of them.
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { startServer } from './client.mjs'
import { featureTexts } from './feature.mjs'
import { write, writeWorkspace } from './generate.mjs'

const turn = 4 // keystrokes per turn of a program; even, so that the text is unchanged afterwards
const changeOfTurn = 200 // ms for a program to finish work after its diagnostics
const most = 15_000 // ms of keystrokes with a slow peer

/**
 * Times from keystroke to diagnostics in the middle of a document, one list per program. With a slow peer, the lists are
 * shorter.
 */
export async function keystrokes(programs, folder, text, edits) {
  return withDocument(programs, folder, text, async (typists) => {
    for (const { program, server, uri } of typists) await type(server, text, uri, program.warmUp)
    const times = programs.map(() => [])
    const started = performance.now()
    while (times[0].length < edits) {
      if (programs.length > 1 && times[0].length >= 3 * turn && performance.now() - started > most) break
      for (const [k, { server, uri }] of typists.entries()) {
        if (programs.length > 1) await sleep(changeOfTurn)
        times[k].push(...(await type(server, text, uri, turn)))
      }
    }
    return times
  })
}

/**
 * Times from the last of 20 keystrokes, 30 ms apart, to its diagnostics, one list per program. A keystroke is sent when the
 * previous one is written: a server that does not read its input gets the next one later, so its queue stays short.
 */
export async function bursts(programs, folder, text, rounds) {
  return withDocument(programs, folder, text, async (typists) => {
    for (const { program, server, uri } of typists) await type(server, text, uri, program.warmUp)
    const times = programs.map(() => [])
    const { line, character } = placeInProse(text)
    for (let round = 0; round < rounds; round++) {
      for (const [k, { server, uri }] of typists.entries()) {
        await sleep(changeOfTurn)
        const at = (n) => ({ line, character: character + round * 20 + n })
        for (let n = 0; n < 19; n++) {
          await server.sendChange({ start: at(n), end: at(n) }, 'x', uri)
          await sleep(30)
        }
        times[k].push((await server.change({ start: at(19), end: at(19) }, 'x', uri)).ms)
      }
    }
    return times
  })
}

/** Times from keystroke to diagnostics in the documents of one feature (spec, plan and tasks), all of them open. */
export async function featureKeystrokes(program, folder, lines, edits) {
  writeWorkspace(folder, 0)
  const documents = Object.entries(featureTexts(lines)).map(([name, text]) => ({
    uri: pathToFileURL(write(folder, `docs/specs/001-feature/${name}`, text)).href,
    text,
  }))
  const server = await startServer(program, folder)
  try {
    for (const { uri, text } of documents) {
      const { count } = await server.open(text, uri)
      if (count === 0) throw new Error(`no diagnostics for ${uri}, which has a defect`)
    }
    for (const { uri, text } of documents) await type(server, text, uri, program.warmUp)
    const times = []
    while (times.length < edits)
      for (const { uri, text } of documents) times.push(...(await type(server, text, uri, turn)))
    return times
  } finally {
    await server.stop()
  }
}

/** Opens a document on disk in a server of each program, and stops the servers after `use`. */
async function withDocument(programs, folder, text, use) {
  writeWorkspace(folder, 0)
  const uri = pathToFileURL(write(folder, 'docs/specs/0001-bench/spec.md', text)).href
  const typists = []
  try {
    for (const program of programs) {
      const server = await startServer(program, folder)
      typists.push({ program, server, uri })
      const { count } = await server.open(text, uri)
      if (program === programs[0] && count === 0) throw new Error('no diagnostics for a document with defects')
    }
    return await use(typists)
  } finally {
    for (const { server } of typists) await server.stop()
  }
}

/** Inserts and deletes a letter in a word near the middle of the text, 20 ms after the last answer. Returns the times. */
async function type(server, text, uri, edits) {
  const start = placeInProse(text)
  const end = { line: start.line, character: start.character + 1 }
  const times = []
  for (let k = 0; k < edits; k++) {
    const [range, letter] = k % 2 === 0 ? [{ start, end: start }, 'x'] : [{ start, end }, '']
    times.push((await server.change(range, letter, uri)).ms)
    await sleep(20)
  }
  return times
}

/** The position inside the first plain word, from the middle on, of a line that begins like a sentence or a list item. */
function placeInProse(text) {
  const lines = text.split('\n')
  for (let line = lines.length >> 1; line < lines.length; line++) {
    const word = /^(?:[-\d]\S* (?:\[.\] )?)?[\w*: ]* [a-z]{4,}/.exec(lines[line])
    if (word) return { line, character: word[0].length - 2 }
  }
  throw new Error('no prose in the second half of the text')
}
