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
import { ageOf } from '../../server/src/base/date.ts'
import { counted, withoutMarks } from '../../server/src/base/words.ts'
import type { Question, SpecQuestions } from '../../server/src/lsp/messages.ts'
import type { SpecList } from './specList.ts'

type Node = { spec: SpecQuestions } | { question: Question; spec: SpecQuestions }

/** Shows the view and keeps it as the server says. */
export function createQuestionsView(list: SpecList): Disposable {
  const changed = new EventEmitter<Node | undefined>()
  let specs: readonly SpecQuestions[] = []

  const view = window.createTreeView<Node>('specwise.questions', {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren(node) {
        if (!node) return specs.map((spec) => ({ spec }))
        if ('question' in node) return []
        void list.learnAges(node.spec.questions)
        return node.spec.questions.map((question) => ({ question, spec: node.spec }))
      },
      getTreeItem: (node) =>
        'question' in node ? questionItem(node.question, list.ageOf(node.question)) : specItem(node.spec),
    },
  })

  function show(): void {
    specs = list.all.filter(({ questions, archived }) => questions.length > 0 && !archived)
    const open = specs.reduce((sum, { questions }) => sum + questions.length, 0)
    const wanted = workspace.getConfiguration('specwise').get<string>('badge') === 'questions'
    view.badge = open === 0 || !wanted ? undefined : { value: open, tooltip: counted(open, 'open question') }
    view.message =
      open === 0 && list.state.left === 0 ? 'No question is open in the specifications of this workspace.' : undefined
    changed.fire(undefined)
  }

  const listening = [
    list.onChange(show),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('specwise.badge')) show()
    }),
  ]
  return {
    dispose() {
      for (const one of [view, changed, ...listening]) one.dispose()
    },
  }
}

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

function questionItem({ uri, range, question, item: id }: Question, age: string | undefined): TreeItem {
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
