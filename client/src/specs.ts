// The view of specifications: all of the workspace, in groups, with the items of each. A checkbox in the view ticks the
// box in the document.

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
import { counted, t } from '../../server/src/base/l10n.ts'
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

/** Whether the specifications of the workspace are being read, reading was stopped, or all are read. */
type Reading = 'now' | 'stopped' | 'all'

/** Creates the view and keeps it up to date. */
export function createSpecsView(client: BaseLanguageClient, list: SpecList, context: ExtensionContext): Disposable {
  const changed = new EventEmitter<SpecNode | undefined>()
  const nodes = new Map<string, SpecNode>()
  const parents = new WeakMap<SpecNode, SpecNode>()
  const items = new Map<string, { key: string; children: SpecNode[] }>()
  let specs: readonly SpecEntry[] = []
  let roots: SpecNode[] = []
  let filter = ''
  let shown = 0 // specifications that match the filter
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

  /** The items of a specification, requested when it is expanded, and again when it has changed. */
  async function childrenOf(node: SpecNode & { type: 'spec' }): Promise<SpecNode[]> {
    const key = JSON.stringify(node.spec)
    const cached = items.get(node.spec.uri)
    if (cached?.key === key) return adopt(node, cached.children)
    const found = await client.sendRequest<Item[]>(itemsRequest, { uri: node.spec.uri }).catch(() => [])
    const children = itemNodes(found, node.spec, node.spec.uri)
    items.set(node.spec.uri, { key, children })
    return adopt(node, children)
  }

  const nodeOf = (spec: SpecEntry): SpecNode => {
    const cached = nodes.get(spec.uri)
    if (cached?.type === 'spec' && cached.spec === spec) return cached
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
      wanted.filter((spec) => !spec.archived),
      state.order,
    ).map(nodeOf)
    const archived = sorted(
      wanted.filter((spec) => spec.archived),
      state.order,
    ).map(nodeOf)
    const inFolder = (folder: string, current: readonly SpecNode[], old: readonly SpecNode[]): SpecNode[] => [
      ...(state.grouping === 'none' ? current : grouped(current, state.grouping, folder)),
      ...(old.length > 0 ? [groupOf(`${folder} archived`, t('Archived'), old)] : []),
    ]
    const folders = workspace.workspaceFolders ?? []
    const within = (list: readonly SpecNode[], folder: Uri): SpecNode[] =>
      list.filter((node) => node.type === 'spec' && isWithin(node.spec.uri, folder))
    roots =
      folders.length < 2
        ? inFolder('', active, archived)
        : folders.map(({ name, uri }) =>
            groupOf(uri.toString(), name, inFolder(uri.toString(), within(active, uri), within(archived, uri))),
          )
    const adoptAll = (list: readonly SpecNode[]): void => {
      for (const root of list) if (root.type === 'group') adoptAll(adopt(root, root.children))
    }
    adoptAll(roots)
    decorations.show(specs)
    const left = specs.filter((spec) => !spec.archived)
    shown = wanted.length
    tell()
    const problems = left.reduce((sum, { problems: counts }) => sum + (counts ? counts.errors + counts.warnings : 0), 0)
    const badge = workspace.getConfiguration('specwise').get<string>('badge')
    view.badge =
      badge === 'problems' && problems > 0
        ? {
            value: problems,
            tooltip: counted(problems, '{0} problem in specifications', '{0} problems in specifications'),
          }
        : undefined
  }

  /** Updates the message above the items, and which buttons the view has. */
  async function tellReading(now: Reading): Promise<void> {
    if (now === reading) return
    reading = now
    tell()
    await commands.executeCommand('setContext', 'specwise.reading', now)
  }

  function tell(): void {
    const none = filter !== '' && specs.length > 0 && roots.length === 0
    const { left, documents, leftOut } = list.state
    // In the description, since a message would replace the welcome content.
    const looked = left === 0 && specs.length === 0 && documents > 0
    const filtered = filter === '' ? undefined : t('"{0}": {1} of {2}', filter, shown, specs.length)
    view.description = looked ? counted(documents, 'none in {0} Markdown file', 'none in {0} Markdown files') : filtered
    const messages = [
      reading === 'stopped' && t('Loading was stopped. Some specifications are missing.'),
      none && t('No specifications match the filter.'),
      leftOut > 0 &&
        counted(
          leftOut,
          '{0} more problem in closed documents is not listed.',
          '{0} more problems in closed documents are not listed.',
        ),
    ]
    view.message = messages.filter(Boolean).join(' ') || undefined
  }

  let drawn: Promise<void> = Promise.resolve()
  /** Shows the specifications of a large workspace while they are read. */
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
    const title = t('Loading specifications')
    await window.withProgress({ location: { viewId: 'specwise.specs' }, title }, () =>
      window.withProgress(
        { location: ProgressLocation.Window, title },
        (progress) =>
          new Promise<void>((done) => {
            const tellMore = (): void => {
              progress.report({ message: t('{0} loaded, {1} left', list.all.length, list.state.left) })
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
      // Only what changed is drawn again: the nodes stay the same objects.
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

  async function choose<T extends string>(
    title: string,
    all: Record<T, () => string>,
    key: string,
    now: T,
  ): Promise<void> {
    const picks = (Object.keys(all) as T[]).map((value) => ({
      label: `${value === now ? '$(check)' : '$(blank)'} ${all[value]()}`,
      value,
    }))
    const chosen = await window.showQuickPick(picks, { title })
    if (!chosen) return
    await context.workspaceState.update(key, chosen.value)
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
    if (!resolved?.applied) void window.showWarningMessage(resolved?.reason ?? t('The checkbox was not changed'))
    else if (!wasDirty) await document.save() // there are no other unsaved changes
    await list.refresh()
    if (!resolved?.applied) changed.fire(undefined)
  }

  async function reveal(): Promise<void> {
    const uri = window.activeTextEditor?.document.uri
    const path = uri && view.visible ? keyOf(uri) : undefined
    const spec = path && specs.find(({ documents }) => documents.some((address) => keyOf(Uri.parse(address)) === path))
    const node = spec && nodes.get(spec.uri)
    if (node) await view.reveal(node, { select: true, focus: false }).then(undefined, () => undefined)
  }

  const listening = [
    list.onChange(() => {
      drawn = drawn.then(follow).catch(() => undefined) // one after the other, each with the list of that moment
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
      choose(t('Group Specifications By'), groupings, 'specs.grouping', state.grouping),
    ),
    commands.registerCommand('specwise.specs.sort', () =>
      choose(t('Sort Specifications By'), orders, 'specs.order', state.order),
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
      const text = node?.type === 'spec' ? labelParts(node.spec).number || node.spec.name : id
      return text ? env.clipboard.writeText(text) : undefined
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
      for (const item of [view, changed, decorations, ...listening]) item.dispose()
    },
  }
}

/** Equal for addresses of the same file, however they are encoded. */
const keyOf = (uri: Uri): string => uri.with({ query: '', fragment: '' }).toString()
