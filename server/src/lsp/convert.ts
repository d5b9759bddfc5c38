// Converts between offsets and LSP positions (line and character from 0, UTF-16). Only this file does.
import {
  type CodeAction,
  CodeActionKind,
  type CodeLens,
  type Diagnostic,
  DiagnosticSeverity,
  type DocumentSymbol,
  type Location,
  type Range,
  type SymbolInformation,
  SymbolKind,
  type WorkspaceEdit,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { configFinding } from '../analysis/checker.ts'
import type { Edit } from '../base/edit.ts'
import { perObject } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import type { Document } from '../document/model.ts'
import type { EvidencePlace } from '../evidence/evidence.ts'
import type { Lens } from '../queries/codeLens.ts'
import type { CoverageLens } from '../queries/coverageLens.ts'
import type { OutlineNode } from '../queries/documentSymbol.ts'
import { explanationUrl, pageUrl } from '../rules/engine/page.ts'
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

/** Where the lines of a text are. */
export type Lines = Pick<TextDocument, 'positionAt'>

/** The lines of a document. Each version is indexed once. */
export const linesOf = perObject(({ text }: Document): Lines => TextDocument.create('', 'markdown', 0, text))

export function toRange(document: Lines, { start, end }: Span): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) }
}

export function toSpan(document: TextDocument, range: Range): Span {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) }
}

/** Another document with its line index. */
export type PlacesOf = (other: { path: string; text: string }) => TextDocument

/**
 * Creates one for a single answer: each text is indexed once.
 * @param uriOf the address of a file in the form of the client.
 */
export function createPlaces(uriOf: (path: string) => string): PlacesOf {
  const byPath = new Map<string, TextDocument>()
  return ({ path, text }) => {
    const document = byPath.get(path) ?? TextDocument.create(uriOf(path), 'markdown', 0, text)
    byPath.set(path, document)
    return document
  }
}

/** The link of the code of a finding: a page in the client if it shows them, else on the web. */
export function linkOf(finding: Finding, { rulePages }: Pick<Client, 'rulePages'>): string | undefined {
  const href = explanationUrl(finding)
  return rulePages && href === pageUrl(finding.code)
    ? `command:${showRuleCommand}?${encodeURIComponent(JSON.stringify([finding.code]))}`
    : href
}

/**
 * @param placesOf for related information; omitted without it.
 * @param href the link of its code.
 */
export function toDiagnostic(
  document: TextDocument,
  finding: Finding,
  placesOf?: PlacesOf,
  href: string | undefined = explanationUrl(finding),
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

/** @param versioned the client supports `documentChanges`, so that it refuses an edit for an old version. */
export function toCodeAction(document: TextDocument, fix: Fix, diagnostic: Diagnostic, versioned: boolean): CodeAction {
  const edit = toWorkspaceEdit(document, fix.edits, versioned)
  const action: CodeAction = { title: fix.title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], edit }
  if (fix.preferred) action.isPreferred = true
  return action
}

/** @param versioned as above. */
export function toWorkspaceEdit(document: TextDocument, all: readonly Edit[], versioned: boolean): WorkspaceEdit {
  const edits = all.map((edit) => ({ range: toRange(document, edit), newText: edit.text }))
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

/** The lens walks through the questions if the client can, else it shows the first one. */
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
  const uri = spec.path === '' || spec.document.text === document.getText() ? document.uri : uriOf(spec.path)
  const command = asks
    ? { title, command: walkCommand, arguments: [document.uri] }
    : { title, command: shows ? selectCommand : '', arguments: [uri, toRange(linesOf(spec.document), question)] }
  return { range: toRange(document, at), command }
}

/** The line of a test or of code. */
export function locationOf({ path, mention }: EvidencePlace, uriOf: (path: string) => string): Location {
  const start = { line: mention.line - 1, character: 0 }
  return { uri: uriOf(path), range: { start, end: start } }
}

/** A lens that shows the tasks and criteria of its item, the tests and the code. */
export function toCoverageLens(
  document: TextDocument,
  { at, title, covering, evidence }: CoverageLens,
  placesOf: PlacesOf,
  uriOf: (path: string) => string,
): CodeLens {
  const range = toRange(document, at)
  const locations = covering.map(({ at: { spec, definition } }) => {
    const place = placesOf({ path: spec.path, text: spec.document.text })
    return { uri: place.uri, range: toRange(place, definition) }
  })
  const named = evidence.map((place) => locationOf(place, uriOf))
  const given = [document.uri, range.start, [...locations, ...named]]
  return { range, command: { title, command: showCoverageCommand, arguments: given } }
}

/** The same for clients without hierarchies: every node with the name of its parent. */
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

/** The problems of a configuration. */
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
