// The only place that reads the disk (`writeFiles.ts` writes to it). Everything else works on the interface, so that tests give files in memory.
import { closeSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs'
import { gitTracked } from './git.ts'
import { largestText, tooLarge } from './paths.ts'
import { createFile, createFolder, type NewFile, writeText } from './writeFiles.ts'

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

/** The names of the links to folders that a list leaves out: most who ask would walk in circles. */
export const linksBeside = (list: readonly { kind: Kind }[]): readonly string[] => linksOf.get(list) ?? []

const linksOf = new WeakMap<readonly { kind: Kind }[], readonly string[]>()

// Small files are read into one buffer: a buffer each for thousands of them is given back late, and takes more memory than
// their texts.
const shared = Buffer.allocUnsafeSlow(250_000)

/** The bytes of a file, until the next one is read. */
function readShared(path: string): Buffer {
  const file = openSync(path, 'r')
  try {
    let length = 0
    for (;;) {
      const more = readSync(file, shared, length, shared.length - length, null)
      if (more === 0) return shared.subarray(0, length)
      length += more
      if (length === shared.length) return readFileSync(path) // it grew meanwhile
    }
  } finally {
    closeSync(file)
  }
}

/** Files on disk, by `node:fs`. Reads synchronously: for thousands of small files that is several times faster. */
export const nodeFiles: Files = {
  tracked: gitTracked,
  async read(path) {
    try {
      const stat = statSync(path)
      if (!stat.isFile() && !stat.isDirectory()) throw new Error('is neither a file nor a folder')
      const { size } = stat
      if (size > largestText) throw new Error(tooLarge)
      const bytes = size < shared.length ? readShared(path) : readFileSync(path)
      if (bytes[0] === 0xff ? bytes[1] === 0xfe : bytes[0] === 0xfe && bytes[1] === 0xff)
        throw new Error('is UTF-16: save it as UTF-8')
      if (isUnmarkedUtf16(bytes)) throw new Error('seems to be UTF-16 without a byte order mark: save it as UTF-8')
      const text = bytes.toString('utf8')
      return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
    } catch (error) {
      throw new Error(reasonOf(error, 'read'))
    }
  },
  async list(path) {
    try {
      const found: { name: string; kind: Kind }[] = []
      const links: string[] = []
      for (const entry of readdirSync(path, { withFileTypes: true })) {
        if (entry.isDirectory()) found.push({ name: entry.name, kind: 'folder' })
        else if (entry.isFile()) found.push({ name: entry.name, kind: 'file' })
        else if (entry.isSymbolicLink()) {
          const kind = kindOf(`${path}/${entry.name}`)
          if (kind === 'file') found.push({ name: entry.name, kind })
          if (kind === 'folder') links.push(entry.name)
        }
      }
      if (links.length > 0) linksOf.set(found, links.sort())
      return found.sort((a, b) => (a.name < b.name ? -1 : 1))
    } catch (error) {
      throw new Error(reasonOf(error, 'read'))
    }
  },
  async write(path, text, before, within) {
    try {
      writeText(path, text, before, within)
    } catch (error) {
      throw new Error(reasonOf(error, 'written'))
    }
  },
  async createFile(path, text, within) {
    try {
      createFile(path, text, within)
    } catch (error) {
      throw new Error(reasonOf(error, 'written'))
    }
  },
  async createFolder(path, files, within) {
    try {
      createFolder(path, files, within)
    } catch (error) {
      throw new Error(reasonOf(error, 'written'))
    }
  },
  async real(path) {
    try {
      return realpathSync(path)
    } catch {
      return path
    }
  },
  async kind(path) {
    return kindOf(path)
  },
  async stamp(path) {
    try {
      const stat = statSync(path, { throwIfNoEntry: false })
      return stat?.isFile() ? `${stat.mtimeMs} ${stat.size}` : undefined
    } catch {
      return undefined
    }
  },
}

/** Every second byte of its start is zero, as of Latin letters in UTF-16. */
function isUnmarkedUtf16(bytes: Buffer): boolean {
  if (bytes.length < 8) return false
  const zeros = (from: number): boolean => [0, 2, 4, 6].every((k) => bytes[from + k] === 0)
  return zeros(0) !== zeros(1)
}

function kindOf(path: string): Kind | 'unknown' | undefined {
  try {
    const stat = statSync(path, { throwIfNoEntry: false })
    return stat?.isDirectory() ? 'folder' : stat?.isFile() ? 'file' : undefined
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    return code === 'EACCES' || code === 'EPERM' ? 'unknown' : undefined // a link to itself, a name too long
  }
}

const reasons: Record<string, string> = {
  ENOENT: 'does not exist',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EFBIG: 'the file is too large for the disk',
  EEXIST: 'is there already',
  EISDIR: 'is a folder',
  ENOTDIR: 'is not a folder',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'is too long a name',
  ELOOP: 'is a link that leads to itself',
  ERR_STRING_TOO_LONG: 'is too large',
}

function reasonOf(error: unknown, what: 'read' | 'written'): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (!code) return message
  const reason = reasons[code] ?? code
  return reason.startsWith('is ') || reason.startsWith('does ') ? reason : `cannot be ${what}: ${reason}`
}
