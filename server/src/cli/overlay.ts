// Files with one text in place of another, or beside them; and files that are written to nowhere.
import { basename, dirname } from 'node:path'
import type { Files } from '../workspace/files.ts'
import { isBelow } from '../workspace/paths.ts'

/** A file has a text, whatever is on the disk, and whether it is there or not. Writing to it changes that text alone. */
export function withText(files: Files, path: string, given: string): Files & { text(): string } {
  let text = given
  return {
    ...files,
    text: () => text,
    read: async (one) => (one === path ? text : files.read(one)),
    // The folders around it are there, too.
    kind: async (one) =>
      one === path ? 'file' : ((await files.kind(one)) ?? (isBelow(one, path) ? 'folder' : undefined)),
    stamp: async (one) => (one === path ? 'given' : files.stamp(one)),
    async list(one) {
      const there = await files.list(one).catch((error: unknown) => {
        if (isBelow(one, path)) return []
        throw error
      })
      if (one !== dirname(path) || there.some(({ name }) => name === basename(path))) return there
      return [...there, { name: basename(path), kind: 'file' as const }].sort((a, b) => (a.name < b.name ? -1 : 1))
    },
    async write(one, now) {
      if (one !== path) throw new Error('cannot be written: only the text of standard input is mended')
      text = now
    },
  }
}

/** Some files have other texts, or are not there; they are not written to. */
export function withTexts(files: Files, texts: ReadonlyMap<string, string | undefined>): Files {
  if (texts.size === 0) return files
  return {
    ...files,
    async read(path) {
      const text = texts.get(path)
      if (text === undefined && texts.has(path)) throw new Error('does not exist')
      return text ?? files.read(path)
    },
    kind: async (path) => (texts.has(path) ? (texts.get(path) === undefined ? undefined : 'file') : files.kind(path)),
    stamp: async (path) =>
      texts.has(path) ? (texts.get(path) === undefined ? undefined : 'given') : files.stamp(path),
    async list(path) {
      const own = [...texts].filter(([one]) => dirname(one) === path)
      const there = (await files.list(path)).filter(({ name }) => !own.some(([one]) => basename(one) === name))
      const more = own.flatMap(([one, text]) =>
        text === undefined ? [] : [{ name: basename(one), kind: 'file' as const }],
      )
      return [...there, ...more].sort((a, b) => (a.name < b.name ? -1 : 1))
    },
  }
}

/** Nothing is written; what would be is told. */
export const unwritten = (files: Files, told: (path: string, before: string, after: string) => void): Files => ({
  ...files,
  write: async (path, text, before) => told(path, before, text),
})
