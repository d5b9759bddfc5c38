// The only place that writes to the disk. A file has its old bytes or the new ones, whatever happens; nothing stays beside it.
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
import { isBelow } from './paths.ts'

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])

/**
 * Replaces the text of a file, unless it is not what it was `before`; its mode, owner and byte order mark stay. A file of
 * several names is one of its own then: to write into it could leave half of it.
 * @param within the folder that the file has to lie in, links resolved; undefined where somebody named the file.
 */
export function writeText(path: string, text: string, before: string, within: string | undefined): void {
  const target = realpathSync(path) // a link stays a link
  if (within !== undefined) mustBeWithin(target, within)
  accessSync(target, constants.W_OK)
  const bytes = readFileSync(target)
  const marked = bytes.subarray(0, 3).equals(byteOrderMark)
  if (!isUtf8(bytes)) throw new Error('is not UTF-8: nothing was changed')
  if (bytes.toString('utf8', marked ? 3 : 0) !== before) throw new Error('changed meanwhile: nothing was changed')
  const { mode, uid, gid } = statSync(target)
  const temporary = join(dirname(target), `.${basename(target).slice(0, 200)}.${process.pid}.tmp`)
  if (existsSync(temporary)) throw new Error(`cannot be written: ${temporary} is in the way`)
  writeSafely(temporary, (marked ? '\ufeff' : '') + text, 0o600)
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

/** Gives a file a text, whatever stood there: a link stays a link, and what is no file is written into (`/dev/stdout`). */
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

/** Makes a file in a folder that is there; never overwrites. @param within as of `writeText`. */
export function createFile(path: string, text: string, within: string | undefined): void {
  if (within !== undefined) mustBeWithin(realpathSync(dirname(path)), within)
  writeSafely(path, text, 0o666)
}

/** A file of a folder that is made. */
export interface NewFile {
  /** Relative to the folder, with `/`. */
  name: string
  text: string
}

/** Makes a folder with files, and those around it: all of it or nothing, and never one that is there. @param within as of `writeText`. */
export function createFolder(path: string, files: readonly NewFile[], within: string | undefined): void {
  if (existsSync(path)) throw new Error('is there already')
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

/** Makes a file with a text that is on the disk; none where that fails. */
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

/** The nearest folder around a path that there is. */
function existing(folder: string): string {
  let at = folder
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at)
  return at
}

/** Removes folders that were made, from the inner to the outer one; one that somebody put something into stays. */
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

/** Whoever brings a link into a repository must not have what lies outside of it written. */
function mustBeWithin(real: string, within: string): void {
  const folder = realpathSync(within)
  if (real !== folder && !isBelow(folder, real))
    throw new Error('leads out of the folder by a link: nothing was changed; name the file itself to have it changed')
}
