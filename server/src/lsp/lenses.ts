// Code lenses and inlay hints: open questions, the next status, the coverage of items, and gaps.
import {
  CodeLensRefreshRequest,
  type Connection,
  type InlayHint,
  InlayHintRefreshRequest,
  type TextDocuments,
} from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Analyser } from '../analysis/analyser.ts'
import { lensesOf } from '../queries/codeLens.ts'
import { coverageLenses, gapHints } from '../queries/coverageLens.ts'
import type { Client } from './capabilities.ts'
import { createPlaces, toCodeLens, toCoverageLens } from './convert.ts'
import type { Guard } from './guard.ts'
import type { OpenEvidence } from './openEvidence.ts'
import type { ClientSettings } from './settings.ts'

export interface LensesOptions {
  documents: TextDocuments<TextDocument>
  analyser: Analyser
  client(): Client
  settings(): ClientSettings
  evidence: Pick<OpenEvidence, 'of'>
  address(path: string): string
  failed(what: string, error: unknown): void
}

/** Connects the requests; `refresh` makes the client request them again. */
export function serveLenses(
  connection: Connection,
  { documents, analyser, client, settings, evidence, address, failed }: LensesOptions,
  guard: Guard,
): { refresh(): void } {
  const readAt = async (uri: string) => {
    const document = documents.get(uri)
    const { feature, spec } = document ? await analyser.read(document) : {}
    return document && feature && spec ? { document, feature, spec } : undefined
  }
  connection.onCodeLens(
    guard('codeLens', [], async ({ textDocument: { uri } }) => {
      const found = await readAt(uri)
      if (!found) return []
      const { document, feature, spec } = found
      const { lenses } = settings()
      const placesOf = createPlaces(address)
      const own = lensesOf(feature, spec).filter(({ first }) => (first ? lenses.questions : lenses.status))
      const covered = client().coverage ? coverageLenses(feature, spec, lenses, await evidence.of(feature)) : []
      return [
        ...own.flatMap((lens) => toCodeLens(document, lens, client(), address) ?? []),
        ...covered.map((lens) => toCoverageLens(document, lens, placesOf, address)),
      ]
    }),
  )
  connection.languages.inlayHint.on(
    guard('inlayHint', [], async ({ textDocument: { uri }, range }): Promise<InlayHint[]> => {
      const found = settings().gapHints ? await readAt(uri) : undefined
      if (!found) return []
      const { document, feature, spec } = found
      const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)]
      return gapHints(feature, spec)
        .filter(({ offset }) => offset >= start && offset <= end)
        .map(({ offset, label, tooltip }) => ({
          position: document.positionAt(offset),
          label,
          tooltip,
          paddingLeft: true,
        }))
    }),
  )
  return {
    refresh() {
      const ask = (method: string, does: boolean): void => {
        if (does) connection.sendRequest(method).catch((error: unknown) => failed(method, error))
      }
      ask(CodeLensRefreshRequest.method, client().refreshesLenses)
      ask(InlayHintRefreshRequest.method, client().refreshesHints)
    },
  }
}
