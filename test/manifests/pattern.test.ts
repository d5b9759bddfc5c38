// Regular expressions of packs: what they match is what JavaScript's match, in linear time.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { compilePattern } from '../../server/src/manifests/pattern.ts'
import { property } from '../support/property.ts'

describe('a pattern of a pack', () => {
  it('matches what a regular expression matches', () => {
    for (const [source, text, wanted] of [
      ['^xplane-', 'xplane-a', true],
      ['^xplane-', 'a-xplane-', false],
      ['^[a-z]+(-[a-z]+)*$', 'a-b-c', true],
      ['^[a-z]+(-[a-z]+)*$', 'a--c', false],
      ['^(team|squad)-\\d{2,3}$', 'team-12', true],
      ['^(team|squad)-\\d{2,3}$', 'team-1', false],
      ['a.c', 'xabcx', true],
      ['^$', '', true],
      ['[^\\]]]', 'a]', true],
      ['x{3}', 'xx', false],
      ['é+$', 'caféé', true],
    ] as const)
      assert.equal(compilePattern(source)(text), wanted, `${source} on ${text}`)
  })
  it('agrees with JavaScript on any pattern and text', () => {
    const atom = fc.constantFrom('a', 'b', '-', '.', '[ab]', '[^a]', '\\d', '\\w', '1', '(?:a|b)', '(a|)', '(ab)')
    const piece = fc.tuple(atom, fc.constantFrom('', '*', '+', '?', '{2}', '{1,3}', '{0,2}')).map(([a, q]) => a + q)
    const sequence = fc.array(piece, { maxLength: 4 }).map((all) => all.join(''))
    const whole = fc
      .tuple(fc.constantFrom('', '^'), fc.array(sequence, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '$'))
      .map(([start, all, end]) => `${start}(${all.join('|')})${end}`)
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '-', '1', ' '), maxLength: 8 })
    property(
      fc.property(whole, text, (source, one) => {
        assert.equal(compilePattern(source)(one), new RegExp(source, 'u').test(one), `${source} on "${one}"`)
      }),
      3000,
    )
  })
  it('says what it does not take', () => {
    for (const [source, why] of [
      ['(a', /without a "\)"/],
      ['a)', /without a "\("/],
      ['*a', /nothing to repeat/],
      ['a**', /repetition of a repetition/],
      ['(?=a)', /look-around/],
      ['\\1', /not allowed/],
      ['a{1,999}', /more than 100/],
      ['(((a{99}){99}){99})', /too much/],
      ['[a', /not allowed/],
      ['x'.repeat(300), /longer than/],
    ] as const)
      assert.throws(() => compilePattern(source), why, source)
  })
})
