// A repository of git: where it is, what it answers, and the names of its commits. Read-only.
import { t } from '../base/l10n.ts'
import { runGit } from './git.ts'

export interface Repository {
  /** The folder of its working tree. */
  top: string
  /** Environment variables for git. Those of a hook name the index of a repository, and must not be used for another. */
  env: NodeJS.ProcessEnv
}

/** The repository around a folder. Rejects with a reason that can be shown: no git, no repository. */
export async function repositoryAt(cwd: string, env: NodeJS.ProcessEnv = process.env): Promise<Repository> {
  const here = { top: cwd, env }
  return { ...here, top: (await asked(here, ['rev-parse', '--show-toplevel'])).replace(/\r?\n$/, '') }
}

/** The output of a git command. Rejects with a reason that can be shown. @param fine exit codes that are no failure. */
export async function asked(
  { top, env }: Repository,
  args: readonly string[],
  fine: readonly number[] = [0],
): Promise<string> {
  const { out, error, code } = await runGit(top, ['-c', 'core.quotepath=off', ...args], 0, env)
  if (error !== undefined && !fine.includes(code ?? -1)) throw new Error(error)
  return out
}

/** The output of a git command without the spaces around it; undefined if it fails or prints nothing. */
export const printed = (repository: Repository, args: readonly string[]): Promise<string | undefined> =>
  asked(repository, args).then(
    (out) => out.trim() || undefined,
    () => undefined,
  )

/** The hash of a commit that has a name; undefined if git knows none. */
export const commitOf = (repository: Repository, name: string): Promise<string | undefined> =>
  printed(repository, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`])

export const unknownCommit = (name: string): string =>
  t('Unknown commit "{0}". In a shallow clone, fetch it first.', name)

/** Variables without those of a hook that name its repository and index. */
export const withoutRepository = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !/^GIT_(?:DIR|WORK_TREE|INDEX_FILE|PREFIX|OBJECT_DIRECTORY|COMMON_DIR|NAMESPACE)$/.test(name),
    ),
  )
