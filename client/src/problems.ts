// Findings of specifications: checks all of them again, and leads to those of one.
import {
  commands,
  type Diagnostic,
  DiagnosticSeverity,
  languages,
  ProgressLocation,
  type QuickPickItem,
  Uri,
  window,
  workspace,
} from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { counted } from '../../server/src/base/words.ts'
import { checkWorkspaceRequest, type SpecEntry, type WorkspaceCheck } from '../../server/src/lsp/messages.ts'

/** The command `specwise.checkWorkspace`. */
export async function checkWorkspace(client: BaseLanguageClient): Promise<WorkspaceCheck> {
  const title = 'Checking specifications'
  const { specs, errors, warnings } = await window.withProgress({ location: ProgressLocation.Window, title }, () =>
    client.sendRequest<WorkspaceCheck>(checkWorkspaceRequest),
  )
  const found = errors + warnings === 0 ? 'no problems' : `${counted(errors, 'error')}, ${counted(warnings, 'warning')}`
  void tell(`${counted(specs, 'specification')} checked: ${found}.`, errors + warnings > 0)
  return { specs, errors, warnings }
}

async function tell(text: string, some: boolean): Promise<void> {
  const show = 'Show Problems'
  const chosen = await window.showInformationMessage(text, ...(some ? [show] : []))
  if (chosen === show) await commands.executeCommand('workbench.actions.view.problems')
}

interface Problem {
  uri: Uri
  diagnostic: Diagnostic
}

/** Whether a diagnostic is an error or warning of ours. */
export const isProblem = ({ source, severity }: Diagnostic): boolean =>
  source === 'specwise' && severity <= DiagnosticSeverity.Warning

/** The rule of one. */
export const ruleOf = ({ code }: Diagnostic): string => String((typeof code === 'object' ? code.value : code) ?? '')

/** Errors and warnings of a specification, the worst first, then by document and line. */
export function problemsOf({ documents }: SpecEntry): Problem[] {
  return documents
    .map((uri) => Uri.parse(uri))
    .flatMap((uri) => languages.getDiagnostics(uri).map((diagnostic) => ({ uri, diagnostic })))
    .filter(({ diagnostic }) => isProblem(diagnostic))
    .sort(
      (a, b) =>
        a.diagnostic.severity - b.diagnostic.severity ||
        (a.uri.path === b.uri.path ? a.diagnostic.range.start.compareTo(b.diagnostic.range.start) : 0),
    )
}

/** Goes to a problem. */
export async function openProblem({ uri, diagnostic }: Problem, preserveFocus = false): Promise<void> {
  await window.showTextDocument(uri, { selection: diagnostic.range, preview: true, preserveFocus })
}

/** The first problem of a specification; where the editor knows none of them, the specification itself. */
export async function openFirstProblem(spec: SpecEntry): Promise<void> {
  const [first] = problemsOf(spec)
  if (first) await openProblem(first)
  else await window.showTextDocument(Uri.parse(spec.uri), { preview: true })
}

/** All problems of a specification, to choose one; each is seen while it is pointed at. */
export async function chooseProblem(spec: SpecEntry): Promise<void> {
  const picks = problemsOf(spec).map((problem): QuickPickItem & { problem: Problem } => {
    const { diagnostic, uri } = problem
    const icon = diagnostic.severity === DiagnosticSeverity.Error ? 'error' : 'warning'
    return {
      label: `$(${icon}) ${diagnostic.message.split('\n', 1)[0]}`,
      description: ruleOf(diagnostic),
      detail: `${workspace.asRelativePath(uri)}:${diagnostic.range.start.line + 1}`,
      problem,
    }
  })
  const chosen = await window.showQuickPick(picks, {
    title: `Problems of ${spec.title}`,
    placeHolder: picks.length === 0 ? 'The editor knows none: see the setting specwise.diagnostics.scope.' : '',
    matchOnDescription: true,
    onDidSelectItem: (item) => void openProblem((item as (typeof picks)[number]).problem, true),
  })
  if (chosen) await openProblem(chosen.problem)
}
