// The workspace folders: those of the client, or if it has none, the repositories of open documents.
import { dirname } from 'node:path'
import type { InitializeParams, WorkspaceFoldersChangeEvent } from 'vscode-languageserver'
import { isVirtual, pathOf, uriOf } from '../base/uri.ts'

/** `…/many/` is `…/many`. */
const trimmed = (path: string): string => (path.length > 1 ? path.replace(/(?<=[^:\\/])[\\/]+$/, '') : path)

export interface Folders {
  /** Their paths. */
  all(): readonly string[]
  /** For the log. */
  shown(): string
  /** Call with the parameters of `initialize`. */
  begin(params: InitializeParams): void
  change(event: WorkspaceFoldersChangeEvent): void
  /** Call after a document was opened. @returns whether that added a folder. */
  opened(path: string): Promise<boolean>
}

/** @param settingsOf the configuration in force for a path, and the top folder of its repository. */
export function createFolders(
  settingsOf: (path: string) => Promise<{ path: string | undefined; root: string | undefined }>,
): Folders {
  const folders = new Set<string>()
  let given = true
  const add = (uri: string): void => {
    const path = pathOf(uri)
    if (path !== undefined) folders.add(trimmed(path))
  }
  return {
    all: () => [...folders],
    shown: () => [...folders].map((path) => (isVirtual(path) ? uriOf(path) : path)).join(', ') || 'no folders',
    begin({ workspaceFolders, rootUri }) {
      for (const { uri } of workspaceFolders ?? []) add(uri)
      if (!workspaceFolders && rootUri) add(rootUri)
      given = folders.size > 0
    },
    change({ added, removed }) {
      for (const { uri } of added) add(uri)
      for (const { uri } of removed) folders.delete(trimmed(pathOf(uri) ?? ''))
      given ||= added.length > 0
    },
    async opened(path) {
      if (given) return false
      const { root, path: config } = await settingsOf(path)
      const folder = root ?? (config === undefined ? undefined : dirname(config))
      if (folder === undefined || folders.has(folder)) return false
      folders.add(folder)
      return true
    },
  }
}
