// The heads of manifests and the resource names in any text, read without a parser, whatever Helm, Kustomize and people write.
import assert from 'node:assert/strict'
import { mutationsOf } from '../../server/src/manifests/kcl.ts'
import { manifestEntries, nameAt, namesIn } from '../../server/src/manifests/manifestIndex.ts'

const resources = (text: string): string[] =>
  manifestEntries(text).map(({ kind, apiVersion, name, namespace, start }) => {
    assert.equal(text.slice(start, start + name.length), name)
    return `${apiVersion} ${kind} ${namespace ?? ''}/${name}`
  })

describe('the head of a manifest', () => {
  it('is read from several documents, in any order of keys, with quotes and comments', () => {
    assert.deepEqual(
      resources(
        [
          '# a comment\r\nkind: Bucket # what\r\napiVersion: s3.aws.upbound.io/v1beta1\r\nmetadata:\r\n  labels:\r\n    name: no\r\n  name: xplane-a\r\n  namespace: apps\r\nspec:\r\n  name: other\r\n',
          'apiVersion: "v1"\nkind: \'Service\'\nmetadata:\n    namespace: "b"\n    name: "web"   # here\n',
          'metadata: {name: flow}\nkind: A\napiVersion: v1\n',
        ].join('---\n'),
      ),
      ['s3.aws.upbound.io/v1beta1 Bucket apps/xplane-a', 'v1 Service b/web'],
    )
  })
  it('is left out where a Helm template fills it in, and the rest is read', () => {
    const helm =
      '{{- if .Values.on }}\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ include "x" . }}\n{{- end }}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  {{- with .Values.l }}\n  labels: {{ . }}\n  {{- end }}\n  name: settings\n'
    assert.deepEqual(resources(helm), ['v1 ConfigMap /settings'])
    assert.deepEqual(resources(`apiVersion: v1\nkind: A\nmetadata:\n  name: \${NAME}\n`), [])
    assert.deepEqual(resources(''), [])
    assert.deepEqual(resources('- op: replace\n  path: /metadata/name\n'), [])
  })
  it('has the group that a resource definition creates', () => {
    const [head] = manifestEntries(
      'apiVersion: apiextensions.crossplane.io/v1\nkind: CompositeResourceDefinition\nmetadata:\n  name: xqueues.cloud.example.org\nspec:\n  group: cloud.example.org\n  names:\n    kind: XQueue\n',
    )
    assert.equal(head?.group, 'cloud.example.org')
  })
})

describe('a name with the prefix', () => {
  const names = (text: string): string[] => namesIn(text, ['xplane-', 'acme-']).map(({ name }) => name)
  it('is found in prose, code, tables and paths of policies', () => {
    assert.deepEqual(names('The `xplane-a`, "xplane-b-1"; | acme-c | and role/xplane-d.'), [
      'xplane-a',
      'xplane-b-1',
      'acme-c',
      'xplane-d',
    ])
  })
  it('is not found where the name continues', () => {
    for (const text of [
      'xplane-*',
      `xplane-\${name}`,
      'xplane-{{ .x }}',
      'xplane-<app>',
      'my-xplane-a',
      'xplane-',
      'Xplane-a',
      'xplane-a-*',
      'xplane-[app]',
    ])
      assert.deepEqual(names(text), [], text)
  })
  it('is found at an offset, up to its very end', () => {
    const text = `${'x '.repeat(400)}xplane-orders, and`
    assert.equal(nameAt(text, 803, ['xplane-'])?.name, 'xplane-orders')
    assert.equal(nameAt(text, 800 + 'xplane-orders'.length, ['xplane-'])?.start, 800)
    assert.equal(nameAt(text, 816, ['xplane-']), undefined)
  })
})

describe('KCL', () => {
  const found = (code: string): string[] => mutationsOf(code).map(({ span }) => code.slice(span.start, span.end))
  it('that changes a resource after creating it is found', () => {
    assert.deepEqual(
      found(
        'a = {\n  kind = "A"\n}\na.spec.x = 1\nif on:\n    a["spec"]["y"] = "2"\na.spec.z += 3\n_b: Any = {}\n_b.metadata.name = "c"\n',
      ),
      ['a.spec.x', 'a["spec"]["y"]', 'a.spec.z', '_b.metadata.name'],
    )
  })
  it('that creates a resource in one piece is not found', () => {
    assert.deepEqual(
      found(
        'a = {\n  spec.x = 1\n  spec: {\n    a.b = 2\n  }\n}\nif a.spec.x == 1:\n    b = a.spec.x\nschema S:\n    spec.x: int = 3\nc = "a.spec.x = 1"\n# a.spec.x = 1\nd = """\na.spec.x = 1\n"""\nother.spec.x = 1\n',
      ),
      [],
    )
  })
})
