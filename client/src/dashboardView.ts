// The dashboard: a page with all specifications of the workspace.
import { type Disposable, type ExtensionContext, ViewColumn } from 'vscode'
import { t } from '../../server/src/base/l10n.ts'
import type { SpecEntry } from '../../server/src/lsp/messages.ts'
import type { DashboardRow } from '../../server/src/pages/dashboardModel.ts'
import { openFromPage, openPage, type Page } from './page.ts'
import type { SpecList } from './specList.ts'
import { labelParts } from './specTree.ts'

/** Creates the page and keeps it up to date. `show` is the command `specwise.showDashboard`. */
export function createDashboardView(list: SpecList, context: ExtensionContext): Disposable & { show(): Promise<void> } {
  let page: Page | undefined

  async function show(): Promise<void> {
    if (page) {
      page.panel.reveal()
      return
    }
    const title = t('Specifications')
    page = openPage(context, { type: 'specwise.dashboard', title, column: ViewColumn.Active }, (message) => {
      if (message.type === 'openUri') void openFromPage(message.uri, {})
    })
    const { panel } = page
    panel.onDidDispose(() => {
      page?.dispose()
      page = undefined
    })
    await refresh()
  }

  async function refresh(): Promise<void> {
    if (!page) return
    draw(list.all)
    await list.learnAges(list.all.flatMap(({ questions }) => questions))
  }

  function draw(specs: readonly SpecEntry[]): void {
    const rows = specs.map((spec): DashboardRow => {
      const { uri, status, stage, tasks, review, questions, problems, archived } = spec
      const [oldest = ''] = questions
        .map((question) => list.ageOf(question) ?? '')
        .filter(Boolean)
        .sort()
      const { errors, warnings } = problems ?? { errors: 0, warnings: 0 }
      const { number, title } = labelParts(spec)
      return {
        uri,
        number,
        title,
        status: status ?? '',
        stage: stage ?? '',
        tasks,
        review,
        questions: questions.length,
        oldest,
        errors,
        warnings,
        archived,
      }
    })
    page?.post({ type: 'dashboard', model: { rows, now: new Date().toISOString() } })
  }

  const listening = list.onChange(() => void refresh())
  return {
    show,
    dispose() {
      listening.dispose()
      page?.dispose()
    },
  }
}
