// Ids over the protocol where they are less usual: ranges, unknown specifications, archives, headings, untitled documents, and
// clients without versioned edits.
import assert from 'node:assert/strict'
import type { FoldingRange, Hover, Location, SymbolInformation, WorkspaceEdit } from 'vscode-languageserver'
import { uriOf } from '../../server/src/base/uri.ts'
import type { SpecEntry, SpecQuestions, Specs } from '../../server/src/lsp/messages.ts'
import { profiles } from '../support/client.ts'
import { type Editor, openEditor } from '../support/editor.ts'
import { files, folder, plan, spec, text } from '../support/queueFiles.ts'
import { until } from '../support/until.ts'

const start = async (disk: Record<string, string>, path = spec, capabilities?: object): Promise<Editor> => {
  const editor = await openEditor(disk, {}, capabilities, ['/w'])
  editor.openFile(path)
  return editor
}
const ask = <T>(editor: Editor, method: string, path: string, line: number, character: number, more = {}): Promise<T> =>
  editor.connection.sendRequest(`textDocument/${method}`, {
    textDocument: { uri: path.startsWith('/') ? uriOf(path) : path },
    position: { line, character },
    context: { includeDeclaration: false },
    ...more,
  })
const shown = (hover: Hover | null): string | undefined => (hover?.contents as { value: string } | undefined)?.value
const places = (all: Location[] | null): string[] | undefined =>
  all?.map(({ uri, range }) => `${uri.replace(/.*specs\//, '')}:${range.start.line}`)

describe('a range of ids', () => {
  it('has the references to each of its items', async () => {
    const editor = await start({ ...files(), [spec]: text.replace('b FR-001', 'b FR-002') }, plan)
    assert.deepEqual(places(await ask(editor, 'references', plan, 7, 20)), [
      '004-queue/spec.md:9',
      '004-queue/plan.md:6',
      '004-queue/plan.md:7',
      '004-queue/spec.md:13',
    ])
    await editor.stop()
  })
  it('shows its first items in a hover, and the number of the others', async () => {
    const items = Array.from({ length: 14 }, (_, k) => `- **FR-${String(k + 1).padStart(3, '0')}**: item ${k + 1}\n`)
    const many = `# Spec: Queue\n\n## Requirements\n\n${items.join('')}\n## Notes\n\nSee FR-001..014.\n`
    const editor = await start({ [spec]: many })
    const lines = shown(await ask(editor, 'hover', spec, 21, 6))?.split('\n')
    assert.deepEqual(
      [lines?.length, lines?.[0], lines?.at(-2), lines?.at(-1)],
      [13, '- **FR-001** item 1', '- **FR-012** item 12', '… and 2 more'],
    )
    await editor.stop()
  })
})

describe('an id of another specification', () => {
  it('that does not exist has no hover, references and definition', async () => {
    const editor = await start({ ...files(), [spec]: text.replace('SPEC-003', 'SPEC-099') })
    for (const method of ['hover', 'references']) assert.equal(await ask(editor, method, spec, 9, 44), null, method)
    assert.deepEqual(await ask(editor, 'definition', spec, 9, 44), [])
    await editor.stop()
  })
  it('is unknown in a document that is not on the disk', async () => {
    const editor = await start(files())
    editor.open('untitled:Untitled-1', text)
    assert.equal(await ask(editor, 'hover', 'untitled:Untitled-1', 9, 44), null)
    assert.match(
      shown(await ask(editor, 'hover', 'untitled:Untitled-1', 9, 22)) ?? '',
      /Defined in \[this document:9\]/,
    )
    await editor.stop()
  })
  it('is found in specifications next to an archived one, in the archive and outside', async () => {
    const archived = '/w/docs/specs/done/2026-Q1/003-other/spec.md'
    const { '/w/docs/specs/003-other/spec.md': other = '', ...rest } = files()
    const editor = await start({ ...rest, [archived]: other }, archived)
    assert.deepEqual(places(await ask(editor, 'references', archived, 8, 6)), [
      'done/2026-Q1/003-other/spec.md:9',
      'done/2026-Q1/003-other/spec.md:9',
      'done/2026-Q1/003-other/spec.md:13',
      '004-queue/spec.md:9',
    ])
    await editor.stop()
  })
  it('cannot be named if the specification has no number', async () => {
    const path = '/w/docs/specs/queue/spec.md'
    const editor = await start({ ...files(), [path]: text.replaceAll('004', '009') }, path)
    assert.deepEqual(places(await ask(editor, 'references', path, 13, 6)), [])
    assert.ok(await ask(editor, 'rename', path, 13, 6, { newName: 'SC-009' }))
    await editor.stop()
  })
})

describe('a rename for a client without versioned edits', () => {
  it('has plain changes by document', async () => {
    const disk = files()
    disk[plan] = disk[plan]?.replace('FR-001..002', 'FR-001, FR-002') ?? ''
    const editor = await start(disk, spec, profiles.eglot)
    const { changes, documentChanges } = await ask<WorkspaceEdit>(editor, 'rename', spec, 8, 6, { newName: 'FR-009' })
    assert.equal(documentChanges, undefined)
    const lines = Object.entries(changes ?? {}).map(([uri, edits]) => [
      uri.replace(uriOf(folder), ''),
      edits.map(({ range, newText }) => `${range.start.line} ${newText}`),
    ])
    assert.deepEqual(lines, [
      ['/spec.md', ['8 FR-009', '9 FR-009', '13 FR-009']],
      ['/plan.md', ['6 FR-009', '7 FR-009']],
    ])
    await editor.stop()
  })
})

describe('a heading', () => {
  it('shows whether the template requires its section', async () => {
    const editor = await start(files())
    const hover = await ask<Hover>(editor, 'hover', spec, 6, 5)
    assert.equal(shown(hover), 'This section is required by the seed-directory template.')
    assert.deepEqual(hover.range, { start: { line: 6, character: 3 }, end: { line: 6, character: 15 } })
    await editor.stop()
  })
})

describe('a specification that is not on the disk', () => {
  it('has its questions at its own address', async () => {
    const editor = await start({})
    const uri = 'untitled:Untitled-1'
    editor.open(uri, text.replace('make', 'make [NEEDS CLARIFICATION: what?]'))
    const [found, ...others] = await editor.connection.sendRequest<SpecQuestions[]>('specwise/questions', { uri })
    assert.deepEqual(
      [found?.uri, found?.questions.map((one) => [one.uri, one.question]), others],
      [uri, [[uri, 'what?']], []],
    )
    await editor.stop()
  })
})

describe('folding', () => {
  it('tells comments from the rest', async () => {
    const editor = await start({ [spec]: '# Spec: Queue\n\n<!--\na\n-->\n\n## Requirements\n\n- **FR-001**: a\n' })
    const folds: FoldingRange[] = await editor.connection.sendRequest('textDocument/foldingRange', {
      textDocument: { uri: uriOf(spec) },
    })
    assert.deepEqual(folds.map(({ startLine, endLine, kind }) => `${startLine}-${endLine} ${kind}`).sort(), [
      '0-8 region',
      '2-4 comment',
      '6-8 region',
    ])
    await editor.stop()
  })
})

describe('the list of specifications', () => {
  const owned = (owner: string): string => text.replace('**Type**', `**Owner**: ${owner}\n**Type**`)
  const cases: readonly [owner: string, shown: string | null][] = [
    ['Team Orders', 'Team Orders'],
    ['[name]', null],
    ['<name>', null],
    ['', null],
  ]
  for (const [owner, expected] of cases)
    it(`has ${expected === null ? 'no owner' : 'the owner'} for "${owner}"`, async () => {
      const editor = await start({ [spec]: owned(owner) })
      const { changed }: Specs = await editor.connection.sendRequest('specwise/specs')
      assert.deepEqual(
        changed.map((one: SpecEntry) => one.owner),
        [expected],
      )
      await editor.stop()
    })
  it('has at most 300 items for a query', async () => {
    const items = Array.from({ length: 200 }, (_, k) => `- **FR-${String(k + 1).padStart(3, '0')}**: a\n`).join('')
    const many = (id: string): string => `# Spec: Queue\n\n**ID**: ${id}\n\n## Requirements\n\n${items}`
    const editor = await start({ [spec]: many('SPEC-004'), '/w/docs/specs/005-b/spec.md': many('SPEC-005') })
    const symbols = (query: string): Promise<SymbolInformation[]> =>
      editor.connection.sendRequest('workspace/symbol', { query })
    assert.equal((await symbols('FR-')).length, 300)
    assert.equal((await symbols('FR-200')).length, 2)
    await editor.stop()
  })
  it('follows a change that is reported together with one of no file', async () => {
    const editor = await start(files())
    const titles = async (): Promise<string[]> =>
      (await editor.connection.sendRequest<Specs>('specwise/specs')).changed.map(({ title }) => title)
    await until(async () => (await titles()).length === 2)
    editor.disk['/w/docs/specs/003-other/spec.md'] = text.replaceAll('004', '003').replace('Queue', 'Topic')
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [
        { uri: 'untitled:x', type: 2 },
        { uri: uriOf('/w/docs/specs/003-other/spec.md'), type: 2 },
      ],
    })
    assert.deepEqual(await titles(), ['SPEC-003 Topic', 'SPEC-004 Queue'])
    await editor.stop()
  })
})
