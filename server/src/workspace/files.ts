// The interface for files. `nodeFiles.ts` implements it for the disk; tests have files in memory.
import type { NewFile } from './writeFiles.ts'

export type Kind = 'file' | 'folder'

export interface Files {
  /** The text of a file, without a byte order mark. Rejects with a reason that can be shown. */
  read(path: string): Promise<string>
  /** Names and kinds of the entries of a folder in a stable order, without links to folders. Rejects like `read`. */
  list(path: string): Promise<{ name: string; kind: Kind }[]>
  /** The path with links resolved; the path itself if it does not exist. */
  real(path: string): Promise<string>
  /**
   * Replaces the text of a file atomically; keeps its mode, owner and byte order mark. Rejects if the text is not `before`, and
   * like `read`.
   * @param within the folder that must contain the file, with links resolved; undefined if the user named the file.
   */
  write(path: string, text: string, before: string, within?: string): Promise<void>
  /** Writes a file atomically, and replaces it if it exists. Rejects like `read`. */
  put(path: string, text: string): Promise<void>
  /** Creates a file in an existing folder; never overwrites. Rejects like `read`. `within` as for `write`. */
  createFile(path: string, text: string, within?: string): Promise<void>
  /** Creates a folder with files atomically; never changes an existing one. Rejects like `read`. `within` as for `write`. */
  createFolder(path: string, files: readonly NewFile[], within?: string): Promise<void>
  /** Undefined if the path does not exist or is neither a file nor a folder; `unknown` without permission to look. */
  kind(path: string): Promise<Kind | 'unknown' | undefined>
  /** Changes whenever the text of a file may have changed; undefined if the file does not exist. */
  stamp(path: string): Promise<string | undefined>
  /** The Markdown below a folder that git tracks; absent if git is not available. */
  tracked?(folder: string): Promise<string[]>
}

type List = readonly { kind: Kind }[]

/** The names of links to folders that a list leaves out, since most callers would walk in circles. */
export const linksBeside = (list: List): readonly string[] => linksOf.get(list) ?? []

/** Records the links that a list leaves out. */
export const leaveOut = (list: List, links: readonly string[]): void => void linksOf.set(list, links)

const linksOf = new WeakMap<List, readonly string[]>()
