// specwise/archive: the edit that moves a specification to the archive and keeps all links right. The client applies it.
import { dirname, join, sep } from 'node:path'
import {
  type Connection,
  RenameFile,
  TextDocumentEdit,
  type TextDocuments,
  type WorkspaceEdit,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { Checker } from '../analysis/checker.ts'
import { today } from '../base/date.ts'
import { pathOf, uriOf } from '../base/uri.ts'
import { archiveFolder, linkEdits, type Move, movedPath } from '../edits/archive.ts'
import { isArchiveByWord } from '../feature/lifeCycle.ts'
import { findMarkdown } from '../workspace/walk.ts'
import type { Archived, ArchiveParams } from './messages.ts'

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
  return archive

  async function archive({ uri, to: wanted }: ArchiveParams): Promise<Archived> {
    const path = pathOf(uri)
    const loaded = path === undefined ? undefined : await checker.load(path)
    if (!loaded) return { moved: null, reason: 'This is no specification.' }
    const home = loaded.feature.path
    const around = dirname(home)
    const target = wanted === undefined ? undefined : pathOf(wanted)
    if (wanted !== undefined && (target === undefined || (await rootOf(target)) === undefined))
      return { moved: null, reason: 'That is outside of the workspace.' }
    const stop = await whyNot(home, target !== undefined)
    if (stop !== undefined) return { moved: null, reason: stop }
    const namesIn = async (folder: string): Promise<string[]> =>
      (await checker.store.files.list(folder).catch(() => []))
        .filter(({ kind }) => kind === 'folder')
        .map(({ name }) => name)
    const beside = await namesIn(around)
    const below = new Map<string, string[]>()
    for (const name of beside) below.set(name, await namesIn(join(around, name)))
    const to =
      target ??
      join(
        around,
        archiveFolder(beside, (name) => below.get(name) ?? [], today()),
        home.slice(around.length + 1),
      )
    if ((await checker.store.files.kind(to)) !== undefined) return { moved: null, reason: `"${to}" is there already.` }
    const move: Move = { from: slashed(home), to: slashed(to) }
    const root = await rootOf(home)
    const edits: TextDocumentEdit[] = []
    const seen = new Set<string>()
    if (root === undefined) return { moved: null, reason: 'It lies outside of the workspace.' }
    for (const folder of new Set([...roots(), root])) {
      for (const { path: file } of (await findMarkdown(checker.store.files, folder, ['.'])).found) {
        const text = await checker.store.read(file).catch(() => undefined)
        if (!text || seen.has(file)) continue
        seen.add(file)
        const own = linkEdits(text.document(), slashed(file), move, slashed((await rootOf(file)) ?? root))
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
    const links = edits.reduce((sum, one) => sum + one.edits.length, 0)
    try {
      const { applied, failureReason } = await connection.workspace.applyEdit({ label, edit })
      if (applied) return { moved: uriOf(to), links, edited: edits.map((one) => one.textDocument.uri) }
      return await failed(to, failureReason)
    } catch (error) {
      return failed(to, (error as Error).message)
    }
  }

  /** What is true after a failure: the folder may have moved, and its links not. */
  async function failed(to: string, reason = 'the editor did not apply it'): Promise<Archived> {
    if ((await checker.store.files.kind(to)) === undefined) return { moved: null, reason }
    return { moved: uriOf(to), links: 0, edited: [], reason: `it was moved, but links were not rewritten: ${reason}` }
  }

  /** The repository of a path, else the folder of the workspace that it lies in. */
  async function rootOf(path: string): Promise<string | undefined> {
    const { root } = await checker.settingsOf(path)
    return root ?? roots().find((one) => path === one || path.startsWith(one.endsWith(sep) ? one : one + sep))
  }

  /** Why a folder or file is not to be moved. */
  async function whyNot(home: string, back: boolean): Promise<string | undefined> {
    const { files } = checker.store
    if (roots().some((one) => one === home || one.startsWith(home + sep)) || (await files.kind(join(home, '.git'))))
      return 'It is a whole workspace or repository.'
    const root = (await rootOf(home)) ?? ''
    if (!back && home.slice(root.length).split(sep).slice(0, -1).some(isArchiveByWord)) return 'It is archived already.'
    const { found } = (await files.kind(home)) === 'folder' ? await findMarkdown(files, home, ['.']) : { found: [] }
    for (const { path } of found) {
      const own = await checker.homeOf(path)
      if (own !== home && own !== path) return 'There are other specifications in its folder.'
    }
    return undefined
  }
}
