// The number of a specification, by its folder or file and by its id.
import { baseName } from '../base/fileNames.ts'
import { perObject } from '../base/perObject.ts'
import { type Id, idAt } from './ids.ts'
import type { Document } from './model.ts'

/** The number that the name of a folder or file starts with: 7 for `007-queue`; undefined without a number, and for a date. */
export function numberOf(path: string): number | undefined {
  const name = baseName(path)
  if (/^(?:19|20)\d\d-?(?:0[1-9]|1[0-2])(?!\d\d\d)/.test(name)) return undefined
  const digits = /^(?:spec-)?(\d{1,6})(?=[-_. ]|$)/i.exec(name)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** The name of a folder without its number: `queue` of `004-queue`. */
export const topicOf = (name: string): string => name.replace(/^(?:spec-)?\d{1,8}[a-z]?[-_](?=\D)/i, '')

/**
 * Whether the folder or file at a path may be meant by the rest of a name behind its number: `queue` by `007-queue-for-orders`,
 * but `queue` not by `007-vault`.
 */
export function isNamedBy(path: string, slug: string | undefined): boolean {
  const name = baseName(path).toLowerCase()
  return slug === undefined || slug.split(/[-_.]/).some((word) => name.split(/[-_. ]/).includes(word))
}

/** The default prefix of the ids of specifications. */
export const specPrefix = 'SPEC'

const shortest = 3 // letters of another prefix; `T001` and `FR-001` are items

/**
 * The id in the metadata of a document: its own in a specification (`**ID**: SPEC-004`, `RFC-004`), otherwise that of its
 * specification (`**Spec**: [SPEC-004](spec.md)`). The names of the fields are fixed, because no template has been chosen yet
 * when the id is needed.
 */
export const specIdOf = perObject((document: Pick<Document, 'fields' | 'text'>): Id | undefined => {
  for (const { key, value } of document.fields) {
    const name = key.toLowerCase()
    if (name !== 'id' && name !== 'spec') continue
    const marks = /^[`*[]*/.exec(value)?.[0].length ?? 0
    const id = idAt(value.slice(0, marks + 40), marks)
    if (id && (id.prefix === specPrefix || (name === 'id' && id.prefix.length >= shortest))) return id
  }
  return undefined
})

/** Whether ids with a prefix name specifications in a document. A prefix of ids that the document defines does not. */
export const namesSpecs = (document: Document, prefix: string): boolean =>
  (prefix === specPrefix || (prefix.length >= shortest && prefix === specIdOf(document)?.prefix)) &&
  !definedPrefixes(document).has(prefix)

const definedPrefixes = perObject(({ chunks }: Pick<Document, 'chunks'>): ReadonlySet<string> => {
  const prefixes = new Set<string>()
  for (const { chunk } of chunks) for (const { id } of chunk.definitions) prefixes.add(id.prefix)
  return prefixes
})
