// The number of a specification: by its folder or file, and by its own id.
import { type Id, idAt } from './ids.ts'
import type { Document } from './model.ts'

/** The number that a specification's folder or file starts with: 7 for `007-queue`; undefined without one, as for a date. */
export function numberOf(path: string): number | undefined {
  const name = path.slice(path.search(/[^\\/]*$/))
  if (/^(?:19|20)\d\d-?(?:0[1-9]|1[0-2])(?!\d\d\d)/.test(name)) return undefined
  const digits = /^(?:spec-)?(\d{1,6})(?=[-_. ]|$)/i.exec(name)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** What specifications are named by, where nothing else is told. */
export const specPrefix = 'SPEC'

interface Own {
  id: Id | undefined
  /** Prefixes of ids that the document defines: none of them is one of specifications. */
  defined: ReadonlySet<string>
}

const known = new WeakMap<object, Own>()

/**
 * The id in the metadata of a document: its own in a specification (`**ID**: SPEC-004`, `RFC-004`), else that of its
 * specification (`**Spec**: [SPEC-004](spec.md)`). By the names that these fields have everywhere: asked of texts that no
 * template has read yet.
 */
export const ownId = (document: Document): Id | undefined => ownOf(document).id

/** Whether ids of a prefix name specifications in a document. */
export function namesSpecs(document: Document, prefix: string): boolean {
  if (prefix !== specPrefix && prefix.length < shortest) return false
  const { id, defined } = ownOf(document)
  return (prefix === specPrefix || prefix === id?.prefix) && !defined.has(prefix)
}

const shortest = 3 // letters: `T001` and `FR-001` are items

function ownOf(document: Document): Own {
  let own = known.get(document)
  if (!own) {
    const defined = new Set(document.definitions.map(({ id }) => id.prefix))
    own = { id: readOwnId(document), defined }
    known.set(document, own)
  }
  return own
}

function readOwnId({ fields, text }: Document): Id | undefined {
  for (const { key, valueSpan } of fields) {
    const name = key.toLowerCase()
    if (name !== 'id' && name !== 'spec') continue
    const marks = /^[`*[]*/.exec(text.slice(valueSpan.start, valueSpan.end))?.[0].length ?? 0
    const id = idAt(text, valueSpan.start + marks)
    if (id && (id.prefix === specPrefix || (name === 'id' && id.prefix.length >= shortest))) return id
  }
  return undefined
}
