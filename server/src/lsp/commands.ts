// workspace/executeCommand: applies a change that is offered at a position, and shows a position.
import {
  type Connection,
  ErrorCodes,
  type ExecuteCommandParams,
  type Range,
  ResponseError,
  type TextDocuments,
} from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Analyser } from '../analysis/analyser.ts'
import { today } from '../base/date.ts'
import { t } from '../base/l10n.ts'
import { offersAt } from '../edits/answers.ts'
import { fixesOfRule } from '../edits/fixAll.ts'
import type { Git } from '../workspace/git.ts'
import type { Client } from './capabilities.ts'
import { type Changes, changedMeanwhile, notOpen } from './change.ts'
import {
  type FixRuleArguments,
  fixRuleCommand,
  openReportCommand,
  type ResolveArguments,
  type Resolved,
  resolveCommand,
  type SetBoxArguments,
  type SetStatusArguments,
  selectCommand,
  setBoxCommand,
  setStatusCommand,
  type WrongFindingParams,
} from './messages.ts'
import { peopleAt } from './questions.ts'

export interface CommandsOptions {
  connection: Connection
  documents: TextDocuments<TextDocument>
  analyser: Analyser
  changes: Changes
  client(): Client
  /** Undefined if it must not be used. */
  git(): Git | undefined
  setBox(given: SetBoxArguments): Promise<Resolved>
  setStatus(given: SetStatusArguments): Promise<Resolved>
  openReport(given: WrongFindingParams): Promise<Resolved>
}

/** Answers the request. Arguments may be anything: wrong ones are an error. */
export function createCommands({
  connection,
  documents,
  analyser,
  changes,
  client,
  git,
  setBox,
  setStatus,
  openReport,
}: CommandsOptions) {
  let last: Promise<unknown> = Promise.resolve()
  /** Runs work in sequence, so that each sees the changes of the previous one. */
  const inTurn = (work: () => Promise<Resolved>): Promise<Resolved> => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }

  const show = async (uri: string, selection: Range): Promise<void> => {
    if (client().shows) await connection.window.showDocument({ uri, selection, takeFocus: true })
  }

  const resolve = async (given: ResolveArguments): Promise<Resolved> => {
    const { uri, version, position, action, answer, question } = given
    const document = documents.get(uri)
    if (!document) return notOpen()
    if (document.version !== version) return changedMeanwhile()
    const { feature, spec } = await analyser.read(document)
    const at = document.offsetAt(position)
    const offers = feature && spec ? offersAt(feature, spec, { start: at, end: at }) : []
    const offer = offers.find((one) => one.action === action && (question === undefined || one.question === question))
    if (answer !== undefined && answer.trim() === '') return { applied: false, reason: t('The answer is empty') }
    if (!offer) return { ...changedMeanwhile(), reason: t('This question was changed or already resolved') }
    const blaming = offer.action === 'log' || offer.action === 'supersede' ? git() : undefined
    const people = await peopleAt(document, position.line, blaming)
    // The author of an old entry did not ask the question of its replacement.
    if (offer.action === 'supersede') people.askedBy = undefined
    if (document.version !== version) return changedMeanwhile()
    const change = offer.change(answer, today(), people)
    if (!change) return { applied: false, reason: t('Cannot apply "{0}" here', offer.title) }
    const resolved = await changes.apply(change, document)
    const cursor = changes.cursorOf(change, document)
    if (!resolved.applied || !given.show || !cursor) return resolved
    await show(cursor.uri, cursor.range)
    return cursor.rest.length === 0
      ? resolved
      : { ...resolved, blanks: { uri: cursor.uri, ranges: [cursor.range, ...cursor.rest] } }
  }

  /** Computes the fixes only now, since each finding has to be asked for its fix. */
  const fixRule = async ({ uri, version, code }: FixRuleArguments): Promise<Resolved> => {
    const document = documents.get(uri)
    if (document?.version !== version) return changedMeanwhile()
    const { spec, findings } = await analyser.check(document)
    const edits = fixesOfRule(findings, code)
    if (!spec || edits.length === 0)
      return { applied: false, reason: t('No {0} problems with an automatic fix in this file', code) }
    const label = t('Fix All {0} Problems', code)
    return changes.apply({ label, documents: [{ path: spec.path, before: document.getText(), edits }] }, document)
  }

  return async ({ command, arguments: sent }: ExecuteCommandParams): Promise<unknown> => {
    const given = sent ?? [] // some clients send null
    if (command === selectCommand && typeof given[0] === 'string') return show(given[0], given[1] as Range)
    const [wanted] = given
    if (command === resolveCommand && isResolve(wanted)) return inTurn(() => resolve(wanted))
    if (command === fixRuleCommand && isFixRule(wanted)) return inTurn(() => fixRule(wanted))
    if (command === setBoxCommand && isPlace(wanted)) return inTurn(() => setBox(wanted as SetBoxArguments))
    if (command === setStatusCommand && isStatus(wanted)) return inTurn(() => setStatus(wanted))
    // Not in sequence: it waits for the writer.
    if (command === openReportCommand && isReport(wanted)) return openReport(wanted)
    throw new ResponseError(ErrorCodes.InvalidParams, t('Unknown command "{0}", or invalid arguments', command))
  }
}

const isStatus = (given: unknown): given is SetStatusArguments => {
  const { uri, version, word } = (given ?? {}) as Partial<SetStatusArguments>
  return typeof uri === 'string' && typeof version === 'number' && typeof word === 'string'
}

const isFixRule = (given: unknown): given is FixRuleArguments => {
  const { uri, version, code } = (given ?? {}) as Partial<FixRuleArguments>
  return typeof uri === 'string' && typeof version === 'number' && typeof code === 'string'
}

const isReport = (given: unknown): given is WrongFindingParams => {
  const { uri, code, position } = (given ?? {}) as Partial<WrongFindingParams>
  return (
    typeof uri === 'string' &&
    typeof code === 'string' &&
    typeof position?.line === 'number' &&
    typeof position.character === 'number'
  )
}

const isPlace = (given: unknown): given is Pick<ResolveArguments, 'uri' | 'version' | 'position'> => {
  const { uri, version, position } = (given ?? {}) as Partial<ResolveArguments>
  return (
    typeof uri === 'string' &&
    typeof version === 'number' &&
    typeof position?.line === 'number' &&
    typeof position.character === 'number'
  )
}

const isResolve = (given: unknown): given is ResolveArguments => {
  if (!isPlace(given)) return false
  const { action, answer, question } = given as Partial<ResolveArguments>
  return (
    typeof action === 'string' &&
    (answer === undefined || typeof answer === 'string') &&
    (question === undefined || typeof question === 'string')
  )
}
