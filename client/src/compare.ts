// The command "Compare Specification with…": a page with what changed in a specification since a version in git. It is made again
// when a file of the specification is saved, and when the page is shown again.
import { Disposable, type ExtensionContext, type QuickPickItem, Uri, ViewColumn, window, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { t } from '../../server/src/base/l10n.ts'
import { compareRequest, versionsRequest } from '../../server/src/lsp/compareMessages.ts'
import type { ComparisonModel } from '../../server/src/pages/comparisonModel.ts'
import { openBesidePage, openPage, type Page } from './page.ts'

interface VersionItem extends QuickPickItem {
  /** Undefined for the last commit; null for "Other…", which asks for it. */
  base: string | null | undefined
}

export interface Comparisons extends Disposable {
  /** Compares a specification. @param base a branch, a tag or a commit; asks for it if it is not given. */
  compare(uri: string, base?: string): Promise<void>
}

/** Creates the pages: one for each specification and version. */
export function createComparisons(client: BaseLanguageClient, context: ExtensionContext): Comparisons {
  const pages = new Map<string, { page: Page; folder: string; refresh(): void }>()
  const ask = (uri: string, base: string | undefined): Promise<ComparisonModel | null> =>
    client.sendRequest<ComparisonModel | null>(compareRequest, { uri, base })

  function open(key: string, uri: string, base: string | undefined, model: ComparisonModel): void {
    const title = base === undefined ? t('Changes since the last commit') : t('Changes since {0}', base)
    const column = window.activeTextEditor ? ViewColumn.Beside : ViewColumn.Active
    const page = openPage(context, { type: 'specwise.comparison', title, column }, (message) => {
      if (message.type === 'openUri') void openBesidePage(page, message.uri, message.line ?? 1)
    })
    let asked = 0
    const refresh = (): void => {
      if (!page.panel.visible) return
      const number = ++asked
      // The version may be gone meanwhile; the page then stays as it is.
      ask(uri, base).then(
        (now) => {
          if (now && number === asked) page.post({ type: 'comparison', model: now })
        },
        () => undefined,
      )
    }
    pages.set(key, { page, folder: Uri.joinPath(Uri.parse(uri), '..').path, refresh })
    let { visible } = page.panel
    page.panel.onDidChangeViewState(() => {
      if (page.panel.visible && !visible) refresh()
      visible = page.panel.visible
    })
    page.panel.onDidDispose(() => {
      pages.delete(key)
      page.dispose()
    })
    page.post({ type: 'comparison', model })
  }

  const saved = workspace.onDidSaveTextDocument(({ uri: { path } }) => {
    for (const { folder, refresh } of pages.values()) if (path.startsWith(`${folder}/`)) refresh()
  })
  return {
    async compare(uri, given) {
      const base = given ?? (await chosenVersion(client, uri))
      if (base === null) return
      const key = JSON.stringify([uri, base])
      const model = pages.has(key) ? undefined : await ask(uri, base).catch(showReason)
      const shown = pages.get(key) // it may have been opened meanwhile
      if (shown) {
        shown.page.panel.reveal()
        shown.refresh()
      } else if (model) open(key, uri, base, model)
    },
    dispose: () => Disposable.from(saved, ...[...pages.values()].map(({ page }) => page)).dispose(),
  }
}

function showReason(error: unknown): undefined {
  const reason = error instanceof Error ? error.message : String(error)
  void window.showErrorMessage(t('The specification cannot be compared: {0}', reason))
}

/** Asks for a version. Null if the user chooses none. */
async function chosenVersion(client: BaseLanguageClient, uri: string): Promise<string | null | undefined> {
  const names = await client.sendRequest<string[]>(versionsRequest, { uri }).catch(showReason)
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
