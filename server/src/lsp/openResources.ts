// The names of resources in the workspace, with the prefixes of all settings that a document has asked for.
import { join } from 'node:path'
import type { Checker } from '../analysis/checker.ts'
import { pathOf } from '../base/uri.ts'
import type { Files } from '../workspace/files.ts'
import { createResourceIndex, type ResourceIndex } from '../workspace/resourceIndex.ts'
import { soon } from './timing.ts'

export interface OpenResources extends ResourceIndex {
  /** The prefixes of names for a document; the index includes them from then on. */
  prefixesOf(uri: string): Promise<readonly string[]>
}

/** @param groupsChanged called when the API groups that the workspace defines have changed. */
export function createOpenResources(
  files: Files,
  roots: () => readonly string[],
  { settingsOf }: Pick<Checker, 'settingsOf'>,
  groupsChanged: () => void,
  onError: (what: string, error: unknown) => void,
): OpenResources {
  const seen = new Set<string>() // of subfolders with their own settings
  let groups = ''
  const index = createResourceIndex({
    files,
    roots,
    async prefixes() {
      const all = await Promise.all(roots().map((folder) => settingsOf(join(folder, 'spec.md'))))
      return [...new Set([...all.flatMap(({ config }) => config.rules.prefixes), ...seen])].sort()
    },
    told() {
      const now = [...(index.now()?.groups ?? [])].join(' ')
      if (now === groups) return
      groups = now
      groupsChanged()
    },
    onError,
  })
  return {
    ...index,
    refresh: soon(index.refresh),
    async prefixesOf(uri) {
      const { prefixes } = (await settingsOf(pathOf(uri) ?? '')).config.rules
      for (const prefix of prefixes) seen.add(prefix)
      return prefixes
    },
  }
}
