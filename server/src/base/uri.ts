// Addresses of files: URIs as editors write them, and paths. The one owner of the question.
import { URI } from 'vscode-uri'

/** The path of a `file:` address, as the platform writes it; undefined for other schemes and for what is no address. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined
  try {
    return URI.parse(uri, true).fsPath
  } catch {
    return undefined
  }
}

/** The `file:` address of an absolute path. */
export const uriOf = (path: string): string => URI.file(path).toString()

/** Whether the file systems of the platform take `Spec.md` and `spec.md` for one file; APFS and NTFS do, unless told otherwise. */
const ignoresCase = ['win32', 'darwin'].includes(globalThis.process?.platform ?? '')

/** Paths of one file have one key, whatever the case is that an editor writes them in. */
export const pathKey = (path: string): string => (ignoresCase ? path.toLowerCase() : path)

/** A relative path (with `/`) as the destination of a link in Markdown. */
export const asDestination = (path: string): string =>
  path
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/[()]/g, (one) => `%${one.charCodeAt(0).toString(16)}`))
    .join('/')
