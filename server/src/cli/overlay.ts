// Files with some texts in place of others, or beside them; and files that are written to nowhere.
import { basename, dirname } from 'node:path'
import { groupBy } from '../base/groups.ts'
import type { Files } from '../workspace/files.ts'
import { foldersAbove } from '../workspace/paths.ts'

/** Some files have these texts, whatever is on the disk; undefined are those that are not there. The folders around them are. */
export function withTexts(files: Files, texts: ReadonlyMap<string, string | undefined>): Files {
  if (texts.size === 0) return files
  const byFolder = groupBy(texts.keys(), dirname)
  const folders = new Set([...texts].flatMap(([path, text]) => (text === undefined ? [] : foldersAbove(path))))
  const kindOf = (path: string): 'file' | undefined => (texts.get(path) === undefined ? undefined : 'file')
  return {
    ...files,
    async read(path) {
      const text = texts.get(path)
      if (text === undefined && texts.has(path)) throw new Error('does not exist')
      return text ?? files.read(path)
    },
    async kind(path) {
      if (texts.has(path)) return kindOf(path)
      return (await files.kind(path)) ?? (folders.has(path) ? 'folder' : undefined)
    },
    stamp: async (path) => (texts.has(path) ? kindOf(path) : files.stamp(path)),
    async list(path) {
      const own = byFolder.get(path) ?? []
      const there = await files.list(path).catch((error: unknown) => {
        if (folders.has(path)) return []
        throw error
      })
      if (own.length === 0) return there
      const names = new Set(own.map((one) => basename(one)))
      const more = own.filter((one) => kindOf(one)).map((one) => ({ name: basename(one), kind: 'file' as const }))
      return [...there.filter(({ name }) => !names.has(name)), ...more].sort((a, b) => (a.name < b.name ? -1 : 1))
    },
  }
}

/** One file has a text, whether it is there or not. Writing to it changes that text alone. */
export function withText(files: Files, path: string, given: string): Files & { text(): string } {
  const texts = new Map([[path, given]])
  return {
    ...withTexts(files, texts),
    text: () => texts.get(path) ?? '',
    async write(one, now) {
      if (one !== path) throw new Error('cannot be written: only the text of standard input is mended')
      texts.set(path, now)
    },
  }
}

/** Nothing is written; what would be is told. */
export const unwritten = (files: Files, told: (path: string, before: string, after: string) => void): Files => ({
  ...files,
  write: async (path, text, before) => told(path, before, text),
})
