// specwise check --profile: where the time of a check goes, by phase and rule.
import type { Rule } from '../rules/engine/rule.ts'

/** The phases of a check; time outside of them is shown as the rest. */
const phases = ['finding files', 'reading', 'rules'] as const
export type Phase = (typeof phases)[number]

export interface Profile {
  /** Does some work, and adds its time to a phase. */
  phase<T>(name: Phase, work: () => Promise<T>): Promise<T>
  /** The same rule with its time measured. Facts of a document are counted for the rule that needs them first. */
  measured(rule: Rule): Rule
  /** The times as a table; `took` is the total in milliseconds. */
  text(took: number): string
}

/** Does work without measuring it. */
export const unmeasured: Profile['phase'] = (_, work) => work()

/** @param now the time in milliseconds. */
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
      const last = wrapped.get(rule)
      if (last) return last
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
      const rest = took - [...byPhase.values()].reduce((sum, ms) => sum + ms, 0)
      const rules = [...byRule].sort(([a, msA], [b, msB]) => msB - msA || (a < b ? -1 : 1))
      return [table('Phase', [...byPhase, ['other', Math.max(0, rest)]], took), table('Rule', rules, took)].join('\n')
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
