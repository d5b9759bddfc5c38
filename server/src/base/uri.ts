// Addresses of files: URIs as editors write them, and paths. The one owner of the question.
// What only the editor can read has a path, too: `vscode-vfs://github/acme/shop/spec.md` is `/vscode-vfs:github/acme/shop/spec.md`.
import { URI } from 'vscode-uri'

const platform: string = globalThis.process?.platform ?? ''

const virtualSchemes = new Set<string>()

/** Names the schemes whose files the editor reads; addresses of others have no path. Once, when the server starts. */
export function useVirtualSchemes(schemes: readonly string[]): void {
  for (const scheme of schemes) virtualSchemes.add(scheme)
}

/** Its scheme, its authority, and what follows. With the separators of the platform. */
const virtualPath = /^[\\/]([a-z][\w+.-]*):([^\\/]*)(.*)$/s

/** Whether a file is on no disk, but the editor's. */
export const isVirtual = (path: string): boolean => virtualSchemes.has(virtualPath.exec(path)?.[1] ?? '')

/** The path of an address, as the platform writes it; undefined for schemes that nobody reads and for what is no address. */
export function pathOf(uri: string): string | undefined {
  const scheme = uri.slice(0, Math.max(0, uri.indexOf(':')))
  const isEditors = virtualSchemes.has(scheme) // also of `file:`, where there is no disk
  if (!isEditors && scheme !== 'file') return undefined
  try {
    const parsed = URI.parse(uri, true)
    if (!isEditors) return parsed.fsPath
    const path = `/${parsed.scheme}:${encodeURIComponent(parsed.authority)}${parsed.path}`
    return platform === 'win32' ? path.replaceAll('/', '\\') : path // as `join` writes it there
  } catch {
    return undefined
  }
}

/** The address of an absolute path. */
export function uriOf(path: string): string {
  const [, scheme = '', authority = '', rest = ''] = virtualPath.exec(path) ?? []
  if (!virtualSchemes.has(scheme)) return URI.file(path).toString()
  return URI.from({ scheme, authority: decodeURIComponent(authority), path: rest.replaceAll('\\', '/') }).toString()
}

/** Whether the file systems of the platform take `Spec.md` and `spec.md` for one file; APFS and NTFS do, unless told otherwise. */
const ignoresCase = ['win32', 'darwin'].includes(platform)

/** Paths of one file have one key, whatever the case is that an editor writes them in. */
export const pathKey = (path: string): string => (ignoresCase ? path.toLowerCase() : path)

/** A relative path (with `/`) as the destination of a link in Markdown. */
export const asDestination = (path: string): string =>
  path
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/[()]/g, (one) => `%${one.charCodeAt(0).toString(16)}`))
    .join('/')
