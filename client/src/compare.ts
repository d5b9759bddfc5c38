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

/** Provides the pages. The address of a page says what is compared, so VS Code can ask for a page again at any time. */
export function createComparisons(client: BaseLanguageClient): Comparisons {
  const changed = new EventEmitter<Uri>()
  const pages = workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: ({ query }) =>
      client.sendRequest<string>(compareRequest, JSON.parse(query) as CompareParams).catch((error: unknown) => {
        const reason = reasonOf(error)
        void window.showErrorMessage(reason)
        return reason
      }),
  })
  return {
    async compare(uri, given) {
      const base = given ?? (await chosenVersion(client, uri))
      if (base === null) return
      const name = base === undefined ? t('Changes since the last commit') : t('Changes since {0}', base)
      const params: CompareParams = { uri, base }
      const page = Uri.from({ scheme, path: `/${name.replaceAll('/', '∕')}.md`, query: JSON.stringify(params) })
      changed.fire(page) // it may be open, with an older text
      await commands.executeCommand('markdown.showPreview', page).then(undefined, () => window.showTextDocument(page))
    },
    dispose: () => Disposable.from(pages, changed).dispose(),
  }
}

const reasonOf = (error: unknown): string =>
  t('The specification cannot be compared: {0}', error instanceof Error ? error.message : String(error))

/** Asks for a version. Null if the user chooses none. */
async function chosenVersion(client: BaseLanguageClient, uri: string): Promise<string | null | undefined> {
  const names = await client.sendRequest<string[]>(versionsRequest, { uri }).catch((error: unknown) => {
    void window.showErrorMessage(reasonOf(error))
    return undefined
  })
  if (!names) return null
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
