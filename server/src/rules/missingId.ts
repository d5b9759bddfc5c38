import type { IdKind } from '../formats/format.ts'
import type { Malformed } from '../formats/malformed.ts'
import { type Reading, within } from '../formats/reading.ts'
import { listEntries } from '../spec/entries.ts'
import { idAt } from '../spec/ids.ts'
import type { Definition, ListEntry } from '../spec/model.ts'
import { spanAt } from '../spec/sections.ts'
import { formOf, type NextIds, nextIds, placeOf } from './nextIds.ts'
import type { Fix, Rule } from './rule.ts'

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
  check(reading, report, { feature }) {
    const bare = entriesWithoutId(reading)
    for (const [kind, home] of reading.homes) {
      if (kind.role === 'check' || kind.form !== 'item' || formOf(reading, kind) !== 'item') continue // check lists are often without ids
      // Where tasks have headings, or no ids at all, boxes are something else.
      const own = reading.definitions.some(({ id, form }) => id.prefix === kind.prefix && form === 'item')
      if (kind.home === undefined && !own) continue
      const place = placeOf(reading, kind, home)
      const next = nextIds(feature, reading, kind)
      let run: ListEntry[] = []
      const flush = (): void => {
        if (run.length > 0) tell(kind, run, next, report)
        run = []
      }
      let last = -1
      for (const { entry, position } of bare) {
        if (!within(home, entry.section) || !place(entry.section) || !isCandidate(reading, kind, entry)) continue
        if (position !== last + 1 || run[0]?.section !== entry.section) flush()
        last = position
        run.push(entry)
      }
      flush()
    }
  },
}

/** The list items of the top in which nothing has an id or was meant to have one, with their place among all of the top. */
function entriesWithoutId({ spec, malformed }: Reading): { entry: ListEntry; position: number }[] {
  const positions: number[] = []
  let position = -1
  let d = 0
  let m = 0
  const entries = listEntries(spec, ({ start, end, depth, quoted }) => {
    if (depth > 0 || quoted) return false
    position++
    while (d < spec.definitions.length && (spec.definitions[d] as Definition).start < start) d++
    while (m < malformed.length && (malformed[m] as Malformed).start < start) m++
    const next = Math.min(spec.definitions[d]?.start ?? end, malformed[m]?.start ?? end)
    if (next >= end) positions.push(position)
    return next >= end
  })
  return entries.map((entry, k) => ({ entry, position: positions[k] as number }))
}

function isCandidate({ spec, clarifications }: Reading, kind: IdKind, { item, text }: ListEntry): boolean {
  const words = spec.text.slice(text.start, text.end)
  if (kind.boxed !== (item.box !== undefined)) return false
  const label = kind.boxed ? (/^(?:\[[A-Z]+-?\d*\][ \t]*)+/.exec(words)?.[0].length ?? 0) : 0 // `[P] [US1] text`
  const head = words.slice(label)
  if (idAt(spec.text, text.start + label + (/^[*_~[(]*/.exec(head)?.[0].length ?? 0))) return false // names ids: a range
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
