// Asks what a new specification is about, makes its folder, and opens it with the cursor in the first blank.
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
import { type NewSpecParams, type NewSpecPlan, newSpecRequest } from '../../server/src/lsp/messages.ts'

/** What may be given in place of being asked. */
export interface Given {
  title?: string
  type?: string
  issue?: number
  folder?: string
}

/** The command `specwise.newSpec`; the address of the specification that was made. */
export async function newSpec(client: BaseLanguageClient, given: Given = {}): Promise<Uri | undefined> {
  const folder = await chooseFolder(given.folder)
  if (!folder) return undefined
  const title = given.title ?? (await askTitle())
  if (!title) return undefined
  const plan = (more: Partial<NewSpecParams>): Promise<NewSpecPlan | null> =>
    client.sendRequest(newSpecRequest, { folder: folder.uri.toString(), title, ...more })
  const first = await plan({})
  if (!first) {
    void window.showWarningMessage('A new specification needs a folder on disk.')
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

/** Makes the files, all or none; the specification is filled as a snippet, so that Tab goes from blank to blank. */
async function write({ documents, name, unsure }: NewSpecPlan): Promise<Uri | undefined> {
  const edit = new WorkspaceEdit()
  for (const [k, { uri, text }] of documents.entries()) {
    const contents = new TextEncoder().encode(k === 0 ? '' : text)
    edit.createFile(Uri.parse(uri), { overwrite: false, contents })
  }
  const [spec] = documents
  if (!spec || !(await workspace.applyEdit(edit))) {
    void window.showErrorMessage(`The specification "${name}" was not made: something of that name is there already.`)
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
  if (folders.length > 1) return window.showWorkspaceFolderPick({ placeHolder: 'Where the specification belongs' })
  if (folders[0]) return folders[0]
  const open = 'Open Folder…'
  const chosen = await window.showInformationMessage('A specification lives in a folder: open one first.', open)
  if (chosen) await commands.executeCommand('workbench.action.files.openFolder')
  return undefined
}

const askTitle = (): Thenable<string | undefined> =>
  window.showInputBox({
    title: 'New Specification',
    prompt: 'What is it about? A few words: the title.',
    placeHolder: 'Message queues on demand',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? 'Write a title, or press Escape.' : undefined),
  })

const formatWords: Record<string, string> = {
  'spec-kit': 'stories with scenarios, requirements, success criteria; plan and tasks beside it',
  seed: 'one document: problem, stories, requirements, design, tasks, review',
  'seed-directory': 'a folder: specification, plan, and a log of decisions',
}

/** Undefined: the likeliest one. Null: the person left. */
async function askFormat({ formats, name }: NewSpecPlan): Promise<string | null> {
  const items = formats.map((label): QuickPickItem => ({ label, detail: formatWords[label] ?? '' }))
  const title = `New Specification ${name}: Format`
  const chosen = await window.showQuickPick(items, { title, ignoreFocusOut: true })
  return chosen?.label ?? null
}

interface TypeItem extends QuickPickItem {
  type: string | undefined
}

/** Undefined: left as the template has it. Null: the person left. */
async function askType({ types, suggested, name }: NewSpecPlan): Promise<string | undefined | null> {
  const sorted = [...types].sort((a, b) => Number(b === suggested) - Number(a === suggested))
  const items = sorted.map(
    (type): TypeItem => ({ label: type, type, ...(type === suggested && { description: 'suggested by the title' }) }),
  )
  const chosen = await window.showQuickPick(items, { title: `New Specification ${name}: Type`, ignoreFocusOut: true })
  return chosen ? chosen.type : null
}

async function askIssue(): Promise<number | undefined | null> {
  const text = await window.showInputBox({
    title: 'New Specification: Issue',
    prompt: 'The number of its issue; leave it empty when there is none.',
    placeHolder: '123',
    ignoreFocusOut: true,
    validateInput: (one) => (/^\s*#?\d*\s*$/.test(one) ? undefined : 'A number, or nothing.'),
  })
  if (text === undefined) return null
  const number = Number(text.replace('#', '').trim())
  return number > 0 ? number : undefined
}
