// Conversion between file URIs, as editors write them, and paths.
// Files that only the editor can read have paths too: `/vscode-vfs:github/acme/shop/spec.md` for
// `vscode-vfs://github/acme/shop/spec.md`.
import { URI } from 'vscode-uri'

const platform: string = globalThis.process?.platform ?? ''

const virtualSchemes = new Set<string>()

/** Registers the schemes whose files the editor reads. Called once, when the server starts. */
export function useVirtualSchemes(schemes: readonly string[]): void {
  for (const scheme of schemes) virtualSchemes.add(scheme)
}

/** Groups of a virtual path: scheme, authority and the rest, with the separators of the platform. */
const virtualPath = /^[\\/]([a-z][\w+.-]*):([^\\/]*)(.*)$/s

/** Whether the file at a path can only be read through the editor. */
export const isVirtual = (path: string): boolean => virtualSchemes.has(virtualPath.exec(path)?.[1] ?? '')

/** The path of a URI, as the platform writes it; undefined for an invalid URI and for a scheme that cannot be read. */
export function pathOf(uri: string): string | undefined {
  const scheme = uri.slice(0, Math.max(0, uri.indexOf(':')))
  const isVirtualScheme = virtualSchemes.has(scheme) // includes `file:` where there is no disk
  if (!isVirtualScheme && scheme !== 'file') return undefined
  try {
    const parsed = URI.parse(uri, true)
    if (!isVirtualScheme) return parsed.fsPath
    const path = `/${parsed.scheme}:${encodeURIComponent(parsed.authority)}${parsed.path}`
    return platform === 'win32' ? path.replaceAll('/', '\\') : path // as `join` of Node writes it
  } catch {
    return undefined
  }
}

/** The URI of an absolute path. */
export function uriOf(path: string): string {
  const [, scheme = '', authority = '', rest = ''] = virtualPath.exec(path) ?? []
  if (!virtualSchemes.has(scheme)) return URI.file(path).toString()
  return URI.from({ scheme, authority: decodeURIComponent(authority), path: rest.replaceAll('\\', '/') }).toString()
}

/** Whether `Spec.md` and `spec.md` are one file on the platform: by default they are on APFS and NTFS. */
const ignoresCase = ['win32', 'darwin'].includes(platform)

/** The key of a path in tables: equal for all paths of one file, whatever case an editor uses. */
export const pathKey = (path: string): string => (ignoresCase ? path.toLowerCase() : path)

/** Encodes a relative path (with `/`) as the destination of a Markdown link. */
export const encodeDestination = (path: string): string =>
  path
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/[()]/g, (bracket) => `%${bracket.charCodeAt(0).toString(16)}`))
    .join('/')
