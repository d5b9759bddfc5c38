// Rules out of packs.
import type { Feature } from '../../formats/feature.ts'
import type { Reading } from '../../formats/reading.ts'
import { type Block, contentOf } from '../../markdown/blocks.ts'
import { mutationsOf } from '../../resources/kcl.ts'
import { type Resource, resourcesOf, rootsOf, type Value } from '../../resources/manifest.ts'
import { languageOf, placesOf } from '../../resources/yamlBlocks.ts'
import type { Context, Edit, Extra, Report, Rule } from '../rule.ts'
import { excerpt } from '../text.ts'
import { citation } from './constitution.ts'
import type { CodeCheck, CompanionCheck, Pack, PackCheck, PackRule, ResourceCheck, WordsCheck } from './pack.ts'
import { type Failure, failuresOf } from './resourceChecks.ts'
import { secretsIn } from './secrets.ts'
import { isSelected } from './select.ts'

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
      const cited = citation(rule, context.surroundings.constitution)
      for (const check of rule.checks)
        run(check, reading, context, (span, message, extra = {}) =>
          report(span, `${message}${cited ? ` (${cited.words})` : ''}`, {
            ...extra,
            related: [...(extra.related ?? []), ...(cited ? [cited.place] : [])],
          }),
        )
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
  for (const resource of resourcesOf(reading.spec)) {
    if (!isSelected(resource, check.select, context.surroundings.claims)) continue
    for (const failure of failuresOf(resource, check, context.prefixes))
      report(failure.span, filled(check.message, failure.words), fixOf(check, failure, reading, context))
  }
}

const filled = (message: string, words: Readonly<Record<string, string>>): string =>
  message.replace(/\{(\w+)\}/g, (all, name: string) => {
    const word = words[name]
    return word === undefined ? all : excerpt(word, 80)
  })

function secrets(check: ResourceCheck, { spec }: Reading, { surroundings }: Context, report: Report): void {
  const tops: Value[] = check.select.any
    ? rootsOf(spec)
    : resourcesOf(spec).flatMap((one) => (isSelected(one, check.select, surroundings.claims) ? one.root : []))
  for (const root of tops)
    for (const one of secretsIn(root)) report(one.span, filled(check.message, { key: one.name, value: '' }))
}

/** One finding for a feature: at the first of the resources. */
function companion(check: CompanionCheck, reading: Reading, { feature, surroundings }: Context, report: Report): void {
  const of = (one: Reading): Resource[] =>
    resourcesOf(one.spec).filter((resource) => isSelected(resource, check.select, surroundings.claims))
  const first = of(reading)[0]
  if (!first || feature.documents.slice(0, feature.documents.indexOf(reading)).some((one) => of(one).length > 0)) return
  const { kind, words: speak } = check.companion
  const there = feature.documents.some(
    ({ spec }) =>
      hasWord(spec.text, [...kind, ...speak]) || resourcesOf(spec).some((resource) => kind.includes(resource.kind)),
  )
  if (!there) report(first.at, filled(check.message, { kind: first.kind }))
}

const hasWord = (text: string, list: readonly string[]): boolean => {
  const low = text.toLowerCase()
  return list.some((one) => low.includes(one.toLowerCase()))
}

/** In prose, each line once: what stands in code is not the author's proposal. */
function words(
  { words: list, unless, message }: WordsCheck,
  { spec }: Reading,
  { feature }: Context,
  report: Report,
): void {
  if (!list.some((word) => spec.text.includes(word)) || feature.documents.some((one) => hasWord(one.spec.text, unless)))
    return
  for (const block of spec.scan.blocks) {
    if (!isProse(block)) continue
    const text = spec.text.slice(block.start, block.end)
    for (const word of list) {
      const found = new RegExp(`(?<![\\w-])${word.replace(/[^\w ]/g, '\\$&')}(?![\\w-])`).exec(text)
      if (!found) continue
      const start = block.start + found.index
      report({ start, end: start + word.length }, filled(message, { value: word }))
      break
    }
  }
}

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
        title: `Rename to ${prefix}${old} everywhere here`,
        edits: renamed(spec.text, span, old, prefix),
        preferred: true,
      },
    ],
  }
}

/** The name gets its prefix wherever it stands in the document as a name of its own. */
function renamed(text: string, span: { start: number; end: number }, old: string, prefix: string): Edit[] {
  const edits: Edit[] = []
  for (let at = text.indexOf(old); at >= 0; at = text.indexOf(old, at + old.length)) {
    const here = at >= span.start && at + old.length <= span.end
    const around = `${text[at - 1] ?? ' '}${text[at + old.length] ?? ' '}`
    if (!here && (/[\w-]/.test(around) || /^[./@:]|[/@]$/.test(around) || !/[-\d]/.test(old))) continue
    edits.push({ start: at, end: at, text: prefix })
  }
  return edits
}

/** Whether a feature is one that the built-in platform rules speak of. */
export const speaksOf = ({ documents, format }: Feature, prefixes: readonly string[], around = ''): boolean =>
  prefixes.some(
    (prefix) =>
      around.includes(prefix) ||
      documents.some(({ spec }) => spec.text.includes(prefix)) ||
      format.templates.some(({ spec }) => spec.text.includes(prefix)),
  )
