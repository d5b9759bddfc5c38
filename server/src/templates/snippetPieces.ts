// Cuts the pieces out of a template that snippets are made from.

import { entriesOf } from '../document/listEntries.ts'
import type { Section } from '../document/model.ts'
import { folded } from './placeholders.ts'
import type { Template } from './template.ts'

/** The texts in brackets in a piece, folded. */
export const blanksIn = (piece: string): Set<string> =>
  new Set([...piece.matchAll(/\[[^\]]*\]/g)].map(([text]) => folded(text)))

/** A phase with its number and name as placeholders, and all placeholders of the phase. */
export function phaseOf(template: Template, piece: string): [string, ReadonlySet<string>] {
  const blank = piece.replace(/^(#+[ \t]+\p{L}+[ \t]+)(\d+)([:：][ \t]*)(.*)/mu, '$1[$2]$3[$4]')
  return [blank, new Set([...template.placeholders.prose, ...blanksIn(blank.split('\n', 1)[0] ?? '')])]
}

/** The text of a section, without a horizontal rule at its end. */
export const sectionSource = (text: string, { start, end }: Section): string =>
  text
    .slice(start, end)
    .replace(/\n---\s*$/, '')
    .trimEnd()

export const lineOf = (text: string, at: number): string => {
  const start = text.lastIndexOf('\n', at - 1) + 1
  const end = text.indexOf('\n', at)
  return text.slice(start, end < 0 ? text.length : end)
}

/** A review checklist of one persona, with its title and its first point as placeholders. */
export function personaOf(template: Template, section: Section): string {
  const first = entriesOf(template.document).find(({ start }) => start > section.start && start < section.end)
  const head = template.document.text.slice(section.start, section.body).replace(section.title, '[persona]').trimEnd()
  return first ? `${head}\n\n- [ ] [point]` : head
}

/** A table row with the text of each cell as a placeholder. */
export const cellsOf = (row: string): string =>
  row.replace(/[^|\s][^|]*?(?=\s*\|)/g, (cell) => `[${cell.replace(/\d+$/, '')}]`)
