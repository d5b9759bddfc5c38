// Runs the rules over the documents of a feature. If a rule throws, only the findings of that rule are lost.
import { perObject, perPair } from '../../base/perObject.ts'
import { countWhile } from '../../base/span.ts'
import { type Feature, type FeatureFile, featureOfTheirs } from '../../feature/feature.ts'
import { isUntouched } from '../../templates/copies.ts'
import { isSampleText } from '../../templates/leftOver.ts'
import { type SpecDocument, specOfTheirs } from '../../templates/specDocument.ts'
import { allRules } from '../all.ts'
import { mergeConflict } from '../mergeConflict.ts'
import { builtinPack, usesBuiltinPack } from '../packs/packRule.ts'
import { itemReportsOf } from './itemReports.ts'
import { type Reported, reporterOf, reportsOf } from './reports.ts'
import type { Finding, OptionValue, Rule, RuleContext } from './rule.ts'
import { milder, type Severities, type Severity, severityAt } from './severity.ts'
import { suppressionsOf } from './suppression.ts'

const none = (): [] => []

/** The settings of the rules in the configuration. */
export interface RuleSettings {
  /** By code, for rules whose severity is configured. */
  severities: ReadonlyMap<string, Severities>
  options: ReadonlyMap<string, Readonly<Record<string, OptionValue>>>
  /** Prefixes of the names of managed resources. */
  prefixes: readonly string[]
  /** The packs that apply. If undefined, the built-in pack applies to features that mention its resources. */
  packs: readonly string[] | undefined
  /** Rules from packs of the repository. */
  own: readonly Rule[]
}

export const defaultSettings: RuleSettings = {
  severities: new Map(),
  options: new Map(),
  prefixes: ['xplane-'],
  packs: undefined,
  own: [],
}

/** A context in which nothing is known, so that rules across files report nothing. */
export const emptyContext: RuleContext = {
  target: () => undefined,
  spec: () => undefined,
  related: [],
  topics: new Set(),
  namesOthers: false,
  root: undefined,
  claims: undefined,
  constitution: undefined,
  others: undefined,
  setsStatus: undefined,
  history: undefined,
  leftOut: new Set(),
  unusedDocuments: new Set(),
}

export interface Check {
  rules?: readonly Rule[]
  settings?: RuleSettings
  context?: RuleContext
  /** Whether to cache the reports of unchanged parts, for documents that are checked again after small changes. */
  keep?: boolean
  /** Called for each rule that throws. The rule has no findings then. */
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
 * Like `check`, but yields after each rule, so that the caller can do other work in between or stop. If the feature has
 * merge conflicts, only findings that both sides have are returned, and none inside of a conflict.
 */
export function* checkInSteps(feature: Feature, spec: SpecDocument, how: Check = {}): Generator<void, Finding[]> {
  const findings = yield* findingsInSteps(feature, spec, how)
  const theirs = featureOfTheirs(feature)
  if (!theirs) return findings
  const same = new Set((yield* findingsInSteps(theirs, specOfTheirs(spec), how)).map(keyOf))
  const { conflicts } = spec.document
  const isInside = ({ start, end }: Finding): boolean => {
    const next = conflicts[countWhile(conflicts, (conflict) => conflict.end < start)]
    return next !== undefined && next.start < Math.max(end, start + 1)
  }
  return findings.filter(
    (finding) => finding.code === mergeConflict.code || (same.has(keyOf(finding)) && !isInside(finding)),
  )
}

/** All findings of an attachment of a feature, in the order of the text; none if it has merge conflicts. */
export function checkAttachment(feature: Feature, file: FeatureFile, how: Check = {}): Finding[] {
  const { rules = allRules, settings = defaultSettings, context = emptyContext, onError } = how
  const findings: Finding[] = []
  if (file.document.conflicts.length > 0) return findings
  const suppressions = suppressionsOf(file.document)
  for (const rule of rules) {
    const severity = severityOf(rule, settings, feature)
    if (rule.scope !== 'feature' || !rule.checkAttachment || severity === 'off') continue
    const reports: Reported[] = []
    try {
      rule.checkAttachment(file, reporterOf(file, rule, reports), context)
    } catch (error) {
      onError?.(rule, error)
      continue
    }
    const make = toFinding(rule, severity, settings.severities.has(rule.code))
    for (const report of reports) if (!suppressions.hides(rule.code, report.start)) findings.push(make(report))
  }
  return findings.sort(inOrder)
}

const keyOf = ({ code, start, end }: Finding): string => `${code} ${start} ${end}`

function* findingsInSteps(feature: Feature, spec: SpecDocument, how: Check): Generator<void, Finding[]> {
  const { rules = allRules, settings = defaultSettings, context = emptyContext, keep = false, onError } = how
  const findings: Finding[] = []
  const suppressions = suppressionsOf(spec.document)
  const codes = codesOf(rules)
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
          !(isQuietInSamples(rule) && isUntouched(spec) && isSampleText(spec, report.start))
        )
          findings.push(make(report))
    } catch (error) {
      onError?.(rule, error)
    }
    yield
  }
  return findings.sort(inOrder)
}

const inOrder = (a: Finding, b: Finding): number =>
  a.start - b.start || a.end - b.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)

/** Whether a rule is silent about the template's own text in an unedited copy of it. Left-over text has its own rule. */
const isQuietInSamples = ({ code }: Rule): boolean => code !== 'placeholder' && code !== 'review-incomplete'

function packsOf(feature: Feature, { packs, prefixes }: RuleSettings, { constitution }: RuleContext): Set<string> {
  if (packs) return new Set(packs)
  return new Set(usesBuiltinPack(feature, prefixes, constitution?.text) ? [builtinPack] : [])
}

const codesOf = perObject((rules: readonly Rule[]): readonly string[] => rules.map(({ code }) => code))

/** The severity of a rule for a feature, from the configuration and the status. */
const severityOf = (
  rule: Pick<Rule, 'code' | 'severity'>,
  settings: RuleSettings,
  feature: Feature,
): Severity | 'off' => severityAt(settings.severities.get(rule.code) ?? rule.severity, feature.stage)

/** The options of a rule, with defaults. The same object as long as the settings are the same. */
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
