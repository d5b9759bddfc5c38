// The nodes of the view of specifications, and how each is shown. State is never told by colour alone.

import { Range, ThemeIcon, TreeItem, TreeItemCheckboxState, TreeItemCollapsibleState, Uri, workspace } from 'vscode'
import { counted } from '../../server/src/base/words.ts'
import type { Item, SpecEntry } from '../../server/src/lsp/messages.ts'

export type SpecNode =
  | { type: 'group'; id: string; label: string; children: SpecNode[] }
  | { type: 'spec'; spec: SpecEntry }
  | { type: 'item'; item: Item; spec: SpecEntry; path: string }

export const groupings = { none: 'No groups', status: 'By status', type: 'By type', folder: 'By folder' } as const
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

/** Nodes under what they have in common; `within` tells groups of one name apart. */
export function grouped(nodes: readonly SpecNode[], by: Grouping, within: string): SpecNode[] {
  const groups = new Map<string, SpecNode[]>()
  for (const node of nodes) {
    if (node.type !== 'spec') continue
    const { status, type, uri } = node.spec
    const folder = workspace.asRelativePath(Uri.joinPath(Uri.parse(uri), '..', '..'))
    const label = by === 'status' ? (status ?? 'without a status') : by === 'type' ? (type ?? 'without a type') : folder
    groups.set(label, [...(groups.get(label) ?? []), node])
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, children]) => ({ type: 'group', id: `${within} ${by} ${label}`, label, children }))
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

export const isWithin = (uri: string, folder: Uri): boolean =>
  uri.startsWith(`${folder.toString().replace(/\/$/, '')}/`)

/** What is told when somebody rests on an item: made then. */
export function withTooltip(item: TreeItem, node: SpecNode): TreeItem {
  if (node.type === 'item') item.tooltip = [node.item.label, node.item.description].filter(Boolean).join('\n')
  if (node.type !== 'spec') return item
  const { uri, title, status, type, format, tasks, review, questions, problems, documents } = node.spec
  const lines = [
    title,
    `Status: ${status ?? 'none'}${type ? `, type: ${type}` : ''}, format: ${format}`,
    `Tasks: ${tasks.done} of ${tasks.total}; review: ${review.done} of ${review.total}; open questions: ${questions.length}`,
    problems ? `Errors: ${problems.errors}, warnings: ${problems.warnings}` : 'Not checked yet',
    `${counted(documents.length, 'document')}, ${Uri.parse(uri).fsPath}`,
  ]
  item.tooltip = lines.join('\n')
  return item
}

export function groupItem({ id, label, children }: SpecNode & { type: 'group' }): TreeItem {
  const archived = id.endsWith(' archived')
  const folded = archived ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.Expanded
  const item = new TreeItem(label, folded)
  item.id = id
  item.description = String(children.length)
  item.iconPath = new ThemeIcon(archived ? 'archive' : 'folder')
  item.accessibilityInformation = { label: `${label}, ${counted(children.length, 'specification')}` }
  return item
}

const stageIcons: Record<string, string> = {
  draft: 'edit',
  review: 'eye',
  approved: 'play-circle',
  done: 'pass-filled',
}

export function specItem(spec: SpecEntry): TreeItem {
  const { uri, title, status, stage, tasks, review, questions, problems } = spec
  const item = new TreeItem(title, TreeItemCollapsibleState.Collapsed)
  item.id = uri
  item.resourceUri = Uri.parse(uri)
  const told = [
    status,
    tasks.total > 0 ? `${tasks.done}/${tasks.total} tasks` : undefined,
    questions.length > 0 ? counted(questions.length, 'question') : undefined,
    review.total > 0 ? `review ${Math.round((100 * review.done) / review.total)} %` : undefined,
    problems && problems.errors + problems.warnings > 0
      ? counted(problems.errors + problems.warnings, 'problem')
      : undefined,
  ].filter((one) => one !== undefined && one !== null)
  item.description = told.join(' · ')
  item.iconPath = new ThemeIcon(stageIcons[stage ?? ''] ?? 'file')
  item.contextValue = spec.archived ? 'spec archived' : 'spec'
  item.command = { title: 'Open', command: 'vscode.open', arguments: [Uri.parse(uri), { preview: true }] }
  item.accessibilityInformation = { label: [title, ...told].join(', ') }
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
