// What the client tells of files on disk: it watches the folders of the workspace, where it can.
import { basename, dirname } from 'node:path'
import { type Connection, DidChangeWatchedFilesNotification, FileChangeType, WatchKind } from 'vscode-languageserver'
import { configNames, isConfigPath } from '../base/fileNames.ts'
import { pathOf } from '../base/uri.ts'
import { isMarkdownPath, isPassedOver, isTemplateSource, mayBeFolder } from '../workspace/paths.ts'
import { isResourcePath } from '../workspace/resourceIndex.ts'
import type { WatchedFiles } from '../workspace/watchedFiles.ts'

/** Who hears of files. */
export interface WatchingOptions {
  connection: Connection
  files: WatchedFiles
  /** Manifests and code changed, came or went; `stale`: there may be others. */
  resources(paths: readonly string[], stale: boolean): void
  /** What documents depend on changed; `moved`: some of it came or went. */
  changed(paths: readonly string[], moved: boolean): void
  failed(what: string, error: unknown): void
}

/** Whether a file decides which others there are, or what holds for them. */
const decides = (path: string): boolean => isConfigPath(path) || basename(path) === '.gitignore'

/** Asks the client to watch; `register` resolves once it does. */
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
    const own = events.filter(
      ({ path, moved, asked }) =>
        isMarkdownPath(path) || decides(path) || isTemplateSource(path) || (moved && (asked || mayBeFolder(path))),
    )
    const hasMoved = own.some(({ path, moved }) => moved || basename(path) === '.gitignore')
    if (own.length > 0)
      changed(
        own.map(({ path }) => path),
        hasMoved,
      )
  })

  return {
    /** @returns whether the client watches from now on. Never rejects. */
    async register(): Promise<boolean> {
      const names = ['*.{md,markdown,yaml,yml,k,kcl,tf,tofu}', '.gitignore', '.registry', ...configNames]
      const watchers = [
        ...names.map((name) => ({ globPattern: `**/${name}` })),
        // Whether there is what a document links to, and what is in folders.
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
