// Which files a spec-kit repository has that may say what a template is: in its folder `.specify`, without reading them.
import { join } from 'node:path'
import { isSafeName } from '../templates/stack.ts'
import { isMarkdownPath, kindOfTemplate } from './paths.ts'
import type { Store } from './store.ts'

export interface StackFiles {
  /** The folder `.specify`. */
  folder: string
  /** Its own templates and what overrides them: names of files by the names of the templates. */
  core: ReadonlyMap<string, string>
  overrides: ReadonlyMap<string, string>
  /** By their ids: the files in each, and in its folder `templates`. */
  presets: ReadonlyMap<string, ReadonlySet<string>>
  extensions: ReadonlyMap<string, ReadonlySet<string>>
}

/** Looks for the files of a stack; undefined where there are none. One question where there is no such folder. */
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

/** What is in a folder; nothing where there is none, or it cannot be read. */
async function listed(store: Store, folder: string): Promise<Entries> {
  if ((await store.files.kind(folder)) !== 'folder') return []
  return store.files.list(folder).catch(() => [])
}

/** The Markdown files that are templates of a kind, by their names without ending. */
const templatesAmong = (entries: Entries): Map<string, string> =>
  new Map(
    entries.flatMap(({ name, kind }) => {
      const own = name.replace(/\.\w+$/, '')
      return kind === 'file' && isMarkdownPath(name) && kindOfTemplate(own) ? [[own, name] as const] : []
    }),
  )

/** The presets or extensions in a folder: others than registered ones, too. */
async function bundlesIn(store: Store, folder: string): Promise<Map<string, ReadonlySet<string>>> {
  const bundles = new Map<string, ReadonlySet<string>>()
  for (const { name, kind } of await listed(store, folder)) {
    if (kind !== 'folder' || !isSafeName(name)) continue
    const own = await listed(store, join(folder, name))
    const hasTemplates = own.some((one) => one.name === 'templates' && one.kind === 'folder')
    const inside = hasTemplates ? await listed(store, join(folder, name, 'templates')) : []
    const files = (entries: Entries, before: string): string[] =>
      entries.filter((one) => one.kind === 'file').map((one) => before + one.name)
    bundles.set(name, new Set([...files(own, ''), ...files(inside, 'templates/')]))
  }
  return bundles
}
