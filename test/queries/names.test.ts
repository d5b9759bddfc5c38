// Names of resources: completion of names, kinds and versions at `$0`, where a name is defined, and the head of its manifest.
import assert from 'node:assert/strict'
import { type Completion, completionsAt } from '../../server/src/queries/completion.ts'
import type { ResourceName, ResourceNames } from '../../server/src/queries/nameCompletion.ts'
import { definitionsOfName, headAround, whyNoName } from '../../server/src/queries/resourceNames.ts'
import { cursorIn } from '../support/rules.ts'

/** A name in `/w/a.yaml`: with a kind, it is defined there. */
const named = (name: string, kind?: string): ResourceName => ({
  name,
  kind,
  apiVersion: kind && 'v1',
  namespace: undefined,
  path: '/w/a.yaml',
})
const kinds = new Map([
  ['Bucket', new Set(['s3/v1', 's3/v2'])],
  ['Role', new Set(['iam/v1'])],
  ['Queue', new Set(['sqs/v1', 's3/v1'])],
])

function offered(body: string, names: readonly ResourceName[] = [], prefixes = ['xplane-']): Completion[] {
  const { feature, spec = assert.fail(), offset } = cursorIn(`# Spec: Queue\n\n${body}\n`)
  const around: ResourceNames = { names: new Map(names.map((one) => [one.name, [one]])), kinds, recent: new Set() }
  return completionsAt(feature, spec, offset, { prefixes, names: () => around, specs: [], today: '2026-11-23' })
}
const labels = (...at: Parameters<typeof offered>): string[] => offered(...at).map(({ label }) => label)
const yaml = (content: string): string => `\`\`\`yaml\n${content}\n\`\`\``
const nameField = yaml('kind: Bucket\nmetadata:\n  name: $0')

describe('the completion of names', () => {
  const words = [named('xplane-a.apps'), named('xplane-b.apps', 'Role'), named('yplane-c'), named('xplane-d')]
  for (const [behaviour, body, names, expected] of [
    [
      'leaves out host names that nothing defines',
      'as xplane-$0',
      words,
      ['xplane-b.apps', 'xplane-d', 'xplane-queue'],
    ],
    [
      'leaves out words without the prefix that nothing defines',
      nameField,
      [...words, named('other', 'Role')],
      ['other', 'xplane-b.apps', 'xplane-d', 'xplane-queue'],
    ],
    ['is not for a part of a variable', `as $xplane-$0`, words, []],
    ['is not for a part of a pattern', 'as *xplane-$0', words, []],
    [
      'has resources of the kind of the manifest first, also below another manifest',
      yaml('kind: Role\n---\nkind: Bucket\nmetadata:\n  name: $0'),
      [named('xplane-a', 'Role'), named('xplane-b', 'Bucket')],
      ['xplane-b', 'xplane-a', 'xplane-queue'],
    ],
    [
      'has resources of the kind of the first manifest first',
      yaml('kind: Bucket\nmetadata:\n  name: $0\n---\nkind: Role'),
      [named('xplane-a', 'Role'), named('xplane-b', 'Bucket')],
      ['xplane-b', 'xplane-a', 'xplane-queue'],
    ],
  ] as const)
    it(behaviour, () => assert.deepEqual(labels(body, names), expected))

  const fresh = (names: readonly string[], prefixes = ['xplane-'], body = 'as xplane-$0'): string[] =>
    offered(
      body,
      names.map((name) => named(name)),
      prefixes,
    )
      .filter(({ kind }) => kind === 'new')
      .map(({ label }) => label)
  it('makes new names with endings that several names have, the frequent ones first, then by name', () => {
    assert.deepEqual(
      fresh(
        ['a-role', 'b-role', 'a-zone', 'b-zone', 'a-cert', 'b-cert', 'a-key', 'b-key', 'c-key', 'a-rare'].map(
          (end) => `xplane-${end}`,
        ),
      ),
      ['xplane-queue', 'xplane-queue-key', 'xplane-queue-cert', 'xplane-queue-role', 'xplane-queue-zone'],
    )
  })
  it('makes no new names without a prefix', () => assert.deepEqual(fresh(['a-key', 'b-key'], [], nameField), []))
})

describe('the completion of kinds and versions', () => {
  for (const [behaviour, content, expected] of [
    ['offers all kinds by name', 'kind: $0', ['Bucket', 'Queue', 'Role']],
    ['offers the kinds that begin as typed, in any case', 'kind: r$0', ['Role']],
    ['has the kinds of the version first', 'apiVersion: iam/v1\nkind: $0', ['Role', 'Bucket', 'Queue']],
    [
      'looks at the manifest of the cursor only',
      'apiVersion: iam/v1\nkind: $0\n---\nx: y',
      ['Role', 'Bucket', 'Queue'],
    ],
    ['offers all versions by name', 'apiVersion: $0', ['iam/v1', 's3/v1', 's3/v2', 'sqs/v1']],
    ['offers the versions that begin as typed', 'apiVersion: s3$0', ['s3/v1', 's3/v2']],
    ['has the versions of the kind first', 'kind: Queue\napiVersion: $0', ['s3/v1', 'sqs/v1', 'iam/v1', 's3/v2']],
    [
      'looks only at the manifest around the cursor',
      'kind: Role\n---\napiVersion: $0\nkind: Queue\n---\nkind: Bucket',
      ['s3/v1', 'sqs/v1', 'iam/v1', 's3/v2'],
    ],
    ['looks at no manifest above', 'kind: Queue\n---\napiVersion: $0', ['iam/v1', 's3/v1', 's3/v2', 'sqs/v1']],
    ['looks at no manifest below', 'apiVersion: $0\nname: x\n---\nkind: Queue', ['iam/v1', 's3/v1', 's3/v2', 'sqs/v1']],
  ] as const)
    it(behaviour, () => assert.deepEqual(labels(yaml(content)), expected))
  it('tells the versions of a kind and the kinds of a version', () => {
    const detailOf = (content: string): string | undefined => offered(yaml(content))[0]?.detail
    assert.equal(detailOf('kind: B$0'), 's3/v1, s3/v2')
    assert.equal(detailOf('apiVersion: s3$0'), 'Bucket, Queue')
  })
})

describe('a name of a resource', () => {
  it('is defined in manifests, or else in code that generates them', () => {
    const placesOf = (...paths: string[]): string[] =>
      definitionsOfName(
        paths.map((path) => ({
          ...named('xplane-a', path.startsWith('/m/') ? 'Role' : undefined),
          path,
          start: 0,
          line: 0,
          character: 0,
        })),
      ).map(({ path }) => path)
    assert.deepEqual(placesOf('/c/a.k', '/m/a.yaml', '/c/a.md'), ['/m/a.yaml'])
    assert.deepEqual(placesOf('/c/a.k', '/c/a.kcl', '/c/a.TF', '/c/a.tofu', '/c/a.md', '/c/a.ksy', '/c/ak'), [
      '/c/a.k',
      '/c/a.kcl',
      '/c/a.TF',
      '/c/a.tofu',
    ])
  })
  it('has at most 253 characters', () => {
    assert.equal(whyNoName('a'.repeat(253)), undefined)
    assert.equal(whyNoName('a'.repeat(254)), 'The name has 254 characters. Use at most 253.')
  })
  for (const [behaviour, text, line, expected] of [
    ['ends above its specification', 'kind: X\nname: y\nspec:\n  z: 1\n', 1, 'kind: X\nname: y'],
    ['starts below the manifest above', 'a: b\n---\nkind: X\nname: y\n', 3, 'kind: X\nname: y'],
    ['ends above the manifest below', 'kind: X\nname: y\n---\nkind: Z\n', 1, 'kind: X\nname: y'],
    ['ends with the text', 'kind: X\nname: y\n', 1, 'kind: X\nname: y'],
  ] as const)
    it(`has a head that ${behaviour}`, () => assert.equal(headAround(text, line), expected))
})
