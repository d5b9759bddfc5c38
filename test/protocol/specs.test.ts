// The list of specifications over the protocol: progress, items, checkboxes, new specifications, status and archive.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { uriOf } from '../../server/src/base/uri.ts'
import type {
  Archived,
  Item,
  Resolved,
  SetBoxArguments,
  SpecEntry,
  Specs,
  StatusChoices,
} from '../../server/src/lsp/messages.ts'
import type { TraceModel } from '../../server/src/pages/traceModel.ts'
import { type Editor, openEditor } from '../support/editor.ts'
import { asyncProperty } from '../support/property.ts'
import { until } from '../support/until.ts'

const folder = '/w/docs/specs/004-queue'
const spec = `${folder}/spec.md`
const text =
  '# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: draft\n**Type**: platform\n\n## User Stories\n\n### US-1: Order a queue\n\n## Requirements\n\n- **FR-001**: System MUST a\n- **FR-001**: System MUST keep [NEEDS CLARIFICATION: how long?]\n\n## Tasks\n\n### Phase 1: Setup\n\n- [x] T001: a FR-001\n- [ ] T002: b\n- [~] T003: c\n\n## Review Checklist\n\n### SRE\n\n- [ ] Health checks\n'
const disk = () => ({
  '/w/.git/HEAD': '',
  [spec]: text,
  '/w/docs/specs/done/2026-Q1/001-old/spec.md': text.replace('SPEC-004', 'SPEC-001').replace('draft', 'done'),
  '/w/README.md': '# Readme\n',
})
const start = (files: Record<string, string> = disk()): Promise<Editor> =>
  openEditor(files, { asks: true, follows: true }, undefined, ['/w'])
const specs = async (editor: Editor): Promise<SpecEntry[]> =>
  ((await editor.connection.sendRequest('specwise/specs')) as Specs).changed
const items = (editor: Editor): Promise<Item[]> => editor.connection.sendRequest('specwise/items', { uri: uriOf(spec) })
const setBox = (editor: Editor, overrides: Partial<SetBoxArguments>): Promise<Resolved> =>
  editor.connection.sendRequest('workspace/executeCommand', {
    command: 'specwise.setBox',
    arguments: [{ uri: uriOf(spec), version: 1, done: true, ...overrides }],
  })
const flat = (list: readonly Item[]): Item[] => list.flatMap((item) => [item, ...flat(item.children)])
const itemNamed = (list: readonly Item[], label: string): Item =>
  flat(list).find((item) => item.label === label) ??
  assert.fail(`${label} among ${flat(list).map((item) => item.label)}`)

describe('the specifications of a workspace', () => {
  it('are listed with their progress', async () => {
    const editor = await start()
    const [active, done] = await specs(editor)
    assert.ok(active && done)
    const { title, name, status, stage, type, archived, tasks, review } = active
    assert.deepEqual(
      [title, name, status, stage, type, archived],
      ['SPEC-004 Queue', '004-queue', 'draft', 'draft', 'platform', false],
    )
    assert.deepEqual([tasks, review, active.questions.length], [{ done: 1, total: 2 }, { done: 0, total: 1 }, 1])
    assert.equal(done.archived, true)
    await editor.stop()
  })
  it('are checked once all are read, and the client is notified', async () => {
    const editor = await start()
    let notifications = 0
    editor.connection.onNotification('specwise/specsChanged', () => void notifications++)
    assert.equal((await specs(editor))[0]?.problems, null)
    await until(async () => (await specs(editor))[0]?.problems !== null)
    assert.ok(((await specs(editor))[0]?.problems?.errors ?? 0) > 0, 'the duplicate id')
    await until(() => notifications > 0)
    await editor.stop()
  })
  it('are listed again only if they have changed', async () => {
    const files: Record<string, string> = disk()
    const editor = await start(files)
    const ask = (since: number): Promise<Specs> => editor.connection.sendRequest('specwise/specs', { since })
    const first = await ask(0)
    await until(async () => (await specs(editor)).every(({ problems }) => problems !== null))
    const { serial } = await ask(first.serial)
    const { documents } = first
    assert.ok(documents > 0)
    assert.deepEqual(await ask(serial), {
      ...{ serial, changed: [], removed: [], left: 0 },
      ...{ stopped: false, documents, leftOut: 0 },
    })
    files[spec] = text.replace('draft', 'approved')
    const old = '/w/docs/specs/done/2026-Q1/001-old/spec.md'
    delete files[old]
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [
        { uri: uriOf(spec), type: 2 },
        { uri: uriOf(old), type: 3 },
      ],
    })
    const now = await ask(serial)
    assert.deepEqual([now.changed.map(({ status }) => status), now.removed], [['approved'], [uriOf(old)]])
    await editor.stop()
  })
  it('include a file that is created empty and filled in the editor', async () => {
    const files: Record<string, string> = disk()
    const editor = await start(files)
    const ask = (since: number): Promise<Specs> => editor.connection.sendRequest('specwise/specs', { since })
    const { serial } = await ask(0)
    const path = '/w/docs/specs/006-new/spec.md'
    files[path] = ''
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf(path), type: 1 }],
    })
    const { serial: then } = await ask(serial)
    editor.openFile(path)
    editor.type(path, text.replace('SPEC-004 Queue', 'SPEC-006 Other'))
    const { changed } = await ask(then)
    assert.ok(
      changed.some(({ uri }) => uri === uriOf(path)),
      JSON.stringify(changed.map(({ uri }) => uri)),
    )
    await editor.stop()
  })
  it('have their items below them, with locations', async () => {
    const editor = await start()
    const all = await items(editor)
    assert.deepEqual(
      all.map(({ label, description }) => `${label} ${description}`),
      ['Stories 1', 'Requirements 2', 'Tasks 1 of 2', 'Questions 1', 'Review 0 of 1', 'Sections 4'],
    )
    assert.equal(itemNamed(all, 'T001').description, 'a FR-001')
    assert.deepEqual(
      ['T001', 'T002', 'T003', 'Health checks'].map((label) => itemNamed(all, label).box?.state),
      ['done', 'open', 'other', 'open'],
    )
    assert.deepEqual(
      flat(all).flatMap(({ label, isReady }) => (isReady ? label : [])),
      ['T002'],
    )
    assert.equal(itemNamed(all, 'Phase 1: Setup').description, '1 of 2')
    assert.deepEqual(itemNamed(all, 'how long?').range.start, { line: 13, character: 31 })
    await editor.stop()
  })
})

describe('a checkbox', () => {
  it('is ticked and unticked in the style of its document', async () => {
    const editor = await start()
    editor.openFile(spec)
    const position = itemNamed(await items(editor), 'T002').box?.position
    assert.ok(position)
    assert.deepEqual(await setBox(editor, { position }), { applied: true })
    assert.ok(editor.text(spec)?.includes('- [x] T002'))
    assert.deepEqual(await setBox(editor, { position, done: false, version: 2 }), { applied: true })
    assert.equal(editor.text(spec), text)
    editor.type(spec, text.replace('[x]', '[X]'))
    assert.deepEqual(await setBox(editor, { position, version: 4 }), { applied: true })
    assert.ok(editor.text(spec)?.includes('- [X] T002'))
    await editor.stop()
  })
  it('that is done already is left as it is', async () => {
    const editor = await start()
    editor.openFile(spec)
    const position = itemNamed(await items(editor), 'T001').box?.position ?? assert.fail('no box')
    assert.deepEqual(await setBox(editor, { position }), { applied: true })
    assert.deepEqual(editor.applied, [])
    await editor.stop()
  })
  it('is not changed if it is neither open nor done, or has moved', async () => {
    const editor = await start()
    editor.openFile(spec)
    const all = await items(editor)
    const undecided = itemNamed(all, 'T003').box?.position
    const open = itemNamed(all, 'T002').box?.position
    assert.ok(undecided && open)
    assert.equal(
      (await setBox(editor, { position: open, label: 'T001' })).changed,
      true,
      'the position belongs to another item',
    )
    assert.match((await setBox(editor, { position: undecided })).reason ?? '', /neither open nor done/)
    assert.deepEqual((await setBox(editor, { position: open, version: 7 })).changed, true)
    assert.deepEqual((await setBox(editor, { position: { line: 0, character: 3 } })).changed, true)
    editor.type(spec, `more\n${text}`)
    assert.deepEqual((await setBox(editor, { position: open, version: 1 })).changed, true)
    assert.equal(editor.text(spec), `more\n${text}`)
    await editor.stop()
  })
})

describe('archiving', () => {
  const archive = async (files: Record<string, string>, path: string): Promise<string> => {
    const editor = await start(files)
    const moved: Archived = await editor.connection.sendRequest('specwise/archive', { uri: uriOf(path) })
    await editor.stop()
    assert.equal(editor.applied.length, 0)
    return moved.reason ?? ''
  }
  it('is refused for a whole workspace, with nested specifications, and for an archived one', async () => {
    assert.match(await archive({ '/w/spec.md': text }, '/w/spec.md'), /whole workspace/)
    assert.match(
      await archive({ '/w/a/spec.md': text, '/w/a/b/spec.md': text }, '/w/a/spec.md'),
      /other specifications/,
    )
    const old = '/w/docs/specs/done/2026-Q1/001-old/spec.md'
    assert.match(await archive(disk(), old), /already archived/)
  })
  it('reports a move whose links could not be updated', async () => {
    const editor = await start({ ...disk(), '/w/README.md': '[q](docs/specs/004-queue/spec.md)\n' })
    editor.fail = { after: 1 }
    const moved: Archived = await editor.connection.sendRequest('specwise/archive', { uri: uriOf(spec) })
    assert.match(moved.moved ?? '', /docs\/specs\/done\/\d{4}-Q\d\/004-queue$/)
    assert.equal(moved.reason, 'The specification was moved, but its links were not updated: the disk is full')
    await editor.stop()
  })
})

describe('the index', () => {
  it('sees a rewritten file, whatever kind of change the watcher reports', async () => {
    const files: Record<string, string> = disk()
    const editor = await start(files)
    await specs(editor)
    files[spec] = text.replace('draft', 'approved')
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf(spec), type: 1 }],
    })
    assert.equal((await specs(editor))[0]?.status, 'approved')
    files['/w/.specify/templates/spec.md'] =
      '# Spec: [T]\n\n**ID**: SPEC-XXX\n**Status**: draft | approved\n\n## Requirements\n\n- **FR-001**: x\n'
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf('/w/.specify/templates/spec.md'), type: 1 }],
    })
    assert.equal((await specs(editor))[0]?.format, '.specify/templates')
    await editor.stop()
  })
  it('equals a fresh start after any sequence of changes', async function () {
    this.timeout(60_000)
    const name = fc.constantFrom(
      '001-a/spec.md',
      '002-b/spec.md',
      '002-b/plan.md',
      '003-c.md',
      'done/004-d/spec.md',
      'notes.md',
    )
    const word = fc.constantFrom('draft', 'approved', 'done', 'none')
    const spec = fc.constantFrom('on', 'off', undefined)
    const step = fc.record({ name, word, gone: fc.boolean(), spec })
    type Step = { name: string; word: string; gone: boolean; spec: string | undefined }
    const run = async (steps: readonly Step[]): Promise<void> => {
      const files: Record<string, string> = { '/w/.git/HEAD': '' }
      const editor = await start(files)
      for (const { name: fileName, word: status, gone, spec } of steps) {
        if (spec) await editor.connection.sendNotification('specwise/readSpecs', { on: spec === 'on' })
        const path = `/w/docs/specs/${fileName}`
        const was = path in files
        if (gone) delete files[path]
        else files[path] = status === 'none' ? '# Notes\n' : text.replace('draft', status)
        const type = gone ? 3 : was ? 2 : 1
        await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
          changes: [{ uri: uriOf(path), type }],
        })
        if (status === 'done') await specs(editor)
      }
      await editor.connection.sendNotification('specwise/readSpecs', { on: true })
      const plain = (all: SpecEntry[]): unknown[] => all.map(({ problems: _, ...entry }) => entry)
      const actual = plain(await specs(editor))
      const fresh = await start(files)
      const expected = plain(await specs(fresh))
      await editor.stop()
      await fresh.stop()
      assert.deepEqual(actual, expected)
    }
    await asyncProperty(fc.asyncProperty(fc.array(step, { maxLength: 8 }), run), 150)
  })
})

describe('the life cycle of a specification over the protocol', () => {
  it('moves it to the archive with all links, in one edit', async () => {
    const linked = text.replace(
      '## Tasks',
      'See [old](../done/2026-Q1/001-old/spec.md) and [readme](../../../README.md).\n\n## Tasks',
    )
    const editor = await start({
      ...disk(),
      [spec]: linked,
      '/w/README.md': '# Readme\n\n[queue](docs/specs/004-queue/spec.md)\n',
    })
    const moved: Archived = await editor.connection.sendRequest('specwise/archive', { uri: uriOf(spec) })
    assert.match(moved.moved ?? moved.reason ?? '', /docs\/specs\/done\/\d{4}-Q\d\/004-queue$/)
    assert.equal(moved.links, 3)
    const [{ edit } = { edit: {} }, second] = editor.applied
    assert.equal(second, undefined)
    assert.equal(edit.documentChanges?.filter((change) => 'kind' in change && change.kind === 'rename').length, 1)
    const now = Object.keys(editor.disk).find((path) => path.endsWith('004-queue/spec.md')) ?? ''
    assert.match(
      editor.text(now) ?? '',
      /\(\.\.\/\.\.\/2026-Q1\/001-old\/spec\.md\) and \[readme\]\(\.\.\/\.\.\/\.\.\/\.\.\/\.\.\/README\.md\)/,
    )
    assert.match(editor.text('/w/README.md') ?? '', /\[queue\]\(docs\/specs\/done\/\d{4}-Q\d\/004-queue\/spec\.md\)/)
    await editor.stop()
  })
  it('offers the words of its status, with what blocks them', async () => {
    const editor = await start()
    editor.openFile(spec)
    const found: StatusChoices = await editor.connection.sendRequest('specwise/status', { uri: uriOf(spec) })
    assert.deepEqual(
      found.choices.map(({ word, blockers }) => [word, blockers]),
      [
        ['in-review', null],
        ['approved', '1 open question: "how long?"; SRE: 0 of 1 done'],
        ['implementing', '1 open question: "how long?"; SRE: 0 of 1 done'],
        ['done', '1 open question: "how long?"; SRE: 0 of 1 done; 1 open task'],
      ],
    )
    const set = (version: number): Promise<Resolved> =>
      editor.connection.sendRequest('workspace/executeCommand', {
        command: 'specwise.setStatus',
        arguments: [{ uri: uriOf(spec), version, word: 'in-review' }],
      })
    assert.equal((await set(7)).changed, true)
    assert.deepEqual(await set(1), { applied: true })
    assert.ok(editor.text(spec)?.includes('**Status**: in-review\n'))
    await editor.stop()
  })
  it('traces its items with their locations and links, also as Markdown', async () => {
    const editor = await start()
    const model: TraceModel = await editor.connection.sendRequest('specwise/trace', { uri: uriOf(spec) })
    const shown = model.items.map(({ id, document, line }) => [
      id,
      `${model.documents[document]?.replace(uriOf(spec), '')}#L${line}`,
    ])
    assert.deepEqual(shown.slice(0, 3), [
      ['US-1', '#L9'],
      ['FR-001', '#L13'],
      ['FR-001', '#L14'],
    ])
    assert.deepEqual(
      model.links.map((pair) => pair.map((k) => model.items[k]?.id)),
      [
        ['FR-001', 'T001'],
        ['FR-001', 'T001'],
      ],
    )
    const text: string = await editor.connection.sendRequest('specwise/traceText', { uri: uriOf(spec) })
    assert.ok(text.includes(`[T001](${uriOf(spec)}#L20)`), text)
    const missing = await editor.connection.sendRequest('specwise/trace', { uri: 'file:///w/none.md' })
    assert.equal(missing, null)
    await editor.stop()
  })
})
