// Runs in the editor's browser worker: provides the examples as in-memory files, and runs the same tests as on the desktop.
// Sends its output to the URL REPORT, one request per line.
import * as vscode from 'vscode'
import 'mocha/mocha.js'
import { play } from '../suite/play.ts'
import { markdownSupport } from './markdown.ts'
import { memory } from './memory.ts'

declare const EXAMPLES: Record<string, string>
declare const REPORT: string

export function activate(context: vscode.ExtensionContext): void {
  const options = { isCaseSensitive: true }
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider('memory', memory(EXAMPLES), options),
    ...markdownSupport(),
    vscode.commands.registerCommand('memory.test', test),
  )
}

async function test(): Promise<void> {
  let last = Promise.resolve()
  const say = (line: string): void => {
    last = last.then(() => fetch(REPORT, { method: 'POST', mode: 'no-cors', body: line })).then(() => {})
  }
  const { Mocha } = globalThis as unknown as { Mocha: typeof import('mocha') }
  const result = await play(Mocha, say).catch((error: unknown) => ({ passed: 0, failures: [String(error)] }))
  say(`results ${JSON.stringify(result)}`)
  await last
}
