// The documentation of every rule: its bad example gives just that finding, its good example none.
import assert from 'node:assert/strict'
import { allRules } from '../../server/src/rules/all.ts'
import { apply, run } from '../support/rules.ts'

describe('documentation of rules', () => {
  for (const rule of allRules) {
    it(`${rule.code}: the bad example gives one finding`, () => {
      assert.deepEqual(
        run(rule.bad, rule.code).map((one) => one.code),
        [rule.code],
      )
    })
    it(`${rule.code}: the good example gives none`, () => {
      assert.deepEqual(
        run(rule.good, rule.code).map((one) => one.message),
        [],
      )
    })
    it(`${rule.code}: a preferred fix of the bad example resolves it`, () => {
      for (const finding of run(rule.bad, rule.code)) {
        for (const fix of finding.fixes().filter((one) => one.preferred)) {
          assert.deepEqual(
            run(apply(rule.bad, fix.edits), rule.code).map((one) => one.message),
            [],
          )
        }
      }
    })
  }
})
