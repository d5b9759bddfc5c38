// The habits of a team, judging by the neighbouring specifications: whether it sets statuses, and which sections and
// documents it leaves out.
import { basename, dirname, join } from 'node:path'
import { isSpecName } from '../base/fileNames.ts'
import { perObject } from '../base/perObject.ts'
import { detachedCopy } from '../base/words.ts'
import { normalTitle } from '../document/sections.ts'
import type { Feature } from '../feature/feature.ts'
import { hasFirstStatus, isSameStatus, statusOf } from '../feature/lifeCycle.ts'
import { isFinished } from '../feature/progress.ts'
import { metadataOf } from '../rules/engine/rule.ts'
import { isNamedIn } from '../templates/fit.ts'
import { type DocumentKind, isAsked, type TemplateSection } from '../templates/template.ts'
import type { Numbers } from '../workspace/specNumbers.ts'
import type { Store, Text } from '../workspace/store.ts'

export interface Habits {
  /**
   * Whether neighbouring specifications have another status than the first of the template. Undefined if that does not matter
   * or is unknown. Reads at most six files, most of which have usually been read before.
   */
  setsStatus(feature: Feature): Promise<boolean | undefined>
  /**
   * The names of the required sections and the metadata that a specification and two of its neighbours lack. Reads no files if
   * nothing is missing, otherwise at most six of each kind.
   */
  leftOut(feature: Feature): Promise<ReadonlySet<string>>
  /** The kinds of documents that a specification and at least half of its neighbours lack. Lists at most six folders. */
  unusedDocuments(feature: Feature): Promise<ReadonlySet<DocumentKind>>
}

const fewestWithout = 2 // neighbours that lack a section: in a single one it may have been forgotten
const fewestBeside = 3 // neighbours with a status or in a folder: fewer tell nothing of habits
const fewestLacking = 0.5 // share of the neighbours that lack a document, from which on the team does not write it

/** @param kept true if files may change: their current version is used each time. Otherwise each is read once per run. */
export function createHabits(store: Store, numbers: Pick<Numbers, 'nearest'>, kept: boolean): Habits {
  const fieldIn = memory<string | undefined>(kept)
  const titlesIn = memory<readonly string[] | undefined>(kept)
  const namesIn = memory<readonly string[]>(kept)
  const listed = async (folder: string): Promise<string[]> =>
    (await store.list(folder).catch(() => [])).map(({ name }) => name.toLowerCase())
  const read = (path: string): Promise<Text | undefined> => store.read(path).catch(() => undefined)
  const valueIn = (path: string, key: string): Promise<string | undefined> =>
    fieldIn(`${key} ${path}`, async () => {
      const value = (await read(path))?.document().fields.find((one) => one.key.toLowerCase() === key)?.value
      return value === undefined ? undefined : detachedCopy(value)
    })
  return {
    async setsStatus(feature) {
      const status = statusOf(feature.spec)
      if (!status || !hasFirstStatus(feature.spec) || !isFinished(feature)) return undefined
      const { key, value } = status.field
      const near = (await numbers.nearest(feature.path)) ?? []
      const all = await Promise.all(near.map((path) => valueIn(path, key.toLowerCase())))
      const values = all.filter((one) => one !== undefined)
      if (values.some((one) => !isSameStatus(one, value))) return true
      return values.length < fewestBeside ? undefined : false
    },
    async leftOut({ spec, documents, path }) {
      const { template, sections, loose, part } = spec
      const missing = template.sections.filter((wanted) => wanted.required && !sections.has(wanted))
      if (loose || part) return nothing // required sections are not reported
      const fields = documents.flatMap(({ template: { documentKind, fields, path: source }, fields: own }) =>
        fields.flatMap((field) =>
          source !== undefined && isAsked(field) && !own.has(field) ? [{ kind: documentKind, field }] : [],
        ),
      )
      if (missing.length === 0 && fields.length === 0) return nothing
      const near = (await numbers.nearest(path)) ?? []
      const lacking = await Promise.all(
        fields.map(async ({ kind, field }) => {
          const files = near.map((one) => (kind === 'spec' ? one : join(dirname(one), `${kind}.md`)))
          const values = await Promise.all(
            files.map(async (file) => (await read(file)) && ((await valueIn(file, field.key.toLowerCase())) ?? '')),
          )
          return values.filter((value) => value === '').length >= fewestWithout ? [metadataOf(kind, field)] : []
        }),
      )
      if (missing.length === 0) return new Set(lacking.flat())
      const titles = await Promise.all(
        near.map((one) =>
          titlesIn(one, async () => {
            const text = await read(one)
            return text && titlesOf(text)
          }),
        ),
      )
      const isLeftOut = ({ name }: TemplateSection): boolean =>
        titles.filter((inSpec) => inSpec !== undefined && !isNamedIn(name, inSpec)).length >= fewestWithout
      return new Set([...missing.filter(isLeftOut).map(({ name }) => name), ...lacking.flat()])
    },
    async unusedDocuments({ format, documents, path, fileNames }) {
      const kinds = new Set(format.templates.map(({ documentKind }) => documentKind))
      for (const { template } of documents) kinds.delete(template.documentKind)
      if (kinds.size === 0 || fileNames.length === 0) return noKinds
      const near = ((await numbers.nearest(path)) ?? []).filter((one) => isSpecName(basename(one)))
      if (near.length < fewestBeside) return noKinds
      const folders = await Promise.all(near.map((one) => namesIn(dirname(one), () => listed(dirname(one)))))
      const isUnused = (kind: DocumentKind): boolean =>
        folders.filter((names) => !names.some((name) => name.startsWith(`${kind}.`) || name === kind)).length >=
        fewestLacking * folders.length
      return new Set([...kinds].filter(isUnused))
    },
  }
}

const heading = /^#{1,6}[ \t]+(.{1,120})/gm

/** The words of lines that may be headings. A quick approximation, once for each version of a text. */
const titlesOf = perObject(({ text }: Text): readonly string[] =>
  Array.from(text.matchAll(heading), ([, title = '']) => detachedCopy(normalTitle(title))),
)

/** Remembers a value by key for a run. In an editor it remembers nothing, since files change. */
function memory<V>(kept: boolean): (key: string, make: () => Promise<V>) => Promise<V> {
  const byKey = new Map<string, Promise<V>>()
  return (key, make) => {
    const value = byKey.get(key) ?? make()
    if (!kept) byKey.set(key, value)
    return value
  }
}

const nothing: ReadonlySet<string> = new Set()
const noKinds: ReadonlySet<DocumentKind> = new Set()
