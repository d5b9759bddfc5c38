// Resource names over the protocol: completion, hover, definition, references, rename; and API groups of the workspace.
import assert from 'node:assert/strict'
import type {
  ClientCapabilities,
  CompletionList,
  Diagnostic,
  Hover,
  Location,
  WorkspaceEdit,
} from 'vscode-languageserver'
import { uriOf } from '../../server/src/base/uri.ts'
import { type Editor, openEditor } from '../support/editor.ts'
import { until } from '../support/until.ts'

const spec = '/w/docs/specs/004-queue/spec.md'
const otherSpec = '/w/docs/specs/005-topic/spec.md'
const head =
  '# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: in-review\n**Type**: platform\n\n## Requirements\n\n- **FR-001**: System MUST make xplane-orders-bucket\n\n## Success Criteria\n\n- **SC-001**: b\n\n## Design\n\n'
const bucket = (name: string): string =>
  `---\n# ours\napiVersion: s3.aws.upbound.io/v1beta1\nkind: Bucket\nmetadata:\n  name: ${name}\n  namespace: apps\nspec:\n  region: eu\n`
const disk = (): Record<string, string> => ({
  '/w/.git/HEAD': '',
  '/w/.gitignore': 'build/\n',
  [spec]: head,
  [otherSpec]: head.replaceAll('004', '005').replace('Queue', 'Topic'),
  '/w/README.md': 'See xplane-orders-bucket.\n',
  '/w/infra/orders.yaml': bucket('xplane-orders-bucket') + bucket('xplane-orders-archive'),
  '/w/infra/role.yaml': 'apiVersion: iam.aws.upbound.io/v1beta1\nkind: Role\nmetadata:\n  name: xplane-orders-role\n',
  '/w/infra/main.tf': 'resource "aws_iam_role" "x" {\n  name = "xplane-nodes"\n}\n',
  '/w/build/out.yaml': bucket('xplane-hidden'),
  '/w/crossplane/xrd.yaml':
    'apiVersion: apiextensions.crossplane.io/v1\nkind: CompositeResourceDefinition\nmetadata:\n  name: xqueues.cloud.acme.org\nspec:\n  group: cloud.acme.org\n',
})

async function open(
  text: string,
  files = disk(),
  capabilities?: ClientCapabilities,
): Promise<{ editor: Editor; ask: <T>(method: string, params?: object) => Promise<T> }> {
  const at = text.indexOf('$0')
  files[spec] = text.replace('$0', '')
  const editor = await openEditor(files, { asks: true }, capabilities, ['/w'])
  editor.openFile(spec)
  const before = text.slice(0, at).split('\n')
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 }
  const ask = <T>(method: string, params: object = {}): Promise<T> =>
    editor.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri: uriOf(spec) }, position, ...params })
  return { editor, ask }
}

const completed = async (text: string, files?: Record<string, string>): Promise<string[]> => {
  const { editor, ask } = await open(text, files)
  await ask('completion')
  await ask('references') // waits until everything is read
  await editor.connection.sendRequest('textDocument/hover', {
    textDocument: { uri: uriOf(spec) },
    position: { line: 8, character: 35 },
  })
  const list = await ask<CompletionList | null>('completion')
  await editor.stop()
  const items = [...(list?.items ?? [])].sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1))
  return items.map(({ label, detail, textEdit }) => {
    const range = textEdit && 'range' in textEdit ? textEdit.range : undefined
    return `${label} (${detail}) ${range?.start.character}-${range?.end.character}`
  })
}

describe('completion of resource names', () => {
  it("offers the workspace's names in prose, first those of this specification, and a new name in the same style", async () => {
    assert.deepEqual(await completed(`${head}The bucket xplane-$0 is new.\n`), [
      'xplane-orders-bucket (Used in this specification) 11-18',
      'xplane-nodes (aws_iam_role · infra/main.tf) 11-18',
      'xplane-orders-archive (Bucket · in apps · infra/orders.yaml) 11-18',
      'xplane-orders-role (Role · infra/role.yaml) 11-18',
      'xplane-queue (New name in the style of existing names) 11-18',
    ])
  })
  it('offers names from other open specifications before the rest', async () => {
    const { editor, ask } = await open(`${head.replace('xplane-orders-bucket', 'it')}The bucket xplane-$0 is new.\n`)
    editor.openFile(otherSpec)
    await editor.connection.sendRequest('textDocument/hover', {
      textDocument: { uri: uriOf(otherSpec) },
      position: { line: 8, character: 35 },
    })
    const { items } = await ask<CompletionList>('completion')
    assert.deepEqual(
      items.slice(0, 2).map(({ label }) => label),
      ['xplane-orders-bucket', 'xplane-nodes'],
    )
    await editor.stop()
  })
  it('prefers the kind of the manifest, and replaces the whole word', async () => {
    const yaml = '```yaml\nkind: Role\nmetadata:\n  name: xplane-or$0ders-x\n```\n'
    const [first, second] = await completed(`${head}${yaml}`)
    assert.match(first ?? '', /^xplane-orders-bucket \(Used in this specification\) 8-23$/)
    assert.match(second ?? '', /^xplane-orders-role \(Role/)
  })
  it("offers the workspace's kinds and versions in YAML", async () => {
    assert.deepEqual(await completed(`${head}\`\`\`yaml\napiVersion: iam.aws.upbound.io/v1beta1\nkind: $0\n\`\`\`\n`), [
      'Role (iam.aws.upbound.io/v1beta1) 6-6',
      'Bucket (s3.aws.upbound.io/v1beta1) 6-6',
      'CompositeResourceDefinition (apiextensions.crossplane.io/v1) 6-6',
    ])
    assert.match((await completed(`${head}\`\`\`yaml\napiVersion: s3$0\nkind: Bucket\n\`\`\`\n`))[0] ?? '', /^s3\.aws/)
  })
  it('offers nothing elsewhere', async () => {
    for (const text of [
      'Some words $0here',
      'a-$0',
      '`kind: $0`',
      '```kcl\nkind: $0\n```',
      'xplane-${$0',
      '```yaml\nspec: $0\n```',
    ])
      assert.deepEqual(await completed(`${head}${text}\n`), [], text)
  })
})

describe('a resource name', () => {
  const text = `${head}The xplane-orders-$0bucket of xplane-orders-bucket-x.\n`
  it('shows the start of its manifest in the hover, and leads to it', async () => {
    const { editor, ask } = await open(text)
    const hover = await ask<Hover>('hover')
    const value = typeof hover.contents === 'object' && 'value' in hover.contents ? hover.contents.value : ''
    assert.match(
      value,
      /^```yaml\n# ours\napiVersion: s3[^`]*\n {2}namespace: apps\n```\n\nBucket in apps — \[w\/infra\/orders\.yaml:6\]/,
    )
    const [place, second] = await ask<Location[]>('definition')
    assert.deepEqual(place, {
      uri: uriOf('/w/infra/orders.yaml'),
      range: { start: { line: 5, character: 8 }, end: { line: 5, character: 28 } },
    })
    assert.equal(second, undefined)
    await editor.stop()
  })
  it('is found in specifications, manifests and Markdown, including unsaved text', async () => {
    const { editor, ask } = await open(text)
    const found = await ask<Location[]>('references', { context: { includeDeclaration: true } })
    assert.deepEqual(found.map(({ uri, range }) => `${uri.replace('file:///w/', '')}:${range.start.line}`).sort(), [
      'README.md:0',
      'docs/specs/004-queue/spec.md:16',
      'docs/specs/004-queue/spec.md:8',
      'docs/specs/005-topic/spec.md:8',
      'infra/orders.yaml:5',
    ])
    editor.type(spec, head)
    assert.equal(await ask('references', { position: { line: 16, character: 12 } }), null)
    await editor.stop()
  })
  it('is renamed only in specifications', async () => {
    const { editor, ask } = await open(text)
    assert.deepEqual(await ask('prepareRename'), {
      range: { start: { line: 16, character: 4 }, end: { line: 16, character: 24 } },
      placeholder: 'xplane-orders-bucket',
    })
    const edit = await ask<WorkspaceEdit>('rename', { newName: 'xplane-orders-store' })
    const summaries = (edit.documentChanges ?? []).flatMap((change) =>
      'edits' in change
        ? `${change.textDocument.uri.replace('file:///w/', '')} ${change.textDocument.version} ${change.edits.length}`
        : [],
    )
    assert.deepEqual(summaries.sort(), ['docs/specs/004-queue/spec.md 1 2', 'docs/specs/005-topic/spec.md null 1'])
    await assert.rejects(ask('rename', { newName: 'No Name' }), /Invalid resource name "No Name"/)
    assert.equal(await ask('prepareRename', { position: { line: 0, character: 3 } }), null)
    assert.equal(await ask('hover', { position: { line: 0, character: 3 } }), null)
    await editor.stop()
  })
  it('is renamed at its current location, even if no change was reported', async () => {
    const files = disk()
    const { editor, ask } = await open(text, files)
    await ask('references', { context: { includeDeclaration: true } })
    files[otherSpec] = `\n\n\n${files[otherSpec]}`
    const edit = await ask<WorkspaceEdit>('rename', { newName: 'xplane-orders-store' })
    const [, second] = edit.documentChanges ?? []
    assert.ok(second && 'edits' in second)
    assert.equal((second.edits[0] as { range: { start: { line: number } } }).range.start.line, 11)
    await editor.stop()
  })
  it('cannot be renamed to a name that exists or that would not be recognised', async () => {
    const { editor, ask } = await open(text)
    await assert.rejects(
      ask('rename', { newName: 'xplane-orders-archive' }),
      /"xplane-orders-archive" already exists in .*orders\.yaml:15/,
    )
    await assert.rejects(ask('rename', { newName: 'orders' }), /"orders" must start with "xplane-"/)
    await assert.rejects(ask('rename', { newName: 'xplane-a..b' }), /Invalid resource name "xplane-a\.\.b"/)
    await editor.stop()
  })
  it('has the prefixes of the configuration, also after a change and from subfolders', async () => {
    const files = disk()
    const { editor, ask } = await open(`${head}The acme-x$0 is here.\n`, files)
    files[otherSpec] += 'And acme-x there.\n'
    assert.equal(await ask('references', { context: { includeDeclaration: true } }), null)
    for (const config of ['/w/.specwise.json', '/w/docs/.specwise.json']) {
      files[config] = '{"resourcePrefixes": ["acme-"]}'
      await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: uriOf(config), type: 1 }],
      })
      const found = await ask<Location[]>('references', { context: { includeDeclaration: true } })
      assert.equal(found.length, 2, config)
      delete files[config]
      await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: uriOf(config), type: 3 }],
      })
    }
    await editor.stop()
  })
  it('follows files that are changed, created and deleted', async () => {
    const files = disk()
    const { editor, ask } = await open(text, files)
    const places = async (): Promise<string[]> =>
      ((await ask<Location[] | null>('definition')) ?? []).map(({ uri }) => uri)
    assert.equal((await places()).length, 1)
    files['/w/infra/new.yaml'] = bucket('xplane-orders-bucket')
    delete files['/w/infra/orders.yaml']
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [
        { uri: uriOf('/w/infra/new.yaml'), type: 1 },
        { uri: uriOf('/w/infra/orders.yaml'), type: 3 },
      ],
    })
    assert.deepEqual(await places(), [uriOf('/w/infra/new.yaml')])
    await editor.stop()
  })
})

describe('a resource name in unusual places', () => {
  const other = `${head}The xplane-orders-$0role and xplane-lost.\n`
  const lost = { line: 16, character: 30 }
  const markdownOf = ({ contents }: Hover): string => (contents as { value: string }).value
  it('without a manifest says so, and has no definition', async () => {
    const files = disk()
    files['/w/README.md'] = 'See xplane-lost.\n'
    const { editor, ask } = await open(other, files)
    assert.equal(
      markdownOf(await ask<Hover>('hover', { position: lost })),
      '`xplane-lost` has no manifest in this workspace.\n\nReferenced in 2 other locations.',
    )
    assert.equal(await ask('definition', { position: lost }), null)
    await editor.stop()
  })
  it('shows its kind without a namespace, and nothing of a manifest that cannot be read', async () => {
    const files: Record<string, string | null> = disk()
    const { editor, ask } = await open(other, files as Record<string, string>)
    await ask('references', { context: { includeDeclaration: true } }) // waits until everything is read
    files['/w/infra/role.yaml'] = null
    assert.equal(
      markdownOf(await ask<Hover>('hover')),
      `Role — [w/infra/role.yaml:4](${uriOf('/w/infra/role.yaml')}#L4)\n\nReferenced in 1 other location.`,
    )
    await editor.stop()
  })
  it('is found in untitled Markdown, and not in other languages', async () => {
    const { editor, ask } = await open(other)
    editor.open('untitled:Untitled-1', 'The xplane-lost.\n')
    editor.open('untitled:Untitled-2', 'The xplane-lost.\n', 'plaintext')
    const found = await ask<Location[]>('references', { position: lost, context: { includeDeclaration: true } })
    assert.deepEqual(
      found.map(({ uri }) => uri),
      [uriOf(spec), 'untitled:Untitled-1'],
    )
    await editor.stop()
  })
  it('is renamed by plain changes for a client without versioned edits, except in files that cannot be read', async () => {
    const files: Record<string, string | null> = disk()
    files['/w/docs/specs/006-gone/spec.md'] = head.replaceAll('004', '006')
    const { editor, ask } = await open(`${head}The xplane-orders-$0bucket.\n`, files as Record<string, string>, {})
    await ask('references', { context: { includeDeclaration: true } })
    files['/w/docs/specs/006-gone/spec.md'] = null
    const { changes, documentChanges } = await ask<WorkspaceEdit>('rename', { newName: 'xplane-orders-store' })
    assert.equal(documentChanges, undefined)
    const counts = Object.entries(changes ?? {}).map(([uri, edits]) => [uri, edits.length])
    assert.deepEqual(counts, [
      [uriOf(spec), 2],
      [uriOf(otherSpec), 1],
    ])
    await editor.stop()
  })
})

describe('an API group that the workspace defines', () => {
  it('is managed by the platform, so its resources need the prefix', async () => {
    const yaml = '```yaml\napiVersion: cloud.acme.org/v1\nkind: Queue\nmetadata:\n  name: orders\n```\n'
    const files = disk()
    const { editor, ask } = await open(`${head}${yaml}$0`, files)
    const prefixed = async (): Promise<Diagnostic[]> =>
      (await ask<{ items: Diagnostic[] }>('diagnostic')).items.filter(({ code }) => code === 'resource-prefix')
    await until(async () => (await prefixed()).length > 0)
    assert.deepEqual(
      (await prefixed()).map(({ range }) => range.start),
      [{ line: 20, character: 8 }],
    )
    // The finding disappears with the definition of the group, without a request for names.
    delete files['/w/crossplane/xrd.yaml']
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf('/w/crossplane/xrd.yaml'), type: 3 }],
    })
    await until(async () => (await prefixed()).length === 0)
    await editor.stop()
  })
})
