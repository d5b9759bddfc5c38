// Looks up what links lead to: files, folders, and headings of other Markdown files.
import { createLru } from '../base/lru.ts'
import { anchorsIn, anchorsOf } from '../document/anchors.ts'
import type { Target } from '../rules/engine/rule.ts'
import { isMarkdownPath } from '../workspace/paths.ts'
import type { Store } from '../workspace/store.ts'

/** Looks up the targets of links. */
export interface Targets {
  /** What is at a path; undefined if that cannot be read. For Markdown, also which of some anchors exist. */
  at(path: string, anchors: readonly string[]): Promise<Target | undefined>
  /** The folders of a repository's submodules that are not there: declared in `.gitmodules`, but missing or empty. */
  absentSubmodules(root: string): Promise<readonly string[]>
}

const mostTargets = 2000 // with the anchors of each, some kilobytes

/** @param kept looks up each target only once, for files that do not change during a run. */
export function createTargets(store: Store, kept: boolean): Targets {
  // `isWhole`: an anchor was not found by the quick look, so that all anchors were read.
  const cache = createLru<string, Target & { isWhole: boolean }>(mostTargets)
  const submodules = createLru<string, readonly string[]>(mostRoots)
  return {
    async absentSubmodules(root) {
      const folders = submodules.get(root) ?? (await absentIn(store, root))
      if (kept) submodules.set(root, folders)
      return folders
    },
    async at(path, anchors) {
      const last = cache.get(path)
      const isLacking = (target: Target): boolean => anchors.some((one) => !target.hasAnchor?.(one))
      if (last && (last.isWhole || !isLacking(last))) return last
      const target = await look(store, path, anchors, kept)
      if (kept && target) cache.set(path, { ...target, isWhole: anchors.length > 0 && isLacking(target) })
      return target
    },
  }
}

const mostRoots = 20

async function absentIn(store: Store, root: string): Promise<string[]> {
  const { text = '' } = (await store.read(`${root}/.gitmodules`).catch(() => undefined)) ?? {}
  const absent: string[] = []
  for (const [, written = ''] of text.matchAll(/^[ \t]*path[ \t]*=([^\r\n]*)/gm)) {
    const folder = `${root}/${written.trim().replace(/^"|"$/g, '')}`
    if ((await store.list(folder)).length === 0) absent.push(folder)
  }
  return absent
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
