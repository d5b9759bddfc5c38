// Indexes the resources of a manifest, and names with a prefix in any text, line by line and without a YAML parser. A parser
// is too slow for thousands of manifests, and rejects what Helm and Kustomize leave in a file.
import { memoized } from '../base/lru.ts'

export interface ManifestEntry {
  kind: string
  apiVersion: string
  name: string
  namespace: string | undefined
  /** The offset of the name. */
  start: number
  /** The group that it defines, for a composite resource definition. */
  group: string | undefined
}

/** The parts of a line `key: value`, without quotes and comment. `at` is the index of the value. Linear in the line. */
function keyAndValue(line: string): { indent: number; word: string; value: string; at: number } | undefined {
  const [all, before = '', word = ''] = /^([ \t]*(?:-[ \t]+)?)["']?([A-Za-z]+)["']?[ \t]*:(?=[ \t]|$)/.exec(line) ?? []
  if (all === undefined) return undefined
  const rest = line.slice(all.length)
  const from = all.length + rest.length - rest.trimStart().length
  const quote = /["']/.exec(line[from] ?? '')?.[0]
  if (quote !== undefined) {
    const end = line.indexOf(quote, from + 1)
    const value = end < 0 ? '' : line.slice(from + 1, end)
    return { indent: before.length, word, value, at: from + 1 }
  }
  const comment = line.indexOf(' #', from)
  return { indent: before.length, word, value: line.slice(from, comment < 0 ? undefined : comment).trim(), at: from }
}

/** The resources of a manifest that have a kind and a name, in order. A name that a template fills in does not count. Linear. */
export function manifestEntries(text: string): ManifestEntry[] {
  const heads: ManifestEntry[] = []
  let current: Partial<ManifestEntry> = {}
  let inside = '' // the top-level key around the line
  let indent = -1 // the indentation of the keys below it; -1 before the first
  const close = (): void => {
    const { kind, apiVersion, name, namespace, start = 0, group } = current
    if (kind && apiVersion && name) heads.push({ kind, apiVersion, name, namespace, start, group })
    current = {}
    inside = ''
  }
  for (let at = 0; at < text.length; ) {
    const next = text.indexOf('\n', at)
    const end = next < 0 ? text.length : next
    const first = text.charCodeAt(at)
    if (first === 45 && text.startsWith('---', at)) close()
    else if (end - at < 400 && (first > 64 || first === 34 || first === 39)) {
      const { word = '', value = '' } = keyAndValue(lineOf(text, at, end)) ?? {}
      inside = word
      indent = -1
      if (word === 'kind' && isWord(value)) current.kind = value
      if (word === 'apiVersion' && isWord(value)) current.apiVersion = value
    } else if ((inside === 'metadata' || inside === 'spec') && first === 32 && end - at < 400) {
      const entry = keyAndValue(lineOf(text, at, end))
      if (entry && (indent < 0 || entry.indent === indent)) {
        indent = entry.indent
        const { word, value } = entry
        if (inside === 'metadata' && word === 'name' && isWord(value)) {
          current.name = value
          current.start = at + entry.at
        }
        if (inside === 'metadata' && word === 'namespace' && isWord(value)) current.namespace = value
        if (inside === 'spec' && word === 'group' && isWord(value) && /Definition$/.test(current.kind ?? ''))
          current.group = value
      }
    }
    at = end + 1
  }
  close()
  return heads
}

const lineOf = (text: string, start: number, end: number): string =>
  text.slice(start, text.charCodeAt(end - 1) === 13 ? end - 1 : end)

const isWord = (value: string): boolean => /^[\w][\w./:-]*$/.test(value)

export interface PrefixedName {
  name: string
  start: number
}

/** Names that start with a prefix, anywhere in a text: `xplane-orders`, in quotes, code, tables, paths of policies. */
export function namesIn(text: string, prefixes: readonly string[]): PrefixedName[] {
  if (!prefixes.some((prefix) => text.includes(prefix))) return []
  const found: PrefixedName[] = []
  for (const { 0: name, index } of text.matchAll(patternFor(prefixes))) found.push({ name, start: index })
  return found
}

const patternFor = (prefixes: readonly string[]): RegExp =>
  patternOf(prefixes.map((prefix) => prefix.replace(/[^\w]/g, '\\$&')).join('|'))

/** A name ends with a letter or a digit. One that a template (`xplane-${name}`) or a star continues does not match. */
const patternOf = memoized(
  50,
  (starts: string) => new RegExp(`(?<![\\w-])(?:${starts})[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?![\\w$*<{[-])`, 'g'),
)

/** The name with a prefix that an offset is in or at the end of. */
export function nameAt(text: string, offset: number, prefixes: readonly string[]): PrefixedName | undefined {
  const from = Math.max(0, offset - 300)
  const around = text.slice(from, offset + 300)
  const found = namesIn(around, prefixes).find(
    ({ name, start }) => from + start <= offset && offset <= from + start + name.length,
  )
  return found && { name: found.name, start: from + found.start }
}
