// Report a Wrong Finding: the action on each finding, the text of the report, and the page of a new issue. The server sends
// nothing: an editor or a browser shows the page, after the writer has seen the text.
import {
  type CodeAction,
  CodeActionKind,
  type Connection,
  type Diagnostic,
  type TextDocuments,
} from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Analyser } from '../analysis/analyser.ts'
import { t } from '../base/l10n.ts'
import { isReportable, issueAddress, wrongFindingText } from '../queries/wrongFinding.ts'
import type { Finding } from '../rules/engine/rule.ts'
import { issuesUrl, version } from '../version.ts'
import type { Client } from './capabilities.ts'
import type { Guard } from './guard.ts'
import {
  type IssueAddress,
  issueAddressRequest,
  openReportCommand,
  type Resolved,
  reportCommand,
  type WrongFindingParams,
  wrongFindingRequest,
} from './messages.ts'

export interface Reports {
  /** The actions on findings at one place; none if the client cannot show a page, and none for rules of the repository. */
  actions(document: TextDocument, findings: readonly Finding[], shown: (finding: Finding) => Diagnostic): CodeAction[]
  /** Shows the text, and the page if the writer agrees: for clients that do not show it themselves. */
  open(params: WrongFindingParams): Promise<Resolved>
}

/** Connects the requests. @param client its capabilities. */
export function serveReports(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  analyser: Analyser,
  client: () => Client,
  guard: Guard,
): Reports {
  const address = ({ text }: { text: string }): IssueAddress => issueAddress(text, issuesUrl)
  /** The text of the report; null if the finding no longer exists. Rejects with `Abandoned`. */
  const textOf = async ({ uri, code, position }: WrongFindingParams): Promise<string | null> => {
    const document = documents.get(uri)
    if (!document) return null
    const { feature, spec, findings } = await analyser.check(document)
    const at = document.offsetAt(position)
    const finding = findings.find((one) => one.code === code && one.start === at)
    return feature && spec && finding && isReportable(finding)
      ? wrongFindingText(feature, spec, finding, version)
      : null
  }
  connection.onRequest(wrongFindingRequest, guard('report', null, textOf))
  connection.onRequest(issueAddressRequest, address)
  return {
    actions(document, findings, shown) {
      if (!client().reports && !client().shows) return []
      const command = client().reports ? reportCommand : openReportCommand
      const several = new Set(findings.map(({ code }) => code)).size > 1
      return findings.filter(isReportable).map((finding): CodeAction => {
        const { code, start } = finding
        const given: WrongFindingParams = { uri: document.uri, code, position: document.positionAt(start) }
        const title = several ? t('Report a Wrong Finding ({0})…', code) : t('Report a Wrong Finding…')
        const diagnostics = [shown(finding)]
        return { title, kind: CodeActionKind.QuickFix, diagnostics, command: { title, command, arguments: [given] } }
      })
    },
    async open(params) {
      const text = await textOf(params)
      if (text === null) return { applied: false, changed: true, reason: t('This finding no longer exists') }
      const message = `${t('A new issue on GitHub will be filled in with this text:')}\n\n${text}`
      const agree = t('Open Issue on GitHub')
      const chosen = await connection.window.showInformationMessage(message, { title: agree }, { title: t('Cancel') })
      if (chosen?.title !== agree) return { applied: false }
      const shown = await connection.window.showDocument({ uri: address({ text }).url, external: true })
      return { applied: shown.success }
    },
  }
}
