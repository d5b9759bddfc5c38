// Coverage over the protocol: the code lens and the call hierarchy of an item, also of tasks that need others, and the inlay hint
// of an uncovered item.
import assert from 'node:assert/strict'
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CodeLens,
  InlayHint,
  Location,
} from 'vscode-languageserver'
import { uriOf } from '../../server/src/base/uri.ts'
import { openEditor } from '../support/editor.ts'
import { files, spec } from '../support/queueFiles.ts'

describe('coverage of an item', () => {
  it('is shown in a code lens if the client supports it, and in the call hierarchy in both directions', async () => {
    const editor = await openEditor(files(), { asks: true, coverage: true }, undefined, ['/w'])
    editor.openFile(spec)
    const { connection } = editor
    const lenses = (): Promise<CodeLens[]> =>
      connection.sendRequest('textDocument/codeLens', { textDocument: { uri: uriOf(spec) } })
    const coverageLenses = async (): Promise<string[]> =>
      (await lenses())
        .filter(({ command }) => command?.command === 'specwise.showCoverage')
        .map(({ range, command }) => `${range.start.line} ${command?.title}`)
    assert.deepEqual(await coverageLenses(), [], 'a line per story, none per requirement')
    const set = (codeLens: Record<string, boolean>): Promise<void> =>
      connection.sendNotification('workspace/didChangeConfiguration', { settings: { specwise: { codeLens } } })
    await set({ requirements: true })
    assert.deepEqual(await coverageLenses(), ['8 2 tasks, 1 done · SC-001', '9 1 task, 0 done'])
    const [above] = (await lenses()).filter(({ command }) => command?.command === 'specwise.showCoverage')
    const covering = (above?.command?.arguments?.[2] ?? []) as Location[]
    assert.deepEqual(
      covering.map(({ uri, range }) => `${uri.slice(uri.lastIndexOf('/') + 1)} ${range.start.line}`),
      ['plan.md 6', 'plan.md 7', 'spec.md 13'],
    )
    const at = { textDocument: { uri: uriOf(spec) }, position: { line: 8, character: 6 } }
    const [item] = (await connection.sendRequest('textDocument/prepareCallHierarchy', at)) as CallHierarchyItem[]
    assert.ok(item)
    const names = (list: readonly CallHierarchyItem[]): string[] => list.map(({ name }) => name)
    const down = (await connection.sendRequest('callHierarchy/outgoingCalls', { item })) as CallHierarchyOutgoingCall[]
    assert.deepEqual(names(down.map(({ to }) => to)), ['T001', 'T002', 'SC-001'])
    const task = down[0]?.to
    const up = (await connection.sendRequest('callHierarchy/incomingCalls', {
      item: task,
    })) as CallHierarchyIncomingCall[]
    assert.deepEqual(names(up.map(({ from }) => from)), ['FR-001'])
    await set({ requirements: false })
    assert.deepEqual(await coverageLenses(), [])
    await editor.stop()
  })
})

describe('a task', () => {
  it('calls the tasks that it needs in the call hierarchy', async () => {
    const path = '/w/docs/specs/009-order/spec.md'
    const text =
      '# Spec: Queue\n\n## Requirements\n\n- **FR-001**: System MUST a\n\n## Tasks\n\n- [x] **T001**: a\n- [ ] **T002**: b FR-001 (depends on T001)\n- [ ] **T003**: c (depends on T001, T002)\n'
    const editor = await openEditor({ [path]: text }, {}, undefined, ['/w'])
    editor.openFile(path)
    const { connection } = editor
    const at = { textDocument: { uri: uriOf(path) }, position: { line: 9, character: 9 } }
    const [item] = (await connection.sendRequest('textDocument/prepareCallHierarchy', at)) as CallHierarchyItem[]
    assert.equal(item?.name, 'T002')
    const down = (await connection.sendRequest('callHierarchy/outgoingCalls', { item })) as CallHierarchyOutgoingCall[]
    assert.deepEqual(
      down.map(({ to }) => to.name),
      ['T001'],
    )
    const up = (await connection.sendRequest('callHierarchy/incomingCalls', { item })) as CallHierarchyIncomingCall[]
    assert.deepEqual(
      up.map(({ from }) => from.name),
      ['FR-001', 'T003'],
    )
    await editor.stop()
  })
})

describe('an uncovered item', () => {
  it('has an inlay hint at the end of its line if other items have a task', async () => {
    const path = '/w/docs/specs/009-gap/spec.md'
    const text =
      '# Spec: Queue\n\n## Requirements\n\n- **FR-001**: System MUST a\n- **FR-002**: System MUST b\n  c\n\n## Tasks\n\n- [ ] **T001**: FR-001\n'
    const editor = await openEditor({ [path]: text }, {}, undefined, ['/w'])
    editor.openFile(path)
    const ask = async (from: number, to: number): Promise<string[]> => {
      const range = { start: { line: from, character: 0 }, end: { line: to, character: 0 } }
      const hints: InlayHint[] = await editor.connection.sendRequest('textDocument/inlayHint', {
        textDocument: { uri: uriOf(path) },
        range,
      })
      return hints.map(({ position, label }) => `${position.line}:${position.character} ${label}`)
    }
    assert.deepEqual(await ask(0, 10), ['5:27 no task'])
    assert.deepEqual(await ask(0, 4), [])
    await editor.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { specwise: { inlayHints: { gaps: false } } },
    })
    assert.deepEqual(await ask(0, 10), [])
    await editor.stop()
  })
})
