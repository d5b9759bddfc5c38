// What became of an item: withdrawn, moved, replaced. The words for it stand here and nowhere else.
import { createObjectTable } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import type { Definition, Document } from './model.ts'

/** What is said of an item that does not stand any more. */
export const fates: readonly string[] =
  `withdrawn,removed,retired,moved,dropped,superseded,reserved,deleted,renumbered,obsolete,deprecated,merged,folded,\
replaced,skipped,unused,not used,cut,cancelled,canceled,rejected,postponed,deferred,left out,out of scope,no longer,\
became,formerly`.split(',')
const words = fates.join('|')

const behind = new RegExp(`^[^.;]{0,40}?\\b(?:${words})\\b`, 'i')
const before = new RegExp(
  `\\b(?:${words})\\b[\\s:,(]*(?:[A-Z]+-?\\d+[\\s,&]*(?:and )?)*$|\\b(?:next|free|new) id(?: is)? $`,
  'i',
)
const atOnce = new RegExp(`^[\\s*_~:：\\])—–❌🚫-]{0,8}(?:\\(|\\[|\\*|_)*(?:${words})(?![a-z])`, 'iu')
const anywhere = new RegExp(`~~|\\b(?:${words}|see)\\b`, 'i')

/** Whether the words around a reference say what became of the item: "FR-009 was withdrawn". */
export const saysFate = ({ text }: Pick<Document, 'text'>, { start, end }: Span): boolean =>
  behind.test(text.slice(end, end + 80).replace(/\s+/g, ' ')) ||
  before.test(text.slice(Math.max(0, start - 60), start).replace(/\s+/g, ' '))

/** Whether an item is struck through, or said to be withdrawn right behind its id. */
export function isWithdrawn(document: Pick<Document, 'text'>, definition: Definition): boolean {
  const { fact } = definition
  if (!fact) return readWithdrawn(document, definition)
  const last = withdrawn.get(fact.identity)
  if (last !== undefined) return last
  const own = readWithdrawn(document, definition)
  withdrawn.set(fact.identity, own)
  return own
}

const withdrawn = createObjectTable<object, boolean>()

const readWithdrawn = ({ text }: Pick<Document, 'text'>, { start, end }: Span): boolean =>
  text.slice(Math.max(0, start - 4), start).includes('~~') ||
  /^[\s*_:：\])—–-]{0,8}~~/.test(text.slice(end, end + 12)) ||
  atOnce.test(text.slice(end, end + 60))

// `~~Stop~~`, `(withdrawn) Stop`, `**Deferred**: stop`, `Removed`; "Removed items are listed" says what is to be done.
const opening = new RegExp(
  `^[\\s*_]*(?:~~|[([（]\\s*(?:${words})(?![a-z])|(?:${words})[*_]*\\s*(?:[:：—–]|[.!]?[*_]*\\s*$))`,
  'i',
)

/** Whether words without an id, of a list item or a cell, are struck through or start with what became of them. */
export const opensWithFate = (line: string): boolean => opening.test(line)

/** Whether a line says somewhere that what it speaks of is withdrawn, or is to be found elsewhere. */
export const namesFate = (line: string): boolean => anywhere.test(line)
