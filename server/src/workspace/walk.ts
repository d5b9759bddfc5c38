// Which Markdown files a path means: a file is itself, a folder all Markdown below it that .gitignore does not hide. What
// git tracks is not hidden.
import { dirname, join, relative, resolve, sep } from 'node:path'
import ignore, { type Ignore } from 'ignore'
import type { Files } from './files.ts'
import { isMarkdownPath, isPassedOver, isTemplatePath } from './paths.ts'
import { createPause } from './pause.ts'

export interface Found {
  path: string
  /** Somebody named this very file: it is checked whatever it looks like. */
  named: boolean
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
 * Finds the Markdown files of some paths, each once, in order. What cannot be read is a problem, and the rest goes on.
 * @param goOn is asked at every folder: what is found then is not all, when it says no.
 */
export const findMarkdown = (
  files: Files,
  cwd: string,
  paths: readonly string[],
  goOn: () => boolean = () => true,
): ReturnType<typeof findFiles> =>
  findFiles(files, cwd, paths, {
    wanted: (name) => isMarkdownPath(name) && !isTemplatePath(name),
    enter: (name) => !isTemplatePath(`${name}/`),
    goOn,
  })

export interface Wanted {
  wanted(name: string): boolean
  /** Whether to look into a folder. */
  enter(name: string): boolean
  goOn?(): boolean
}

/** Finds files by their names, as `findMarkdown` does. */
export async function findFiles(
  files: Files,
  cwd: string,
  paths: readonly string[],
  { wanted, enter, goOn = () => true }: Wanted,
): Promise<{ found: Found[]; problems: Problem[] }> {
  const found = new Map<string, Found>()
  const problems: Problem[] = []
  const pause = createPause()
  let hidden = false
  const walk = async (folder: string, outer: readonly Rules[]): Promise<void> => {
    let entries: Awaited<ReturnType<Files['list']>>
    let rules = outer
    if (!goOn()) return
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
    for (const { name, kind } of entries) {
      const path = join(folder, name)
      if (kind === 'folder' && isPassedOver(name)) continue
      if (kind === 'file' && !wanted(name)) continue
      if (isIgnored(rules, path, kind === 'folder')) {
        hidden = true
        continue
      }
      if (kind === 'folder') {
        if (enter(name)) await walk(path, rules)
      } else if (!found.has(path)) found.set(path, { path, named: false })
    }
  }
  for (const given of paths) {
    const path = resolve(cwd, given)
    const kind = await files.kind(path)
    if (kind === 'file') found.set(path, { path, named: true })
    else if (kind === 'folder') {
      hidden = false
      await walk(path, await rulesAbove(files, path, problems))
      for (const one of hidden ? ((await files.trackedIgnored?.(path)) ?? []) : []) {
        const parts = one.split('/')
        const [name = ''] = parts.splice(-1)
        const isWanted = wanted(name) && parts.every((folder) => !isPassedOver(folder) && enter(folder))
        const own = join(path, one)
        if (isWanted && !found.has(own) && (await files.kind(own)) === 'file')
          found.set(own, { path: own, named: false })
      }
    } else problems.push({ path, reason: await whyUnreadable(files, path) })
  }
  return { found: [...found.values()], problems }
}

async function whyUnreadable(files: Files, path: string): Promise<string> {
  return files.read(path).then(
    () => 'cannot be read',
    (error: unknown) => (error as Error).message,
  )
}

/** The rules of one .gitignore; none, and a problem, when it cannot be read. */
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

/** The innermost .gitignore that speaks of a path decides. */
function isIgnored(rules: readonly Rules[], path: string, folder: boolean): boolean {
  for (let k = rules.length - 1; k >= 0; k--) {
    const { base, rules: own } = rules[k] as Rules
    const name = relative(base, path).split(sep).join('/') + (folder ? '/' : '')
    const verdict = own.test(name)
    if (verdict.ignored) return true
    if (verdict.unignored) return false
  }
  return false
}
