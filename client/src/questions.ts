// The view of open questions, by specification. Their number is the badge of the view; their ages come from Git.

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
import { counted, t } from '../../server/src/base/l10n.ts'
import { withoutMarks } from '../../server/src/base/words.ts'
import type { Question, SpecQuestions } from '../../server/src/lsp/messages.ts'
import type { SpecList } from './specList.ts'

type Node = { spec: SpecQuestions } | { question: Question; spec: SpecQuestions }

/** Creates the view and keeps it up to date. */
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
    view.badge =
      open === 0 || !wanted
        ? undefined
        : { value: open, tooltip: counted(open, '{0} open question', '{0} open questions') }
    view.message =
      open === 0 && list.state.left === 0 ? t('The specifications in this workspace have no open questions') : undefined
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
      for (const item of [view, changed, ...listening]) item.dispose()
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
  const count = counted(questions.length, '{0} open question', '{0} open questions')
  item.accessibilityInformation = {
    label: [title, count, status && t('status: {0}', status)].filter(Boolean).join(', '),
  }
  return item
}

function questionItem({ uri, range, question, item: id }: Question, age: string | undefined): TreeItem {
  const item = new TreeItem(question === '' ? t('Question without text') : withoutMarks(question))
  const old = age ? ageOf(new Date(age)) : undefined
  item.description = [id, old].filter(Boolean).join(' · ')
  item.tooltip = `${question}\n${Uri.parse(uri).fsPath}:${range.start.line + 1}`
  item.iconPath = new ThemeIcon('question')
  item.contextValue = 'question'
  const selection = { selection: rangeOf(range), preview: true }
  item.command = {
    title: t('Open in Editor'),
    command: 'vscode.open',
    arguments: [Uri.parse(uri), selection],
  } satisfies Command
  const label = id ? t('Open question in {0}: {1}', id, question) : t('Open question: {0}', question)
  const asked = old === t('today') ? t('asked today') : old && t('asked {0} ago', old)
  item.accessibilityInformation = { label: [label, asked].filter(Boolean).join(', ') }
  return item
}

const rangeOf = ({ start, end }: Question['range']): Range =>
  new Range(start.line, start.character, end.line, end.character)
