// What a manifest says at its head, and names with a prefix in any text: by lines, without reading YAML. A parser is
// too slow for thousands of manifests, and refuses what Helm and Kustomize leave in a file; this takes whatever is there.
import { memoized } from '../base/lru.ts'

export interface Head {
  kind: string
  apiVersion: string
  name: string
  namespace: string | undefined
  /** Where the name stands. */
  start: number
  /** Of a composite resource definition: the group that it defines. */
  group: string | undefined
}

/** A line `key: value`, without quotes and a comment; linear in the line. */
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

/** The resources of a manifest with a kind and a name, in order. Linear; what a template fills in is no name. */
export function headsOf(text: string): Head[] {
  const heads: Head[] = []
  let now: Partial<Head> = {}
  let inside = '' // the key at the margin that we are below
  let indent = -1 // of the keys below it
  const close = (): void => {
    const { kind, apiVersion, name, namespace, start = 0, group } = now
    if (kind && apiVersion && name) heads.push({ kind, apiVersion, name, namespace, start, group })
    now = {}
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
      if (word === 'kind' && isWord(value)) now.kind = value
      if (word === 'apiVersion' && isWord(value)) now.apiVersion = value
    } else if ((inside === 'metadata' || inside === 'spec') && first === 32 && end - at < 400) {
      const own = keyAndValue(lineOf(text, at, end))
      if (own && (indent < 0 || own.indent === indent)) {
        indent = own.indent
        const { word, value } = own
        if (inside === 'metadata' && word === 'name' && isWord(value)) {
          now.name = value
          now.start = at + own.at
        }
        if (inside === 'metadata' && word === 'namespace' && isWord(value)) now.namespace = value
        if (inside === 'spec' && word === 'group' && isWord(value) && /Definition$/.test(now.kind ?? ''))
          now.group = value
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

/** Names that start with a prefix, wherever they stand: `xplane-orders`, in quotes, code, tables, paths of policies. */
export function namesIn(text: string, prefixes: readonly string[]): PrefixedName[] {
  if (!prefixes.some((prefix) => text.includes(prefix))) return []
  const found: PrefixedName[] = []
  for (const { 0: name, index } of text.matchAll(patternFor(prefixes))) found.push({ name, start: index })
  return found
}

const patternFor = (prefixes: readonly string[]): RegExp =>
  patternOf(prefixes.map((prefix) => prefix.replace(/[^\w]/g, '\\$&')).join('|'))

/** A name goes on to a letter or a digit; what a template goes on with (`xplane-${name}`) or a star is none. */
const patternOf = memoized(
  50,
  (starts: string) => new RegExp(`(?<![\\w-])(?:${starts})[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?![\\w$*<{[-])`, 'g'),
)

/** The name with a prefix at an offset, also at its end. */
export function nameAt(text: string, offset: number, prefixes: readonly string[]): PrefixedName | undefined {
  const from = Math.max(0, offset - 300)
  const around = text.slice(from, offset + 300)
  const one = namesIn(around, prefixes).find(
    ({ name, start }) => from + start <= offset && offset <= from + start + name.length,
  )
  return one && { name: one.name, start: from + one.start }
}
