import * as vscode from 'vscode'

export function activate(context: vscode.ExtensionContext): void {
  const c = vscode.languages.createDiagnosticCollection('specwise-stub')
  context.subscriptions.push(c)
}
