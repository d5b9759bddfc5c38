// Compares a specification with a version in git, for a page. Not in browsers, which have no git.
import { dirname } from 'node:path'
import { type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver'
import type { Checker } from '../analysis/checker.ts'
import { diffsOf } from '../analysis/versionDiffs.ts'
import { t } from '../base/l10n.ts'
import { pathOf, uriOf } from '../base/uri.ts'
import type { ComparisonModel } from '../pages/comparisonModel.ts'
import { comparison } from '../queries/comparison.ts'
import type { Files } from '../workspace/files.ts'
import { relativeTo } from '../workspace/paths.ts'
import { openVersions, refNames } from '../workspace/versions.ts'
import { serveCollisions } from './collisions.ts'
import { type CompareParams, compareRequest, type VersionsParams, versionsRequest } from './compareMessages.ts'
import type { Guard } from './guard.ts'

export interface CompareOptions {
  files: Files
  /** Whether git may be run. */
  isTrusted(): boolean
}

/** Connects the requests. */
export function serveComparison(
  connection: Connection,
  checker: Checker,
  { files, isTrusted }: CompareOptions,
  guard: Guard,
): void {
  serveCollisions(connection, checker, { isTrusted }, guard)
  const refused = (reason: string): ResponseError => new ResponseError(LSPErrorCodes.RequestFailed, reason)
  const placeOf = (uri: string): string => {
    const path = pathOf(uri)
    if (path === undefined || !isTrusted()) throw refused(t('Git is not available'))
    return path
  }
  const read = async (path: string): Promise<string> => (await checker.store.read(path))?.text ?? files.read(path)
  const shownReason = (error: unknown): never => {
    throw refused(error instanceof Error ? error.message : String(error))
  }
  connection.onRequest(
    versionsRequest,
    guard('versions', [], ({ uri }: VersionsParams) => refNames(dirname(placeOf(uri))).catch(shownReason)),
  )
  connection.onRequest(
    compareRequest,
    guard<CompareParams, ComparisonModel | null>('compare', null, async ({ uri, base }) => {
      const path = placeOf(uri)
      const pair = await openVersions({ ...files, read }, dirname(path), base).catch(shownReason)
      if (!pair) throw refused(t('The repository has no commit yet'))
      try {
        const paths = [...new Set([...pair.paths, path])] // the editor may have changes that are not saved
        const diffs = await diffsOf({ ...pair, paths }, [await checker.homeOf(path)])
        const shown = (file: string): string => relativeTo(pair.top, file)
        return comparison(diffs, base ?? t('the last commit'), shown, uriOf)
      } finally {
        pair.close()
      }
    }),
  )
}
