// The log of a workspace: how many specifications were read and what was found, once all are, and again when that changes.
import type { Connection } from 'vscode-languageserver'
import { counted } from '../base/words.ts'
import type { SpecIndex } from '../workspace/specIndex.ts'
import type { Indexed } from './specs.ts'

/** Call what it makes whenever something was checked. */
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
      `${counted(all.length, 'specification')}${archived > 0 ? `, ${archived} archived` : ''}`,
      `${counted(sum('errors'), 'error')}, ${counted(sum('warnings'), 'warning')}`,
    ]
    const now = `Checked the workspace: ${parts.join('; ')}.`
    if (now === last) return
    last = now
    console.info(now)
  }
}
