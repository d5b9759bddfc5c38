// What is in force for a folder: the nearest configuration above it, and the formats of the nearest templates.
import { basename, dirname, join, relative, sep } from 'node:path'
import ignore from 'ignore'
import { createLru } from '../base/lru.ts'
import { builtinFormats, optionalSections } from '../templates/builtin.ts'
import { learnFormat, type TemplateSource } from '../templates/learn.ts'
import type { DocumentKind, Format, Template } from '../templates/template.ts'
import type { Config, ConfigProblem, ConfigReader } from './config.ts'
import { configNames, isMarkdownPath } from './paths.ts'
import type { Store } from './store.ts'

/** A configuration file with something wrong in it. */
export interface BadConfig {
  path: string
  text: string
  problems: readonly ConfigProblem[]
}

export interface Settings<R = unknown> {
  config: Config<R>
  /** The configuration's file; undefined without one. */
  path: string | undefined
  /** The repository's own formats first. */
  formats: readonly Format[]
  /** Top folder of the repository; undefined when there is none above. */
  root: string | undefined
  bad: BadConfig | undefined
  /** The nearest constitution above. */
  constitution: string | undefined
  /** Whether a file may be a specification, by the configured patterns. */
  admits(path: string): boolean
}

const mostKept = 300 // configurations, and folders of templates
const templateFolders = ['docs/specs/templates', '.specify/templates']
const constitutions = ['constitution.md', 'memory/constitution.md', '.specify/memory/constitution.md']

/** Finds the settings of folders; what has not changed is not read again. */
export interface SettingsFinder<R = unknown> {
  of(folder: string): Promise<Settings<R>>
}

/** What the folders above decide: the nearest configuration and templates, and where the repository starts. */
interface Found {
  config: string | undefined
  templates: readonly string[]
  /** The folder that the templates were found from. */
  base: string
  root: string | undefined
  constitution: string | undefined
}

/**
 * @param reader reads what the configurations say of rules.
 * @param cached for a run over files that do not change meanwhile: each folder is looked at once.
 */
export function createSettings<R>(store: Store, reader: ConfigReader<R>, cached: boolean): SettingsFinder<R> {
  const above = new Map<string, Promise<Found>>()
  const known = createLru<string, { stamp: string; settings: Settings<R> }>(mostKept)
  const learnt = createLru<string, { stamp: string; formats: Format[] }>(mostKept)

  const look = async (folder: string): Promise<Found> => {
    let config: string | undefined
    for (const name of configNames) {
      const path = join(folder, name)
      // One that cannot be read is told of, not passed over.
      if (config === undefined && (await store.read(path).catch(() => true))) config = path
    }
    const templates = await templatesIn(
      store,
      templateFolders.map((one) => join(folder, one)),
    )
    let constitution: string | undefined
    for (const one of constitutions)
      constitution ??= (await store.files.kind(join(folder, one))) === 'file' ? join(folder, one) : undefined
    const root = (await store.files.kind(join(folder, '.git'))) === undefined ? undefined : folder
    if (root !== undefined || dirname(folder) === folder) return { config, templates, base: folder, root, constitution }
    const outer = await find(dirname(folder))
    return {
      config: config ?? outer.config,
      templates: templates.length > 0 ? templates : outer.templates,
      base: templates.length > 0 ? folder : outer.base,
      root: outer.root,
      constitution: constitution ?? outer.constitution,
    }
  }
  const find = (folder: string): Promise<Found> => {
    // For an editor, what is looked up holds for one turn of the event loop: many files may be read in it.
    if (!cached && above.size === 0) setImmediate(() => above.clear())
    const found = above.get(folder) ?? look(folder)
    above.set(folder, found)
    return found
  }

  const settingsOf = async ({
    config: path,
    templates: found,
    base,
    root,
    constitution,
  }: Found): Promise<Settings<R>> => {
    const key = [path, root, constitution, ...found].join('\n')
    const last = known.get(key)
    if (last && cached) return last.settings
    let unreadable = ''
    const text =
      path === undefined
        ? undefined
        : await store.read(path).catch((error: Error) => {
            unreadable = error.message
          })
    const { config, problems } = text ? reader.read(text.text) : { config: reader.none, problems: [] }
    const own = [...problems]
    const tell = (message: string): void => void own.push({ start: 0, end: 1, bySchema: false, message })
    if (unreadable !== '') tell(`${unreadable}; the defaults count`)
    let templates = found
    const listed = new Set<string>()
    if (path !== undefined && config.templates) {
      const from = dirname(path)
      templates = []
      for (const one of config.templates) {
        const there = await templatesIn(store, [join(from, one)])
        if (there.length === 0) tell(`no template found at "${one}"`)
        if (there[0] === join(from, one)) listed.add(there[0])
        templates = [...templates, ...there]
      }
      if (templates.length === 0) tell('no template found; the built-in ones are used')
    }
    const read = await Promise.all(templates.map((one) => store.read(one).catch(() => undefined)))
    const sources = read.filter((source) => source !== undefined)
    const packs = await packFiles(store, reader, path, config.packs ?? [])
    const stamp = [
      text?.stamp,
      ...packs.map((one) => one.stamp),
      ...sources.map((source) => `${source.path} ${source.stamp}`),
    ].join('\n')
    if (last?.stamp === stamp) return last.settings
    const { rules, problems: wrong } = config.packs
      ? reader.withPacks(config.rules, packs)
      : { rules: config.rules, problems: [] }
    for (const problem of wrong) tell(problem)
    const shown = (one: string): string =>
      relative(root ?? (path === undefined || !config.templates ? base : dirname(path)), one)
        .split(sep)
        .join('/')
    const formats = [...formatsOf(sources, shown, listed), ...builtinFormats()]
    const settings: Settings<R> = {
      config: { ...config, rules },
      path,
      constitution,
      formats: formats.map((format) => withVocabularies(format, config)),
      root,
      bad: path !== undefined && own.length > 0 ? { path, text: text?.text ?? '', problems: own } : undefined,
      admits: admitter(config, path),
    }
    known.set(key, { stamp, settings })
    return settings
  }

  /** The repository's formats: one a folder of templates that has one for specifications. */
  const formatsOf = (
    sources: readonly { path: string; text: string; stamp: string }[],
    shown: (path: string) => string,
    listed: ReadonlySet<string>,
  ): Format[] => {
    const byFolder = new Map<string, typeof sources>()
    for (const source of sources) {
      const folder = dirname(source.path)
      byFolder.set(folder, [...(byFolder.get(folder) ?? []), source])
    }
    return [...byFolder].flatMap(([folder, own]) => {
      const stamp = own.map(({ path, stamp }) => `${path} ${stamp} ${listed.has(path)}`).join('\n')
      const last = learnt.get(folder)
      if (last?.stamp === stamp) return last.formats
      const templates = own.flatMap(({ path, text }): TemplateSource[] => {
        // A file that the configuration names is a template whatever it is called.
        const documentKind = kindOfTemplate(basename(path)) ?? (listed.has(path) ? 'spec' : undefined)
        return documentKind ? [{ documentKind, text, path: shown(path) }] : []
      })
      const formats = templates.some(({ documentKind }) => documentKind === 'spec')
        ? [learnFormat(shown(folder) || '.', templates, optionalSections, folder)]
        : []
      learnt.set(folder, { stamp, formats })
      return formats
    })
  }

  return { of: async (folder) => settingsOf(await find(folder)) }
}

interface PackFile {
  source: unknown
  /** Of the file that it names. */
  text: string | undefined
  stamp: string
}

/** The packs that a configuration has or names, as they stand there. */
const packFiles = (
  store: Store,
  reader: Pick<ConfigReader<unknown>, 'isFile'>,
  path: string | undefined,
  sources: readonly unknown[],
): Promise<PackFile[]> =>
  Promise.all(
    sources.map(async (source) => {
      if (path === undefined || !reader.isFile(source)) return { source, text: undefined, stamp: '' }
      const file = join(dirname(path), source)
      const read = await store.read(file).catch(() => undefined)
      return { source, text: read?.text, stamp: `${file} ${read?.stamp}` }
    }),
  )

/** The Markdown files of some folders or files, of the first that has any. */
async function templatesIn(store: Store, paths: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const path of paths) {
    const kind = await store.files.kind(path)
    if (kind === 'file' && isMarkdownPath(path)) found.push(path)
    if (kind !== 'folder') continue
    const entries = await store.files.list(path).catch(() => [])
    for (const entry of entries)
      if (entry.kind === 'file' && isMarkdownPath(entry.name)) found.push(join(path, entry.name))
  }
  return found
}

/** What a template's file name says it is for: `spec-template.md`, `plan.md`; undefined for other files. */
function kindOfTemplate(name: string): DocumentKind | undefined {
  const own = name.toLowerCase().replace(/\.\w+$/, '')
  const word = /(?:^|[._-])(spec|specification|plan|tasks?|clarifications?|checklist)(?:[._-]|$)/.exec(own)?.[1]
  if (word === undefined) return own === 'template' ? 'spec' : undefined
  if (word.startsWith('spec')) return 'spec'
  if (word.startsWith('task')) return 'tasks'
  return word.startsWith('clarif') ? 'clarifications' : (word as DocumentKind)
}

/** A format with the vocabularies that the configuration gives for its fields. */
function withVocabularies(format: Format, { vocabularies }: Config<unknown>): Format {
  if (vocabularies.size === 0) return format
  const words = new Map([...vocabularies].map(([key, list]) => [key.toLowerCase(), list]))
  const templates = format.templates.map((template): Template => {
    const fields = template.fields.map((field) => {
      const own = words.get(field.key.toLowerCase())
      return own ? { ...field, shape: { type: 'words' as const, words: [...own] } } : field
    })
    return { ...template, fields }
  })
  return { ...format, templates }
}

function admitter({ specs }: Config<unknown>, configPath: string | undefined): (path: string) => boolean {
  if (!specs || configPath === undefined) return () => true
  const base = dirname(configPath)
  const rules = ignore({ ignorecase: false }).add([...specs])
  return (path) => {
    const name = relative(base, path).split(sep).join('/')
    return name !== '' && !name.startsWith('..') && rules.ignores(name)
  }
}
