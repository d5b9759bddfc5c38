// specwise/status and the command that sets it: the words of the template, or of other specifications if the status is free
// text, and what blocks each.
import type { TextDocuments } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Analyser } from '../analysis/analyser.ts'
import { t } from '../base/l10n.ts'
import { fold } from '../base/words.ts'
import { isFree, statusOffers } from '../edits/setStatus.ts'
import { statusOf } from '../feature/lifeCycle.ts'
import { type Changes, changedMeanwhile, notOpen } from './change.ts'
import type { Resolved, SetStatusArguments, StatusChoices } from './messages.ts'

/**
 * Both work on the open main document of a specification.
 * @param statuses of all specifications of the workspace.
 */
export function createStatusRequests(
  documents: TextDocuments<TextDocument>,
  analyser: Analyser,
  changes: Changes,
  statuses: () => Promise<readonly (string | null)[]>,
) {
  const offersOf = async (document: TextDocument, extra: readonly string[] = []) => {
    const { feature, spec } = await analyser.read(document)
    const status = spec && statusOf(spec)
    if (!status || !feature) return undefined
    const used = isFree(status.wanted) ? [...extra, ...byUse(await statuses())] : []
    return { status, offers: statusOffers(feature, spec, status.field, used) }
  }
  return {
    async choices({ uri }: { uri: string }): Promise<StatusChoices | null> {
      const document = documents.get(uri)
      const found = document && (await offersOf(document))
      if (!document || !found) return null
      const { status, offers } = found
      const words = [...new Set(offers.map(({ word }) => word))]
      const choices = words.map((word) => ({
        word,
        blockers: offers.find((one) => one.word === word)?.refused ?? null,
      }))
      return {
        uri,
        version: document.version,
        key: status.wanted.key,
        now: status.field.value.trim(),
        choices,
        free: isFree(status.wanted),
      }
    },
    async set({ uri, version, word }: SetStatusArguments): Promise<Resolved> {
      const document = documents.get(uri)
      if (!document) return notOpen()
      if (document.version !== version) return changedMeanwhile()
      const offer = (await offersOf(document, [word]))?.offers.find((one) => fold(one.word) === fold(word))
      if (!offer) return { applied: false, reason: t('Status "{0}" is not allowed here', word) }
      return changes.apply(offer.change(), document)
    },
  }
}

/** Words by frequency, the most frequent first. */
function byUse(words: readonly (string | null)[]): string[] {
  const counts = new Map<string, number>()
  for (const word of words) if (word !== null) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a).map(([word]) => word)
}
