// The template stack of a spec-kit repository, read: which of its files count, in which order, and the text that follows.
import { basename, dirname, join } from 'node:path'
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
  /** Of the kinds that the repository has templates for. */
  templates: readonly StackedTemplate[]
  /** Absolute paths of all files that are layers, in force or not. */
  files: ReadonlySet<string>
  /** What of it cannot be read, a sentence each. */
  problems: readonly string[]
  /** Changes with anything of it. */
  stamp: string
}

/** The templates of spec-kit; others count where the repository has them beside these. */
const usualNames = ['spec-template', 'plan-template', 'tasks-template', 'checklist-template']
const mostKept = 50 // stacks

/** Reads stacks; one that has not changed is the same object. */
export function createTemplateStacks(store: Store): (files: StackFiles) => Promise<TemplateStack> {
  const known = createLru<string, TemplateStack>(mostKept)
  return async (files) => {
    const stack = await readStack(store, files)
    const last = known.get(stack.folder)
    if (last?.stamp === stack.stamp) return last
    known.set(stack.folder, stack)
    return stack
  }
}

/** A preset or an extension: its files, and what it says of them. */
interface Bundle {
  kind: 'preset' | 'extension'
  id: string
  folder: string
  /** Undefined where no registry names it. */
  priority: number | undefined
  since: string | undefined
  isEnabled: boolean
  /** Names of the files in it, and in its folder `templates`. */
  names: ReadonlySet<string>
  /** By the name of the template; undefined without a manifest. */
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
    for (const { layer, reason } of template?.problems ?? [])
      reader.tell(`${layer.kind} "${layer.id}" is left out of ${name}: ${reason}`)
    if (template) templates.push({ ...template, documentKind, name })
  }
  const { files, problems, stamps } = reader
  const order = bundles.map(({ id, priority, isEnabled, since }) => `${id} ${priority} ${isEnabled} ${since}`)
  return { folder, templates, files, problems: [...problems], stamp: [...stamps, ...order, ...problems].join('\n') }
}

/** The text of some layers; what only adds to a template that the repository does not have adds to the built-in one. */
function composed(layers: readonly TemplateLayer[], documentKind: DocumentKind): Composed | undefined {
  const inForce = layers.filter(({ unused }) => unused === undefined)
  if (inForce.length === 0) return undefined
  const text = inForce.some(({ strategy }) => strategy === 'replace') ? undefined : builtinText(documentKind)
  return compose(text === undefined ? layers : [...layers, builtinLayer(documentKind, text)])
}

const builtinLayer = (documentKind: DocumentKind, text: string): TemplateLayer => ({
  kind: 'built-in',
  id: undefined,
  path: `the spec-kit template${documentKind === 'spec' ? '' : ` of ${documentKind}.md`}`,
  strategy: 'replace',
  priority: undefined,
  since: undefined,
  text,
  unused: undefined,
})

/** Reads the files of a stack, and keeps what there is to tell of them. */
function createReader(store: Store, top: string) {
  const files = new Set<string>()
  const problems = new Set<string>()
  const stamps = new Set<string>()
  const shown = (path: string): string => path.slice(dirname(top).length).replaceAll('\\', '/').replace(/^\//, '')
  const tell = (problem: string): void => void problems.add(problem)
  return {
    files,
    problems,
    stamps,
    shown,
    tell,
    /** A text; undefined when there is none, or it cannot be read, which is told with what follows. */
    async read(path: string, follows: string): Promise<Text | undefined> {
      const text = await store.read(path).catch((error: Error) => {
        tell(`${shown(path)} ${error.message}: ${follows}`)
      })
      if (text) stamps.add(`${path} ${text.stamp}`)
      return text ?? undefined
    },
    /** A file as a layer. */
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
      const text = await this.read(file, 'what lies below it counts')
      return (
        text && {
          kind,
          id: bundle?.id,
          path: shown(file),
          strategy,
          priority: bundle?.priority,
          since: bundle?.since,
          text: text.text,
          unused: bundle?.isEnabled === false ? 'disabled' : undefined,
        }
      )
    },
  }
}
type Reader = ReturnType<typeof createReader>

// Once for each version of a file.
const registriesOf = {
  presets: perObject(({ text }: Text) => readRegistry(text, 'presets')),
  extensions: perObject(({ text }: Text) => readRegistry(text, 'extensions')),
}
const providedBy = perObject(({ text }: Text) => readManifest(text))

/** The presets or extensions, in the order of their registry; without a readable one, all by their names. */
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
  const text = await reader.read(path, `${key} count in the order of their names`)
  const registry = text && registriesOf[key](text)
  if (text && !registry)
    reader.tell(`${reader.shown(path)} is no registry of ${key}: they count in the order of their names`)
  const byName = [...found.keys()].sort().map((id) => ({ id, priority: undefined, enabled: true, since: undefined }))
  const bundles: Bundle[] = []
  for (const { id, priority, enabled, since } of registry ?? byName) {
    const own = join(folder, id)
    const names = found.get(id)
    if (!names) continue
    const hasManifest = kind === 'preset' && names.has('preset.yml')
    const manifest = hasManifest ? await manifestOf(reader, own, id, enabled ? reader.tell : silent) : undefined
    if (manifest === 'unreadable') continue // nobody knows what it does
    bundles.push({ kind, id, folder: own, priority, since, isEnabled: enabled, names, manifest })
  }
  return bundles
}

const silent = (): void => {}

async function manifestOf(
  reader: Reader,
  folder: string,
  id: string,
  tell: (problem: string) => void,
): Promise<Bundle['manifest'] | 'unreadable'> {
  const path = join(folder, 'preset.yml')
  const leftOut = `preset "${id}" is left out`
  const text = await reader.read(path, leftOut)
  if (!text) return 'unreadable'
  const provided = providedBy(text)
  if ('problem' in provided) {
    tell(`${leftOut}: ${reader.shown(path)} cannot be read: ${provided.problem}`)
    return 'unreadable'
  }
  return new Map([...provided].reverse().map((one) => [one.name, one])) // of several of one name, the first
}

/** What a preset or an extension has for a template: what its manifest names, else what its folders have. */
async function layerOf(reader: Reader, bundle: Bundle, name: string): Promise<TemplateLayer | undefined> {
  const { kind, id, folder, names, manifest, isEnabled } = bundle
  const declared = manifest?.get(name)
  if (!declared) {
    const found = [`templates/${name}.md`, `${name}.md`].find((one) => names.has(one))
    return found === undefined ? undefined : reader.layer({ kind, file: join(folder, found), bundle })
  }
  const { file, strategy } = declared
  const leftOut = `preset "${id}" is left out of ${name}`
  const tell = isEnabled ? reader.tell : silent
  const path = staysInside(file) ? join(folder, file) : undefined
  const layer = path === undefined ? undefined : await reader.layer({ kind, file: path, bundle, strategy })
  if (path === undefined) tell(`${leftOut}: "${file}" is outside of its folder`)
  else if (!layer) tell(`${leftOut}: there is no ${basename(path)}`)
  return layer
}
