// What editors without their own Markdown support ask of a document: semantic tokens, folding, selection.
import {
  type Connection,
  type FoldingRange,
  FoldingRangeKind,
  type SelectionRange,
  type SemanticTokens,
  SemanticTokensBuilder,
  type TextDocuments,
} from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Checker } from '../analysis/checker.ts'
import { pathOf } from '../base/uri.ts'
import { foldsOf } from '../queries/foldingRange.ts'
import { selectionsAt } from '../queries/selectionRange.ts'
import { semanticTokens, tokenTypes } from '../queries/semanticTokens.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { Analyser } from './analysis.ts'
import { toRange } from './convert.ts'

export interface StructureOptions {
  documents: TextDocuments<TextDocument>
  analyser: Analyser
  checker: Checker
}

/** Connects the requests; what is no specification gives nothing. */
export function serveStructure(
  connection: Connection,
  { documents, analyser, checker }: StructureOptions,
  guard: <T>(what: string, fallback: T, work: () => Promise<T>) => Promise<T>,
): void {
  const readingOf = async (uri: string): Promise<{ document: TextDocument; spec: SpecDocument } | undefined> => {
    const document = documents.get(uri)
    const spec = document && (await analyser.of(document)).spec
    return document && spec ? { document, spec } : undefined
  }

  connection.languages.semanticTokens.on(({ textDocument: { uri } }) =>
    guard<SemanticTokens>('semanticTokens', { data: [] }, async () => {
      const found = await readingOf(uri)
      if (!found) return { data: [] }
      const { prefixes } = (await checker.settingsOf(pathOf(uri) ?? '')).config.rules
      const builder = new SemanticTokensBuilder()
      for (const { start, end, type, defines, done } of semanticTokens(found.spec, prefixes)) {
        const { line, character } = found.document.positionAt(start)
        builder.push(line, character, end - start, tokenTypes.indexOf(type), (defines ? 1 : 0) + (done ? 2 : 0))
      }
      return builder.build()
    }),
  )

  connection.onFoldingRanges(({ textDocument: { uri } }) =>
    guard<FoldingRange[]>('foldingRange', [], async () => {
      const found = await readingOf(uri)
      return found
        ? foldsOf(found.spec).map(({ start, end, kind }) => ({
            startLine: found.document.positionAt(start).line,
            endLine: found.document.positionAt(end).line,
            kind: kind === 'comment' ? FoldingRangeKind.Comment : FoldingRangeKind.Region,
          }))
        : []
    }),
  )

  connection.onSelectionRanges(({ textDocument: { uri }, positions }) =>
    guard<SelectionRange[] | null>('selectionRange', null, async () => {
      const found = await readingOf(uri)
      if (!found) return null
      const { document, spec } = found
      return positions.map((position): SelectionRange => {
        const spans = selectionsAt(spec, document.offsetAt(position))
        return spans.reduceRight<SelectionRange | undefined>(
          (parent, span) => ({ range: toRange(document, span), ...(parent && { parent }) }),
          undefined,
        ) as SelectionRange
      })
    }),
  )
}
