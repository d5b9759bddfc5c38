// Completion of names of resources, kinds and API versions, and of new names in the style of the repository.

import { baseName } from '../base/fileNames.ts'
import { addTo } from '../base/groups.ts'
import { counted, t } from '../base/l10n.ts'
import { countWhile, type Span } from '../base/span.ts'
import { codeBlocksOf } from '../document/codeBlocks.ts'
import type { Feature } from '../feature/feature.ts'
import { namesIn } from '../manifests/manifestIndex.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { Completion } from './completion.ts'

/** A name of the workspace. */
export interface ResourceName {
  name: string
  kind: string | undefined
  apiVersion: string | undefined
  namespace: string | undefined
  path: string
}

export interface ResourceNames {
  /** Names in other documents that are open. */
  recent: ReadonlySet<string>
  names: ReadonlyMap<string, readonly ResourceName[]>
  kinds: ReadonlyMap<string, ReadonlySet<string>>
}

const most = 200 // names that are offered at once

/** The part of the word before an offset. */
function wordBefore(text: string, offset: number, ends: RegExp): Span {
  let start = offset
  while (start > 0 && offset - start < 200 && !ends.test(text[start - 1] as string)) start--
  return { start, end: offset }
}

/**
 * Names, kinds and versions that may be written at an offset; empty where none is expected.
 * @param around is only called where one is: it may start reading the workspace.
 */
export function nameCompletions(
  feature: Feature,
  spec: SpecDocument,
  offset: number,
  prefixes: readonly string[],
  around: () => ResourceNames,
): Completion[] {
  const { text } = spec.document
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1
  const line = text.slice(lineStart, offset)
  const yaml = yamlAt(spec, offset)
  const key = yaml && /^\s*(?:-\s+)?["']?(\w+)["']?:\s*["']?([\w./-]*)$/.exec(line)
  if (yaml && key && (key[1] === 'kind' || key[1] === 'apiVersion')) {
    const typed = key[2] ?? ''
    return fieldsOf(key[1], typed, { start: offset - typed.length, end: offset }, yaml, around())
  }
  const span = wordBefore(text, offset, /[^\w.-]/)
  const word = text.slice(span.start, span.end)
  const starts = prefixes.some((prefix) => word.startsWith(prefix) || (word.length > 1 && prefix.startsWith(word)))
  if (!starts && !(key?.[1] === 'name' && yaml)) return []
  if (/[$*{}<]/.test(text[span.start - 1] ?? '')) return []
  const kind = yaml && kindAbove(yaml.content.slice(0, yaml.at))
  const end = offset + (/^[\w-]*(?:\.[\w-]+)*/.exec(text.slice(offset, offset + 100))?.[0].length ?? 0)
  return offers(feature, spec, word, { start: span.start, end }, kind, prefixes, around())
}

function offers(
  feature: Feature,
  spec: SpecDocument,
  word: string,
  span: Span,
  kind: string | undefined,
  prefixes: readonly string[],
  around: ResourceNames,
): Completion[] {
  const own = new Map<string, number>() // names of this feature, by how often
  for (const { document } of feature.documents)
    for (const { name } of namesIn(document.text, prefixes)) own.set(name, (own.get(name) ?? 0) + 1)
  const written = spec.document.text.slice(span.start, span.end)
  if (own.get(written) === 1) own.delete(written) // the one at the cursor
  const found: Completion[] = []
  for (const name of own.keys())
    if (name.startsWith(word) && !isHost(name, word))
      found.push({
        label: name,
        short: t('this specification'),
        detail: t('Used in this specification'),
        span,
        rank: 0,
        kind: 'name',
      })
  for (const [name, places] of around.names) {
    if (!name.startsWith(word) || name === word || own.has(name)) continue
    const first = definingPlace(places)
    if (!first || (!first.kind && isHost(name, word))) continue
    if (!first.kind && !prefixes.some((prefix) => name.startsWith(prefix))) continue
    const rank = kind && first.kind === kind ? 1 : around.recent.has(name) ? 2 : first.kind ? 3 : 4
    const { kind: short } = first
    found.push({ label: name, short, detail: detailOf(first, places.length - 1), span, rank, kind: 'name' })
  }
  found.sort((a, b) => a.rank - b.rank || (a.label < b.label ? -1 : 1))
  const fresh = newNames(feature, kind, prefixes, around)
    .filter((name) => name.startsWith(word) && !own.has(name) && !around.names.has(name))
    .map(
      (label): Completion => ({
        label,
        short: t('new'),
        detail: t('New name in the style of existing names'),
        span,
        rank: 5,
        kind: 'new',
      }),
    )
  return [...found.slice(0, most), ...fresh]
}

/** A DNS name, which no resource has, is only offered after a typed dot. */
const isHost = (name: string, word: string): boolean => name.includes('.') && !word.includes('.')

/** The manifest, else the code that generates it, else the first place that names it. */
const definingPlace = (places: readonly ResourceName[]): ResourceName | undefined =>
  places.find(({ apiVersion }) => apiVersion) ?? places.find(({ kind }) => kind) ?? places[0]

const detailOf = ({ kind, namespace, path }: ResourceName, rest: number): string =>
  [
    kind,
    namespace && t('in {0}', namespace),
    path.split(/[\\/]/).slice(-2).join('/'),
    rest > 0 && counted(rest, '{0} other location', '{0} other locations'),
  ]
    .filter(Boolean)
    .join(' · ')

/** New names in the style of the repository: the prefix, the subject of the specification, and common suffixes. */
function newNames(
  feature: Feature,
  kind: string | undefined,
  prefixes: readonly string[],
  { names }: ResourceNames,
): string[] {
  const [prefix] = prefixes
  const slug = slugOf(feature)
  if (!prefix || slug === '') return []
  const ends = new Map<string, number>()
  for (const [name, places] of names) {
    if (!name.startsWith(prefix) || (kind && definingPlace(places)?.kind !== kind)) continue
    const end = /-([a-z]+)$/.exec(name.slice(prefix.length))?.[1]
    if (end) ends.set(end, (ends.get(end) ?? 0) + 1)
  }
  const usual = [...ends].filter(([, count]) => count > 1).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  return [`${prefix}${slug}`, ...usual.slice(0, 5).map(([end]) => `${prefix}${slug}-${end}`)]
}

/** The subject of a specification: the name of its folder or file, without the number. */
function slugOf({ path }: Feature): string {
  const name = baseName(path).replace(/\.\w+$/, '')
  return name
    .toLowerCase()
    .replace(/^(?:spec-)?\d+-/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40)
}

function fieldsOf(field: string, typed: string, span: Span, yaml: YamlAt, { kinds }: ResourceNames): Completion[] {
  const found: Completion[] = []
  if (field === 'kind') {
    const version = /^apiVersion:\s*["']?([^\s"'#]+)/m.exec(documentAround(yaml))?.[1]
    for (const [kind, versions] of kinds) {
      if (!kind.toLowerCase().startsWith(typed.toLowerCase())) continue
      const fits = version !== undefined && versions.has(version)
      found.push({
        label: kind,
        short: undefined,
        detail: [...versions].join(', '),
        span,
        rank: fits ? 0 : 1,
        kind: 'kind',
      })
    }
  } else {
    const kind = /^kind:\s*["']?(\w+)/m.exec(documentAround(yaml))?.[1]
    const all = new Map<string, string[]>()
    for (const [name, versions] of kinds) for (const version of versions) addTo(all, version, name)
    for (const [version, names] of all) {
      if (!version.startsWith(typed)) continue
      const fits = kind !== undefined && names.includes(kind)
      found.push({
        label: version,
        short: undefined,
        detail: names.slice(0, 5).join(', '),
        span,
        rank: fits ? 0 : 1,
        kind: 'version',
      })
    }
  }
  return found.sort((a, b) => a.rank - b.rank || (a.label < b.label ? -1 : 1)).slice(0, most)
}

interface YamlAt {
  content: string
  /** The offset in the content. */
  at: number
}

/** The YAML block around an offset. */
function yamlAt({ document }: SpecDocument, offset: number): YamlAt | undefined {
  const blocks = codeBlocksOf(document)
  const block = blocks[countWhile(blocks, ({ start }) => start <= offset) - 1]
  if (!block?.fenced || offset > block.end || !['yaml', 'yml'].includes(block.language)) return undefined
  const { content } = block
  const at = block.offsetIn(offset)
  return at === undefined ? undefined : { content, at }
}

/** The YAML document around an offset: the text between two `---`. */
function documentAround({ content, at }: YamlAt): string {
  const start = at === 0 ? -1 : content.lastIndexOf('\n---', at - 1) // a separator at the offset ends the document
  const end = content.indexOf('\n---', at)
  return content.slice(start < 0 ? 0 : start + 4, end < 0 ? content.length : end)
}

const kindAbove = (content: string): string | undefined => {
  const start = content.lastIndexOf('\n---')
  return /^kind:\s*["']?(\w+)/m.exec(start < 0 ? content : content.slice(start + 4))?.[1]
}
