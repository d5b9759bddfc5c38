// Helpers for the tests in the editor: opening documents, waiting for findings, reverting. Independent of the rules.
import { strict as assert } from 'node:assert'
import * as vscode from 'vscode'

export const defective = 'docs/specs/002-defective/spec.md'
export const good = 'docs/specs/001-good/spec.md'
const patience = 30_000

export function example(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]
  assert.ok(folder, 'no folder is open')
  return vscode.Uri.joinPath(folder.uri, path)
}

export async function open(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(example(path)), { preview: false })
}

/** The findings of Specwise, without those of other extensions. */
export function findings(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === 'specwise')
}

export function codeOf(diagnostic: vscode.Diagnostic): string {
  return String(typeof diagnostic.code === 'object' ? diagnostic.code.value : diagnostic.code)
}

/** Resolves to the findings as soon as the predicate holds. Rejects after the timeout (milliseconds) with the findings so far. */
export function waitForDiagnostics(
  uri: vscode.Uri,
  predicate: (found: vscode.Diagnostic[]) => boolean,
  expected: string,
  timeout = patience,
): Promise<vscode.Diagnostic[]> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = findings(uri)
      if (!predicate(found)) return
      done()
      resolve(found)
    }
    const listening = vscode.languages.onDidChangeDiagnostics(look)
    const timer = setTimeout(() => {
      done()
      reject(new Error(`${uri.path}: no ${expected} within ${timeout / 1000} s. Findings:\n${list(uri)}`))
    }, timeout)
    const done = () => {
      listening.dispose()
      clearTimeout(timer)
    }
    look()
  })
}

/** Resolves when the findings have not changed for `still` milliseconds. Only then, their absence is certain. */
export function quiet(still = 1500, timeout = patience): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (end: () => void) => {
      listening.dispose()
      clearTimeout(timer)
      clearTimeout(limit)
      end()
    }
    let timer = setTimeout(() => finish(resolve), still)
    const limit = setTimeout(() => finish(() => reject(new Error('the diagnostics kept changing'))), timeout)
    const listening = vscode.languages.onDidChangeDiagnostics(() => {
      clearTimeout(timer)
      timer = setTimeout(() => finish(resolve), still)
    })
  })
}

/** Reverts a document. The command is for the active editor, which may still be another one, so it is repeated. */
export async function revert(uri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri)
  const start = Date.now()
  do {
    if (Date.now() - start > patience) throw new Error(`${uri.path} cannot be reverted`)
    await vscode.window.showTextDocument(document)
    await vscode.commands.executeCommand('workbench.action.files.revert')
  } while (document.isDirty)
}

export function list(uri: vscode.Uri): string {
  const all = vscode.languages.getDiagnostics(uri)
  if (all.length === 0) return '  nothing'
  return all.map((d) => `  ${d.range.start.line + 1}: [${d.source} ${codeOf(d)}] ${d.message}`).join('\n')
}
