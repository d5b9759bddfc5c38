// Whether a team keeps the status of its specifications, or leaves it as the template has it.
import { ownCopy } from '../base/words.ts'
import type { Feature } from '../feature/feature.ts'
import { hasFirstStatus, isSameStatus, statusOf } from '../feature/lifeCycle.ts'
import { isFinished } from '../feature/progress.ts'
import type { Numbers } from '../workspace/specNumbers.ts'
import type { Store } from '../workspace/store.ts'

export interface Statuses {
  /**
   * Whether specifications beside a feature have another status than the template's first one; undefined where that does not
   * matter, or nobody knows. At most six files are read, which have most often been read before.
   */
  areSet(feature: Feature): Promise<boolean | undefined>
}

const fewestBeside = 3 // specifications with a status: fewer tell nothing of the habits of a team

/** @param kept files are asked each time, in their present version; else each is read once for a run. */
export function createStatuses(store: Store, numbers: Pick<Numbers, 'nearest'>, kept: boolean): Statuses {
  const known = new Map<string, Promise<string | undefined>>()
  const read = async (path: string, key: string): Promise<string | undefined> => {
    const text = await store.read(path).catch(() => undefined)
    const value = text?.document().fields.find((one) => one.key.toLowerCase() === key)?.value
    return value === undefined ? undefined : ownCopy(value)
  }
  const valueIn = (path: string, key: string): Promise<string | undefined> => {
    const field = `${key} ${path}`
    const value = known.get(field) ?? read(path, key)
    if (!kept) known.set(field, value)
    return value
  }
  return {
    async areSet(feature) {
      const status = statusOf(feature.spec)
      if (!status || !hasFirstStatus(feature.spec) || !isFinished(feature)) return undefined
      const { key, value } = status.field
      const near = (await numbers.nearest(feature.path)) ?? []
      const all = await Promise.all(near.map((path) => valueIn(path, key.toLowerCase())))
      const values = all.filter((one) => one !== undefined)
      if (values.some((one) => !isSameStatus(one, value))) return true
      return values.length < fewestBeside ? undefined : false
    },
  }
}
