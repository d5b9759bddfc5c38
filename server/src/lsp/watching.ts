// Changes of files on disk, as reported by the client, if it can watch the workspace.
import { basename, dirname } from 'node:path'
import { type Connection, DidChangeWatchedFilesNotification, FileChangeType, WatchKind } from 'vscode-languageserver'
import { configNames, isConfigPath } from '../base/fileNames.ts'
import { pathOf } from '../base/uri.ts'
import { isMarkdownPath, isPassedOver, isTemplateSource, mayBeFolder } from '../workspace/paths.ts'
import { isResourcePath } from '../workspace/resourceIndex.ts'
import type { WatchedFiles } from '../workspace/watchedFiles.ts'

/** Callbacks for changed files. */
export interface WatchingOptions {
  connection: Connection
  files: WatchedFiles
  /** Manifests and code were changed, created or deleted; `stale`: others may be affected. */
  resources(paths: readonly string[], stale: boolean): void
  /** Files that documents depend on changed; `moved`: some were created or deleted. */
  changed(paths: readonly string[], moved: boolean): void
  failed(what: string, error: unknown): void
}

/** Whether a file affects which other files are read, or how. */
const decides = (path: string): boolean => isConfigPath(path) || basename(path) === '.gitignore'

/** Handles reports of the client; `register` asks it to watch. */
export function createWatching({ connection, files, resources, changed, failed }: WatchingOptions) {
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const events = changes.flatMap(({ uri, type }) => {
      const path = pathOf(uri)
      if (path === undefined) return []
      const event = { path, moved: type !== FileChangeType.Changed, asked: files.changed(path) }
      return event.asked || !dirname(path).split(/[\\/]/).some(isPassedOver) ? [event] : []
    })
    const isStale = events.some(({ path, moved }) => decides(path) || (moved && mayBeFolder(path)))
    const ofResources = events.filter(({ path }) => isResourcePath(path)).map(({ path }) => path)
    if (ofResources.length > 0 || isStale) resources(ofResources, isStale)
    const relevant = events.filter(
      ({ path, moved, asked }) =>
        isMarkdownPath(path) || decides(path) || isTemplateSource(path) || (moved && (asked || mayBeFolder(path))),
    )
    const hasMoved = relevant.some(({ path, moved }) => moved || basename(path) === '.gitignore')
    if (relevant.length > 0)
      changed(
        relevant.map(({ path }) => path),
        hasMoved,
      )
  })

  return {
    /** @returns whether the client watches. Never rejects. */
    async register(): Promise<boolean> {
      const names = ['*.{md,markdown,yaml,yml,k,kcl,tf,tofu}', '.gitignore', '.registry', ...configNames]
      const watchers = [
        ...names.map((name) => ({ globPattern: `**/${name}` })),
        // For link targets and the content of folders.
        { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
      ]
      return connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).then(
        () => true,
        (error: unknown) => {
          failed('watching files', error)
          return false
        },
      )
    },
  }
}
