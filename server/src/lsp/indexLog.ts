// Logs the number of specifications and findings, once all are read, and again when that changes.
import type { Connection } from 'vscode-languageserver'
import { counted, listed, t } from '../base/l10n.ts'
import type { SpecIndex } from '../workspace/specIndex.ts'
import type { Indexed } from './specs.ts'

/** @returns a function to call whenever something was checked. */
export function createIndexLog(
  console: Pick<Connection['console'], 'info'>,
  index: Pick<SpecIndex<Indexed>, 'since'>,
): () => Promise<void> {
  let last = ''
  return async () => {
    const { changed, left } = await index.since(0, 0)
    const all = changed.map(({ entry }) => entry)
    if (left > 0 || all.some(({ problems }) => problems === null)) return
    const sum = (of: 'errors' | 'warnings'): number => all.reduce((n, { problems }) => n + (problems?.[of] ?? 0), 0)
    const archived = all.filter((entry) => entry.archived).length
    const parts = [
      archived > 0
        ? counted(all.length, '{0} specification ({1} archived)', '{0} specifications ({1} archived)', archived)
        : counted(all.length, '{0} specification', '{0} specifications'),
      counted(sum('errors'), '{0} error', '{0} errors'),
      counted(sum('warnings'), '{0} warning', '{0} warnings'),
    ]
    const now = t('Checked the workspace: {0}', listed(parts))
    if (now === last) return
    last = now
    console.info(now)
  }
}
