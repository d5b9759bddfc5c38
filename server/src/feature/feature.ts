// A feature: the documents that belong together (spec, plan, tasks, clarifications, checklists, phases), each read by
// the template of its kind. An id means "of this feature"; this is where it is resolved.
import { holding, perObject } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import { type Id, parentKey } from '../document/ids.ts'
import type { Definition, Document, Reference } from '../document/model.ts'
import type { Qualifier } from '../document/qualifier.ts'
import { theirsOf } from '../document/read.ts'
import { asReferences } from '../document/references.ts'
import { numberOf, ownId, specPrefix } from '../document/specNumber.ts'
import { isTemplateText } from '../templates/leftOver.ts'
import {
  definitionsOf,
  isSpelled,
  kindOf,
  type SpecDocument,
  specOfTheirs,
  spellingOf,
} from '../templates/specDocument.ts'
import type { Stage } from '../templates/status.ts'
import type { Format, Role } from '../templates/template.ts'
import { stageOf } from './lifeCycle.ts'

/** A definition and the document that holds it. */
export interface Located {
  spec: SpecDocument
  definition: Definition
}

/** A document that may speak of a feature's ids: one of its own, or other Markdown of its folder (research, contracts). */
export interface FeatureFile {
  path: string
  document: Document
  /** None in other Markdown: what stands there like an item is a mention. */
  definitions: readonly Definition[]
  references: readonly Reference[]
}

export interface Feature {
  /** The folder, or the file where a specification is one file. */
  path: string
  format: Format
  /** Why it is read by this format, in words. */
  why: string
  /** The specification first. */
  documents: readonly SpecDocument[]
  /** Other Markdown of its folder. */
  attachments: readonly FeatureFile[]
  spec: SpecDocument
  /** How far it got, by its status. */
  stage: Stage | undefined
  /** Names of the Markdown files in its folder, relative to it. */
  fileNames: readonly string[]
  /** Keys of all ids that something in the folder defines. */
  known: ReadonlySet<string>
  /** Ids of the whole feature are written so. */
  spellings: ReadonlySet<string>
}

/**
 * Joins the readings of a feature; the first one is the specification.
 * @param around.beside other Markdown of the folder (research, data model): what it defines is known.
 */
export function makeFeature(
  path: string,
  why: string,
  documents: readonly SpecDocument[],
  around: { fileNames?: readonly string[]; attachments?: readonly FeatureFile[] } = {},
): Feature {
  const spec = documents[0] as SpecDocument
  const spellings = new Set<string>()
  const { fileNames = [], attachments = [] } = around
  const known = new Set<string>()
  for (const { document: other } of attachments)
    for (const { id, strong } of other.definitions) if (strong) known.add(id.key)
  const prefixes = new Set<string>()
  for (const document of documents) {
    for (const one of document.spellings) spellings.add(one)
    for (const key of document.known) known.add(key)
    // Nobody knows yet which side of a merge conflict stays.
    for (const key of specOfTheirs(document).known) known.add(key)
    for (const { id } of document.definitions) prefixes.add(id.prefix)
  }
  // A log without entries says how its decisions are written all the same.
  if (spec.format.answers.mode === 'log')
    for (const kind of spec.format.kinds) if (kind.role === 'decision') spellings.add(spellingOf(kind))
  // `- **FR-002**: see the spec` in a plan defines nothing, unless no document of the feature does.
  for (const { foreign } of documents) for (const { key, prefix } of foreign) if (!prefixes.has(prefix)) known.add(key)
  const { format } = spec
  return holding({
    path,
    format,
    why,
    documents,
    attachments,
    spec,
    stage: stageOf(spec),
    fileNames,
    known,
    spellings,
  })
}

/** The same feature with their side of all merge conflicts in its documents; undefined where there are none. */
export const featureOfTheirs = perObject((feature: Feature): Feature | undefined => {
  const { path, why, documents, attachments, fileNames } = feature
  if (filesOf(feature).every(({ document }) => document.conflicts.length === 0)) return undefined
  const others = attachments.map((one) => attachmentOf(one.path, theirsOf(one.document)))
  return makeFeature(path, why, documents.map(specOfTheirs), { fileNames, attachments: others })
})

/** Markdown of a feature's folder that is none of its documents. */
export function attachmentOf(path: string, document: Document): FeatureFile {
  const listed = asReferences(document.text, document.definitions)
  const references =
    listed.length === 0 ? document.references : [...document.references, ...listed].sort((a, b) => a.start - b.start)
  return { path, document, definitions: [], references }
}

/** All that may speak of a feature's ids: its documents first. */
export const filesOf = ({ documents, attachments }: Feature): readonly FeatureFile[] => [...documents, ...attachments]

/** A feature of one document. */
export const featureOf = (spec: SpecDocument): Feature => makeFeature(spec.path, '', [spec])

/** Whether some document of the feature defines an id, or the item that it is a sub-clause of. */
export function isKnown({ known }: Feature, id: Id): boolean {
  const parent = parentKey(id)
  return known.has(id.key) || (parent !== undefined && known.has(parent))
}

/** The definitions of all documents by the keys of their ids. */
export const definitionsByKey = perObject(({ documents }: Feature): ReadonlyMap<string, readonly Located[]> => {
  const index = new Map<string, Located[]>()
  for (const spec of documents) {
    for (const definition of spec.definitions) {
      const same = index.get(definition.id.key)
      if (same) same.push({ spec, definition })
      else index.set(definition.id.key, [{ spec, definition }])
    }
  }
  return index
})

/** The definitions of an id in all documents; of a sub-clause that has none, those of its parent. */
export function resolve(feature: Feature, id: Id): readonly Located[] {
  const index = definitionsByKey(feature)
  const parent = parentKey(id)
  return index.get(id.key) ?? (parent === undefined ? undefined : index.get(parent)) ?? itself(feature, id)
}

/** The specification itself, where an id names it: `SPEC-004`. It stands at its metadata, else at its title. */
function itself({ spec, path }: Feature, id: Id): Located[] {
  const { document, fields } = spec
  const own = ownId(document)
  if (id.prefix !== (own?.prefix ?? specPrefix) || id.number !== (own?.number ?? numberOf(path))) return []
  const field = own && [...fields].find(([{ shape }]) => shape.type === 'id')?.[1]
  const { start, end } = field?.valueSpan ?? document.title?.name ?? { start: 0, end: 0 }
  const whole = field ?? document.title ?? { start, end }
  const place = {
    table: -1,
    depth: 0,
    box: undefined,
    section: document.title,
    titled: false,
    shared: false,
    strong: true,
    qualifier: undefined,
    fact: undefined,
  }
  return [{ spec, definition: { ...place, id, start, end, whole, form: 'paragraph' } }]
}

/** Whether what an id leads to is the specification itself. */
export const isItself = ({ spec, definition }: Located): boolean => !spec.definitions.includes(definition)

/** Whether what looks like an id is a name: `T2 instances`, `P1`, where tasks are written `T001`. */
export const isName = ({ spellings }: Feature, id: Id): boolean =>
  id.prefix.length === 1 && id.digits < 3 && !isSpelled(spellings, id)

/** Whether a mention in a page of a feature is of one of its ids. */
export const isOwn = (feature: Feature, reference: Reference): boolean =>
  !isName(feature, reference.id) && qualifierIn(feature, reference) === undefined

/**
 * The mentions in a document of ids that are written like those that its feature defines: others (`FR-12` of some
 * standard) are names. Of a prefix that no template knows, only the document that uses it can tell.
 */
export const mentionsIn = ({ spellings }: Feature, spec: SpecDocument): Reference[] =>
  spec.references.filter((one) => !one.code && isSpelled(kindOf(spec.format, one) ? spellings : spec.spellings, one.id))

/** Whose id a mention is in a page of a feature; undefined for the feature's own, also where its number is told. */
export function qualifierIn({ path, spec }: Feature, reference: Reference): Qualifier | undefined {
  const owner = reference.qualifier
  if (owner?.number === undefined || owner.number !== (ownId(spec.document)?.number ?? numberOf(path))) return owner
  return undefined
}

/** The definitions of a role in all documents. */
export const allOf = (feature: Feature, role: Role): Located[] =>
  feature.documents.flatMap((spec) => definitionsOf(spec, role).map((definition): Located => ({ spec, definition })))

/**
 * The first number that no id of a prefix has in the feature: not defined, not meant, and not spoken of as what was
 * withdrawn; on neither side of a merge conflict.
 * @param but a place that does not count: what is being written.
 */
export function nextNumber(feature: Feature, prefix: string, but?: Span & { spec: SpecDocument }): number {
  const theirs = featureOfTheirs(feature)
  const alike = but && { ...but, spec: specOfTheirs(but.spec) }
  return 1 + Math.max(highestNumber(feature, prefix, but), theirs ? highestNumber(theirs, prefix, alike) : 0)
}

function highestNumber(feature: Feature, prefix: string, but?: Span & { spec: SpecDocument }): number {
  const { documents } = feature
  let highest = 0
  const like = new Set<string>()
  const counts = (file: FeatureFile, { start }: Span): boolean =>
    file !== but?.spec || start < but.start || start > but.end
  for (const spec of documents) {
    for (const one of spec.definitions) {
      if (one.id.prefix !== prefix || !counts(spec, one)) continue
      highest = Math.max(highest, one.id.number)
      like.add(spellingOf(one.id))
      if (String(one.id.number).length === one.id.digits) like.add(`${one.id.lead}1`) // without zeros, see isSpelled
    }
    for (const one of spec.malformed)
      if (one.meant.prefix === prefix && counts(spec, one)) highest = Math.max(highest, one.meant.number)
  }
  // Where none is defined yet, those that the template's own spelling has may be: in a section of another name, say.
  const isNew = like.size === 0
  if (isNew) for (const kind of feature.format.kinds) if (kind.prefix === prefix) like.add(spellingOf(kind))
  for (const file of filesOf(feature)) {
    for (const reference of file.references) {
      const { id, last } = reference
      const { number } = last ?? id
      if (
        /^[1-9]/.test(id.text) ||
        number <= highest ||
        id.prefix !== prefix ||
        (isNew && reference.code) || // an example
        !isSpelled(like, id) ||
        !counts(file, reference)
      )
        continue
      // The template's own words, "(`CL-1`, `CL-2`, ...)", name no item.
      const isOwn =
        !reference.qualifier && !('template' in file && isTemplateText(file as SpecDocument, reference.start))
      if (isOwn) highest = number
    }
  }
  return highest
}
