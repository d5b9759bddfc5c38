// Runs the rules over the documents of a feature. A rule that throws costs that rule.

import { perPair } from '../../base/perObject.ts'
import { countWhile } from '../../base/span.ts'
import { type Feature, featureOfTheirs } from '../../feature/feature.ts'
import { isSampleText, isUntouched } from '../../templates/leftOver.ts'
import { type SpecDocument, specOfTheirs } from '../../templates/specDocument.ts'
import { allRules } from '../all.ts'
import { mergeConflict } from '../mergeConflict.ts'
import { builtinPack, speaksOf } from '../packs/packRule.ts'
import { itemReportsOf } from './itemReports.ts'
import { type Reported, reportsOf } from './reports.ts'
import type { Finding, OptionValue, Rule, RuleContext } from './rule.ts'
import { milder, type Severities, type Severity, severityAt } from './severity.ts'
import { suppressionsOf } from './suppression.ts'

const none = (): [] => []

/** What the configuration says of the rules. */
export interface RuleSettings {
  /** By code, where it differs from the rule's own. */
  severities: ReadonlyMap<string, Severities>
  options: ReadonlyMap<string, Readonly<Record<string, OptionValue>>>
  /** What the names of managed resources start with. */
  prefixes: readonly string[]
  /** The packs that count; undefined: the built-in one does where a feature speaks of such resources. */
  packs: readonly string[] | undefined
  /** Rules of the repository's own packs. */
  own: readonly Rule[]
}

export const defaultSettings: RuleSettings = {
  severities: new Map(),
  options: new Map(),
  prefixes: ['xplane-'],
  packs: undefined,
  own: [],
}

/** Nothing is known around the feature: cross-file rules are silent. */
export const unknownContext: RuleContext = {
  target: () => undefined,
  spec: () => undefined,
  namesOthers: false,
  root: undefined,
  claims: undefined,
  constitution: undefined,
  others: undefined,
  setsStatus: undefined,
  leftOut: new Set(),
}

export interface Check {
  rules?: readonly Rule[]
  settings?: RuleSettings
  context?: RuleContext
  /** Documents are checked again after small changes: what is reported of unchanged parts is kept. */
  keep?: boolean
  /** Hears of a rule that threw; it gives no findings then. */
  onError?: (rule: Rule, error: unknown) => void
}

/** All findings of one document of a feature, in the order of the text. */
export function check(feature: Feature, spec: SpecDocument, how: Check = {}): Finding[] {
  const steps = checkInSteps(feature, spec, how)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/**
 * The same, rule by rule: whoever runs it may let others work in between, or give it up. While a merge conflict stands in
 * the feature, only what is found with either side of it counts, and nothing from inside.
 */
export function* checkInSteps(feature: Feature, spec: SpecDocument, how: Check = {}): Generator<void, Finding[]> {
  const findings = yield* findingsInSteps(feature, spec, how)
  const theirs = featureOfTheirs(feature)
  if (!theirs) return findings
  const same = new Set((yield* findingsInSteps(theirs, specOfTheirs(spec), how)).map(placeOf))
  const { conflicts } = spec.document
  const isInside = ({ start, end }: Finding): boolean => {
    const next = conflicts[countWhile(conflicts, (one) => one.end < start)]
    return next !== undefined && next.start < Math.max(end, start + 1)
  }
  return findings.filter((one) => one.code === mergeConflict.code || (same.has(placeOf(one)) && !isInside(one)))
}

const placeOf = ({ code, start, end }: Finding): string => `${code} ${start} ${end}`

function* findingsInSteps(feature: Feature, spec: SpecDocument, how: Check): Generator<void, Finding[]> {
  const { rules = allRules, settings = defaultSettings, context = unknownContext, keep = false, onError } = how
  const findings: Finding[] = []
  const suppressions = suppressionsOf(spec.document)
  const codes = rules.map((rule) => rule.code)
  const packs = packsOf(feature, settings, context)
  const ofItems = yield* itemReportsOf(
    spec,
    rules
      .filter((rule) => rule.scope === 'item')
      .filter((rule) => severityOf(rule, settings, feature) !== 'off')
      .map((rule) => [rule, optionsOf(rule, settings)] as const),
    keep,
  )
  const reportsBy = (rule: Rule): readonly Reported[] => {
    if (rule.scope !== 'item') {
      const { prefixes } = settings
      const options = optionsOf(rule, settings)
      return reportsOf(rule, spec, { feature, context, options, codes, prefixes, packs, suppressions }, keep)
    }
    const { reports = [], error } = ofItems.get(rule) ?? {}
    if (error) throw error.thrown
    return reports
  }
  for (const rule of rules) {
    const severity = severityOf(rule, settings, feature)
    if (severity === 'off') continue
    suppressions.ran.add(rule.code)
    try {
      const make = toFinding(rule, severity, settings.severities.has(rule.code))
      for (const report of reportsBy(rule))
        if (
          !suppressions.hides(rule.code, report.start) &&
          !(quietInSamples(rule) && isUntouched(spec) && isSampleText(spec, report.start))
        )
          findings.push(make(report))
    } catch (error) {
      onError?.(rule, error)
    }
    yield
  }
  return findings.sort((a, b) => a.start - b.start || a.end - b.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
}

/** In a copy of the template, its own text is told by the rule on what is left over of it, and by no other on content. */
const quietInSamples = ({ code }: Rule): boolean => code !== 'placeholder' && code !== 'review-incomplete'

function packsOf(feature: Feature, { packs, prefixes }: RuleSettings, { constitution }: RuleContext): Set<string> {
  if (packs) return new Set(packs)
  return new Set(speaksOf(feature, prefixes, constitution?.text) ? [builtinPack] : [])
}

/** The severity of a rule for a feature, by configuration and status. */
const severityOf = (
  rule: Pick<Rule, 'code' | 'severity'>,
  settings: RuleSettings,
  feature: Feature,
): Severity | 'off' => severityAt(settings.severities.get(rule.code) ?? rule.severity, feature.stage)

/** The options of a rule, with defaults filled in: one object while the settings are the same. */
const optionsOf = perPair(({ code, options = {} }: Rule, settings: RuleSettings): Record<string, OptionValue> => {
  const values: Record<string, OptionValue> = {}
  for (const [name, option] of Object.entries(options)) values[name] = option.default
  return { ...values, ...settings.options.get(code) }
})

const toFinding =
  ({ code, reference }: Rule, severity: Severity, configured: boolean) =>
  ({ start, end, message, extra }: Reported): Finding => ({
    start,
    end,
    code,
    severity: extra?.as === undefined ? severity : configured ? milder(severity, extra.as) : extra.as,
    message,
    related: extra?.related ?? [],
    fixes: extra?.fixes ?? none,
    fixable: extra?.fixes !== undefined,
    ...(extra?.about !== undefined && { about: extra.about }),
    ...(reference !== undefined && { reference }),
  })
