// What the command line needs from its environment, and what it prints to standard error.

import { type Bundle, t } from '../base/l10n.ts'
import { clean } from '../base/words.ts'
import type { DiskWatch } from '../workspace/diskWatch.ts'
import type { historyNote } from '../workspace/fileHistory.ts'
import type { Files } from '../workspace/files.ts'
import type { Git } from '../workspace/git.ts'
import type { gitChanges } from '../workspace/gitChanges.ts'
import type { openMerges } from '../workspace/merges.ts'
import type { isRange, openVersions } from '../workspace/versions.ts'
import type { Problem } from '../workspace/walk.ts'
import type { Spread } from './check.ts'
import type { PageParts } from './tracePage.ts'
import type { Unread } from './unread.ts'

/** The environment of the command line; tests provide another. */
export interface World {
  files: Files
  cwd: string
  version: string
  /** Spreads work over threads; without it, a single thread does the work. */
  spread?: Spread | undefined
  /** Branches and remotes from git, if available. */
  git?: Pick<Git, 'branches' | 'remote'>
  /** Changes from git, if available. */
  changes?: typeof gitChanges | undefined
  /** What has to be said about the history of git, if it is available. */
  history?: typeof historyNote | undefined
  /** Script and style of HTML pages; without it, there are no pages. */
  page?: (() => Promise<PageParts>) | undefined
  /** Where results are written, if not to `files`. */
  results?: Files | undefined
  /** The text of standard input. */
  stdin?: (() => Promise<string>) | undefined
  /** Opens versions of a repository, with git if it is available. */
  versions?: { open: typeof openVersions; isRange: typeof isRange } | undefined
  /** Opens the trees that merging branches would give, with git if it is available. */
  merges?: typeof openMerges | undefined
  /** The translations for a language tag; undefined if there are none. Only English without it. */
  translations?: ((tag: string) => Promise<Bundle | undefined>) | undefined
  /** Starts to watch the disk, if available. */
  watch?: (() => DiskWatch) | undefined
  /** Whether the output is a terminal, which can be cleared. */
  isTerminal?: boolean
  /** The time in milliseconds; without it, no durations are shown. */
  now?: (() => number) | undefined
  /** Whether the output has colours if no option says so. */
  colour: boolean
  out(text: string): void
  err(text: string): void
}

export const tellProblem = ({ path, reason }: Problem, { err }: Pick<World, 'err'>): void =>
  err(`specwise: ${clean(path)}: ${clean(reason)}\n`)

export const tellSkipped = ({ path, reason }: Unread, { err }: Pick<World, 'err'>): void =>
  err(`specwise: ${clean(path)}: ${t('{0}. Skipped; use "--as FORMAT" to check it anyway.', reason)}\n`)
