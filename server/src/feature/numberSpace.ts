// Whether a feature numbers its items on from other features, so that ids with other numbers belong to those.
import { perObject } from '../base/perObject.ts'
import type { Id } from '../document/ids.ts'
import type { Feature } from './feature.ts'

const latestStart = 5 // the largest first number of a feature that starts to count anew
const earliestSpace = 20 // the smallest first number from which on larger numbers may belong to later features, too

/** The lowest and the highest number of each prefix that a feature defines. */
const numbersOf = perObject((feature: Feature): ReadonlyMap<string, { lowest: number; highest: number }> => {
  const numbers = new Map<string, { lowest: number; highest: number }>()
  for (const { definitions } of feature.documents)
    for (const { id } of definitions) {
      const { lowest, highest } = numbers.get(id.prefix) ?? { lowest: id.number, highest: id.number }
      numbers.set(id.prefix, { lowest: Math.min(lowest, id.number), highest: Math.max(highest, id.number) })
    }
  return numbers
})

/** Whether an undefined id comes before the numbers of a feature, so that it may belong to the one before it. */
export const isBeforeNumbers = (feature: Feature, { prefix, number }: Id): boolean =>
  number < (numbersOf(feature).get(prefix)?.lowest ?? 0)

/** Whether a feature defines a lower and a higher number than that of an undefined id. */
export function isBetweenNumbers(feature: Feature, { prefix, number }: Id): boolean {
  const own = numbersOf(feature).get(prefix)
  return own !== undefined && own.lowest < number && number < own.highest
}

/** Whether the number of an undefined id is so much higher than all of a feature that it is hardly a typing error or a removed item. */
export function isFarAbove(feature: Feature, { prefix, number }: Id): boolean {
  const own = numbersOf(feature).get(prefix)
  return own !== undefined && number > 2 * own.highest + 10
}

/** Whether an undefined id is outside of the numbers of a feature that does not count from 1. */
export function isOutsideNumbers(feature: Feature, { prefix, number }: Id): boolean {
  const own = numbersOf(feature).get(prefix)
  if (!own || own.lowest <= latestStart) return false
  const isTask = feature.format.kinds.some((kind) => kind.role === 'task' && kind.prefix === prefix) // later ones may be planned
  return number < own.lowest || (!isTask && own.lowest > earliestSpace && number > own.highest)
}
