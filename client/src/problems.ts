// Problems of specifications: the command that checks all specifications, and those that go to the problems of one.
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
import { counted, t } from '../../server/src/base/l10n.ts'
import { checkWorkspaceRequest, type SpecEntry, type WorkspaceCheck } from '../../server/src/lsp/messages.ts'

/** The command `specwise.checkWorkspace`. */
export async function checkWorkspace(client: BaseLanguageClient): Promise<WorkspaceCheck> {
  const title = t('Checking specifications')
  const { specs, errors, warnings } = await window.withProgress({ location: ProgressLocation.Window, title }, () =>
    client.sendRequest<WorkspaceCheck>(checkWorkspaceRequest),
  )
  void tell(checkSummary({ specs, errors, warnings }), errors + warnings > 0)
  return { specs, errors, warnings }
}

/** `Checked 3 specifications: 1 error, 2 warnings`. */
export function checkSummary({ specs, errors, warnings }: WorkspaceCheck): string {
  const found = problemCounts(errors, warnings)
  return counted(specs, 'Checked {0} specification: {1}', 'Checked {0} specifications: {1}', found)
}

/** `1 error, 2 warnings`. */
export function problemCounts(errors: number, warnings: number): string {
  const counts = [
    ...(errors > 0 ? [counted(errors, '{0} error', '{0} errors')] : []),
    ...(warnings > 0 ? [counted(warnings, '{0} warning', '{0} warnings')] : []),
  ]
  return counts.length === 0 ? t('no problems') : counts.join(', ')
}

async function tell(text: string, hasProblems: boolean): Promise<void> {
  const show = t('Show Problems')
  const chosen = await window.showInformationMessage(text, ...(hasProblems ? [show] : []))
  if (chosen === show) await commands.executeCommand('workbench.actions.view.problems')
}

interface Problem {
  uri: Uri
  diagnostic: Diagnostic
}

/** Whether a diagnostic is an error or warning of Specwise. */
export const isProblem = ({ source, severity }: Diagnostic): boolean =>
  source === 'specwise' && severity <= DiagnosticSeverity.Warning

/** The code of the rule that reports a diagnostic. */
export const ruleOf = ({ code }: Diagnostic): string => String((typeof code === 'object' ? code.value : code) ?? '')

/** Errors and warnings of a specification: errors first, then by document and line. */
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

/** Opens the first problem of a specification, or the specification if the editor has no problems of it. */
export async function openFirstProblem(spec: SpecEntry): Promise<void> {
  const [first] = problemsOf(spec)
  if (first) await openProblem(first)
  else await window.showTextDocument(Uri.parse(spec.uri), { preview: true })
}

/** Lists the problems of a specification. The document is shown at the focused item. */
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
    title: t('Problems in "{0}"', spec.title),
    placeHolder:
      picks.length === 0 ? t('No problems to show. Check the setting "{0}".', 'specwise.diagnostics.scope') : '',
    matchOnDescription: true,
    onDidSelectItem: (item) => void openProblem((item as (typeof picks)[number]).problem, true),
  })
  if (chosen) await openProblem(chosen.problem)
}
