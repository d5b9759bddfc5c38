// Files that only the editor can read, such as those of a remote repository: the client is asked for them.
import type { Connection } from 'vscode-languageserver'
import { t } from '../base/l10n.ts'
import { isVirtual, uriOf } from '../base/uri.ts'
import type { Files, Kind } from '../workspace/files.ts'
import { isBelow } from '../workspace/paths.ts'
import { type FileAnswer, type FolderEntry, listFolderRequest, readFileRequest, statFileRequest } from './messages.ts'

/**
 * Files of the editor, and of the disk if there is one. Those of the editor are read-only: changes are edits.
 * @param disk undefined in a browser.
 * @param roots the folders of the workspace: the editor is not asked for files outside them, whatever a configuration says.
 */
export function withEditorFiles(
  connection: Connection,
  disk: Files | undefined,
  roots: () => readonly string[],
): Files {
  const editor = editorFiles(connection)
  const isOurs = (path: string): boolean => roots().some((root) => path === root || isBelow(root, path))
  const of = (path: string): Files => (!isVirtual(path) ? (disk ?? nothing) : isOurs(path) ? editor : nothing)
  const tracked = disk?.tracked
  return {
    read: (path) => of(path).read(path),
    list: (path) => of(path).list(path),
    real: (path) => of(path).real(path),
    kind: (path) => of(path).kind(path),
    stamp: (path) => of(path).stamp(path),
    put: (path, text) => of(path).put(path, text),
    write: (path, ...given) => of(path).write(path, ...given),
    createFile: (path, ...given) => of(path).createFile(path, ...given),
    createFolder: (path, ...given) => of(path).createFolder(path, ...given),
    ...(tracked && { tracked: async (folder: string) => (isVirtual(folder) ? [] : tracked(folder)) }),
  }
}

const refuse = async (): Promise<never> => {
  throw new Error(t('Read-only: only the editor can change it'))
}
const missing = async (): Promise<never> => {
  throw new Error(t('No such file or folder'))
}
const readOnly = {
  put: refuse,
  write: refuse,
  createFile: refuse,
  createFolder: refuse,
  real: async (path: string) => path,
}

/** The disk of a browser: empty. */
const nothing: Files = {
  ...readOnly,
  read: missing,
  list: missing,
  kind: async () => undefined,
  stamp: async () => undefined,
}

interface Stat {
  kind: Kind | null
  stamp: string
}

function editorFiles(connection: Connection): Files {
  const ask = async <T>(request: string, path: string): Promise<T> => {
    const answer = await connection.sendRequest<FileAnswer<T>>(request, { uri: uriOf(path) })
    if (answer.value === undefined) throw new Error(answer.reason ?? t('Cannot be read'))
    return answer.value
  }
  /** A missing file has no kind; undefined if the request failed. */
  const stat = (path: string): Promise<Stat | undefined> => ask<Stat>(statFileRequest, path).catch(() => undefined)
  return {
    ...readOnly,
    read: (path) => ask<string>(readFileRequest, path),
    async list(path) {
      const entries = await ask<FolderEntry[]>(listFolderRequest, path)
      return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
    },
    async kind(path) {
      const found = await stat(path)
      return found ? (found.kind ?? undefined) : 'unknown'
    },
    async stamp(path) {
      const found = await stat(path)
      return found?.kind === 'file' ? found.stamp : undefined
    },
  }
}
