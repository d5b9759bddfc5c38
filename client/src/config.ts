// The command `specwise.createConfig`: the configuration of a folder, made when it is missing, with the cursor in its rules.
import { Position, Range, Uri, type WorkspaceFolder, window, workspace } from 'vscode'
import { configNames } from '../../server/src/base/fileNames.ts'

const empty = '{\n  "rules": {\n    \n  }\n}\n'

/** Opens the configuration; its address, or undefined where there is no folder. */
export async function createConfig(): Promise<Uri | undefined> {
  const folders = workspace.workspaceFolders ?? []
  const folder = folders.length > 1 ? await window.showWorkspaceFolderPick() : folders[0]
  if (!folder) {
    if (folders.length === 0) void window.showInformationMessage('A configuration lives in a folder: open one first.')
    return undefined
  }
  const found = await existing(folder)
  const uri = found ?? Uri.joinPath(folder.uri, configNames[0])
  if (!found) await workspace.fs.writeFile(uri, new TextEncoder().encode(empty))
  const at = new Position(found ? 0 : 2, found ? 0 : 4)
  await window.showTextDocument(uri, { selection: new Range(at, at), preview: false })
  return uri
}

async function existing({ uri }: WorkspaceFolder): Promise<Uri | undefined> {
  for (const name of configNames) {
    const own = Uri.joinPath(uri, name)
    const is = await workspace.fs.stat(own).then(
      () => true,
      () => false,
    )
    if (is) return own
  }
  return undefined
}
