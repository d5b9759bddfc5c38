// What an id is by its form and place alone: the start of a longer name, one of several parts, or meant as the definition of an item.
import type { Span } from '../base/span.ts'
import { wordsOf } from '../languages/index.ts'
import { wholeWord } from '../languages/pattern.ts'
import { endsWithFateLead } from './fate.ts'
import { labelOfList } from './listLabel.ts'
import type { Document, Reference } from './model.ts'

/**
 * Whether an id is only the start of a name: `T069-precommit`, `T104-e2e-web`, `FR-024-Cache`, `T01-017`, `FR-001b-ii`, `T024.A`, `T130A-C`, `T12&`,
 * "ADR-006 D1" as the text of a link.
 */
export const hasLongerName = ({ text }: Pick<Document, 'text'>, { start, end }: Span): boolean =>
  /^(?:-(?:[A-Za-z](?:[a-z]{2}|\d[a-z])|[a-z]{1,2}\b|\d)|[A-Z]-\d|\.[A-Z](?![A-Za-z])|_\w|[&%$#@])/.test(
    text.slice(end, end + 5),
  ) ||
  isOfParts({ text }, { end }) ||
  (text[start - 1] === '[' && /^[ \t]+[A-Z]{1,3}-?\d{1,3}\]\(/.test(text.slice(end, end + 12)))

/** Whether an id is the first of a group of items, or the start of an id of three parts: `T130A-C`, `T-004-001`, "FR-200 Series". */
export const isOfParts = ({ text }: Pick<Document, 'text'>, { end }: Pick<Span, 'end'>): boolean =>
  /^(?:[A-Za-z]?[-–][A-Z]\b|-\d|[ \t]+[Ss]eries\b)/.test(text.slice(end, end + 12))

/**
 * Whether an id follows a checkbox at the start of a line that cannot be read as an item: one that lost its list marker
 * (` [x] T008 Write it`) or has two (`-- [x] T008`), that is never closed (`- [ T008`), with a word for what became of it
 * before the id (`- [x] SKIP: T008`), or with other items on the line (`- [x] T008 a · T009 b`). An id of a task or review point is meant as a definition there.
 */
export const isMeantAsDefinition = ({ text }: Pick<Document, 'text'>, { start }: Span): boolean => {
  const lead = text.slice(Math.max(0, start - 40), start)
  if (brokenItem.test(lead) || (afterBox.test(lead) && endsWithFateLead(lead))) return true
  return /[·•∙・][ \t]*$/.test(lead) && afterOther.test(text.slice(Math.max(0, start - longestLead), start))
}

const longestLead = 200

/** Whether a range of ids is the title of a group of items: `### T006-T012: Migrations`. */
export const titlesGroup = (
  { text }: Pick<Document, 'text'>,
  { start, last }: Pick<Reference, 'start' | 'last'>,
): boolean =>
  last !== undefined && /(?:^|[\r\n])[ \t]{0,3}#{1,6}[ \t]+[*_]*$/.test(text.slice(Math.max(0, start - 16), start))

/** Whether an id directly follows a checkbox of a list item. */
export const startsBoxedItem = ({ text }: Pick<Document, 'text'>, { start }: Span): boolean =>
  /(?:^|[\r\n])[ \t]*[-*+][ \t]+\[[ xX]\][ \t]+(?:\*\*)?$/.test(text.slice(Math.max(0, start - 40), start))

/** Whether a word or sign for an order directly precedes an id, or other ids do: "depends on T003", "after T001, T002", "→ T004". */
export const isOrdered = ({ text }: Pick<Document, 'text'>, { start }: Span): boolean =>
  order.test(text.slice(Math.max(0, start - 60), start))

const order =
  /(?:\b(?:depend\w*|after|before|block\w*|requir\w*|needs?|wait\w*|follow\w*|until|deps?|prerequisites?|by)\b(?:[ \t]+(?:on|by|for|from|until))?|[→⟶⇒←]|[-=]>)[\s:：*_`([]*(?:[A-Z]{1,4}-?\d{1,4}[a-z]?(?:[ \t]*[,/&+][ \t]*|[ \t]+(?:and|or)[ \t]+)){0,6}$/i

/** Whether an id is at the start of a list item, a heading or a cell. */
export const startsEntry = ({ text }: Pick<Document, 'text'>, { start }: Span): boolean =>
  /(?:(?:^|[\r\n])[ \t>]*(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]+(?:\[.\][ \t]+)?|\|[ \t]*)[*_~[]*$/.test(
    text.slice(Math.max(0, start - 40), start),
  )

const brokenItem = /(?:^|[\r\n])[ \t]*(?:(?:[-–—*+]{2}[ \t]*)?\[[ xX]\][ \t]+(?:\*\*)?|[-*+][ \t]+\[[ xX][ \t]*)$/
const afterBox = /(?:^|[\r\n])[ \t]*[-*+][ \t]+\[[ xX]\][ \t]+[^\r\n]{1,20}$/
// `- [x] T014 About · T015 Projects`
const afterOther = /(?:^|[\r\n])[ \t]*[-*+][ \t]+\[[ xX]\][ \t]+[A-Z]{1,4}-?\d[^\r\n]*$/

const additions = wholeWord(wordsOf((language) => language.additions))
const addedBefore = new RegExp(`(?:${additions})[ \\t*_\`:：]*$`, 'iu')
const addedBehind = new RegExp(`^[)\\]*_\`]{0,4}[ \\t]*(?:${additions})`, 'iu')

const proposes = /\b(?:consider|propos(?:e[ds]?|al)|suggest(?:ed|ions?)?|recommend(?:ed|ations?)?)\b/i

/**
 * Whether words for adding it stand next to an id: "建议：新增 SC-008", "FR-013 hinzufügen"; or it is in a list of proposals: "Consider
 * adding:".
 */
export const isProposed = (document: Pick<Document, 'text'>, { start, end }: Span): boolean => {
  const { text } = document
  return (
    addedBefore.test(text.slice(Math.max(0, start - 24), start)) ||
    addedBehind.test(text.slice(end, end + 24)) ||
    (startsEntry(document, { start, end }) && proposes.test(labelOfList(text, start) ?? ''))
  )
}

/** Whether an undefined id is of an item that will be added: "Later: T209+", "FR-9, planned for F-004". */
export const isToCome = ({ text }: Pick<Document, 'text'>, { end }: Span): boolean =>
  text[end] === '+' ||
  /^[)\]*_`]{0,4},?[ \t]+(?:planned|scheduled|reserved)[ \t]+for[ \t]+(?!(?:US|N?FR|SC|T|CHK)-?\d|[Pp]hase\b)/.test(
    text.slice(end, end + 40),
  )
