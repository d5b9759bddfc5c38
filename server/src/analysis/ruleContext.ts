// What rules have to know of the workspace around a feature: what its links lead to, and which specifications have its
// number. Looked up before the rules run, so that they need not wait.

import { basename, sep } from 'node:path'
import { isSpecName } from '../base/fileNames.ts'
import { createLru } from '../base/lru.ts'
import { createObjectTable } from '../base/perObject.ts'
import { anchorsIn, anchorsOf } from '../document/anchors.ts'
import type { Chunk } from '../document/chunk.ts'
import { type Destination, destinationOf } from '../document/destination.ts'
import type { Document } from '../document/model.ts'
import { numberOf } from '../document/specNumber.ts'
import { type Feature, mentionsIn } from '../feature/feature.ts'
import type { OtherSpec, RuleContext, Target } from '../rules/engine/rule.ts'
import { isMarkdownPath } from '../workspace/paths.ts'
import type { Numbers } from '../workspace/specNumbers.ts'
import type { Store } from '../workspace/store.ts'

const withSlashes = (path: string): string => path.split(sep).join('/')

/**
 * Looks up what stands around a feature. What cannot be looked at is unknown.
 * @param top the folder that nothing is looked at outside of; the feature's own when it is not known.
 */
export async function ruleContextOf(
  targets: Targets,
  numbers: Numbers,
  load: Load,
  feature: Feature,
  top: string | undefined,
  {
    admits = async () => true,
    ...platform
  }: Pick<RuleContext, 'claims' | 'constitution' | 'setsStatus' | 'leftOut'> & { admits?: Admits } = {
    claims: undefined,
    constitution: undefined,
    setsStatus: undefined,
    leftOut: new Set(),
  },
): Promise<RuleContext> {
  const root = top === undefined ? undefined : withSlashes(top)
  const known = new Map<string, Target>()
  for (const [path, anchors] of linksOf(feature, root)) {
    if (!isInside(root ?? feature.path, path)) continue
    const own = feature.documents.find((one) => one.path === path)?.document
    const target: Target | undefined = own
      ? { kind: 'file', hasAnchor: anchorsOf(own) }
      : await targets.at(path, anchors)
    if (target) known.set(path, target)
  }
  const specs = new Map<number, Feature>()
  const named = new Set(
    feature.documents.flatMap((spec) => mentionsIn(feature, spec).flatMap((one) => one.qualifier?.number ?? [])),
  )
  for (const number of named) {
    const [other, more] = (await numbers.withNumber(feature.path, number)) ?? []
    const loaded = other && !more ? await load(other).catch(() => undefined) : undefined
    if (loaded) specs.set(number, loaded.feature)
  }
  return {
    target: (path) => known.get(path),
    spec: (number) => specs.get(number),
    namesOthers: specs.size > 0,
    root,
    ...platform,
    others: await sameNumber(numbers, feature.path, load, admits),
  }
}

type Load = (path: string) => Promise<{ feature: Feature } | undefined>

/** Whether the configuration lets a file be a specification. */
type Admits = (path: string) => Promise<boolean>

/** A Markdown file beside it is one only when it is a specification: `004-queue-notes.md` is none. */
async function sameNumber(
  numbers: Numbers,
  path: string,
  load: Load,
  admits: Admits,
): Promise<OtherSpec[] | undefined> {
  const number = numberOf(path)
  const others = number === undefined ? [] : await numbers.withNumber(path, number)
  const are = await Promise.all(
    (others ?? []).map(
      async (one) => (await admits(one)) && (isSpecName(basename(one)) || (await load(one).catch(() => undefined))),
    ),
  )
  return others?.filter((_, k) => are[k]).map((one) => ({ path: withSlashes(one) }))
}

const isInside = (folder: string, path: string): boolean => path === folder || path.startsWith(`${folder}/`)

/** The paths that a feature links to, each with the anchors there. */
function linksOf({ documents }: Feature, root: string | undefined): Map<string, string[]> {
  const links = new Map<string, string[]>()
  for (const { document, path: from } of documents)
    for (const { path, anchor } of pathsOf(document, from, root)) {
      const anchors = links.get(path) ?? []
      if (anchor) anchors.push(anchor)
      links.set(path, anchors)
    }
  return links
}

type Path = Extract<Destination, { type: 'path' }>

const linked = createObjectTable<Chunk, { from: string; root: string | undefined; paths: readonly Path[] }>()

/** The paths that a document links to, by its parts: kept with these. */
const pathsOf = ({ chunks }: Document, from: string, root: string | undefined): Path[] =>
  chunks.flatMap(({ chunk }) => {
    if (chunk.links.length === 0) return []
    const last = linked.get(chunk)
    if (last && last.from === from && last.root === root) return last.paths
    const paths = chunk.links.flatMap(({ destination }): Path[] => {
      const to = destinationOf(from, destination, root)
      return to.type === 'path' ? [to] : []
    })
    linked.set(chunk, { from, root, paths })
    return paths
  })

/** What links lead to. */
export interface Targets {
  /** What is at a path; undefined when nobody may look. Of Markdown it tells which of some anchors there are. */
  at(path: string, anchors: readonly string[]): Promise<Target | undefined>
}

const mostTargets = 2000 // with the anchors of each, some kilobytes

/** @param kept each target is looked at once: for files that do not change meanwhile. */
export function createTargets(store: Store, kept: boolean): Targets {
  // `isWhole`: one anchor was not found by a first look, so that all of them were read.
  const known = createLru<string, Target & { isWhole: boolean }>(mostTargets)
  return {
    async at(path, anchors) {
      const last = known.get(path)
      const isLacking = (target: Target): boolean => anchors.some((one) => !target.hasAnchor?.(one))
      if (last && (last.isWhole || !isLacking(last))) return last
      const target = await look(store, path, anchors, kept)
      if (kept && target) known.set(path, { ...target, isWhole: anchors.length > 0 && isLacking(target) })
      return target
    },
  }
}

async function look(
  store: Store,
  path: string,
  anchors: readonly string[],
  kept: boolean,
): Promise<Target | undefined> {
  const isRead = anchors.length > 0 && isMarkdownPath(path)
  const text = isRead ? await store.read(path).catch(() => undefined) : undefined
  if (text) return { kind: 'file', hasAnchor: kept ? anchorsIn(text.text, anchors) : anchorsOf(text.document()) }
  const kind = store.isOpen(path) ? 'file' : await store.files.kind(path)
  return kind === 'unknown' ? undefined : { kind: kind ?? 'none' }
}
