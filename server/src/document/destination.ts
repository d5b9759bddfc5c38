// What the destination of a link leads to: the one owner of the question. Paths have `/`.

/** What a destination leads to. */
export type Destination =
  | { type: 'web' } // has a scheme, or is a mail address
  | { type: 'local' } // `file:` or a drive letter: a path of somebody's machine
  | { type: 'path'; path: string; anchor: string | undefined }

const escaped = /\\([!-/:-@[-`{-~])/g // a backslash before punctuation

/** Tells what a destination in the document at `from` leads to. Paths have `/`; `root` is what `/docs` is meant from. */
export function destinationOf(from: string, destination: string, root: string | undefined): Destination {
  if (/^file:/i.test(destination) || /^[a-z]:[\\/]/i.test(destination) || destination.startsWith('\\\\'))
    return { type: 'local' }
  if (/^[a-z][a-z0-9+.-]*:/i.test(destination) || destination.startsWith('//')) return { type: 'web' }
  const hash = destination.indexOf('#')
  const written = (hash < 0 ? destination : destination.slice(0, hash)).replace(/\?.*$/, '').replace(escaped, '$1')
  const anchor = hash < 0 ? undefined : anchorIn(decoded(destination.slice(hash + 1)))
  if (written === '') return { type: 'path', path: from, anchor }
  const own = decoded(written)
  if (own.startsWith('/'))
    return root === undefined ? { type: 'web' } : { type: 'path', path: joined(`${root}${own}`), anchor }
  return { type: 'path', path: joined(`${from.slice(0, from.lastIndexOf('/') + 1)}${own}`), anchor }
}

// `#heading:~:text=words`: what follows is a browser's.
const directive = ':~:'

/** The anchor of a fragment; undefined for one that only tells a browser which words to show. */
function anchorIn(fragment: string): string | undefined {
  const at = fragment.indexOf(directive)
  return at === 0 ? undefined : at < 0 ? fragment : fragment.slice(0, at)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Takes `.` and `..` out of a path. */
function joined(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 1) parts.pop()
    else if (part !== '.' && part !== '..' && !(part === '' && parts.length > 0)) parts.push(part)
  }
  return parts.join('/')
}
