// specwise/changedItems: the items of a document that differ from the main branch.
import type { Connection, TextDocuments } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Analyser } from '../analysis/analyser.ts'
import { type Feature, featureOf } from '../feature/feature.ts'
import { comparedRoles, itemChanges } from '../feature/featureDiff.ts'
import type { FeatureHistory } from '../feature/history.ts'
import { type ChangedItem, type ChangedItemsParams, changedItemsRequest } from './compareMessages.ts'
import type { Guard } from './guard.ts'

/** Connects the request. @param historyOf the history of a feature as far as it is known */
export function serveChangedItems(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  analyser: Analyser,
  historyOf: (feature: Feature) => FeatureHistory | undefined,
  guard: Guard,
): void {
  connection.onRequest(
    changedItemsRequest,
    guard('changedItems', [], async ({ uri }: ChangedItemsParams): Promise<ChangedItem[]> => {
      const document = documents.get(uri)
      const { feature, spec } = document ? await analyser.read(document) : {}
      const base = feature && spec && historyOf(feature)?.base.get(spec.path)
      if (!document || !spec || !base) return []
      const [before, now] = [featureOf(base), featureOf(spec)]
      return comparedRoles
        .flatMap((role) => itemChanges(before, now, role))
        .flatMap(({ kind, at }) =>
          kind === 'removed' ? [] : [{ kind, line: document.positionAt(at.definition.start).line }],
        )
    }),
  )
}
