// What rules have to know of the workspace around a feature: what its links lead to, and which specifications have its
// number. Looked up before the rules run, so that they need not wait.
import { basename, dirname, join, sep } from 'node:path'
import type { Feature } from '../formats/feature.ts'
import type { OtherSpec, Surroundings, Target } from '../rules/rule.ts'
import { numberOf } from '../rules/text.ts'
import { anchorsOf, destinationOf, readLinks } from '../spec/links.ts'
import { isMarkdownPath } from './paths.ts'
import type { Store } from './store.ts'

const withSlashes = (path: string): string => path.split(sep).join('/')

/**
 * Looks up what stands around a feature. What cannot be looked at is unknown.
 * @param top the folder that nothing is looked at outside of; the feature's own when it is not known.
 */
export async function surroundingsOf(store: Store, feature: Feature, top: string | undefined): Promise<Surroundings> {
  const root = top === undefined ? undefined : withSlashes(top)
  const targets = new Map<string, Target>()
  for (const { spec, path } of feature.documents) {
    for (const { destination } of readLinks(spec)) {
      const to = destinationOf(path, destination, root)
      if (to.type !== 'path' || targets.has(to.path) || !isInside(root ?? feature.path, to.path)) continue
      targets.set(to.path, await targetAt(store, to.path))
    }
  }
  return { target: (path) => targets.get(path), root, others: await sameNumber(store, feature.path) }
}

const isInside = (folder: string, path: string): boolean => path === folder || path.startsWith(`${folder}/`)

async function targetAt(store: Store, path: string): Promise<Target> {
  const kind = await store.files.kind(path)
  if (kind !== 'file' || !isMarkdownPath(path)) return { kind: kind ?? 'none' }
  const text = await store.read(path).catch(() => undefined)
  return text ? { kind, anchors: anchorsOf(text.spec()) } : { kind }
}

const archive = /^(?:done|archived?|completed?|closed|\d{4}-?Q[1-4]|\d{4})$/i

/** Other specifications of the same number, beside this one or in an archive folder beside it. */
async function sameNumber(store: Store, path: string): Promise<OtherSpec[] | undefined> {
  const number = numberOf(path)
  if (number === undefined) return []
  let top = dirname(path)
  while (archive.test(basename(top))) top = dirname(top)
  const found: OtherSpec[] = []
  const look = async (folder: string, depth: number): Promise<void> => {
    for (const { name, kind } of await store.files.list(folder)) {
      const at = join(folder, name)
      if (kind === 'folder' && archive.test(name) && depth < 3) await look(at, depth + 1)
      else if (at !== path && numberOf(name) === number) {
        const spec = kind === 'folder' ? join(at, 'spec.md') : isMarkdownPath(name) ? at : undefined
        if (spec !== undefined && (await store.files.kind(spec)) === 'file') found.push({ path: withSlashes(spec) })
      }
    }
  }
  try {
    await look(top, 0)
    return found
  } catch {
    return undefined
  }
}
