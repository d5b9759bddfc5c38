// Goes from open question to open question: shows the document at the question, and asks what to do with it.
import { type QuickPickItem, Range, Selection, TextEditorRevealType, Uri, window, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { counted, t } from '../../server/src/base/l10n.ts'
import { withoutMarks } from '../../server/src/base/words.ts'
import { type Question, questionsRequest, type SpecQuestions } from '../../server/src/lsp/messages.ts'
import { resolve } from './answer.ts'

interface Step extends Question {
  spec: string
}

interface Choice extends QuickPickItem {
  /** A way to answer, or another step. */
  does: { action: string } | 'skip' | 'back' | 'stop'
}

/** The command `specwise.resolveClarifications`: the questions of a document's specification, or of the workspace. */
export async function walk(client: BaseLanguageClient, uri?: string): Promise<void> {
  const here = window.activeTextEditor?.document.uri.toString() // read first, since the walk shows other documents
  let steps = await questions(client, uri, here)
  if (steps.length === 0) {
    void window.showInformationMessage(uri ? t('This specification has no open questions') : t('No open questions'))
    return
  }
  const written = new Set<string>()
  let answered = 0
  let at = 0
  let typed = ''
  let trouble: string | undefined
  while (at < steps.length) {
    const step = steps[at] as Step
    const { version } = await show(step)
    const progress = t('{0} of {1}', answered + at + 1, answered + steps.length)
    const chosen = await choose(step, progress, typed, trouble, at > 0)
    typed = ''
    trouble = undefined
    if (chosen === undefined || chosen.does === 'stop') break
    if (chosen.does === 'skip') at++
    else if (chosen.does === 'back') at--
    else {
      const { action } = chosen.does
      const { range, uri: where, question } = step
      const given = { uri: where, version, position: range.start, action, question, answer: chosen.answer }
      const resolved = await resolve(given)
      steps = await questions(client, uri, here)
      if (resolved.applied) {
        answered++
        written.add(where)
      } else {
        // Ask again, with the typed answer.
        typed = chosen.answer
        trouble = resolved.reason ?? t('Nothing was changed')
        const same = steps.findIndex((other) => other.uri === where && other.question === step.question)
        if (same >= 0) at = same
      }
    }
  }
  await tellEnd(answered, steps.length)
}

/** @param here the document whose questions come first, followed by those of its specification. */
async function questions(
  client: BaseLanguageClient,
  uri: string | undefined,
  here: string | undefined,
): Promise<Step[]> {
  const specs: SpecQuestions[] = await client.sendRequest(questionsRequest, uri === undefined ? {} : { uri })
  const all = specs.flatMap(({ title, questions: open }) => open.map((question) => ({ ...question, spec: title })))
  const spec = all.find((step) => here !== undefined && Uri.parse(step.uri).toString() === here)?.spec
  const rank = (step: Step): number => (Uri.parse(step.uri).toString() === here ? 0 : step.spec === spec ? 1 : 2)
  return all.sort((a, b) => rank(a) - rank(b))
}

/** Shows the document at a question. */
async function show({ uri, range }: Question) {
  const document = await workspace.openTextDocument(Uri.parse(uri))
  const editor = await window.showTextDocument(document, { preserveFocus: true })
  const place = new Range(range.start.line, range.start.character, range.end.line, range.end.character)
  editor.selection = new Selection(place.start, place.end)
  editor.revealRange(place, TextEditorRevealType.InCenter)
  return document
}

/** Asks what to do; the typed text is the answer. Undefined if it was cancelled. */
function choose(step: Step, progress: string, typed: string, trouble: string | undefined, hasBack: boolean) {
  const pick = window.createQuickPick<Choice>()
  const item = step.item ? `${step.item}: ` : ''
  pick.title = `${progress} · ${step.spec} · ${item}${withoutMarks(step.question)}`
  pick.placeholder = trouble ?? t('Type an answer, then choose what to do with it')
  pick.value = typed
  pick.ignoreFocusOut = true
  const show = (): void => {
    const said = pick.value.trim()
    const detail = said === '' ? t('Type an answer first') : said
    const ways = step.answers.map(
      ({ action, title }, k): Choice => ({
        label: `$(${k === 0 ? 'check' : 'edit'}) ${title}`,
        detail,
        alwaysShow: true,
        does: { action },
      }),
    )
    const others: Choice[] = [
      { label: `$(debug-step-over) ${t('Skip This Question')}`, alwaysShow: true, does: 'skip' },
      ...(hasBack
        ? [{ label: `$(arrow-left) ${t('Back to Previous Question')}`, alwaysShow: true, does: 'back' } as const]
        : []),
      { label: `$(close) ${t('Stop')}`, description: t('or press Escape'), alwaysShow: true, does: 'stop' },
    ]
    // Without an answer, Enter goes to the next question.
    pick.items = said === '' ? [...others.slice(0, 1), ...ways, ...others.slice(1)] : [...ways, ...others]
  }
  show()
  return new Promise<(Choice & { answer: string }) | undefined>((done) => {
    let chosen: (Choice & { answer: string }) | undefined
    pick.onDidChangeValue(show)
    pick.onDidAccept(() => {
      const [selected] = pick.selectedItems
      if (!selected) return
      const answer = pick.value.trim()
      if (typeof selected.does === 'object' && answer === '') {
        pick.placeholder = t('Type an answer first, then choose again')
        return
      }
      chosen = { ...selected, answer }
      pick.hide()
    })
    pick.onDidHide(() => {
      pick.dispose()
      done(chosen)
    })
    pick.show()
  })
}

async function tellEnd(answered: number, left: number): Promise<void> {
  const text = counted(
    answered,
    '{0} question answered, {1} still open',
    '{0} questions answered, {1} still open',
    left,
  )
  const dirty = workspace.textDocuments.some(({ isDirty }) => isDirty)
  const chosen = await window.showInformationMessage(text, ...(answered > 0 && dirty ? [t('Save All')] : []))
  if (chosen) await workspace.saveAll(false)
}
