// Decorates the folders of specifications in the Explorer: those with open questions, and those that are done.
import { posix } from 'node:path'
import { type Disposable, EventEmitter, type FileDecoration, ThemeColor, Uri, window, workspace } from 'vscode'
import { isSpecName } from '../../server/src/base/fileNames.ts'
import { counted, t } from '../../server/src/base/l10n.ts'
import type { SpecEntry } from '../../server/src/lsp/messages.ts'
import { tasksDone } from './specTree.ts'

/** Creates the decorations; `show` takes all specifications. */
export function createDecorations(): Disposable & { show(specs: readonly SpecEntry[]): void } {
  let byFolder = new Map<string, FileDecoration>()
  const changed = new EventEmitter<Uri[]>()
  const provider = window.registerFileDecorationProvider({
    onDidChangeFileDecorations: changed.event,
    provideFileDecoration: (uri) => byFolder.get(uri.toString()),
  })
  return {
    show(specs) {
      const wanted = workspace.getConfiguration('specwise').get<boolean>('explorerDecorations') !== false
      const now = new Map<string, FileDecoration>()
      for (const spec of wanted ? specs : []) {
        const decoration = decorationOf(spec)
        const uri = Uri.parse(spec.uri)
        if (decoration && isSpecName(posix.basename(uri.path))) now.set(Uri.joinPath(uri, '..').toString(), decoration)
      }
      const before = byFolder
      byFolder = now
      const moved = [...new Set([...before.keys(), ...now.keys()])].filter(
        (key) => before.get(key)?.tooltip !== now.get(key)?.tooltip,
      )
      if (moved.length > 0) changed.fire(moved.map((key) => Uri.parse(key)))
    },
    dispose() {
      provider.dispose()
      changed.dispose()
    },
  }
}

function decorationOf({ archived, questions, stage, tasks }: SpecEntry): FileDecoration | undefined {
  if (archived) return undefined
  const progress = tasks.total > 0 ? [tasksDone(tasks)] : []
  if (questions.length > 0) {
    const count = counted(questions.length, '{0} open question', '{0} open questions')
    return { badge: '?', tooltip: [count, ...progress].join(', '), color: new ThemeColor('charts.yellow') }
  }
  if (stage !== 'done') return undefined
  return { badge: '✓', tooltip: [t('Done'), ...progress].join(', ') }
}
