// The command `specwise.createConfig`: opens the configuration of a folder, or creates one with the cursor in its rules.
import { Position, Range, Uri, type WorkspaceFolder, window, workspace } from 'vscode'
import { configNames } from '../../server/src/base/fileNames.ts'
import { t } from '../../server/src/base/l10n.ts'

const empty = '{\n  "rules": {\n    \n  }\n}\n'

/** Opens the configuration and returns its address; undefined without a folder. */
export async function createConfig(): Promise<Uri | undefined> {
  const folders = workspace.workspaceFolders ?? []
  const folder = folders.length > 1 ? await window.showWorkspaceFolderPick() : folders[0]
  if (!folder) {
    if (folders.length === 0) void window.showInformationMessage(t('Open a folder to create a configuration file'))
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
    const file = Uri.joinPath(uri, name)
    const exists = await workspace.fs.stat(file).then(
      () => true,
      () => false,
    )
    if (exists) return file
  }
  return undefined
}
