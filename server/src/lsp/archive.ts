// specwise/archive: the edit that moves a specification to the archive and updates all links. The client applies it.
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
import { t } from '../base/l10n.ts'
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

/** Answers the request: moves the specification with one edit of the client, or returns the reason why not. */
export function createArchive({ connection, documents, checker, roots, address }: ArchiveOptions) {
  return archive

  async function archive({ uri, to: wanted }: ArchiveParams): Promise<Archived> {
    const path = pathOf(uri)
    const loaded = path === undefined ? undefined : await checker.load(path)
    if (!loaded) return { moved: null, reason: t('This document is not part of a specification') }
    const home = loaded.feature.path
    const around = dirname(home)
    const target = wanted === undefined ? undefined : pathOf(wanted)
    if (wanted !== undefined && (target === undefined || (await rootOf(target)) === undefined))
      return { moved: null, reason: t('The target is outside the workspace') }
    const stop = await whyNot(home, target !== undefined)
    if (stop !== undefined) return { moved: null, reason: stop }
    const namesIn = async (folder: string): Promise<string[]> =>
      (await checker.store.files.list(folder).catch(() => []))
        .filter(({ kind }) => kind === 'folder')
        .map(({ name }) => name)
    const siblings = await namesIn(around)
    const below = new Map<string, string[]>()
    for (const name of siblings) below.set(name, await namesIn(join(around, name)))
    const to =
      target ??
      join(
        around,
        archiveFolder(siblings, (name) => below.get(name) ?? [], today()),
        home.slice(around.length + 1),
      )
    if ((await checker.store.files.kind(to)) !== undefined)
      return { moved: null, reason: t('"{0}" already exists', to) }
    const move: Move = { from: slashed(home), to: slashed(to) }
    const root = await rootOf(home)
    const edits: TextDocumentEdit[] = []
    const seen = new Set<string>()
    if (root === undefined) return { moved: null, reason: t('The specification is outside the workspace') }
    for (const folder of new Set([...roots(), root])) {
      for (const { path: file } of (await findMarkdown(checker.store.files, folder, ['.'])).found) {
        const text = await checker.store.read(file).catch(() => undefined)
        if (!text || seen.has(file)) continue
        seen.add(file)
        const links = linkEdits(text.document(), slashed(file), move, slashed((await rootOf(file)) ?? root))
        if (links.length === 0) continue
        const document = TextDocument.create('', 'markdown', 0, text.text)
        // A document that moves is edited at its new location.
        const now = movedPath(slashed(file), move)
        const moves = now !== slashed(file)
        const version = moves ? null : (documents.get(address(file))?.version ?? null)
        const target = moves ? uriOf(join(to, file.slice(home.length))) : address(file)
        edits.push(
          TextDocumentEdit.create(
            { uri: target, version },
            links.map(({ start, end, text: newText }) => ({
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
    const label = t('Archive "{0}"', home.slice(around.length + 1))
    const links = edits.reduce((sum, one) => sum + one.edits.length, 0)
    try {
      const { applied, failureReason } = await connection.workspace.applyEdit({ label, edit })
      if (applied) return { moved: uriOf(to), links, edited: edits.map((one) => one.textDocument.uri) }
      return await failed(to, failureReason)
    } catch (error) {
      return failed(to, (error as Error).message)
    }
  }

  /** The state after a failure: the folder may have moved without its links. */
  async function failed(to: string, reason = t('The editor did not apply the change')): Promise<Archived> {
    if ((await checker.store.files.kind(to)) === undefined) return { moved: null, reason }
    const partly = t('The specification was moved, but its links were not updated: {0}', reason)
    return { moved: uriOf(to), links: 0, edited: [], reason: partly }
  }

  /** The repository of a path, else the workspace folder around it. */
  async function rootOf(path: string): Promise<string | undefined> {
    const { root } = await checker.settingsOf(path)
    return root ?? roots().find((one) => path === one || path.startsWith(one.endsWith(sep) ? one : one + sep))
  }

  /** Why a folder or file must not be moved; undefined if it may. */
  async function whyNot(home: string, back: boolean): Promise<string | undefined> {
    const { files } = checker.store
    if (roots().some((one) => one === home || one.startsWith(home + sep)) || (await files.kind(join(home, '.git'))))
      return t('The folder is a whole workspace or repository')
    const root = (await rootOf(home)) ?? ''
    if (!back && home.slice(root.length).split(sep).slice(0, -1).some(isArchiveByWord))
      return t('The specification is already archived')
    const { found } = (await files.kind(home)) === 'folder' ? await findMarkdown(files, home, ['.']) : { found: [] }
    for (const { path } of found) {
      const owner = await checker.homeOf(path)
      if (owner !== home && owner !== path) return t('The folder contains other specifications')
    }
    return undefined
  }
}
