// Files that only the editor can read, such as those of a remote repository. The server requests them.
import { type Disposable, FileType, Uri, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { decode, maxTextLength, tooLargeMessage } from '../../server/src/base/decode.ts'
import { t } from '../../server/src/base/l10n.ts'
import {
  type FileAnswer,
  type FileParams,
  type FolderEntry,
  listFolderRequest,
  readFileRequest,
  statFileRequest,
} from '../../server/src/lsp/messages.ts'

/** Answers the server's requests for files. */
export function serveFiles(client: BaseLanguageClient): Disposable {
  const handlers = [
    client.onRequest(readFileRequest, answering(read)),
    client.onRequest(listFolderRequest, answering(list)),
    client.onRequest(statFileRequest, answering(stat)),
  ]
  return { dispose: () => handlers.forEach((handler) => void handler.dispose()) }
}

/** A failure is an answer: an error of a request would be reported as a fault of the program. */
function answering<T>(work: (uri: Uri) => Promise<T>) {
  return async ({ uri }: FileParams): Promise<FileAnswer<T>> => {
    try {
      return { value: await work(Uri.parse(uri)) }
    } catch (error) {
      const { code, message } = error as { code?: string; message: string }
      return { reason: reasons[code ?? '']?.() ?? message }
    }
  }
}

/** Why a file cannot be read, by the code of VS Code's error; shown after the path of the file. */
const reasons: Record<string, () => string> = {
  FileNotFound: () => t('No such file or folder'),
  FileIsADirectory: () => t('Is a folder'),
  FileNotADirectory: () => t('Not a folder'),
  NoPermissions: () => t('Permission denied'),
  Unavailable: () => t('The file system is not available'),
}

async function read(uri: Uri): Promise<string> {
  if ((await workspace.fs.stat(uri)).size > maxTextLength) throw new Error(tooLargeMessage())
  return decode(await workspace.fs.readFile(uri))
}

async function list(uri: Uri): Promise<FolderEntry[]> {
  const entries = await workspace.fs.readDirectory(uri)
  return entries.flatMap(([name, type]): FolderEntry[] => {
    if (type & FileType.File) return [{ name, kind: 'file' }]
    return type === FileType.Directory ? [{ name, kind: 'folder' }] : [] // links are not followed, since they may form a cycle
  })
}

async function stat(uri: Uri): Promise<{ kind: 'file' | 'folder' | null; stamp: string }> {
  const found = await workspace.fs.stat(uri).then(undefined, (error: { code?: string }) => {
    if (error.code === 'FileNotFound') return undefined
    throw error
  })
  if (!found) return { kind: null, stamp: '' }
  const { type, mtime, size } = found
  const kind = type & FileType.Directory ? 'folder' : type & FileType.File ? 'file' : null
  return { kind, stamp: `${mtime} ${size}` }
}
