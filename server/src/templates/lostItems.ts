// Finds items that Markdown or the format does not read as items, although their ids are well-formed: without a checkbox, without a
// list marker, or with a broken one.

import { groupBy } from '../base/groups.ts'
import { t } from '../base/l10n.ts'
import { lazy } from '../base/lazy.ts'
import { lineEnd, lineStart } from '../base/lines.ts'
import { perObject } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import { stateOfWords } from '../document/checkboxes.ts'
import type { Chunk } from '../document/chunk.ts'
import { namesFate, startsWithFateWord } from '../document/fate.ts'
import { isMeantAsDefinition, isOfParts } from '../document/idForms.ts'
import type { Id } from '../document/ids.ts'
import { labelOfList } from '../document/listLabel.ts'
import type { Definition, Document, Section } from '../document/model.ts'
import { isPutAside } from '../document/sections.ts'
import type { Malformed } from './malformedItem.ts'
import { runOnItems } from './runOnItems.ts'
import type { IdKind } from './template.ts'

/**
 * The lost items in the home sections of their kinds: first those without checkboxes, then those without a checkbox among others, and
 * those without a list marker.
 */
export const lostItems = (
  document: Document,
  homes: ReadonlyMap<IdKind, Section>,
  read: readonly Definition[],
): Malformed[] => {
  const boxed = [...homes].filter(([{ boxed, role }]) => boxed && (role === 'task' || role === 'check'))
  const plain = [...homes].filter(([{ boxed, form }]) => !boxed && form === 'item')
  const lost = [...runOnItems(document, homes, read), ...(plain.length === 0 ? [] : withTwoMarkers(document, plain))]
  return boxed.length === 0 ? lost : [...lost, ...withoutBox(document, boxed, read), ...withoutMarker(document, boxed)]
}

type Homes = readonly (readonly [IdKind, Section])[]

const twiceMarked = perObject(({ text, references }: Chunk) =>
  references.flatMap((reference) => {
    const { start, end } = reference
    const [whole, marker = '', bold = ''] =
      /(?:^|[\r\n])[ \t]*([-–—]{2,})[ \t]+(\*{0,2})$/.exec(text.slice(Math.max(0, start - 24), start)) ?? []
    if (whole === undefined || !/^\*{0,2}[ \t]*[:：]/.test(text.slice(end, end + 8))) return []
    return [{ reference, marker, bold, from: start - whole.replace(/^[\r\n]?[ \t]*/, '').length }]
  }),
)

/** Items without checkboxes whose list marker is doubled: `-- **FR-002**: System MUST …`. */
const withTwoMarkers = ({ text, chunks }: Document, homes: Homes): Malformed[] =>
  chunks.flatMap(({ chunk, start: by }) =>
    twiceMarked(chunk).flatMap(({ reference: { id, start, end }, marker, bold, from }): Malformed[] => {
      const kind = kindAt(homes, id, start + by)
      if (!kind) return []
      const span = { start: from + by, end: end + by }
      return [
        {
          ...span,
          kind,
          written: text.slice(span.start, span.end),
          reason: t('the list marker is written "{0}"', marker),
          meant: id,
          certain: true,
          mayBeReference: true,
          replacement: `- ${bold}${id.text}`,
        },
      ]
    }),
  )

const kindAt = (boxed: Homes, { prefix }: Id, at: number): IdKind | undefined =>
  boxed.find(([kind, home]) => kind.prefix === prefix && home.start <= at && at < home.end)?.[0]

// `T004 → T026`, `T003 depends on T001`: the order of tasks.
const ordersIds =
  /^[\s*_~`)\]]*(?:(?:[→⟶⇒➜➔←⟵⇐↔]|[=-]{1,2}>|<[=-])|\([^()]{1,80}\)[ \t]*(?:[→⟶⇒➜➔←]|[=-]{1,2}>)|(?:must[ \t]+)?(?:depends?|blocks?|unblocks|blocked|requires?|needs|precedes?|follows?|before|after)\b[^\r\n]{0,40}?\b[A-Z]{1,8}-?\d)/

/**
 * Items without a checkbox among items with one: `- T003 Write it`, unless something else is T003, or the line only says
 * what T003 waits for.
 */
function withoutBox({ text, definitions: all }: Document, boxed: Homes, read: readonly Definition[]): Malformed[] {
  const readHere = lazy(() => new Set(read))
  const elsewhere = lazy(
    () => new Set(all.flatMap(({ id, form, box, strong }) => (strong && (form !== 'item' || box) ? [id.key] : []))),
  )
  // Where no item has a checkbox, one or two lines that start with an id are notes: "- T006 can start in parallel with T002".
  const lists = lazy(() => new Set(read.flatMap(({ box, section }) => (box ? [section] : []))))
  const bare = all.filter(({ form, box, shared }) => form === 'item' && !box && !shared)
  const unknown = lazy(() =>
    groupBy(
      bare.filter(({ id }) => !elsewhere().has(id.key)),
      ({ section }) => section,
    ),
  )
  const isOneOfMany = ({ section }: Definition): boolean => (unknown().get(section)?.length ?? 0) >= fewestBare
  return bare.flatMap((definition): Malformed[] => {
    const { id, start, end, whole } = definition
    const kind = kindAt(boxed, id, start)
    if (!kind || readHere().has(definition) || elsewhere().has(id.key) || isPutAside(definition.section)) return []
    if (id.number === 0 && id.digits === 1) return [] // "T0 probes": the name of a phase before the others
    if (!lists().has(definition.section) && (lists().size === 0 || !isOneOfMany(definition))) return []
    const line = text.slice(end, Math.min(whole.end, lineEnd(text, end)))
    let from = start
    while ('*_~['.includes(text[from - 1] ?? ' ')) from--
    // A sign says the state instead: "- ✅ T005".
    const sign = text.slice(lineStart(text, from), from).replace(/^[\s>]*(?:[-*+]|\d{1,9}[.)])[ \t]+/, '')
    const isMarked = stateOfWords(sign) !== undefined
    if (isMarked || line.trim() === '' || namesFate(line) || ordersIds.test(line) || isOfParts({ text }, { end }))
      return []
    if (startsWithFateWord(labelOfList(text, from) ?? '')) return [] // "Removed tasks:"
    const { until, replacement } = boxedIn(text, { start: from, end }, start)
    return [
      {
        start: from,
        end: until,
        kind,
        written: text.slice(from, until),
        reason: t('the checkbox is missing'),
        meant: id,
        certain: true,
        mayBeReference: true,
        replacement,
      },
    ]
  })
}

const fewestBare = 3 // items without a checkbox that are a list

/**
 * The correction of an item without a checkbox, and the end of what it replaces: `[ ] T002` for `T002`, `[T002` and `[T002]`, but
 * none for a link or for brackets inside of other marks.
 * @param id the start of the id; `start` may be before it, at marks.
 */
function boxedIn(text: string, { start, end }: Span, id: number): { until: number; replacement: string | undefined } {
  const written = text.slice(start, end)
  if (!written.includes('[')) return { until: end, replacement: `[ ] ${written}` }
  const until = text[end] === ']' ? end + 1 : end
  const isPlain = start === id - 1 && !/[[(\]*_]/.test(text.charAt(until))
  return { until, replacement: isPlain ? `[ ] ${text.slice(id, end)}` : undefined }
}

const brokenIn = perObject(({ text, references }: Chunk) =>
  references.filter((reference) => isMeantAsDefinition({ text }, reference)),
)

/** Items whose list marker is missing or doubled, or whose checkbox is never closed: ` [x] T008`, `-- [x] T008`, `- [ T008`. */
const withoutMarker = ({ text, chunks }: Document, boxed: Homes): Malformed[] =>
  chunks.flatMap(({ chunk, start: by }) =>
    brokenIn(chunk).flatMap(({ id, start: at, end: until }): Malformed[] => {
      const start = at + by
      const kind = kindAt(boxed, id, start)
      const [whole = '', marker = '', box = '', bold = ''] =
        /([-–—*+]*)[ \t]*(\[[ xX]?\]?)[ \t]*(\*{0,2})$/.exec(text.slice(lineStart(text, start), start)) ?? []
      if (!kind || whole === '') return []
      const isClosed = box.endsWith(']')
      const from = start - (isClosed ? whole.trimStart().length : whole.length - whole.indexOf('['))
      const end = until + by
      const checkbox = `[${/[xX]/.exec(box)?.[0] ?? ' '}] ${bold}${text.slice(start, end)}`
      return [
        {
          start: from,
          end,
          kind,
          written: text.slice(from, end),
          reason: !isClosed
            ? t('the checkbox is not closed')
            : marker === ''
              ? t('the list marker is missing')
              : t('the list marker is written "{0}"', marker),
          meant: id,
          certain: true,
          mayBeReference: true,
          replacement: isClosed ? `- ${checkbox}` : checkbox,
          ...(isClosed && marker === '' && { group: 'unmarked' as const }),
        },
      ]
    }),
  )
