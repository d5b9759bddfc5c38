// Finds the files of a spec-kit repository that may define templates: those in its folder `.specify`. Reads only folders.
import { join } from 'node:path'
import { isSafeName } from '../templates/stack.ts'
import { isMarkdownPath, kindOfTemplate } from './paths.ts'
import type { Store } from './store.ts'

export interface StackFiles {
  /** The folder `.specify`. */
  folder: string
  /** Its core templates and their overrides: names of files by the names of templates. */
  core: ReadonlyMap<string, string>
  overrides: ReadonlyMap<string, string>
  /** By their ids: the files of each, including those in its folder `templates`. */
  presets: ReadonlyMap<string, ReadonlySet<string>>
  extensions: ReadonlyMap<string, ReadonlySet<string>>
}

/** Finds the files of a stack; undefined if there are none. Takes a single file operation if the folder does not exist. */
export async function findStackFiles(store: Store, folder: string): Promise<StackFiles | undefined> {
  if ((await store.files.kind(folder)) !== 'folder') return undefined
  const templates = join(folder, 'templates')
  const entries = await listed(store, templates)
  const hasOverrides = entries.some(({ name, kind }) => name === 'overrides' && kind === 'folder')
  const core = templatesAmong(entries)
  const overrides = templatesAmong(hasOverrides ? await listed(store, join(templates, 'overrides')) : [])
  const presets = await bundlesIn(store, join(folder, 'presets'))
  const extensions = await bundlesIn(store, join(folder, 'extensions'))
  const isTemplate = (file: string): boolean =>
    file === 'preset.yml' || (isMarkdownPath(file) && kindOfTemplate(file.replace(/^templates\//, '')) !== undefined)
  const isBundle = (names: ReadonlySet<string>): boolean => [...names].some(isTemplate)
  if (core.size + overrides.size === 0 && ![...presets.values(), ...extensions.values()].some(isBundle))
    return undefined
  return { folder, core, overrides, presets, extensions }
}

type Entries = Awaited<ReturnType<Store['files']['list']>>

/** The entries of a folder; none if it does not exist or cannot be read. */
async function listed(store: Store, folder: string): Promise<Entries> {
  if ((await store.files.kind(folder)) !== 'folder') return []
  return store.files.list(folder).catch(() => [])
}

/** The Markdown files that are templates of a kind, by their names without extension. */
const templatesAmong = (entries: Entries): Map<string, string> =>
  new Map(
    entries.flatMap(({ name, kind }) => {
      const template = name.replace(/\.\w+$/, '')
      return kind === 'file' && isMarkdownPath(name) && kindOfTemplate(template) ? [[template, name] as const] : []
    }),
  )

/** The presets or extensions in a folder, registered or not. */
async function bundlesIn(store: Store, folder: string): Promise<Map<string, ReadonlySet<string>>> {
  const bundles = new Map<string, ReadonlySet<string>>()
  for (const { name, kind } of await listed(store, folder)) {
    if (kind !== 'folder' || !isSafeName(name)) continue
    const entries = await listed(store, join(folder, name))
    const hasTemplates = entries.some((entry) => entry.name === 'templates' && entry.kind === 'folder')
    const inside = hasTemplates ? await listed(store, join(folder, name, 'templates')) : []
    const files = (list: Entries, prefix: string): string[] =>
      list.filter((entry) => entry.kind === 'file').map((entry) => prefix + entry.name)
    bundles.set(name, new Set([...files(entries, ''), ...files(inside, 'templates/')]))
  }
  return bundles
}
