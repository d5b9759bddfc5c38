// specwise/archive: the edit that moves a specification to the archive and keeps all links right. The client applies it.
import { dirname, join } from 'node:path'
import {
  type Connection,
  RenameFile,
  TextDocumentEdit,
  type TextDocuments,
  type WorkspaceEdit,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { archiveFolder, linkEdits, type Move, movedPath } from '../features/archive.ts'
import { today } from '../features/today.ts'
import type { Checker } from '../workspace/checker.ts'
import { pathOf, uriOf } from '../workspace/paths.ts'
import { findMarkdown } from '../workspace/walk.ts'
import type { Archived } from './messages.ts'

export interface ArchiveOptions {
  connection: Connection
  documents: TextDocuments<TextDocument>
  checker: Checker
  roots(): readonly string[]
  address(path: string): string
}

const slashed = (path: string): string => path.replaceAll('\\', '/')

/** Answers the request: moves by one edit of the client, or says why not. */
export function createArchive({ connection, documents, checker, roots, address }: ArchiveOptions) {
  return async ({ uri }: { uri: string }): Promise<Archived> => {
    const path = pathOf(uri)
    const loaded = path === undefined ? undefined : await checker.load(path)
    if (!loaded) return { moved: null, reason: 'This is no specification.' }
    const home = loaded.feature.path
    const around = dirname(home)
    const namesIn = async (folder: string): Promise<string[]> =>
      (await checker.store.files.list(folder).catch(() => []))
        .filter(({ kind }) => kind === 'folder')
        .map(({ name }) => name)
    const beside = await namesIn(around)
    const below = new Map<string, string[]>()
    for (const name of beside) below.set(name, await namesIn(join(around, name)))
    const to = join(
      around,
      archiveFolder(beside, (name) => below.get(name) ?? [], today()),
      home.slice(around.length + 1),
    )
    if ((await checker.store.files.kind(to)) !== undefined) return { moved: null, reason: `"${to}" is there already.` }
    const move: Move = { from: slashed(home), to: slashed(to) }
    const root = loaded.settings.root ?? roots().find((one) => home.startsWith(one))
    const edits: TextDocumentEdit[] = []
    const seen = new Set<string>()
    for (const folder of new Set([...roots(), ...(root === undefined ? [] : [root])])) {
      for (const { path: file } of (await findMarkdown(checker.store.files, folder, ['.'])).found) {
        const text = await checker.store.read(file).catch(() => undefined)
        if (!text || seen.has(file)) continue
        seen.add(file)
        const own = linkEdits(text.spec(), slashed(file), move, root === undefined ? undefined : slashed(root))
        if (own.length === 0) continue
        const document = TextDocument.create('', 'markdown', 0, text.text)
        // What moves is edited where it is then.
        const now = movedPath(slashed(file), move)
        const moves = now !== slashed(file)
        const version = moves ? null : (documents.get(address(file))?.version ?? null)
        const target = moves ? uriOf(join(to, file.slice(home.length))) : address(file)
        edits.push(
          TextDocumentEdit.create(
            { uri: target, version },
            own.map(({ start, end, text: newText }) => ({
              range: { start: document.positionAt(start), end: document.positionAt(end) },
              newText,
            })),
          ),
        )
      }
      checker.store.forget()
    }
    const rename = RenameFile.create(uriOf(home), uriOf(to), { overwrite: false })
    const edit: WorkspaceEdit = { documentChanges: [rename, ...edits] }
    const label = `Archive ${home.slice(around.length + 1)}`
    const applied = await connection.workspace.applyEdit({ label, edit })
    return applied.applied
      ? {
          moved: uriOf(to),
          links: edits.reduce((sum, one) => sum + one.edits.length, 0),
          edited: edits.map((one) => one.textDocument.uri),
        }
      : { moved: null, reason: applied.failureReason ?? 'The editor did not apply it.' }
  }
}
