// The task "specwise: check workspace": all specifications are checked by the server, and the terminal shows what was found.
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
import { counted } from '../../server/src/base/words.ts'
import { checkWorkspaceRequest, type WorkspaceCheck } from '../../server/src/lsp/messages.ts'
import { isProblem, ruleOf } from './problems.ts'

const type = 'specwise'

/** @param running does something with a server that runs; says so where there is none. */
export function createTasks(
  running: <T>(work: (own: BaseLanguageClient) => Promise<T>) => Promise<T | undefined>,
): Disposable {
  const make = (definition: TaskDefinition): Task => {
    const task = new Task(
      definition,
      TaskScope.Workspace,
      'check workspace',
      'specwise',
      new CustomExecution(async () => terminal(running)),
      [], // findings are in Problems already
    )
    task.group = TaskGroup.Test
    return task
  }
  return tasks.registerTaskProvider(type, {
    provideTasks: () => (workspace.workspaceFolders ? [make({ type, task: 'check workspace' })] : []),
    resolveTask: ({ definition }) => (definition.task === 'check workspace' ? make(definition) : undefined),
  })
}

/** Shows one check; closing the terminal ends the telling, and the server goes on by itself. */
function terminal(running: Parameters<typeof createTasks>[0]): Pseudoterminal {
  const write = new EventEmitter<string>()
  const close = new EventEmitter<number>()
  const check = async (): Promise<void> => {
    write.fire('Checking all specifications …\r\n')
    const checked = await running((own) => own.sendRequest<WorkspaceCheck>(checkWorkspaceRequest))
    if (!checked) return close.fire(2)
    const lines = languages.getDiagnostics().flatMap(([uri, all]) => all.flatMap((one) => lineOf(uri, one)))
    for (const line of lines) write.fire(`${line}\r\n`)
    const { specs, errors, warnings } = checked
    write.fire(`${counted(specs, 'specification')}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}\r\n`)
    close.fire(errors > 0 ? 1 : 0)
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

/** `path:line:column: severity rule: message`, as the command line has it; of errors and warnings. */
function lineOf(uri: Uri, diagnostic: Diagnostic): string[] {
  if (!isProblem(diagnostic)) return []
  const { severity, range, message } = diagnostic
  const word = severity === DiagnosticSeverity.Error ? 'error' : 'warning'
  const place = `${workspace.asRelativePath(uri)}:${range.start.line + 1}:${range.start.character + 1}`
  return [`${place}: ${word} ${ruleOf(diagnostic)}: ${message.replace(/\p{Cc}/gu, '\ufffd')}`]
}
