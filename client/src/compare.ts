// The command "Compare Specification with…": a page with what changed in a specification since a version in git. It is made again
// when a file is saved, and when the page is shown again.
import { Disposable, type ExtensionContext, type QuickPickItem, Range, ViewColumn, window, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { t } from '../../server/src/base/l10n.ts'
import { compareRequest, versionsRequest } from '../../server/src/lsp/compareMessages.ts'
import type { ComparisonModel } from '../../server/src/pages/comparisonModel.ts'
import type { FromPage } from '../../server/src/pages/messages.ts'
import { openFromPage, openPage, type Page } from './page.ts'

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
  const pages = new Map<string, { page: Page; refresh(): void }>()
  const ask = (uri: string, base: string | undefined): Promise<ComparisonModel> =>
    client.sendRequest<ComparisonModel>(compareRequest, { uri, base })

  function open(uri: string, base: string | undefined, model: ComparisonModel): void {
    const key = JSON.stringify([uri, base])
    const title = base === undefined ? t('Changes since the last commit') : t('Changes since {0}', base)
    const column = window.activeTextEditor ? ViewColumn.Beside : ViewColumn.Active
    const page = openPage(context, { type: 'specwise.comparison', title, column }, (message) => hear(page, message))
    const refresh = (): void => {
      // The version may be gone meanwhile; the page then stays as it is.
      if (page.panel.visible)
        ask(uri, base).then(
          (now) => page.post({ type: 'comparison', model: now }),
          () => undefined,
        )
    }
    pages.set(key, { page, refresh })
    page.panel.onDidChangeViewState(refresh)
    page.panel.onDidDispose(() => {
      pages.delete(key)
      page.dispose()
    })
    page.post({ type: 'comparison', model })
  }

  const saved = workspace.onDidSaveTextDocument(() => {
    for (const { refresh } of pages.values()) refresh()
  })
  return {
    async compare(uri, given) {
      const base = given ?? (await chosenVersion(client, uri))
      if (base === null) return
      const shown = pages.get(JSON.stringify([uri, base]))
      if (shown) {
        shown.page.panel.reveal()
        shown.refresh()
        return
      }
      const model = await ask(uri, base).catch(showReason)
      if (model) open(uri, base, model)
    },
    dispose: () => Disposable.from(saved, ...[...pages.values()].map(({ page }) => page)).dispose(),
  }
}

/** Opens what a link of a page leads to, beside the page. */
function hear({ panel }: Page, message: FromPage): void {
  if (message.type !== 'openUri') return
  const { uri, line = 1 } = message
  const viewColumn = panel.viewColumn === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One
  void openFromPage(uri, { selection: new Range(line - 1, 0, line - 1, 0), viewColumn })
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
