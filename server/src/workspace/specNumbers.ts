// Finds specifications by number. Folders are listed once, until they may have changed.
import { basename, dirname, join } from 'node:path'
import { isSpecName } from '../base/fileNames.ts'
import { lazy } from '../base/lazy.ts'
import { countWhile } from '../base/span.ts'
import { numberOf, topicOf } from '../document/specNumber.ts'
import { isArchive } from '../feature/lifeCycle.ts'
import { isMarkdownPath, isPassedOver } from './paths.ts'
import type { Store } from './store.ts'

/** Finds specifications by number. */
export interface Numbers {
  /** The documents of other specifications with a number, next to a path or in an archive folder next to it. Undefined if unknown. */
  withNumber(path: string, number: number): Promise<string[] | undefined>
  /**
   * The documents of the specifications with the nearest numbers to that of a path, six at most, or of a folder without a number
   * with the nearest names, six on either side. Undefined if unknown.
   */
  nearest(path: string): Promise<string[] | undefined>
  /** The names of all specifications beside a path without their numbers, in lower case: `queue-for-orders`. Only names of several words. */
  topics(path: string): Promise<ReadonlySet<string>>
  /** Called when folders may have changed. */
  stale(): void
}

const mostOthers = 20 // specifications with the same number that are returned
const mostNearest = 6 // neighbouring specifications that are returned

/** Files and folders by the numbers in their names. */
interface Numbered {
  paths: ReadonlyMap<number, string[]>
  /** All numbers in ascending order. */
  sorted: readonly number[]
  /** Their names without numbers. */
  topics(): ReadonlySet<string>
}

const topicsOf = (paths: Iterable<readonly string[]>): ReadonlySet<string> =>
  new Set(
    [...paths].flatMap((same) =>
      same.map((one) => topicOf(basename(one, '.md')).toLowerCase()).filter((topic) => topic.includes('-')),
    ),
  )

export function createNumbers(store: Store): Numbers {
  const byFolder = new Map<string, Promise<Numbered | undefined>>()

  /** Folders and Markdown files below a folder of specifications, and below its archives, by number. */
  const numbersBelow = async (top: string): Promise<Numbered | undefined> => {
    const found = new Map<number, string[]>()
    const add = (number: number, path: string): void => {
      const same = found.get(number)
      if (same) same.push(path)
      else found.set(number, [path])
    }
    const look = async (folder: string, depth: number): Promise<void> => {
      for (const { name, kind } of await store.files.list(folder)) {
        const number = numberOf(name)
        if (kind === 'folder' && isArchive(name) && depth < 3) await look(join(folder, name), depth + 1)
        else if (number !== undefined && (kind === 'folder' || isMarkdownPath(name))) add(number, join(folder, name))
      }
    }
    return look(top, 0).then(
      () => ({
        paths: found,
        sorted: [...found.keys()].sort((a, b) => a - b),
        topics: lazy(() => topicsOf(found.values())),
      }),
      () => undefined,
    )
  }

  const numbersBeside = (path: string): Promise<Numbered | undefined> => {
    let top = dirname(path)
    while (isArchive(basename(top))) top = dirname(top)
    const numbers = byFolder.get(top) ?? numbersBelow(top)
    byFolder.set(top, numbers)
    return numbers
  }

  /** The folders whose names are nearest to that of a folder. */
  const namedBeside = async (path: string): Promise<string[]> => {
    if (isMarkdownPath(path)) return []
    const top = dirname(path)
    const entries = await store.files.list(top).catch(() => [])
    const names = entries.flatMap(({ name, kind }) => (kind === 'folder' && !isPassedOver(name) ? [name] : [])).sort()
    const at = names.indexOf(basename(path))
    return names
      .slice(Math.max(0, at - mostNearest), at + mostNearest + 1)
      .flatMap((name) => (name === basename(path) ? [] : [join(top, name)]))
  }

  return {
    async withNumber(path, number) {
      const numbers = await numbersBeside(path)
      const others = numbers?.paths.get(number)?.filter((one, k) => k <= mostOthers && one !== path)
      if (!others) return numbers && []
      const specs = await Promise.all(others.map((one) => specIn(store, one)))
      return specs.filter((one) => one !== undefined)
    },
    async nearest(path) {
      const number = numberOf(path)
      const numbers = number === undefined ? undefined : await numbersBeside(path)
      if (number !== undefined && !numbers) return undefined
      const near = number === undefined || !numbers ? await namedBeside(path) : nearestIn(numbers, number, path)
      const specs = await Promise.all(near.map((one) => specIn(store, one)))
      return specs.filter((one) => one !== undefined)
    },
    async topics(path) {
      return (await numbersBeside(path))?.topics() ?? new Set()
    },
    stale() {
      byFolder.clear()
    },
  }
}

/** The specification at a path: the `spec.md` of a folder, or a Markdown file itself. */
async function specIn({ files }: Store, path: string): Promise<string | undefined> {
  if (isMarkdownPath(path)) return path
  const entries = await files.list(path).catch(() => [])
  const spec = entries.find(({ name, kind }) => kind === 'file' && isSpecName(name))
  return spec && join(path, spec.name)
}

/** The other files and folders with the nearest numbers, the smaller number first at equal distance. */
function nearestIn({ paths, sorted }: Numbered, number: number, path: string): string[] {
  const near: string[] = []
  let above = countWhile(sorted, (one) => one < number)
  let below = above - 1
  while (near.length < mostNearest && (below >= 0 || above < sorted.length)) {
    const smaller = sorted[below] ?? Number.NEGATIVE_INFINITY
    const larger = sorted[above] ?? Number.POSITIVE_INFINITY
    const next = number - smaller <= larger - number ? sorted[below--] : sorted[above++]
    const same = paths.get(next as number) ?? []
    near.push(...same.slice(0, mostNearest + 1).filter((one) => one !== path))
  }
  return near.slice(0, mostNearest)
}
