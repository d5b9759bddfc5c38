// What covers an item: the call hierarchy of the editor, at the item that a lens stands above.
import { commands, Position, Range, Uri, window } from 'vscode'

/** The command `specwise.showCoverage`. @param at a position of LSP. */
export async function showCoverage(uri: string, at: { line: number; character: number }): Promise<void> {
  const position = new Position(at.line, at.character)
  await window.showTextDocument(Uri.parse(uri), { selection: new Range(position, position), preview: true })
  await commands.executeCommand('editor.showCallHierarchy')
  await commands.executeCommand('editor.showOutgoingCalls') // what covers it; a story has nothing above
}
