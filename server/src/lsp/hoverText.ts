// The hovers of ids and headings, as Markdown.

import type { Location } from 'vscode-languageserver'
import { baseName } from '../base/fileNames.ts'
import { counted, someOf, t } from '../base/l10n.ts'
import type { Span } from '../base/span.ts'
import type { BoxState } from '../document/checkboxes.ts'
import type { Evidence } from '../evidence/evidence.ts'
import type { FeatureFile, LocatedDefinition } from '../feature/feature.ts'
import type { Traced } from '../feature/itemLinks.ts'
import { countDone } from '../feature/progress.ts'
import type { Summary } from '../feature/summary.ts'
import { verifiedText } from '../queries/evidenceText.ts'
import type { HeadingHover } from '../queries/headingHover.ts'
import type { ItemHover } from '../queries/hover.ts'
import { roleName } from '../queries/roleName.ts'
import { locationOf } from './convert.ts'

/** Converts a span of a file to a location. */
export type Places = (file: FeatureFile, span: Span) => Location

const mostPlaces = 4

/** What verifies an item, with links to the tests and the code. */
function evidenceLine(evidence: Evidence & { address(path: string): string }): string {
  const { tests, code, address } = evidence
  const links = [...tests, ...code].map((place) => {
    const name = baseName(place.path)
    return linkTo(`${name}:${place.mention.line}`, locationOf(place, address))
  })
  const text = verifiedText(evidence)
  return links.length === 0 ? text : `${text}: ${someOf(links, mostPlaces)}`
}

const stateText = (state: BoxState): string =>
  state === 'done' ? `✓ ${t('done')}` : state === 'open' ? `○ ${t('open')}` : `– ${t('dropped')}`

/** An item as Markdown; a short line if it is one of several. */
export function hoverText(
  { located, text, role, summary, decision, state, scenarios, linked, needs, neededBy, mentions }: ItemHover,
  whole: boolean,
  places: Places,
  evidence?: Evidence & { address(path: string): string },
): string {
  const { spec, definition } = located
  const id = definition.id.text
  const box = state === undefined ? '' : ` ${stateText(state)}`
  if (!whole) return `- **${id}**${box} ${plainText(text)}`
  const linksTo = (all: readonly LocatedDefinition[]): string =>
    someOf(
      all.map((at) => linkTo(at.definition.id.text, places(at.spec, at.definition))),
      mostIds,
    )
  const idsOf = (all: readonly Traced[]): string => linksTo(all.map(({ at }) => at))
  const parts = [`**${id}**${box}${text === '' ? '' : ` — ${plainText(text)}`}`]
  if (decision !== undefined) parts.push(t('Decision: {0}', plainText(decision)))
  const facts: string[] = []
  const { tasks } = linked
  if (scenarios > 0) facts.push(counted(scenarios, '{0} scenario', '{0} scenarios'))
  if (tasks.length > 0) {
    const { done, total } = countDone(tasks)
    facts.push(counted(total, '{0} task, {1} done: {2}', '{0} tasks, {1} done: {2}', done, idsOf(tasks)))
  } else if (role === 'requirement') facts.push(t('no task'))
  if (linked.stories.length > 0) facts.push(t('stories: {0}', idsOf(linked.stories)))
  if (linked.requirements.length > 0) facts.push(t('requirements: {0}', idsOf(linked.requirements)))
  if (linked.criteria.length > 0) facts.push(t('criteria: {0}', idsOf(linked.criteria)))
  if (needs.length > 0) facts.push(t('needs: {0}', linksTo(needs)))
  if (neededBy.length > 0) facts.push(t('needed by: {0}', linksTo(neededBy)))
  if (summary) facts.push(...summaryFacts(summary))
  if (facts.length > 0) parts.push(facts.join(' · '))
  if (evidence && evidence.verified !== 'none') parts.push(evidenceLine(evidence))
  const files = mentions.map(({ file, first, count }) => `${linkTo(nameOf(file), places(file, first))} (${count})`)
  const place = places(spec, definition)
  const link = linkTo(`${nameOf(spec)}:${place.range.start.line + 1}`, place)
  const kind = roleName(role ?? 'item')
  parts.push(
    files.length > 0
      ? t('Defined in {0} ({1}); referenced in {2}', link, kind, files.join(', '))
      : t('Defined in {0} ({1})', link, kind),
  )
  return parts.join('\n\n')
}

const mostIds = 12

const nameOf = ({ path }: FeatureFile): string => path.slice(path.lastIndexOf('/') + 1) || t('this document')

/** A link to a line, in the form that editors support. */
const linkTo = (text: string, { uri, range: { start } }: Location): string =>
  `[${inert(text)}](${uri.replace(/[()]/g, (one) => (one === '(' ? '%28' : '%29'))}#L${start.line + 1})`

/** The progress of a specification. */
function summaryFacts({ status, tasks, review, clarifications: { open } }: Summary): string[] {
  const facts = status === null ? [] : [plainText(status)]
  if (tasks.total > 0) facts.push(counted(tasks.total, '{1} of {0} task done', '{1} of {0} tasks done', tasks.done))
  if (review.total > 0) facts.push(t('review: {0} of {1} done', review.done, review.total))
  if (open > 0) facts.push(counted(open, '{0} open question', '{0} open questions'))
  return facts
}

/** A heading as Markdown: the progress of its checkboxes, and the section of the template. */
export function headingText({ asked, boxes }: HeadingHover): string {
  const parts: string[] = []
  if (boxes.total > 0)
    parts.push(counted(boxes.total, 'Review: {1} of {0} item done', 'Review: {1} of {0} items done', boxes.done))
  if (asked) {
    const by = plainText(asked.by)
    parts.push(asked.required ? t('This section is required by {0}.', by) : t('This section is optional in {0}.', by))
    if (asked.text !== '') parts.push(`\`\`\`\`markdown\n${asked.text.replaceAll('````', '')}\n\`\`\`\``)
  }
  return parts.join('\n\n')
}

/** Text of a document as plain text: links, images and HTML have no effect in a hover. Code spans stay. */
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
