// The only place that reads the disk. Everything else works on the interface, so that tests give files in memory.
import { isUtf8 } from 'node:buffer'
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'

export type Kind = 'file' | 'folder'

export interface Files {
  /** The text of a file, without a byte order mark. Rejects with a reason that can be shown. */
  read(path: string): Promise<string>
  /** Names and kinds of what is in a folder, in a stable order; links to folders are left out. Rejects like `read`. */
  list(path: string): Promise<{ name: string; kind: Kind }[]>
  /**
   * Replaces the text of a file, all of it or nothing, unless it is not what it was `before`; its mode, owner and byte
   * order mark stay. Rejects like `read`.
   */
  write(path: string, text: string, before: string): Promise<void>
  /** Makes a file, and the folders around it; never overwrites. Rejects like `read`. */
  create(path: string, text: string): Promise<void>
  /** Undefined where nothing is, or what is neither; `unknown` where nobody may look. */
  kind(path: string): Promise<Kind | 'unknown' | undefined>
  /** Files below a folder that git tracks although .gitignore matches them, relative to it with `/`; where git may be asked. */
  trackedIgnored?(folder: string): Promise<readonly string[]>
  /** Changes whenever the text of a file may have; undefined when there is no such file. */
  stamp(path: string): Promise<string | undefined>
}

/** A file over this size is refused: no person wrote it, and it would be read for nothing. In bytes. */
const largestFile = 20_000_000

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])

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
  async read(path) {
    try {
      const stat = statSync(path)
      if (!stat.isFile() && !stat.isDirectory()) throw new Error('is neither a file nor a folder')
      const { size } = stat
      if (size > largestFile) throw new Error(`is larger than ${largestFile / 1e6} MB`)
      const bytes = size < shared.length ? readShared(path) : readFileSync(path)
      if (bytes[0] === 0xff ? bytes[1] === 0xfe : bytes[0] === 0xfe && bytes[1] === 0xff)
        throw new Error('is UTF-16: save it as UTF-8')
      const text = bytes.toString('utf8')
      return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
    } catch (error) {
      throw new Error(reasonOf(error, 'read'))
    }
  },
  async list(path) {
    try {
      const found: { name: string; kind: Kind }[] = []
      for (const entry of readdirSync(path, { withFileTypes: true })) {
        if (entry.isDirectory()) found.push({ name: entry.name, kind: 'folder' })
        else if (entry.isFile() || (entry.isSymbolicLink() && kindOf(`${path}/${entry.name}`) === 'file')) {
          found.push({ name: entry.name, kind: 'file' })
        }
      }
      return found.sort((a, b) => (a.name < b.name ? -1 : 1))
    } catch (error) {
      throw new Error(reasonOf(error, 'read'))
    }
  },
  async write(path, text, before) {
    try {
      const target = realpathSync(path) // a link stays a link
      accessSync(target, constants.W_OK)
      const bytes = readFileSync(target)
      const marked = bytes.subarray(0, 3).equals(byteOrderMark)
      if (!isUtf8(bytes)) throw new Error('is not UTF-8: nothing was changed')
      if (bytes.toString('utf8', marked ? 3 : 0) !== before) throw new Error('changed meanwhile: nothing was changed')
      replace(target, (marked ? '\ufeff' : '') + text)
    } catch (error) {
      throw new Error(reasonOf(error, 'written'))
    }
  },
  async create(path, text) {
    try {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, text, { flag: 'wx' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new Error('is there already')
      throw new Error(reasonOf(error, 'written'))
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

/** Writes beside the file and puts that in its place, with its mode and owner; a file of several names is written to. */
function replace(target: string, text: string): void {
  const { mode, uid, gid, nlink } = statSync(target)
  if (nlink > 1) {
    writeFileSync(target, text)
    return
  }
  const temporary = `${target}.${process.pid}.tmp`
  writeFileSync(temporary, text, { mode: 0o600, flag: 'wx' })
  try {
    chmodSync(temporary, mode)
    const own = statSync(temporary)
    if (own.uid !== uid || own.gid !== gid) chownSync(temporary, uid, gid)
    renameSync(temporary, target)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
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
