// The dashboard: all specifications of the workspace on one page.
import { type Disposable, type ExtensionContext, Uri, ViewColumn, window } from 'vscode'
import { type LanguageClient, State } from 'vscode-languageclient/node'
import { agesRequest, type Question, type SpecEntry, type Specs, specsRequest } from '../../server/src/lsp/messages.ts'
import type { DashboardRow } from '../../server/src/pages/dashboardModel.ts'
import type { News } from './news.ts'
import { openPage, type Page } from './page.ts'
import { labelParts } from './specTree.ts'

/** Makes the page, and keeps it as the server says. `show` is the command `specwise.showDashboard`. */
export function createDashboardView(
  client: LanguageClient,
  news: News,
  context: ExtensionContext,
): Disposable & { show(): Promise<void> } {
  let page: Page | undefined
  const ages = new Map<string, string>() // of questions, by place and words

  async function show(): Promise<void> {
    if (page) {
      page.panel.reveal()
      return
    }
    const title = 'Specifications'
    page = openPage(context, { type: 'specwise.dashboard', title, column: ViewColumn.Active }, (message) => {
      if (message.type === 'openUri') void window.showTextDocument(Uri.parse(message.uri), { preview: true })
    })
    const { panel } = page
    panel.onDidDispose(() => {
      page?.dispose()
      page = undefined
    })
    await refresh()
  }

  let asking = false
  let again = false
  async function refresh(): Promise<void> {
    again = asking
    if (asking || !page || client.state !== State.Running) return
    asking = true
    try {
      const specs = await readAll()
      draw(specs)
      await learnAges(specs.flatMap(({ questions }) => questions))
      draw(specs)
    } finally {
      asking = false
    }
    if (again) await refresh()
  }

  /** All specifications, once they are read. */
  async function readAll(): Promise<SpecEntry[]> {
    let found: Specs
    do found = await client.sendRequest<Specs>(specsRequest, { since: 0 })
    while (found.left > 0 && page)
    return found.changed
  }

  async function learnAges(questions: readonly Question[]): Promise<void> {
    const unknown = questions.filter((question) => !ages.has(keyOf(question)))
    if (unknown.length === 0) return
    const asked = unknown.map(({ uri, range }) => ({ uri, line: range.start.line }))
    const found: (string | null)[] = await client
      .sendRequest<(string | null)[]>(agesRequest, { questions: asked })
      .catch(() => [])
    for (const [k, question] of unknown.entries()) ages.set(keyOf(question), found[k] ?? '')
  }

  function draw(specs: readonly SpecEntry[]): void {
    const rows = specs.map((spec): DashboardRow => {
      const { uri, status, stage, tasks, review, questions, problems, archived } = spec
      const [oldest = ''] = questions
        .map((one) => ages.get(keyOf(one)) ?? '')
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

  const listening = news.onSpecs(() => void refresh())
  return {
    show,
    dispose() {
      listening.dispose()
      page?.dispose()
    },
  }
}

const keyOf = ({ uri, question, range }: Question): string => `${uri} ${range.start.line} ${question}`
