// A pack: rules on the resources of specifications, as data. What the fields mean is said in docs/rule-packs.md, by schema.ts.
import type { Severities } from '../engine/severity.ts'

export interface Pack {
  name: string
  rules: readonly PackRule[]
}

export interface PackRule {
  /** `resource-prefix`; of packs that are not built in, with the pack's name: `acme/owner-label`. */
  code: string
  severity: Severities
  summary: string
  details: string
  why: string
  whenOff: string
  related: readonly string[]
  bad: string
  good: string
  /** Words of the constitution's clause: the first line that has one of them is cited. */
  clause: readonly string[]
  /** An address that explains the rule. */
  reference: string | undefined
  checks: readonly PackCheck[]
}

export type PackCheck = ResourceCheck | CompanionCheck | WordsCheck | CodeCheck

/** Which resources; every list may be left out. `*` stands for any characters. */
export interface Select {
  /** `apps/v1`, `*.upbound.io/*`; `@claims` are the groups that composite resource definitions of the workspace define. */
  apiVersion?: readonly string[]
  kind?: readonly string[]
  notKind?: readonly string[]
  /** All YAML, whether it is a resource or not. */
  any?: boolean
}

export interface ResourceCheck {
  select: Select
  /** Each of these is looked at for itself; `@pod` is the pod of a workload. */
  each?: string | readonly string[]
  /** What is looked at, from there. */
  path: string
  /** What counts in its place, from the top of the resource; `@pod` as above. */
  or?: string
  must: Must
  message: string
  fix?: { prefix?: string; value?: string | number | boolean }
}

export interface Must {
  exist?: boolean
  equal?: string | number | boolean
  oneOf?: readonly string[]
  /** One of these; `@prefixes` are those of the configuration. */
  startWith?: readonly string[]
  match?: string
  notMatch?: string
  maxLength?: number
  notSecret?: boolean
}

/** Where there is one of some resources, there has to be another, or some words that speak of it. */
export interface CompanionCheck {
  select: Select
  companion: { kind: readonly string[]; words: readonly string[] }
  message: string
}

/** Words that should not stand in the text, unless others stand in the feature. */
export interface WordsCheck {
  words: readonly string[]
  unless: readonly string[]
  message: string
}

/** Something in code blocks of a language. */
export interface CodeCheck {
  language: readonly string[]
  finds: 'mutation'
  message: string
}

type RuleData = Omit<
  PackRule,
  'code' | 'details' | 'why' | 'whenOff' | 'related' | 'bad' | 'good' | 'clause' | 'reference'
> & {
  details?: string | readonly string[]
  whenOff?: string | readonly string[]
  related?: readonly string[]
  why?: string | readonly string[]
  bad?: string | readonly string[]
  good?: string | readonly string[]
  clause?: readonly string[]
  reference?: string
}

/** A pack as it is written. */
export interface PackData {
  name: string
  rules: Readonly<Record<string, RuleData>>
}

const lines = (text: string | readonly string[] = ''): string =>
  typeof text === 'string' ? text : `${text.join('\n')}\n`

/** @param prefix stands before the codes. */
export function packOf({ name, rules }: PackData, prefix: string): Pack {
  return {
    name,
    rules: Object.entries(rules).map(([code, rule]) => ({
      ...rule,
      code: prefix + code,
      details: lines(rule.details).trim(),
      why: lines(rule.why).trim(),
      whenOff: lines(rule.whenOff).trim(),
      related: rule.related ?? [],
      bad: lines(rule.bad),
      good: lines(rule.good),
      clause: rule.clause ?? [],
      reference: rule.reference,
    })),
  }
}
