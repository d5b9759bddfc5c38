// What the process of the server provides beside the protocol. In a browser, there is nothing.
import type { Histories } from '../analysis/histories.ts'
import type { Bundle } from '../base/l10n.ts'
import type { Files } from '../workspace/files.ts'
import type { Git } from '../workspace/git.ts'
import type { serveComparison } from './compare.ts'

export interface Host {
  /** Without it, the client is asked for every file. */
  disk?: Files | undefined
  /** Only used in trusted workspaces. */
  git?: Git | undefined
  /** Reads histories from git. Only used in trusted workspaces. */
  histories?: Histories | undefined
  /** Serves comparisons with versions in git. */
  serveComparison?: typeof serveComparison | undefined
  /** The translations for a language tag, if there are any. */
  translations?(tag: string | undefined): Promise<Bundle | undefined>
}
