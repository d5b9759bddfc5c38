// Asks for the title of a new specification, creates its folder, and opens it with the cursor in the first placeholder.
import {
  commands,
  type QuickPickItem,
  SnippetString,
  Uri,
  WorkspaceEdit,
  type WorkspaceFolder,
  window,
  workspace,
} from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { t } from '../../server/src/base/l10n.ts'
import { type NewSpecParams, type NewSpecPlan, newSpecRequest } from '../../server/src/lsp/messages.ts'

/** Answers that are given instead of being asked for. */
export interface Given {
  title?: string
  type?: string
  issue?: number
  folder?: string
}

/** The command `specwise.newSpec`. Returns the address of the new specification; undefined if it was cancelled. */
export async function newSpec(client: BaseLanguageClient, given: Given = {}): Promise<Uri | undefined> {
  const folder = await chooseFolder(given.folder)
  if (!folder) return undefined
  const title = given.title ?? (await askTitle())
  if (!title) return undefined
  const plan = (choices: Partial<NewSpecParams>): Promise<NewSpecPlan | null> =>
    client.sendRequest(newSpecRequest, { folder: folder.uri.toString(), title, ...choices })
  const first = await plan({})
  if (!first) {
    void window.showWarningMessage(t('Specifications can only be created in a folder on disk'))
    return undefined
  }
  const format = given.title || first.formats.length < 2 ? undefined : await askFormat(first)
  if (format === null) return undefined
  const second = format === undefined ? first : ((await plan({ format })) ?? first)
  const type =
    given.type ?? (second.types.length > 0 && !given.title ? await askType(second) : (second.suggested ?? undefined))
  if (type === null) return undefined
  const issue = given.issue ?? (given.title ? undefined : await askIssue())
  if (issue === null) return undefined
  const made = await plan({
    ...(format !== undefined && { format }),
    ...(type !== undefined && { type }),
    ...(issue !== undefined && { issue }),
  })
  return made ? write(made) : undefined
}

/** Creates all files, or none. The specification is inserted as a snippet, so that Tab goes from placeholder to placeholder. */
async function write({ documents, name, unsure }: NewSpecPlan): Promise<Uri | undefined> {
  const edit = new WorkspaceEdit()
  for (const [k, { uri, text }] of documents.entries()) {
    const contents = new TextEncoder().encode(k === 0 ? '' : text)
    edit.createFile(Uri.parse(uri), { overwrite: false, contents })
  }
  const [spec] = documents
  if (!spec || !(await workspace.applyEdit(edit))) {
    void window.showErrorMessage(t('Cannot create "{0}". A file or folder with this name may already exist.', name))
    return undefined
  }
  const uri = Uri.parse(spec.uri)
  const editor = await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false })
  await editor.insertSnippet(new SnippetString(`${spec.snippet}\n`), undefined, {
    undoStopBefore: true,
    undoStopAfter: true,
    keepWhitespace: true,
  })
  if (unsure !== null) window.setStatusBarMessage(`$(info) ${name}: ${unsure}`, 15_000)
  return uri
}

async function chooseFolder(given: string | undefined): Promise<WorkspaceFolder | undefined> {
  const folders = workspace.workspaceFolders ?? []
  if (given !== undefined) return folders.find(({ uri }) => uri.toString() === given)
  if (folders.length > 1)
    return window.showWorkspaceFolderPick({ placeHolder: t('Select a folder for the specification') })
  if (folders[0]) return folders[0]
  const open = t('Open Folder…')
  const chosen = await window.showInformationMessage(t('Open a folder to create a specification'), open)
  if (chosen) await commands.executeCommand('workbench.action.files.openFolder')
  return undefined
}

const askTitle = (): Thenable<string | undefined> =>
  window.showInputBox({
    title: t('New Specification'),
    prompt: t('Title of the specification, in a few words'),
    placeHolder: t('Message queues on demand'),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? t('Enter a title, or press Escape to cancel') : undefined),
  })

const formatDetails: Record<string, () => string> = {
  'spec-kit': () =>
    t('User stories with scenarios, requirements and success criteria; plan and tasks in separate files'),
  seed: () => t('One document with problem, stories, requirements, design, tasks and review'),
  'seed-directory': () => t('A folder with a specification, a plan and a decision log'),
}

/** Null if it was cancelled. */
async function askFormat({ formats, name }: NewSpecPlan): Promise<string | null> {
  const items = formats.map((label): QuickPickItem => ({ label, detail: formatDetails[label]?.() ?? '' }))
  const title = t('New Specification {0}: Format', name)
  const chosen = await window.showQuickPick(items, { title, ignoreFocusOut: true })
  return chosen?.label ?? null
}

interface TypeItem extends QuickPickItem {
  type: string | undefined
}

/** Undefined leaves the type as the template has it; null if it was cancelled. */
async function askType({ types, suggested, name }: NewSpecPlan): Promise<string | undefined | null> {
  const sorted = [...types].sort((a, b) => Number(b === suggested) - Number(a === suggested))
  const items = sorted.map(
    (type): TypeItem => ({
      label: type,
      type,
      ...(type === suggested && { description: t('suggested from the title') }),
    }),
  )
  const title = t('New Specification {0}: Type', name)
  const chosen = await window.showQuickPick(items, { title, ignoreFocusOut: true })
  return chosen ? chosen.type : null
}

/** Undefined without an issue; null if it was cancelled. */
async function askIssue(): Promise<number | undefined | null> {
  const text = await window.showInputBox({
    title: t('New Specification: Issue'),
    prompt: t('Issue number (leave empty if there is none)'),
    placeHolder: '123',
    ignoreFocusOut: true,
    validateInput: (input) => (/^\s*#?\d*\s*$/.test(input) ? undefined : t('Enter a number, or leave this empty')),
  })
  if (text === undefined) return null
  const number = Number(text.replace('#', '').trim())
  return number > 0 ? number : undefined
}
