// Why files that look like specifications are not checked.
import { basename, dirname } from 'node:path'
import { isSpecName } from '../base/fileNames.ts'
import { t } from '../base/l10n.ts'
import { isArchive } from '../feature/lifeCycle.ts'
import { isTemplatePath } from '../workspace/paths.ts'

/** A file that is not checked. */
export interface Unread {
  /** Relative to the working directory, with `/`. */
  path: string
  /** Whether the user named it. Otherwise it only looks like a specification. */
  named: boolean
  reason: string
}

/** Whether the name of a file is that of a plan or task list. */
export const isPlanOrTasks = (path: string): boolean => /^(?:plan|tasks)\.(?:md|markdown)$/i.test(basename(path))

/** Whether a file may look like a specification judging by its path. Other files need not be read again. */
export const mayLookLikeSpec = (path: string): boolean =>
  !/[\\/]\.specify[\\/](?:extensions|presets|templates)[\\/]/.test(path) &&
  (isSpecName(basename(path)) || isPlanOrTasks(path) || isRequirements(path) || /[\\/]specs?[\\/]/i.test(path))

const isRequirements = (path: string): boolean => /requirements\.(?:md|markdown)$/i.test(basename(path))

/** Whether a whole text is in a code block: agents that put a file into an answer may write the fence of the answer, too. */
function isFenced(text: string): boolean {
  const fence = /^\s*(`{3,}|~{3,})(?:markdown|md)[ \t]*\r?\n/i.exec(text)
  if (!fence) return false
  const rest = text.slice(fence[0].length)
  const close = rest.search(new RegExp(`^[ \\t]*${fence[1]}[ \\t]*$`, 'm'))
  return close < 0 || /^[ \t]*[`~]+\s*$/.test(rest.slice(close))
}

// An item with an id, as requirements documents write them: `### REQ-001 — Stop`, `- **FR-001**: Stop`.
const requirement = /^(?:#{2,5}[ \t]+|[-*][ \t]+)(?:\*\*)?(?:[A-Z]{1,8}-)?(?:REQ|FR|NFR|UC|SRS|US)-\d{1,4}\b/gm
const fewestRequirements = 5

/** Why a file that looks like a specification is not checked; undefined if it does not look like one. */
export function whyUnread(path: string, text: string): string | undefined {
  // Of each specification in these formats, one document is named.
  if (/[\\/]\.kiro[\\/]specs[\\/]/.test(path))
    return /[\\/](?:requirements|bugfix)\.md$/i.test(path) ? t('The Kiro format is not supported') : undefined
  if (/[\\/]openspec[\\/](?:specs|changes)[\\/]/.test(path))
    return isSpecName(basename(path)) ? t('The OpenSpec format is not supported') : undefined
  if (/^### Requirement:/m.test(text) && /^#### Scenario:/m.test(text)) return t('The OpenSpec format is not supported')
  if (isFenced(text) && (isSpecName(basename(path)) || isPlanOrTasks(path)))
    return t('The whole file is in a code block: remove the fence')
  if (isSpecName(basename(path)))
    return text.trim() === '' ? undefined : t('Title, sections and ids match no known format')
  const isTitled = /^# (?:tasks|implementation plan): /im.test(text)
  if (isPlanOrTasks(path) && (isTitled || /^[ \t]*[-*] \[.\] (?:\*\*)?T\d{3}/m.test(text)))
    return t('No spec.md in the same folder')
  if (/^# (?!.*(?:check ?list|analysis))(?:feature )?spec(?:ification)?(?:s|\b)[ :]/im.test(text.slice(0, 2000)))
    return t('Metadata, sections and ids match no known format')
  if (isRequirements(path) && (text.match(requirement) ?? []).length >= fewestRequirements)
    return t('Requirements with ids, but title and sections match no known format')
  return undefined
}

/** Why a file that the user named is not checked. */
export const whySkipped = (path: string, text: string): string =>
  isTemplatePath(path) ? t('Template, not a specification') : (whyUnread(path, text) ?? t('Not a specification'))

// Folders next to specifications that have another purpose.
const otherFolder = /^(?:[._].*|templates?|checklists|contracts|research|docs|images|assets|shared|common|lib|tests?)$/i

/**
 * Folders next to specifications that have Markdown but no specification: those with a number, or all in a folder `specs`.
 * @param found every Markdown file.
 * @param read the main document of each specification.
 * @param reported files that are already reported as not checked.
 */
export function foldersWithoutSpec(
  found: readonly string[],
  read: readonly string[],
  reported: readonly string[],
): string[] {
  const parents = new Set(read.filter((path) => isSpecName(basename(path))).map((path) => dirname(dirname(path))))
  const covered = new Set<string>() // folders with a specification or a reported file
  for (const path of [...read, ...reported])
    for (let folder = dirname(path); !covered.has(folder); folder = dirname(folder)) covered.add(folder)
  const without = new Set<string>()
  for (const path of found) {
    for (
      let folder = dirname(path), parent = dirname(folder);
      parent !== folder;
      [folder, parent] = [parent, dirname(parent)]
    ) {
      const name = basename(folder)
      if (!parents.has(parent) || covered.has(folder) || isArchive(name)) continue
      if (/^\d{1,4}[-_.]/.test(name) || (/^specs$/i.test(basename(parent)) && !otherFolder.test(name)))
        without.add(folder)
    }
  }
  return [...without].sort()
}
