// Reads the template stack of a spec-kit repository: which of its files are used, in which order, and the resulting text.
import { basename, dirname, join } from 'node:path'
import { t } from '../base/l10n.ts'
import { createLru } from '../base/lru.ts'
import { perObject } from '../base/perObject.ts'
import { builtinText } from '../templates/builtin.ts'
import { type Composed, compose, isSafeName, readManifest, readRegistry, staysInside } from '../templates/stack.ts'
import type { DocumentKind, Strategy, TemplateLayer } from '../templates/template.ts'
import { kindOfTemplate } from './paths.ts'
import type { Store, Text } from './store.ts'
import type { StackFiles } from './templateStackFiles.ts'

/** A template of a stack. */
export interface StackedTemplate extends Composed {
  documentKind: DocumentKind
  name: string
}

export interface TemplateStack {
  /** The folder `.specify`. */
  folder: string
  /** The templates of the kinds that the repository has files for. */
  templates: readonly StackedTemplate[]
  /** Absolute paths of all layers, in force or not. */
  files: ReadonlySet<string>
  /** Problems with its files, one sentence each. */
  problems: readonly string[]
  /** Changes whenever anything in the stack changes. */
  stamp: string
}

/** The templates of spec-kit; a repository may have others. */
const usualNames = ['spec-template', 'plan-template', 'tasks-template', 'checklist-template']
const mostKept = 50 // stacks

/** Reads stacks. A stack that has not changed is the same object. */
export function createTemplateStacks(store: Store): (files: StackFiles) => Promise<TemplateStack> {
  const cache = createLru<string, TemplateStack>(mostKept)
  return async (files) => {
    const stack = await readStack(store, files)
    const last = cache.get(stack.folder)
    if (last?.stamp === stack.stamp) return last
    cache.set(stack.folder, stack)
    return stack
  }
}

/** A preset or an extension: its files, and what its manifest says about them. */
interface Bundle {
  kind: 'preset' | 'extension'
  id: string
  folder: string
  /** Undefined without a registry. */
  priority: number | undefined
  since: string | undefined
  isEnabled: boolean
  /** Names of its files, including those in its folder `templates`. */
  names: ReadonlySet<string>
  /** Files by the name of the template; undefined without a manifest. */
  manifest: ReadonlyMap<string, { file: string; strategy: Strategy }> | undefined
}

async function readStack(
  store: Store,
  { folder, core, overrides, presets, extensions }: StackFiles,
): Promise<TemplateStack> {
  const reader = createReader(store, folder)
  const coreFolder = join(folder, 'templates')
  const bundles = [
    ...(await bundlesIn(reader, folder, 'preset', presets)),
    ...(await bundlesIn(reader, folder, 'extension', extensions)),
  ]
  const names = new Set([...usualNames, ...core.keys(), ...overrides.keys()])
  const templates: StackedTemplate[] = []
  for (const name of names) {
    const documentKind = kindOfTemplate(name)
    if (documentKind === undefined) continue
    const layers: (TemplateLayer | undefined)[] = []
    const override = overrides.get(name)
    if (override) layers.push(await reader.layer({ kind: 'override', file: join(coreFolder, 'overrides', override) }))
    for (const bundle of isSafeName(name) ? bundles : []) layers.push(await layerOf(reader, bundle, name))
    const own = core.get(name)
    if (own) layers.push(await reader.layer({ kind: 'core', file: join(coreFolder, own) }))
    const template = composed(
      layers.filter((layer) => layer !== undefined),
      documentKind,
    )
    for (const { layer, reason } of template?.problems ?? []) reader.addProblem(ignoredLayer(layer, name, reason))
    if (template) templates.push({ ...template, documentKind, name })
  }
  const { files, problems, stamps } = reader
  const order = bundles.map(({ id, priority, isEnabled, since }) => `${id} ${priority} ${isEnabled} ${since}`)
  return { folder, templates, files, problems: [...problems], stamp: [...stamps, ...order, ...problems].join('\n') }
}

/** What is wrong with a layer that cannot be used. */
const ignoredLayer = ({ kind, id = '' }: TemplateLayer, name: string, reason: string): string =>
  kind === 'extension'
    ? t('Extension "{0}" is ignored for {1}: {2}', id, name, reason)
    : t('Preset "{0}" is ignored for {1}: {2}', id, name, reason)

/** Composes layers. If they only add to a template that the repository lacks, they add to the built-in one. */
function composed(layers: readonly TemplateLayer[], documentKind: DocumentKind): Composed | undefined {
  const inForce = layers.filter(({ unused }) => unused === undefined)
  if (inForce.length === 0) return undefined
  const text = inForce.some(({ strategy }) => strategy === 'replace') ? undefined : builtinText(documentKind)
  return compose(text === undefined ? layers : [...layers, builtinLayer(documentKind, text)])
}

const builtinLayer = (documentKind: DocumentKind, text: string): TemplateLayer => ({
  kind: 'built-in',
  id: undefined,
  path:
    documentKind === 'spec'
      ? t('the {0} template', 'spec-kit')
      : t('the {0} template for {1}', 'spec-kit', `${documentKind}.md`),
  strategy: 'replace',
  priority: undefined,
  since: undefined,
  text,
  unused: undefined,
})

/** Reads the files of a stack, and collects problems with them. */
function createReader(store: Store, top: string) {
  const files = new Set<string>()
  const problems = new Set<string>()
  const stamps = new Set<string>()
  const shown = (path: string): string => path.slice(dirname(top).length).replaceAll('\\', '/').replace(/^\//, '')
  const addProblem = (problem: string): void => void problems.add(problem)
  return {
    files,
    problems,
    stamps,
    shown,
    addProblem,
    /** A text; undefined if it does not exist or cannot be read. @param problem describes that it cannot be read. */
    async read(path: string, problem: (path: string, reason: string) => string): Promise<Text | undefined> {
      const text = await store.read(path).catch((error: Error) => addProblem(problem(shown(path), error.message)))
      if (text) stamps.add(`${path} ${text.stamp}`)
      return text ?? undefined
    },
    /** Reads a file as a layer. */
    async layer({
      kind,
      file,
      bundle,
      strategy = 'replace',
    }: {
      kind: TemplateLayer['kind']
      file: string
      bundle?: Bundle
      strategy?: Strategy
    }): Promise<TemplateLayer | undefined> {
      files.add(file)
      const text = await this.read(file, (path, reason) => t('{0}: {1}. The layers below it are used.', path, reason))
      return (
        text && {
          kind,
          id: bundle?.id,
          path: shown(file),
          strategy,
          priority: bundle?.priority,
          since: bundle?.since,
          text: text.text,
          unused: bundle?.isEnabled === false ? t('disabled') : undefined,
        }
      )
    },
  }
}
type Reader = ReturnType<typeof createReader>

// Parsed once for each version of a file.
const registriesOf = {
  presets: perObject(({ text }: Text) => readRegistry(text, 'presets')),
  extensions: perObject(({ text }: Text) => readRegistry(text, 'extensions')),
}
const providedBy = perObject(({ text }: Text) => readManifest(text))

/** The presets or extensions in the order of their registry; without a readable registry, all of them in alphabetical order. */
async function bundlesIn(
  reader: Reader,
  top: string,
  kind: Bundle['kind'],
  found: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Bundle[]> {
  if (found.size === 0) return []
  const key = `${kind}s` as const
  const folder = join(top, key)
  const path = join(folder, '.registry')
  const unordered = (registry: string, reason: string): string =>
    kind === 'preset'
      ? t('{0}: {1}. Presets are used in alphabetical order.', registry, reason)
      : t('{0}: {1}. Extensions are used in alphabetical order.', registry, reason)
  const text = await reader.read(path, unordered)
  const registry = text && registriesOf[key](text)
  if (text && !registry) reader.addProblem(unordered(reader.shown(path), t('Not a valid registry')))
  const byName = [...found.keys()].sort().map((id) => ({ id, priority: undefined, enabled: true, since: undefined }))
  const bundles: Bundle[] = []
  for (const { id, priority, enabled, since } of registry ?? byName) {
    const bundle = join(folder, id)
    const names = found.get(id)
    if (!names) continue
    const hasManifest = kind === 'preset' && names.has('preset.yml')
    const manifest = hasManifest
      ? await manifestOf(reader, bundle, id, enabled ? reader.addProblem : ignore)
      : undefined
    if (manifest === 'unreadable') continue // its effect is unknown
    bundles.push({ kind, id, folder: bundle, priority, since, isEnabled: enabled, names, manifest })
  }
  return bundles
}

const ignore = (): void => {}

async function manifestOf(
  reader: Reader,
  folder: string,
  id: string,
  addProblem: (problem: string) => void,
): Promise<Bundle['manifest'] | 'unreadable'> {
  const path = join(folder, 'preset.yml')
  const ignored = (manifest: string, reason: string): string =>
    t('Preset "{0}" is ignored. {1}: {2}', id, manifest, reason)
  const text = await reader.read(path, ignored)
  if (!text) return 'unreadable'
  const provided = providedBy(text)
  if ('problem' in provided) {
    addProblem(ignored(reader.shown(path), provided.problem))
    return 'unreadable'
  }
  return new Map([...provided].reverse().map((template) => [template.name, template])) // of several with a name, the first
}

/** The file of a preset or an extension for a template: the file that its manifest names, otherwise one in its folders. */
async function layerOf(reader: Reader, bundle: Bundle, name: string): Promise<TemplateLayer | undefined> {
  const { kind, id, folder, names, manifest, isEnabled } = bundle
  const declared = manifest?.get(name)
  if (!declared) {
    const found = [`templates/${name}.md`, `${name}.md`].find((file) => names.has(file))
    return found === undefined ? undefined : reader.layer({ kind, file: join(folder, found), bundle })
  }
  const { file, strategy } = declared
  const addProblem = isEnabled ? reader.addProblem : ignore
  const path = staysInside(file) ? join(folder, file) : undefined
  const layer = path === undefined ? undefined : await reader.layer({ kind, file: path, bundle, strategy })
  if (path === undefined) addProblem(t('Preset "{0}" is ignored for {1}: "{2}" is outside its folder', id, name, file))
  else if (!layer)
    addProblem(t('Preset "{0}" is ignored for {1}: "{2}" is missing or cannot be read', id, name, basename(path)))
  return layer
}
