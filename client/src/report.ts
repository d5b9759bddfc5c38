// The command "Report a Wrong Finding…": shows the text in an editor, where it may be changed, and opens the issue with what
// the writer made of it. Nothing is sent before.
import { env, type TextDocument, type Uri, window, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import {
  type IssueAddress,
  issueAddressRequest,
  type WrongFindingParams,
  wrongFindingRequest,
} from '../../server/src/lsp/messages.ts'

const open = 'Open Issue on GitHub'
const copy = 'Copy'

/** Shows the report of a finding; undefined where there is no such finding any more. */
export async function reportWrongFinding(
  client: BaseLanguageClient,
  given: WrongFindingParams,
): Promise<TextDocument | undefined> {
  const content = await client.sendRequest<string | null>(wrongFindingRequest, given)
  if (content === null) {
    void window.showInformationMessage('This finding no longer exists.')
    return undefined
  }
  const document = await workspace.openTextDocument({ language: 'markdown', content })
  await window.showTextDocument(document, { preview: false })
  void ask(client, document)
  return document
}

async function ask(client: BaseLanguageClient, document: TextDocument): Promise<void> {
  const message = 'Check this report and change what you like. Nothing has been sent.'
  const chosen = await window.showInformationMessage(message, open, copy)
  if (chosen === undefined) return
  const text = document.getText() // as it stands now
  if (chosen === copy) await env.clipboard.writeText(text)
  else await openIssue(await client.sendRequest<IssueAddress>(issueAddressRequest, { text }), text)
}

async function openIssue({ url, whole }: IssueAddress, text: string): Promise<void> {
  if (!whole) {
    await env.clipboard.writeText(text)
    void window.showInformationMessage('The report is too long for a link. It was copied: paste it into the issue.')
  }
  // A `Uri` would lose the encoding of the query; VS Code takes the address as it is, though its types do not say so.
  await env.openExternal(url as unknown as Uri)
}
