// Files with one text in place of another, or beside them; and files that are written to nowhere.
import { basename, dirname } from 'node:path'
import type { Files } from '../workspace/files.ts'

/** A file has a text, whatever is on the disk, and whether it is there or not. Writing to it changes that text alone. */
export function withText(files: Files, path: string, given: string): Files & { text(): string } {
  let text = given
  return {
    ...files,
    text: () => text,
    read: async (one) => (one === path ? text : files.read(one)),
    kind: async (one) => (one === path ? 'file' : files.kind(one)),
    stamp: async (one) => (one === path ? 'given' : files.stamp(one)),
    async list(one) {
      const there = await files.list(one)
      if (one !== dirname(path) || there.some(({ name }) => name === basename(path))) return there
      return [...there, { name: basename(path), kind: 'file' as const }].sort((a, b) => (a.name < b.name ? -1 : 1))
    },
    async write(one, now) {
      if (one !== path) throw new Error('cannot be written: only the text of standard input is mended')
      text = now
    },
  }
}

/** Nothing is written; what would be is told. */
export const unwritten = (files: Files, told: (path: string, before: string, after: string) => void): Files => ({
  ...files,
  write: async (path, text, before) => told(path, before, text),
})
