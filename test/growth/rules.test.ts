// Every rule takes linear time on its own incorrect example, in any size.
import assert from 'node:assert/strict'
import { allRules } from '../../server/src/rules/all.ts'
import { check } from '../../server/src/rules/engine/run.ts'
import { grownExample } from '../support/grownExample.ts'
import { assertLinear, firstSize, type Work } from '../support/growth.ts'
import { describeGrowth } from '../support/growthSuite.ts'
import { throwing, workspaceOf } from '../support/rules.ts'

describeGrowth('rules', () => {
  // Rules about many similar items or too few items have no findings in a grown example, and there are no suppressions.
  const silent = ['near-duplicate', 'too-few-criteria', 'too-few-requirements', 'unused-suppression']
  for (const rule of allRules) {
    it(`${rule.code}: the incorrect example in any size`, () => {
      const prepare = async (n: number): Promise<Work> => {
        const { feature, context } = await workspaceOf(grownExample(rule.bad, n))
        return (time) => {
          const fresh = { ...feature } // what rules collect about a feature is cached on it
          const findings = time(rule.code, () =>
            fresh.documents.flatMap((spec) => check(fresh, spec, { rules: [rule], context, onError: throwing })),
          )
          assert.equal(
            findings.length === 0,
            silent.includes(rule.code),
            'the rule has findings, unless it is listed as silent',
          )
        }
      }
      return assertLinear(prepare, { to: firstSize })
    })
  }
})
