// A feature: the documents that belong together (spec, plan, tasks, clarifications, checklists, phases), each read by
// the template of its kind. Ids belong to a feature, and are resolved here.
import { holding, perObject } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import { type Id, parentKey } from '../document/ids.ts'
import type { Definition, Document, Reference } from '../document/model.ts'
import type { Qualifier } from '../document/qualifier.ts'
import { readTheirs } from '../document/read.ts'
import { asReferences } from '../document/references.ts'
import { numberOf, specIdOf, specPrefix } from '../document/specNumber.ts'
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

/** A definition and its document. */
export interface LocatedDefinition {
  spec: SpecDocument
  definition: Definition
}

/** A file that may reference the ids of a feature: one of its documents, or an attachment (research, contracts). */
export interface FeatureFile {
  path: string
  document: Document
  /** Empty for attachments, where everything that looks like a definition is a reference. */
  definitions: readonly Definition[]
  references: readonly Reference[]
}

export interface Feature {
  /** The folder, or the file of a specification in one file. */
  path: string
  format: Format
  /** Why it is read by this format, as a message. */
  why: string
  /** The documents, with the specification first. */
  documents: readonly SpecDocument[]
  /** Other Markdown files in its folder. */
  attachments: readonly FeatureFile[]
  spec: SpecDocument
  /** The stage that its status says. */
  stage: Stage | undefined
  /** Paths of the Markdown files in its folder, relative to it. */
  fileNames: readonly string[]
  /** Keys of all ids that something in the folder defines. */
  known: ReadonlySet<string>
  /** The spellings of the feature's ids; see `spellingOf`. */
  spellings: ReadonlySet<string>
}

/**
 * Makes a feature of its documents. The first one is the specification.
 * @param around.attachments other Markdown in the folder (research, data model); ids that it defines are known
 * @param around.known keys of ids that other specifications in the folder define (`spec-phase2.md`)
 */
export function makeFeature(
  path: string,
  why: string,
  documents: readonly SpecDocument[],
  around: { fileNames?: readonly string[]; attachments?: readonly FeatureFile[]; known?: Iterable<string> } = {},
): Feature {
  const spec = documents[0] as SpecDocument
  const spellings = new Set<string>()
  const { fileNames = [], attachments = [] } = around
  for (const document of documents) for (const spelling of document.spellings) spellings.add(spelling)
  // The spelling of decisions is known even if the log has no entries.
  if (spec.format.answers.mode === 'log')
    for (const kind of spec.format.kinds) if (kind.role === 'decision') spellings.add(spellingOf(kind))
  const { format } = spec
  return holding('feature', {
    path,
    format,
    why,
    documents,
    attachments,
    spec,
    stage: stageOf(spec),
    fileNames,
    known: knownIn(documents, attachments, [...(around.known ?? [])]),
    spellings,
  })
}

/** The keys of all ids that documents and attachments define, with `more`. */
function knownIn(
  documents: readonly SpecDocument[],
  attachments: readonly FeatureFile[],
  more: readonly string[],
): ReadonlySet<string> {
  // It is not known yet which side of a merge conflict will stay.
  const sides = documents.flatMap((document) => [...new Set([document, specOfTheirs(document)])])
  const attached = attachments.flatMap(({ document }) => document.definitions.filter(({ strong }) => strong))
  // `- **FR-002**: see the spec` in a plan defines nothing, unless no document of the feature does.
  const foreign = documents.flatMap((document) => document.foreign)
  const [first] = sides
  if (first && sides.length === 1 && attached.length + foreign.length + more.length === 0) return first.knownKeys
  const prefixes = new Set(documents.flatMap(({ definitions }) => definitions.map(({ id }) => id.prefix)))
  const elsewhere = foreign.filter(({ prefix }) => !prefixes.has(prefix))
  return new Set([
    ...sides.flatMap(({ knownKeys }) => [...knownKeys]),
    ...attached.map(({ id }) => id.key),
    ...elsewhere.map(({ key }) => key),
    ...more,
  ])
}

/** The feature with their side of all merge conflicts in its documents. Undefined if there are none. */
export const featureOfTheirs = perObject((feature: Feature): Feature | undefined => {
  const { path, why, documents, attachments, fileNames } = feature
  if (filesOf(feature).every(({ document }) => document.conflicts.length === 0)) return undefined
  const theirAttachments = attachments.map((attachment) =>
    attachmentOf(attachment.path, readTheirs(attachment.document)),
  )
  return makeFeature(path, why, documents.map(specOfTheirs), {
    fileNames,
    attachments: theirAttachments,
    known: feature.known,
  })
})

/** Makes an attachment of a Markdown file that is not a document of the feature. */
export function attachmentOf(path: string, document: Document): FeatureFile {
  const listed = asReferences(document.text, document.definitions)
  const references =
    listed.length === 0 ? document.references : [...document.references, ...listed].sort((a, b) => a.start - b.start)
  return { path, document, definitions: [], references }
}

/** All files that may reference the ids of a feature, with its documents first. */
export const filesOf = ({ documents, attachments }: Feature): readonly FeatureFile[] => [...documents, ...attachments]

/** A feature of one document. */
export const featureOf = perObject((spec: SpecDocument): Feature => makeFeature(spec.path, '', [spec]))

/** Whether the feature defines an id, or the item that it is a sub-clause of. */
export function isKnown({ known }: Feature, id: Id): boolean {
  if (known.has(id.key)) return true
  const parent = parentKey(id)
  return parent !== undefined && known.has(parent)
}

/** The definitions of all documents by the keys of their ids. */
export const definitionsByKey = perObject(
  ({ documents }: Feature): ReadonlyMap<string, readonly LocatedDefinition[]> => {
    const index = new Map<string, LocatedDefinition[]>()
    for (const spec of documents) {
      for (const definition of spec.definitions) {
        const same = index.get(definition.id.key)
        if (same) same.push({ spec, definition })
        else index.set(definition.id.key, [{ spec, definition }])
      }
    }
    return index
  },
)

/** The definitions of an id in all documents. A sub-clause without definitions has those of its parent. */
export function resolve(feature: Feature, id: Id): readonly LocatedDefinition[] {
  const index = definitionsByKey(feature)
  const parent = parentKey(id)
  return index.get(id.key) ?? (parent === undefined ? undefined : index.get(parent)) ?? itself(feature, id)
}

/** The specification itself, if an id refers to it: `SPEC-004`. Its place is the metadata field, otherwise the title. */
function itself({ spec, path }: Feature, id: Id): LocatedDefinition[] {
  const { document, fields } = spec
  const written = specIdOf(document)
  if (id.prefix !== (written?.prefix ?? specPrefix) || id.number !== (written?.number ?? numberOf(path))) return []
  const field = written && [...fields].find(([{ shape }]) => shape.type === 'id')?.[1]
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

/** The file of a document, for places in it. */
export const sourceOf = ({ path, document }: SpecDocument): { path: string; text: string } => ({
  path,
  text: document.text,
})

/** Whether the target of an id is the specification itself. */
export const isSpecItself = ({ spec, definition }: LocatedDefinition): boolean => !spec.definitions.includes(definition)

/** Whether something that looks like an id is a name: `T2 instances` or `P1`, if tasks are written `T001`. */
export const isOnlyName = ({ spellings }: Feature, id: Id): boolean =>
  id.prefix.length === 1 && id.digits < 3 && !isSpelled(spellings, id)

/** Whether a reference in a file of a feature is to an id of the feature. */
export const isOwnReference = (feature: Feature, reference: Reference): boolean =>
  !isOnlyName(feature, reference.id) && qualifierIn(feature, reference) === undefined

/**
 * The references in a document that are spelled like ids of its feature. Others are names (`FR-12` of some standard). For
 * a prefix of no known kind, only the spellings of the document itself count.
 */
export const spelledReferences = ({ spellings }: Feature, spec: SpecDocument): Reference[] =>
  spec.references.filter(
    (reference) =>
      !reference.code && isSpelled(kindOf(spec.format, reference) ? spellings : spec.spellings, reference.id),
  )

/**
 * The qualifier of a reference in a file of a feature. Undefined for the feature's own ids, even if they are qualified with
 * its number.
 */
export function qualifierIn({ path, spec }: Feature, reference: Reference): Qualifier | undefined {
  const owner = reference.qualifier
  if (owner?.number === undefined || owner.number !== (specIdOf(spec.document)?.number ?? numberOf(path))) return owner
  return undefined
}

/** The definitions of a role in all documents. */
export const definitionsOfRole = (feature: Feature, role: Role): LocatedDefinition[] =>
  feature.documents.flatMap((spec) =>
    definitionsOf(spec, role).map((definition): LocatedDefinition => ({ spec, definition })),
  )

/**
 * The number after the highest one that an id of a prefix has in the feature. Defined, malformed and referenced ids count,
 * because references may be to withdrawn items; and so do both sides of merge conflicts.
 * @param but a span that does not count, because it is being written
 */
export function nextNumber(feature: Feature, prefix: string, but?: Span & { spec: SpecDocument }): number {
  const theirs = featureOfTheirs(feature)
  const theirSpan = but && { ...but, spec: specOfTheirs(but.spec) }
  return 1 + Math.max(highestNumber(feature, prefix, but), theirs ? highestNumber(theirs, prefix, theirSpan) : 0)
}

function highestNumber(feature: Feature, prefix: string, but?: Span & { spec: SpecDocument }): number {
  const { documents } = feature
  let highest = 0
  const spellings = new Set<string>()
  const counts = (file: FeatureFile, { start }: Span): boolean =>
    file !== but?.spec || start < but.start || start > but.end
  for (const spec of documents) {
    for (const definition of spec.definitions) {
      if (definition.id.prefix !== prefix || !counts(spec, definition)) continue
      highest = Math.max(highest, definition.id.number)
      spellings.add(spellingOf(definition.id))
      if (String(definition.id.number).length === definition.id.digits) spellings.add(`${definition.id.lead}1`) // without zeros, see isSpelled
    }
    for (const malformed of spec.malformed)
      if (malformed.meant.prefix === prefix && counts(spec, malformed))
        highest = Math.max(highest, malformed.meant.number)
  }
  // If no id is defined yet, ids in the template's spelling count. They may be in a section of another name.
  const isNew = spellings.size === 0
  if (isNew) for (const kind of feature.format.kinds) if (kind.prefix === prefix) spellings.add(spellingOf(kind))
  for (const file of filesOf(feature)) {
    for (const reference of file.references) {
      const { id, last } = reference
      const { number } = last ?? id
      if (
        /^[1-9]/.test(id.text) ||
        number <= highest ||
        id.prefix !== prefix ||
        (isNew && reference.code) || // an example
        !isSpelled(spellings, id) ||
        !counts(file, reference)
      )
        continue
      // Ids in the template's own text, "(`CL-1`, `CL-2`, ...)", are no items.
      const isOwnReference =
        !qualifierIn(feature, reference) &&
        !('template' in file && isTemplateText(file as SpecDocument, reference.start))
      if (isOwnReference) highest = number
    }
  }
  return highest
}
