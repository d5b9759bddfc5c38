// The open documents as the client has them, whatever it gets wrong: places past the end, versions that are missing, other
// spellings of an address.
import { type Position, type TextDocumentContentChangeEvent, TextDocuments } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { pathKey, pathOf } from '../base/uri.ts'

export class Documents extends TextDocuments<TextDocument> {
  readonly #byPath = new Map<string, string>() // addresses by path

  constructor() {
    super({ create: TextDocument.create, update })
    this.onDidOpen(({ document: { uri } }) => this.#byPath.set(keyOf(uri), uri))
    this.onDidClose(({ document: { uri } }) => {
      if (this.#byPath.get(keyOf(uri)) === uri) this.#byPath.delete(keyOf(uri))
    })
  }

  /** Of an address, however it is encoded. */
  override get(uri: string): TextDocument | undefined {
    return super.get(uri) ?? super.get(this.#byPath.get(keyOf(uri)) ?? '')
  }

  override listen(
    connection: Parameters<TextDocuments<TextDocument>['listen']>[0],
  ): ReturnType<TextDocuments<TextDocument>['listen']> {
    const own: typeof connection = Object.create(connection)
    own.onDidChangeTextDocument = (hear) =>
      connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
        const known = this.get(uri)
        const next = (version as number | null | undefined) ?? (known?.version ?? 0) + 1
        return hear({ textDocument: { uri: known?.uri ?? uri, version: next }, contentChanges })
      })
    own.onDidCloseTextDocument = (hear) =>
      connection.onDidCloseTextDocument(({ textDocument: { uri } }) =>
        hear({ textDocument: { uri: this.get(uri)?.uri ?? uri } }),
      )
    return super.listen(own)
  }
}

const keyOf = (uri: string): string => {
  const path = pathOf(uri)
  return path === undefined ? uri : pathKey(path)
}

/** Makes changes, one after the other; a place behind the text means its end. */
function update(
  document: TextDocument,
  changes: readonly TextDocumentContentChangeEvent[],
  version: number,
): TextDocument {
  let now = document
  for (const change of changes) now = TextDocument.update(now, [clamped(now, change)], version)
  return now
}

/** A change inside of the text: the library's table of lines breaks by places that are not there. */
export function clamped(
  document: TextDocument,
  change: TextDocumentContentChangeEvent,
): TextDocumentContentChangeEvent {
  if (!('range' in change)) return change
  const inside = (position: Position): Position => document.positionAt(document.offsetAt(position))
  const { start, end } = change.range
  return { range: { start: inside(start), end: inside(end) }, text: change.text }
}
