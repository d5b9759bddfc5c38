// The view of open questions: by specification, with their number as a badge and their age where git knows it.

import {
  type Command,
  type Disposable,
  EventEmitter,
  Range,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  window,
  workspace,
} from 'vscode'
import { type LanguageClient, State } from 'vscode-languageclient/node'
import { ageOf } from '../../server/src/base/date.ts'
import { counted, withoutMarks } from '../../server/src/base/words.ts'
import { agesRequest, type Question, questionsRequest, type SpecQuestions } from '../../server/src/lsp/messages.ts'
import type { News } from './news.ts'

type Node = { spec: SpecQuestions } | { question: Question; spec: SpecQuestions }

/** Shows the view and keeps it as the server says. */
export function createQuestionsView(client: LanguageClient, news: News): Disposable {
  const changed = new EventEmitter<Node | undefined>()
  const ages = new Map<string, string | null>()
  let specs: SpecQuestions[] = []

  const view = window.createTreeView<Node>('specwise.questions', {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren(node) {
        if (!node) return specs.map((spec) => ({ spec }))
        if ('question' in node) return []
        void learnAges(node.spec)
        return node.spec.questions.map((question) => ({ question, spec: node.spec }))
      },
      getTreeItem: (node) =>
        'question' in node ? questionItem(node.question, ages.get(keyOf(node.question))) : specItem(node.spec),
    },
  })

  /** Asks when the questions of a specification were asked, once for each. */
  async function learnAges(spec: SpecQuestions): Promise<void> {
    const unknown = spec.questions.filter((question) => !ages.has(keyOf(question)))
    if (unknown.length === 0 || client.state !== State.Running) return
    for (const question of unknown) ages.set(keyOf(question), null)
    const asked = unknown.map(({ uri, range }) => ({ uri, line: range.start.line }))
    const found: (string | null)[] = await client
      .sendRequest<(string | null)[]>(agesRequest, { questions: asked })
      .catch(() => [])
    for (const [k, question] of unknown.entries()) ages.set(keyOf(question), found[k] ?? null)
    if (found.some(Boolean)) changed.fire(undefined)
  }

  let asking = false
  let again = false
  async function refresh(): Promise<void> {
    if (asking) {
      again = true
      return
    }
    if (client.state !== State.Running) return
    asking = true
    const found: SpecQuestions[] | undefined = await client
      .sendRequest<SpecQuestions[]>(questionsRequest, {})
      .catch(() => undefined)
    asking = false
    if (found) {
      specs = found
      const open = specs.reduce((sum, { questions }) => sum + questions.length, 0)
      const wanted = workspace.getConfiguration('specwise').get<string>('badge') === 'questions'
      view.badge = open === 0 || !wanted ? undefined : { value: open, tooltip: counted(open, 'open question') }
      view.message = open === 0 ? 'No question is open in the specifications of this workspace.' : undefined
      changed.fire(undefined)
    }
    if (again) {
      again = false
      await refresh()
    }
  }

  const listening = [
    news.onSpecs(() => void refresh()),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('specwise.badge')) void refresh()
    }),
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) void refresh()
    }),
  ]
  void refresh()
  return {
    dispose() {
      for (const one of [view, changed, ...listening]) one.dispose()
    },
  }
}

// A question that moves keeps its age.
const keyOf = ({ uri, item, question }: Question): string => `${uri} ${item} ${question}`

function specItem({ uri, title, status, questions }: SpecQuestions): TreeItem {
  const item = new TreeItem(title, TreeItemCollapsibleState.Expanded)
  item.id = uri
  item.description = `${questions.length}${status ? ` · ${status}` : ''}`
  item.tooltip = Uri.parse(uri).fsPath
  item.iconPath = new ThemeIcon('checklist')
  item.contextValue = 'spec'
  item.accessibilityInformation = {
    label: `${title}, ${counted(questions.length, 'open question')}${status ? `, status ${status}` : ''}`,
  }
  return item
}

function questionItem({ uri, range, question, item: id }: Question, age: string | null | undefined): TreeItem {
  const item = new TreeItem(question === '' ? 'no question is written' : withoutMarks(question))
  const old = age ? ageOf(new Date(age)) : undefined
  item.description = [id, old].filter(Boolean).join(' · ')
  item.tooltip = `${question}\n${Uri.parse(uri).fsPath}:${range.start.line + 1}`
  item.iconPath = new ThemeIcon('question')
  item.contextValue = 'question'
  const selection = { selection: rangeOf(range), preview: true }
  item.command = { title: 'Open', command: 'vscode.open', arguments: [Uri.parse(uri), selection] } satisfies Command
  item.accessibilityInformation = {
    label: `Open question${id ? ` in ${id}` : ''}: ${question}${old ? `, asked ${old === 'today' ? old : `${old} ago`}` : ''}`,
  }
  return item
}

const rangeOf = ({ start, end }: Question['range']): Range =>
  new Range(start.line, start.character, end.line, end.character)
