// Rules out of packs.

import type { Edit } from '../../base/edit.ts'
import { type Span, spanAt } from '../../base/span.ts'
import { excerpt } from '../../base/words.ts'
import type { Document } from '../../document/model.ts'
import { sectionFinder } from '../../document/sections.ts'
import type { Feature } from '../../feature/feature.ts'
import { mutationsOf } from '../../manifests/kcl.ts'
import {
  everything,
  plain,
  type Resource,
  resourcesOf,
  rootsOf,
  textAt,
  type Value,
  valuesAt,
} from '../../manifests/manifest.ts'
import { languageOf, placesOf } from '../../manifests/yamlBlocks.ts'
import { type Block, contentOf } from '../../markdown/blocks.ts'
import type { SpecDocument } from '../../templates/specDocument.ts'
import type { Extra, Report, Rule, RuleInput } from '../engine/rule.ts'
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
    check(spec, report, context) {
      if (!context.packs.has(pack)) return
      let cited: ReturnType<typeof citation> | false = false // looked for when something is found
      for (const check of rule.checks)
        run(check, spec, context, (span, message, extra = {}) => {
          if (cited === false) cited = citation(rule, context.context.constitution)
          report(span, `${message}${cited ? ` (${cited.words})` : ''}`, {
            ...extra,
            related: [...(extra.related ?? []), ...(cited ? [cited.place] : [])],
          })
        })
    },
  }
}

function run(check: PackCheck, spec: SpecDocument, context: RuleInput, report: Report): void {
  if ('words' in check) words(check, spec, context, report)
  else if ('finds' in check) code(check, spec, report)
  else if ('companion' in check) companion(check, spec, context, report)
  else if (check.must.notSecret) secrets(check, spec, context, report)
  else resources(check, spec, context, report)
}

function resources(check: ResourceCheck, spec: SpecDocument, context: RuleInput, report: Report): void {
  const claims = claimsOf(context)
  for (const resource of resourcesOf(spec.document)) {
    if (!isSelected(resource, check.select, claims)) continue
    for (const failure of failuresOf(resource, check, context.prefixes))
      report(failure.span, filled(check.message, failure.words), fixOf(check, failure, spec, context))
  }
}

const ownGroups = new WeakMap<Feature, ReadonlySet<string>>()

/** The groups that the workspace defines, and those that the feature itself plans. */
function claimsOf({ feature, context: { claims } }: RuleInput): ReadonlySet<string> | undefined {
  let own = ownGroups.get(feature)
  if (!own) {
    const planned = feature.documents.flatMap(({ document }) =>
      resourcesOf(document).flatMap(({ kind, root }) =>
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

function secrets(check: ResourceCheck, { document }: SpecDocument, { context }: RuleInput, report: Report): void {
  const tops: Value[] = check.select.any
    ? rootsOf(document)
    : resourcesOf(document).flatMap((one) => (isSelected(one, check.select, context.claims) ? one.root : []))
  const { path } = check
  const places = path === '*' ? tops : tops.flatMap((top) => valuesAt(top, path))
  for (const root of places)
    for (const one of secretsIn(root)) report(one.span, filled(check.message, { key: one.name, value: '' }))
}

/** One finding for a feature: at the first of the resources. */
function companion(check: CompanionCheck, spec: SpecDocument, { feature, context }: RuleInput, report: Report): void {
  const of = (one: SpecDocument): Resource[] =>
    resourcesOf(one.document).filter(
      (resource) => !isExcerpt(resource) && isSelected(resource, check.select, context.claims),
    )
  const first = of(spec)[0]
  if (!first || feature.documents.slice(0, feature.documents.indexOf(spec)).some((one) => of(one).length > 0)) return
  const { kind, words: speak } = check.companion
  const there = feature.documents.some(
    (one) =>
      says(one, [...kind, ...speak]) || resourcesOf(one.document).some((resource) => kind.includes(resource.kind)),
  )
  if (!there) report(first.at, filled(check.message, { kind: first.kind }))
}

/** Whether a document itself says one of some words: not that it has none, and not where its template's box is open. */
function says({ document: { text } }: SpecDocument, list: readonly string[]): boolean {
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
  { document }: SpecDocument,
  { feature }: RuleInput,
  report: Report,
): void {
  if (!list.some((word) => document.text.includes(word))) return
  if (feature.documents.some((one) => hasWord(one.document.text, unless))) return
  const sectionOf = sectionFinder(document.sections)
  const patterns = list.map((word) => ({
    word,
    pattern: new RegExp(`(?<![\\w-])${word.replace(/[^\w ]/g, '\\$&')}(?![\\w-])`),
  }))
  for (const block of document.scan.blocks) {
    if (!isProse(block) || /non-?goals|out of scope|alternatives|rejected/i.test(sectionOf(block.start)?.title ?? ''))
      continue
    const text = document.text.slice(block.start, block.end)
    for (const { word, pattern } of patterns) {
      const found = pattern.exec(text)
      if (!found) continue
      if (refuses.test(text.slice(0, found.index)) || refused.test(text.slice(found.index + word.length))) continue
      const start = block.start + found.index
      if ((spanAt(document.scan.inlines, start)?.end ?? 0) > start) continue
      report({ start, end: start + word.length }, filled(message, { value: word }))
      break
    }
  }
}

const refuses =
  /\b(?:not|never|no|without|away from|instead of|rather than|replac\w*|avoid\w*|drop\w*|remov\w*|than|over|unlike|legacy|old|migrat\w*|vs\.?)\b[^.\n]{0,30}$/i
const refused = /^[^.\n]{0,30}\b(?:not|deprecated|legacy|replaced|removed|dropped|obsolete|forbidden|no longer)\b/i

const isProse = ({ type }: Block): boolean => type === 'paragraph' || type === 'row'

function code(check: CodeCheck, { document }: SpecDocument, report: Report): void {
  for (const block of document.scan.blocks) {
    if (block.type !== 'code' || !block.fenced || block.from === block.to) continue
    if (!check.language.includes(languageOf(document, block))) continue
    const text = contentOf(document.scan, block)
    const place = placesOf(document, block)
    for (const { span, name } of mutationsOf(text))
      report({ start: place(span.start), end: place(span.end) }, filled(check.message, { name }))
  }
}

function fixOf(check: ResourceCheck, { value, span }: Failure, { document }: SpecDocument, context: RuleInput): Extra {
  const { fix } = check
  if (!fix || !value) return {}
  const old = document.text.slice(span.start, span.end).replace(/^(["'])(.*)\1$/, '$2')
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
        edits: renamed(document, span, old, prefix),
        preferred: true,
      },
    ],
  }
}

/**
 * The name gets its prefix where the finding stands, in YAML where something refers to it by name (`bucketRef.name`), and in
 * code spans that are the name, unless another resource has it too. Prose is the author's.
 */
function renamed(document: Document, span: Span, old: string, prefix: string): Edit[] {
  const edits = new Map<number, Edit>()
  const add = (place: Span): void => {
    const start = place.start + Math.max(0, document.text.slice(place.start, place.end).indexOf(old))
    edits.set(start, { start, end: start, text: prefix })
  }
  add(span)
  for (const root of rootsOf(document))
    for (const one of everything(root))
      if (one.name === 'name' && refers.test(ownerOf(one)) && plain(one) === old) add(one.span)
  const shared = resourcesOf(document).filter(({ name }) => plain(name) === old).length > 1
  for (const { type, start, end } of shared ? [] : document.scan.inlines)
    if (type === 'code' && document.text.slice(start, end).replace(/^`+ ?| ?`+$/g, '') === old) add({ start, end })
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
      documents.some(({ document }) => document.text.includes(prefix)) ||
      format.templates.some(({ document }) => document.text.includes(prefix)),
  )
