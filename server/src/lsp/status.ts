// specwise/status and the command that sets it: the words of the template, and what stands in the way of each.
import type { TextDocuments } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Analyser } from '../analysis/analyser.ts'
import { statusOffers } from '../edits/setStatus.ts'
import { statusOf } from '../feature/lifeCycle.ts'
import type { Changes } from './change.ts'
import type { Resolved, SetStatusArguments, StatusChoices } from './messages.ts'

/** Both work on the open `spec.md`, or one file, of a specification. */
export function createStatusRequests(documents: TextDocuments<TextDocument>, analyser: Analyser, changes: Changes) {
  const offersOf = async (document: TextDocument) => {
    const { feature, spec } = await analyser.read(document)
    const status = spec && statusOf(spec)
    return status && feature ? { status, offers: statusOffers(feature, spec, status.field) } : undefined
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
        inTheWay: offers.find((one) => one.word === word)?.refused ?? null,
      }))
      return { uri, version: document.version, key: status.wanted.key, now: status.field.value.trim(), choices }
    },
    async set({ uri, version, word }: SetStatusArguments): Promise<Resolved> {
      const document = documents.get(uri)
      if (!document) return { applied: false, reason: 'The document has to be open.' }
      if (document.version !== version)
        return { applied: false, changed: true, reason: 'The document was changed meanwhile.' }
      const offer = (await offersOf(document))?.offers.find((one) => one.word === word)
      if (!offer) return { applied: false, reason: `The status cannot be "${word}" here.` }
      return changes.apply(offer.change(), document)
    },
  }
}
