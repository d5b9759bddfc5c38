// Evidence over the protocol: the tests and the code that name an item, in hovers, lenses and on the traceability page.
import assert from 'node:assert/strict'
import type { CodeLens, Hover, Location } from 'vscode-languageserver'
import { uriOf } from '../../server/src/base/uri.ts'
import type { TraceModel } from '../../server/src/pages/traceModel.ts'
import { openEditor } from '../support/editor.ts'
import { files, spec } from '../support/queueFiles.ts'

describe('evidence for an item', () => {
  it('is read after the first question, and shown in the hover, above the item and on the page', async () => {
    const disk = {
      ...files(),
      '/w/tests/004-queue/queue.test.ts': "// of the queue\nit('FR-001 makes it')\n",
      '/w/src/queue.ts': '// SPEC-004 FR-001\n',
      '/w/src/other.ts': '// FR-002: of which one?\n',
      '/w/build/junit.xml': '<testcase name="SPEC-004 FR-001 makes it"/>',
    }
    const editor = await openEditor(disk, { coverage: true }, undefined, ['/w'])
    editor.openFile(spec)
    const { connection } = editor
    const set = (evidence: unknown): Promise<void> =>
      connection.sendNotification('workspace/didChangeConfiguration', {
        settings: { specwise: { codeLens: { requirements: true }, evidence } },
      })
    await set({ reports: ['build/junit.xml'] })
    const textDocument = { uri: uriOf(spec) }
    const hover = async (): Promise<string> => {
      const at = { textDocument, position: { line: 8, character: 6 } }
      const { contents } = (await connection.sendRequest('textDocument/hover', at)) as Hover
      return (contents as { value: string }).value
    }
    while (!(await hover()).includes('1 test passes')) await new Promise((resolve) => setTimeout(resolve, 100))
    assert.match(
      await hover(),
      /✓ 1 test passes: \[queue\.test\.ts:2\]\(file:\/\/\/w\/tests\/004-queue\/queue\.test\.ts[^)]*\) and \[queue\.ts:1\]/,
    )
    const lenses: CodeLens[] = await connection.sendRequest('textDocument/codeLens', { textDocument })
    const lens = lenses.find(({ command }) => command?.title.includes('1 test passes'))
    assert.equal(lens?.command?.title, '2 tasks, 1 done · SC-001 · ✓ 1 test passes')
    const locations = (lens?.command?.arguments?.[2] ?? []) as Location[]
    assert.deepEqual(locations.slice(-1), [
      { uri: uriOf('/w/src/queue.ts'), range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } },
    ])
    const model: TraceModel = await connection.sendRequest('specwise/trace', { uri: uriOf(spec) })
    assert.deepEqual(
      model.items.map(({ id, verified }) => [id, verified]),
      [
        ['FR-001', '✓ 1 test passes'],
        ['FR-002', ''],
        ['T001', undefined],
        ['T002', undefined],
        ['SC-001', ''],
      ],
    )
    const page: string = await connection.sendRequest('specwise/traceText', { uri: uriOf(spec) })
    assert.match(page, /\[FR-001\]\([^)]*#L9\).*✓ 1 test passes/)
    await set({ enabled: false })
    assert.doesNotMatch(await connection.sendRequest('specwise/traceText', { uri: uriOf(spec) }), /1 test passes/)
    assert.ok(!(await hover()).includes('test'))
    await editor.stop()
  })
})
