// What the specifications beside one show of the habits of a team: whether it sets their status, which sections it leaves out.
import { perObject } from '../base/perObject.ts'
import { ownCopy } from '../base/words.ts'
import { normalTitle } from '../document/sections.ts'
import type { Feature } from '../feature/feature.ts'
import { hasFirstStatus, isSameStatus, statusOf } from '../feature/lifeCycle.ts'
import { isFinished } from '../feature/progress.ts'
import { isNamedIn } from '../templates/fit.ts'
import type { TemplateSection } from '../templates/template.ts'
import type { Numbers } from '../workspace/specNumbers.ts'
import type { Store, Text } from '../workspace/store.ts'

export interface Habits {
  /**
   * Whether specifications beside a feature have another status than the template's first one; undefined where that does not
   * matter, or nobody knows. At most six files are read, which have most often been read before.
   */
  setsStatus(feature: Feature): Promise<boolean | undefined>
  /**
   * Of the sections that the template requires and a specification does not have, those that two of the specifications beside
   * it do not have either, by name. Reads none where no section is missing, else at most six.
   */
  leftOut(feature: Feature): Promise<ReadonlySet<string>>
}

const fewestWithout = 2 // specifications beside it without a section: one may have been forgotten
const fewestBeside = 3 // specifications with a status: fewer tell nothing of the habits of a team

/** @param kept files are asked each time, in their present version; else each is read once for a run. */
export function createHabits(store: Store, numbers: Pick<Numbers, 'nearest'>, kept: boolean): Habits {
  const fieldIn = memory<string | undefined>(kept)
  const titlesIn = memory<readonly string[] | undefined>(kept)
  const read = (path: string): Promise<Text | undefined> => store.read(path).catch(() => undefined)
  const valueIn = (path: string, key: string): Promise<string | undefined> =>
    fieldIn(`${key} ${path}`, async () => {
      const value = (await read(path))?.document().fields.find((one) => one.key.toLowerCase() === key)?.value
      return value === undefined ? undefined : ownCopy(value)
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
    async leftOut({ spec, path }) {
      const { template, sections, loose, part } = spec
      const missing = template.sections.filter((wanted) => wanted.required && !sections.has(wanted))
      if (missing.length === 0 || loose || part) return nothing // nothing is asked for
      const near = (await numbers.nearest(path)) ?? []
      const titles = await Promise.all(
        near.map((one) =>
          titlesIn(one, async () => {
            const text = await read(one)
            return text && titlesOf(text)
          }),
        ),
      )
      const isLeftOut = ({ name }: TemplateSection): boolean =>
        titles.filter((own) => own !== undefined && !isNamedIn(name, own)).length >= fewestWithout
      return new Set(missing.filter(isLeftOut).map(({ name }) => name))
    },
  }
}

const heading = /^#{1,6}[ \t]+(.{1,120})/gm

/** The words of the lines of a text that may be headings: a quick look, once for each version. */
const titlesOf = perObject(({ text }: Text): readonly string[] =>
  Array.from(text.matchAll(heading), ([, title = '']) => ownCopy(normalTitle(title))),
)

/** Remembers what was made for a key, for one run; in an editor nothing, since files change. */
function memory<V>(kept: boolean): (key: string, make: () => Promise<V>) => Promise<V> {
  const known = new Map<string, Promise<V>>()
  return (key, make) => {
    const value = known.get(key) ?? make()
    if (!kept) known.set(key, value)
    return value
  }
}

const nothing: ReadonlySet<string> = new Set()
