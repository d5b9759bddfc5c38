// Between offsets and LSP positions (line and character from 0, UTF-16). Nothing else converts.
import {
  type CodeAction,
  CodeActionKind,
  type CodeLens,
  type Diagnostic,
  DiagnosticSeverity,
  type DocumentSymbol,
  type Range,
  type SymbolInformation,
  SymbolKind,
  type WorkspaceEdit,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { configFinding } from '../analysis/checker.ts'
import type { Edit } from '../base/edit.ts'
import type { Span } from '../base/span.ts'
import type { Lens } from '../queries/codeLens.ts'
import type { CoverageLens } from '../queries/coverageLens.ts'
import type { OutlineNode } from '../queries/documentSymbol.ts'
import { explainedAt, pageUrl } from '../rules/engine/page.ts'
import type { Finding, Fix } from '../rules/engine/rule.ts'
import type { BadConfig } from '../workspace/settings.ts'
import type { Client } from './capabilities.ts'
import { chooseStatusCommand, selectCommand, showCoverageCommand, showRuleCommand, walkCommand } from './messages.ts'

export const source = 'specwise'

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
}

export function toRange(document: TextDocument, { start, end }: Span): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) }
}

export function toSpan(document: TextDocument, range: Range): Span {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) }
}

/** Gives the text of another document as what its places are told by. */
export type PlacesOf = (other: { path: string; text: string }) => TextDocument

/**
 * Makes one, for one answer: each text is looked through once.
 * @param uriOf the address of a file, as the client names it.
 */
export function createPlaces(uriOf: (path: string) => string): PlacesOf {
  const known = new Map<string, TextDocument>()
  return ({ path, text }) => {
    const document = known.get(path) ?? TextDocument.create(uriOf(path), 'markdown', 0, text)
    known.set(path, document)
    return document
  }
}

/** Where the code of a finding leads: a page of the client, where it shows them, else the web. */
export function linkOf(finding: Finding, { rulePages }: Pick<Client, 'rulePages'>): string | undefined {
  const href = explainedAt(finding)
  return rulePages && href === pageUrl(finding.code)
    ? `command:${showRuleCommand}?${encodeURIComponent(JSON.stringify([finding.code]))}`
    : href
}

/**
 * @param placesOf for what a finding says of other documents; without it, nothing of that is told.
 * @param href where its code leads.
 */
export function toDiagnostic(
  document: TextDocument,
  finding: Finding,
  placesOf?: PlacesOf,
  href: string | undefined = explainedAt(finding),
): Diagnostic {
  const diagnostic: Diagnostic = {
    range: toRange(document, finding),
    severity: severities[finding.severity],
    source,
    code: finding.code,
    message: finding.message,
  }
  if (href !== undefined) diagnostic.codeDescription = { href }
  if (placesOf && finding.related.length > 0) {
    diagnostic.relatedInformation = finding.related.map(({ span, message, other }) => {
      const where = other ? placesOf(other) : document
      return { location: { uri: where.uri, range: toRange(where, span) }, message }
    })
  }
  return diagnostic
}

/** `versioned`: the client takes `documentChanges`, so that an edit for an old version is refused. */
export function toCodeAction(document: TextDocument, fix: Fix, diagnostic: Diagnostic, versioned: boolean): CodeAction {
  const edit = toWorkspaceEdit(document, fix.edits, versioned)
  const action: CodeAction = { title: fix.title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], edit }
  if (fix.preferred) action.isPreferred = true
  return action
}

/** `versioned` as above. */
export function toWorkspaceEdit(document: TextDocument, own: readonly Edit[], versioned: boolean): WorkspaceEdit {
  const edits = own.map((edit) => ({ range: toRange(document, edit), newText: edit.text }))
  return versioned
    ? { documentChanges: [{ textDocument: { uri: document.uri, version: document.version }, edits }] }
    : { changes: { [document.uri]: edits } }
}

const symbolKinds: Record<OutlineNode['kind'], SymbolKind> = {
  section: SymbolKind.String,
  item: SymbolKind.Field,
  story: SymbolKind.Class,
  requirement: SymbolKind.Field,
  criterion: SymbolKind.Constant,
  task: SymbolKind.Event,
  decision: SymbolKind.Key,
  check: SymbolKind.Boolean,
}

export function toDocumentSymbol(document: TextDocument, node: OutlineNode): DocumentSymbol {
  return {
    name: node.name,
    detail: node.detail,
    kind: symbolKinds[node.kind],
    range: toRange(document, node.range),
    selectionRange: toRange(document, node.selection),
    children: node.children.map((child) => toDocumentSymbol(document, child)),
  }
}

/** A lens leads through the questions where the client can, else to the first one. */
export function toCodeLens(
  document: TextDocument,
  { at, title, first }: Lens,
  { asks, shows }: Client,
  uriOf: (path: string) => string,
): CodeLens | undefined {
  if (!first) {
    const command = { title, command: chooseStatusCommand, arguments: [document.uri] }
    return asks ? { range: toRange(document, at), command } : undefined
  }
  const { spec, question } = first
  const where = TextDocument.create('', 'markdown', 0, spec.document.text)
  const uri = spec.path === '' || spec.document.text === document.getText() ? document.uri : uriOf(spec.path)
  const command = asks
    ? { title, command: walkCommand, arguments: [document.uri] }
    : { title, command: shows ? selectCommand : '', arguments: [uri, toRange(where, question)] }
  return { range: toRange(document, at), command }
}

/** A lens that shows what covers its item. */
export function toCoverageLens(
  document: TextDocument,
  { at, title, covering }: CoverageLens,
  placesOf: PlacesOf,
): CodeLens {
  const range = toRange(document, at)
  const locations = covering.map(({ at: { spec, definition } }) => {
    const place = placesOf({ path: spec.path, text: spec.document.text })
    return { uri: place.uri, range: toRange(place, definition) }
  })
  const given = [document.uri, range.start, locations]
  return { range, command: { title, command: showCoverageCommand, arguments: given } }
}

/** The same for clients without hierarchies: every node, with the name of the one around it. */
export function toSymbols(
  document: TextDocument,
  nodes: readonly OutlineNode[],
  containerName?: string,
): SymbolInformation[] {
  return nodes.flatMap(({ name, detail, kind, range, children }) => [
    {
      name: detail ? `${name} ${detail}` : name,
      kind: symbolKinds[kind],
      location: { uri: document.uri, range: toRange(document, range) },
      ...(containerName !== undefined && { containerName }),
    },
    ...toSymbols(document, children, name),
  ])
}

/** What is wrong in a configuration. */
export function configDiagnostics({ text, problems }: BadConfig): Diagnostic[] {
  const document = TextDocument.create('', 'jsonc', 0, text)
  return problems.map((problem) => ({
    range: toRange(document, problem),
    severity: DiagnosticSeverity.Error,
    source,
    code: configFinding.code,
    message: problem.message,
  }))
}
