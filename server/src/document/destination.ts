// What the destination of a link leads to. Paths are separated by `/`.

/** The target of a link. */
export type Destination =
  | { type: 'web' } // with a scheme (`https:`, `mailto:`), `//host`, or from an unknown root
  | { type: 'local' } // `file:`, a drive letter or a network share: a path on one machine
  | { type: 'path'; path: string; anchor: string | undefined }

const escaped = /\\([!-/:-@[-`{-~])/g // a backslash before punctuation

/**
 * Finds out what a destination leads to.
 * @param from the path of the document.
 * @param root the folder that paths such as `/docs` start from.
 */
export function destinationOf(from: string, destination: string, root: string | undefined): Destination {
  if (/^file:/i.test(destination) || /^[a-z]:[\\/]/i.test(destination) || destination.startsWith('\\\\'))
    return { type: 'local' }
  if (/^[a-z][a-z0-9+.-]*:/i.test(destination) || destination.startsWith('//')) return { type: 'web' }
  const hash = destination.indexOf('#')
  const written = (hash < 0 ? destination : destination.slice(0, hash)).replace(/\?.*$/, '').replace(escaped, '$1')
  const anchor = hash < 0 ? undefined : anchorIn(decoded(destination.slice(hash + 1)))
  if (written === '') return { type: 'path', path: from, anchor }
  const path = decoded(written)
  if (path.startsWith('/'))
    return root === undefined ? { type: 'web' } : { type: 'path', path: joined(`${root}${path}`), anchor }
  return { type: 'path', path: joined(`${from.slice(0, from.lastIndexOf('/') + 1)}${path}`), anchor }
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
