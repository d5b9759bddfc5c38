// Items of the traceability page in an editor: where their ids are, and which items are at the cursor.
import { Range, type TextEditor } from 'vscode'
import { literal } from '../../server/src/base/words.ts'
import type { PageItem, TraceModel } from '../../server/src/pages/traceModel.ts'

/** The ranges of an id in a document, and the line of the item itself. */
export function placesOf({ document }: TextEditor, { id, line, document: home }: PageItem, at: number): Range[] {
  const places: Range[] = []
  const word = new RegExp(`(?<![\\w-])${literal(id)}(?![\\w-])`, 'g')
  for (const { index } of document.getText().matchAll(word))
    places.push(new Range(document.positionAt(index), document.positionAt(index + id.length)))
  if (home === at && line <= document.lineCount) places.push(document.lineAt(line - 1).range)
  return places
}

/** The items whose id is at the cursor; otherwise the innermost item around the line. */
export function itemsAt({ items }: TraceModel, { document, selection }: TextEditor, at: number): number[] {
  const word = document.getWordRangeAtPosition(selection.active, /[\p{L}\d]+(?:[-.][\p{L}\d]+)*/u)
  const id = word && document.getText(word)
  const named = items.flatMap((item, k) => (item.id === id ? [k] : []))
  if (named.length > 0) return named
  const line = selection.active.line + 1
  let best: number | undefined
  for (const [k, item] of items.entries()) {
    if (item.document !== at || line < item.line || line > item.lastLine) continue
    const inner = best === undefined ? undefined : items[best]
    if (!inner || item.lastLine - item.line <= inner.lastLine - inner.line) best = k
  }
  return best === undefined ? [] : [best]
}
