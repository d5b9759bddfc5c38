// A merge conflict over the protocol: its quick fix is one edit of all documents that it changes.
import assert from 'node:assert/strict'
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver'
import { uriOf } from '../../server/src/base/uri.ts'
import { openEditor } from '../support/editor.ts'

const folder = '/w/docs/specs/004-queue'
const spec = `${folder}/spec.md`
const tasks = `${folder}/tasks.md`
const conflict = (ours: string, theirs: string): string => `<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> theirs\n`
const head = '# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: draft\n**Type**: platform\n\n## Requirements\n\n'
const title = 'Keep Both, Renumber Theirs'

describe('a merge conflict over the protocol', () => {
  it('has a quick fix that changes all documents of the feature in one edit', async () => {
    const files = {
      [spec]: `${head}${conflict('- **FR-001**: a\n', '- **FR-001**: b\n')}`,
      [tasks]: `# Tasks: Queue\n\n## Tasks\n\n${conflict('- [ ] T001 FR-001\n', '- [ ] T002 FR-001\n')}`,
    }
    const editor = await openEditor(files, { asks: true }, undefined, ['/w'])
    editor.openFile(spec)
    const uri = uriOf(spec)
    const place = { start: { line: 8, character: 3 }, end: { line: 8, character: 3 } }
    const report = await editor.pull(uri)
    const conflicts = ('items' in report ? report.items : []).filter(
      ({ code }) => code === 'merge-conflict',
    ) as Diagnostic[]
    assert.deepEqual(
      conflicts.map(({ severity, range }) => [severity, range.start, range.end]),
      [[DiagnosticSeverity.Error, { line: 8, character: 0 }, { line: 8, character: 12 }]],
    )
    const actions = await editor.actions(uri, place, conflicts)
    const [first, ...rest] = actions.filter((action) => action.title === title)
    assert.ok(first && rest.length === 0)
    assert.deepEqual([first.kind, first.diagnostics, first.isPreferred], ['quickfix', conflicts, undefined])
    const changed = (first.edit?.documentChanges ?? []).map((change) =>
      'edits' in change ? change.textDocument.uri : '',
    )
    assert.deepEqual(changed, [uri, uriOf(tasks)])
    const elsewhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }
    assert.ok(!(await editor.actions(uri, elsewhere)).some((action) => action.title === title))
    assert.deepEqual(await editor.actions(uri, place, conflicts, ['source.fixAll']), [])
    await editor.stop()
  })
})
