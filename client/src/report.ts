// The command "Report a Wrong Finding…": opens the report in an editor, where it can be changed, and then opens a new issue
// with the changed text. Nothing is sent before.
import { env, type TextDocument, type Uri, window, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { t } from '../../server/src/base/l10n.ts'
import {
  type IssueAddress,
  issueAddressRequest,
  type WrongFindingParams,
  wrongFindingRequest,
} from '../../server/src/lsp/messages.ts'

/** Opens the report of a finding; undefined if the finding no longer exists. */
export async function reportWrongFinding(
  client: BaseLanguageClient,
  given: WrongFindingParams,
): Promise<TextDocument | undefined> {
  const content = await client.sendRequest<string | null>(wrongFindingRequest, given)
  if (content === null) {
    void window.showInformationMessage(t('This finding no longer exists'))
    return undefined
  }
  const document = await workspace.openTextDocument({ language: 'markdown', content })
  await window.showTextDocument(document, { preview: false })
  void ask(client, document)
  return document
}

async function ask(client: BaseLanguageClient, document: TextDocument): Promise<void> {
  const [open, copy] = [t('Open Issue on GitHub'), t('Copy')]
  const message = t('Review this report and edit it as you like. Nothing has been sent yet.')
  const chosen = await window.showInformationMessage(message, open, copy)
  if (chosen === undefined) return
  const text = document.getText() // with the changes
  if (chosen === copy) await env.clipboard.writeText(text)
  else await openIssue(await client.sendRequest<IssueAddress>(issueAddressRequest, { text }), text)
}

async function openIssue({ url, whole }: IssueAddress, text: string): Promise<void> {
  if (!whole) {
    await env.clipboard.writeText(text)
    void window.showInformationMessage(
      t('The report is too long for a link. It was copied to the clipboard: paste it into the issue.'),
    )
  }
  // A `Uri` would lose the encoding of the query. VS Code accepts a string, although its types do not say so.
  await env.openExternal(url as unknown as Uri)
}
