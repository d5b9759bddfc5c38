// Regular expressions of packs: RE2, in linear time. Syntax that JavaScript has, too, matches what it matches there.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { RE2JS } from 're2js'
import { compilePattern } from '../../server/src/manifests/pattern.ts'
import { assertLinear } from '../support/growth.ts'
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
  it('supports the syntax of RE2', () => {
    for (const [source, text, wanted] of [
      ['(?i)^team-', 'TEAM-a', true],
      ['\\bapi\\b', 'the-api-v1', true],
      ['\\bapi\\b', 'rapid', false],
      ['^\\p{Lu}\\pL*$', 'Énergie', true],
      ['^[[:lower:]]{1,253}$', 'abc', true],
      ['^(?P<team>[a-z]+)-\\x{e9}$', 'a-é', true],
      ['^\\Qa.b\\E$', 'axb', false],
      ['^a{,2}$', 'a{,2}', true],
    ] as const)
      assert.equal(compilePattern(source)(text), wanted, `${source} on ${text}`)
  })
  it('agrees with JavaScript on any pattern and text', () => {
    const atom = fc.constantFrom(
      ...['a', 'b', '-', '.', '[ab]', '[^a]', '\\d', '\\w', '\\W', '\\b', '1', 'é', '\\p{L}', '\\P{Lu}', '[a-c1_]'],
      ...['(?:a|b)', '(a|)', '(ab)', '(?<x>a|1)', '(?:a*|b)', '(?:(?:a|b){2}|-)', '\\.', '[\\d-]', '()'],
    )
    const count = fc.constantFrom(
      '',
      '',
      '*',
      '+',
      '?',
      '{2}',
      '{1,3}',
      '{0,2}',
      '{0}',
      '{2,}',
      '*?',
      '+?',
      '??',
      '{1,2}?',
    )
    const piece = fc.tuple(atom, count).map(([a, q]) => (/^\\b$/i.test(a) ? a : a + q)) // JavaScript cannot repeat `\b`
    const sequence = fc.array(piece, { maxLength: 4 }).map((all) => all.join(''))
    const whole = fc
      .tuple(fc.constantFrom('', '^'), fc.array(sequence, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '$'))
      .map(([start, all, end]) => `${start}(${all.join('|')})${end}`)
      .filter((source) => source.split('(?<x>').length < 3)
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', '-', '1', ' ', 'é', 'A', '_', '.', '\n', '😀'),
      maxLength: 8,
    })
    property(
      fc.property(whole, text, (source, input) => {
        assert.equal(compilePattern(source)(input), new RegExp(source, 'u').test(input), `${source} on "${input}"`)
      }),
      3000,
    )
  })
  it('is measured before it is compiled, so that an accepted pattern makes a small program', () => {
    const unit = fc.constantFrom(
      ...[
        'a',
        'b',
        '(',
        '(',
        ')',
        ')',
        '(?:',
        '(?i)',
        '(?i:',
        '|',
        '*',
        '+',
        '?',
        '[a]',
        '[]a]',
        '[^]]',
        '\\',
        '\\Qab',
      ],
      ...[
        '\\E',
        '\\Q',
        '\\pL',
        '\\p{L}',
        '\\b',
        '^',
        '$',
        '.',
        '{',
        '{5}',
        '{0,30}',
        '{300}',
        '{2,}',
        '{07}',
        '[[:alpha:]]',
      ],
    )
    const source = fc.string({ unit, maxLength: 30 })
    const closed = source.map(
      (unclosed) => `${unclosed}${')'.repeat(Math.max(0, unclosed.split('(').length - unclosed.split(')').length))}`,
    )
    property(
      fc.property(closed, (pattern) => {
        try {
          compilePattern(pattern)
        } catch {
          return
        }
        const size = RE2JS.compile(pattern).matcher('').programSize()
        assert.ok(size <= 1010, `${size} steps of ${pattern}`)
      }),
      5000,
    )
  })
  it('matches in linear time, whatever it is', async () => {
    const random = [...'x'.repeat(50_000)].map((_, k) => 'ab'[((k * 7919 + k * k) >> 3) & 1]).join('')
    for (const source of [
      ...['(x+x+)+y', '(a*)*c', '(((((((a*)*)*)*)*)*)*)*c', '(a|aa)+$', '(a?){100}a{100}$', '^[ab]*a[ab]{20}(c|d|$)x?'],
      ...[
        '([ab]*a){30}(?:a[ab]{300}|b[ab]{400})[cd]',
        'a.{450}[cd]|b.{500}[cd]',
        '\\pL{330}(c|d)',
        '(?:a?b?){140}[cd]',
      ],
    ]) {
      const pattern = compilePattern(source)
      await assertLinear(
        (n) => {
          const texts = ['a'.repeat(n), random.slice(0, n)]
          return (time) => time(source, () => texts.forEach(pattern))
        },
        { from: 200, to: 10_000 },
      )
    }
  })
  it('is refused before it is compiled if it has too many steps', () => {
    for (const source of [
      ...['(a{100}){100}', '.{999}'.repeat(33), `(?:${'\\pL'.repeat(63)}){1000}`, `(?i:${'x?'.repeat(90)}){1000}`],
      '\\pL{999}(c|d)',
    ])
      assert.throws(() => compilePattern(source), /^Error: has too many repetitions$/, source)
  })
  it('is rejected with the reason', () => {
    for (const [source, why] of [
      ['(a', /without a "\)"/],
      ['a)', /without a "\("/],
      ['[a', /without a "\]"/],
      ['*a', /nothing to repeat before "\*"/],
      ['a**', /repeats a repetition: "\*\*"/],
      ['a{3,1}', /invalid repeat count: "\{3,1\}"/],
      ['(?=a)', /look-around "\(\?=", which RE2 does not support$/],
      ['(?<!a)b', /look-around "\(\?<!a\)b", which RE2 does not support$/],
      ['(a)\\1', /back reference "\\1", which RE2 does not support$/],
      ['\\u00e9', /has "\\u", which RE2 does not support$/],
      ['[z-a]', /invalid character class or range: "z-a"/],
      ['\\p{Foo}', /invalid character class or range: "\\p\{Foo\}"/],
      ['(?<x>a)(?<x>b)', /two groups named "x"/],
      ['a\\', /single backslash/],
      ['a{1,999}', /too many repetitions/],
      ['(((a{99}){99}){99})', /too many repetitions/],
      ['x'.repeat(300), /longer than 200/],
    ] as const)
      assert.throws(() => compilePattern(source), why, source)
  })
})
