// Commands that act on a whole specification: set its status, archive it.

import { commands, type QuickPickItem, Uri, window, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { counted, t } from '../../server/src/base/l10n.ts'
import {
  type Archived,
  archiveRequest,
  type Resolved,
  type StatusChoices,
  setStatusCommand,
  statusRequest,
} from '../../server/src/lsp/messages.ts'

interface StatusItem extends QuickPickItem {
  /** Undefined for "Other…", which asks for the word. */
  word: string | undefined
}

/** The command `specwise.chooseStatus`. A choice shows what blocks it, and can be made anyway. */
export async function chooseStatus(
  client: BaseLanguageClient,
  uri: string,
  given?: string,
): Promise<Resolved | undefined> {
  const document = await workspace.openTextDocument(Uri.parse(uri))
  const wasDirty = document.isDirty
  const found = await client.sendRequest<StatusChoices | null>(statusRequest, { uri })
  if (!found) {
    void window.showInformationMessage(t('This document has no status'))
    return undefined
  }
  const items = found.choices.map(
    ({ word, blockers }): StatusItem => ({
      label: blockers ? `$(warning) ${word}` : word,
      word,
      ...(blockers && { description: blockers, detail: t('You can set this status anyway') }),
    }),
  )
  const title =
    found.now === '' ? t('Set {0} (currently empty)', found.key) : t('Set {0} (currently "{1}")', found.key, found.now)
  if (found.free) items.push({ label: t('Other…'), word: undefined, alwaysShow: true })
  const picked = given === undefined ? await window.showQuickPick(items, { title }) : { word: given }
  if (!picked) return undefined
  const chosen =
    picked.word ?? (await window.showInputBox({ title, prompt: t('New status'), value: found.now }))?.trim()
  if (!chosen) return undefined
  const resolved = await commands.executeCommand<Resolved>(setStatusCommand, {
    uri,
    version: found.version,
    word: chosen,
  })
  if (!resolved?.applied) void window.showWarningMessage(resolved?.reason ?? t('The status was not changed'))
  else if (!wasDirty && !window.visibleTextEditors.some((editor) => editor.document === document)) await document.save()
  return resolved
}

/** The command `specwise.archive`: moves the folder to the archive, or to `to`, and updates the links. */
export async function archive(client: BaseLanguageClient, uri: string, to?: string): Promise<Archived> {
  const dirty = workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ uri }) => uri.toString())
  const archived = await client.sendRequest<Archived>(archiveRequest, { uri, ...(to !== undefined && { to }) })
  if (archived.moved === null)
    void window.showWarningMessage(t('The specification was not moved: {0}', archived.reason ?? t('unknown reason')))
  else {
    // The move is on disk at once, so the updated links are saved, too. Documents with unsaved changes stay unsaved.
    for (const edited of archived.edited ?? []) {
      const document = await workspace.openTextDocument(Uri.parse(edited))
      const name = edited.startsWith(`${archived.moved}/`) ? edited.slice(archived.moved.length) : undefined
      const was = dirty.some((address) => address === edited || (name !== undefined && address.endsWith(name)))
      if (!was) await document.save()
    }
    if (archived.reason) void window.showWarningMessage(archived.reason)
    else void tellMoved(client, uri, archived.moved, archived.links ?? 0)
  }
  return archived
}

/** Shows where the specification is now, and offers to undo the move. */
async function tellMoved(client: BaseLanguageClient, was: string, moved: string, links: number): Promise<void> {
  const undo = t('Undo')
  const place = workspace.asRelativePath(Uri.parse(moved))
  const text =
    links === 0
      ? t('Moved to {0}', place)
      : counted(links, 'Moved to {1} and updated {0} link', 'Moved to {1} and updated {0} links', place)
  if ((await window.showInformationMessage(text, undo)) !== undo) return
  const name = moved.slice(moved.lastIndexOf('/'))
  const at = was.lastIndexOf(name)
  await archive(client, moved + was.slice(at + name.length), was.slice(0, at + name.length))
}
