// The only place that writes to the disk. Writes are atomic: a file has its old bytes or the new ones, and no temporary file
// is left behind.
import { isUtf8 } from 'node:buffer'
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { t } from '../base/l10n.ts'
import { isBelow } from './paths.ts'

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])

/**
 * Replaces the text of a file; throws if the text is not `before`. Keeps its mode, owner and byte order mark. Hard links to
 * the file keep the old text, since writing in place could leave half a file.
 * @param within the folder that must contain the file, with links resolved; undefined if the user named the file.
 */
export function writeText(path: string, text: string, before: string, within: string | undefined): void {
  const target = realpathSync(path) // a link stays a link
  if (within !== undefined) mustBeWithin(target, within)
  accessSync(target, constants.W_OK)
  const bytes = readFileSync(target)
  const marked = bytes.subarray(0, 3).equals(byteOrderMark)
  if (!isUtf8(bytes)) throw new Error(t('Not valid UTF-8, so it was not changed'))
  if (bytes.toString('utf8', marked ? 3 : 0) !== before)
    throw new Error(t('Changed on disk in the meantime, so it was not overwritten'))
  const { mode, uid, gid } = statSync(target)
  const temporary = join(dirname(target), `.${basename(target).slice(0, 200)}.${process.pid}.tmp`)
  if (existsSync(temporary))
    throw new Error(t('Temporary file "{0}" already exists. Delete it and try again.', temporary))
  writeSafely(temporary, (marked ? '\ufeff' : '') + text, 0o600)
  try {
    chmodSync(temporary, mode)
    const made = statSync(temporary)
    if (made.uid !== uid || made.gid !== gid) chownSync(temporary, uid, gid)
    renameSync(temporary, target)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

/** Writes a file, and replaces it if it exists. A link stays a link, and what is not a file (`/dev/stdout`) is written in place. */
export function putText(path: string, text: string): void {
  if (!existsSync(path)) {
    writeSafely(path, text, 0o666)
    return
  }
  const target = realpathSync(path)
  if (!statSync(target).isFile()) {
    writeFileSync(target, text)
    return
  }
  const temporary = join(dirname(target), `.${basename(target).slice(0, 200)}.${process.pid}.tmp`)
  writeSafely(temporary, text, statSync(target).mode & 0o777)
  try {
    renameSync(temporary, target)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

/** Creates a file in an existing folder; never overwrites. @param within as for `writeText`. */
export function createFile(path: string, text: string, within: string | undefined): void {
  if (within !== undefined) mustBeWithin(realpathSync(dirname(path)), within)
  writeSafely(path, text, 0o666)
}

/** A file of a new folder. */
export interface NewFile {
  /** Relative to the folder, with `/`. */
  name: string
  text: string
}

/** Creates a folder with files, and its parents, all or nothing; never changes an existing folder. @param within as for `writeText`. */
export function createFolder(path: string, files: readonly NewFile[], within: string | undefined): void {
  if (existsSync(path)) throw new Error(t('Already exists'))
  const outer = dirname(path)
  if (within !== undefined) mustBeWithin(realpathSync(existing(outer)), within)
  const first = mkdirSync(outer, { recursive: true })
  const temporary = join(outer, `.${basename(path).slice(0, 200)}.${process.pid}.tmp`)
  try {
    mkdirSync(temporary)
    try {
      for (const { name, text } of files) {
        mkdirSync(dirname(join(temporary, name)), { recursive: true })
        writeSafely(join(temporary, name), text, 0o666)
      }
      renameSync(temporary, path)
    } catch (error) {
      rmSync(temporary, { recursive: true, force: true })
      throw error
    }
  } catch (error) {
    if (first !== undefined) removeEmpty(outer, first)
    throw error
  }
}

/** Creates a file and flushes its text to disk; on failure no file is left. */
function writeSafely(path: string, text: string, mode: number): void {
  const file = openSync(path, 'wx', mode)
  try {
    writeFileSync(file, text)
    fsyncSync(file)
  } catch (error) {
    rmSync(path, { force: true })
    throw error
  } finally {
    closeSync(file)
  }
}

/** The nearest folder around a path that exists. */
function existing(folder: string): string {
  let at = folder
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at)
  return at
}

/** Removes new folders from the innermost to the outermost; stops at a folder that is not empty. */
function removeEmpty(folder: string, outermost: string): void {
  for (let at = folder; ; at = dirname(at)) {
    try {
      rmdirSync(at)
    } catch {
      return
    }
    if (at === outermost || dirname(at) === at) return
  }
}

/** A link in a repository must not lead to writing outside of it. */
function mustBeWithin(real: string, within: string): void {
  const folder = realpathSync(within)
  if (real !== folder && !isBelow(folder, real))
    throw new Error(
      t('A symbolic link leads outside the folder, so nothing was changed. To change the file, pass its path.'),
    )
}
