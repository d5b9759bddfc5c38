// Moving a specification: the links in it and to it are rewritten, so that they keep their targets. Paths use `/`.

import type { Edit } from '../base/edit.ts'
import { destinationOf, relativePath, writtenLike } from '../document/destination.ts'
import { htmlLinksOf } from '../document/links.ts'
import type { Document } from '../document/model.ts'

/** A folder or file that moves. */
export interface Move {
  from: string
  to: string
}

/** Where a path is after a move. */
export const movedPath = (path: string, { from, to }: Move): string =>
  path === from || path.startsWith(`${from}/`) ? to + path.slice(from.length) : path

/**
 * The edits of the links in a document that the move would break.
 * @param root the folder that links starting with `/` are relative to.
 */
export function linkEdits(
  document: Pick<Document, 'linkTargets' | 'chunks'>,
  path: string,
  move: Move,
  root: string | undefined,
): Edit[] {
  const edits: Edit[] = []
  const own = movedPath(path, move)
  for (const { start, end, destination } of [...document.linkTargets, ...htmlLinksOf(document)]) {
    const before = destinationOf(path, destination, root)
    if (before.type !== 'path' || destination.startsWith('#')) continue
    const wanted = movedPath(before.path, move)
    const after = destinationOf(own, destination, root)
    if (after.type === 'path' && after.path === wanted) continue
    const rest = /[?#].*$/.exec(destination)?.[0] ?? ''
    const target =
      destination.startsWith('/') && root !== undefined && wanted.startsWith(`${root}/`)
        ? wanted.slice(root.length)
        : relativePath(own, wanted)
    edits.push({ start, end, text: writtenLike(destination, target) + rest })
  }
  return edits.sort((a, b) => a.start - b.start)
}

const archives = /^(?:done|archived?|completed?|closed)$/i

/**
 * The folder for an archived specification, in the style of the repository: `done`, or `done/2026-Q4` if its archive has
 * folders for quarters or years.
 * @param beside names of the sibling folders. @param below names in the archive folder among them.
 */
export function archiveFolder(
  beside: readonly string[],
  below: (archive: string) => readonly string[],
  today: string,
): string {
  const archive = beside.find((name) => archives.test(name)) ?? 'done'
  const [year = '', month = ''] = today.split('-')
  const names = below(archive)
  const quarter = Math.ceil(Number(month) / 3)
  const quarters = names.find((name) => /^\d{4}-?Q[1-4]$/i.test(name))
  if (quarters)
    return `${archive}/${year}${quarters.includes('-') ? '-' : ''}${/q/.test(quarters) ? 'q' : 'Q'}${quarter}`
  return names.some((name) => /^\d{4}$/.test(name)) ? `${archive}/${year}` : archive
}
