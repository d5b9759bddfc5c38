// The types of rule packs: rules about the resources in specifications, as data. schema.ts and docs/rule-packs.md describe
// the fields.
import type { Severities } from '../engine/severity.ts'

export interface Pack {
  name: string
  rules: readonly PackRule[]
}

export interface PackRule {
  /** `resource-prefix`, or with the name of a pack that is not built in: `acme/owner-label`. */
  code: string
  severity: Severities
  summary: string
  details: string
  why: string
  whenOff: string
  related: readonly string[]
  bad: string
  good: string
  /** Words of a clause. The first line of the constitution that contains one of them is cited. */
  clause: readonly string[]
  /** A web address that explains the rule. */
  reference: string | undefined
  checks: readonly PackCheck[]
}

export type PackCheck = ResourceCheck | CompanionCheck | WordsCheck | CodeCheck

/** Which resources are checked. Every list is optional. `*` stands for any characters. */
export interface Select {
  /** `apps/v1`, `*.upbound.io/*`. `@claims` stands for the groups that composite resource definitions of the workspace define. */
  apiVersion?: readonly string[]
  kind?: readonly string[]
  notKind?: readonly string[]
  /** Whether all YAML is checked, not only resources. */
  any?: boolean
}

export interface ResourceCheck {
  select: Select
  /** Paths whose values are checked one by one. `@pod` stands for the pod of a workload. */
  each?: string | readonly string[]
  /** The path to check, from each of these values. */
  path: string
  /** The path that is used if `path` has no value, from the top of the resource. */
  or?: string
  must: Must
  message: string
  fix?: { prefix?: string; value?: string | number | boolean }
}

export interface Must {
  exist?: boolean
  equal?: string | number | boolean
  oneOf?: readonly string[]
  /** The value starts with one of these. `@prefixes` stands for the configured prefixes. */
  startWith?: readonly string[]
  match?: string
  notMatch?: string
  maxLength?: number
  notSecret?: boolean
}

/** A feature with one of the selected resources needs a companion: a resource of a kind, or words that mention it. */
export interface CompanionCheck {
  select: Select
  companion: { kind: readonly string[]; words: readonly string[] }
  message: string
}

/** Words that should not be in the text, unless other words are in the feature. */
export interface WordsCheck {
  words: readonly string[]
  unless: readonly string[]
  message: string
}

/** A pattern to find in code blocks of some languages. */
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

/** A pack as its author writes it. */
export interface PackData {
  name: string
  rules: Readonly<Record<string, RuleData>>
}

const lines = (text: string | readonly string[] = ''): string =>
  typeof text === 'string' ? text : `${text.join('\n')}\n`

/** @param prefix put before the codes of the rules */
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
