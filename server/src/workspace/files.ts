// What is asked of files. Everything works on this interface: of the disk it is `nodeFiles.ts`, and tests give files in memory.
import type { NewFile } from './writeFiles.ts'

export type Kind = 'file' | 'folder'

export interface Files {
  /** The text of a file, without a byte order mark. Rejects with a reason that can be shown. */
  read(path: string): Promise<string>
  /** Names and kinds of what is in a folder, in a stable order; links to folders are left out. Rejects like `read`. */
  list(path: string): Promise<{ name: string; kind: Kind }[]>
  /** The path without links; itself where there is nothing. */
  real(path: string): Promise<string>
  /**
   * Replaces the text of a file, all of it or nothing, unless it is not what it was `before`; its mode, owner and byte
   * order mark stay. Rejects like `read`.
   * @param within the folder that the file has to lie in, links resolved; undefined where somebody named the file.
   */
  write(path: string, text: string, before: string, within?: string): Promise<void>
  /** Gives a file a text, whatever stood there, all of it or nothing. Rejects like `read`. */
  put(path: string, text: string): Promise<void>
  /** Makes a file in a folder that is there; never overwrites. Rejects like `read`. `within` as of `write`. */
  createFile(path: string, text: string, within?: string): Promise<void>
  /** Makes a folder with files, all of it or nothing; never one that is there. Rejects like `read`. `within` as of `write`. */
  createFolder(path: string, files: readonly NewFile[], within?: string): Promise<void>
  /** Undefined where nothing is, or what is neither; `unknown` where nobody may look. */
  kind(path: string): Promise<Kind | 'unknown' | undefined>
  /** Changes whenever the text of a file may have; undefined when there is no such file. */
  stamp(path: string): Promise<string | undefined>
  /** The Markdown below a folder that git tracks; not there where git is not asked. */
  tracked?(folder: string): Promise<string[]>
}

type List = readonly { kind: Kind }[]

/** The names of the links to folders that a list leaves out: most who ask would walk in circles. */
export const linksBeside = (list: List): readonly string[] => linksOf.get(list) ?? []

/** Tells which links a list leaves out. */
export const leaveOut = (list: List, links: readonly string[]): void => void linksOf.set(list, links)

const linksOf = new WeakMap<List, readonly string[]>()
