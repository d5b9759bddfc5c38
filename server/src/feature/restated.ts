// Items that are stated again: a closing section that lists the open tasks once more, a log of progress.
import { addTo, groupBy } from '../base/groups.ts'
import { lazy } from '../base/lazy.ts'
import { lineEnd } from '../base/lines.ts'
import { perObject } from '../base/perObject.ts'
import { wordsIn } from '../base/words.ts'
import { stateOfWords } from '../document/checkboxes.ts'
import { labelOfList } from '../document/listLabel.ts'
import type { Definition, Document, Section } from '../document/model.ts'
import { isReport } from '../document/sections.ts'
import { wordsOf } from '../languages/index.ts'
import { wholeWord } from '../languages/pattern.ts'
import type { SpecDocument } from '../templates/specDocument.ts'

const none: ReadonlySet<Definition> = new Set()

// In brackets at the end of the line, with at most a name behind: "(see above)", "（見上方 Agent Tools 區）".
const pointer = new RegExp(
  `[(（\\[](?:${wholeWord(wordsOf(({ pointers }) => pointers))})[^.。;；()（）]{0,30}[)）\\]][.。]?\\s*$`,
  'iu',
)

// In brackets before the words of the item: "[US2] *(shared with US1)* Sum the quantities", "*(also listed above)*".
const sharedWith =
  /^(?:[\s*_~:：—–-]|\[[^[\]]{0,20}\])*[(（](?:(?:shared with|same as)\b|(?:(?:also|already)\s+)?(?:listed|covered|defined|described)\s+(?:above|below|earlier|(?:in|under|at)\s+(?:US|T|phase|section|user story)\b))[^()（）]{0,60}[)）]/i

/** The keys of ids that a document defines several times. */
export const repeatedIn = perObject(({ definitions }: SpecDocument): ReadonlySet<string> => {
  const [once, often] = [new Set<string>(), new Set<string>()]
  for (const { id } of definitions) (once.has(id.key) ? often : once).add(id.key)
  return often
})

/**
 * The definitions of a document that only state an item again: in a section that reports on items or sums them up, or with the
 * same words in a section of another name, or in another section that says that it is described elsewhere. If a part of a
 * document was pasted twice, its headings are the same, and nothing is restated.
 */
export const restatedIn = perObject((spec: SpecDocument): ReadonlySet<Definition> => {
  const { document } = spec
  const often = repeatedIn(spec)
  if (often.size === 0) return none
  const definitions = spec.definitions.filter(({ id }) => often.has(id.key))
  const first = new Map<string, Definition>()
  const again = new Map<Section | undefined, Definition[]>()
  const changed = new Set<Section | undefined>() // sections in which an item has other words or another state
  for (const definition of definitions) {
    const earlier = first.get(definition.id.key)
    if (!earlier) first.set(definition.id.key, definition)
    else if (isUpdate(document, earlier, definition) || isPointer(document, earlier, definition))
      addTo(again, definition.section, definition)
    else if (isReport(earlier.section) && !isReport(definition.section)) {
      addTo(again, earlier.section, earlier)
      first.set(definition.id.key, definition)
    } else if (isAgain(document, earlier, definition)) addTo(again, definition.section, definition)
    else changed.add(definition.section)
  }
  const restated = [...again].flatMap(([section, items]) => (changed.has(section) ? [] : items))
  return new Set([...restated, ...summaries(spec, definitions)])
})

/**
 * The definitions in sections that sum up others, whatever their titles: each of their items is defined in one of several other
 * sections, and begins with the same words there.
 * @param repeated the definitions whose ids are defined several times
 */
function summaries({ definitions, document }: SpecDocument, repeated: readonly Definition[]): Definition[] {
  const first = new Map<string, Definition>()
  const elsewhere = new Map<string, Definition>() // the first one in a section of another name
  for (const definition of repeated) {
    const { key } = definition.id
    const earlier = first.get(key)
    if (!earlier) first.set(key, definition)
    else if (!elsewhere.has(key) && earlier.section?.key !== definition.section?.key) elsewhere.set(key, definition)
  }
  if (elsewhere.size === 0) return []
  const bySection = groupBy(repeated, ({ section }) => section)
  for (const { id, section } of definitions) if (!first.has(id.key)) bySection.delete(section)
  const common = lazy(() => commonBeginnings(document, definitions))
  return [...bySection].flatMap(([section, items]) => {
    if (items.length < fewest) return []
    const originals = items.map(({ id: { key } }) =>
      first.get(key)?.section?.key === section?.key ? elsewhere.get(key) : first.get(key),
    )
    if (originals.includes(undefined)) return []
    const sources = groupBy(originals, (original) => original?.section)
    if ([...sources.values()].some((same) => 3 * same.length > 2 * items.length)) return []
    const alike = items.filter((item, k) => beginAlike(document, item, originals[k] as Definition, common()))
    return 3 * alike.length >= 2 * items.length ? items : []
  })
}

const fewest = 3 // items of such a section; fewer may begin alike by chance
const sameBeginning = 14 // letters and digits at the start of two items

/** The beginnings that items with several ids have: "System MUST allow". They say nothing about an item. */
function commonBeginnings(document: Document, definitions: readonly Definition[]): ReadonlySet<string> {
  const keys = new Map<string, string>()
  const common = new Set<string>()
  for (const definition of definitions) {
    const beginning = beginningOf(document, definition)
    const { key } = definition.id
    if ((keys.get(beginning) ?? key) !== key) common.add(beginning)
    keys.set(beginning, key)
  }
  return common
}

const beginningOf = (document: Document, definition: Definition): string =>
  lettersOf(lineOf(document, definition)).slice(0, sameBeginning)

/** Whether two items begin with the same letters and digits, which no other item begins with. */
function beginAlike(document: Document, a: Definition, b: Definition, common: ReadonlySet<string>): boolean {
  const [first, second] = [beginningOf(document, a), beginningOf(document, b)]
  const compared = Math.min(first.length, second.length)
  return (
    (compared >= shortestLetters || first === second) &&
    compared > 0 &&
    !common.has(first) &&
    !common.has(second) &&
    first.slice(0, compared) === second.slice(0, compared)
  )
}

const shortestLetters = 8

/** The letters and digits of an item, without tags (`[P]`, `[US1]`), in lower case. */
const lettersOf = (line: string): string => wordsIn(line.replace(/\[[^\]]{0,20}\]/g, ' ')).join('')

function isAgain(document: Document, earlier: Definition, { section, ...later }: Definition): boolean {
  if (earlier.section === section || earlier.section?.key === section?.key) return false
  if (isReport(section) && !isReport(earlier.section)) return true
  if (earlier.box?.mark !== later.box?.mark) return false
  const words = lettersOf(lineOf(document, later))
  return words.length >= shortest && words === lettersOf(lineOf(document, earlier))
}

/** Whether an item in another list says what became of an earlier one: "**FR-010**: ✅ **IMPLEMENTED** - it works". */
const isUpdate = (document: Document, earlier: Definition, later: Definition): boolean =>
  saysState(document, later) &&
  !saysState(document, earlier) &&
  (earlier.section !== later.section ||
    labelOfList(document.text, earlier.start) !== labelOfList(document.text, later.start))

/**
 * Whether an item in another section only says that it is described there: "T030: the browser tools (see above)", "T004 (shared with
 * US1) Sum the quantities".
 */
function isPointer(document: Document, earlier: Definition, later: Definition): boolean {
  if (later.form !== 'item' || earlier.section === later.section) return false
  const line = lineOf(document, later)
  return (
    earlier.box?.mark.toLowerCase() === later.box?.mark.toLowerCase() && (pointer.test(line) || sharedWith.test(line))
  )
}

/** Whether the words of an item start with a sign for its state. */
function saysState(document: Document, definition: Definition): boolean {
  const sign = /^[\s*_:：—–-]{0,8}(\p{Extended_Pictographic})/u.exec(lineOf(document, definition))?.[1]
  return definition.form === 'item' && !definition.box && sign !== undefined && stateOfWords(sign) !== undefined
}

const shortest = 10 // letters and digits: less may be the same by chance

const lineOf = ({ text }: Document, { end }: Pick<Definition, 'end'>): string =>
  text.slice(end, Math.min(lineEnd(text, end), end + 400)).trim()
