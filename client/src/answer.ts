// Asks for an answer and lets the server write it. If the document has changed meanwhile, the typed answer is kept.
import { commands, Range, Selection, SnippetString, type TextDocument, Uri, window, workspace } from 'vscode'
import { t } from '../../server/src/base/l10n.ts'
import { withoutMarks } from '../../server/src/base/words.ts'
import {
  type AnswerArguments,
  type ResolveArguments,
  type Resolved,
  resolveCommand,
} from '../../server/src/lsp/messages.ts'

/** Lets the server make a change; never rejects. */
export async function resolve(given: ResolveArguments): Promise<Resolved> {
  try {
    return (await commands.executeCommand<Resolved>(resolveCommand, given)) ?? { applied: false }
  } catch (error) {
    return { applied: false, reason: error instanceof Error ? error.message : String(error) }
  }
}

/** The command `specwise.answer`: asks, with the question as title, unless an answer is given. */
export async function answer(given: AnswerArguments): Promise<Resolved | undefined> {
  const document = await workspace.openTextDocument(Uri.parse(given.uri))
  const asked = document.getText()
  const said = given.answer ?? (await ask(given.question, given.title))
  if (said === undefined) return undefined
  const resolved = await resolve({ ...given, answer: said })
  if (resolved.applied) return done(resolved)
  // The server is a keystroke behind, or the text was edited and restored. If the text is the same, so is the question.
  if (resolved.changed && document.getText() === asked && document.version !== given.version)
    return done(await resolve({ ...given, answer: said, version: document.version }))
  const again = await window.showWarningMessage(
    t('Your answer "{0}" was not saved: {1}', said, resolved.reason ?? t('Nothing was changed')),
    ...(resolved.changed ? [t('Show Question')] : []),
  )
  if (again) await showPlace(document, given)
  return resolved
}

async function done(resolved: Resolved): Promise<Resolved> {
  if (resolved.applied && resolved.blanks) await goThrough(resolved.blanks)
  return resolved
}

/** Inserts the written text again as a snippet, so that Tab goes from placeholder to placeholder. */
async function goThrough({ uri, ranges }: NonNullable<Resolved['blanks']>): Promise<void> {
  const editor = window.activeTextEditor
  if (editor?.document.uri.toString() !== Uri.parse(uri).toString()) return
  const { document } = editor
  const all = ranges.map(({ start, end }) => new Range(start.line, start.character, end.line, end.character))
  const inOrder = [...all].sort((a, b) => a.start.compareTo(b.start))
  const [first, last] = [inOrder[0], inOrder.at(-1)]
  if (!first || !last) return
  const snippet = new SnippetString()
  let at = first.start
  for (const blank of inOrder) {
    snippet.appendText(document.getText(new Range(at, blank.start)))
    snippet.appendPlaceholder(document.getText(blank), all.indexOf(blank) + 1)
    at = blank.end
  }
  snippet.appendTabstop(0)
  await editor.insertSnippet(snippet, new Range(first.start, last.end), { undoStopBefore: false, undoStopAfter: true })
}

/** Asks for an answer; undefined if it was cancelled. */
function ask(question: string, title: string): Thenable<string | undefined> {
  return window.showInputBox({
    title: withoutMarks(question),
    prompt: title,
    placeHolder: t('Answer'),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? t('Enter an answer, or press Escape to cancel') : undefined),
  })
}

async function showPlace(document: TextDocument, { position }: AnswerArguments): Promise<void> {
  const editor = await window.showTextDocument(document)
  const at = document.validatePosition(editor.selection.active.with(position.line, position.character))
  editor.selection = new Selection(at, at)
  editor.revealRange(editor.selection)
}
