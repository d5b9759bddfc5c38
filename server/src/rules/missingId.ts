import { spanAt } from '../base/span.ts'
import { idAt } from '../document/ids.ts'
import { listEntries } from '../document/listEntries.ts'
import type { Definition, ListEntry } from '../document/model.ts'
import { formOf, type NextIds, nextIds, placeOf } from '../feature/nextIds.ts'
import type { Malformed } from '../templates/malformed.ts'
import { type SpecDocument, within } from '../templates/specDocument.ts'
import type { IdKind } from '../templates/template.ts'
import type { Fix, Rule } from './engine/rule.ts'

/** A requirement, criterion or task without an id: one finding for a run of them. */
export const missingId: Rule = {
  code: 'missing-id',
  severity: 'warning',
  summary: 'A requirement, criterion or task has no id.',
  why: `What has no id cannot be named by a task, a test or a review, and is not counted. Looked at are the lists where the template defines ids: requirements under Functional, success criteria, tasks with a box. A bullet that only groups others with ids, names a range of ids or holds a link or an open question alone is left alone.

One finding stands for a whole list; the fix numbers it, from the next free id on and in the spelling of the document.`,
  bad: `## Requirements

### Functional

- System MUST create the queue
- System MUST delete the queue

### Non-Goals

- Bridging queues
`,
  good: `## Requirements

### Functional

- **FR-001**: System MUST create the queue
- **FR-002**: System MUST delete the queue

### Non-Goals

- Bridging queues
`,
  check(spec, report, { feature }) {
    const bare = entriesWithoutId(spec)
    for (const [kind, home] of spec.homes) {
      if (kind.role === 'check' || kind.form !== 'item' || formOf(spec, kind) !== 'item') continue // check lists are often without ids
      // Where tasks have headings, or no ids at all, boxes are something else.
      const own = spec.definitions.some(({ id, form }) => id.prefix === kind.prefix && form === 'item')
      if (kind.home === undefined && !own) continue
      const place = placeOf(spec, kind, home)
      const next = nextIds(feature, spec, kind)
      let run: ListEntry[] = []
      const flush = (): void => {
        if (run.length > 0) tell(kind, run, next, report)
        run = []
      }
      let last = -1
      for (const { entry, position } of bare) {
        if (!within(home, entry.section) || !place(entry.section) || !isCandidate(spec, kind, entry)) continue
        if (position !== last + 1 || run[0]?.section !== entry.section) flush()
        last = position
        run.push(entry)
      }
      flush()
    }
  },
}

/** The list items of the top in which nothing has an id or was meant to have one, with their place among all of the top. */
function entriesWithoutId({ document, malformed }: SpecDocument): { entry: ListEntry; position: number }[] {
  const positions: number[] = []
  let position = -1
  let d = 0
  let m = 0
  const entries = listEntries(document, ({ start, end, depth, quoted }) => {
    if (depth > 0 || quoted) return false
    position++
    while (d < document.definitions.length && (document.definitions[d] as Definition).start < start) d++
    while (m < malformed.length && (malformed[m] as Malformed).start < start) m++
    const next = Math.min(document.definitions[d]?.start ?? end, malformed[m]?.start ?? end)
    if (next >= end) positions.push(position)
    return next >= end
  })
  return entries.map((entry, k) => ({ entry, position: positions[k] as number }))
}

function isCandidate({ document, clarifications }: SpecDocument, kind: IdKind, { item, text }: ListEntry): boolean {
  const words = document.text.slice(text.start, text.end)
  if (kind.boxed !== (item.box !== undefined)) return false
  const label = kind.boxed ? (/^(?:\[[A-Z]+-?\d*\][ \t]*)+/.exec(words)?.[0].length ?? 0) : 0 // `[P] [US1] text`
  const head = words.slice(label)
  if (idAt(document.text, text.start + label + (/^[*_~[(]*/.exec(head)?.[0].length ?? 0))) return false // names ids: a range
  const first = text.start + (/^[*_~]*/.exec(words)?.[0].length ?? 0)
  if (spanAt(clarifications, first)?.start === first) return false // an open question
  if (/^!?\[[^\]]*\]\([^)]*\)$|^!\[|^<[^>]*>$|^https?:\S+$|^>|^~~/.test(words)) return false // a link, a picture, a quote
  if (new RegExp(`^[*_[]*${kind.prefix}-[A-Z]{2}`).test(words)) return false // `T-ERR` is a name too
  if (/^[*_]{0,2}(?:n\/a\b|none\b|note\b|tbd\b|todo\b|see\b)/i.test(words)) return false
  return /[\p{L}\p{N}]{2}/u.test(words) && !/[:：]\**$/.test(words)
}

function tell(kind: IdKind, run: ListEntry[], next: NextIds, report: Parameters<Rule['check']>[1]): void {
  const first = run[0] as ListEntry
  const [noun, nouns] = kind.role === 'criterion' ? ['criterion', 'criteria'] : [kind.role, `${kind.role}s`]
  const from = next.id(0)
  const to = next.id(run.length - 1)
  const message =
    run.length === 1
      ? `This ${noun} has no id; the next free one is ${from}.`
      : `${run.length} ${nouns}${first.section ? ` under "${first.section.title}"` : ''} have no id; numbered, they would be ${from} to ${to}.`
  report(first.text, message, {
    fixes: (): Fix[] => [
      {
        title: run.length === 1 ? `Give it the next free id ${from}` : `Number the list ${from} to ${to}`,
        edits: run.map(({ text }, k) => ({
          start: text.start,
          end: text.start,
          text: next.before + next.id(k) + next.after,
        })),
        preferred: true,
      },
    ],
  })
}
