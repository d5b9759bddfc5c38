// A simulated editor around a client in this process: it has documents and a disk, and applies workspace edits as editors
// do. A test can make it fail at any step.
import {
  type ApplyWorkspaceEditParams,
  type ApplyWorkspaceEditResult,
  type ClientCapabilities,
  type ShowDocumentParams,
  TextDocumentEdit,
} from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { pathOf, uriOf } from '../../server/src/base/uri.ts'
import { type Client, connect, profiles } from './client.ts'
import { memoryFiles } from './memoryFiles.ts'

export interface Editor extends Client {
  /** The text of a document as the writer would see it: open, or on the disk. */
  text(path: string): string | undefined
  /** The version of a document, if it is open. */
  version(path: string): number | undefined
  openFile(path: string): void
  /** Replaces the text of an open document, and notifies the server. */
  type(path: string, text: string): void
  shown: ShowDocumentParams[]
  applied: ApplyWorkspaceEditParams[]
  /** Makes the next edit fail: after a number of steps (0 for none), or by throwing an error. */
  fail: { after: number } | 'throws' | undefined
  /** Called before an edit is applied. */
  meanwhile: (() => void) | undefined
  disk: Record<string, string>
}

/** The capabilities of VS Code, with those for workspace edits and for showing documents. */
const editing: ClientCapabilities = {
  ...profiles.vscode,
  workspace: {
    workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] },
    applyEdit: true,
  },
  window: { showDocument: { support: true } },
}

export async function openEditor(
  disk: Record<string, string>,
  initializationOptions: unknown = { asks: true },
  capabilities: ClientCapabilities = editing,
  folders: readonly string[] = [],
): Promise<Editor> {
  const open = new Map<string, TextDocument>()
  const client = await connect(capabilities, initializationOptions, memoryFiles(disk), folders)
  const update = (document: TextDocument, text: string): void => {
    const version = document.version + 1
    open.set(document.uri, TextDocument.create(document.uri, 'markdown', version, text))
    client.change(document.uri, version, { text })
  }
  const editor: Editor = {
    ...client,
    disk,
    shown: [],
    applied: [],
    fail: undefined,
    meanwhile: undefined,
    text: (path) => open.get(uriOf(path))?.getText() ?? disk[path],
    version: (path) => open.get(uriOf(path))?.version,
    openFile(path) {
      const uri = uriOf(path)
      open.set(uri, TextDocument.create(uri, 'markdown', 1, disk[path] ?? ''))
      client.open(uri, disk[path] ?? '')
    },
    type(path, text) {
      const document = open.get(uriOf(path))
      if (document) update(document, text)
    },
  }
  client.connection.onRequest('window/showDocument', (params: ShowDocumentParams) => {
    editor.shown.push(params)
    return { success: true }
  })
  client.connection.onRequest('workspace/applyEdit', (params: ApplyWorkspaceEditParams): ApplyWorkspaceEditResult => {
    editor.meanwhile?.()
    editor.applied.push(params)
    const { fail } = editor
    editor.fail = undefined
    if (fail === 'throws') throw new Error('no')
    const { changes = {}, documentChanges } = params.edit
    const steps =
      documentChanges ??
      Object.entries(changes).map(([uri, edits]) => TextDocumentEdit.create({ uri, version: null }, edits))
    for (const step of steps) {
      if (!TextDocumentEdit.is(step)) continue
      const document = open.get(step.textDocument.uri)
      if (step.textDocument.version !== null && document?.version !== step.textDocument.version)
        return { applied: false, failureReason: 'a document has another version' }
    }
    for (const [k, step] of steps.entries()) {
      if (fail && k >= fail.after) return { applied: false, failureReason: 'the disk is full' }
      if (TextDocumentEdit.is(step)) {
        const { uri } = step.textDocument
        const path = pathOf(uri) ?? ''
        const document = open.get(uri) ?? TextDocument.create(uri, 'markdown', 0, disk[path] ?? '')
        if (!open.has(uri)) client.open(uri, document.getText())
        if (!open.has(uri)) open.set(uri, TextDocument.create(uri, 'markdown', 1, document.getText()))
        update(open.get(uri) as TextDocument, TextDocument.applyEdits(document, step.edits as never))
      } else if (step.kind === 'create') disk[pathOf(step.uri) ?? ''] = ''
      else if (step.kind === 'rename') {
        const [from, to] = [pathOf(step.oldUri) ?? '', pathOf(step.newUri) ?? '']
        for (const path of Object.keys(disk)) {
          if (path !== from && !path.startsWith(`${from}/`)) continue
          disk[to + path.slice(from.length)] = disk[path] as string
          delete disk[path]
        }
      } else if (step.kind === 'delete') {
        delete disk[pathOf(step.uri) ?? '']
        if (open.delete(step.uri))
          void client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: step.uri } })
      }
    }
    return { applied: true }
  })
  return editor
}
