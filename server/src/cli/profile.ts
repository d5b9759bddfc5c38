// specwise check --profile: where the time of a check goes, by phase and rule.
import type { Rule } from '../rules/engine/rule.ts'

/** The phases of a check; what is in none of them is told as the rest. */
const phases = ['finding files', 'reading', 'rules'] as const
export type Phase = (typeof phases)[number]

export interface Profile {
  /** Does some work, which is counted for a phase. */
  phase<T>(name: Phase, work: () => Promise<T>): Promise<T>
  /** The same rule, whose work is counted. Facts of a document are collected for the rule that asks for them first. */
  measured(rule: Rule): Rule
  /** What was counted, as a table; `took` are all milliseconds. */
  text(took: number): string
}

/** Does work that nobody measures. */
export const unmeasured: Profile['phase'] = (_, work) => work()

/** @param now milliseconds of a clock. */
export function createProfile(now: () => number): Profile {
  const byPhase = new Map<Phase, number>(phases.map((name) => [name, 0]))
  const byRule = new Map<string, number>()
  const wrapped = new Map<Rule, Rule>()
  const add = <K>(to: Map<K, number>, key: K, begun: number): void =>
    void to.set(key, (to.get(key) ?? 0) + now() - begun)
  return {
    async phase(name, work) {
      const begun = now()
      try {
        return await work()
      } finally {
        add(byPhase, name, begun)
      }
    },
    measured(rule) {
      const known = wrapped.get(rule)
      if (known) return known
      const check = (...args: unknown[]): void => {
        const begun = now()
        try {
          ;(rule.check as (...args: unknown[]) => void)(...args)
        } finally {
          add(byRule, rule.code, begun)
          add(byPhase, 'rules', begun)
        }
      }
      const made = { ...rule, check } as Rule
      wrapped.set(rule, made)
      return made
    },
    text(took) {
      const rest = took - [...byPhase.values()].reduce((sum, one) => sum + one, 0)
      const rules = [...byRule].sort(([a, own], [b, other]) => other - own || (a < b ? -1 : 1))
      return [table('Phase', [...byPhase, ['the rest', Math.max(0, rest)]], took), table('Rule', rules, took)].join(
        '\n',
      )
    },
  }
}

const table = (title: string, rows: readonly (readonly [string, number])[], took: number): string =>
  [
    `${'ms'.padStart(9)}  ${'%'.padStart(5)}  ${title}`,
    ...rows.map(
      ([name, ms]) => `${ms.toFixed(1).padStart(9)}  ${((100 * ms) / (took || 1)).toFixed(1).padStart(5)}  ${name}`,
    ),
    '',
  ].join('\n')
