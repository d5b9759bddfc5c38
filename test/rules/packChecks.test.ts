// The checks of packs one by one: each condition, the messages, the quick fixes and the clauses of the constitution.
import assert from 'node:assert/strict'
import { createChecker } from '../../server/src/analysis/checker.ts'
import type { Finding } from '../../server/src/rules/engine/rule.ts'
import { readPack } from '../../server/src/rules/packs/readPack.ts'
import { memoryFiles } from '../support/memoryFiles.ts'
import { apply } from '../support/rules.ts'

const path = '/w/specs/001-q/spec.md'
const specOf = (yaml: string): string =>
  `# Spec: Queue\n\n**ID**: SPEC-001\n**Status**: draft\n\n## Requirements\n\n- **FR-001**: a\n\n## Design\n\n\`\`\`yaml\n${yaml}\n\`\`\`\n`
const rule = (...checks: object[]): object => ({ severity: 'warning', summary: 'A.', checks })

/** The findings of the rules of a pack in a specification. */
async function found(rules: object, yaml: string, others: Record<string, string> = {}): Promise<Finding[]> {
  const checker = createChecker({
    files: memoryFiles({
      '/w/.git/HEAD': '',
      [path]: specOf(yaml),
      '/w/.specwise.json': JSON.stringify({ packs: [{ name: 'acme', rules }], resourcePrefixes: ['acme-'] }),
      ...others,
    }),
    kept: false,
    roots: () => ['/w'],
    onError: (_, error) => assert.fail(String(error)),
  })
  const loaded = (await checker.load(path)) ?? assert.fail('not a specification')
  const { files, settings } = await checker.check(loaded)
  assert.deepEqual(settings.bad?.problems ?? [], [])
  return files.flatMap(({ findings }) => findings).filter(({ code }) => code.startsWith('acme/'))
}
const queue = (spec: string, name = 'orders'): string =>
  `apiVersion: a/v1\nkind: Queue\nmetadata: { name: ${name} }\nspec: ${spec}`
const workload = (kind: string, containers: string): string =>
  `apiVersion: batch/v1\nkind: ${kind}\nmetadata: { name: a }\nspec: { template: { spec: { containers: ${containers} } } }`

describe('a check of a pack', () => {
  const select = { kind: ['Queue', 'Job', 'Pod'] }
  const cases: readonly [name: string, check: object, yaml: string, messages: string[]][] = [
    ['forbids a value', { path: 'spec.a', must: { exist: false } }, queue('{ a: 1 }'), ['1']],
    ['that forbids a value allows none', { path: 'spec.b', must: { exist: false } }, queue('{ a: 1 }'), []],
    ['requires one of several values', { path: 'spec.a', must: { oneOf: ['x', 'y'] } }, queue('{ a: z }'), ['z']],
    ['allows one of several values', { path: 'spec.a', must: { oneOf: ['x', 'y'] } }, queue('{ a: y }'), []],
    [
      'requires the start of a value',
      { path: 'spec.a', must: { startWith: ['x-', 'y-'] } },
      queue('{ a: z-x- }'),
      ['z-x-'],
    ],
    ['allows one of several starts', { path: 'spec.a', must: { startWith: ['x-', 'y-'] } }, queue('{ a: y-z }'), []],
    [
      'allows a start of the configuration',
      { path: 'spec.a', must: { startWith: ['x-', '@prefixes'] } },
      queue('{ a: acme-z }'),
      [],
    ],
    ['forbids a pattern', { path: 'spec.a', must: { notMatch: 'lat.st' } }, queue('{ a: latest }'), ['latest']],
    [
      'allows what a pattern does not match',
      { path: 'spec.a', must: { notMatch: 'lat.st' } },
      queue('{ a: late }'),
      [],
    ],
    [
      'takes another path from the top of the resource',
      { path: 'spec.a', or: 'metadata.name', must: { equal: 'x' } },
      queue('{}'),
      ['orders'],
    ],
    [
      'looks at the pod of a workload',
      { path: '@pod.containers[].image', must: { match: ':' } },
      workload('Job', '[{ name: x, image: web }, { name: y, image: "a:1" }]'),
      ['web'],
    ],
    ['about a pod leaves alone what has none', { path: '@pod.hostNetwork', must: { exist: true } }, queue('{}'), []],
    [
      'names the item that lacks a value',
      { each: '@pod.containers[]', path: 'image', must: { exist: true } },
      workload('Job', '[{ name: x }, { name: y, image: z }]'),
      [''],
    ],
    [
      'is reported at the resource if the item has no name',
      { each: ['spec.rules[]'], path: 'host', must: { exist: true } },
      queue('{ rules: [{ a: 1 }] }'),
      [''],
    ],
    [
      'finds secrets below a path only',
      { path: 'spec.a', must: { notSecret: true } },
      queue('{ a: { password: Vq8rT2mZw9Lk }, b: { password: Vq8rT2mZw9Lq } }'),
      [''],
    ],
  ]
  for (const [name, check, yaml, messages] of cases)
    it(name, async () => {
      const findings = await found({ one: rule({ select, message: '{value}', ...check }) }, yaml)
      assert.deepEqual(
        findings.map(({ message }) => message),
        messages,
      )
    })
  it('marks the name of an item, or the kind of its resource', async () => {
    const marked = async (check: object, yaml: string): Promise<string[]> =>
      (await found({ one: rule({ select, message: 'x', ...check }) }, yaml)).map(({ start, end }) =>
        specOf(yaml).slice(start, end),
      )
    const image = { each: '@pod.containers[]', path: 'image', must: { exist: true } }
    assert.deepEqual(await marked(image, workload('Job', '[{ name: first }]')), ['first'])
    const host = { each: 'spec.rules[]', path: 'host', must: { exist: true } }
    assert.deepEqual(await marked(host, queue('{ rules: [{ a: 1 }] }')), ['Queue'])
  })
  it('has the address of its rule', async () => {
    const check = { select, path: 'spec.a', must: { exist: true }, message: 'x' }
    const reference = 'https://example.org/rule'
    const [finding] = await found({ one: { ...rule(check), reference } }, queue('{}'))
    assert.equal(finding?.reference, reference)
  })
  it('leaves unknown placeholders in its message as they are', async () => {
    const check = { select, path: 'spec.a', must: { exist: true }, message: '{kind} {constructor} {colour} {key}' }
    const [finding] = await found({ one: rule(check) }, queue('{}'))
    assert.equal(finding?.message, 'Queue {constructor} {colour} spec.a')
  })
  it('for a companion is reported once, in the first document with the resource', async () => {
    const plan = `# Plan: Queue\n\n\`\`\`yaml\n${queue('{}', 'second')}\n\`\`\`\n`
    const check = { select, companion: { kind: ['Policy'], words: ['policy'] }, message: 'no policy for {kind}' }
    const rules = { one: rule(check) }
    const files = { '/w/specs/001-q/plan.md': plan }
    assert.equal((await found(rules, queue('{}'), files)).length, 1)
    assert.equal((await found(rules, 'a: 1', files)).length, 1)
  })
})

describe('the quick fix of a check', () => {
  const select = { kind: ['Queue'] }
  const check = { select, path: 'metadata.name', must: { startWith: ['x-'] }, message: 'x' }
  const fixed = async (checked: object, yaml: string): Promise<string[]> => {
    const [finding] = await found({ one: rule(checked) }, yaml)
    return (finding ?? assert.fail('no finding')).fixes().map(({ title, edits }) => {
      const now = apply(specOf(yaml), edits)
      return `${title}: ${now.slice(now.indexOf('kind: Queue'), now.indexOf('\n```', now.indexOf('kind: Queue')))}`
    })
  }
  const yaml = queue('{ a: 1 }')
  it('writes a value', async () => {
    const wanted = { ...check, path: 'spec.a', must: { equal: 3 }, fix: { value: 3 } }
    assert.deepEqual(await fixed(wanted, yaml), [
      'Change to "3": kind: Queue\nmetadata: { name: orders }\nspec: { a: 3 }',
    ])
  })
  it('adds its own prefix, or the first one of the configuration', async () => {
    const renamed = (prefix: string): string =>
      `Rename to "${prefix}orders" and Update References: kind: Queue\nmetadata: { name: ${prefix}orders }\nspec: { a: 1 }`
    assert.deepEqual(await fixed({ ...check, fix: { prefix: 'x-' } }, yaml), [renamed('x-')])
    assert.deepEqual(await fixed({ ...check, fix: { prefix: '@prefixes' } }, yaml), [renamed('acme-')])
  })
  it('does not exist for a name that is more than a word, for a missing value and without a fix', async () => {
    assert.deepEqual(await fixed({ ...check, fix: { prefix: 'x-' } }, queue('{ a: 1 }', '"a b"')), [])
    const missing = { ...check, path: 'spec.b', must: { exist: true }, fix: { value: 3 } }
    assert.deepEqual(await fixed(missing, yaml), [])
    assert.deepEqual(await fixed(check, yaml), [])
  })
})

describe('a finding of a pack', () => {
  const check = { select: { kind: ['Queue'] }, path: 'spec.a', must: { exist: true }, message: 'No "a"' }
  const said = async (constitution: string | undefined, clause = ['naming']): Promise<[string, string[]]> => {
    const files: Record<string, string> = constitution === undefined ? {} : { '/w/constitution.md': constitution }
    const [finding = assert.fail('no finding')] = await found({ one: { ...rule(check), clause } }, queue('{}'), files)
    const cited = finding.related.map(({ span, other }) => other?.text.slice(span.start, span.end) ?? '')
    return [finding.message, cited]
  }
  const cases: readonly [name: string, constitution: string | undefined, expected: [string, string[]]][] = [
    ['cites nothing without a constitution', undefined, ['No "a"', []]],
    ['cites nothing that the constitution does not say', '# Constitution\n\n## Scope\n', ['No "a"', []]],
    [
      'cites the heading of its clause',
      '# Constitution\n\n## **1. Naming**\n\nNaming is free.\n',
      ['No "a". See "1. Naming" in the constitution.', ['## **1. Naming**']],
    ],
    [
      'cites the line of its clause, below its heading',
      '# Constitution\n\n## Rules\n\n- Naming is free.\n',
      ['No "a". See "Rules" in the constitution.', ['- Naming is free.']],
    ],
    [
      'cites the line of a constitution without headings',
      'All naming is free.\n',
      ['No "a". The constitution requires it.', ['All naming is free.']],
    ],
    ['cites nothing if lower case has another length', 'İ naming\n', ['No "a"', []]],
  ]
  for (const [name, constitution, expected] of cases)
    it(name, async () => assert.deepEqual(await said(constitution), expected))
})

describe('a pack with a mistake', () => {
  const check = { select: {}, path: 'a', must: { exist: true }, message: 'x' }
  const packWith = (count: number, checks: readonly object[]): string =>
    JSON.stringify({
      name: 'acme',
      rules: Object.fromEntries(Array.from({ length: count }, (_, k) => [`r${k}`, rule(...checks)])),
    })
  const one = (only: object): string => packWith(1, [only])
  const cases: readonly [name: string, text: string, problems: string[]][] = [
    ['is too long', ' '.repeat(500_001), ['The file is longer than 500000 characters.']],
    ['has too many rules', packWith(201, [check]), ['The pack has 201 rules. At most 200 are allowed.']],
    [
      'has too many checks',
      packWith(167, [check, check, check]),
      ['The pack has 501 checks. At most 500 are allowed.'],
    ],
    [
      'has words without exceptions',
      one({ words: ['a'], message: 'x' }),
      ['rules.r0.checks[0]: Missing key "unless".'],
    ],
    [
      'has code without a language',
      one({ finds: 'mutation', message: 'x' }),
      ['rules.r0.checks[0]: Missing key "language".'],
    ],
    ['is empty', ' \n', ['The file is empty.']],
    ['is not closed', '{', ['Invalid JSON on line 1: close brace expected.']],
    ['has no condition', one({ ...check, must: {} }), ['rules.r0.checks[0]: "must" needs a condition.']],
    [
      'has a condition with no key',
      one({ select: {}, path: 'a', message: 'x' }),
      ['rules.r0.checks[0]: "must" needs a condition.'],
    ],
  ]
  for (const [name, text, problems] of cases)
    it(`is ignored if it ${name}`, () => {
      const read = readPack(text)
      assert.deepEqual([read.problems, read.pack], [problems, undefined])
    })
  it('is read with as many rules and checks as are allowed', () => {
    assert.equal(readPack(packWith(200, [check])).pack?.rules.length, 200)
    assert.deepEqual(readPack(packWith(100, [check, check, check, check, check])).problems, [])
    assert.deepEqual(readPack(one({ words: ['a'], unless: [], message: 'x' })).problems, [])
    assert.deepEqual(readPack(one({ finds: 'mutation', language: ['kcl'], message: 'x' })).problems, [])
  })
})
