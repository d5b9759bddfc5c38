// What git says has changed: in the working tree, in the index, or since a commit. Reads, and changes nothing.
import { join } from 'node:path'
import { runGit } from './git.ts'

/** Lines from 1, both ends included. */
export type Lines = readonly (readonly [number, number])[]

export interface Changes {
  /** Absolute paths, also of files that are no more, and under their old names. */
  paths: readonly string[]
  /** The lines of a file that are new or other; undefined where all are. */
  linesOf(path: string): Lines | undefined
  /** Texts that count in place of those on the disk; undefined for files that do not count. */
  texts: ReadonlyMap<string, string | undefined>
  /** What should be told beside. */
  note?: string
}

export interface ChangesSince {
  /** A commit, branch or tag: what the branch has done since it left there. */
  since?: string | undefined
  /** What the next commit would have, and nothing else. */
  staged?: boolean | undefined
}

/** Rejects with a reason that can be shown: no git, no repository, no such commit. */
export async function gitChanges(cwd: string, { since, staged = false }: ChangesSince): Promise<Changes> {
  const top = (await asked(cwd, ['rev-parse', '--show-toplevel'])).replace(/\r?\n$/, '')
  const from = (names: string): string[] => names.split('\0').flatMap((name) => (name === '' ? [] : [join(top, name)]))
  const { base, note } = await baseOf(top, since)
  const safe = await withoutFilters(top)
  const texts = staged ? await stagedTexts(top, safe) : new Map<string, undefined>()
  const untracked = staged ? [] : from(await asked(top, ['ls-files', '--others', '--exclude-standard', '-z']))
  if (base === undefined) {
    const all = from(await asked(top, ['ls-files', '--cached', '-z']))
    return { paths: [...all, ...untracked], linesOf: () => undefined, texts }
  }
  const diff = [...safe, 'diff', ...plain, ...(staged ? ['--cached'] : []), base]
  const changed = from(await asked(top, [...diff, '--name-only', '-z', '--']))
  const lines = readHunks(
    await asked(top, [
      ...diff,
      '--unified=0',
      '--inter-hunk-context=0',
      '--',
      '*.md',
      '*.markdown',
      '*.json',
      '*.jsonc',
    ]),
    top,
  )
  const whole = new Set([...changed, ...untracked]) // unless their lines are known
  return {
    paths: [...whole],
    linesOf: (path) => lines.get(path) ?? (whole.has(path) ? undefined : []),
    texts,
    ...(note !== undefined && { note }),
  }
}

/** A diff as it is without anybody's configuration. */
const plain = [
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--no-renames',
  '--text',
  '--src-prefix=a/',
  '--dst-prefix=b/',
]

/** What the index has where the disk has something else; undefined for a file that is not in it any more. */
async function stagedTexts(top: string, safe: readonly string[]): Promise<ReadonlyMap<string, string | undefined>> {
  const texts = new Map<string, string | undefined>()
  const names = await asked(top, [...safe, 'diff', ...plain, '--name-only', '-z', '--'])
  for (const name of names.split('\0')) {
    if (!/\.(?:md|markdown|jsonc?|ya?ml)$/i.test(name)) continue
    const { out, error } = await runGit(top, ['cat-file', 'blob', `:${name}`])
    texts.set(join(top, name), error === undefined ? out.replace(/^\ufeff/, '') : undefined)
  }
  const deleted = await asked(top, [
    'diff',
    '--cached',
    '--no-renames',
    '--diff-filter=D',
    '--name-only',
    '-z',
    'HEAD',
    '--',
  ]).catch(() => '')
  for (const name of deleted.split('\0')) if (name !== '') texts.set(join(top, name), undefined)
  return texts
}

/** Filters are programs that the configuration of a repository names: none of them is run. */
async function withoutFilters(top: string): Promise<string[]> {
  const { out } = await runGit(top, ['config', '--name-only', '-z', '--get-regexp', '^filter\\.'])
  const names = new Set(out.split('\0').flatMap((key) => /^filter\.(.+)\.\w+$/s.exec(key)?.[1] ?? []))
  return [...names].flatMap((name) =>
    ['clean=', 'process=', 'smudge=', 'required=false'].flatMap((one) => ['-c', `filter.${name}.${one}`]),
  )
}

/** The commit that is compared with; undefined before the first one. */
async function baseOf(top: string, since: string | undefined): Promise<{ base: string | undefined; note?: string }> {
  const commitOf = async (name: string): Promise<string | undefined> => {
    const { out, error } = await runGit(top, [
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${name}^{commit}`,
    ])
    return error === undefined ? out.trim() : undefined
  }
  const head = await commitOf('HEAD')
  if (since === undefined) return { base: head }
  const commit = await commitOf(since)
  if (commit === undefined)
    throw new Error(`git knows no commit "${since}"; a shallow clone may have to fetch it first`)
  const { out, error } = await runGit(top, ['merge-base', commit, head ?? commit])
  if (error === undefined) return { base: out.trim() }
  return {
    base: commit,
    note: `the clone does not have where this branch left "${since}": compared with that commit itself`,
  }
}

async function asked(cwd: string, args: readonly string[]): Promise<string> {
  const { out, error } = await runGit(cwd, ['-c', 'core.quotepath=off', ...args])
  if (error !== undefined) throw new Error(error)
  return out
}

/** The changed lines by file, of a diff without context. */
export function readHunks(diff: string, top: string): Map<string, [number, number][]> {
  const found = new Map<string, [number, number][]>()
  let own: [number, number][] | undefined
  let left = 0 // lines of a hunk: they may look like anything
  for (const line of diff.split('\n')) {
    if (left > 0) {
      if (!line.startsWith('\\')) left--
      continue
    }
    const [, name] = /^\+\+\+ ("?b\/.*?)\t?$/.exec(line) ?? []
    if (name !== undefined) {
      own = []
      found.set(join(top, unquoted(name).slice('b/'.length)), own)
    }
    const [, before = '1', start, count = '1'] = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line) ?? []
    if (start === undefined) continue
    left = Number(before) + Number(count)
    if (Number(count) > 0) own?.push([Number(start), Number(start) + Number(count) - 1])
  }
  return found
}

/** Names with quotes and control characters are written as in C. */
function unquoted(name: string): string {
  if (!name.startsWith('"')) return name
  const escapes: Record<string, string> = { a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r' }
  return name
    .slice(1, -1)
    .replace(/\\(?:([0-7]{3})|(.))/g, (_, octal: string | undefined, one: string) =>
      octal === undefined ? (escapes[one] ?? one) : String.fromCharCode(Number.parseInt(octal, 8)),
    )
}
