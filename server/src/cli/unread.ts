// Files that look like specifications and are not read as such: why, in words.
import { basename, dirname } from 'node:path'
import { isSpecName } from '../base/fileNames.ts'
import { isArchive } from '../feature/lifeCycle.ts'
import { isTemplatePath } from '../workspace/paths.ts'

/** A file that is not checked. */
export interface Unread {
  /** Relative to the working directory, with `/`. */
  path: string
  /** Somebody named it; otherwise it only looks like a specification. */
  named: boolean
  reason: string
}

/** Whether a file is one of several documents of a specification by its name. */
export const isPlanOrTasks = (path: string): boolean => /^(?:plan|tasks)\.(?:md|markdown)$/i.test(basename(path))

/** Whether a file may look like a specification by its path alone: others need not be read again. */
export const mayLookLikeSpec = (path: string): boolean =>
  !/[\\/]\.specify[\\/](?:extensions|presets|templates)[\\/]/.test(path) &&
  (isSpecName(basename(path)) || isPlanOrTasks(path) || /[\\/]specs?[\\/]/i.test(path))

/** Why a file that looks like a specification is not read as one; undefined when it does not look like one. */
export function whyUnread(path: string, text: string): string | undefined {
  if (/^### Requirement:/m.test(text) && /^#### Scenario:/m.test(text)) return 'it has the form of OpenSpec'
  if (isSpecName(basename(path)))
    return text.trim() === '' ? undefined : 'its title, sections and ids are not those of a known format'
  const isTitled = /^# (?:tasks|implementation plan): /im.test(text)
  if (isPlanOrTasks(path) && (isTitled || /^[ \t]*[-*] \[.\] (?:\*\*)?T\d{3}/m.test(text)))
    return 'there is no spec.md beside it'
  if (/^# (?!.*(?:check ?list|analysis))(?:feature )?spec(?:ification)?(?:s|\b)[ :]/im.test(text.slice(0, 2000)))
    return 'its metadata, sections and ids are not those of a known format'
  return undefined
}

/** Why a file that somebody named is not checked. */
export const whySkipped = (path: string, text: string): string =>
  isTemplatePath(path) ? 'it is a template' : (whyUnread(path, text) ?? 'it is not a specification')

// Folders beside specifications that are for something else.
const otherFolder = /^(?:[._].*|templates?|checklists|contracts|research|docs|images|assets|shared|common|lib|tests?)$/i

/**
 * Folders beside read specifications that have Markdown and no specification: one with a number, or any in a folder `specs`.
 * @param found every Markdown file.
 * @param read the main document of each specification.
 * @param told files already reported as not read.
 */
export function foldersWithoutSpec(
  found: readonly string[],
  read: readonly string[],
  told: readonly string[],
): string[] {
  const parents = new Set(read.filter((path) => isSpecName(basename(path))).map((path) => dirname(dirname(path))))
  const known = new Set<string>()
  for (const path of [...read, ...told])
    for (let folder = dirname(path); !known.has(folder); folder = dirname(folder)) known.add(folder)
  const without = new Set<string>()
  for (const path of found) {
    for (
      let folder = dirname(path), parent = dirname(folder);
      parent !== folder;
      [folder, parent] = [parent, dirname(parent)]
    ) {
      const name = basename(folder)
      if (!parents.has(parent) || known.has(folder) || isArchive(name)) continue
      if (/^\d{1,4}[-_.]/.test(name) || (/^specs$/i.test(basename(parent)) && !otherFolder.test(name)))
        without.add(folder)
    }
  }
  return [...without].sort()
}
