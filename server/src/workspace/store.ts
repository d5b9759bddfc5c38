// Texts by path: an open document wins over the disk, and each version is read once.
import { basename, dirname } from 'node:path'
import { largestText, tooLarge } from '../base/decode.ts'
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
  /** What it says; read on first use. */
  document(): Document
}

export interface Store {
  files: Files
  /** The text of a file; undefined when there is none. Rejects with a reason that can be shown. */
  read(path: string): Promise<Text | undefined>
  /** Whether a document is open. */
  isOpen(path: string): boolean
  /** What is in a folder, open documents too; empty when it cannot be read. */
  list(folder: string): Promise<{ name: string; kind: Kind }[]>
  /** The text of an open document, by its version. Undefined: it is closed. */
  open(path: string, text: string | undefined, version: number): void
  /** Drops what is kept of closed files: after a check of many there is no use for it. */
  forget(): void
}

const kept = 2000 // texts of closed files; more than the features of a day's work have

export function createStore(files: Files): Store {
  const opened = new Map<string, Text>()
  const lastRead = new Map<string, Document>() // of open documents: what the next version is read from
  const closed = createLru<string, Text>(kept)
  return {
    files,
    async read(path) {
      const own = opened.get(path)
      if (own && own.text.length > largestText) throw new Error(tooLarge)
      if (own) return own
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
 * A version of a text, read when somebody asks.
 * @param lastRead the versions that were read last, by path: a new one goes on from there.
 */
export function makeText(path: string, text: string, stamp: string, lastRead?: Map<string, Document>): Text {
  return holding({
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
