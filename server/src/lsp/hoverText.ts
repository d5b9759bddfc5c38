// What a hover says of ids and headings, as Markdown.

import type { Location } from 'vscode-languageserver'
import type { Span } from '../base/span.ts'
import { counted } from '../base/words.ts'
import type { FeatureFile } from '../feature/feature.ts'
import type { Traced } from '../feature/itemLinks.ts'
import { countDone } from '../feature/progress.ts'
import type { Summary } from '../feature/summary.ts'
import type { HeadingHover } from '../queries/headingHover.ts'
import type { ItemHover } from '../queries/hover.ts'

/** Turns spans of a page into places. */
export type Places = (file: FeatureFile, span: Span) => Location

const signs = { done: ' ✓ done', open: ' ○ open', dropped: ' – given up' } as const

/** One item as Markdown; a short line where it is one of several. */
export function hoverText(
  { located, text, role, summary, decision, state, scenarios, linked, mentions }: ItemHover,
  whole: boolean,
  places: Places,
): string {
  const { spec, definition } = located
  const id = definition.id.text
  const box = state === undefined ? '' : signs[state]
  if (!whole) return `- **${id}**${box} ${plainText(text)}`
  const idsOf = (all: readonly Traced[]): string =>
    all
      .slice(0, mostIds)
      .map((one) => linkTo(one.id, places(one.at.spec, one.at.definition)))
      .join(', ') + (all.length > mostIds ? ` and ${all.length - mostIds} more` : '')
  const parts = [`**${id}**${box}${text === '' ? '' : ` — ${plainText(text)}`}`]
  if (decision !== undefined) parts.push(`Decided: ${plainText(decision)}`)
  const facts: string[] = []
  const { tasks } = linked
  if (scenarios > 0) facts.push(counted(scenarios, 'scenario'))
  if (tasks.length > 0) {
    const { done, total } = countDone(tasks)
    facts.push(`${counted(total, 'task')}, ${done} done: ${idsOf(tasks)}`)
  } else if (role === 'requirement') facts.push('no task names it')
  for (const what of ['stories', 'requirements', 'criteria'] as const)
    if (linked[what].length > 0) facts.push(`${what}: ${idsOf(linked[what])}`)
  if (summary) facts.push(...summaryFacts(summary))
  if (facts.length > 0) parts.push(facts.join(' · '))
  const named = mentions.map(({ file, first, count }) => `${linkTo(nameOf(file), places(file, first))} (${count})`)
  const place = places(spec, definition)
  const link = linkTo(`${nameOf(spec)}:${place.range.start.line + 1}`, place)
  parts.push(`${role ?? 'item'} in ${link}${named.length > 0 ? `; named in ${named.join(', ')}` : ''}`)
  return parts.join('\n\n')
}

const mostIds = 12

const nameOf = ({ path }: FeatureFile): string => path.slice(path.lastIndexOf('/') + 1) || 'this document'

/** A link to a line: in the form that editors read. */
const linkTo = (text: string, { uri, range: { start } }: Location): string =>
  `[${inert(text)}](${uri.replace(/[()]/g, (one) => (one === '(' ? '%28' : '%29'))}#L${start.line + 1})`

/** How far a specification is. */
function summaryFacts({ status, tasks, review, clarifications: { open } }: Summary): string[] {
  const facts = status === null ? [] : [plainText(status)]
  if (tasks.total > 0) facts.push(`${tasks.done} of ${tasks.total} tasks done`)
  if (review.total > 0) facts.push(`review ${review.done} of ${review.total}`)
  if (open > 0) facts.push(counted(open, 'open question'))
  return facts
}

/** A heading as Markdown: how far its boxes are, and what the template has there. */
export function headingText({ asked, boxes }: HeadingHover): string {
  const parts: string[] = []
  if (boxes.total > 0) parts.push(`Review: ${boxes.done} of ${boxes.total} points`)
  if (asked) {
    const needed = asked.required ? 'asks for this section' : 'has this section; it may be left out'
    parts.push(`${plainText(asked.by)} ${needed}.`)
    if (asked.text !== '') parts.push(`\`\`\`\`markdown\n${asked.text.replaceAll('````', '')}\n\`\`\`\``)
  }
  return parts.join('\n\n')
}

/** Text of a document as text: no link, image or HTML of it does anything in a hover. Code spans stay. */
function plainText(text: string): string {
  const runs = [...text.matchAll(/`+/g)]
  let shown = ''
  let from = 0
  for (let k = 0; k < runs.length; k++) {
    const [open] = runs[k] as RegExpExecArray
    const start = runs[k]?.index ?? 0
    const close = runs.findIndex((one, j) => j > k && one[0] === open)
    const stop = close < 0 ? start + open.length : (runs[close]?.index ?? 0) + open.length
    shown += inert(text.slice(from, start)) + (close < 0 ? open.replaceAll('`', '\\`') : text.slice(start, stop))
    from = stop
    if (close >= 0) k = close
  }
  return shown + inert(text.slice(from))
}

const inert = (text: string): string =>
  text
    .replace(/[<>[\]\\]/g, '\\$&')
    .replaceAll('://', ':\u200b//')
    .replace(/www\./gi, '$&\u200b')
    .replaceAll('@', '@\u200b')
