// What rules have to know of the workspace around a feature: what its links lead to, and which specifications have its
// number. Looked up before the rules run, so that they need not wait.
import { basename, dirname, join, sep } from 'node:path'
import { destinationOf } from '../document/destination.ts'
import { anchorsOf } from '../document/links.ts'
import { numberOf } from '../document/specNumber.ts'
import type { Feature } from '../feature/feature.ts'
import { isArchive } from '../feature/lifeCycle.ts'
import type { OtherSpec, RuleContext, Target } from '../rules/engine/rule.ts'
import { isMarkdownPath } from '../workspace/paths.ts'
import type { Store } from '../workspace/store.ts'

const withSlashes = (path: string): string => path.split(sep).join('/')

/**
 * Looks up what stands around a feature. What cannot be looked at is unknown.
 * @param top the folder that nothing is looked at outside of; the feature's own when it is not known.
 */
export async function ruleContextOf(
  store: Store,
  numbers: Numbers,
  load: Load,
  feature: Feature,
  top: string | undefined,
  platform: Pick<RuleContext, 'claims' | 'constitution'> = { claims: undefined, constitution: undefined },
): Promise<RuleContext> {
  const root = top === undefined ? undefined : withSlashes(top)
  const targets = new Map<string, Target>()
  for (const { document, path } of feature.documents) {
    for (const { destination } of document.linkTargets) {
      const to = destinationOf(path, destination, root)
      if (to.type !== 'path' || targets.has(to.path) || !isInside(root ?? feature.path, to.path)) continue
      const target = await targetAt(store, to.path)
      if (target) targets.set(to.path, target)
    }
  }
  const specs = new Map<number, Feature>()
  const named = new Set(
    feature.documents.flatMap(({ references }) => references.flatMap((one) => one.qualifier?.number ?? [])),
  )
  for (const number of named) {
    const [other, more] = (await numbers.withNumber(feature.path, number)) ?? []
    const loaded = other && !more ? await load(other).catch(() => undefined) : undefined
    if (loaded) specs.set(number, loaded.feature)
  }
  return {
    target: (path) => targets.get(path),
    spec: (number) => specs.get(number),
    namesOthers: specs.size > 0,
    root,
    ...platform,
    others: await sameNumber(numbers, feature.path, load),
  }
}

type Load = (path: string) => Promise<{ feature: Feature } | undefined>

/** A Markdown file beside it is one only when it is a specification: `004-queue-notes.md` is none. */
async function sameNumber(numbers: Numbers, path: string, load: Load): Promise<OtherSpec[] | undefined> {
  const number = numberOf(path)
  const others = number === undefined ? [] : await numbers.withNumber(path, number)
  const are = await Promise.all(
    (others ?? []).map(async (one) => basename(one) === 'spec.md' || (await load(one).catch(() => undefined))),
  )
  return others?.filter((_, k) => are[k]).map((one) => ({ path: withSlashes(one) }))
}

const isInside = (folder: string, path: string): boolean => path === folder || path.startsWith(`${folder}/`)

async function targetAt(store: Store, path: string): Promise<Target | undefined> {
  const text = isMarkdownPath(path) ? await store.read(path).catch(() => undefined) : undefined
  if (text) return { kind: 'file', anchors: anchorsOf(text.document()) }
  const kind = await store.files.kind(path)
  return kind === 'unknown' ? undefined : { kind: kind ?? 'none' }
}

/** Which specifications have which number: folders are listed once, until they may have changed. */
export interface Numbers {
  /** The documents of the specifications with a number, beside one or in an archive folder beside it; itself left out. */
  withNumber(path: string, number: number): Promise<string[] | undefined>
  /** Folders may not be as they were. */
  stale(): void
}

const mostOthers = 20 // specifications of one number that are looked at

export function createNumbers(store: Store): Numbers {
  const known = new Map<string, Promise<Map<number, string[]> | undefined>>()

  /** Folders and Markdown files below a folder of specifications, and below its archives, by number. */
  const numbersBelow = async (top: string): Promise<Map<number, string[]> | undefined> => {
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
      () => found,
      () => undefined,
    )
  }

  return {
    async withNumber(path, number) {
      let top = dirname(path)
      while (isArchive(basename(top))) top = dirname(top)
      const numbers = known.get(top) ?? numbersBelow(top)
      known.set(top, numbers)
      const same = (await numbers)?.get(number)
      const others = same?.filter((one, k) => k <= mostOthers && one !== path)
      if (!others) return (await numbers) && []
      const specs = others.map((one) => (isMarkdownPath(one) ? one : join(one, 'spec.md')))
      const kinds = await Promise.all(specs.map((one) => store.files.kind(one)))
      return specs.filter((_, k) => kinds[k] === 'file')
    },
    stale() {
      known.clear()
    },
  }
}
