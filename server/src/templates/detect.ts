// Detects whether a text is a specification, and in which format: by signs of the format and by the documents next to it,
// never by the name of the file alone.
import { counted, t } from '../base/l10n.ts'
import { perObject } from '../base/perObject.ts'
import type { Chunk } from '../document/chunk.ts'
import type { Document, Section } from '../document/model.ts'
import { readDocument } from '../document/read.ts'
import { normalTitle, startsWithName } from '../document/sections.ts'
import { isForeignTitle, isTranslatedTitle } from '../languages/names.ts'
import { type Fit, fitOf } from './fit.ts'
import { isTranslated, kindOf, readBy, readFit, type SpecDocument } from './specDocument.ts'
import type { DocumentKind, Format, Template } from './template.ts'

/** The signs that a document follows a template. */
interface Signs {
  /** Whether the title has the template's form. */
  titled: boolean
  /** Whether the id field has an id of the format. */
  numbered: boolean
  /** How many metadata fields of the template the document has. */
  fields: number
  /** How many sections of level 2 of the template the document has. */
  sections: number
  /** Whether some of the sections have their titles in another language. */
  translated: boolean
  /** How many kinds of ids are defined where the template defines them. */
  kinds: number
}

/** What is known about a file apart from its text. */
export interface FileContext {
  path: string
  /** Whether it is the file `spec.md` of its folder. */
  named: boolean
  /** The kinds of feature documents in the same folder. */
  beside: ReadonlySet<DocumentKind>
}

const noContext: FileContext = { path: '', named: false, beside: new Set() }

export interface Recognition {
  spec: SpecDocument
  /** Why it is read by this format, as a message. */
  why: string
}

/**
 * Reads a text by the format that it is written in. Undefined if it follows none of them. Formats of the repository take
 * precedence over built-in ones. Very cheap for a text without any of the signs.
 */
export function recognise(
  source: { text: string; document(): Document },
  formats: readonly Format[],
  around: FileContext = noContext,
): Recognition | undefined {
  const { text } = source
  const glance = tracesOf(text)
  const likely = formats.flatMap((format) =>
    specTemplates(format)
      .filter((template) => hasTraces(glance, template))
      .map((template) => ({ format, template })),
  )
  if (likely.length === 0 && !(around.named && /[A-Z]-?\d/.test(text))) return undefined
  const document = source.document()
  // If the title has the form of some templates, no others are tried.
  const titled = likely.filter(({ template }) => isTitled(template, document))
  let best: { fit: Fit; signs: Signs; score: number } | undefined
  for (const { format, template } of titled.length > 0 ? titled : likely) {
    const fit = fitOf(format, template, document)
    const signs = signsOf(fit)
    if (!hasEnoughSigns(template, signs)) continue
    // A file of any name with metadata and sections may be a proposal or a report.
    const isNamed = around.named || signs.titled || signs.numbered || signs.translated
    if (!isNamed && (template.path === undefined || template.titleForm !== '')) continue
    const score = scoreOf(fit, signs, around.beside)
    if (!best || score > best.score) best = { fit, signs, score }
  }
  if (best) {
    const evidence = evidenceOf(best.fit, best.signs, formats, around.path)
    const isOlder = isOfOlderGeneration(best.fit, formats)
    const loose = evidence === undefined || isOlder
    const fit = loose ? fitForAll(best.fit, formats, around) : best.fit
    const spec = readFit(fit, { path: around.path, loose })
    const evidenceText = isOlder ? olderGeneration() : (evidence ?? noEvidence())
    return {
      spec,
      why: [whyOf(fit, fit === best.fit ? best.signs : signsOf(fit)), evidenceText].filter(Boolean).join('; '),
    }
  }
  return around.named ? recogniseByIds(document, formats, around) : undefined
}

/**
 * The fit for a document without evidence that it follows its format. If the format lacks a template for a document next to
 * it (`tasks.md`), the first format that has all of them is used instead.
 */
function fitForAll(fit: Fit, formats: readonly Format[], { beside }: FileContext): Fit {
  const hasAllKinds = ({ templates }: Format): boolean =>
    [...beside].every((kind) => templates.some(({ documentKind }) => documentKind === kind))
  if (hasAllKinds(fit.format)) return fit
  const complete = formats.find(hasAllKinds)
  const template = complete && specTemplates(complete)[0]
  return template ? fitOf(complete, template, fit.document) : fit
}

const specTemplates = (format: Format): Template[] =>
  format.templates.filter(({ documentKind }) => documentKind === 'spec')

/** Whether a format has a template for specifications that comes from the repository. */
const hasOwnSpec = (format: Format): boolean => specTemplates(format).some(({ path }) => path !== undefined)

/** Reads a text by a format without detection, for files that are named explicitly. */
export const readAs = (format: Format, text: string, path = ''): SpecDocument =>
  readBy(format, specTemplates(format)[0] ?? (format.templates[0] as Template), readDocument(text), { path })

/** Whether the signs are enough: at least two independent ones. Ordinary documents, too, have a title or a few sections. */
function hasEnoughSigns(template: Template, signs: Signs): boolean {
  const half = template.sections.filter((section) => section.required).length / 2
  // A plan has the id and status of its specification, too, and a `Spec:` of another format has some of its metadata.
  if (signs.titled)
    return signs.fields >= 3 || signs.kinds >= 1 || signs.sections >= half || (signs.numbered && signs.fields >= 2)
  if (signs.numbered) return signs.kinds >= 1 || signs.sections >= half
  // Only translations have several translated section titles. Their ids may have other letters.
  if (signs.translated && signs.fields >= 2 && signs.sections >= half && signs.kinds >= 1) return true
  return signs.fields >= 3 && (signs.sections >= half || signs.kinds >= 3)
}

/** The folders of specifications in the built-in formats, by the start of the format's name. */
const layouts: readonly [string, RegExp][] = [
  ['seed', /(?:^|\/)docs\/specs\/\d{2,5}-[^/]+(?:\.md|\/[^/]+)$/i],
  ['spec-kit', /(?:^|\/)specs\/\d{3,8}-[^/]+\/[^/]+$/i],
]

const noEvidence = (): string => t('no evidence that it follows the template, so missing parts are not reported')

/**
 * The evidence that a document follows its format, as a message that is empty if the signs say it already. Undefined without
 * evidence: a title or some sections alone are in other documents, too. Missing parts are not reported then.
 */
function evidenceOf({ template }: Fit, signs: Signs, formats: readonly Format[], path: string): string | undefined {
  if (template.path !== undefined) return '' // the signs name the template
  if (signs.numbered) return t('an id of this format')
  if (2 * signs.fields > template.fields.length) return t('most of the metadata')
  const isOnlyOne = formats.every((format) => !hasOwnSpec(format)) // otherwise the layout is that of the repository's format
  const layout = layouts.find(([name]) => template.format.startsWith(name))?.[1]
  return isOnlyOne && layout?.test(path.replaceAll('\\', '/')) ? t('a folder of this format') : undefined
}

const olderGeneration = (): string => t('an older version of the template, so newer parts are not reported')

/**
 * Whether a document lacks sections because it is older than its template: it has all required sections of an older built-in
 * template, and one that only that template has.
 */
const isOfOlderGeneration = ({ document, template, sections }: Fit, formats: readonly Format[]): boolean =>
  template.sections.some((section) => section.required && !sections.has(section)) &&
  formats.some(
    (format) =>
      format.folder === undefined &&
      specTemplates(format).some((older) => older !== template && followsOlder(document, older, template)),
  )

function followsOlder(document: Document, older: Template, template: Template): boolean {
  if (older.titleForm !== template.titleForm) return false
  const names = new Set(document.sections.map(({ key }) => key))
  const newer = new Set(template.sections.map(({ name }) => name))
  return (
    older.sections.every((section) => !section.required || names.has(section.name)) &&
    older.sections.some(({ name }) => !newer.has(name) && names.has(name))
  )
}

/** How well a template fits: by its parts in the document, the documents next to it, and above all whether the repository has it. */
function scoreOf({ format, template, document }: Fit, signs: Signs, beside: ReadonlySet<DocumentKind>): number {
  const names = new Set(document.sections.map(({ key }) => key))
  const same = template.sections.filter(({ section, name }) => section.level <= 3 && names.has(name)).length
  const missing = template.sections.filter((section) => section.required).length - signs.sections
  const ownBonus = template.path === undefined ? 0 : 1000
  let score = ownBonus + same + signs.sections + 2 * (signs.fields + signs.kinds) - Math.max(0, missing)
  for (const kind of new Set(format.templates.map(({ documentKind }) => documentKind))) {
    if (kind !== 'spec' && (beside.has(kind) || linksTo(document, `${kind}.md`))) score += 5
  }
  return score
}

const linksTo = ({ chunks }: Document, name: string): boolean =>
  chunks.some(({ chunk }) => chunk.links.some(({ destination }) => destination.startsWith(name)))

/** Whether a document has the title of a template: `# Feature Specification: Queue`. */
export const isTitled = ({ titleForm }: Template, { title }: Document): boolean =>
  titleForm !== '' && title?.title.toLowerCase().startsWith(titleForm) === true

/** The prefixes of ids with strong definitions in a chunk. */
const strongPrefixes = perObject(
  ({ definitions }: Chunk): ReadonlySet<string> =>
    new Set(definitions.filter(({ strong }) => strong).map(({ id }) => id.prefix)),
)

/** Whether a section has strong definitions of a prefix. Chunks that are completely inside need no look at each definition. */
const defines = ({ chunks }: Document, prefix: string, { start: from, end: to }: Section): boolean =>
  chunks.some(({ chunk, start }) => {
    if (start >= to || start + chunk.text.length <= from || !strongPrefixes(chunk).has(prefix)) return false
    const isIn = (at: number): boolean => start + at >= from && start + at < to
    return (
      (isIn(0) && isIn(Math.max(0, chunk.text.length - 1))) ||
      chunk.definitions.some(
        (definition) => definition.strong && definition.id.prefix === prefix && isIn(definition.start),
      )
    )
  })

function signsOf({ template, document, homes, fields, sections }: Fit): Signs {
  let kinds = 0
  for (const [kind, home] of homes) {
    if (defines(document, kind.prefix, home)) kinds++
  }
  return {
    titled: isTitled(template, document),
    numbered: [...fields].some(
      ([{ shape }, { value }]) => shape.type === 'id' && new RegExp(`^${shape.prefix}-[\\dX]+\\b`).test(value),
    ),
    fields: fields.size,
    sections: sections.size,
    translated: isTranslated({ sections }),
    kinds,
  }
}

function whyOf({ template, document }: Fit, signs: Signs): string {
  const topSectionCount = template.sections.filter(({ section }) => section.level === 2).length
  const signTexts = [
    signs.titled
      ? t('a title that starts with "{0}"', document.title?.title.slice(0, template.titleForm.length) ?? '')
      : undefined,
    signs.fields > 0 ? t('{0} of {1} metadata fields', signs.fields, template.fields.length) : undefined,
    signs.sections > 0 ? t('{0} of {1} sections', signs.sections, topSectionCount) : undefined,
    signs.kinds > 0 ? counted(signs.kinds, 'ids in {0} expected place', 'ids in {0} expected places') : undefined,
  ].filter((sign) => sign !== undefined)
  const all = signTexts.join(', ')
  return template.path === undefined ? all : t('{0} as in {1}', all, template.path)
}

/**
 * Recognises a `spec.md` in another language or with other headings by its ids, if it defines requirements, and there is another
 * role or document of the format; or by its place. Files of OpenSpec and Kiro define no ids.
 */
function recogniseByIds(document: Document, formats: readonly Format[], around: FileContext): Recognition | undefined {
  let best: { format: Format; score: number; count: number } | undefined
  for (const format of formats) {
    const counts = new Map<string, number>()
    for (const definition of document.definitions) {
      const kind = definition.strong ? kindOf(format, definition) : undefined
      if (kind?.documentKind === 'spec' && kind.role !== 'task') counts.set(kind.role, (counts.get(kind.role) ?? 0) + 1)
    }
    const hasOthers = counts.size >= 2 || around.beside.size > 0
    const hasIds = (counts.get('requirement') ?? 0) >= 2 && hasOthers
    if (!hasIds && !isAmongParts(format, around)) continue
    const kinds = new Set(format.templates.map(({ documentKind }) => documentKind))
    const score = [...kinds].filter((kind) => around.beside.has(kind)).length + (hasOwnSpec(format) ? 1000 : 0)
    if (!best || score > best.score) best = { format, score, count: hasIds ? counts.size : 0 }
  }
  const template = best && specTemplates(best.format)[0]
  if (!best || !template) return undefined
  const spec = readBy(best.format, template, document, { path: around.path, loose: true })
  return { spec, why: whyByIds(best.count > 0, [...around.beside].join(', ')) }
}

function whyByIds(hasIds: boolean, beside: string): string {
  if (!hasIds) return t('a spec.md next to {0}, in a folder of this format', beside)
  return beside ? t('a spec.md with requirement ids next to {0}', beside) : t('a spec.md with requirement ids')
}

/** Whether a document is where the format of the repository has its specifications, between a plan and tasks. */
const isAmongParts = (format: Format, { path, beside }: FileContext): boolean =>
  hasOwnSpec(format) &&
  beside.has('plan') &&
  beside.has('tasks') &&
  /(?:^|\/)specs\/\d{2,8}-[^/]+\/[^/]+$/i.test(path.replaceAll('\\', '/'))

const heading = /^#{1,6}[ \t]+(.{1,80})/

/** What a quick look finds without parsing: lines that may be headings, and the first 2,000 characters, in lower case. */
interface Traces {
  titles: string[]
  names: string[]
  head: string
}

const mostLooked = 500 // headings in a quick look

function tracesOf(text: string): Traces {
  const titles: string[] = []
  for (
    let at = text.startsWith('#') ? 0 : nextHash(text, 0);
    at >= 0 && titles.length < mostLooked;
    at = nextHash(text, at)
  ) {
    const title = heading.exec(text.slice(at, at + 90))?.[1]
    if (title) titles.push(title.toLowerCase())
  }
  return { titles, names: titles.map(normalTitle), head: text.slice(0, 2000).toLowerCase() }
}

/** What a quick look searches for: names of sections, starts of ids, and keys of fields, in lower case. */
const traceableIn = perObject(({ sections, fields }: Template) => ({
  wanted: sections.filter(({ section }) => section.level === 2).map(({ name }) => name),
  ids: fields.flatMap(({ shape }) => (shape.type === 'id' ? [`${shape.prefix}-`.toLowerCase()] : [])),
  keys: fields.map(({ key }) => key.toLowerCase()),
}))

/** Whether a text may follow a template at all. */
function hasTraces({ titles, names, head }: Traces, template: Template): boolean {
  const form = template.titleForm
  if (form !== '' && titles.some((title) => title.startsWith(form))) return true
  const { wanted, ids, keys } = traceableIn(template)
  const isWanted = (name: string): boolean =>
    wanted.some((wantedName) => startsWithName(name, wantedName) || name.endsWith(` ${wantedName}`)) ||
    (isForeignTitle(name) && wanted.some((wantedName) => isTranslatedTitle(name, wantedName)))
  let count = 0
  for (const name of names) if (isWanted(name) && ++count >= 2) return true
  if (ids.some((id) => head.includes(id))) return true
  return keys.filter((key) => head.includes(`${key}**`) || head.includes(`${key}:`)).length >= 2
}

function nextHash(text: string, at: number): number {
  const lf = text.indexOf('\n#', at)
  return lf < 0 ? -1 : lf + 1
}
