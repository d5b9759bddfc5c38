// The open documents, tolerant of faulty clients: positions past the end, missing versions, different spellings of an address.
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

  /** The document of an address, however it is encoded. */
  override get(uri: string): TextDocument | undefined {
    return super.get(uri) ?? super.get(this.#byPath.get(keyOf(uri)) ?? '')
  }

  override listen(
    connection: Parameters<TextDocuments<TextDocument>['listen']>[0],
  ): ReturnType<TextDocuments<TextDocument>['listen']> {
    const tolerant: typeof connection = Object.create(connection)
    tolerant.onDidChangeTextDocument = (handle) =>
      connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
        const open = this.get(uri)
        const next = (version as number | null | undefined) ?? (open?.version ?? 0) + 1
        return handle({ textDocument: { uri: open?.uri ?? uri, version: next }, contentChanges })
      })
    tolerant.onDidCloseTextDocument = (handle) =>
      connection.onDidCloseTextDocument(({ textDocument: { uri } }) =>
        handle({ textDocument: { uri: this.get(uri)?.uri ?? uri } }),
      )
    return super.listen(tolerant)
  }
}

const keyOf = (uri: string): string => {
  const path = pathOf(uri)
  return path === undefined ? uri : pathKey(path)
}

/** Applies changes in sequence; a position past the end means the end. */
function update(
  document: TextDocument,
  changes: readonly TextDocumentContentChangeEvent[],
  version: number,
): TextDocument {
  let now = document
  for (const change of changes) now = TextDocument.update(now, [clamped(now, change)], version)
  return now
}

/** A change with its range clamped to the text: positions outside would corrupt the library's line index. */
export function clamped(
  document: TextDocument,
  change: TextDocumentContentChangeEvent,
): TextDocumentContentChangeEvent {
  if (!('range' in change)) return change
  const inside = (position: Position): Position => document.positionAt(document.offsetAt(position))
  const { start, end } = change.range
  return { range: { start: inside(start), end: inside(end) }, text: change.text }
}
