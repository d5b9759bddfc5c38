// The files of a commit, under the paths that they have in the working tree. Read-only.
import { join, sep } from 'node:path'
import { decode, maxTextLength, tooLargeMessage } from '../base/decode.ts'
import { t } from '../base/l10n.ts'
import type { Files, Kind } from './files.ts'
import { openBlobs } from './git.ts'
import { asked, type Repository } from './gitRepository.ts'
import { relativeTo } from './paths.ts'

export interface CommitFiles {
  files: Files
  close(): void
}

/** @param commit its hash. Rejects with a reason that can be shown. */
export async function openCommit(repository: Repository, commit: string): Promise<CommitFiles> {
  const { top, env } = repository
  const folders = new Map<string, Map<string, Kind>>([[top, new Map()]])
  const listed = await asked(repository, ['ls-tree', '-r', '-z', commit])
  for (const line of listed.split('\0')) {
    const [, mode, name] = /^(\d+) \w+ \w+\t(.*)$/s.exec(line) ?? []
    if (name === undefined || !mode?.startsWith('100')) continue // links and submodules
    addPath(folders, top, name.split('/'))
  }
  const blobs = openBlobs(top, env)
  const kindOf = (path: string): Kind | undefined => {
    if (folders.has(path)) return 'folder'
    const at = path.lastIndexOf(sep)
    return folders.get(path.slice(0, at))?.get(path.slice(at + 1))
  }
  const missing = (): Error => new Error(t('No such file or folder'))
  const refuse = async (): Promise<never> => {
    throw new Error(t('Read-only file system'))
  }
  return {
    files: {
      async read(path) {
        const name = relativeTo(top, path)
        const bytes = kindOf(path) === 'file' ? await blobs.read(`${commit}:${name}`) : undefined
        if (!bytes) throw missing()
        if (bytes.length > maxTextLength) throw new Error(tooLargeMessage())
        return decode(bytes)
      },
      async list(path) {
        const entries = folders.get(path)
        if (!entries) throw missing()
        return [...entries].map(([name, kind]) => ({ name, kind })).sort((a, b) => (a.name < b.name ? -1 : 1))
      },
      real: async (path) => path,
      kind: async (path) => kindOf(path),
      stamp: async (path) => (kindOf(path) === 'file' ? commit : undefined),
      write: refuse,
      put: refuse,
      createFile: refuse,
      createFolder: refuse,
    },
    close: blobs.close,
  }
}

function addPath(folders: Map<string, Map<string, Kind>>, top: string, parts: readonly string[]): void {
  let folder = top
  for (const [k, part] of parts.entries()) {
    const isFile = k === parts.length - 1
    folders.get(folder)?.set(part, isFile ? 'file' : 'folder')
    folder = join(folder, part)
    if (!isFile && !folders.has(folder)) folders.set(folder, new Map())
  }
}
