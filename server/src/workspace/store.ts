// Texts by path: an open document takes precedence over the disk, and each version is read once.
import { basename, dirname } from 'node:path'
import { maxTextLength, tooLargeMessage } from '../base/decode.ts'
import { lazy } from '../base/lazy.ts'
import { createLru } from '../base/lru.ts'
import { holding } from '../base/perObject.ts'
import type { Document } from '../document/model.ts'
import { readDocument } from '../document/read.ts'
import type { Files, Kind } from './files.ts'

/** One version of a text. */
export interface Text {
  path: string
  text: string
  /** Changes with the text. */
  stamp: string
  /** The parsed document; parsed on first use. */
  document(): Document
}

export interface Store {
  files: Files
  /** The text of a file; undefined if it does not exist. Rejects with a reason that can be shown. */
  read(path: string): Promise<Text | undefined>
  /** Whether a document is open. */
  isOpen(path: string): boolean
  /** The entries of a folder, including open documents; empty if it cannot be read. */
  list(folder: string): Promise<{ name: string; kind: Kind }[]>
  /** Sets the text of an open document; undefined closes it. */
  open(path: string, text: string | undefined, version: number): void
  /** Drops the texts of closed files, which are of no use after a check of many files. */
  forget(): void
}

const kept = 2000 // texts of closed files: more than the features of a day's work have

export function createStore(files: Files): Store {
  const opened = new Map<string, Text>()
  const lastRead = new Map<string, Document>() // of open documents: the next version is parsed incrementally from these
  const closed = createLru<string, Text>(kept)
  return {
    files,
    async read(path) {
      const open = opened.get(path)
      if (open && open.text.length > maxTextLength) throw new Error(tooLargeMessage())
      if (open) return open
      const stamp = await files.stamp(path)
      if (stamp === undefined) {
        closed.delete(path)
        return undefined
      }
      const last = closed.get(path)
      if (last?.stamp === stamp) return last
      const text = makeText(path, await files.read(path), stamp)
      closed.set(path, text)
      return text
    },
    isOpen: (path) => opened.has(path),
    async list(folder) {
      const entries: { name: string; kind: Kind }[] = await files.list(folder).catch(() => [])
      for (const path of opened.keys()) {
        if (dirname(path) !== folder || entries.some(({ name }) => name === basename(path))) continue
        entries.push({ name: basename(path), kind: 'file' })
      }
      return entries
    },
    open(path, text, version) {
      if (text === undefined) {
        opened.delete(path)
        lastRead.delete(path)
      } else if (opened.get(path)?.stamp !== `open ${version}`)
        opened.set(path, makeText(path, text, `open ${version}`, lastRead))
    },
    forget() {
      closed.clear()
    },
  }
}

/**
 * A version of a text, parsed on demand.
 * @param lastRead the versions that were parsed last, by path: a new version is parsed incrementally from these.
 */
export function makeText(path: string, text: string, stamp: string, lastRead?: Map<string, Document>): Text {
  return holding('text', {
    path,
    text,
    stamp,
    document: lazy(() => {
      const document = readDocument(text, lastRead?.get(path))
      lastRead?.set(path, document)
      return document
    }),
  })
}
