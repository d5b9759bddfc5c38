// Turns the rules of a pack into rules of the engine.

import type { Edit } from '../../base/edit.ts'
import { t, translated } from '../../base/l10n.ts'
import { perObject } from '../../base/perObject.ts'
import { excerpt } from '../../base/words.ts'
import { codeBlocksOf } from '../../document/codeBlocks.ts'
import { hasWord, proposalsOf, statesWord } from '../../document/wordSearch.ts'
import type { Feature } from '../../feature/feature.ts'
import { mutationsOf } from '../../manifests/kcl.ts'
import {
  type Resource,
  resourcesOf,
  rootsOf,
  sourceOf,
  textAt,
  type Value,
  valuesAt,
} from '../../manifests/manifest.ts'
import { prefixEdits } from '../../manifests/prefixEdits.ts'
import type { SpecDocument } from '../../templates/specDocument.ts'
import { isFallback } from '../../templates/template.ts'
import type { Extra, FeatureRule, Report, RuleInput } from '../engine/rule.ts'
import { citation } from './constitution.ts'
import type { CodeCheck, CompanionCheck, Pack, PackCheck, PackRule, ResourceCheck, WordsCheck } from './pack.ts'
import { type Failure, failuresOf } from './resourceChecks.ts'
import { secretsIn } from './secrets.ts'
import { isExcerpt, isSelected } from './select.ts'

/** The name of the built-in pack. */
export const builtinPack = 'crossplane'

/** The rules of a pack. */
export const packRules = (pack: Pack): FeatureRule[] => pack.rules.map((rule) => ruleOf(pack.name, rule))

function ruleOf(pack: string, rule: PackRule): FeatureRule {
  const { code, severity, summary, details, why, whenOff, related, bad, good, reference } = rule
  return {
    code,
    scope: 'feature',
    severity,
    summary,
    details,
    why,
    whenOff,
    related,
    bad,
    good,
    reference,
    check(spec, report, input) {
      if (!input.packs.has(pack)) return
      let cited: ReturnType<typeof citation> | false = false // looked up at the first finding
      for (const check of rule.checks)
        run(check, spec, input, (span, message, extra = {}) => {
          if (cited === false) cited = citation(rule, input.context.constitution)
          report(span, cited ? cited.words(message) : message, {
            ...extra,
            related: [...(extra.related ?? []), ...(cited ? [cited.place] : [])],
          })
        })
    },
  }
}

function run(check: PackCheck, spec: SpecDocument, input: RuleInput, report: Report): void {
  if ('words' in check) checkWords(check, spec, input, report)
  else if ('finds' in check) checkCode(check, spec, report)
  else if ('companion' in check) checkCompanion(check, spec, input, report)
  else if (check.must.notSecret) checkSecrets(check, spec, input, report)
  else checkResources(check, spec, input, report)
}

function checkResources(check: ResourceCheck, spec: SpecDocument, input: RuleInput, report: Report): void {
  const claims = claimsOf(input)
  for (const resource of resourcesOf(spec.document)) {
    if (!isSelected(resource, check.select, claims)) continue
    for (const failure of failuresOf(resource, check, input.prefixes))
      report(failure.span, filled(check.message, failure.words), {
        ...fixOf(check, failure, spec, input),
        about: failure.words.item,
      })
  }
}

/** The API groups of composite resource definitions in the documents of a feature. */
const plannedGroups = perObject(({ documents }: Feature): ReadonlySet<string> => {
  const planned = documents.flatMap(({ document }) =>
    resourcesOf(document).flatMap(({ kind, root }) =>
      kind === 'CompositeResourceDefinition' ? (textAt(root, 'spec.group') ?? []) : [],
    ),
  )
  return new Set(planned)
})

/** The API groups that the workspace defines, and those that the feature plans. */
function claimsOf({ feature, context: { claims } }: RuleInput): ReadonlySet<string> | undefined {
  const planned = plannedGroups(feature)
  return planned.size === 0 ? claims : new Set([...(claims ?? []), ...planned])
}

const filled = (message: string, words: Readonly<Record<string, string>>): string =>
  translated(message).replace(/\{(\w+)\}/g, (all, name: string) => {
    const word = Object.hasOwn(words, name) ? words[name] : undefined
    return word === undefined ? all : excerpt(word, 80)
  })

function checkSecrets(check: ResourceCheck, { document }: SpecDocument, input: RuleInput, report: Report): void {
  const claims = claimsOf(input)
  const tops: Value[] = check.select.any
    ? rootsOf(document)
    : resourcesOf(document).flatMap((resource) => (isSelected(resource, check.select, claims) ? resource.root : []))
  const { path } = check
  const places = path === '*' ? tops : tops.flatMap((top) => valuesAt(top, path))
  for (const root of places)
    for (const secret of secretsIn(root)) report(secret.span, filled(check.message, { key: secret.name, value: '' }))
}

/** Reports one finding per feature, at the first of the selected resources. */
function checkCompanion(check: CompanionCheck, spec: SpecDocument, input: RuleInput, report: Report): void {
  const { feature } = input
  const claims = claimsOf(input)
  const selectedIn = (specDocument: SpecDocument): Resource[] =>
    resourcesOf(specDocument.document).filter(
      (resource) => !isExcerpt(resource) && isSelected(resource, check.select, claims),
    )
  const first = selectedIn(spec)[0]
  if (
    !first ||
    feature.documents.slice(0, feature.documents.indexOf(spec)).some((earlier) => selectedIn(earlier).length > 0)
  )
    return
  const { kind, words: mentions } = check.companion
  const hasCompanion = feature.documents.some(
    (specDocument) =>
      statesWord(specDocument.document, [...kind, ...mentions]) ||
      resourcesOf(specDocument.document).some((resource) => kind.includes(resource.kind)),
  )
  if (!hasCompanion) report(first.at, filled(check.message, { kind: first.kind }))
}

/** Reports the words in prose that proposes them, once per block. Code and other mentions are ignored. */
function checkWords(
  { words: list, unless, message }: WordsCheck,
  { document }: SpecDocument,
  { feature }: RuleInput,
  report: Report,
) {
  if (
    !hasWord(document, list) ||
    feature.documents.some((specDocument) => hasWord(specDocument.document, unless, true))
  )
    return
  for (const { word, ...span } of proposalsOf(document, list)) report(span, filled(message, { value: word }))
}

function checkCode(check: CodeCheck, { document }: SpecDocument, report: Report): void {
  for (const block of codeBlocksOf(document)) {
    if (!block.fenced || !check.language.includes(block.language)) continue
    for (const { span, name } of mutationsOf(block.content))
      report({ start: block.at(span.start), end: block.at(span.end) }, filled(check.message, { name }))
  }
}

function fixOf(check: ResourceCheck, { value, span }: Failure, { document }: SpecDocument, input: RuleInput): Extra {
  const { fix } = check
  if (!fix || !value) return {}
  const old = sourceOf(value).replace(/^(["'])(.*)\1$/, '$2')
  if (fix.value !== undefined) {
    const edits = (): Edit[] => [{ ...span, text: String(fix.value) }]
    return { fixes: () => [{ title: t('Change to "{0}"', String(fix.value)), edits: edits(), preferred: true }] }
  }
  const prefix = fix.prefix === '@prefixes' ? input.prefixes[0] : fix.prefix
  if (!prefix || !/^[\w.-]+$/.test(old)) return {}
  return {
    fixes: () => [
      {
        title: t('Rename to "{0}" and Update References', `${prefix}${old}`),
        edits: prefixEdits(document, span, old, prefix),
        preferred: true,
      },
    ],
  }
}

/** Whether the built-in pack applies: a document, a template of the repository or the constitution contains a prefix. */
export const usesBuiltinPack = ({ documents, format }: Feature, prefixes: readonly string[], around = ''): boolean =>
  prefixes.some((prefix) => around.includes(prefix)) ||
  [...documents, ...format.templates.filter((template) => !isFallback(format, template))].some(({ document }) =>
    hasWord(document, prefixes),
  )
