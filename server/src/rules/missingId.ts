// The rule missing-id: requirements, criteria and tasks without an id, with one finding for a run of them.
import { t } from '../base/l10n.ts'
import { lazy } from '../base/lazy.ts'
import { perObject } from '../base/perObject.ts'
import { firstIndexFrom, type Span, spanAt } from '../base/span.ts'
import { endsWithFateLead, opensWithFate } from '../document/fate.ts'
import { idAt } from '../document/ids.ts'
import { type BareEntry, bareEntriesOf } from '../document/listEntries.ts'
import type { ListEntry, Section } from '../document/model.ts'
import { hasBlankLine } from '../document/places.ts'
import { startsWithGiven } from '../document/scenarios.ts'
import { isReport, perHeading } from '../document/sections.ts'
import { definedItems, itemOf } from '../feature/items.ts'
import { formOf, type NextIds, nextIds, placeOf } from '../feature/nextIds.ts'
import { wordsOf } from '../languages/index.ts'
import { wholeWord } from '../languages/pattern.ts'
import { duty } from '../languages/speech.ts'
import { within } from '../templates/fit.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { IdKind, Role } from '../templates/template.ts'
import type { FeatureRule, Fix, Report } from './engine/rule.ts'

export const missingId: FeatureRule = {
  code: 'missing-id',
  scope: 'feature',
  severity: 'warning',
  summary: 'A requirement, criterion or task has no id.',
  details: `The rule looks at the lists where the template defines ids: functional requirements, success criteria and tasks with a checkbox. Items that only group others, name a range of ids, consist of a link or an open question, are struck through or start with what became of them (\`(deferred) …\`) are ignored, and so are three or more items after the last one with an id, items below a label that names another item ("**FR-022 notes**:"), and sections that report on items ("Progress Update"). Several items that a blank line separates from those with an id below them, and a single note with a label, are a hint. A whole list is one finding. The quick fix numbers it from the next free id, in the form that the document uses.`,
  why: 'An item without an id cannot be referenced by a task, a test or a review, and it is not counted.',
  whenOff: 'Turn the rule off if your team does not number items.',
  related: ['malformed-id', 'duplicate-id'],
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
      if (kind.lent || kind.role === 'check' || kind.form !== 'item' || formOf(spec, kind) !== 'item') continue // checklists often have no ids
      if (kind.home !== undefined && home.level === 0) continue // items are spread over several sections, among other lists
      // If tasks are headings, or have no ids at all, checkboxes are something else.
      const hasIds = spec.definitions.some(({ id, form }) => id.prefix === kind.prefix && form === 'item')
      if (kind.home === undefined && !hasIds) continue
      const place = placeOf(spec, kind, home)
      const next = lazy(() => nextIds(feature, spec, kind))
      let run: ListEntry[] = []
      const flush = (): void => {
        if (run.length > 0 && !isTail(spec, kind, run) && (!hasIds || isAmongOthers(spec, kind, run)))
          reportRun(
            kind,
            run,
            next(),
            report,
            hasIds &&
              !isNote(run) &&
              hasSiblings(spec, kind, run) &&
              !isApart(spec, kind, run) &&
              !isRemark(spec, kind, run),
          )
        run = []
      }
      const hasIdsIn = holdsIds(spec, kind)
      const isOfItem = startsWithId(kind)
      let last = -1
      for (const { entry, position, labelled } of bare) {
        if (entry.section && entry.section !== home && (isAside(entry.section) || isReport(entry.section))) continue
        if (!within(home, entry.section) || !place(entry.section) || !isCandidate(spec, kind, entry)) continue
        if (entry.section && isOfItem(entry.section)) continue // the steps of `### T003: Write it`
        // A list below a label holds other things, unless something in it has an id of the kind.
        // Below a label with an id, it explains that item: "**FR-022 notes**:".
        if (
          labelled &&
          (!hasIdsIn(labelled) || (names(labelled.label, kind) && !hasIdsIn({ ...labelled, end: entry.start })))
        ) {
          last = position
          continue
        }
        if (labelled && criteria.test(labelled.label)) continue // what has to be true once the tasks below are done
        // If no task has an id, the document works without ids. That is reported once.
        if (hasIds || kind.role !== 'task') if (position !== last + 1 || run[0]?.section !== entry.section) flush()
        last = position
        run.push(entry)
      }
      flush()
    }
  },
}

/** Returns whether a heading starts with an id of a kind. Each heading is looked at once. */
function startsWithId({ prefix }: IdKind): (section: Section) => boolean {
  const pattern = new RegExp(`^[\\W_]*${prefix}${prefix.length > 1 ? '-?[A-Z]{0,3}' : '-?'}\\d`)
  let last: Section | undefined
  let starts = false
  return (section) => {
    if (section !== last) starts = pattern.test(section.title)
    last = section
    return starts
  }
}

const criteria = new RegExp(
  `\\b(?:DoD|definition of done|(?:exit|done|completion) criteri\\w+|crit[ée]r\\w+)\\b|${wholeWord(wordsOf(({ labels }) => labels.acceptance))}`,
  'iu',
)

const names = (label: string, { prefix }: IdKind): boolean => new RegExp(`\\b${prefix}-?\\d`).test(label)

/** Returns whether a list has ids of a kind. Each list is searched once. */
function holdsIds({ definitions }: SpecDocument, { prefix }: IdKind): (list: Span) => boolean {
  const known = new Map<Span, boolean>()
  return (list) => {
    const own = (): boolean =>
      definitions
        .slice(firstIndexFrom(definitions, list.start), firstIndexFrom(definitions, list.end))
        .some(({ id }) => id.prefix === prefix)
    const holds = known.get(list) ?? own()
    known.set(list, holds)
    return holds
  }
}

/** Whether a part of a section explains its items, and lists none. */
const isAside = perHeading(({ key }) =>
  /\b(?:alternatives?|options|rejected|rationale|trade-?offs?|edge cases?|examples?|(?:completion|exit|done|acceptance) criteria)\b/.test(
    key,
  ),
)

/**
 * Whether a single item with a label is a note about the items above it: `- [x] **Verified:** …`, or `- Constitution: TDD` without
 * any obligation.
 */
function isNote([entry, ...more]: readonly ListEntry[]): boolean {
  if (!entry || more.length > 0) return false
  const { box, words } = entry
  return box
    ? /^[xX]$/.test(box.mark) && /^(?:\*\*|__)[^*_\n]{2,60}(?:[:：](?:\*\*|__)|(?:\*\*|__)[:：])/.test(words)
    : /^\p{Lu}[\p{L} -]{2,30}[:：][ \t]/u.test(words) && !duty.test(words)
}

const inBrackets = /\([^()]*\)/g // "Stored as text (not as a number)"

/** Whether an item without an obligation is a remark among requirements that all have one. */
function isRemark(spec: SpecDocument, { role }: IdKind, run: readonly ListEntry[]): boolean {
  if (role !== 'requirement' || run.length > 1 || run.some(({ words }) => duty.test(words.replace(inBrackets, ''))))
    return false
  const siblings = definedItems(spec, role).filter(({ section }) => section === run[0]?.section)
  return siblings.length > 0 && siblings.every((sibling) => duty.test(itemOf(spec, role, sibling).text))
}

/** Whether a blank line separates a group of items from those with an id below it, as lists of different things are. */
function isApart({ definitions, document }: SpecDocument, { prefix }: IdKind, run: readonly ListEntry[]): boolean {
  const [first, second] = run
  const last = run.at(-1)
  if (!first || !second || !last) return false
  const siblings = definitions.filter(({ id, section }) => id.prefix === prefix && section === first.section)
  const next = siblings[0]
  if (!next || next.start < first.line.start) return false
  return (
    !hasBlankLine(document, { start: first.line.end, end: second.line.start }) &&
    hasBlankLine(document, { start: last.line.end, end: next.start })
  )
}

/** Whether several items follow the last item with an id in a section. They are something else without a heading. */
function isTail({ definitions }: SpecDocument, { prefix }: IdKind, run: readonly ListEntry[]): boolean {
  const [first] = run
  if (!first || run.length < 3) return false
  const siblings = definitions.filter(({ id, section }) => id.prefix === prefix && section === first.section)
  return siblings.length > 2 && siblings.every(({ start }) => start < first.line.start)
}

/**
 * Whether items are in a section that has ids of their kind, or are requirements by their words. Otherwise, in a document
 * with ids, they are details of other items ("#### UX Detail").
 */
const isAmongOthers = (spec: SpecDocument, kind: IdKind, run: readonly ListEntry[]): boolean =>
  hasSiblings(spec, kind, run) || (kind.role === 'requirement' && run.every(({ words }) => duty.test(words)))

/** Whether items with an id are in the same section. Otherwise nothing says for sure that these are of the kind. */
const hasSiblings = ({ definitions }: SpecDocument, { prefix }: IdKind, run: readonly ListEntry[]): boolean =>
  definitions.some(({ id, section }) => id.prefix === prefix && section === run[0]?.section)

/** The top-level list items without an id, and without anything that was meant to be one. */
const entriesWithoutId = ({ document, malformed }: SpecDocument): readonly BareEntry[] =>
  malformed.length === 0
    ? bareEntriesOf(document)
    : bareEntriesOf(document).filter(
        ({ entry: { start, end } }) => (malformed[firstIndexFrom(malformed, start)]?.start ?? end) >= end,
      )

const patternsOf = perObject(({ prefix }: IdKind) => ({
  /** `T-ERR`, `T-NormTable`, `FR-A`, `T0DB` and `T104_a` are ids of a kind, too. */
  startsLikeId: new RegExp(
    `^[*_[]*${prefix}(?:-[A-Z]+|-[A-Z][a-z]+[A-Z\\d][A-Za-z]*|(?=[A-Z]*\\d)[A-Z\\d]+)(?:_\\w+)?\\b`,
  ),
  /** "Types are checked (T259)" is about that task. */
  endsWithId: new RegExp(`[([]${prefix}-?\\d[^()[\\]]*[)\\]][.*_]*$`),
}))

function isCandidate({ clarifications }: SpecDocument, kind: IdKind, { box, words, line }: ListEntry): boolean {
  if (kind.boxed !== (box !== undefined)) return false
  const label = kind.boxed ? (/^(?:\[[A-Z]+-?\d*\][ \t]*)+/.exec(words)?.[0].length ?? 0) : 0 // `[P] [US1] text`
  const marks = /^[*_~[(]*/.exec(words.slice(label))?.[0].length ?? 0
  if (idAt(words, label + marks)) return false // starts with an id, such as a range
  const lead = /^[^\s:：]{1,20}[:：][ \t]*/.exec(words)?.[0] ?? ''
  if (endsWithFateLead(lead) && idAt(words, lead.length)) return false // `SKIP: T039 (not needed)`
  const first = line.start + (/^[*_~]*/.exec(words)?.[0].length ?? 0)
  if (spanAt(clarifications, first)?.start === first) return false // an open question
  if (/^!?\[[^\]]*\]\([^)]*\)$|^!\[|^<[^>]*>$|^https?:\S+$|^>/.test(words)) return false // a link, a picture, a quote
  if (opensWithFate(words.slice(label)) || startsWithGiven(words)) return false
  const { startsLikeId, endsWithId } = patternsOf(kind)
  if (startsLikeId.test(words.slice(label)) || endsWithId.test(words)) return false
  if (/^[*_~[(]*\d{4}-\d{2}-\d{2}(?!\d)/.test(words)) return false // a note of that day
  if (/^[*_]{0,2}(?:n\/a\b|none\b|note\b|tbd\b|todo\b|see\b|checkpoint\b)/i.test(words)) return false
  return /[\p{L}\p{N}]{2}/u.test(words) && !/[:：]\**$/.test(words)
}

function reportRun(kind: IdKind, run: ListEntry[], next: NextIds, report: Report, isEvident: boolean): void {
  const first = run[0] as ListEntry
  const from = next.id(0)
  const to = next.id(run.length - 1)
  report(first.line, messageOf(kind.role, run.length, from, to), {
    ...(run.length > 1 && first.section && { about: first.section.title }),
    ...(!isEvident && { as: 'hint' }),
    fixes: (): Fix[] => [
      {
        title: run.length === 1 ? t('Add Next Free ID "{0}"', from) : t('Number This List ("{0}" to "{1}")', from, to),
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

function messageOf(role: Role, count: number, from: string, to: string): string {
  if (count === 1)
    switch (role) {
      case 'requirement':
        return t('Requirement without an id. The next free id is {0}.', from)
      case 'criterion':
        return t('Success criterion without an id. The next free id is {0}.', from)
      case 'task':
        return t('Task without an id. The next free id is {0}.', from)
      default:
        return t('Item without an id. The next free id is {0}.', from)
    }
  switch (role) {
    case 'requirement':
      return t('{0} requirements without an id. The next free ids are {1} to {2}.', count, from, to)
    case 'criterion':
      return t('{0} success criteria without an id. The next free ids are {1} to {2}.', count, from, to)
    case 'task':
      return t('{0} tasks without an id. The next free ids are {1} to {2}.', count, from, to)
    default:
      return t('{0} items without an id. The next free ids are {1} to {2}.', count, from, to)
  }
}
