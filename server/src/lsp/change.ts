// Applies a change of several documents through the client: completely, or not at all.
import {
  type Connection,
  CreateFile,
  DeleteFile,
  type OptionalVersionedTextDocumentIdentifier,
  type Range,
  type TextDocumentEdit,
  type TextDocuments,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { applyEdits } from '../base/edit.ts'
import { t } from '../base/l10n.ts'
import type { Span } from '../base/span.ts'
import type { Change, DocumentChange } from '../edits/change.ts'
import type { Store } from '../workspace/store.ts'
import type { Client } from './capabilities.ts'
import type { Resolved } from './messages.ts'

/** The parts of the server that changes need. */
export interface ChangesOptions {
  connection: Connection
  documents: TextDocuments<TextDocument>
  store: Store
  client(): Client
  address(path: string): string
}

export interface Changes {
  /** The edit in the form that the client supports; undefined if it cannot create files, or a document has changed. */
  toEdit(change: Change, own: TextDocument): WorkspaceEdit | undefined
  /** Where the writer continues. */
  cursorOf(change: Change, own: TextDocument): { uri: string; range: Range; rest: Range[] } | undefined
  /** Applies a change through the client. A change that fails halfway is undone. */
  apply(change: Change, own: TextDocument): Promise<Resolved>
}

/** The answer for a document that has another version than the request. */
export const changedMeanwhile = (): Resolved => ({
  applied: false,
  changed: true,
  reason: t('The document has changed in the meantime. Try again.'),
})

/** The answer for a document that is not open. */
export const notOpen = (): Resolved => ({ applied: false, reason: t('The document is not open') })

export function createChanges({ connection, documents, store, client, address }: ChangesOptions): Changes {
  const uriOf = (path: string, own: TextDocument): string => (path === '' ? own.uri : address(path))

  const identifier = (uri: string): OptionalVersionedTextDocumentIdentifier => ({
    uri,
    version: documents.get(uri)?.version ?? null,
  })

  const editOf = ({ path, before, edits }: DocumentChange, own: TextDocument): TextDocumentEdit => {
    const uri = uriOf(path, own)
    const document = TextDocument.create(uri, 'markdown', 0, before ?? '')
    const range = (start: number, end: number) => ({ start: document.positionAt(start), end: document.positionAt(end) })
    return {
      textDocument: before === undefined ? { uri, version: null } : identifier(uri),
      edits: edits.map(({ start, end, text }) => ({ range: range(start, end), newText: text })),
    }
  }

  /** Whether a document is open, and has changed since the change was made. */
  const isOld = ({ path, before }: DocumentChange, own: TextDocument): boolean =>
    before !== undefined && (documents.get(uriOf(path, own))?.getText() ?? before) !== before

  const toEdit = ({ documents: all }: Change, own: TextDocument): WorkspaceEdit | undefined => {
    const made = all.filter(({ before }) => before === undefined)
    if (made.length > 0 && !client().creates) return undefined
    if (all.some((one) => isOld(one, own))) return undefined
    const edits = all.map((one) => editOf(one, own))
    return asEdit([...made.map(({ path }) => CreateFile.create(uriOf(path, own))), ...edits])
  }

  /** For a client without versions, only edits by document. */
  const asEdit = (documentChanges: (TextDocumentEdit | CreateFile | DeleteFile)[]): WorkspaceEdit => {
    if (client().versionedEdits) return { documentChanges }
    const edits = documentChanges.filter((one) => 'edits' in one) as TextDocumentEdit[]
    return { changes: Object.fromEntries(edits.map((one) => [one.textDocument.uri, one.edits as TextEdit[]])) }
  }

  /** The present text of a document, open or on disk. */
  const textOf = async (path: string, own: TextDocument): Promise<string | undefined> => {
    const open = documents.get(uriOf(path, own))
    return open ? open.getText() : (await store.read(path).catch(() => undefined))?.text
  }

  const isStale = async (change: Change, own: TextDocument): Promise<boolean> => {
    for (const { path, before } of change.documents) if ((await textOf(path, own)) !== before) return true
    return false
  }

  /** After a failure: undoes the applied part, and deletes created files. */
  const restore = async ({ documents: all }: Change, own: TextDocument): Promise<void> => {
    const back: (TextDocumentEdit | DeleteFile)[] = []
    for (const { path, before, edits } of all) {
      const uri = uriOf(path, own)
      const now = await textOf(path, own)
      if (before === undefined) {
        if (now === '' || now === applyEdits('', edits)) back.push(DeleteFile.create(uri))
      } else if (now !== undefined && now !== before && now === applyEdits(before, edits)) {
        back.push(editOf({ path, before: now, edits: [{ start: 0, end: now.length, text: before }] }, own))
      }
    }
    if (back.length > 0) await connection.workspace.applyEdit({ label: t('Undo'), edit: asEdit(back) })
  }

  return {
    toEdit,
    cursorOf({ documents: all, cursor }, own) {
      const one = cursor && all.find(({ path }) => path === cursor.path)
      if (!cursor || !one) return undefined
      const after = TextDocument.create('', 'markdown', 0, applyEdits(one.before ?? '', one.edits))
      const rangeOf = ({ start, end }: Span): Range => ({ start: after.positionAt(start), end: after.positionAt(end) })
      return { uri: uriOf(cursor.path, own), range: rangeOf(cursor), rest: (cursor.rest ?? []).map(rangeOf) }
    },
    async apply(change, own) {
      if (await isStale(change, own)) return changedMeanwhile()
      const edit = toEdit(change, own)
      if (!edit) return { applied: false, reason: t('The editor cannot create files') }
      let reason: string | undefined
      try {
        const answer = await connection.workspace.applyEdit({ label: change.label, edit })
        if (answer.applied) return { applied: true }
        reason = answer.failureReason
      } catch (error) {
        reason = (error as Error).message
      }
      const stale = await isStale(change, own)
      await restore(change, own)
      const message = reason
        ? t('The editor did not apply the change: {0}', reason)
        : t('The editor did not apply the change')
      return { applied: false, changed: stale, reason: message }
    },
  }
}
