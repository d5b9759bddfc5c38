// The only place that decides the state of tasks. A task has a checkbox, a sign, a cell for its state, or checkboxes below
// its heading. Without any of these, its state is unknown.
import { lineEnd, lineStart } from '../base/lines.ts'
import { perObject } from '../base/perObject.ts'
import { firstIndexFrom, type Span } from '../base/span.ts'
import { type BoxState, boxState, endsNotApplicable, headingBox, stateOfWords } from '../document/checkboxes.ts'
import { isStruckThrough } from '../document/fate.ts'
import { perItem } from '../document/identity.ts'
import { idAt } from '../document/ids.ts'
import { entriesOf } from '../document/listEntries.ts'
import type { Definition, Document, ListEntry, Section } from '../document/model.ts'
import { isInGates } from '../document/sections.ts'
import { cellsAt, rowsOf } from '../document/tables.ts'
import type { Box } from '../markdown/blocks.ts'
import { within } from '../templates/fit.ts'
import { definitionsOf, type SpecDocument } from '../templates/specDocument.ts'
import type { Feature } from './feature.ts'
import { restatedIn } from './restated.ts'

/** A task with an id, or a checkbox or heading that is a task in a document whose tasks have no ids. */
export interface Task {
  spec: SpecDocument
  definition: Definition | undefined
  /** The span of its id, or of its text if it has no id. */
  span: Span
  box: Box | undefined
  /** Undefined if nothing says it. */
  state: BoxState | undefined
}

/**
 * The tasks of a document. Two entries with the same id are two tasks, unless one states the other again. Linear in the
 * document.
 */
export const tasksOf = perObject((spec: SpecDocument): readonly Task[] => {
  const restated = restatedIn(spec)
  const defined = definitionsOf(spec, 'task').filter((definition) => !restated.has(definition))
  return defined.length === 0 ? withoutIds(spec) : defined.map((definition) => taskOf(spec, definition))
})

/** How many tasks or review points are done, and how many there are. Those that were dropped do not count. */
export function countDone(items: readonly Pick<Task, 'state'>[]): { done: number; total: number } {
  const counted = items.filter(({ state }) => state !== 'dropped')
  return { done: counted.filter(({ state }) => state === 'done').length, total: counted.length }
}

/** The tasks of all documents of a feature. */
export const allTasks = perObject(({ documents }: Pick<Feature, 'documents'>): readonly Task[] =>
  documents.flatMap(tasksOf),
)

/** Whether a feature has tasks, and all of them are done. */
export const isFinished = perObject((feature: Pick<Feature, 'documents'>): boolean => {
  const { done, total } = countDone(allTasks(feature))
  return total > 0 && done === total
})

/** Whether a task of a feature is done. */
export const hasBegun = perObject((feature: Pick<Feature, 'documents'>): boolean =>
  allTasks(feature).some(({ state }) => state === 'done'),
)

const byDefinition = perObject((spec: SpecDocument) => new Map(tasksOf(spec).map((task) => [task.definition, task])))

/** The state of a task or another item with a checkbox. Undefined if nothing says it. */
export const stateOf = (spec: SpecDocument, definition: Definition): BoxState | undefined =>
  byDefinition(spec).get(definition)?.state ?? (definition.box && boxState(spec.document, definition.box))

function taskOf(spec: SpecDocument, definition: Definition): Task {
  const { document } = spec
  const { start, end, box } = definition
  if (!box) return { spec, definition, span: { start, end }, box, state: stateBeside(document, definition) }
  const ofBox = isPartly(document, definition) ? 'open' : boxState(document, box)
  const state = ofBox === 'open' && isGivenUp(document, definition) ? 'dropped' : ofBox
  return { spec, definition, span: { start, end }, box, state }
}

/** Whether `~` means partly done (`- [~] T033 Partially applied`). Elsewhere it means dropped. */
const isPartly = ({ text }: Document, { box, end, whole }: Definition): boolean =>
  box?.mark === '~' &&
  /\b(?:part(?:ly|ial(?:ly)?)|in progress|wip|half)\b/i.test(text.slice(end, Math.min(whole.end, end + 400)))

/** Whether an item is struck through or ends with "(n/a)". */
const isGivenUp = perItem(
  ({ text }, { start, end }): boolean =>
    text.slice(Math.max(0, start - 4), start).includes('~~') ||
    isStruckThrough(text.slice(end, lineEnd(text, end))) ||
    endsNotApplicable(text.slice(end, lineEnd(text, end))),
)

/** The state of a task without a checkbox: from a cell, a sign at the start or end of its line, or checkboxes in it. */
function stateBeside(document: Document, { id, form, start, end, whole, section, table, depth }: Definition) {
  if (form === 'row') return stateInRow(document, start, table)
  const heading = form === 'heading' ? section : undefined
  const line = { start: lineStart(document.text, start), end: lineEnd(document.text, end) }
  return (
    signOf(document.text.slice(line.start, start), document.text.slice(end, line.end)) ??
    (heading && stateInWords(document, heading)) ??
    statesInTables(document).get(id.key) ??
    (depth > deepest ? undefined : stateBelow(document, heading ?? whole))
  )
}

const deepest = 3 // levels of nesting up to which checkboxes in an item are read, so that nested lists stay linear
const before = /(\p{Extended_Pictographic})\ufe0f?[\s*_[~]*$/u
const behind =
  /(?:\p{Extended_Pictographic}\ufe0f?(?:[ \t]*[*_]*\p{L}[\p{L} ]{0,14})?|[[(](?:\p{L}[\p{L}/ ]{1,14}|[xX✓✔])[\])])[ \t]*(?:\([^()]{0,30}\))?[\s*_]*$/u

// The labels after an id (`[P]`, `[US1]`) and the first sign among them: an emoji, or brackets with a mark.
const labeledSign =
  /^(?:\*\*|__)?[ \t]*[:：]?(?:\*\*|__)?[ \t]*(?:\[(?!(?:[ xX✓✔]|\p{Extended_Pictographic}\ufe0f?)\])[^[\]]{1,16}\][ \t]*){0,4}(?:(\p{Extended_Pictographic})|\[([ xX✓✔]|\p{Extended_Pictographic}\ufe0f?)\])/u

/** The state that a sign says: `✅ T001 …`, `T001 [P] [X] …`, `T001 ✅ …`, `T001 … ✅ Done`, `T001 … (done)`. */
function signOf(lead: string, rest: string): BoxState | undefined {
  const sign = stateOfWords(before.exec(lead.slice(-20))?.[1] ?? '')
  if (sign) return sign
  const [, tick, mark] = labeledSign.exec(rest.slice(0, 80)) ?? []
  const marked = mark === ' ' ? 'open' : stateOfWords(tick ?? mark ?? '')
  if (marked) return marked
  const last = behind.exec(rest.slice(-80))?.[0] ?? ''
  const state = stateOfWords(last)
  return state === 'open' && /^[[(]/.test(last) ? undefined : state // "(open source)"
}

const stateColumn =
  /^[\s*_]*(?:(?:task |current |implementation )?(?:status|state)|done\??|progress|completed?\??|✓|✅|☑|状态|狀態|進捗|状況|상태|estado|statut|état|stand|статус|stan)[\s*_]*$/iu

/** For each table of a document, the index of its state column; -1 without one. */
const stateColumns = perObject((document: Document) =>
  rowsOf(document)
    .filter(({ header }) => header)
    .map(({ cells }) => cells.findIndex(({ words }) => stateColumn.test(words))),
)

/** The states of ids in cells before the state column of a table, by key. The first row with an id counts. */
const statesInTables = perObject((document: Document): ReadonlyMap<string, BoxState> => {
  const states = new Map<string, BoxState>()
  let table = -1
  for (const { header, cells } of rowsOf(document)) {
    if (header) table++
    const column = stateColumns(document)[table] ?? -1
    if (header || column < 1) continue
    for (const { words } of cells.slice(0, column)) {
      const id = idAt(words, /^[\s*_`]*/.exec(words)?.[0].length ?? 0)
      const state = id && stateOfWords(cells[column]?.words ?? '')
      if (id && state && !states.has(id.key)) states.set(id.key, state)
    }
  }
  return states
})

const isYes = /^[\s*_`]*(?:yes|y|sí|oui|ja|да|是|はい|예)[\s*_`]*$/i

function stateInRow(document: Document, start: number, table: number): BoxState | undefined {
  const cells = cellsAt(document, start)
  const column = stateColumns(document)[table] ?? -1
  const stateCell = cells[column]?.words
  if (stateCell !== undefined) return isYes.test(stateCell) ? 'done' : (stateOfWords(stateCell) ?? 'open')
  for (const { words } of cells.slice(1)) {
    const state = /^\s*(?:\[[^\]]{1,3}\]|[^\s\p{L}\p{N}]\ufe0f?)\s*$/u.test(words) ? stateOfWords(words) : undefined
    if (state) return state
  }
  return undefined
}

const status = /^[ \t>]*(?:[-*+][ \t]+)?(?:\*\*|__)?(?:status|state)(?:\*\*|__)?[ \t]*[:：](?:\*\*|__)?[ \t]*(.*)$/im
const longestHead = 600 // characters below a heading that are searched for its status

/** The state in a line such as `**Status**: Done` below the heading of a task. */
function stateInWords({ text, sections }: Document, { body, end, index }: Section): BoxState | undefined {
  const stop = Math.min(end, sections[index + 1]?.start ?? end, body + longestHead)
  return stateOfWords(status.exec(text.slice(body, stop))?.[1] ?? '')
}

/** The state by the checkboxes inside: unknown if none or all are open, open if some are, dropped if all are, otherwise done. */
function stateBelow(document: Document, span: Span): BoxState | undefined {
  const entries = entriesOf(document)
  const inside = entries.slice(firstIndexFrom(entries, span.start), firstIndexFrom(entries, span.end))
  const states = inside.flatMap(({ box }) => (box ? [boxState(document, box)] : []))
  if (states.every((state) => state === 'open')) return undefined
  return states.every((state) => state === 'dropped') ? 'dropped' : states.includes('open') ? 'open' : 'done'
}

const taskWords = 'task|tarea|tarefa|tâche|aufgabe|zadanie|задача|タスク|任务|任務|작업|태스크'
const lead = String.raw`^(?:[-*+][ \t]+)?(?:\[[^[\]]{1,12}\][ \t]+)?(?:[\s*_]|\p{Extended_Pictographic}|\ufe0f)*`
const named = new RegExp(String.raw`${lead}(?:${taskWords})[ \t#-]*\d`, 'iu')
const otherLists = /check ?list|acceptance|definition of done|criteria|legend|^format\b|sign-?off|approval/

/** The tasks of a document without task ids: what is called "Task 1.1", otherwise headings and list items with checkboxes. */
function withoutIds(spec: SpecDocument): Task[] {
  const { document, review } = spec
  const home = [...spec.homes].find(([{ role }]) => role === 'task')?.[1]
  if (!home) return []
  const isInside = (section: Section | undefined): boolean =>
    within(home, section) &&
    !(review && within(review, section)) &&
    !otherLists.test(section?.key ?? '') &&
    !(spec.template.documentKind === 'plan' && isInGates(section))
  const headings = document.sections.flatMap((section) => {
    const box = headingBox(document, section)
    return section.level > 1 && (box || named.test(section.title)) && isInside(section) ? [{ section, box }] : []
  })
  const entries = entriesOf(document).filter(({ box, quoted, section }) => box && !quoted && isInside(section))
  const isNamed = ({ words }: ListEntry): boolean => named.test(words)
  const all = headings.some(({ section }) => named.test(section.title)) || entries.some(isNamed)
  return [
    ...headings
      .filter(({ section }) => !all || named.test(section.title))
      .map(({ section, box }): Task => {
        const state = box
          ? boxState(document, box)
          : (signOf(document.text.slice(section.name.start, section.name.start + 4), section.title) ??
            stateInWords(document, section) ??
            stateBelow(document, section))
        return { spec, definition: undefined, span: section.name, box, state }
      }),
    ...entries
      .filter((entry) => !all || isNamed(entry))
      .map(
        ({ line, box }): Task => ({
          spec,
          definition: undefined,
          span: line,
          box,
          state: box && boxState(document, box),
        }),
      ),
  ].sort((a, b) => a.span.start - b.span.start)
}
