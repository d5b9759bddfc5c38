// textDocument/codeAction: fixes of findings, answers to questions, all safe fixes at once.
import {
  type CancellationToken,
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type SnippetTextEdit,
  type TextDocuments,
} from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Analyser, Analysis, Reading } from '../analysis/analyser.ts'
import { today } from '../base/date.ts'
import { isConfigPath } from '../base/fileNames.ts'
import { t } from '../base/l10n.ts'
import type { Span } from '../base/span.ts'
import { type Offer, offersAt } from '../edits/answers.ts'
import type { Change } from '../edits/change.ts'
import { fixAll } from '../edits/fixAll.ts'
import { itemAt, refactoringsAt, renumberingOf } from '../edits/refactor.ts'
import { statusOffers } from '../edits/setStatus.ts'
import type { Feature } from '../feature/feature.ts'
import type { FeatureHistory } from '../feature/history.ts'
import { fixesAt } from '../queries/codeAction.ts'
import { duplicateId } from '../rules/duplicateId.ts'
import type { Store } from '../workspace/store.ts'
import { type Client, fixAllKind } from './capabilities.ts'
import type { Changes } from './change.ts'
import { source, toCodeAction, toSpan, toWorkspaceEdit } from './convert.ts'
import type { CrossReferences } from './crossReferences.ts'
import { createFindingActions, isTouched, shownAs } from './findingActions.ts'
import { type AnswerArguments, answerCommand, selectCommand } from './messages.ts'
import type { Reports } from './report.ts'

export interface CodeActionsOptions {
  documents: TextDocuments<TextDocument>
  analyser: Analyser
  changes: Changes
  /** Other specifications that reference the ids of one. */
  crossReferences: CrossReferences
  reports: Pick<Reports, 'actions'>
  /** The configuration in force for a path, and the top folder of the repository. */
  settingsOf(path: string): Promise<{ path: string | undefined; root: string | undefined }>
  store: Pick<Store, 'read'>
  /** The history of a feature as far as it is known. */
  historyOf(feature: Feature): FeatureHistory | undefined
  client(): Client
}

const longestWait = 300 // milliseconds that a menu waits for references in other specifications

/** Answers the request; an empty list for a document that is not open. */
export function createCodeActions({
  documents,
  analyser,
  changes,
  crossReferences,
  reports,
  settingsOf,
  store,
  historyOf,
  client,
}: CodeActionsOptions) {
  const ofFindings = createFindingActions({ changes, settingsOf, store, historyOf, client })
  const quickFixes = (document: TextDocument, { file, findings }: Analysis, span: Span, sent: CodeActionContext) =>
    !file
      ? []
      : fixesAt(file, findings, span).map(({ finding, fix, silences }) => {
          const shown = shownAs(document, finding, sent)
          return { action: toCodeAction(document, fix, shown, client().versionedEdits), silences }
        })

  /** The actions that report the findings at a place, after those that fix or suppress them. */
  const reportsAt = (document: TextDocument, { spec, findings }: Analysis, span: Span, sent: CodeActionContext) =>
    reports.actions(document, spec ? findings.filter((finding) => isTouched(finding, span)) : [], (finding) =>
      shownAs(document, finding, sent),
    )

  const fixAllActions = async (document: TextDocument): Promise<CodeAction[]> => {
    const { version: begun } = document
    const edits = await fixAll(document.getText(), (text) => analyser.findingsOf(document, text))
    if (edits.length === 0 || document.version !== begun) return []
    const edit = toWorkspaceEdit(document, edits, client().versionedEdits)
    return [{ title: t('Apply All Safe Specwise Fixes'), kind: fixAllKind, edit }]
  }

  /** The actions on questions, answers and decisions at a place. */
  const offers = (document: TextDocument, { feature, spec }: Reading, span: Span, sent: CodeActionContext) =>
    !feature || !spec
      ? []
      : offersAt(feature, spec, span).flatMap((offer): CodeAction[] => {
          const kind = offer.action === 'ask' ? CodeActionKind.RefactorRewrite : CodeActionKind.QuickFix
          const action: CodeAction = { title: offer.title, kind }
          const diagnostics = sent.diagnostics.filter(
            (one) => one.source === source && one.code === 'open-clarification',
          )
          if (offer.preferred) action.isPreferred = true
          if (offer.question !== undefined && diagnostics.length > 0) action.diagnostics = diagnostics
          return fill(action, offer, document) ? [action] : []
        })

  /** The other words of the status; a refused one has the reason, if the client shows it. */
  const statuses = (document: TextDocument, { feature, spec }: Reading, span: Span): CodeAction[] =>
    !feature || !spec
      ? []
      : statusOffers(feature, spec, span).flatMap(({ title, refused, change }): CodeAction[] => {
          const kind = CodeActionKind.RefactorRewrite
          if (refused !== undefined)
            return client().disables ? [{ title, kind, disabled: { reason: t('Blocked by {0}', refused) } }] : []
          return [{ title, kind, edit: changes.toEdit(change(), document) }]
        })

  /** The refactorings of the item at a place. */
  const refactorings = async (document: TextDocument, { feature, spec }: Reading, span: Span) => {
    if (!feature || !spec) return []
    const { version } = document
    const others = itemAt(spec, span) ? await crossReferences.documents(feature, longestWait) : []
    if (document.version !== version) return [] // the offsets belong to another text
    return refactoringsAt(feature, spec, span, today(), others).flatMap(({ title, change }): CodeAction[] => {
      const made = change()
      const edit = made && changes.toEdit(made, document)
      if (!made || !edit) return []
      const cursor = client().shows ? changes.cursorOf(made, document) : undefined
      const command = cursor && { title, command: selectCommand, arguments: [cursor.uri, cursor.range] }
      return [{ title, kind: CodeActionKind.RefactorRewrite, edit, ...(command && { command }) }]
    })
  }

  /** Renumbers the list of a duplicate. */
  const renumberings = async (document: TextDocument, analysis: Analysis, span: Span, sent: CodeActionContext) => {
    const { feature, spec, findings } = analysis
    const finding = findings.find((one) => one.code === duplicateId.code && isTouched(one, span))
    if (!feature || !spec || !finding) return []
    const { version } = document
    const others = await crossReferences.documents(feature, longestWait)
    if (document.version !== version) return []
    return renumberingOf(feature, spec, finding, others).flatMap(({ title, change }): CodeAction[] => {
      const made = change()
      const edit = made && changes.toEdit(made, document)
      if (!edit) return []
      return [{ title, kind: CodeActionKind.QuickFix, diagnostics: [shownAs(document, finding, sent)], edit }]
    })
  }

  /** The name that was probably meant, for unknown rules and settings. */
  const configFixes = (document: TextDocument, { bad }: Analysis, span: Span): CodeAction[] =>
    (bad?.problems ?? []).flatMap((problem): CodeAction[] => {
      if (problem.meant === undefined || !isTouched(problem, span)) return []
      const text = JSON.stringify(problem.meant)
      const edit = toWorkspaceEdit(document, [{ ...problem, text }], client().versionedEdits)
      return [{ title: t('Change to "{0}"', problem.meant), kind: CodeActionKind.QuickFix, isPreferred: true, edit }]
    })

  /** Gives an action its command or edit; false if the client supports neither. */
  const fill = (action: CodeAction, offer: Offer, document: TextDocument): boolean => {
    if (client().asks && offer.question !== undefined) {
      const { title, question, action: way } = offer
      const position = document.positionAt(offer.at)
      const { uri, version } = document
      const answer: AnswerArguments = { uri, version, position, action: way, title, question, show: true }
      action.title = `${title}…`
      action.command = { title, command: answerCommand, arguments: [answer] }
      return true
    }
    const change = offer.change(undefined, today())
    const edit = change && changes.toEdit(change, document)
    if (!change || !edit) return false
    action.edit = edit
    const cursor = changes.cursorOf(change, document)
    if (client().snippetEdits && change.documents.length === 1 && edit.documentChanges) {
      const snippet = snippetOf(change)
      const [only] = edit.documentChanges
      if (snippet !== undefined && only && 'edits' in only) {
        only.edits = [{ range: (only.edits[0] as SnippetTextEdit).range, snippet: { kind: 'snippet', value: snippet } }]
        return true
      }
    }
    if (cursor && client().shows)
      action.command = { title: offer.title, command: selectCommand, arguments: [cursor.uri, cursor.range] }
    return true
  }

  /** Whether a kind of actions was requested: itself, a kind above it, or all. */
  const asks = (only: readonly string[] | undefined, kind: string): boolean =>
    !only || only.some((one) => one === CodeActionKind.Empty || kind === one || kind.startsWith(`${one}.`))

  return async (
    { textDocument: { uri }, range, context }: CodeActionParams,
    token: CancellationToken,
  ): Promise<CodeAction[]> => {
    const document = documents.get(uri)
    if (!document) return []
    const analysis = await analyser.check(document, token)
    const span = toSpan(document, range)
    if (isConfigPath(uri))
      return asks(context.only, CodeActionKind.QuickFix) ? configFixes(document, analysis, span) : []
    const fixes = asks(context.only, CodeActionKind.QuickFix) ? quickFixes(document, analysis, span, context) : []
    const invoked = context.triggerKind !== CodeActionTriggerKind.Automatic
    const wantsMore = invoked && asks(context.only, CodeActionKind.QuickFix) && analysis.file !== undefined
    const wanted = invoked && asks(context.only, CodeActionKind.RefactorRewrite)
    const fixTitles = new Set(fixes.map(({ action }) => action.title))
    const all = [
      ...ofFindings.mends(document, analysis, span, context),
      ...(wantsMore ? await renumberings(document, analysis, span, context) : []),
      ...offers(document, analysis, span, context),
      ...statuses(document, analysis, span).filter(({ title }) => !fixTitles.has(title)), // an equal fix comes first
      // Not for the light bulb, which asks at every move of the cursor.
      ...(wanted ? await refactorings(document, analysis, span) : []),
    ].filter(({ kind }) => asks(context.only, kind ?? ''))
    return [
      ...fixes.filter(({ silences }) => !silences).map(({ action }) => action),
      ...all,
      ...(wantsMore ? ofFindings.fixAlls(document, analysis, span, context) : []),
      ...fixes.filter(({ silences }) => silences).map(({ action }) => action),
      ...(wantsMore ? await ofFindings.silences(document, analysis, span, context) : []),
      ...(asks(context.only, CodeActionKind.QuickFix) ? reportsAt(document, analysis, span, context) : []),
      ...(context.only && asks(context.only, fixAllKind) ? await fixAllActions(document) : []),
    ]
  }
}

/** The only edit of a change as a snippet, with the selection of the cursor as its tab stop. */
function snippetOf({ documents, cursor }: Change): string | undefined {
  const [edit, second] = documents[0]?.edits ?? []
  if (!edit || second || !cursor) return undefined
  const from = cursor.start - edit.start
  const to = cursor.end - edit.start
  if (from < 0 || to > edit.text.length) return undefined
  const escaped = (text: string): string => text.replace(/[\\$}]/g, '\\$&')
  const { text } = edit
  return `${escaped(text.slice(0, from))}\${1:${escaped(text.slice(from, to))}}${escaped(text.slice(to))}$0`
}
