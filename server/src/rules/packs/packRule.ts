// Rules out of packs.
import type { Feature } from '../../formats/feature.ts'
import type { Reading } from '../../formats/reading.ts'
import { type Block, contentOf, type Span } from '../../markdown/blocks.ts'
import { mutationsOf } from '../../resources/kcl.ts'
import {
  everything,
  plain,
  type Resource,
  resourcesOf,
  rootsOf,
  textAt,
  type Value,
  valuesAt,
} from '../../resources/manifest.ts'
import { languageOf, placesOf } from '../../resources/yamlBlocks.ts'
import type { Spec } from '../../spec/model.ts'
import { sectionFinder, spanAt } from '../../spec/sections.ts'
import type { Context, Edit, Extra, Report, Rule } from '../rule.ts'
import { excerpt } from '../text.ts'
import { citation } from './constitution.ts'
import type { CodeCheck, CompanionCheck, Pack, PackCheck, PackRule, ResourceCheck, WordsCheck } from './pack.ts'
import { type Failure, failuresOf } from './resourceChecks.ts'
import { secretsIn } from './secrets.ts'
import { isExcerpt, isSelected } from './select.ts'

/** The name of the pack that comes with the program. */
export const builtinPack = 'crossplane'

/** The rules of a pack. */
export const packRules = (pack: Pack): Rule[] => pack.rules.map((rule) => ruleOf(pack.name, rule))

function ruleOf(pack: string, rule: PackRule): Rule {
  const { code, severity, summary, bad, good, reference } = rule
  return {
    code,
    severity,
    summary,
    why: rule.why,
    bad,
    good,
    reference,
    check(reading, report, context) {
      if (!context.packs.has(pack)) return
      let cited: ReturnType<typeof citation> | false = false // looked for when something is found
      for (const check of rule.checks)
        run(check, reading, context, (span, message, extra = {}) => {
          if (cited === false) cited = citation(rule, context.surroundings.constitution)
          report(span, `${message}${cited ? ` (${cited.words})` : ''}`, {
            ...extra,
            related: [...(extra.related ?? []), ...(cited ? [cited.place] : [])],
          })
        })
    },
  }
}

function run(check: PackCheck, reading: Reading, context: Context, report: Report): void {
  if ('words' in check) words(check, reading, context, report)
  else if ('finds' in check) code(check, reading, report)
  else if ('companion' in check) companion(check, reading, context, report)
  else if (check.must.notSecret) secrets(check, reading, context, report)
  else resources(check, reading, context, report)
}

function resources(check: ResourceCheck, reading: Reading, context: Context, report: Report): void {
  const claims = claimsOf(context)
  for (const resource of resourcesOf(reading.spec)) {
    if (!isSelected(resource, check.select, claims)) continue
    for (const failure of failuresOf(resource, check, context.prefixes))
      report(failure.span, filled(check.message, failure.words), fixOf(check, failure, reading, context))
  }
}

const ownGroups = new WeakMap<Feature, ReadonlySet<string>>()

/** The groups that the workspace defines, and those that the feature itself plans. */
function claimsOf({ feature, surroundings: { claims } }: Context): ReadonlySet<string> | undefined {
  let own = ownGroups.get(feature)
  if (!own) {
    const planned = feature.documents.flatMap(({ spec }) =>
      resourcesOf(spec).flatMap(({ kind, root }) =>
        kind === 'CompositeResourceDefinition' ? (textAt(root, 'spec.group') ?? []) : [],
      ),
    )
    own = new Set(planned)
    ownGroups.set(feature, own)
  }
  return own.size === 0 ? claims : new Set([...(claims ?? []), ...own])
}

const filled = (message: string, words: Readonly<Record<string, string>>): string =>
  message.replace(/\{(\w+)\}/g, (all, name: string) => {
    const word = Object.hasOwn(words, name) ? words[name] : undefined
    return word === undefined ? all : excerpt(word, 80)
  })

function secrets(check: ResourceCheck, { spec }: Reading, { surroundings }: Context, report: Report): void {
  const tops: Value[] = check.select.any
    ? rootsOf(spec)
    : resourcesOf(spec).flatMap((one) => (isSelected(one, check.select, surroundings.claims) ? one.root : []))
  const { path } = check
  const places = path === '*' ? tops : tops.flatMap((top) => valuesAt(top, path))
  for (const root of places)
    for (const one of secretsIn(root)) report(one.span, filled(check.message, { key: one.name, value: '' }))
}

/** One finding for a feature: at the first of the resources. */
function companion(check: CompanionCheck, reading: Reading, { feature, surroundings }: Context, report: Report): void {
  const of = (one: Reading): Resource[] =>
    resourcesOf(one.spec).filter(
      (resource) => !isExcerpt(resource) && isSelected(resource, check.select, surroundings.claims),
    )
  const first = of(reading)[0]
  if (!first || feature.documents.slice(0, feature.documents.indexOf(reading)).some((one) => of(one).length > 0)) return
  const { kind, words: speak } = check.companion
  const there = feature.documents.some(
    (one) => says(one, [...kind, ...speak]) || resourcesOf(one.spec).some((resource) => kind.includes(resource.kind)),
  )
  if (!there) report(first.at, filled(check.message, { kind: first.kind }))
}

/** Whether a document itself says one of some words: not that it has none, and not where its template's box is open. */
function says({ spec: { text } }: Reading, list: readonly string[]): boolean {
  const low = text.toLowerCase()
  return list.some((word) => {
    const wanted = word.toLowerCase()
    for (let at = low.indexOf(wanted); at >= 0; at = low.indexOf(wanted, at + 1)) {
      const before = low.slice(Math.max(low.lastIndexOf('\n', at) + 1, at - 200), at)
      if (!/^\s*[-*+] \[ \]/.test(before) && !/\b(?:no|without|missing)\s+(?:\w+\s+)?[`*]*$/.test(before)) return true
    }
    return false
  })
}

const hasWord = (text: string, list: readonly string[]): boolean => {
  const low = text.toLowerCase()
  return list.some((one) => low.includes(one.toLowerCase()))
}

/** In prose that proposes it, each block once: not in code, not where something else is said of it. */
function words(
  { words: list, unless, message }: WordsCheck,
  { spec }: Reading,
  { feature }: Context,
  report: Report,
): void {
  if (!list.some((word) => spec.text.includes(word))) return
  if (feature.documents.some((one) => hasWord(one.spec.text, unless))) return
  const sectionOf = sectionFinder(spec.sections)
  const patterns = list.map((word) => ({
    word,
    pattern: new RegExp(`(?<![\\w-])${word.replace(/[^\w ]/g, '\\$&')}(?![\\w-])`),
  }))
  for (const block of spec.scan.blocks) {
    if (!isProse(block) || /non-?goals|out of scope|alternatives|rejected/i.test(sectionOf(block.start)?.title ?? ''))
      continue
    const text = spec.text.slice(block.start, block.end)
    for (const { word, pattern } of patterns) {
      const found = pattern.exec(text)
      if (!found) continue
      if (refuses.test(text.slice(0, found.index)) || refused.test(text.slice(found.index + word.length))) continue
      const start = block.start + found.index
      if ((spanAt(spec.scan.inlines, start)?.end ?? 0) > start) continue
      report({ start, end: start + word.length }, filled(message, { value: word }))
      break
    }
  }
}

const refuses =
  /\b(?:not|never|no|without|away from|instead of|rather than|replac\w*|avoid\w*|drop\w*|remov\w*|than|over|unlike|legacy|old|migrat\w*|vs\.?)\b[^.\n]{0,30}$/i
const refused = /^[^.\n]{0,30}\b(?:not|deprecated|legacy|replaced|removed|dropped|obsolete|forbidden|no longer)\b/i

const isProse = ({ type }: Block): boolean => type === 'paragraph' || type === 'row'

function code(check: CodeCheck, { spec }: Reading, report: Report): void {
  for (const block of spec.scan.blocks) {
    if (block.type !== 'code' || !block.fenced || block.from === block.to) continue
    if (!check.language.includes(languageOf(spec, block))) continue
    const text = contentOf(spec.scan, block)
    const place = placesOf(spec, block)
    for (const { span, name } of mutationsOf(text))
      report({ start: place(span.start), end: place(span.end) }, filled(check.message, { name }))
  }
}

function fixOf(check: ResourceCheck, { value, span }: Failure, { spec }: Reading, context: Context): Extra {
  const { fix } = check
  if (!fix || !value) return {}
  const old = spec.text.slice(span.start, span.end).replace(/^(["'])(.*)\1$/, '$2')
  if (fix.value !== undefined) {
    const edits = (): Edit[] => [{ ...span, text: String(fix.value) }]
    return { fixes: () => [{ title: `Write ${fix.value}`, edits: edits(), preferred: true }] }
  }
  const prefix = fix.prefix === '@prefixes' ? context.prefixes[0] : fix.prefix
  if (!prefix || !/^[\w.-]+$/.test(old)) return {}
  return {
    fixes: () => [
      {
        title: `Rename to ${prefix}${old}, and what refers to it`,
        edits: renamed(spec, span, old, prefix),
        preferred: true,
      },
    ],
  }
}

/**
 * The name gets its prefix where the finding stands, in YAML where something refers to it by name (`bucketRef.name`), and in
 * code spans that are the name, unless another resource has it too. Prose is the author's.
 */
function renamed(spec: Spec, span: Span, old: string, prefix: string): Edit[] {
  const edits = new Map<number, Edit>()
  const add = (place: Span): void => {
    const start = place.start + Math.max(0, spec.text.slice(place.start, place.end).indexOf(old))
    edits.set(start, { start, end: start, text: prefix })
  }
  add(span)
  for (const root of rootsOf(spec))
    for (const one of everything(root))
      if (one.name === 'name' && refers.test(ownerOf(one)) && plain(one) === old) add(one.span)
  const shared = resourcesOf(spec).filter(({ name }) => plain(name) === old).length > 1
  for (const { type, start, end } of shared ? [] : spec.scan.inlines)
    if (type === 'code' && spec.text.slice(start, end).replace(/^`+ ?| ?`+$/g, '') === old) add({ start, end })
  return [...edits.values()].sort((a, b) => a.start - b.start)
}

const refers = /Refs?$|Reference$|Selector$/

/** The key of what a value stands in, lists passed over. */
function ownerOf({ above }: Value): string {
  let one = above
  while (one?.name === '[]') one = one.above
  return one?.name ?? ''
}

/** Whether a feature is one that the built-in platform rules speak of. */
export const speaksOf = ({ documents, format }: Feature, prefixes: readonly string[], around = ''): boolean =>
  prefixes.some(
    (prefix) =>
      around.includes(prefix) ||
      documents.some(({ spec }) => spec.text.includes(prefix)) ||
      format.templates.some(({ spec }) => spec.text.includes(prefix)),
  )
