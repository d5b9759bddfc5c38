// Is a text a specification, and of which format? Told by the format's own signs and by the documents beside it, never by
// a file's name alone.
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

/** What speaks for a template. */
interface Signs {
  /** The title has the template's form. */
  titled: boolean
  /** The id field has an id of the format's kind. */
  numbered: boolean
  fields: number
  sections: number
  /** Some of the sections have their names in another language. */
  translated: boolean
  /** Kinds of ids that are defined where the template defines them. */
  kinds: number
}

/** What is known of a text beside its words. */
export interface FileContext {
  path: string
  /** It is the file `spec.md` of its folder. */
  named: boolean
  /** Documents of a feature that stand beside it. */
  beside: ReadonlySet<DocumentKind>
}

const alone: FileContext = { path: '', named: false, beside: new Set() }

export interface Recognised {
  spec: SpecDocument
  /** Why it is read so, in words. */
  why: string
}

/**
 * Reads a text by the format that it is written in; undefined when it is none of them. The repository's own formats come
 * before the built-in ones. Costs next to nothing for text that has none of the signs.
 */
export function recognise(
  source: { text: string; document(): Document },
  formats: readonly Format[],
  around: FileContext = alone,
): Recognised | undefined {
  const { text } = source
  const traces = tracesOf(text)
  const likely = formats.flatMap((format) =>
    specTemplates(format)
      .filter((template) => hasTraces(traces, template))
      .map((template) => ({ format, template })),
  )
  if (likely.length === 0 && !(around.named && /[A-Z]-?\d/.test(text))) return undefined
  const document = source.document()
  // Where the title has the form of some templates, no others are tried.
  const titled = likely.filter(({ template }) => isTitled(template, document))
  let best: { fit: Fit; signs: Signs; score: number } | undefined
  for (const { format, template } of titled.length > 0 ? titled : likely) {
    const fit = fitOf(format, template, document)
    const signs = signsOf(fit)
    if (!isOf(template, signs)) continue
    const score = scoreOf(fit, signs, around.beside)
    if (!best || score > best.score) best = { fit, signs, score }
  }
  if (best) {
    const evidence = evidenceOf(best.fit, best.signs, formats, around.path)
    const isOlder = isOfOlderGeneration(best.fit, formats)
    const loose = evidence === undefined || isOlder
    const fit = loose ? fitForAll(best.fit, formats, around) : best.fit
    const spec = readFit(fit, { path: around.path, loose })
    const told = isOlder ? olderGeneration() : (evidence ?? noEvidence())
    return { spec, why: [whyOf(fit, fit === best.fit ? best.signs : signsOf(fit)), told].filter(Boolean).join('; ') }
  }
  return around.named ? recogniseByIds(document, formats, around) : undefined
}

/**
 * Where nothing shows that a document follows its format, which has no template for what stands beside it (`tasks.md`), the
 * first format that has one for all of it.
 */
function fitForAll(fit: Fit, formats: readonly Format[], { beside }: FileContext): Fit {
  const lacksNone = ({ templates }: Format): boolean =>
    [...beside].every((kind) => templates.some(({ documentKind }) => documentKind === kind))
  if (lacksNone(fit.format)) return fit
  const other = formats.find(lacksNone)
  const template = other && specTemplates(other)[0]
  return template ? fitOf(other, template, fit.document) : fit
}

const specTemplates = (format: Format): Template[] =>
  format.templates.filter(({ documentKind }) => documentKind === 'spec')

/** Whether a format has a template for specifications that is the repository's own. */
const hasOwnSpec = (format: Format): boolean => specTemplates(format).some(({ path }) => path !== undefined)

/** Reads a text by a format, whatever it looks like: for files that somebody named. */
export const readAs = (format: Format, text: string, path = ''): SpecDocument =>
  readBy(format, specTemplates(format)[0] ?? (format.templates[0] as Template), readDocument(text), { path })

/** Two independent signs at least; few sections or a title alone are found in ordinary documents too. */
function isOf(template: Template, signs: Signs): boolean {
  const half = template.sections.filter((one) => one.required).length / 2
  // A plan beside a specification has its id and status too, and another house's `Spec:` some of its metadata.
  if (signs.titled)
    return signs.fields >= 3 || signs.kinds >= 1 || signs.sections >= half || (signs.numbered && signs.fields >= 2)
  if (signs.numbered) return signs.kinds >= 1 || signs.sections >= half
  // Translated names of sections are found together in translations alone; ids may have other letters there.
  if (signs.translated && signs.fields >= 2 && signs.sections >= half && signs.kinds >= 1) return true
  return signs.fields >= 3 && (signs.sections >= half || signs.kinds >= 3)
}

/** Folders of specifications as the built-in formats have them, by the start of the format's name. */
const layouts: readonly [string, RegExp][] = [
  ['seed', /(?:^|\/)docs\/specs\/\d{2,5}-[^/]+(?:\.md|\/[^/]+)$/i],
  ['spec-kit', /(?:^|\/)specs\/\d{3,8}-[^/]+\/[^/]+$/i],
]

const noEvidence = (): string => t('no evidence that it follows the template, so missing parts are not reported')

/**
 * What shows that a format is followed, in words, which are empty where the signs tell it already: a title or some sections alone are found in documents of other people,
 * too. Without it, a document is read by what it has, and not asked for what it lacks.
 */
function evidenceOf({ template }: Fit, signs: Signs, formats: readonly Format[], path: string): string | undefined {
  if (template.path !== undefined) return '' // told with the signs
  if (signs.numbered) return t('it has an id of this format')
  if (2 * signs.fields > template.fields.length) return t('it has most of the metadata')
  const isOnlyOne = formats.every((one) => !hasOwnSpec(one)) // else the layout is that of the repository's own
  const layout = layouts.find(([name]) => template.format.startsWith(name))?.[1]
  return isOnlyOne && layout?.test(path.replaceAll('\\', '/')) ? t('it is in the folder of this format') : undefined
}

const olderGeneration = (): string => t('it follows an older version of the template, so newer parts are not reported')

/**
 * Whether a document lacks sections of its template because it is older than that: it has all sections that an earlier
 * generation, which comes with the program, asks for, and one that only that generation has.
 */
const isOfOlderGeneration = ({ document, template, sections }: Fit, formats: readonly Format[]): boolean =>
  template.sections.some((one) => one.required && !sections.has(one)) &&
  formats.some(
    (format) =>
      format.folder === undefined &&
      specTemplates(format).some((older) => older !== template && isMetInFull(document, older, template)),
  )

function isMetInFull(document: Document, older: Template, template: Template): boolean {
  if (older.titleForm !== template.titleForm) return false
  const names = new Set(document.sections.map(({ key }) => key))
  const newer = new Set(template.sections.map(({ name }) => name))
  return (
    older.sections.every((one) => !one.required || names.has(one.name)) &&
    older.sections.some(({ name }) => !newer.has(name) && names.has(name))
  )
}

/** How well a template fits: what of it is there, what stands beside, and above all whether it is the repository's own. */
function scoreOf({ format, template, document }: Fit, signs: Signs, beside: ReadonlySet<DocumentKind>): number {
  const names = new Set(document.sections.map(({ key }) => key))
  const same = template.sections.filter(({ section, name }) => section.level <= 3 && names.has(name)).length
  const missing = template.sections.filter((one) => one.required).length - signs.sections
  const own = template.path === undefined ? 0 : 1000
  let score = own + same + signs.sections + 2 * (signs.fields + signs.kinds) - Math.max(0, missing)
  for (const kind of new Set(format.templates.map(({ documentKind }) => documentKind))) {
    if (kind !== 'spec' && (beside.has(kind) || linksTo(document, `${kind}.md`))) score += 5
  }
  return score
}

const linksTo = ({ chunks }: Document, name: string): boolean =>
  chunks.some(({ chunk }) => chunk.links.some(({ destination }) => destination.startsWith(name)))

const isTitled = ({ titleForm }: Template, { title }: Document): boolean =>
  titleForm !== '' && title?.title.toLowerCase().startsWith(titleForm) === true

/** The prefixes of ids that a part of a text defines beyond doubt. */
const strongPrefixes = perObject(
  ({ definitions }: Chunk): ReadonlySet<string> =>
    new Set(definitions.filter(({ strong }) => strong).map(({ id }) => id.prefix)),
)

/** Whether ids of a prefix are defined in a section. Parts of the text that it holds whole are asked for all of theirs. */
const defines = ({ chunks }: Document, prefix: string, { start: from, end: to }: Section): boolean =>
  chunks.some(({ chunk, start }) => {
    if (start >= to || start + chunk.text.length <= from || !strongPrefixes(chunk).has(prefix)) return false
    const isIn = (at: number): boolean => start + at >= from && start + at < to
    return (
      (isIn(0) && isIn(Math.max(0, chunk.text.length - 1))) ||
      chunk.definitions.some((one) => one.strong && one.id.prefix === prefix && isIn(one.start))
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
  const asked = template.sections.filter(({ section }) => section.level === 2).length
  const signsTold = [
    signs.titled
      ? t('its title starts with "{0}"', document.title?.title.slice(0, template.titleForm.length) ?? '')
      : undefined,
    signs.fields > 0 ? t('{0} of {1} metadata fields', signs.fields, template.fields.length) : undefined,
    signs.sections > 0 ? t('{0} of {1} sections', signs.sections, asked) : undefined,
    signs.kinds > 0 ? counted(signs.kinds, 'ids in {0} expected place', 'ids in {0} expected places') : undefined,
  ].filter((one) => one !== undefined)
  const all = signsTold.join(', ')
  return template.path === undefined ? all : t('{0} as in {1}', all, template.path)
}

/**
 * A `spec.md` in another language or with other headings: told by its ids, when it defines requirements and something
 * else that the format knows. OpenSpec's and Kiro's files define none.
 */
function recogniseByIds(document: Document, formats: readonly Format[], around: FileContext): Recognised | undefined {
  let best: { format: Format; score: number } | undefined
  for (const format of formats) {
    const counts = new Map<string, number>()
    for (const definition of document.definitions) {
      const kind = definition.strong ? kindOf(format, definition) : undefined
      if (kind?.documentKind === 'spec' && kind.role !== 'task') counts.set(kind.role, (counts.get(kind.role) ?? 0) + 1)
    }
    if ((counts.get('requirement') ?? 0) < 2 || counts.size < 2) continue
    const others = new Set(format.templates.map(({ documentKind }) => documentKind))
    const score = [...others].filter((kind) => around.beside.has(kind)).length + (hasOwnSpec(format) ? 1000 : 0)
    if (!best || score > best.score) best = { format, score }
  }
  const template = best && specTemplates(best.format)[0]
  if (!best || !template) return undefined
  const spec = readBy(best.format, template, document, { path: around.path, loose: true })
  const beside = [...around.beside].join(', ')
  return {
    spec,
    why: beside
      ? t('it is a spec.md with requirement ids, beside {0}', beside)
      : t('it is a spec.md with requirement ids'),
  }
}

const heading = /^#{1,6}[ \t]+(.{1,80})/

/** What a quick look sees, without reading the text: lines that may be headings, and the first lines in small letters. */
interface Traces {
  titles: string[]
  names: string[]
  head: string
}

const mostLooked = 500 // headings that are looked at

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

/** Could it be of this template at all? */
function hasTraces({ titles, names, head }: Traces, template: Template): boolean {
  const form = template.titleForm
  if (form !== '' && titles.some((title) => title.startsWith(form))) return true
  const wanted = template.sections.filter((one) => one.section.level === 2).map((one) => one.name)
  const seen = (name: string): boolean =>
    wanted.some((one) => startsWithName(name, one) || name.endsWith(` ${one}`)) ||
    (isForeignTitle(name) && wanted.some((one) => isTranslatedTitle(name, one)))
  let count = 0
  for (const name of names) if (seen(name) && ++count >= 2) return true
  const ids = template.fields.flatMap(({ shape }) => (shape.type === 'id' ? [`${shape.prefix}-`.toLowerCase()] : []))
  if (ids.some((id) => head.includes(id))) return true
  const keys = template.fields.map((field) => field.key.toLowerCase())
  return keys.filter((key) => head.includes(`${key}**`) || head.includes(`${key}:`)).length >= 2
}

function nextHash(text: string, at: number): number {
  const lf = text.indexOf('\n#', at)
  return lf < 0 ? -1 : lf + 1
}
