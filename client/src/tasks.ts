// The task "specwise: check workspace": the server checks all specifications, and the terminal lists their problems.
import {
  CustomExecution,
  type Diagnostic,
  DiagnosticSeverity,
  type Disposable,
  EventEmitter,
  languages,
  type Pseudoterminal,
  Task,
  type TaskDefinition,
  TaskGroup,
  TaskScope,
  tasks,
  type Uri,
  workspace,
} from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { t } from '../../server/src/base/l10n.ts'
import { checkWorkspaceRequest, type WorkspaceCheck } from '../../server/src/lsp/messages.ts'
import { checkSummary, isProblem, ruleOf } from './problems.ts'

const type = 'specwise'

/** @param running does something with a running server; shows a warning if the server is not running. */
export function createTasks(
  running: <T>(work: (server: BaseLanguageClient) => Promise<T>) => Promise<T | undefined>,
): Disposable {
  const make = (definition: TaskDefinition): Task => {
    const task = new Task(
      definition,
      TaskScope.Workspace,
      'check workspace',
      'specwise',
      new CustomExecution(async () => terminal(running)),
      [], // the view Problems already has the findings
    )
    task.group = TaskGroup.Test
    return task
  }
  return tasks.registerTaskProvider(type, {
    provideTasks: () => (workspace.workspaceFolders ? [make({ type, task: 'check workspace' })] : []),
    resolveTask: ({ definition }) => (definition.task === 'check workspace' ? make(definition) : undefined),
  })
}

/** Shows a check. Closing the terminal only ends the output; the server goes on. */
function terminal(running: Parameters<typeof createTasks>[0]): Pseudoterminal {
  const write = new EventEmitter<string>()
  const close = new EventEmitter<number>()
  const check = async (): Promise<void> => {
    write.fire(`${t('Checking all specifications…')}\r\n`)
    const checked = await running((server) => server.sendRequest<WorkspaceCheck>(checkWorkspaceRequest))
    if (!checked) return close.fire(2)
    const lines = languages
      .getDiagnostics()
      .flatMap(([uri, all]) => all.flatMap((diagnostic) => lineOf(uri, diagnostic)))
    for (const line of lines) write.fire(`${line}\r\n`)
    write.fire(`${checkSummary(checked)}\r\n`)
    close.fire(checked.errors > 0 ? 1 : 0)
  }
  return {
    onDidWrite: write.event,
    onDidClose: close.event,
    open: () =>
      void check().catch((error: unknown) => {
        write.fire(`${error instanceof Error ? error.message : String(error)}\r\n`)
        close.fire(2)
      }),
    close: () => {},
  }
}

/** `path:line:column: severity rule: message`, as the command line prints it; only for errors and warnings. */
function lineOf(uri: Uri, diagnostic: Diagnostic): string[] {
  if (!isProblem(diagnostic)) return []
  const { severity, range, message } = diagnostic
  const word = severity === DiagnosticSeverity.Error ? 'error' : 'warning'
  const place = `${workspace.asRelativePath(uri)}:${range.start.line + 1}:${range.start.character + 1}`
  return [`${place}: ${word} ${ruleOf(diagnostic)}: ${message.replace(/\p{Cc}/gu, '\ufffd')}`]
}
