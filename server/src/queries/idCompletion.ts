// Completion of ids: the existing ones with their text, and the next free one at the start of an item.

import { t } from '../base/l10n.ts'
import type { Section } from '../document/model.ts'
import { sectionFinder } from '../document/sections.ts'
import { definitionsOfRole, type Feature } from '../feature/feature.ts'
import { textOf } from '../feature/itemText.ts'
import { formOf, nextIds, placeOf } from '../feature/nextIds.ts'
import { within } from '../templates/fit.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { IdKind } from '../templates/template.ts'
import type { Completion, CompletionContext, Line } from './completion.ts'
import { roleName } from './roleName.ts'

const most = 200

/** The ids that may be written at an offset. */
export function idCompletions(
  feature: Feature,
  spec: SpecDocument,
  offset: number,
  line: Line,
  specs: CompletionContext['specs'],
): Completion[] {
  const word = /(?<![\w-])[A-Z]{1,8}(?:-[A-Z]{0,12}){0,3}-?\d{0,4}$/.exec(line.before)?.[0] ?? ''
  if (/(?:\]\(|:\/\/|<)\S*$/.test(line.before)) return [] // an address
  const items = newItems(feature, spec, offset, line)
  const span = { start: offset - word.length, end: offset }
  const named = specs.filter(({ id }) => word.length > 1 && id.startsWith(word) && id !== word).slice(0, most)
  return [
    ...items,
    ...named.map(
      ({ id, title }): Completion => ({
        label: id,
        short: title.slice(0, 60),
        detail: t('{0}: {1}', roleName('specification'), title),
        span,
        rank: 3,
        kind: 'id',
      }),
    ),
    ...(word.length > 1 || (items.length > 0 && word.length > 0) ? existing(feature, offset, word, line.after) : []),
  ]
}

function existing(feature: Feature, offset: number, word: string, after: string): Completion[] {
  const behind = /^[\w-]*/.exec(after)?.[0].length ?? 0
  if (/[a-z]/.test(after.slice(0, behind))) return [] // the rest of another word
  const found = new Map<string, Completion>()
  const span = { start: offset - word.length, end: offset + behind }
  for (const role of ['requirement', 'criterion', 'story', 'task', 'decision', 'check'] as const) {
    for (const located of definitionsOfRole(feature, role)) {
      const { text } = located.definition.id
      if (found.size >= most) return [...found.values()]
      if (!text.startsWith(word) || text === word || found.has(text) || located.definition.start === span.start)
        continue
      found.set(text, {
        label: text,
        short: textOf(located).slice(0, 60),
        detail: t('{0}: {1}', roleName(role), textOf(located)),
        span,
        rank: 2,
        kind: 'id',
      })
    }
  }
  return [...found.values()]
}

/** New items on a line on which one may begin: `- `, `- [ ] **FR`, `### US`. */
function newItems(feature: Feature, spec: SpecDocument, offset: number, line: Line): Completion[] {
  const item = /^(\s*(?:[-*+]|\d{1,3}[.)])[ \t]+)(\[[ xX]\][ \t]+)?([*_]{0,2}[A-Z]{0,8}-?\d{0,4})$/.exec(line.before)
  const blank = `${line.before}${line.after}`.trim() === ''
  const heading = /^(#{2,5}[ \t]+)([A-Z]{0,8}-?\d{0,4})$/.exec(line.before)
  if ((!item && !heading && !blank) || /^[*_]{0,2}\s*[^\s*_]/.test(line.after)) return []
  const section = sectionFinder(spec.document.sections)(heading ? Math.max(0, line.start - 1) : offset)
  const found: Completion[] = []
  for (const [kind, home] of spec.homes) {
    if (formOf(spec, kind) !== (heading ? 'heading' : 'item') || !isHome(spec, kind, home, section)) continue
    // On an empty line only below items: elsewhere it may become anything.
    if (blank && !isBelow(spec, kind, line.start)) continue
    const next = nextIds(feature, spec, kind, line)
    const id = next.id(0)
    const typed = (item ? item[3] : heading?.[2]) ?? ''
    if (!`${next.before}${id}`.startsWith(typed) && !id.startsWith(typed.replace(/^[*_]+/, ''))) continue
    const box = !heading && kind.boxed && !item?.[2] ? '[ ] ' : ''
    const bullet = blank ? '- ' : ''
    const behind = /^[*_]{0,2}/.exec(line.after)?.[0].length ?? 0
    const text = `${bullet}${box}${heading ? '' : next.before}${id}${next.after.trim() === '' ? ': ' : next.after}`
    found.push({
      label: id,
      short: t('next free id'),
      detail: t('New {0}', roleName(kind.role)),
      span: { start: offset - typed.length, end: offset + behind },
      text,
      filter: `${typed}${line.after.slice(0, behind)}` || id,
      rank: 0,
      kind: 'item',
    })
  }
  return found
}

function isHome(spec: SpecDocument, kind: IdKind, home: Section, section: Section | undefined): boolean {
  if (!within(home, section)) return false
  return kind.form === 'heading' || placeOf(spec, kind, home)(section)
}

/** Whether the last thing above a line is an item of a kind. */
function isBelow({ document: { text }, definitions }: SpecDocument, { prefix }: IdKind, start: number): boolean {
  const last = definitions.findLast((one) => one.start < start)
  return last?.id.prefix === prefix && last.form === 'item' && text.slice(last.whole.end, start).trim() === ''
}
