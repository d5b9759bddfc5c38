import { lazy } from '../base/lazy.ts'
import { firstFrom, spanAt } from '../base/span.ts'
import { opensWithFate } from '../document/fate.ts'
import { idAt } from '../document/ids.ts'
import { type BareEntry, bareEntriesOf } from '../document/listEntries.ts'
import type { ListEntry } from '../document/model.ts'
import { formOf, type NextIds, nextIds, placeOf } from '../feature/nextIds.ts'
import { duty } from '../languages/speech.ts'
import { within } from '../templates/fit.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { IdKind } from '../templates/template.ts'
import type { FeatureRule, Fix, Report } from './engine/rule.ts'

/** A requirement, criterion or task without an id: one finding for a run of them. */
export const missingId: FeatureRule = {
  code: 'missing-id',
  scope: 'feature',
  severity: 'warning',
  summary: 'A requirement, criterion or task has no id.',
  why: `What has no id cannot be named by a task, a test or a review, and is not counted. Looked at are the lists where the template defines ids: requirements under Functional, success criteria, tasks with a box. A bullet that only groups others with ids, names a range of ids or holds a link or an open question alone is left alone, and so are several items behind the last one with an id, whose heading may be missing, and one that is struck through or starts with what became of it (\`(deferred) …\`).

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
      if (kind.lent || kind.role === 'check' || kind.form !== 'item' || formOf(spec, kind) !== 'item') continue // check lists are often without ids
      if (kind.home !== undefined && home.level === 0) continue // spread over several sections, among other lists
      // Where tasks have headings, or no ids at all, boxes are something else.
      const own = spec.definitions.some(({ id, form }) => id.prefix === kind.prefix && form === 'item')
      if (kind.home === undefined && !own) continue
      const place = placeOf(spec, kind, home)
      const next = lazy(() => nextIds(feature, spec, kind))
      let run: ListEntry[] = []
      const flush = (): void => {
        if (run.length > 0 && !isTail(spec, kind, run) && (!own || isAmongOthers(spec, kind, run)))
          tell(kind, run, next(), report, own)
        run = []
      }
      let last = -1
      let labelled = false
      for (const { entry, position, label } of bare) {
        if (!within(home, entry.section) || !place(entry.section) || !isCandidate(spec, kind, entry)) continue
        labelled = label ?? (labelled && position === last + 1)
        if (labelled) {
          last = position
          continue
        }
        // Where no task has an id, the document does without: that is told once.
        if (own || kind.role !== 'task') if (position !== last + 1 || run[0]?.section !== entry.section) flush()
        last = position
        run.push(entry)
      }
      flush()
    }
  },
}

/** Whether several items follow the last of a section's ids: something else, whose heading is missing. */
function isTail({ definitions }: SpecDocument, { prefix }: IdKind, run: readonly ListEntry[]): boolean {
  const [first] = run
  if (!first || run.length < 3) return false
  const own = definitions.filter(({ id, section }) => id.prefix === prefix && section === first.section)
  return own.length > 2 && own.every(({ start }) => start < first.line.start)
}

/**
 * Whether items stand in a section that has ids of their kind, or oblige like these: else, in a document with ids, they are
 * details of them ("#### UX Detail").
 */
const isAmongOthers = ({ definitions }: SpecDocument, { prefix, role }: IdKind, run: readonly ListEntry[]): boolean =>
  definitions.some(({ id, section }) => id.prefix === prefix && section === run[0]?.section) ||
  (role === 'requirement' && run.every(({ words }) => duty.test(words)))

/** The list items of the top in which nothing has an id or was meant to have one. */
const entriesWithoutId = ({ document, malformed }: SpecDocument): readonly BareEntry[] =>
  malformed.length === 0
    ? bareEntriesOf(document)
    : bareEntriesOf(document).filter(
        ({ entry: { start, end } }) => (malformed[firstFrom(malformed, start)]?.start ?? end) >= end,
      )

function isCandidate({ clarifications }: SpecDocument, kind: IdKind, { box, words, line }: ListEntry): boolean {
  if (kind.boxed !== (box !== undefined)) return false
  const label = kind.boxed ? (/^(?:\[[A-Z]+-?\d*\][ \t]*)+/.exec(words)?.[0].length ?? 0) : 0 // `[P] [US1] text`
  const marks = /^[*_~[(]*/.exec(words.slice(label))?.[0].length ?? 0
  if (idAt(words, label + marks)) return false // names ids: a range
  const first = line.start + (/^[*_~]*/.exec(words)?.[0].length ?? 0)
  if (spanAt(clarifications, first)?.start === first) return false // an open question
  if (/^!?\[[^\]]*\]\([^)]*\)$|^!\[|^<[^>]*>$|^https?:\S+$|^>/.test(words)) return false // a link, a picture, a quote
  if (opensWithFate(words.slice(label))) return false
  // `T-ERR`, `FR-A` and `T0DB` are names too.
  if (new RegExp(`^[*_[]*${kind.prefix}(?:-[A-Z]+|(?=[A-Z]*\\d)[A-Z\\d]+)\\b`).test(words.slice(label))) return false
  if (/^[*_]{0,2}(?:n\/a\b|none\b|note\b|tbd\b|todo\b|see\b)/i.test(words)) return false
  return /[\p{L}\p{N}]{2}/u.test(words) && !/[:：]\**$/.test(words)
}

function tell(kind: IdKind, run: ListEntry[], next: NextIds, report: Report, isEvident: boolean): void {
  const first = run[0] as ListEntry
  const [noun, nouns] = kind.role === 'criterion' ? ['criterion', 'criteria'] : [kind.role, `${kind.role}s`]
  const from = next.id(0)
  const to = next.id(run.length - 1)
  const message =
    run.length === 1
      ? `This ${noun} has no id; the next free one is ${from}.`
      : `${run.length} ${nouns}${first.section ? ` under "${first.section.title}"` : ''} have no id; numbered, they would be ${from} to ${to}.`
  report(first.line, message, {
    ...(!isEvident && { as: 'hint' }),
    fixes: (): Fix[] => [
      {
        title: run.length === 1 ? `Give it the next free id ${from}` : `Number the list ${from} to ${to}`,
        edits: run.map(({ line }, k) => ({
          start: line.start,
          end: line.start,
          text: next.before + next.id(k) + next.after,
        })),
        preferred: true,
      },
    ],
  })
}
