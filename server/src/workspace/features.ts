// Decides which documents belong together: a folder with `spec.md` is a feature, with its plan, tasks, clarifications,
// checklists and phases; any other specification is a feature of its own.

import { basename, dirname, join } from 'node:path'
import { isSpecName } from '../base/fileNames.ts'
import { createLru } from '../base/lru.ts'
import { createObjectTable } from '../base/perObject.ts'
import { mayNameIds } from '../document/references.ts'
import { numberOf, specIdOf } from '../document/specNumber.ts'
import { attachmentOf, type Feature, type FeatureFile, makeFeature } from '../feature/feature.ts'
import { isTitled, type Recognition, recognise } from '../templates/detect.ts'
import { readBy, type SpecDocument } from '../templates/specDocument.ts'
import { type DocumentKind, type Format, isFallback } from '../templates/template.ts'
import { isMarkdownPath, isTemplatePath } from './paths.ts'
import type { Settings, SettingsFinder } from './settings.ts'
import type { Store, Text } from './store.ts'

/** A feature with the settings that it was read with. */
export interface Loaded<R = unknown> {
  feature: Feature
  settings: Settings<R>
}

export interface Features<R = unknown> {
  /** The feature that a Markdown file belongs to; undefined for ordinary Markdown. Rejects if it cannot be read. */
  of(path: string): Promise<Loaded<R> | undefined>
  /**
   * The feature of a home, if any. Rejects like `of`.
   * @param once the feature is not cached: for a single pass over many features.
   */
  at(home: string, once?: boolean): Promise<Loaded<R> | undefined>
  /** The feature whose folder has an attachment, and the attachment. Rejects like `of`. */
  attachmentAt(path: string): Promise<(Loaded<R> & { file: FeatureFile }) | undefined>
  /** The folder or file that identifies a file's feature. Reads only folders. */
  homeOf(path: string): Promise<string>
}

const mostKept = 300 // features, with their texts
const partName = /^(spec|plan|tasks|clarifications)\.(?:md|markdown)$/i

/** @param kept for an editor: features are cached until one of their texts changes. */
export function createFeatures<R>(store: Store, settings: SettingsFinder<R>, kept: boolean): Features<R> {
  const cache = createLru<
    string,
    { texts: readonly (Text | undefined)[]; formats: readonly Format[]; loaded: Loaded<R> | undefined }
  >(mostKept)

  const homeOf = async (path: string): Promise<string> => {
    if (isSpecName(basename(path))) return dirname(path)
    let folder = dirname(path)
    for (let up = 0; up < 4; up++) {
      const within = path.slice(folder.length + 1).replaceAll('\\', '/')
      const entries = kindOfPart(within) ? await store.list(folder) : []
      if (entries.some(({ name, kind }) => kind === 'file' && isSpecName(name))) return folder
      if (dirname(folder) === folder) break
      folder = dirname(folder)
    }
    return path
  }

  /** Whether a file is in the numbered folder of a specification that has its own `spec.md`: a contract, a report. */
  const isCompanion = async (path: string): Promise<boolean> => {
    for (let folder = dirname(path), up = 0; up < 3 && dirname(folder) !== folder; folder = dirname(folder), up++)
      if (isNumbered(folder))
        return (await store.list(folder)).some(({ name, kind }) => kind === 'file' && isSpecName(name))
    return false
  }

  const loadFile = async (path: string, once = false): Promise<Loaded<R> | undefined> => {
    const own = await settings.of(dirname(path))
    if (!own.admits(path)) return undefined
    const text = await store.read(path)
    if (!text) return undefined
    const last = cache.get(path)
    const isSame = last?.texts[0] === text && last.formats === own.formats
    const found = isSame ? undefined : recognise(text, own.formats, { path, named: false, beside: new Set() })
    const loaded = isSame
      ? last.loaded
      : found && { feature: makeFeature(path, whyOf(found, own), [found.spec]), settings: own }
    if (kept && !once && !isSame) cache.set(path, { texts: [text], formats: own.formats, loaded })
    return loaded && !hasTitleOf(loaded.feature) && (await isCompanion(path)) ? undefined : loaded
  }

  const loadFolder = async (folder: string, once = false): Promise<Loaded<R> | undefined> => {
    const own = await settings.of(folder)
    const names = await markdownIn(store, folder)
    const spec = names.find((name) => isSpecName(name))
    if (!spec || !own.admits(join(folder, spec))) return undefined
    const ordered = [spec, ...names.filter((name) => name !== spec)]
    const texts = await Promise.all(ordered.map((name) => store.read(join(folder, name)).catch(() => undefined)))
    const last = cache.get(folder)
    if (
      last &&
      last.formats === own.formats &&
      last.texts.length === texts.length &&
      texts.every((text, k) => text === last.texts[k])
    ) {
      return last.loaded
    }
    const loaded = readFolder(folder, ordered, texts, own)
    if (kept && !once) cache.set(folder, { texts, formats: own.formats, loaded })
    return loaded
  }

  return {
    homeOf,
    at: (home, once) => (isMarkdownPath(home) ? loadFile(home, once) : loadFolder(home, once)),
    async of(path) {
      if (!isMarkdownPath(path) || isTemplatePath(path)) return undefined
      const home = await homeOf(path)
      if (home === path) return loadFile(path)
      const loaded = await loadFolder(home)
      // A file in the folder of a specification that is not one of its documents is ordinary Markdown.
      return loaded?.feature.documents.some((document) => document.path === path) ? loaded : undefined
    },
    async attachmentAt(path) {
      let folder = path
      for (let up = 0; up < 4 && isMarkdownPath(path); up++) {
        if (dirname(folder) === folder) break
        folder = dirname(folder)
        const entries = await store.list(folder)
        if (!entries.some(({ name, kind }) => kind === 'file' && isSpecName(name))) continue
        const loaded = await loadFolder(folder)
        const file = loaded?.feature.attachments.find((one) => one.path === path)
        return file && loaded && { ...loaded, file }
      }
      return undefined
    },
  }
}

const hasTitleOf = ({ spec: { template, document } }: Pick<Recognition, 'spec'>): boolean =>
  isTitled(template, document)

/** Whether a folder has a number, as those of specifications have. */
const isNumbered = (folder: string): boolean => /^\d{1,8}[-_]/.test(basename(folder))

/** Reads the documents of a folder; undefined if its `spec.md` is not a specification. */
function readFolder<R>(
  folder: string,
  names: readonly string[],
  texts: readonly (Text | undefined)[],
  settings: Settings<R>,
): Loaded<R> | undefined {
  const [text] = texts
  if (!text) return undefined
  const parts = new Set(names.flatMap((name) => kindOfPart(name) ?? []).filter((kind) => kind !== 'spec'))
  const found = recogniseFolder(text, settings.formats, parts)
  if (!found) return undefined
  const documents: SpecDocument[] = [found.spec]
  const attachments: FeatureFile[] = []
  const known = new Set<string>()
  let links = 0 // attachments with links only, which leave room for those with ids
  for (const [k, other] of texts.entries()) {
    if (k === 0 || !other) continue
    const spec = readPart(found, names[k] as string, other)
    if (spec) documents.push(spec)
    else {
      const named = mayNameIds(other.text)
      const isRoom = (named ? attachments.length - links : links) < mostAttachments
      const file = isRoom ? attachmentFor(other, settings.formats, isNumbered(folder)) : undefined
      if (file) attachments.push(file)
      if (file && !named) links++
      // `spec-phase2.md` defines ids of the same specification, a file with an id of its own does not.
      if (!file && named && isRoom && (specIdOf(other.document())?.number ?? numberOf(folder)) === numberOf(folder))
        for (const { id, strong } of other.document().definitions) if (strong) known.add(id.key)
    }
  }
  return {
    feature: makeFeature(folder, whyOf(found, settings), documents, { fileNames: names, attachments, known }),
    settings,
  }
}

/** Why a specification has its format, and problems with templates. */
const whyOf = ({ why }: Recognition, { notes }: Pick<Settings, 'notes'>): string => [why, ...notes].join('; ')

/** Reads the `spec.md` of a folder; cached for the kinds of documents next to it. */
function recogniseFolder(text: Text, formats: readonly Format[], beside: Set<DocumentKind>): Recognition | undefined {
  const kinds = [...beside].sort().join(' ')
  const last = recognised.get(text)
  if (last?.formats === formats && last.kinds === kinds) return last.found
  const found = recognise(text, formats, { path: text.path, named: true, beside })
  recognised.set(text, { formats, kinds, found })
  return found
}

type Known = { formats: readonly Format[]; kinds: string; found: Recognition | undefined }
const recognised = createObjectTable<Text, Known>() // by version of the text

const attachments = createObjectTable<Text, { formats: readonly Format[]; file: FeatureFile | undefined }>() // by version of the text

/**
 * Other Markdown of a folder with ids or links, which is not a specification itself.
 * @param isCompanion whether it belongs to the specification of the folder unless its title is that of a specification
 */
function attachmentFor(text: Text, formats: readonly Format[], isCompanion: boolean): FeatureFile | undefined {
  const last = attachments.get(text)
  if (last?.formats === formats) return last.file
  const isOther = (found: Recognition | undefined): boolean =>
    found !== undefined && (!isCompanion || hasTitleOf(found))
  const isAttachment =
    (mayNameIds(text.text) || /\](?:\(|:)/.test(text.text)) &&
    !isOther(recognise(text, formats, { path: text.path, named: false, beside: new Set() }))
  const file = isAttachment ? attachmentOf(text.path, text.document()) : undefined
  attachments.set(text, { formats, file })
  return file
}

/** Reads another document of a folder by the template of its kind; cached for each template. */
function readPart({ spec }: Recognition, name: string, text: Text): SpecDocument | undefined {
  const kind = kindOfPart(name)
  const template = kind && spec.format.templates.find(({ documentKind }) => documentKind === kind)
  if (!template || kind === 'spec') return undefined
  const last = parts.get(text)
  // A built-in template requires nothing of this kind if the repository has templates for other kinds only.
  const loose = spec.loose || (isFallback(spec.format, template) && !isFallback(spec.format, spec.template))
  if (last?.template === template && last.format === spec.format && last.loose === loose) return last
  const part = name.includes('/')
  const read = readBy(spec.format, template, text.document(), { path: text.path, part, loose })
  parts.set(text, read)
  return read
}

const parts = createObjectTable<Text, SpecDocument>() // by version of the text

/** The kind of a document, by its name relative to the feature's folder; undefined for other files. */
export function kindOfPart(name: string): DocumentKind | undefined {
  const path = name.split('/')
  const file = path.at(-1) as string
  if (path.length === 2 && path[0] === 'checklists') return 'checklist'
  if (path.length > 1 && path[0] !== 'phases') return undefined
  const kind = partName.exec(file)?.[1]?.toLowerCase() as DocumentKind | undefined
  return path.length > 1 && kind === 'spec' ? undefined : kind
}

// Subfolders of a feature. Files in other folders (`src`, `specs`) do not belong to it.
const partFolder = /^(?:checklists|phases|contracts|research|decisions|notes|tasks)$/i
const mostAttachments = 100 // attachments of a feature with ids, and as many with links only

/** The Markdown files of a feature's folder and of its part folders (`phases` deeper), relative to it, with `/`. */
async function markdownIn(store: Store, folder: string): Promise<string[]> {
  const names: string[] = []
  const look = async (below: string, depth: number): Promise<void> => {
    const entries = await store.list(join(folder, below))
    for (const { name, kind } of entries) {
      const path = below === '' ? name : `${below}/${name}`
      if (kind === 'file' && isMarkdownPath(name) && !isTemplatePath(name)) names.push(path)
      else if (kind === 'folder' && (depth > 0 ? path.startsWith('phases') && depth < 4 : partFolder.test(name)))
        await look(path, depth + 1)
    }
  }
  await look('', 0)
  return names
}
