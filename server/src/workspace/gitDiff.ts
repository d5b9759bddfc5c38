// Differences in a repository between a commit and its working tree, its index or another commit, from git. Read-only.
import { join } from 'node:path'
import { runGit } from './git.ts'
import { asked, type Repository } from './gitRepository.ts'

/** Lines from 1, both ends included. */
export type Lines = readonly (readonly [number, number])[]

export interface Differences {
  /** Absolute paths, including those of deleted files and old names of renamed ones. */
  paths: readonly string[]
  /** The lines of a file that are new or changed; undefined if all are. */
  linesOf(path: string): Lines | undefined
  /** Texts to use instead of those on disk; undefined for files to ignore. */
  texts: ReadonlyMap<string, string | undefined>
}

/** What is compared with a commit: arguments for `git diff`, before and after that commit. */
export interface State {
  before: readonly string[]
  after: readonly string[]
  /** Where its texts are, if not on disk: `:` for the index, or `COMMIT:`. */
  blobs?: string
}

export const workingTree: State = { before: [], after: [] }
export const index: State = { before: ['--cached'], after: [], blobs: ':' }
export const commitAt = (hash: string): State => ({ before: [], after: [hash], blobs: `${hash}:` })

/** Differences in a repository between a commit and a state. @param base undefined if there is no commit to compare with. */
export async function differences(
  repository: Repository,
  base: string | undefined,
  state: State,
): Promise<Differences> {
  const { top } = repository
  const from = (names: string): string[] => names.split('\0').flatMap((name) => (name === '' ? [] : [join(top, name)]))
  const safe = await withoutFilters(repository)
  const texts = state.blobs === undefined ? new Map<string, undefined>() : await textsOf(repository, safe, state)
  const untracked =
    state.blobs === undefined ? from(await asked(repository, ['ls-files', '--others', '--exclude-standard', '-z'])) : []
  const all = async (): Promise<Differences> => ({
    paths: [...from(await asked(repository, ['ls-files', '--cached', '-z'])), ...untracked],
    linesOf: () => undefined,
    texts,
  })
  if (base === undefined) return all()
  const diff = [...safe, 'diff', ...plain]
  const compared = [...state.before, base, ...state.after]
  const names = await asked(repository, [...diff, '--name-only', '-z', ...compared, '--']).catch(() => undefined)
  if (names === undefined) return all() // a shallow submodule does not have the commit
  const hunks = [...diff, '--unified=0', '--inter-hunk-context=0', ...compared, '--']
  const lines = readHunks(await asked(repository, [...hunks, '*.md', '*.markdown', '*.json', '*.jsonc']), top)
  const whole = new Set([...from(names), ...untracked]) // unless their lines are known
  return {
    paths: [...whole],
    linesOf: (path) => lines.get(path) ?? (whole.has(path) ? undefined : []),
    texts,
  }
}

/** The files that differ between a commit and a state, and which of them have another name. */
export async function changedNames(
  repository: Repository,
  base: string,
  { before, after, blobs }: State,
): Promise<{ paths: string[]; renames: Map<string, string> }> {
  const { top } = repository
  const renames = new Map<string, string>()
  const paths: string[] = []
  const safe = await withoutFilters(repository)
  const options = plain.filter((option) => option !== '--no-renames')
  const listed = await asked(repository, [
    ...safe,
    'diff',
    ...options,
    '--find-renames',
    '--name-status',
    '-z',
    ...before,
    base,
    ...after,
    '--',
  ])
  const parts = listed.split('\0')
  for (let k = 0; k + 1 < parts.length; ) {
    const isRename = /^[RC]\d/.test(parts[k] ?? '')
    const [from, to] = [join(top, parts[k + 1] ?? ''), join(top, parts[k + 2] ?? '')]
    if (isRename) renames.set(from, to)
    paths.push(...(isRename ? [from, to] : [from]))
    k += isRename ? 3 : 2
  }
  if (blobs === undefined)
    for (const name of (await asked(repository, ['ls-files', '--others', '--exclude-standard', '-z'])).split('\0'))
      if (name !== '') paths.push(join(top, name))
  return { paths, renames }
}

/** Options for a diff that does not depend on the user's configuration. */
const plain = [
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--no-renames',
  '--ignore-submodules=all', // git would run what they configure; `gitChanges.ts` compares them
  '--text',
  '--src-prefix=a/',
  '--dst-prefix=b/',
]

/** The texts of a state that differ from the disk; undefined for a file that is not in the index any more. */
async function textsOf(
  repository: Repository,
  safe: readonly string[],
  { after, blobs = '' }: State,
): Promise<ReadonlyMap<string, string | undefined>> {
  const { top, env } = repository
  const texts = new Map<string, string | undefined>()
  const names = await asked(repository, [...safe, 'diff', ...plain, '--name-only', '-z', ...after, '--']).catch(
    () => '',
  )
  for (const name of names.split('\0')) {
    if (!/\.(?:md|markdown|jsonc?|ya?ml)$/i.test(name)) continue
    const { out, error } = await runGit(top, ['cat-file', 'blob', `${blobs}${name}`], 0, env)
    texts.set(join(top, name), error === undefined ? out.replace(/^\ufeff/, '') : undefined)
  }
  if (after.length > 0) return texts
  const deleted = ['diff', ...plain, '--cached', '--diff-filter=D', '--name-only', '-z', 'HEAD', '--']
  for (const name of (await asked(repository, deleted).catch(() => '')).split('\0'))
    if (name !== '') texts.set(join(top, name), undefined)
  return texts
}

/** Options that disable filters: programs that the configuration of a repository names must not run. */
async function withoutFilters({ top, env }: Repository): Promise<string[]> {
  const { out } = await runGit(top, ['config', '--name-only', '-z', '--get-regexp', '^filter\\.'], 0, env)
  const names = new Set(out.split('\0').flatMap((key) => /^filter\.(.+)\.\w+$/s.exec(key)?.[1] ?? []))
  return [...names].flatMap((name) =>
    ['clean=', 'process=', 'smudge=', 'required=false'].flatMap((one) => ['-c', `filter.${name}.${one}`]),
  )
}

/** The changed lines by file, from a diff without context. */
export function readHunks(diff: string, top: string): Map<string, [number, number][]> {
  const found = new Map<string, [number, number][]>()
  let ranges: [number, number][] | undefined
  let left = 0 // remaining lines of a hunk, which may look like a header
  for (const line of diff.split('\n')) {
    if (left > 0) {
      if (!line.startsWith('\\')) left--
      continue
    }
    const [, name] = /^\+\+\+ ("?b\/.*?)\t?$/.exec(line) ?? []
    if (name !== undefined) {
      ranges = []
      found.set(join(top, unquoted(name).slice('b/'.length)), ranges)
    }
    const [, before = '1', start, count = '1'] = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line) ?? []
    if (start === undefined) continue
    left = Number(before) + Number(count)
    if (Number(count) > 0) ranges?.push([Number(start), Number(start) + Number(count) - 1])
  }
  return found
}

/** Reads a name that git has quoted as in C because it has quotes or control characters. */
function unquoted(name: string): string {
  if (!name.startsWith('"')) return name
  const escapes: Record<string, string> = { a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r' }
  return name
    .slice(1, -1)
    .replace(/\\(?:([0-7]{3})|(.))/g, (_, octal: string | undefined, char: string) =>
      octal === undefined ? (escapes[char] ?? char) : String.fromCharCode(Number.parseInt(octal, 8)),
    )
}
