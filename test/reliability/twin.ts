// The trial with two servers: one receives each edit as a range, the other the whole text. Both must have the same findings.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { type DocumentDiagnosticReport, TextDocumentSyncKind } from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { uriOf } from '../../server/src/base/uri.ts'
import { type Client, connect, profiles } from '../support/client.ts'
import { edit } from '../support/edits.ts'
import { memoryFiles } from '../support/memoryFiles.ts'
import { specification } from '../support/specifications.ts'
import type { Trial } from './trial.ts'

const path = '/w/specs/001-a/spec.md'
const uri = uriOf(path)
const perDocument = 40
const perPull = 4 // edits between two pulls

const sample = readFileSync(new URL('../../examples/docs/specs/002-defective/spec.md', import.meta.url), 'utf8')

// A specification with findings of many rules, so that there is something to compare, followed by any text.
const sequence = fc.tuple(
  specification.map((text) => `${sample}\n${text}`),
  fc.array(edit, { minLength: perDocument, maxLength: perDocument }),
)

const rendered = (report: DocumentDiagnosticReport): string =>
  report.kind === 'full' ? JSON.stringify(report.items) : 'unchanged'

/** Makes the same edits on both servers, and returns the losses. */
async function follow(
  ranges: Client,
  texts: Client,
  [first, edits]: readonly [string, readonly [number, number, string][]],
) {
  const losses: string[] = []
  let document = TextDocument.create(uri, 'markdown', 1, first)
  for (const client of [ranges, texts]) client.open(uri, first)
  for (const [k, [place, length, piece]] of edits.entries()) {
    const text = document.getText()
    const at = place % (text.length + 1)
    const range = { start: document.positionAt(at), end: document.positionAt(Math.min(text.length, at + length)) }
    document = TextDocument.update(document, [{ range, text: piece }], k + 2)
    ranges.change(uri, k + 2, { range, text: piece })
    texts.change(uri, k + 2, { text: document.getText() })
    if (k % perPull !== perPull - 1) continue
    const [fromRanges, fromTexts] = await Promise.all([ranges.pull(uri), texts.pull(uri)])
    if (rendered(fromRanges) !== rendered(fromTexts))
      losses.push(`after ${k + 1} edits of ${JSON.stringify(first).slice(0, 300)}`)
  }
  for (const { connection } of [ranges, texts])
    await connection.sendNotification('textDocument/didClose', { textDocument: { uri } })
  return losses
}

export const twin: Trial = {
  name: 'Ranges are sent to one server, whole texts to another',
  unit: 'edits',
  loss: 'a finding that only one of them has',
  batch: 25 * perDocument,
  goal: 100_000,
  short: 5 * perDocument,
  async run(seed, count) {
    const losses: string[] = []
    const files = { '/w/.git/HEAD': '', [path]: '' }
    const start = (): Promise<Client> => connect(profiles.vscode, undefined, memoryFiles(files), ['/w'])
    const [ranges, texts] = [await start(), await start()]
    if (JSON.stringify(ranges.result).includes(`"change":${TextDocumentSyncKind.Full}`))
      losses.push('the server does not accept ranges')
    for (const sampled of fc.sample(sequence, { seed, numRuns: Math.ceil(count / perDocument) }))
      losses.push(...(await follow(ranges, texts, sampled)))
    await Promise.all([ranges.stop(), texts.stop()])
    return losses
  },
}
