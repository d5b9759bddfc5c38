// Finds the Markdown files of paths: a file itself, and for a folder all Markdown below it that .gitignore does not ignore.
import { basename, dirname, join, resolve } from 'node:path'
import ignore, { type Ignore } from 'ignore'
import { t } from '../base/l10n.ts'
import { type Files, linksBeside } from './files.ts'
import { isBelow, isMarkdownPath, isOfTools, isPassedOver, isTemplatePath, relativeTo } from './paths.ts'
import { createPause } from './pause.ts'

export interface Found {
  path: string
  /** Whether the user named this file. Then it is checked whatever it looks like. */
  named: boolean
  /** What the user named: the file, or the folder that it was found in. */
  from: string
  /** Whether it is in a unit only as a possible attachment. Then it is also in a unit of its own. */
  beside?: true
}

export interface Problem {
  path: string
  reason: string
}

interface Rules {
  base: string
  rules: Ignore
}

/**
 * Finds the Markdown files of some paths, each once, in order. What cannot be read is recorded as a problem.
 * @param goOn called for every folder with its path; if it returns false, the folder is skipped.
 */
export const findMarkdown = (
  files: Files,
  cwd: string,
  paths: readonly string[],
  goOn: (folder: string) => boolean = () => true,
): ReturnType<typeof findFiles> =>
  findFiles(files, cwd, paths, {
    wanted: (name, path) => isMarkdownPath(name) && !isTemplatePath(name) && !isOfTools(path),
    enter: (name) => !isTemplatePath(`${name}/`),
    goOn,
    asksGit: true,
  })

export interface Wanted {
  /** Whether to find a file, by its name and its path. */
  wanted(name: string, path: string): boolean
  /** Whether to enter a folder of a name. */
  enter(name: string): boolean
  goOn?(folder: string): boolean
  /** Whether to include Markdown that git tracks although .gitignore ignores it. */
  asksGit?: boolean
}

/** Finds files by their names or paths, as `findMarkdown` does. `excluded` are folders `specs` that .gitignore excludes. */
export async function findFiles(
  files: Files,
  cwd: string,
  paths: readonly string[],
  { wanted, enter, goOn = () => true, asksGit = false }: Wanted,
): Promise<{ found: Found[]; problems: Problem[]; excluded: string[] }> {
  const found = new Map<string, Found>()
  const problems: Problem[] = []
  const excluded: string[] = []
  const pause = createPause()
  const follows = createLinks(files)
  const walk = async (folder: string, outer: readonly Rules[]): Promise<void> => {
    let entries: Entries
    let rules = outer
    if (!goOn(folder)) return
    try {
      entries = await files.list(folder)
    } catch (error) {
      problems.push({ path: folder, reason: (error as Error).message })
      return
    }
    if (entries.some(({ name, kind }) => name === '.gitignore' && kind === 'file')) {
      rules = [...outer, ...(await rulesOf(files, folder, problems))]
    }
    await pause()
    const isStart = folder === start
    if (!isStart && entries.some(({ name, kind }) => name === '.git' && kind === 'file'))
      if (await isWorktree(files, folder)) return
    for (const { name, kind } of withLinks(entries)) {
      const path = join(folder, name)
      if (kind !== 'file' && isPassedOver(name)) continue
      if (kind === 'file' && !wanted(name, path)) continue
      if (isIgnored(rules, path, kind === 'folder')) {
        hidden.add(path)
        if (kind === 'folder' && isKept.test(name)) excluded.push(path)
        if (asksGit) tracked ??= files.tracked?.(start) // while the walk goes on
        continue
      }
      if (kind !== 'file') {
        if (enter(name) && (kind === 'folder' || (await follows(start, path)))) await walk(path, rules)
      } else if (!found.has(path)) found.set(path, { path, named: false, from: start })
    }
  }
  let start = ''
  let tracked: Promise<string[]> | undefined
  const hidden = new Set<string>()
  const isHidden = (path: string): boolean => {
    for (let at = path; at.length > start.length; at = dirname(at)) {
      if (at !== path && (isPassedOver(basename(at)) || !enter(basename(at)))) return false
      if (hidden.has(at)) return true
    }
    return false
  }
  for (const given of paths) {
    const path = resolve(cwd, given)
    start = path
    tracked = undefined
    hidden.clear()
    const kind = await files.kind(path)
    if (kind === 'file') found.set(path, { path, named: true, from: path })
    else if (kind === 'folder') await walk(path, await rulesAbove(files, path, problems))
    else problems.push({ path, reason: await whyUnreadable(files, path) })
    for (const one of (await tracked) ?? [])
      if (!found.has(one) && wanted(basename(one), one) && isHidden(one) && (await files.kind(one)) === 'file')
        found.set(one, { path: one, named: false, from: start })
  }
  return { found: [...found.values()], problems, excluded }
}

type Entries = Awaited<ReturnType<Files['list']>>

/** The entries of a folder including links to folders, in order. */
function withLinks(entries: Entries): readonly { name: string; kind: 'file' | 'folder' | 'link' }[] {
  const links = linksBeside(entries)
  if (links.length === 0) return entries
  const all = [...entries, ...links.map((name) => ({ name, kind: 'link' as const }))]
  return all.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Whether a folder is another working tree of a repository, which has the same documents again. A submodule is not. */
async function isWorktree(files: Files, folder: string): Promise<boolean> {
  const place = await files.read(join(folder, '.git')).catch(() => '')
  return /[\\/]worktrees[\\/]/.test(place) || !/[\\/]modules[\\/]/.test(place)
}

/**
 * Decides which links to folders are followed: those to folders of specifications, judging by their names, if they lead
 * outside of the folder that is walked, and to each target once.
 */
function createLinks(files: Files): (start: string, path: string) => Promise<boolean> {
  const entered: string[] = []
  const overlap = (a: string, b: string): boolean => a === b || isBelow(a, b) || isBelow(b, a)
  return async (start, path) => {
    if (!isKept.test(basename(path)) && !isKept.test(basename(dirname(path)))) return false
    const real = await files.real(path)
    if ([await files.real(start), ...entered].some((folder) => overlap(folder, real))) return false
    entered.push(real)
    return true
  }
}

const isKept = /^(?:specs?|specifications?)$/i

async function whyUnreadable(files: Files, path: string): Promise<string> {
  return files.read(path).then(
    () => t('Cannot be read'),
    (error: unknown) => (error as Error).message,
  )
}

/** The rules of a .gitignore. If it cannot be read, none and a problem. */
async function rulesOf(files: Files, folder: string, problems: Problem[]): Promise<Rules[]> {
  const path = join(folder, '.gitignore')
  try {
    return [{ base: folder, rules: ignore({ ignorecase: false }).add(await files.read(path)) }]
  } catch (error) {
    problems.push({ path, reason: (error as Error).message })
    return []
  }
}

/** The .gitignore files between a folder and the root of its repository. */
async function rulesAbove(files: Files, folder: string, problems: Problem[]): Promise<Rules[]> {
  const above: Rules[] = []
  for (let at = folder; ; at = dirname(at)) {
    if (at !== folder && (await files.kind(join(at, '.gitignore'))) === 'file')
      above.unshift(...(await rulesOf(files, at, problems)))
    if ((await files.kind(join(at, '.git'))) !== undefined) return above
    if (dirname(at) === at) return []
  }
}

/** Whether a path is ignored. The innermost .gitignore that matches the path decides. */
function isIgnored(rules: readonly Rules[], path: string, folder: boolean): boolean {
  for (let k = rules.length - 1; k >= 0; k--) {
    const { base, rules: matcher } = rules[k] as Rules
    const name = relativeTo(base, path) + (folder ? '/' : '')
    const verdict = matcher.test(name)
    if (verdict.ignored) return true
    if (verdict.unignored) return false
  }
  return false
}
