// The nodes of the view of specifications, and how each is shown. Colour is never the only sign of a state.

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
import { counted, t } from '../../server/src/base/l10n.ts'
import { excerpt } from '../../server/src/base/words.ts'
import type { Item, SpecEntry } from '../../server/src/lsp/messages.ts'

export type SpecNode =
  | { type: 'group'; id: string; label: string; children: SpecNode[] }
  | { type: 'spec'; spec: SpecEntry }
  | { type: 'item'; item: Item; spec: SpecEntry; path: string }

export const groupings = {
  none: () => t('No groups'),
  stage: () => t('Stage'),
  type: () => t('Type'),
  folder: () => t('Folder'),
  owner: () => t('Owner'),
} as const
export type Grouping = keyof typeof groupings
export const orders = {
  name: () => t('Name'),
  open: () => t('Open tasks and questions'),
  problems: () => t('Problems'),
} as const
export type Order = keyof typeof orders

/** Specifications in an order; equal ones are sorted by name. */
export function sorted(specs: readonly SpecEntry[], order: Order): SpecEntry[] {
  const weight = ({ tasks, questions, problems }: SpecEntry): number =>
    order === 'open'
      ? tasks.total - tasks.done + questions.length
      : order === 'problems'
        ? (problems?.errors ?? 0) * 1000 + (problems?.warnings ?? 0)
        : 0
  return [...specs].sort((a, b) => weight(b) - weight(a) || (a.name < b.name ? -1 : 1))
}

const stageNames: Record<string, () => string> = {
  draft: () => t('Draft'),
  review: () => t('In review'),
  approved: () => t('Approved'),
  done: () => t('Done'),
}
const stages = Object.keys(stageNames)

/** The value that puts a specification into a group; empty if it has none. */
function groupKeyOf({ stage, type, owner, uri }: SpecEntry, by: Grouping): string {
  switch (by) {
    case 'stage':
      return stage !== null && stages.includes(stage) ? stage : ''
    case 'type':
      return type ?? ''
    case 'owner':
      return owner ?? ''
    default:
      return workspace.asRelativePath(Uri.joinPath(Uri.parse(uri), '..', '..'))
  }
}

function groupLabelOf(key: string, by: Grouping): string {
  if (key === '') return by === 'stage' ? t('No stage') : by === 'type' ? t('No type') : t('No owner')
  return by === 'stage' ? (stageNames[key]?.() ?? key) : key
}

/** Nodes in groups, those without a value last; `within` makes ids of equal groups in two folders distinct. */
export function grouped(nodes: readonly SpecNode[], by: Grouping, within: string): SpecNode[] {
  const groups = new Map<string, SpecNode[]>()
  for (const node of nodes) if (node.type === 'spec') addTo(groups, groupKeyOf(node.spec, by), node)
  const rank = (key: string): number => (key === '' ? stages.length : by === 'stage' ? stages.indexOf(key) : 0)
  return [...groups]
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(([key, children]) => {
      const label = groupLabelOf(key, by)
      return { type: 'group', id: `${within} ${by} ${label}`, label, children }
    })
}

/** The number or id of a specification, and its title without it. */
export function labelParts({ title, name }: Pick<SpecEntry, 'title' | 'name'>): { number: string; title: string } {
  const id = /^[A-Z]{2,}-\d+/.exec(title)?.[0]
  const number = id ?? /^(?:\d{8}-\d{6}|\d{1,8})(?=[-_])/.exec(name)?.[0] ?? ''
  if (number === '') return { number, title }
  const plain = number.replace(/^0+(?=\d)/, '')
  const again = new RegExp(`^(?:(?:feature|spec)\\s+)?#?(?:${number}|0*${plain})(?:\\s*[-–—:.]\\s*|\\s+)`, 'i')
  return { number, title: title.replace(again, '').trim() || title }
}

/** Items as nodes; `path` makes their ids distinct from those of other specifications. */
export const itemNodes = (items: readonly Item[], spec: SpecEntry, path: string): SpecNode[] =>
  items.map((item) => ({ type: 'item', item, spec, path: `${path} ${item.kind} ${item.label}` }))

export const groupOf = (id: string, label: string, children: readonly SpecNode[]): SpecNode => ({
  type: 'group',
  id,
  label,
  children: [...children],
})

/** Whether an address is in a folder, however either is encoded. */
export const isWithin = (uri: string, folder: Uri): boolean =>
  Uri.parse(uri)
    .toString()
    .startsWith(`${folder.toString().replace(/\/$/, '')}/`)

/** Adds the tooltip, which is made only when it is shown. */
export function withTooltip(item: TreeItem, node: SpecNode): TreeItem {
  if (node.type === 'item') {
    const { label, description, isReady } = node.item
    item.tooltip = [label, description, isReady ? t('This task can be done now') : ''].filter(Boolean).join('\n')
  }
  if (node.type !== 'spec') return item
  const { uri, title, status, type, owner, format, tasks, review, questions, problems, documents } = node.spec
  const lines = [
    title,
    facts(
      status === null ? t('No status') : t('Status: {0}', status),
      type && t('Type: {0}', type),
      owner && t('Owner: {0}', owner),
      t('Format: {0}', format),
    ),
    facts(
      t('Tasks: {0} of {1}', tasks.done, tasks.total),
      t('Review: {0} of {1}', review.done, review.total),
      t('Open questions: {0}', questions.length),
    ),
    problems ? facts(t('Errors: {0}', problems.errors), t('Warnings: {0}', problems.warnings)) : t('Not checked yet'),
    facts(counted(documents.length, '{0} document', '{0} documents'), Uri.parse(uri).fsPath),
  ]
  item.tooltip = lines.join('\n')
  return item
}

const facts = (...parts: readonly (string | null)[]): string => parts.filter(Boolean).join(' · ')

/** How many specifications are below some nodes. */
const specsIn = (nodes: readonly SpecNode[]): number =>
  nodes.reduce((sum, node) => sum + (node.type === 'group' ? specsIn(node.children) : node.type === 'spec' ? 1 : 0), 0)

/** @param alone the view shows no other group, so that this one is expanded. */
export function groupItem({ id, label, children }: SpecNode & { type: 'group' }, alone: boolean): TreeItem {
  const archived = id.endsWith(' archived')
  const folded = archived && !alone ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.Expanded
  const item = new TreeItem(label, folded)
  const count = specsIn(children)
  item.id = archived && alone ? `${id} alone` : id // VS Code remembers by the id what is collapsed
  item.description = String(count)
  item.iconPath = new ThemeIcon(archived ? 'archive' : 'folder')
  item.accessibilityInformation = { label: `${label}, ${counted(count, '{0} specification', '{0} specifications')}` }
  return item
}

const stageIcons: Record<string, ThemeIcon> = {
  draft: new ThemeIcon('edit', new ThemeColor('descriptionForeground')),
  review: new ThemeIcon('eye', new ThemeColor('charts.yellow')),
  approved: new ThemeIcon('play-circle', new ThemeColor('charts.blue')),
  done: new ThemeIcon('pass-filled', new ThemeColor('testing.iconPassed')),
}

/** `12 of 25 tasks done`. */
export const tasksDone = ({ done, total }: SpecEntry['tasks']): string =>
  counted(total, '{1} of {0} task done', '{1} of {0} tasks done', done)

/** `12/25 · 3⚠ · 2?`, and the same in words. */
function progressOf({ tasks, questions, problems }: SpecEntry): { short: string; words: string } {
  const wrong = problems ? problems.errors + problems.warnings : 0
  const parts = [
    tasks.total > 0 ? [`${tasks.done}/${tasks.total}`, tasksDone(tasks)] : [],
    wrong > 0 ? [`${wrong}⚠`, counted(wrong, '{0} problem', '{0} problems')] : [],
    questions.length > 0
      ? [`${questions.length}?`, counted(questions.length, '{0} open question', '{0} open questions')]
      : [],
  ].filter((part) => part.length > 0)
  return { short: parts.map(([short]) => short).join(' · '), words: parts.map(([, words]) => words).join(', ') }
}

const longestTitle = 28 // letters

export function specItem(spec: SpecEntry): TreeItem {
  const { uri, status, stage, problems } = spec
  const { number, title } = labelParts(spec)
  const label = `${number} ${title}`.trim()
  const { short, words } = progressOf(spec)
  // A long title would push the progress out of the view. The whole title is in the tooltip.
  const shown = short !== '' && stage !== 'done' ? `${number} ${excerpt(title, longestTitle)}`.trim() : label
  const item = new TreeItem(shown, TreeItemCollapsibleState.Collapsed)
  item.id = uri
  item.resourceUri = Uri.parse(uri)
  item.description = short
  item.iconPath = stageIcons[stage ?? ''] ?? new ThemeIcon('circle-outline')
  const wrong = problems && problems.errors + problems.warnings > 0 ? ' problems' : ''
  item.contextValue = `spec${spec.archived ? ' archived' : ''}${wrong}`
  item.command = { title: t('Open in Editor'), command: 'vscode.open', arguments: [Uri.parse(uri), { preview: true }] }
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

export function itemItem({ item: entry, path }: SpecNode & { type: 'item' }): TreeItem {
  const { kind, label, uri, range, box, children, id } = entry
  const description = entry.isReady ? [t('next'), entry.description].filter(Boolean).join(' · ') : entry.description
  const item = new TreeItem(
    label,
    children.length > 0 ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None,
  )
  item.id = `${path} ${range.start.line}:${range.start.character}`
  item.description =
    box?.state === 'other' ? [description, t('neither open nor done')].filter(Boolean).join(', ') : description
  item.contextValue = ['item', kind, ...(id ? ['id'] : []), ...(box ? [box.state] : [])].join(' ')
  const state = box?.state === 'done' ? t('done') : box?.state === 'open' ? t('open') : ''
  item.accessibilityInformation = { label: [label, description, state].filter(Boolean).join(', ') }
  if (box && box.state !== 'other')
    item.checkboxState = {
      state: box.state === 'done' ? TreeItemCheckboxState.Checked : TreeItemCheckboxState.Unchecked,
      tooltip: state,
      accessibilityInformation: { label: `${label}, ${state}`, role: 'checkbox' },
    }
  else item.iconPath = new ThemeIcon(itemIcons[kind])
  if (children.length > 0) return item
  const { start, end } = range
  const selection = new Range(start.line, start.character, end.line, end.character)
  const options = { selection, preview: true }
  item.command = { title: t('Open in Editor'), command: 'vscode.open', arguments: [Uri.parse(uri), options] }
  return item
}
