// The structure of a document: symbols, and for editors without Markdown support semantic tokens, folding and selection.
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
import type { Analyser } from '../analysis/analyser.ts'
import type { Checker } from '../analysis/checker.ts'
import { pathOf } from '../base/uri.ts'
import { itemOutline, outline } from '../queries/documentSymbol.ts'
import { foldsOf } from '../queries/foldingRange.ts'
import { selectionsAt } from '../queries/selectionRange.ts'
import { semanticTokens, tokenTypes } from '../queries/semanticTokens.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { Client } from './capabilities.ts'
import { toDocumentSymbol, toRange, toSymbols } from './convert.ts'
import type { Guard } from './guard.ts'

export interface StructureOptions {
  documents: TextDocuments<TextDocument>
  analyser: Analyser
  checker: Checker
  client(): Client
}

/** Connects the requests; the answers are empty for documents that are not part of a specification. */
export function serveStructure(
  connection: Connection,
  { documents, analyser, checker, client }: StructureOptions,
  guard: Guard,
): void {
  const readingOf = async (uri: string): Promise<{ document: TextDocument; spec: SpecDocument } | undefined> => {
    const document = documents.get(uri)
    const spec = document && (await analyser.read(document)).spec
    return document && spec ? { document, spec } : undefined
  }

  connection.onDocumentSymbol(
    guard('documentSymbol', [], async ({ textDocument: { uri } }) => {
      const found = await readingOf(uri)
      if (!found) return []
      const { document, spec } = found
      const { headings, nestedSymbols } = client()
      const nodes = headings ? itemOutline(spec) : outline(spec)
      return nestedSymbols ? nodes.map((node) => toDocumentSymbol(document, node)) : toSymbols(document, nodes)
    }),
  )

  connection.languages.semanticTokens.on(
    guard('semanticTokens', { data: [] } as SemanticTokens, async ({ textDocument: { uri } }) => {
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

  connection.onFoldingRanges(
    guard('foldingRange', [], async ({ textDocument: { uri } }): Promise<FoldingRange[]> => {
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

  connection.onSelectionRanges(
    guard('selectionRange', null as SelectionRange[] | null, async ({ textDocument: { uri }, positions }) => {
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
