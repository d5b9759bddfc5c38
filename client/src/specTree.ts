// The nodes of the view of specifications, and how each is shown. State is never told by colour alone.

import {
  Range,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCheckboxState,
  TreeItemCollapsibleState,
  Uri,
  workspace,
} from 'vscode'
import { addTo } from '../../server/src/base/groups.ts'
import { counted, excerpt } from '../../server/src/base/words.ts'
import type { Item, SpecEntry } from '../../server/src/lsp/messages.ts'

export type SpecNode =
  | { type: 'group'; id: string; label: string; children: SpecNode[] }
  | { type: 'spec'; spec: SpecEntry }
  | { type: 'item'; item: Item; spec: SpecEntry; path: string }

export const groupings = {
  none: 'No groups',
  stage: 'By stage',
  type: 'By type',
  folder: 'By folder',
  owner: 'By owner',
} as const
export type Grouping = keyof typeof groupings
export const orders = { name: 'By name', open: 'By open tasks and questions', problems: 'By problems' } as const
export type Order = keyof typeof orders

/** Specifications in an order, by their names where it says nothing. */
export function sorted(specs: readonly SpecEntry[], order: Order): SpecEntry[] {
  const weight = ({ tasks, questions, problems }: SpecEntry): number =>
    order === 'open'
      ? tasks.total - tasks.done + questions.length
      : order === 'problems'
        ? (problems?.errors ?? 0) * 1000 + (problems?.warnings ?? 0)
        : 0
  return [...specs].sort((a, b) => weight(b) - weight(a) || (a.name < b.name ? -1 : 1))
}

const stageNames: Record<string, string> = { draft: 'Draft', review: 'In review', approved: 'Approved', done: 'Done' }
const noStage = 'Without a stage'
const stageOrder = [...Object.values(stageNames), noStage]

/** What a specification has in common with others. */
function groupNameOf({ stage, type, owner, uri }: SpecEntry, by: Grouping): string {
  switch (by) {
    case 'stage':
      return stageNames[stage ?? ''] ?? noStage
    case 'type':
      return type ?? 'Without a type'
    case 'owner':
      return owner ?? 'Without an owner'
    default:
      return workspace.asRelativePath(Uri.joinPath(Uri.parse(uri), '..', '..'))
  }
}

/** Nodes under what they have in common; `within` tells groups of one name apart. */
export function grouped(nodes: readonly SpecNode[], by: Grouping, within: string): SpecNode[] {
  const groups = new Map<string, SpecNode[]>()
  for (const node of nodes) {
    if (node.type !== 'spec') continue
    const label = groupNameOf(node.spec, by)
    addTo(groups, label, node)
  }
  const rank = (label: string): number => (by === 'stage' ? stageOrder.indexOf(label) : /^Without /.test(label) ? 1 : 0)
  return [...groups]
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(([label, children]) => ({ type: 'group', id: `${within} ${by} ${label}`, label, children }))
}

/** A specification's number or id, and its title without it. */
export function labelParts({ title, name }: Pick<SpecEntry, 'title' | 'name'>): { number: string; title: string } {
  const id = /^[A-Z]{2,}-\d+/.exec(title)?.[0]
  const number = id ?? /^(?:\d{8}-\d{6}|\d{1,8})(?=[-_])/.exec(name)?.[0] ?? ''
  if (number === '') return { number, title }
  const plain = number.replace(/^0+(?=\d)/, '')
  const again = new RegExp(`^(?:(?:feature|spec)\\s+)?#?(?:${number}|0*${plain})(?:\\s*[-–—:.]\\s*|\\s+)`, 'i')
  return { number, title: title.replace(again, '').trim() || title }
}

/** Items as nodes; `path` tells them apart from those of other specifications. */
export const itemNodes = (items: readonly Item[], spec: SpecEntry, path: string): SpecNode[] =>
  items.map((item) => ({ type: 'item', item, spec, path: `${path} ${item.kind} ${item.label}` }))

export const groupOf = (id: string, label: string, children: readonly SpecNode[]): SpecNode => ({
  type: 'group',
  id,
  label,
  children: [...children],
})

/** Both are written as VS Code does it, whoever wrote them. */
export const isWithin = (uri: string, folder: Uri): boolean =>
  Uri.parse(uri)
    .toString()
    .startsWith(`${folder.toString().replace(/\/$/, '')}/`)

/** What is told when somebody rests on an item: made then. */
export function withTooltip(item: TreeItem, node: SpecNode): TreeItem {
  if (node.type === 'item') item.tooltip = [node.item.label, node.item.description].filter(Boolean).join('\n')
  if (node.type !== 'spec') return item
  const { uri, title, status, type, owner, format, tasks, review, questions, problems, documents } = node.spec
  const lines = [
    title,
    `Status: ${status ?? 'none'}${type ? `, type: ${type}` : ''}${owner ? `, owner: ${owner}` : ''}, format: ${format}`,
    `Tasks: ${tasks.done} of ${tasks.total}; review: ${review.done} of ${review.total}; open questions: ${questions.length}`,
    problems ? `Errors: ${problems.errors}, warnings: ${problems.warnings}` : 'Not checked yet',
    `${counted(documents.length, 'document')}, ${Uri.parse(uri).fsPath}`,
  ]
  item.tooltip = lines.join('\n')
  return item
}

/** How many specifications are below some nodes. */
const specsIn = (nodes: readonly SpecNode[]): number =>
  nodes.reduce((sum, node) => sum + (node.type === 'group' ? specsIn(node.children) : node.type === 'spec' ? 1 : 0), 0)

/** @param alone nothing else is there: it is shown open. */
export function groupItem({ id, label, children }: SpecNode & { type: 'group' }, alone: boolean): TreeItem {
  const archived = id.endsWith(' archived')
  const folded = archived && !alone ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.Expanded
  const item = new TreeItem(label, folded)
  const count = specsIn(children)
  item.id = archived && alone ? `${id} alone` : id // VS Code keeps what is folded by the id
  item.description = String(count)
  item.iconPath = new ThemeIcon(archived ? 'archive' : 'folder')
  item.accessibilityInformation = { label: `${label}, ${counted(count, 'specification')}` }
  return item
}

const stageIcons: Record<string, ThemeIcon> = {
  draft: new ThemeIcon('edit', new ThemeColor('descriptionForeground')),
  review: new ThemeIcon('eye', new ThemeColor('charts.yellow')),
  approved: new ThemeIcon('play-circle', new ThemeColor('charts.blue')),
  done: new ThemeIcon('pass-filled', new ThemeColor('testing.iconPassed')),
}

/** `12/25 · 3⚠ · 2?`, and the same in words. */
function progressOf({ tasks, questions, problems }: SpecEntry): { short: string; words: string } {
  const wrong = problems ? problems.errors + problems.warnings : 0
  const parts = [
    tasks.total > 0 ? [`${tasks.done}/${tasks.total}`, `${tasks.done} of ${counted(tasks.total, 'task')} done`] : [],
    wrong > 0 ? [`${wrong}⚠`, counted(wrong, 'problem')] : [],
    questions.length > 0 ? [`${questions.length}?`, counted(questions.length, 'open question')] : [],
  ].filter((part) => part.length > 0)
  return { short: parts.map(([short]) => short).join(' · '), words: parts.map(([, words]) => words).join(', ') }
}

const longestTitle = 28 // letters

export function specItem(spec: SpecEntry): TreeItem {
  const { uri, status, stage, problems } = spec
  const { number, title } = labelParts(spec)
  const label = `${number} ${title}`.trim()
  const { short, words } = progressOf(spec)
  // A long title would push out of the view what is to be done; the whole one is in the tooltip.
  const seen = short !== '' && stage !== 'done' ? `${number} ${excerpt(title, longestTitle)}`.trim() : label
  const item = new TreeItem(seen, TreeItemCollapsibleState.Collapsed)
  item.id = uri
  item.resourceUri = Uri.parse(uri)
  item.description = short
  item.iconPath = stageIcons[stage ?? ''] ?? new ThemeIcon('circle-outline')
  const wrong = problems && problems.errors + problems.warnings > 0 ? ' problems' : ''
  item.contextValue = `spec${spec.archived ? ' archived' : ''}${wrong}`
  item.command = { title: 'Open', command: 'vscode.open', arguments: [Uri.parse(uri), { preview: true }] }
  item.accessibilityInformation = { label: [label, status, words].filter(Boolean).join(', ') }
  return item
}

const itemIcons: Record<Item['kind'], string> = {
  group: 'list-tree',
  story: 'account',
  requirement: 'symbol-field',
  criterion: 'target',
  task: 'tasklist',
  decision: 'law',
  check: 'checklist',
  question: 'question',
  point: 'checklist',
  section: 'symbol-string',
}

export function itemItem({ item: own, path }: SpecNode & { type: 'item' }): TreeItem {
  const { kind, label, description, uri, range, box, children, id } = own
  const item = new TreeItem(
    label,
    children.length > 0 ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None,
  )
  item.id = `${path} ${range.start.line}:${range.start.character}`
  item.description = box?.state === 'other' ? `${description} (neither open nor done)` : description
  item.contextValue = ['item', kind, ...(id ? ['id'] : []), ...(box ? [box.state] : [])].join(' ')
  const state = box?.state === 'done' ? ', done' : box?.state === 'open' ? ', open' : ''
  item.accessibilityInformation = { label: `${label}${description ? `, ${description}` : ''}${state}` }
  if (box && box.state !== 'other')
    item.checkboxState = {
      state: box.state === 'done' ? TreeItemCheckboxState.Checked : TreeItemCheckboxState.Unchecked,
      tooltip: box.state === 'done' ? 'Done' : 'Open',
      accessibilityInformation: { label: `${label}${state}`, role: 'checkbox' },
    }
  else item.iconPath = new ThemeIcon(itemIcons[kind])
  if (children.length > 0) return item
  const { start, end } = range
  const selection = new Range(start.line, start.character, end.line, end.character)
  item.command = { title: 'Open', command: 'vscode.open', arguments: [Uri.parse(uri), { selection, preview: true }] }
  return item
}
