// The documentation of every rule: its bad example gives just that finding, its good example none.
import assert from 'node:assert/strict'
import { featureOf } from '../../server/src/feature/feature.ts'
import { allRules } from '../../server/src/rules/all.ts'
import type { Finding, Report, Rule } from '../../server/src/rules/engine/rule.ts'
import { check } from '../../server/src/rules/engine/run.ts'
import type { SpecDocument } from '../../server/src/templates/specDocument.ts'
import { apply, documentsOf, read, run, workspaceOf } from '../support/rules.ts'

// With all rules at work: one counts what comments keep the others from saying.
const own = async ({ code }: Rule, text: string): Promise<Finding[]> =>
  run(await workspaceOf(text)).filter((finding) => finding.code === code)

describe('documentation of rules', () => {
  for (const rule of allRules) {
    it(`${rule.code}: the bad example gives one finding`, async () => {
      assert.deepEqual(
        (await own(rule, rule.bad)).map((one) => one.code),
        [rule.code],
      )
    })
    it(`${rule.code}: the good example gives none`, async () => {
      assert.deepEqual(
        (await own(rule, rule.good)).map((one) => one.message),
        [],
      )
    })
    it(`${rule.code}: a preferred fix of the bad example resolves it`, async () => {
      const { feature, context } = await workspaceOf(rule.bad)
      for (const { path, document } of feature.documents) {
        const name = path.slice(feature.path.length + 1)
        const spec = feature.documents.find((one) => one.path === path) as SpecDocument
        for (const finding of check(feature, spec, { context }).filter(({ code }) => code === rule.code)) {
          for (const fix of finding.fixes().filter((one) => one.preferred)) {
            const documents = documentsOf(rule.bad).set(name, apply(document.text, fix.edits))
            const fixed = [...documents].map(([file, text]) => `//- ${file}\n${text}`).join('')
            assert.deepEqual(
              (await own(rule, fixed)).map((one) => one.message),
              [],
            )
          }
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
    const findings = check(featureOf(read(text)), read(text), {
      rules: [broken, ...allRules],
      onError: (rule) => void heard.push(rule.code),
    })
    assert.deepEqual(heard, ['broken'])
    assert.deepEqual(
      findings.map((one) => one.message),
      run(text).map((one) => one.message),
    )
  })
  it('may not report outside of the text', () => {
    const astray = {
      ...(allRules[0] as Rule),
      scope: 'feature' as const,
      check: (_: unknown, report: Report) => report({ start: 5, end: 9_999 }, 'x'),
    }
    const heard: unknown[] = []
    assert.deepEqual(
      check(featureOf(read('a')), read('a'), { rules: [astray], onError: (_, error) => void heard.push(error) }),
      [],
    )
    assert.equal(heard.length, 1)
  })
})
