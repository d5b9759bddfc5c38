// Actions on findings in addition to the fixes of their rules: changes of other documents, fixes of all findings of a rule,
// and disabling a rule for a document or for the repository.

import { basename, join } from 'node:path'
import { type CodeAction, type CodeActionContext, CodeActionKind, type Diagnostic } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Analysis } from '../analysis/analyser.ts'
import { today } from '../base/date.ts'
import { configNames } from '../base/fileNames.ts'
import { addTo } from '../base/groups.ts'
import { t } from '../base/l10n.ts'
import type { Span } from '../base/span.ts'
import { pathOf } from '../base/uri.ts'
import { fileDirectiveEdit } from '../document/directives.ts'
import type { Change } from '../edits/change.ts'
import { fixesOfRule } from '../edits/fixAll.ts'
import { commitBehind, historyFixes } from '../edits/historyFixes.ts'
import { keepBothAt } from '../edits/keepBoth.ts'
import { configWithout, turnedOff } from '../edits/turnOff.ts'
import { undefinedIdFixes } from '../edits/undefinedIdFixes.ts'
import type { Finding } from '../rules/engine/rule.ts'
import { mergeConflict } from '../rules/mergeConflict.ts'
import { undefinedId } from '../rules/undefinedId.ts'
import type { Client } from './capabilities.ts'
import type { CodeActionsOptions } from './codeActions.ts'
import { compareCommand } from './compareMessages.ts'
import { source, toDiagnostic, toWorkspaceEdit } from './convert.ts'
import { type FixRuleArguments, fixRuleCommand, selectCommand } from './messages.ts'

/** Creates the actions. */
export function createFindingActions({
  changes,
  settingsOf,
  store,
  historyOf,
  client,
}: Pick<CodeActionsOptions, 'changes' | 'settingsOf' | 'store' | 'historyOf'> & { client(): Client }) {
  const kind = CodeActionKind.QuickFix

  const toAction = (title: string, change: Change, document: TextDocument, shown: Diagnostic[]): CodeAction[] => {
    const edit = changes.toEdit(change, document)
    if (!edit) return []
    const cursor = client().shows ? changes.cursorOf(change, document) : undefined
    const command = cursor && { title, command: selectCommand, arguments: [cursor.uri, cursor.range] }
    return [{ title, kind, diagnostics: shown, edit, ...(command && { command }) }]
  }

  /** The rules of the findings at a place, with their diagnostics. */
  const rulesAt = (document: TextDocument, findings: readonly Finding[], span: Span, sent: CodeActionContext) => {
    const byCode = new Map<string, Diagnostic[]>()
    for (const finding of findings)
      if (isTouched(finding, span)) addTo(byCode, finding.code, shownAs(document, finding, sent))
    return [...byCode]
  }

  return {
    /** Keeps both sides of a merge conflict; corrects an undefined id, or adds its item; accepts or shows a change. */
    mends: (document: TextDocument, { feature, spec, findings }: Analysis, span: Span, sent: CodeActionContext) =>
      findings.flatMap((finding): CodeAction[] => {
        if (!feature || !spec || !isTouched(finding, span)) return []
        const shown = [shownAs(document, finding, sent)]
        if (finding.code === mergeConflict.code) {
          const change = keepBothAt(feature, spec, finding)
          const edit = change && changes.toEdit(change, document)
          return change && edit ? [{ title: change.label, kind, diagnostics: shown, edit }] : []
        }
        const toActions = (fixes: readonly { title: string; change: Change }[]): CodeAction[] =>
          fixes.flatMap(({ title, change }) => toAction(title, change, document, shown))
        if (finding.code === undefinedId.code) return toActions(undefinedIdFixes(feature, spec, finding.start))
        const history = historyOf(feature)
        if (!history) return []
        const commit = client().compares ? commitBehind(spec, finding, history) : undefined
        const title = t('Show Change')
        const command = { title, command: compareCommand, arguments: [document.uri, commit] }
        return [
          ...toActions(historyFixes(feature, spec, finding, history, today())),
          ...(commit === undefined ? [] : [{ title, kind, diagnostics: shown, command }]),
        ]
      }),

    /** Fixes all findings of a rule in this document, if there are several, and the touched one can be fixed. */
    fixAlls: (document: TextDocument, { findings }: Analysis, span: Span, sent: CodeActionContext): CodeAction[] =>
      rulesAt(document, findings, span, sent).flatMap(([code, diagnostics]) => {
        const fixable = findings.filter((finding) => finding.code === code && finding.fixable)
        const here = fixable.find((finding) => isTouched(finding, span))
        if (fixable.length < 2 || !here || fixesOfRule([here], code).length === 0) return []
        const title = t('Fix All {0} Problems in This File', code)
        const given: FixRuleArguments = { uri: document.uri, version: document.version, code }
        return [{ title, kind, diagnostics, command: { title, command: fixRuleCommand, arguments: [given] } }]
      }),

    /** Disables a rule with a comment for the whole document, or in the configuration of the repository. */
    async silences(
      document: TextDocument,
      analysis: Analysis,
      span: Span,
      sent: CodeActionContext,
    ): Promise<CodeAction[]> {
      const { file, findings } = analysis
      const rules = rulesAt(document, findings, span, sent)
      if (!file || rules.length === 0) return []
      const path = pathOf(document.uri)
      const { path: given, root } = path === undefined ? { path: undefined, root: undefined } : await settingsOf(path)
      const config = given ?? (root === undefined ? undefined : join(root, configNames[0]))
      const text = given === undefined ? undefined : (await store.read(given).catch(() => undefined))?.text
      return rules.flatMap(([code, diagnostics]): CodeAction[] => {
        const inFile = toWorkspaceEdit(document, [fileDirectiveEdit(file.document, code)], client().versionedEdits)
        const here: CodeAction = { title: t('Disable {0} for This File', code), kind, diagnostics, edit: inFile }
        if (config === undefined || (given !== undefined && text === undefined)) return [here]
        const title = t('Turn Off {0} in {1}', code, basename(config))
        const edits = text === undefined ? [{ start: 0, end: 0, text: configWithout(code) }] : turnedOff(text, code)
        const change: Change = { label: title, documents: [{ path: config, before: text, edits: edits ?? [] }] }
        return [here, ...(edits ? toAction(title, change, document, diagnostics) : [])]
      })
    },
  }
}

/** Whether a finding and a range touch or overlap. */
export const isTouched = (finding: Span, { start, end }: Span): boolean => finding.start <= end && finding.end >= start

/** The diagnostic of a finding: the one in the request, if the client sent it. */
export function shownAs(document: TextDocument, finding: Finding, sent: CodeActionContext): Diagnostic {
  const own = toDiagnostic(document, finding)
  return sent.diagnostics.find((one) => isSame(one, own)) ?? own
}

/** Whether a diagnostic in the request is the same as one of ours. */
const isSame = (sent: Diagnostic, own: Diagnostic): boolean =>
  sent.source === source &&
  sent.code === own.code &&
  sent.message === own.message &&
  sent.range.start.line === own.range.start.line &&
  sent.range.start.character === own.range.start.character
