// The number of a specification: by its folder or file, and by its own id.
import { type Id, idAt } from './ids.ts'
import type { Spec } from './model.ts'

/** The number that a specification's folder or file starts with: 7 for `007-queue`; undefined without one, as for a date. */
export function numberOf(path: string): number | undefined {
  const name = path.slice(path.search(/[^\\/]*$/))
  if (/^(?:19|20)\d\d-?(?:0[1-9]|1[0-2])(?!\d\d\d)/.test(name)) return undefined
  const digits = /^(?:spec-)?(\d{1,6})(?=[-_. ]|$)/i.exec(name)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

const known = new WeakMap<object, Id | null>()

/** The id in the metadata of a document: its own in a specification (`**ID**: SPEC-004`), else that of its specification. */
export function ownId(spec: Pick<Spec, 'fields' | 'text'>): Id | undefined {
  const last = known.get(spec)
  if (last !== undefined) return last ?? undefined
  const found = readOwnId(spec)
  known.set(spec, found ?? null)
  return found
}

function readOwnId({ fields, text }: Pick<Spec, 'fields' | 'text'>): Id | undefined {
  for (const { key, valueSpan } of fields) {
    if (!/^(?:id|spec)$/i.test(key)) continue
    const marks = /^[`*[]*/.exec(text.slice(valueSpan.start, valueSpan.end))?.[0].length ?? 0
    const id = idAt(text, valueSpan.start + marks)
    if (id) return id
  }
  return undefined
}

/** What specifications are named by, where nothing else is told. */
export const specPrefix = 'SPEC'
