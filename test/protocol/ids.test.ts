// Ids over the protocol: requests in the documents of a feature, and for ids of another specification.
import assert from 'node:assert/strict'
import type { DocumentHighlight, Hover, Location, SymbolInformation, WorkspaceEdit } from 'vscode-languageserver'
import { uriOf } from '../../server/src/base/uri.ts'
import { openEditor } from '../support/editor.ts'
import { files, folder, plan, spec, text } from '../support/queueFiles.ts'

/** Markdown with links replaced by their labels. */
const unlinked = (markdown: string): string => markdown.replace(/(?<!\\)\[([^\]\\]*)\]\([^)]*\)/g, '$1')

describe('ids over the protocol', () => {
  const at = (line: number, character: number) => ({
    textDocument: { uri: uriOf(spec) },
    position: { line, character },
  })
  const open = async () => {
    const editor = await openEditor(files(), { asks: true }, undefined, ['/w'])
    editor.openFile(spec)
    const ask = <T>(method: string, params: object): Promise<T> =>
      editor.connection.sendRequest(`textDocument/${method}`, params)
    return { editor, ask }
  }
  const shown = (hover: Hover | null): string =>
    hover && typeof hover.contents === 'object' && 'value' in hover.contents ? hover.contents.value : ''

  it('lead to their items, also in another specification, and to their references', async () => {
    const { editor, ask } = await open()
    const [local] = await ask<Location[]>('definition', at(9, 22))
    assert.deepEqual([local?.uri, local?.range.start], [uriOf(spec), { line: 8, character: 4 }])
    const [remote, second] = await ask<Location[]>('definition', at(9, 44))
    assert.deepEqual([remote?.uri, second], [uriOf('/w/docs/specs/003-other/spec.md'), undefined])
    const all = await ask<Location[]>('references', { ...at(8, 6), context: { includeDeclaration: true } })
    assert.deepEqual(
      all.map(({ uri, range }) => `${uri.replace(/.*\//, '')}:${range.start.line}:${range.start.character}`),
      ['spec.md:8:4', 'spec.md:9:21', 'spec.md:13:16', 'plan.md:6:19', 'plan.md:7:19'],
    )
    const marks = await ask<DocumentHighlight[]>('documentHighlight', at(8, 6))
    assert.deepEqual(
      marks.map(({ kind }) => kind),
      [3, 2, 2],
    )
    await editor.stop()
  })
  it('show a hover in which the text of the document is inactive', async () => {
    const { editor, ask } = await open()
    const value = shown(await ask('hover', at(9, 22)))
    assert.match(value, /\[T001\]\(file:\S+plan\.md#L7\) and \[T002\]\(file:\S+plan\.md#L8\) · criteria: \[SC-001\]/)
    assert.match(
      unlinked(value),
      /^\*\*FR-001\*\* — System MUST make 🎉 it \\\[x\\\]\(y\)\n\n2 tasks, 1 done: T001 and T002 · criteria: SC-001\n\n/,
    )
    assert.match(
      value,
      /Defined in \[spec\.md:9\]\(file:.*#L9\) \(requirement\); referenced in \[spec\.md\]\(\S+#L10\) \(2\), \[plan\.md\]\(\S+#L7\) \(2\)$/,
    )
    assert.match(shown(await ask('hover', at(9, 44))), /be other/)
    assert.equal(await ask('hover', at(0, 2)), null)
    await editor.stop()
  })
  it('of specifications lead to them, show their progress, and have references', async () => {
    const disk = { ...files(), [plan]: `${files()[plan]}\nAs SPEC-004 FR-001 and \`SPEC-003\` say.\n` }
    const editor = await openEditor(disk, {}, undefined, ['/w'])
    editor.openFile(spec)
    editor.openFile(plan)
    const ask = <T>(method: string, uri: string, line: number, character: number, context?: object): Promise<T> =>
      editor.connection.sendRequest(`textDocument/${method}`, {
        textDocument: { uri: uriOf(uri) },
        position: { line, character },
        context,
      })
    const short = (all: Location[] | null): string[] =>
      (all ?? []).map(({ uri, range }) => `${uri.replace(/.*specs\//, '')}:${range.start.line}`)
    assert.deepEqual(short(await ask('definition', spec, 9, 34)), ['003-other/spec.md:2'])
    assert.deepEqual(short(await ask('definition', spec, 2, 10)), ['004-queue/spec.md:2'])
    assert.deepEqual(
      short(await ask('definition', plan, 9, 14)),
      ['004-queue/spec.md:8'],
      'the number of the specification itself',
    )
    assert.match(
      shown(await ask('hover', spec, 9, 34)),
      /^\*\*SPEC-003\*\* — Queue\n\ndraft\n\nDefined in \[spec\.md:3\]\(\S+\) \(specification\)/,
    )
    const withoutDeclaration = { includeDeclaration: false }
    assert.deepEqual(short(await ask('references', spec, 9, 34, withoutDeclaration)), [
      '003-other/spec.md:9',
      '004-queue/spec.md:9',
      '004-queue/plan.md:9',
    ])
    assert.deepEqual(
      short(await ask('references', spec, 9, 44, withoutDeclaration)).at(-1),
      '004-queue/spec.md:9',
      'of SPEC-003 FR-001',
    )
    assert.equal(await ask('prepareRename', spec, 2, 10), null)
    await editor.stop()
  })
  it('are not renamed in a document that changes meanwhile, or before all specifications are read', async () => {
    const many = Array.from({ length: 300 }, (_, k) => [`/w/docs/specs/${k + 100}-other/spec.md`, text.repeat(5)])
    const editor = await openEditor({ ...files(), ...Object.fromEntries(many) }, {}, undefined, ['/w'])
    editor.openFile(spec)
    const ask = <T>(method: string, params: object): Promise<T> =>
      editor.connection.sendRequest(`textDocument/${method}`, params)
    const renamed = ask('rename', { ...at(8, 6), newName: 'FR-009' }).then(
      () => 'renamed',
      (error: Error) => error.message,
    )
    editor.type(spec, text.replace('## Requirements\n', '## Requirements\n\n- **FR-007**: new'))
    assert.match(await renamed, /changed in the meantime/)
    await editor.connection.sendNotification('specwise/readSpecs', { on: false })
    await assert.rejects(ask('rename', { ...at(8, 6), newName: 'FR-009' }), /not all specifications are loaded/)
    await editor.connection.sendNotification('specwise/readSpecs', { on: true })
    assert.ok(await ask('rename', { ...at(8, 6), newName: 'FR-009' }))
    await editor.stop()
  })
  it('are renumbered for an inserted item once all references are known', async () => {
    const { editor } = await open()
    const place = { line: 8, character: 6 }
    const actions = await editor.actions(uriOf(spec), { start: place, end: place }, [], ['refactor'])
    assert.deepEqual(
      actions.map(({ title }) => title),
      [
        'Insert "FR-003" Below',
        'Insert "FR-002" Below and Renumber Following Items (up to "FR-003")',
        'Retire "FR-001"',
      ],
    )
    await editor.stop()
  })
  it('are resolved in attachments, and renamed there and in other specifications that reference them', async () => {
    const research = `${folder}/research.md`
    const api = `${folder}/contracts/api.md`
    const disk = {
      ...files(),
      [research]: '# Research\n\n- **FR-001** is old\n',
      [api]: '# API\n\nFor FR-001, FR-007.\n',
      '/w/docs/specs/005-user/spec.md': text
        .replaceAll('004', '005')
        .replace('see 🎉 FR-001', 'as SPEC-004 FR-001 says'),
    }
    const workspaceEdit = { documentChanges: true, changeAnnotationSupport: {} }
    const editor = await openEditor(disk, {}, { workspace: { workspaceEdit } }, ['/w'])
    editor.openFile(research)
    editor.openFile(api)
    const ask = <T>(method: string, uri: string, params: object = {}, character = 6): Promise<T> =>
      editor.connection.sendRequest(`textDocument/${method}`, {
        textDocument: { uri: uriOf(uri) },
        position: { line: 2, character },
        ...params,
      })
    const [definition] = await ask<Location[]>('definition', research)
    assert.deepEqual([definition?.uri, definition?.range.start.line], [uriOf(spec), 8])
    assert.match(
      unlinked(shown(await ask('hover', research))),
      /referenced in spec\.md \(2\), plan\.md \(2\), api\.md \(1\), research\.md \(1\)$/,
    )
    assert.equal(shown(await ask('hover', api, {}, 14)), '', 'FR-007 is undefined')
    const references = await ask<Location[]>('references', api, { context: { includeDeclaration: false } })
    const names = (uris: string[]): string[] => [...new Set(uris.map((uri) => uri.replace(/.*specs\//, '')))]
    const expected = [
      '004-queue/spec.md',
      '004-queue/plan.md',
      '004-queue/contracts/api.md',
      '004-queue/research.md',
      '005-user/spec.md',
    ]
    assert.deepEqual(names(references.map(({ uri }) => uri)).sort(), [...expected].sort())
    const edit = await ask<WorkspaceEdit>('rename', research, { newName: 'FR-009' })
    const changed = (edit.documentChanges ?? []).map((change) => {
      if (!('edits' in change)) return ''
      const groups = new Set(change.edits.map((edit) => ('annotationId' in edit ? edit.annotationId : '')))
      return `${names([change.textDocument.uri])[0]} ${[...groups]}`
    })
    assert.deepEqual(changed.sort(), [
      '004-queue/contracts/api.md own',
      '004-queue/plan.md own',
      '004-queue/research.md ',
      '004-queue/spec.md own',
      '005-user/spec.md specs',
    ])
    await assert.rejects(ask('rename', research, { newName: 'FR-007' }), /"FR-007" is already referenced in api\.md:3/)
    await editor.stop()
  })
  it('take along links to their headings in specifications that do not reference them', async () => {
    const story = '## User Stories\n\n### US-1: Order now\n\nAs a user, I want it.\n\n## Requirements'
    const otherSpec = text.replaceAll('004', '005').replace('see 🎉 FR-001', 'see ')
    const editor = await openEditor(
      {
        ...files(),
        [spec]: text.replace('## Requirements', story),
        '/w/docs/specs/005-user/spec.md': `${otherSpec}\n[a](/docs/specs/004-queue/spec.md#us-1-order-now) <a href="../004-queue/spec.md#us-1-order-now">b</a>\n`,
      },
      {},
      undefined,
      ['/w'],
    )
    editor.openFile(spec)
    const line = editor.text(spec)?.split('\n').indexOf('### US-1: Order now') ?? -1
    const edit: WorkspaceEdit = await editor.connection.sendRequest('textDocument/rename', {
      textDocument: { uri: uriOf(spec) },
      position: { line, character: 5 },
      newName: 'US-7',
    })
    const changed = (edit.documentChanges ?? []).flatMap((change) =>
      'edits' in change
        ? [
            [
              change.textDocument.uri.replace(/.*specs\//, ''),
              change.edits.map((edit) => ('newText' in edit ? edit.newText : '')),
            ],
          ]
        : [],
    )
    assert.deepEqual(
      changed.filter(([uri]) => uri === '005-user/spec.md'),
      [['005-user/spec.md', ['us-7', 'us-7']]],
    )
    await editor.stop()
  })
  it('have their changes in other documents annotated if the client supports it', async () => {
    const workspaceEdit = { documentChanges: true, changeAnnotationSupport: {} }
    const editor = await openEditor(files(), {}, { workspace: { workspaceEdit } }, ['/w'])
    editor.openFile(spec)
    const edit: WorkspaceEdit = await editor.connection.sendRequest('textDocument/rename', {
      ...at(8, 6),
      newName: 'FR-007',
    })
    assert.deepEqual(edit.changeAnnotations, {
      own: { label: 'Other documents of the specification', needsConfirmation: false },
    })
    const annotated = (edit.documentChanges ?? []).map((change) =>
      'edits' in change ? change.edits.map((edit) => 'annotationId' in edit) : [],
    )
    assert.deepEqual(annotated, [
      [false, false, false],
      [true, true],
    ])
    await editor.stop()
  })
  it('are renamed in all documents of the feature by versioned edits, or refused with a reason', async () => {
    const { editor, ask } = await open()
    const edit = await ask<WorkspaceEdit>('rename', { ...at(8, 6), newName: 'FR-007' })
    const summaries = (edit.documentChanges ?? []).map((change) =>
      'edits' in change
        ? [change.textDocument.uri.replace(/.*\//, ''), change.textDocument.version, change.edits.length]
        : [],
    )
    assert.deepEqual(summaries, [
      ['spec.md', 1, 3],
      ['plan.md', null, 2],
    ])
    await assert.rejects(ask('rename', { ...at(8, 6), newName: 'FR-002' }), /"FR-002" already exists in spec\.md:10/)
    assert.equal(await ask('prepareRename', at(9, 44)), null)
    assert.deepEqual(await ask('prepareRename', at(8, 6)), {
      range: { start: { line: 8, character: 4 }, end: { line: 8, character: 10 } },
      placeholder: 'FR-001',
    })
    await editor.stop()
  })
})

describe('items of the workspace', () => {
  it('are found by id and text, with references from other specifications', async () => {
    const disk = files()
    disk['/w/docs/specs/003-other/spec.md'] += '\nAs SPEC-004 FR-001 says, and 004-queue FR-001–FR-002 too.\n'
    const editor = await openEditor(disk, { asks: true }, undefined, ['/w'])
    editor.openFile(spec)
    const { connection } = editor
    const find = async (query: string): Promise<string[]> =>
      ((await connection.sendRequest('workspace/symbol', { query })) as SymbolInformation[]).map(
        ({ name, containerName, location }) => `${containerName}: ${name} ${location.range.start.line}`,
      )
    assert.deepEqual(await find('be other'), ['SPEC-003 Queue: FR-001 System MUST be other [x](y) 8'])
    assert.equal((await find('FR001')).length, 2)
    assert.equal((await find('')).length, 8)
    assert.deepEqual(await find('nothing of it'), [])
    const all: Location[] = await connection.sendRequest('textDocument/references', {
      textDocument: { uri: uriOf(spec) },
      position: { line: 8, character: 6 },
      context: { includeDeclaration: false },
    })
    const inOtherSpec = all.filter(({ uri }) => uri.includes('003-other'))
    assert.deepEqual(
      inOtherSpec.map(({ range }) => range.start),
      [
        { line: 15, character: 12 },
        { line: 15, character: 39 },
      ],
    )
    await editor.stop()
  })
})

describe('the structure of a document', () => {
  it('is available as semantic tokens, folding ranges and selection ranges', async () => {
    const editor = await openEditor(files(), {}, undefined, ['/w'])
    editor.openFile(spec)
    const ask = <T>(method: string, params: object = {}): Promise<T> =>
      editor.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri: uriOf(spec) }, ...params })
    const { data } = await ask<{ data: number[] }>('semanticTokens/full')
    const lines = text.split('\n')
    let [line, character] = [0, 0]
    const words: string[] = []
    for (let k = 0; k < data.length; k += 5) {
      const [down = 0, right = 0, length = 0, type = 0, modifiers = 0] = data.slice(k, k + 5)
      character = down > 0 ? right : character + right
      line += down
      words.push(`${lines[line]?.slice(character, character + length)} ${type}${modifiers}`)
    }
    assert.deepEqual(words, [
      'SPEC-004 00',
      'FR-001 01',
      'MUST 10',
      'FR-002 01',
      'FR-001 00',
      'SPEC-003 00',
      'FR-001 00',
      'SC-001 01',
      'FR-001 00',
    ])
    const folds = await ask<{ startLine: number; endLine: number }[]>('foldingRange')
    assert.deepEqual(
      folds.map(({ startLine, endLine }) => [startLine, endLine]),
      [
        [0, 13],
        [6, 9],
        [11, 13],
      ],
    )
    type Selection = { range: { start: { line: number }; end: { line: number } }; parent?: Selection }
    const [innermost] = await ask<Selection[]>('selectionRange', { positions: [{ line: 8, character: 6 }] })
    const sizes: number[] = []
    for (let selection = innermost; selection; selection = selection.parent)
      sizes.push(selection.range.end.line - selection.range.start.line)
    assert.deepEqual(sizes, [0, 0, 0, 5, 14])
    await editor.stop()
  })
})
