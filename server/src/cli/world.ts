// What the command line needs of the world, and what it tells on the side.
import type { DiskWatch } from '../workspace/diskWatch.ts'
import type { Files } from '../workspace/files.ts'
import type { Git } from '../workspace/git.ts'
import type { gitChanges } from '../workspace/gitChanges.ts'
import type { Problem } from '../workspace/walk.ts'
import type { Spread } from './check.ts'
import { clean } from './text.ts'
import type { PageParts } from './tracePage.ts'
import type { Unread } from './unread.ts'

/** What the command line needs of the world; tests give their own. */
export interface World {
  files: Files
  cwd: string
  version: string
  /** Spreads work over threads; there is one without it. */
  spread?: Spread | undefined
  /** What git knows; nothing is asked without it. */
  git?: Pick<Git, 'branches' | 'remote'>
  /** What git says has changed; nobody knows without it. */
  changes?: typeof gitChanges | undefined
  /** What pages of HTML are made with; none are made without it. */
  page?: (() => Promise<PageParts>) | undefined
  /** Where results are written, if not among the files. */
  results?: Files | undefined
  /** The text of standard input. */
  stdin?: (() => Promise<string>) | undefined
  /** Starts to watch the disk; nothing is watched without it. */
  watch?: (() => DiskWatch) | undefined
  /** Is the output a terminal, which can be cleared? */
  isTerminal?: boolean
  /** Milliseconds of a clock; nothing is said of time without it. */
  now?: (() => number) | undefined
  /** May the output have colours, when nobody asked for or against them? */
  colour: boolean
  out(text: string): void
  err(text: string): void
}

export const tellProblem = ({ path, reason }: Problem, { err }: Pick<World, 'err'>): void =>
  err(`specwise: ${clean(path)}: ${clean(reason)}\n`)

export const tellSkipped = ({ path, reason }: Unread, { err }: Pick<World, 'err'>): void =>
  err(`specwise: ${clean(path)} is skipped: ${reason}. "--as FORMAT" checks it all the same.\n`)
