// The documentation of every rule: its bad example gives just that finding, its good example none.
import assert from 'node:assert/strict'
import { allRules } from '../../server/src/rules/all.ts'
import { check } from '../../server/src/rules/check.ts'
import type { Rule } from '../../server/src/rules/rule.ts'
import { apply, read, run } from '../support/rules.ts'

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

describe('a rule that throws', () => {
  it('costs its own findings and nothing else', () => {
    const broken = { ...(allRules[0] as Rule), code: 'broken', check: () => assert.fail('on purpose') }
    const heard: string[] = []
    const text = '# Spec: A\n\n**Status**: wip\n'
    const findings = check(read(text), [broken, ...allRules], (rule) => void heard.push(rule.code))
    assert.deepEqual(heard, ['broken'])
    assert.deepEqual(
      findings.map((one) => one.message),
      run(text).map((one) => one.message),
    )
  })
  it('may not report outside of the text', () => {
    const astray: Rule = { ...(allRules[0] as Rule), check: (_, report) => report({ start: 5, end: 9_999 }, 'x') }
    const heard: unknown[] = []
    assert.deepEqual(
      check(read('a'), [astray], (_, error) => void heard.push(error)),
      [],
    )
    assert.equal(heard.length, 1)
  })
})
