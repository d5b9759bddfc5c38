// What is done with a specification as a whole: its status, the archive.

import { commands, type QuickPickItem, Uri, window, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { counted } from '../../server/src/base/words.ts'
import {
  type Archived,
  archiveRequest,
  type Resolved,
  type StatusChoices,
  setStatusCommand,
  statusRequest,
} from '../../server/src/lsp/messages.ts'

interface Word extends QuickPickItem {
  /** Undefined for another one, which is asked for. */
  word: string | undefined
}

/** The command `specwise.chooseStatus`: what stands in the way is told, and chosen in spite of it. */
export async function chooseStatus(
  client: BaseLanguageClient,
  uri: string,
  given?: string,
): Promise<Resolved | undefined> {
  const document = await workspace.openTextDocument(Uri.parse(uri))
  const wasDirty = document.isDirty
  const found = await client.sendRequest<StatusChoices | null>(statusRequest, { uri })
  if (!found) {
    void window.showInformationMessage('This document has no status.')
    return undefined
  }
  const items = found.choices.map(
    ({ word, inTheWay }): Word => ({
      label: inTheWay ? `$(warning) ${word}` : word,
      word,
      ...(inTheWay && { detail: `In the way: ${inTheWay}`, description: 'sets it all the same' }),
    }),
  )
  const title = `${found.key} is ${found.now === '' ? 'empty' : found.now}`
  if (found.free) items.push({ label: 'Other…', word: undefined, alwaysShow: true })
  const picked = given === undefined ? await window.showQuickPick(items, { title }) : { word: given }
  if (!picked) return undefined
  const chosen =
    picked.word ?? (await window.showInputBox({ title, prompt: 'The new status', value: found.now }))?.trim()
  if (!chosen) return undefined
  const resolved = await commands.executeCommand<Resolved>(setStatusCommand, {
    uri,
    version: found.version,
    word: chosen,
  })
  if (!resolved?.applied) void window.showWarningMessage(resolved?.reason ?? 'The status was not changed.')
  else if (!wasDirty && !window.visibleTextEditors.some((editor) => editor.document === document)) await document.save()
  return resolved
}

/** The command `specwise.archive`: moves the folder, links and all, or back to where it was. */
export async function archive(client: BaseLanguageClient, uri: string, to?: string): Promise<Archived> {
  const dirty = workspace.textDocuments.filter((one) => one.isDirty).map((one) => one.uri.toString())
  const archived = await client.sendRequest<Archived>(archiveRequest, { uri, ...(to !== undefined && { to }) })
  if (archived.moved === null) void window.showWarningMessage(`Nothing was moved: ${archived.reason ?? ''}`)
  else {
    // A move is on disk at once, and so are its links; what the writer had not saved stays so.
    for (const edited of archived.edited ?? []) {
      const document = await workspace.openTextDocument(Uri.parse(edited))
      const name = edited.startsWith(`${archived.moved}/`) ? edited.slice(archived.moved.length) : undefined
      const was = dirty.some((one) => one === edited || (name !== undefined && one.endsWith(name)))
      if (!was) await document.save()
    }
    const links = !archived.links ? '' : `, and ${counted(archived.links, 'link')} rewritten`
    if (archived.reason) void window.showWarningMessage(archived.reason)
    else void tellMoved(client, uri, archived.moved, links)
  }
  return archived
}

/** Says where it is, and takes it back. */
async function tellMoved(client: BaseLanguageClient, was: string, moved: string, links: string): Promise<void> {
  const undo = 'Undo'
  const text = `Moved to ${workspace.asRelativePath(Uri.parse(moved))}${links}.`
  if ((await window.showInformationMessage(text, undo)) !== undo) return
  const name = moved.slice(moved.lastIndexOf('/'))
  const at = was.lastIndexOf(name)
  await archive(client, moved + was.slice(at + name.length), was.slice(0, at + name.length))
}
