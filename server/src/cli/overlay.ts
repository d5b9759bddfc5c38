// Files some of which have other texts than on disk, and files that are not written.
import { basename, dirname } from 'node:path'
import { groupBy } from '../base/groups.ts'
import { t } from '../base/l10n.ts'
import type { Files } from '../workspace/files.ts'
import { foldersAbove } from '../workspace/paths.ts'

/** Files with these texts, whatever is on disk; a file whose text is undefined does not exist. The folders around texts exist. */
export function withTexts(files: Files, texts: ReadonlyMap<string, string | undefined>): Files {
  if (texts.size === 0) return files
  const byFolder = groupBy(texts.keys(), dirname)
  const folders = new Set([...texts].flatMap(([path, text]) => (text === undefined ? [] : foldersAbove(path))))
  const kindOf = (path: string): 'file' | undefined => (texts.get(path) === undefined ? undefined : 'file')
  return {
    ...files,
    async read(path) {
      const text = texts.get(path)
      if (text === undefined && texts.has(path)) throw new Error(t('No such file or folder'))
      return text ?? files.read(path)
    },
    async kind(path) {
      if (texts.has(path)) return kindOf(path)
      return (await files.kind(path)) ?? (folders.has(path) ? 'folder' : undefined)
    },
    stamp: async (path) => (texts.has(path) ? kindOf(path) : files.stamp(path)),
    async list(path) {
      const inFolder = byFolder.get(path) ?? []
      const there = await files.list(path).catch((error: unknown) => {
        if (folders.has(path)) return []
        throw error
      })
      if (inFolder.length === 0) return there
      const names = new Set(inFolder.map((file) => basename(file)))
      const added = inFolder.filter(kindOf).map((file) => ({ name: basename(file), kind: 'file' as const }))
      return [...there.filter(({ name }) => !names.has(name)), ...added].sort((a, b) => (a.name < b.name ? -1 : 1))
    },
  }
}

/** Files one of which has a text, whether it exists or not. Writing to it changes only that text. */
export function withText(files: Files, path: string, given: string): Files & { text(): string } {
  const texts = new Map([[path, given]])
  return {
    ...withTexts(files, texts),
    text: () => texts.get(path) ?? '',
    async write(file, now) {
      if (file !== path) throw new Error(t('Not fixed: --stdin fixes only the text from standard input'))
      texts.set(path, now)
    },
  }
}

/** Files that are not written; `report` gets the texts instead. */
export const unwritten = (files: Files, report: (path: string, before: string, after: string) => void): Files => ({
  ...files,
  write: async (path, text, before) => report(path, before, text),
})
