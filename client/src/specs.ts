// The view of specifications: all of the workspace by status, type or folder, with what belongs to each; boxes are ticked
// in the documents.

import {
  commands,
  type Disposable,
  EventEmitter,
  type ExtensionContext,
  env,
  ProgressLocation,
  TreeItemCheckboxState,
  Uri,
  window,
  workspace,
} from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { counted } from '../../server/src/base/words.ts'
import {
  type Item,
  itemsRequest,
  type Resolved,
  readSpecs,
  type SpecEntry,
  setBoxCommand,
} from '../../server/src/lsp/messages.ts'
import { chooseProblem, openFirstProblem } from './problems.ts'
import { createDecorations } from './specDecorations.ts'
import { askFilter } from './specFilter.ts'
import type { SpecList } from './specList.ts'
import {
  type Grouping,
  grouped,
  groupItem,
  groupings,
  groupOf,
  isWithin,
  itemItem,
  itemNodes,
  labelParts,
  type Order,
  orders,
  type SpecNode,
  sorted,
  specItem,
  withTooltip,
} from './specTree.ts'

/** How far the specifications of the workspace are read. */
type Reading = 'now' | 'stopped' | 'all'

/** Shows the view and keeps it as the server says. */
export function createSpecsView(client: BaseLanguageClient, list: SpecList, context: ExtensionContext): Disposable {
  const changed = new EventEmitter<SpecNode | undefined>()
  const nodes = new Map<string, SpecNode>()
  const parents = new WeakMap<SpecNode, SpecNode>()
  const items = new Map<string, { key: string; children: SpecNode[] }>()
  let specs: readonly SpecEntry[] = []
  let roots: SpecNode[] = []
  let filter = ''
  let shown = 0 // specifications that the filter lets through
  let reading: Reading = 'all'
  const state = {
    get grouping(): Grouping {
      const kept = context.workspaceState.get<string>('specs.grouping', 'none')
      return Object.hasOwn(groupings, kept) ? (kept as Grouping) : 'none'
    },
    get order(): Order {
      return context.workspaceState.get<Order>('specs.order', 'name')
    },
  }

  const decorations = createDecorations()
  const view = window.createTreeView<SpecNode>('specwise.specs', {
    showCollapseAll: true,
    manageCheckboxStateManually: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getParent: (node) => parents.get(node),
      async getChildren(node) {
        if (!node) return roots
        if (node.type === 'group') return node.children
        return node.type === 'spec'
          ? childrenOf(node)
          : adopt(node, itemNodes(node.item.children, node.spec, node.path))
      },
      resolveTreeItem: (item, node) => withTooltip(item, node),
      getTreeItem: (node) =>
        node.type === 'group'
          ? groupItem(node, roots.length === 1)
          : node.type === 'spec'
            ? specItem(node.spec)
            : itemItem(node),
    },
  })

  function adopt(parent: SpecNode, children: SpecNode[]): SpecNode[] {
    for (const child of children) parents.set(child, parent)
    return children
  }

  /** What belongs to a specification, asked for when it is opened, and again when it is not what it was. */
  async function childrenOf(node: SpecNode & { type: 'spec' }): Promise<SpecNode[]> {
    const key = JSON.stringify(node.spec)
    const known = items.get(node.spec.uri)
    if (known?.key === key) return adopt(node, known.children)
    const found = await client.sendRequest<Item[]>(itemsRequest, { uri: node.spec.uri }).catch(() => [])
    const children = itemNodes(found, node.spec, node.spec.uri)
    items.set(node.spec.uri, { key, children })
    return adopt(node, children)
  }

  const nodeOf = (spec: SpecEntry): SpecNode => {
    const known = nodes.get(spec.uri)
    if (known?.type === 'spec' && known.spec === spec) return known
    const node: SpecNode = { type: 'spec', spec }
    nodes.set(spec.uri, node)
    return node
  }

  function arrange(): void {
    const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
    const wanted = specs.filter(({ title, name, status, type, owner }) => {
      const text = `${title} ${name} ${status ?? ''} ${type ?? ''} ${owner ?? ''}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
    const active = sorted(
      wanted.filter((one) => !one.archived),
      state.order,
    ).map(nodeOf)
    const archived = sorted(
      wanted.filter((one) => one.archived),
      state.order,
    ).map(nodeOf)
    const inOne = (label: string, own: readonly SpecNode[], old: readonly SpecNode[]): SpecNode[] => [
      ...(state.grouping === 'none' ? own : grouped(own, state.grouping, label)),
      ...(old.length > 0 ? [groupOf(`${label} archived`, 'Archived', old)] : []),
    ]
    const folders = workspace.workspaceFolders ?? []
    const within = (list: readonly SpecNode[], folder: Uri): SpecNode[] =>
      list.filter((node) => node.type === 'spec' && isWithin(node.spec.uri, folder))
    roots =
      folders.length < 2
        ? inOne('', active, archived)
        : folders.map(({ name, uri }) =>
            groupOf(uri.toString(), name, inOne(uri.toString(), within(active, uri), within(archived, uri))),
          )
    const adoptAll = (list: readonly SpecNode[]): void => {
      for (const root of list) if (root.type === 'group') adoptAll(adopt(root, root.children))
    }
    adoptAll(roots)
    decorations.show(specs)
    const left = specs.filter((one) => !one.archived)
    shown = wanted.length
    tell()
    const problems = left.reduce((sum, { problems: own }) => sum + (own ? own.errors + own.warnings : 0), 0)
    const badge = workspace.getConfiguration('specwise').get<string>('badge')
    view.badge =
      badge === 'problems' && problems > 0
        ? { value: problems, tooltip: `${counted(problems, 'problem')} in specifications` }
        : undefined
  }

  /** What the view says above its items, and which of its buttons there are. */
  async function tellReading(now: Reading): Promise<void> {
    if (now === reading) return
    reading = now
    tell()
    await commands.executeCommand('setContext', 'specwise.reading', now)
  }

  function tell(): void {
    const none =
      filter !== '' && specs.length > 0 && roots.length === 0 ? 'No specification has these words.' : undefined
    const partly = 'Reading was stopped: there are more specifications than these.'
    const { left, documents, leftOut } = list.state
    const many = leftOut > 0 ? `${counted(leftOut, 'more problem')} of closed documents are not listed.` : undefined
    // Not as a message: that would take the place of the welcome.
    const looked = left === 0 && specs.length === 0 && documents > 0
    const filtered = filter === '' ? undefined : `“${filter}”, ${shown} of ${specs.length}`
    view.description = looked ? `none in ${counted(documents, 'Markdown file')}` : filtered
    view.message = [reading === 'stopped' ? partly : undefined, none, many].filter(Boolean).join(' ') || undefined
  }

  let drawn: Promise<void> = Promise.resolve()
  /** A large workspace is shown as it is read. */
  async function follow(): Promise<void> {
    const { left, stopped } = list.state
    const before = reading
    await tellReading(left > 0 ? 'now' : stopped ? 'stopped' : 'all')
    await show(list.all)
    tell()
    if (left === 0) await commands.executeCommand('setContext', 'specwise.looked', true)
    else if (before !== 'now') void showProgress()
  }

  async function showProgress(): Promise<void> {
    const title = 'Reading specifications'
    await window.withProgress({ location: { viewId: 'specwise.specs' }, title }, () =>
      window.withProgress(
        { location: ProgressLocation.Window, title },
        (progress) =>
          new Promise<void>((done) => {
            const tellMore = (): void => {
              progress.report({ message: `${list.all.length} read, ${list.state.left} left` })
              if (list.state.left > 0) return
              following.dispose()
              done()
            }
            const following = list.onChange(tellMore)
            tellMore()
          }),
      ),
    )
  }

  async function show(found: readonly SpecEntry[]): Promise<void> {
    const before = new Map(specs.map((spec) => [spec.uri, spec]))
    const same = found.length === specs.length && found.every(({ uri }, k) => specs[k]?.uri === uri)
    const moved = found.filter((spec) => before.get(spec.uri) !== spec)
    specs = found
    await commands.executeCommand('setContext', 'specwise.hasSpecs', specs.length > 0)
    if (same && moved.length < 20 && state.grouping === 'none' && state.order === 'name' && filter === '') {
      // Only what changed is drawn anew: its node stays, with what it knows now.
      for (const spec of moved) {
        const node = nodes.get(spec.uri)
        if (node?.type !== 'spec') continue
        node.spec = spec
        changed.fire(node)
      }
      arrange()
    } else if (moved.length > 0 || !same) {
      arrange()
      changed.fire(undefined)
    }
  }

  async function choose<T extends string>(title: string, all: Record<T, string>, key: string, now: T): Promise<void> {
    const picks = (Object.keys(all) as T[]).map((one) => ({
      label: `${one === now ? '$(check)' : '$(blank)'} ${all[one]}`,
      one,
    }))
    const chosen = await window.showQuickPick(picks, { title })
    if (!chosen) return
    await context.workspaceState.update(key, chosen.one)
    arrange()
    changed.fire(undefined)
  }

  function setFilter(text: string): void {
    if (text.trim() === filter) return
    filter = text.trim()
    void commands.executeCommand('setContext', 'specwise.filtered', filter !== '')
    arrange()
    changed.fire(undefined)
  }

  async function tick(item: Item, done: boolean): Promise<void> {
    const { box, uri } = item
    if (!box) return
    const document = await workspace.openTextDocument(Uri.parse(uri))
    const wasDirty = document.isDirty
    const given = { uri, version: document.version, position: box.position, done, label: item.id ?? item.label }
    const resolved = await commands.executeCommand<Resolved>(setBoxCommand, given)
    if (!resolved?.applied) void window.showWarningMessage(resolved?.reason ?? 'The box was not changed.')
    else if (!wasDirty) await document.save() // nothing else of the writer's is saved with it
    await list.refresh()
    if (!resolved?.applied) changed.fire(undefined)
  }

  async function reveal(): Promise<void> {
    const uri = window.activeTextEditor?.document.uri
    const path = uri && view.visible ? keyOf(uri) : undefined
    const spec = path && specs.find(({ documents }) => documents.some((one) => keyOf(Uri.parse(one)) === path))
    const node = spec && nodes.get(spec.uri)
    if (node) await view.reveal(node, { select: true, focus: false }).then(undefined, () => undefined)
  }

  const listening = [
    list.onChange(() => {
      drawn = drawn.then(follow).catch(() => undefined) // one after the other: each draws what is known then
    }),
    view.onDidChangeCheckboxState(async ({ items: ticked }) => {
      for (const [node, now] of ticked)
        if (node.type === 'item') await tick(node.item, now === TreeItemCheckboxState.Checked)
    }),
    window.onDidChangeActiveTextEditor(() => void reveal()),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('specwise')) arrange()
    }),
    commands.registerCommand('specwise.specs.group', () =>
      choose('Group specifications', groupings, 'specs.grouping', state.grouping),
    ),
    commands.registerCommand('specwise.specs.sort', () =>
      choose('Sort specifications', orders, 'specs.order', state.order),
    ),
    commands.registerCommand('specwise.specs.filter', () => askFilter(filter, setFilter)),
    commands.registerCommand('specwise.specs.clearFilter', () => setFilter('')),
    ...[true, false].map((done) =>
      commands.registerCommand(done ? 'specwise.specs.markDone' : 'specwise.specs.markOpen', (node?: SpecNode) =>
        node?.type === 'item' ? tick(node.item, done) : undefined,
      ),
    ),
    commands.registerCommand('specwise.specs.firstProblem', (node?: SpecNode) =>
      node?.type === 'spec' ? openFirstProblem(node.spec) : undefined,
    ),
    commands.registerCommand('specwise.specs.problems', (node?: SpecNode) =>
      node?.type === 'spec' ? chooseProblem(node.spec) : undefined,
    ),
    commands.registerCommand('specwise.specs.stopReading', () => client.sendNotification(readSpecs, { on: false })),
    commands.registerCommand('specwise.specs.readRest', () => client.sendNotification(readSpecs, { on: true })),
    commands.registerCommand('specwise.specs.copyId', (node?: SpecNode) => {
      const id = node?.type === 'item' ? node.item.id : undefined
      const own = node?.type === 'spec' ? labelParts(node.spec).number || node.spec.name : id
      return own ? env.clipboard.writeText(own) : undefined
    }),
    commands.registerCommand('specwise.specs.reveal', (node?: SpecNode) =>
      node?.type === 'spec' ? commands.executeCommand('revealInExplorer', Uri.parse(node.spec.uri)) : undefined,
    ),
    commands.registerCommand('specwise.specs.openDocument', async (node?: SpecNode) => {
      if (node?.type !== 'spec') return
      const picks = node.spec.documents.map((uri) => ({ label: uri.slice(uri.lastIndexOf('/') + 1), uri }))
      const chosen = picks.length > 1 ? await window.showQuickPick(picks, { title: node.spec.title }) : picks[0]
      if (chosen) await commands.executeCommand('vscode.open', Uri.parse(chosen.uri))
    }),
  ]
  void list.refresh()
  return {
    dispose() {
      for (const one of [view, changed, decorations, ...listening]) one.dispose()
    },
  }
}

/** Addresses of one place are alike here, however they are encoded. */
const keyOf = (uri: Uri): string => uri.with({ query: '', fragment: '' }).toString()
