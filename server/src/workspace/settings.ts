// The settings of a folder: the nearest configuration above it, and the formats of the nearest templates.
import { dirname, join } from 'node:path'
import ignore from 'ignore'
import { configNames } from '../base/fileNames.ts'
import { t } from '../base/l10n.ts'
import { createLru } from '../base/lru.ts'
import { runInNextTurn } from '../base/turn.ts'
import { builtinFormats } from '../templates/builtin.ts'
import type { Format, Template } from '../templates/template.ts'
import type { Config, ConfigProblem, ConfigReader } from './config.ts'
import { relativeTo } from './paths.ts'
import type { Store } from './store.ts'
import { createTemplates, type TemplateFiles } from './templateFormats.ts'

/** A configuration file with errors. */
export interface BadConfig {
  path: string
  text: string
  problems: readonly ConfigProblem[]
}

export interface Settings<R = unknown> {
  config: Config<R>
  /** The path of the configuration, if any. */
  path: string | undefined
  /** The formats, those of the repository first. */
  formats: readonly Format[]
  /** The top folder of the repository, if any. */
  root: string | undefined
  bad: BadConfig | undefined
  /** The path of the nearest constitution above. */
  constitution: string | undefined
  /** Problems with the templates of the repository, one sentence each. */
  notes: readonly string[]
  /** Whether a file may be a specification: it matches the configured patterns, and is not a template. */
  admits(path: string): boolean
}

const mostKept = 300 // configurations
const constitutions = ['constitution.md', 'memory/constitution.md', '.specify/memory/constitution.md']

const noTemplates: TemplateFiles = { files: [], listed: new Set(), stacks: [] }

/** Finds the settings of folders. Files that have not changed are not read again. */
export interface SettingsFinder<R = unknown> {
  of(folder: string): Promise<Settings<R>>
}

/** What is found in the folders above: the nearest configuration and templates, and the root of the repository. */
interface Found {
  config: string | undefined
  templates: TemplateFiles | undefined
  /** The folder that the templates were found from. */
  base: string
  root: string | undefined
  constitution: string | undefined
}

/**
 * @param reader reads the settings of rules.
 * @param cached for a run over files that do not change: each folder is looked up once.
 */
export function createSettings<R>(store: Store, reader: ConfigReader<R>, cached: boolean): SettingsFinder<R> {
  const above = new Map<string, Promise<Found>>()
  const cache = createLru<string, { stamp: string; settings: Settings<R> }>(mostKept)
  const templatesOf = createTemplates(store)

  const look = async (folder: string): Promise<Found> => {
    let config: string | undefined
    for (const name of configNames) {
      const path = join(folder, name)
      // A configuration that cannot be read is reported, not skipped.
      if (config === undefined && (await store.read(path).catch(() => true))) config = path
    }
    const templates = await templatesOf.inFolder(folder)
    let constitution: string | undefined
    for (const one of constitutions)
      constitution ??= (await store.files.kind(join(folder, one))) === 'file' ? join(folder, one) : undefined
    const root = (await store.files.kind(join(folder, '.git'))) === undefined ? undefined : folder
    if (root !== undefined || dirname(folder) === folder) return { config, templates, base: folder, root, constitution }
    const outer = await find(dirname(folder))
    return {
      config: config ?? outer.config,
      templates: templates ?? outer.templates,
      base: templates ? folder : outer.base,
      root: outer.root,
      constitution: constitution ?? outer.constitution,
    }
  }
  const find = (folder: string): Promise<Found> => {
    // In an editor, results are valid for a turn of the event loop, in which many files may be read.
    if (!cached && above.size === 0) runInNextTurn(() => above.clear())
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
    const key = [path, root, constitution, base, ...(found?.files ?? [])].join('\n')
    const last = cache.get(key)
    if (last && cached) return last.settings
    let unreadable = ''
    const text =
      path === undefined
        ? undefined
        : await store.read(path).catch((error: Error) => {
            unreadable = error.message
          })
    const { config, problems } = text ? reader.read(text.text) : { config: reader.none, problems: [] }
    const errors = [...problems]
    const addError = (message: string): void => void errors.push({ start: 0, end: 1, bySchema: false, message })
    if (unreadable !== '') addError(t('{0}. The defaults apply.', unreadable))
    const named =
      path !== undefined && config.templates ? await templatesOf.named(dirname(path), config.templates) : undefined
    for (const name of named?.missing ?? []) addError(t('No template found at "{0}"', name))
    if (named && named.files.length + named.stacks.length === 0)
      addError(t('No templates found, so the built-in templates are used'))
    const templates = await templatesOf.read(named ?? found ?? noTemplates)
    const packs = await packFiles(store, reader, path, config.packs ?? [])
    const stamp = [text?.stamp, ...packs.map((one) => one.stamp), templates.stamp].join('\n')
    if (last?.stamp === stamp) return last.settings
    const { rules, problems: wrong } = config.packs
      ? reader.withPacks(config.rules, packs)
      : { rules: config.rules, problems: [] }
    for (const problem of wrong) addError(problem)
    const shown = (one: string): string =>
      relativeTo(root ?? (path === undefined || !config.templates ? base : dirname(path)), one)
    const formats = [...templatesOf.formatsOf(templates, shown), ...builtinFormats()]
    const admits = admitter(config, path)
    const settings: Settings<R> = {
      config: { ...config, rules },
      path,
      constitution,
      formats: formats.map((format) => withVocabularies(format, config)),
      root,
      bad: path !== undefined && errors.length > 0 ? { path, text: text?.text ?? '', problems: errors } : undefined,
      notes: templates.stacks.flatMap(({ problems }) => problems),
      admits: (one) => !templates.has(one) && admits(one),
    }
    cache.set(key, { stamp, settings })
    return settings
  }

  return { of: async (folder) => settingsOf(await find(folder)) }
}

interface PackFile {
  source: unknown
  /** The text of the file that it names. */
  text: string | undefined
  stamp: string
}

/** The packs of a configuration in order, with the texts of files that it names. */
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

/** A format with the vocabularies that the configuration defines for its fields. */
function withVocabularies(format: Format, { vocabularies }: Config<unknown>): Format {
  if (vocabularies.size === 0) return format
  const words = new Map([...vocabularies].map(([key, list]) => [key.toLowerCase(), list]))
  const templates = format.templates.map((template): Template => {
    const fields = template.fields.map((field) => {
      const vocabulary = words.get(field.key.toLowerCase())
      return vocabulary ? { ...field, shape: { type: 'words' as const, words: [...vocabulary] } } : field
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
    const name = relativeTo(base, path)
    return name !== '' && !name.startsWith('..') && rules.ignores(name)
  }
}
