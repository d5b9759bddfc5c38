// What the destination of a link leads to, and how it is written. Paths are separated by `/`.

import { encodeDestination } from '../base/uri.ts'
import { topicOf } from './specNumber.ts'

/** The target of a link. */
export type Destination =
  | { type: 'web' } // with a scheme (`https:`, `mailto:`), `//host`, or from an unknown root
  | { type: 'local'; anchor: string | undefined; written: string } // `file:`, a drive letter or a network share
  | { type: 'path'; path: string; anchor: string | undefined; written: string } // `written` without escapes

/** The target of a link in the repository. */
export type Path = Extract<Destination, { type: 'path' }>

const escaped = /\\([!-/:-@[-`{-~])/g // a backslash before punctuation

/**
 * Finds out what a destination leads to.
 * @param from the path of the document.
 * @param root the folder that paths such as `/docs` start from.
 */
export function destinationOf(from: string, destination: string, root: string | undefined): Destination {
  if (/^file:/i.test(destination) || /^[a-z]:[\\/]/i.test(destination) || destination.startsWith('\\\\'))
    return localPath(destination)
  if (/^[a-z][a-z0-9+.-]*:/i.test(destination) || destination.startsWith('//')) return { type: 'web' }
  const hash = destination.indexOf('#')
  const written = (hash < 0 ? destination : destination.slice(0, hash)).replace(/\?.*$/, '').replace(escaped, '$1')
  const anchor = hash < 0 ? undefined : anchorIn(decoded(destination.slice(hash + 1)))
  if (written === '') return { type: 'path', path: from, anchor, written }
  const path = decoded(written)
  if (path.startsWith('/'))
    return root === undefined
      ? { type: 'web' }
      : { type: 'path', path: joined(`${root}${path}`), anchor, written: path }
  return { type: 'path', path: joined(`${from.slice(0, from.lastIndexOf('/') + 1)}${path}`), anchor, written: path }
}

/** A path on one machine, with `/`, without its scheme and escapes. */
function localPath(destination: string): Destination {
  const [path = '', fragment] = destination
    .replace(/^file:\/*/i, '/')
    .replaceAll('\\', '/')
    .split('#', 2)
  return {
    type: 'local',
    written: decoded(path),
    anchor: fragment === undefined ? undefined : anchorIn(decoded(fragment)),
  }
}

// A text fragment for browsers follows it: `#heading:~:text=words`.
const directive = ':~:'

/** The anchor in a fragment; undefined if the fragment is only a text fragment. */
function anchorIn(fragment: string): string | undefined {
  const at = fragment.indexOf(directive)
  return at === 0 ? undefined : at < 0 ? fragment : fragment.slice(0, at)
}

/** Decodes a percent-encoded text. Invalid encodings are kept as written. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Resolves `.` and `..` in a path. */
function joined(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 1) parts.pop()
    else if (part !== '.' && part !== '..' && !(part === '' && parts.length > 0)) parts.push(part)
  }
  return parts.join('/')
}

/** Lines at the end of a path, as in messages of compilers: `src/a.ts:11-40`. In a link they are `#L11-L40`. */
const lines = /:(\d{1,6})(?:-(\d{1,6}))?$/

/** The anchor of the lines at the end of a path, as GitHub has it; empty without lines. */
export function anchorOfLines(written: string): string {
  const [, first, last] = lines.exec(written) ?? []
  return first === undefined ? '' : last === undefined ? `#L${first}` : `#L${first}-L${last}`
}

/**
 * Where the file of a path in a document may be if it is not there: in the folders from that of the document up to the root,
 * nearest first. `src/a.ts` may have been written as seen from the root, `spec.md` as seen from the folder above.
 * @param written the path as written in the document
 */
export function possibleFiles(from: string, written: string, root: string): string[] {
  const moved = movedFiles(from, written.replace(lines, ''), root)
  if (isOfMachine(written)) return [...possibleTails(written.replace(lines, ''), root), ...moved]
  const tail = written.replace(/^\/?(?:\.{1,2}\/)*/, '').replace(lines, '')
  if (tail === '' || !from.startsWith(`${root}/`)) return []
  const files: string[] = []
  for (let end = from.lastIndexOf('/'); end >= root.length; end = from.lastIndexOf('/', end - 1))
    files.push(joined(`${from.slice(0, end)}/${tail}`))
  return [...files, ...moved]
}

/** Where a file may be if the folders around a document were moved or renumbered: behind the name of a folder that both have. */
function movedFiles(from: string, written: string, root: string): string[] {
  const parts = written.split('/')
  const files: string[] = []
  for (let end = from.lastIndexOf('/'); end > root.length; end = from.lastIndexOf('/', end - 1)) {
    const folder = from.slice(0, end)
    const topic = topicOf(folder.slice(folder.lastIndexOf('/') + 1))
    const at = parts.findLastIndex((part) => topicOf(part) === topic)
    if (at > 0 && at < parts.length - 1) files.push(joined(`${folder}/${parts.slice(at + 1).join('/')}`))
  }
  return files
}

/** Whether a path starts in a folder of a user or a machine: `/Users/me/a.md`, `~/a.md`, `/workspaces/app/a.md`, `C:/a.md`. */
export const isOfMachine = (written: string): boolean =>
  /^(?:\/(?:(?:Users|tmp|private|media|mnt|Volumes|workspaces?)\/[^/]+|root|home\/[^/]+\/[^/]+)\/|~\/|\/?[a-z]:\/|\/\/)./i.test(
    written,
  )

/**
 * The files of a repository that the end of a local path may name, the longest end first: behind the name of the repository's
 * folder if the path has it, otherwise at least a folder and a file.
 */
function possibleTails(written: string, root: string): string[] {
  const parts = written.split('/').filter((part) => part !== '' && part !== '.' && part !== '~')
  const top = parts.lastIndexOf(root.slice(root.lastIndexOf('/') + 1))
  const files: string[] = []
  for (let k = top < 0 ? Math.max(0, parts.length - mostParts) : top + 1; k < parts.length - (top < 0 ? 1 : 0); k++)
    files.push(joined(`${root}/${parts.slice(k).join('/')}`))
  return files.filter((file) => file.startsWith(`${root}/`))
}

const mostParts = 10

/** The relative path from a document to a path. */
export function relativePath(from: string, to: string): string {
  const here = from.split('/').slice(0, -1)
  const there = to.split('/')
  let shared = 0
  while (shared < here.length && shared < there.length && here[shared] === there[shared]) shared++
  const up = here.slice(shared).map(() => '..')
  return [...up, ...there.slice(shared)].join('/') || '.'
}

/** A path as the destination of a link: with escapes if the link had some, or if a character needs one. */
export const writtenLike = (like: string, path: string): string =>
  /%[0-9a-f]{2}/i.test(like) || /[\s()#?%<>\\]/.test(path) ? encodeDestination(path) : path

/** The folders around a path below a root, the outermost first: `/r/a` and `/r/a/b` for `/r/a/b/c.md`. None for a path that is elsewhere. */
export function foldersAround(path: string, root: string): string[] {
  if (!path.startsWith(`${root}/`)) return []
  const names = path.slice(root.length + 1).split('/')
  return names.slice(0, -1).map((_, k) => `${root}/${names.slice(0, k + 1).join('/')}`)
}

// A part of a regular expression, in which `](` is no link: `[smh](\d+[dhms])`.
const pattern = /\\[dwsb][+*?{[)]|\(\?[:=!<]/i

// A path with a variable, a word for one ("[text](url)", "[text](#anchor)"), types such as `items[1](integer)`, and words in
// brackets behind those of code: `[Authorize](管理者的權限)`.
const placeholder =
  /[{}<>$*]|X{3}|^path\/to\/|\.\.\.|…|^[^./#?]*[^ -~][^./#?]*$|^#?(?:anchor|heading|section)$|^(?:url|uri|href|link|path|file|source|target|string|integer|number|boolean|object|array|any|text|null|void|int|float|date|type|value|name|id)$/i

/** Whether a destination stands for any path: a placeholder, or a part of a regular expression. */
export const standsForPath = (destination: string): boolean =>
  placeholder.test(destination) || pattern.test(destination)

/** Whether a path may be an address of the published site: `/blog/queues/`. */
export const isSitePath = (written: string): boolean =>
  /^\/(?:[^/.]+\/)*[^/.]*$/.test(written) && !/^\/\.?specs\//.test(written)
