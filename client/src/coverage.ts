// What covers an item: the view of calls that VS Code brings, at the item that a lens stands above.
import { commands, Position, Range, Uri, window } from 'vscode'

/** The command `specwise.showCoverage`. @param at a position of LSP. */
export async function showCoverage(uri: string, at: { line: number; character: number }): Promise<void> {
  const position = new Position(at.line, at.character)
  await window.showTextDocument(Uri.parse(uri), { selection: new Range(position, position), preview: true })
  // What covers it: the editor's own peek starts with what leads to an item, and a story has nothing above.
  await commands.executeCommand('references-view.showCallHierarchy')
  await commands.executeCommand('references-view.showOutgoingCalls')
}
