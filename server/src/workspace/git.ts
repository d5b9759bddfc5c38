// Information from git: when lines were written, and what is on other branches. The only place that runs a program. No
// program that the configuration of the repository names is run.
import { execFile, spawn } from 'node:child_process'
import { basename, dirname, join } from 'node:path'
import { t } from '../base/l10n.ts'
import { isArchive } from '../feature/lifeCycle.ts'

/** Who changed a line last, and when. */
export interface Blamed {
  date: Date
  author: string
}

/** For some lines of a file (from 0), who changed each last; undefined for lines that are not committed. */
export type Blame = (path: string, text: string, lines: readonly number[]) => Promise<(Blamed | undefined)[]>

const patience = 5000 // milliseconds
const safe = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '--no-optional-locks']

/** Uses `git blame`. Without git, a repository or history, nothing is known. */
export const gitBlame: Blame = (path, text, lines) =>
  new Promise((resolve) => {
    const unknown = lines.map(() => undefined)
    if (lines.length === 0) return resolve([])
    const ranges = [...new Set(lines)].flatMap((line) => ['-L', `${line + 1},${line + 1}`])
    const args = [
      ...safe,
      'blame',
      '--no-textconv',
      '--line-porcelain',
      '--contents',
      '-',
      ...ranges,
      '--',
      basename(path),
    ]
    const child = execFile(
      'git',
      args,
      { cwd: dirname(path), timeout: patience, maxBuffer: 10_000_000, windowsHide: true },
      (error, out) => {
        if (error) return resolve(unknown)
        const blamed = readBlame(out)
        resolve(lines.map((line) => blamed.get(line)))
      },
    )
    child.stdin?.on('error', () => {}) // git has exited; the callback gets the error
    child.stdin?.end(text)
  })

/** By line, from 0. A hash of zeros means not committed. */
export function readBlame(out: string): Map<number, Blamed> {
  const blamed = new Map<number, Blamed>()
  let line: number | undefined
  let author = ''
  for (const text of out.split('\n')) {
    const head = /^([0-9a-f]{40,64}) \d+ (\d+)/.exec(text)
    if (head) line = /^0+$/.test(head[1] as string) ? undefined : Number(head[2]) - 1
    author = /^author (.*)$/.exec(text)?.[1] ?? author
    const time = /^author-time (\d+)$/.exec(text)?.[1]
    if (time !== undefined && line !== undefined) blamed.set(line, { date: new Date(Number(time) * 1000), author })
  }
  return blamed
}

/** The web address of a repository, such as `https://github.com/acme/shop`, if git knows it. */
export type Remote = (folder: string) => Promise<string | undefined>

/** The address of `origin`, or of the first remote. */
export const gitRemote: Remote = async (folder) => {
  const remotes = (await git(folder, ['remote', '-v'])).split('\n')
  const [, url] = (remotes.find((line) => line.startsWith('origin\t')) ?? remotes[0] ?? '').split(/[\t ]/)
  return webAddress(url ?? '')
}

/** `git@github.com:acme/shop.git` and `https://token@github.com/acme/shop.git` as `https://github.com/acme/shop`. */
export function webAddress(url: string): string | undefined {
  const [, host, path] =
    /^(?:(?:https?|ssh|git):\/\/)?(?:[^@/\s]+@)?([\w.-]+\.[a-z]{2,})(?::\d+(?=\/))?[:/]\/?([\w./~-]+?)(?:\.git)?\/?$/i.exec(
      url,
    ) ?? []
  return host === undefined ? undefined : `https://${host}/${path}`
}

/** The name that the user commits with, if git knows it. */
export type UserName = (folder: string) => Promise<string | undefined>

/** Uses `git config`. */
export const gitUserName: UserName = async (folder) =>
  (await git(folder, ['config', '--get', 'user.name'])).trim() || undefined

/** Names of the folders and files in a folder (relative to the repository, with `/`) on the branches that git knows. */
export type Branches = (root: string, folder: string) => Promise<string[]>

const mostBranches = 40 // those with the newest commits

/** Reads only the local repository. Without git, or if it is slow, the list is incomplete. */
export const gitBranches: Branches = async (root, folder) => {
  const begun = Date.now()
  const refs = ['for-each-ref', '--sort=-committerdate', `--count=${mostBranches}`]
  const names: string[] = []
  for (const ref of (await git(root, [...refs, '--format=%(refname)', 'refs/heads', 'refs/remotes'])).split('\n')) {
    if (ref === '' || ref.endsWith('/HEAD')) continue
    const branch = ref.replace(/^refs\/(?:heads|remotes\/[^/]+)\//, '')
    const name = /^(?:(?:specs?|feat(?:ure)?)\/)?(\d{3,4}-[^/]+)$/.exec(branch)?.[1] // not `fix/1234-crash`
    if (name) names.push(name)
    if (Date.now() - begun > patience / 2) break
    const below = folder === '' ? [] : ['--', `${folder}/`]
    for (const path of (await git(root, ['ls-tree', '-z', '-r', '--name-only', ref, ...below])).split('\0')) {
      const parts = path.slice(folder === '' ? 0 : folder.length + 1).split('/')
      const first = parts.find((part) => !isArchive(part))
      if (first) names.push(first)
    }
  }
  return [...new Set(names)]
}

/** The paths of Markdown below a folder that git tracks; none without git, or if it is slow. */
export async function gitTracked(folder: string): Promise<string[]> {
  const names = await git(folder, ['ls-files', '-z', '--cached', '--', '*.md', '*.markdown'])
  return names.split('\0').flatMap((name) => (name === '' ? [] : [join(folder, name)]))
}

/** The output of a git command; empty if it fails or takes too long. */
const git = async (cwd: string, args: readonly string[]): Promise<string> => {
  const { out, error } = await runGit(cwd, args, patience / 2)
  return error === undefined ? out : ''
}

/**
 * The output of a git command, and why it failed, if it did.
 * @param timeout in milliseconds; 0 for none.
 * @param env environment variables; in a hook, they name the repository and the index.
 */
export const runGit = (
  cwd: string,
  args: readonly string[],
  timeout = 0,
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ out: string; error: string | undefined; code?: number }> =>
  new Promise((resolve) => {
    execFile(
      'git',
      [...safe, ...args],
      { cwd, timeout, env, maxBuffer: 100_000_000, windowsHide: true },
      (error, out, stderr) =>
        resolve({
          out,
          error: error ? reasonOf(error, stderr) : undefined,
          ...(typeof error?.code === 'number' && { code: error.code }),
        }),
    )
  })

function reasonOf(error: { code?: unknown; message: string }, stderr: string): string {
  if (error.code === 'ENOENT') return t('Git is not installed')
  if (/not a git repository/i.test(stderr)) return t('Not in a Git repository')
  return t('Git failed: {0}', (stderr.trim() || error.message).split('\n')[0] ?? '')
}

/** The questions for git. */
export interface Git {
  blame: Blame
  branches: Branches
  remote: Remote
  userName: UserName
}

export const nodeGit: Git = {
  blame: gitBlame,
  branches: gitBranches,
  remote: gitRemote,
  userName: gitUserName,
}

/** Reads blobs of a repository, many by one process of git. */
export interface Blobs {
  /** The bytes of `COMMIT:path`; undefined if there is no such blob. */
  read(name: string): Promise<Uint8Array | undefined>
  close(): void
}

/** @param env as of `runGit`. */
export function openBlobs(cwd: string, env: NodeJS.ProcessEnv = process.env): Blobs {
  const child = spawn('git', [...safe, 'cat-file', '--batch'], { cwd, env, windowsHide: true, stdio: 'pipe' })
  const waiting: ((bytes: Uint8Array | undefined) => void)[] = []
  let ended = false
  let got = Buffer.alloc(0)
  const settle = (): void => {
    for (;;) {
      const head = got.indexOf('\n')
      if (head < 0) return
      const [, type, size = '0'] = /^\S+ (\w+) (\d+)$/.exec(got.toString('utf8', 0, head)) ?? []
      const stop = type === undefined ? head + 1 : head + 1 + Number(size) + 1
      if (got.length < stop) return
      waiting.shift()?.(type === 'blob' ? Uint8Array.from(got.subarray(head + 1, stop - 1)) : undefined)
      got = got.subarray(stop)
    }
  }
  const end = (): void => {
    ended = true
    for (const resolve of waiting.splice(0)) resolve(undefined)
  }
  child.stdout.on('data', (part: Buffer) => {
    got = Buffer.concat([got, part])
    settle()
  })
  child.on('error', end)
  child.on('close', end)
  child.stdin.on('error', end)
  return {
    read: (name) =>
      new Promise((resolve) => {
        if (ended || name.includes('\n')) return resolve(undefined)
        waiting.push(resolve)
        child.stdin.write(`${name}\n`)
      }),
    close() {
      child.stdin.end()
    },
  }
}
