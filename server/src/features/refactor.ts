// textDocument/codeAction, refactorings of items: insert one, renumber a list, retire one. Offered at an item, never made
// unasked; mentions follow in all documents of the feature.
import type { Change } from '../clarify/change.ts'
import { type Feature, nextNumber } from '../formats/feature.ts'
import { marksAround } from '../formats/learn.ts'
import { type Reading, roleOf } from '../formats/reading.ts'
import type { Span } from '../markdown/blocks.ts'
import type { Edit } from '../rules/rule.ts'
import { inLineEndsOf } from '../rules/text.ts'
import { type Id, makeId, writeId } from '../spec/ids.ts'
import type { Definition } from '../spec/model.ts'
import { firstFrom } from '../spec/sections.ts'
import { renameAll } from './rename.ts'

export interface Refactoring {
  title: string
  /** Undefined where something would be lost or would mean something else: it is not offered then. */
  change(): Change | undefined
}

/** What can be done with the item that a span lies in. @param today as `2026-11-23`. */
export function refactoringsAt(feature: Feature, reading: Reading, { start, end }: Span, today: string): Refactoring[] {
  const { definitions } = reading
  const definition = definitions[firstFrom(definitions, start + 1) - 1]
  if (definition?.form !== 'item' || start < definition.whole.start || end > definition.whole.end) return []
  if (!roleOf(reading.format, reading.homes, definition) || definition.shared) return []
  if (wordsAt(reading.spec.text, definition) === undefined) return []
  const list = listAround(reading, definition)
  const published = feature.stage === 'approved' || feature.stage === 'done'
  const insertions = [...insertFree(feature, reading, definition), ...insertShifted(feature, reading, definition)]
  const rest = [...retire(reading, definition, today), ...renumber(feature, list)]
  // A published id keeps its meaning.
  return published
    ? [insertions[0], ...rest, ...insertions.slice(1)].filter((one) => one !== undefined)
    : [...insertions, ...rest.reverse()]
}

/** The items of one kind in one section, at one depth. */
const listAround = ({ definitions }: Reading, { id, form, section, depth }: Definition): Definition[] =>
  definitions.filter(
    (one) =>
      one.id.prefix === id.prefix && one.form === form && one.section === section && one.depth === depth && !one.shared,
  )

const withNumber = (id: Id, number: number): Id =>
  makeId(id.prefix, number, id.suffix, writeId(id, number) + id.suffix, id.lead, id.digits)

/**
 * Where the words of an item start, behind its id and the marks around that; undefined where the marks go on (a bold
 * title), or the id is a link or struck through: nothing is written there.
 */
function wordsAt(text: string, { start, end }: Definition): number | undefined {
  const before = /(\*\*|__|)$/.exec(text.slice(Math.max(0, start - 2), start))?.[1] ?? ''
  if (/[[~`(]$/.test(text.slice(0, start - before.length).slice(-1))) return undefined
  const mark = before.replace(/[*_]/g, '\\$&')
  const behind = new RegExp(`^${mark}\\s{0,3}[:：]?|^[:：]${mark}`).exec(text.slice(end, end + 20))?.[0]
  if (behind === undefined || (before !== '' && !behind.includes(before))) return undefined
  return end + behind.length
}

/** A line behind an item, in its shape. */
function lineBehind({ spec: { text } }: Reading, definition: Definition, id: Id): Edit {
  const { whole, start } = definition
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const lead = text.slice(lineStart, start).replace(/\[[^\]]\](?=\s)/, '[ ]')
  const { after } = marksAround(text, definition)
  const line = inLineEndsOf(text, `\n${lead}${id.text}${after.trim() === '' ? ': ' : after}`)
  const end = whole.start + text.slice(whole.start, whole.end).trimEnd().length
  return { start: end, end, text: line }
}

function insertFree(feature: Feature, reading: Reading, definition: Definition): Refactoring[] {
  const id = withNumber({ ...definition.id, suffix: '' }, nextNumber(feature, definition.id.prefix))
  return [insertion(`Insert ${id.text} below`, reading, definition, id, () => [])]
}

/** The next number, and those behind it up to the first gap are one more. */
function insertShifted(feature: Feature, reading: Reading, definition: Definition): Refactoring[] {
  const { id } = definition
  if (id.suffix !== '') return []
  const items = new Map<number, Id>()
  for (const { definitions } of feature.documents)
    for (const one of definitions)
      if (one.id.prefix === id.prefix && one.id.suffix === '') items.set(one.id.number, one.id)
  let free = id.number + 1
  while (items.has(free)) free++
  if (free === id.number + 1) return []
  const next = withNumber(id, id.number + 1)
  const title = `Insert ${next.text} below, and number the following ones on, to ${writeId(id, free)}`
  const made = (): ReturnType<typeof renameAll> => {
    const mapping = new Map<string, Id>()
    for (let number = id.number + 1; number < free; number++) {
      const one = items.get(number) as Id
      mapping.set(one.key, withNumber(one, number + 1))
    }
    return renameAll(feature, mapping)
  }
  return [insertion(title, reading, definition, next, made)]
}

function insertion(
  title: string,
  reading: Reading,
  definition: Definition,
  id: Id,
  made: () => ReturnType<typeof renameAll>,
): Refactoring {
  return {
    title,
    change: () => {
      const edit = lineBehind(reading, definition, id)
      const renamed = made()
      if ('why' in renamed) return undefined
      const own = renamed.find((one) => one.reading === reading)?.edits ?? []
      const rest = renamed.filter((one) => one.reading !== reading)
      const edits = [...own, edit].sort((a, b) => a.start - b.start || a.end - b.end)
      return changeOf(title, [{ reading, edits }, ...rest])
    },
  }
}

/** Gaps are closed and the order of the text counts, from the first number on; numbers that others have are passed over. */
function renumber(feature: Feature, list: readonly Definition[]): Refactoring[] {
  const items = list.filter(({ id }) => id.suffix === '')
  const [first] = items
  if (!first || items.length < 2 || new Set(items.map(({ id }) => id.key)).size < items.length) return []
  const own = new Set(items)
  const taken = new Set(
    feature.documents.flatMap(({ definitions }) =>
      definitions.flatMap((one) =>
        one.id.prefix === first.id.prefix && !own.has(one) && one.id.suffix === '' ? one.id.number : [],
      ),
    ),
  )
  const mapping = new Map<string, Id>()
  let number = Math.min(...items.map(({ id }) => id.number))
  for (const { id } of items) {
    while (taken.has(number)) number++
    if (id.number !== number) mapping.set(id.key, withNumber(id, number))
    number++
  }
  if (mapping.size === 0) return []
  const title = `Renumber this list, ${writeId(first.id, Math.min(...items.map(({ id }) => id.number)))} to ${writeId(first.id, number - 1)}`
  return [
    {
      title,
      change: () => {
        const renamed = renameAll(feature, mapping)
        return 'why' in renamed ? undefined : changeOf(title, renamed)
      },
    },
  ]
}

/** Struck through, with the day: its number is not given again. */
function retire({ path, spec: { text } }: Reading, definition: Definition, today: string): Refactoring[] {
  const { id, whole, box } = definition
  const words = wordsAt(text, definition)
  if (box || words === undefined) return [] // a task is dropped, not retired
  const from = words + (text.slice(words, words + 20).match(/^[ \t]*/)?.[0].length ?? 0)
  const line = text.slice(from, whole.end).split(/\r?\n/, 1)[0]?.trimEnd() ?? ''
  const rest = text.slice(from + line.length, whole.end).trim()
  if (line === '' || rest !== '' || line.includes('~~')) return []
  const title = `Retire ${id.text}`
  const edits = [{ start: from, end: from + line.length, text: `~~${line}~~ (withdrawn ${today})` }]
  return [{ title, change: () => ({ label: title, documents: [{ path, before: text, edits }] }) }]
}

const changeOf = (label: string, all: readonly { reading: Reading; edits: Edit[] }[]): Change => ({
  label,
  documents: all.map(({ reading: { path, spec }, edits }) => ({ path, before: spec.text, edits })),
})
