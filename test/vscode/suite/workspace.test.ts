// Changes that affect other documents in the editor: in a document of the same feature and in the configuration. Also the task.
import { strict as assert } from 'node:assert'
import * as vscode from 'vscode'
import { codeOf, defective, example, open, revert, waitForDiagnostics } from './editor.ts'

const has = (code: string) => (all: vscode.Diagnostic[]) => all.some((diagnostic) => codeOf(diagnostic) === code)

describe('a feature of several documents', () => {
  const [spec, plan] = ['docs/specs/003-folder/spec.md', 'docs/specs/003-folder/plan.md']
  after(async () => {
    await revert(example(plan))
    await revert(example(spec))
  })
  const insert = async (path: string, anchor: string, text: string): Promise<void> => {
    const { document } = await open(path)
    const edit = new vscode.WorkspaceEdit()
    edit.insert(document.uri, document.positionAt(document.getText().indexOf(anchor)), text)
    assert.ok(await vscode.workspace.applyEdit(edit))
  }

  it('shows new definitions of the specification in the plan, before they are saved', async () => {
    await insert(plan, '### Phase 1', 'See FR-009.\n\n')
    await waitForDiagnostics(example(plan), has('undefined-id'), 'undefined-id')
    await insert(spec, '- **FR-002**', '- **FR-009**: System MUST report its size\n')
    await open(plan)
    await waitForDiagnostics(example(plan), (all) => !has('undefined-id')(all), 'plan without undefined-id')
  })
})

describe('the task', () => {
  it('checks the workspace, and exits with 1 if there are errors', async () => {
    const all = await vscode.tasks.fetchTasks({ type: 'specwise' })
    const task = all.find(({ name }) => name === 'check workspace') ?? assert.fail('there is no task')
    const ended = new Promise<number | undefined>((resolve) => {
      const listening = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
        if (execution.task.name !== task.name) return
        listening.dispose()
        resolve(exitCode)
      })
    })
    await vscode.tasks.executeTask(task)
    assert.equal(await ended, 1)
  })
})

describe('the configuration', () => {
  const write = (text: string) =>
    vscode.workspace.fs.writeFile(example('.specwise.json'), new TextEncoder().encode(text))
  after(() => vscode.workspace.fs.delete(example('.specwise.json')).then(undefined, () => undefined))

  it('takes effect at once, and shows its own problems', async () => {
    const config = example('.specwise.json')
    const { document } = await open(defective)
    await waitForDiagnostics(document.uri, has('malformed-id'), 'malformed-id')
    await write('{ "rules": { "malformed-id": "off", "malformed-ids": "off" } }')
    await waitForDiagnostics(document.uri, (all) => !has('malformed-id')(all), 'document without malformed-id')
    const [problem] = await waitForDiagnostics(config, (all) => all.length > 0, 'finding in the configuration')
    assert.match(String(problem?.message), /Did you mean "malformed-id"/)
    await vscode.workspace.fs.delete(config)
    await waitForDiagnostics(document.uri, has('malformed-id'), 'malformed-id again')
    await waitForDiagnostics(config, (all) => all.length === 0, 'configuration without findings')
  })
})
