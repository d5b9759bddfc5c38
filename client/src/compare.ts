// The command "Compare Specification with…": what changed in a specification since a version in git, in the Markdown preview.
import { commands, Disposable, EventEmitter, type QuickPickItem, Uri, window, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { t } from '../../server/src/base/l10n.ts'
import { type CompareParams, compareRequest, versionsRequest } from '../../server/src/lsp/compareMessages.ts'

const scheme = 'specwise-compare'

interface VersionItem extends QuickPickItem {
  /** Undefined for the last commit; null for "Other…", which asks for it. */
  base: string | null | undefined
}

export interface Comparisons extends Disposable {
  /** Compares a specification. @param base a branch, a tag or a commit; asks for it if it is not given. */
  compare(uri: string, base?: string): Promise<void>
}

/** Provides the pages. */
export function createComparisons(client: BaseLanguageClient): Comparisons {
  const texts = new Map<string, string>()
  const changed = new EventEmitter<Uri>()
  const closed = workspace.onDidCloseTextDocument(({ uri }) => {
    if (uri.scheme === scheme) texts.delete(uri.toString())
  })
  const pages = workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
  })
  return {
    async compare(uri, given) {
      try {
        const base = given ?? (await chosenVersion(client, uri))
        if (base === null) return
        const params: CompareParams = { uri, base }
        const text = await client.sendRequest<string>(compareRequest, params)
        const name = base === undefined ? t('Changes since the last commit') : t('Changes since {0}', base)
        const page = Uri.from({ scheme, path: `/${name.replaceAll('/', '∕')}.md`, query: uri })
        texts.set(page.toString(), text)
        changed.fire(page)
        await commands.executeCommand('markdown.showPreview', page).then(undefined, () => window.showTextDocument(page))
      } catch (error) {
        void window.showErrorMessage(
          t('The specification cannot be compared: {0}', error instanceof Error ? error.message : String(error)),
        )
      }
    },
    dispose: () => Disposable.from(closed, pages, changed).dispose(),
  }
}

/** Asks for a version. Null if the user chooses none. */
async function chosenVersion(client: BaseLanguageClient, uri: string): Promise<string | null | undefined> {
  const names = await client.sendRequest<string[]>(versionsRequest, { uri })
  const items: VersionItem[] = [
    { label: t('Last commit'), base: undefined },
    ...names.map((name): VersionItem => ({ label: name, base: name })),
    { label: t('Other…'), base: null, alwaysShow: true },
  ]
  const title = t('Compare Specification with…')
  const picked = await window.showQuickPick(items, { title })
  if (!picked) return null
  if (picked.base !== null) return picked.base
  const typed = (await window.showInputBox({ title, prompt: t('A branch, a tag or a commit') }))?.trim()
  return typed ? typed : null
}
