// The ids that a text defines: those at the start of a list item, heading, table row or bold paragraph. All others are
// references. The forms are those found in real documents: `**FR-001**:`, `FR-001:`, `**FR-001** (tag):`,
// `**FR-001 — title**`, `T001 [P] text` after a checkbox, `~~FR-006~~`, `**FR-001 / FR-002**:`, `- [X] T024–T031`.
import { createHolder } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import type { Paragraph, Row, Scan } from '../markdown/blocks.ts'
import { headingBoxAt } from './checkboxes.ts'
import { headingStoryAt, type Id, idAt, makeId, readId } from './ids.ts'
import type { DefinitionFact, Section } from './model.ts'
import { noSurrounding } from './qualifier.ts'
import { joinAt } from './references.ts'
import { sectionFinder } from './sections.ts'

const stateSign = /[\u2705\u2610\u2611\u2714\u274c\u2b1c]\ufe0f?[ \t]+/y
// What may precede an id: an HTML anchor, a sign, a priority in brackets, the number of a step (`1.2 T003`).
const lead =
  /(?:<a\b[^<>]{0,200}>(?:<\/a>)?[ \t]*|[\u2139\u2190-\u2bff\u{1f000}-\u{1faff}]\ufe0f?[ \t]+|\(P\d\)[ \t]+|\d{1,2}(?:\.\d{1,2}){1,3}[ \t]+)+/uy
// `- [ ] - [X] T002`, `- [ ] [ ] T002` and `- [X] T00- [X] T002` occur in real documents.
const secondBox = /(?:[-*][ \t]+)?\[[ xX~]\][ \t]+/y
const brokenId = /[A-Z]{1,4}\d{1,4}-[ \t]*\[[ xX~]\][ \t]+/y
// What may stand between a checkbox and an id: the marks of a heading, or a label other than those of the template: `[VERIFY]`.
const boxLead = /(?:#{1,6}[ \t]+|\[(?!P\]|US)[A-Z][A-Z_-]{2,20}\][ \t]+)+/y
const asHeading = { strong: true, titled: false, shared: false }
const longestRange = 60 // ids that one line can define, so that a small text cannot make a large model
// What makes a bare id a definition: a colon, a dash or a tag in brackets after it, or a name in capitals (`FR6 IDLE: …`).
const definitionSign =
  /(?:~~|\*\*|__|\])*[ \t]*(?:[:：]|[—–-][ \t]|\(|(?!(?:TODO|NOTE|TBD|FIXME|WIP|DONE|MUST|SHALL)\b)[A-Z][A-Z_]{1,20}[:：])/y

const phase = /P?\d{1,2}(?:\.\d{1,2}){1,3}\][ \t]+/y // `- [x] **[P3.10] T097**: text`

const closes = /[ \t]*[:：.]?(?:~~|\*\*|__|\])/y

type Place = Pick<DefinitionFact, 'form' | 'box' | 'depth' | 'table' | 'whole' | 'section'>

/** Reads the definitions of a chunk. Their `surrounding` is filled in later. */
export function readDefinitions(scan: Scan, sections: readonly Section[]): DefinitionFact[] {
  const { text, lines, blocks } = scan
  const found: DefinitionFact[] = []
  const sectionAt = sectionFinder(sections)
  let table = -1
  for (const block of blocks) {
    if (block.type === 'heading') {
      const start = lines[2 * block.from] as number
      const section = sectionAt(block.start)
      const box = headingBoxAt(text, start)
      const from = box ? skipSpaces(text, box.end + 1) : start
      const at = text.startsWith('~~', from) ? from + 2 : from
      const place: Place = { form: 'heading', whole: block, section, table: -1, depth: 0, box }
      const story = headingStoryAt(text, at)
      if (story) found.push(makeDefinition(story, at, { ...place, whole: spanOf(story, at) }, asHeading))
      else define(scan, at, lines[2 * block.to - 1] as number, place, found)
    } else if (block.type === 'row') {
      if (block.header) table++
      const section = sectionAt(block.start)
      const place: Place = { form: 'row', whole: block, section, table, depth: 0, box: undefined }
      const cell = idCell(scan, block)
      if (!block.header) define(scan, lines[2 * cell] as number, lines[2 * cell + 1] as number, place, found)
    } else if (block.type === 'paragraph') readParagraph(scan, block, sectionAt(block.start), found)
  }
  return found
}

const idAlone = /^(?:\*\*|__|[~[\x60])*[A-Z]{2}[A-Z-]*-?\d[\w.]*(?:\*\*|__|[~\]\x60])*$/

/**
 * The index of the cell that may contain the id of a row: the first, or the second if it is an id alone after a number or sign.
 * Ids with one letter are left out: tables list tasks (`T001`) in this way to report their progress.
 */
function idCell({ text, lines }: Scan, { from, to }: Row): number {
  const cell = (k: number): string => text.slice(lines[2 * k], lines[2 * k + 1])
  if (to - from < 2 || !/^(?:\d{1,3}\.?|[^\p{L}\p{N}]{0,3})$/u.test(cell(from))) return from
  return idAlone.test(cell(from + 1)) ? from + 1 : from
}

/** Reads the definitions of a paragraph: at its start, or in bold at the start of a line. */
function readParagraph(scan: Scan, block: Paragraph, section: Section | undefined, found: DefinitionFact[]): void {
  const { text, lines } = scan
  for (let k = block.from; k < block.to; k++) {
    let at = lines[2 * k] as number
    const end = lines[2 * k + 1] as number
    const item = k === block.from && block.first ? block.parent : undefined
    if (item) {
      if (item.box) at = skipSpaces(text, item.box.end + 1)
      if (text.charCodeAt(at + 2) === 91 || (item.box && text.charCodeAt(at) === 91))
        at += match(secondBox, text, at)?.[0].length ?? 0
      else if (item.box) at += match(brokenId, text, at)?.[0].length ?? 0
      if (item.box) at += match(boxLead, text, at)?.[0].length ?? 0
      define(scan, at, end, { form: 'item', whole: item, section, table: -1, depth: item.depth, box: item.box }, found)
    } else if (!block.parent && match(taskLine, text, at) && match(taskLine, text, lines[2 * block.from] as number)) {
      // One task on each line, or a task with further lines.
      const isOne = k + 1 === block.to || !match(taskLine, text, lines[2 * (k + 1)] as number)
      const whole = isOne && k === block.from ? block : { start: at, end }
      const place: Place = { form: 'paragraph', whole, section, table: -1, depth: 0, box: undefined }
      define(scan, at, end, place, found)
    } else if (text.charCodeAt(at) === 42 || text.charCodeAt(at) === 95) {
      const countBefore = found.length
      define(
        scan,
        at,
        end,
        {
          form: 'paragraph',
          whole: block,
          section,
          table: -1,
          depth: block.parent ? block.parent.depth + 1 : 0,
          box: undefined,
        },
        found,
      )
      // Bold at the start of a later line may be wrapped prose: only `**id**:` and `**id (name)**:` count there.
      if (
        k > block.from &&
        found.length > countBefore &&
        !/^(?:[ \t]*\([^()\r\n]{1,80}\))?(?:\*\*|__)?[ \t]*[:：]/.test(text.slice(found[countBefore]?.end, end))
      ) {
        found.length = countBefore
      }
    }
  }
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function skipSpaces(text: string, at: number): number {
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++
  return at
}

/** Adds the definitions that start at an offset of a line, if there are any. */
function define(scan: Scan, start: number, end: number, place: Place, found: DefinitionFact[]): void {
  const { text } = scan
  let at = start
  const c = text.charCodeAt(at)
  if (c > 0x2000) at += match(stateSign, text, at)?.[0].length ?? 0
  const signed = at > start // `- ✅ T001 text`, `- ⬜ T002 text`
  if (c > 0x2000 || c === 60 || c === 40 || (c >= 48 && c <= 57)) at += match(lead, text, at)?.[0].length ?? 0
  const marks = at
  while ('*_~['.includes(text[at] ?? ' ')) at++
  if (at > marks && text.charCodeAt(at) > 0x2000) at += match(lead, text, at)?.[0].length ?? 0 // `**✅ FR-011**: text`
  if (place.box && at > marks && text[at - 1] === '[') at += match(phase, text, at)?.[0].length ?? 0
  const id = at > marks ? readId(text, at) : idAt(text, at)
  if (!id || at + id.text.length > end) return
  const after = at + id.text.length
  const before = text.slice(marks, at)
  const bold = before.includes('**') || before.includes('__')
  if (place.form === 'paragraph' && !bold && !/^T(?:ASK)?$/.test(id.prefix)) return
  const marked =
    bold || signed || place.form === 'heading' || place.form === 'row' || match(definitionSign, text, after) !== null
  // `T-001`, `CHK-001`, `CHK-R02`, but not FR-001, which a checklist mentions.
  const boxed = place.box !== undefined && (!id.lead.includes('-') || /^(?:[A-Z]$|CHK(?:-|$)|T-)/.test(id.prefix))
  const strong = marked || boxed || (before.endsWith('[') && text[after] === ']')
  const join = joinAt(text, after, id)
  const titled = bold && match(closes, text, after) === null
  const add = (added: Id, from: number): void => {
    found.push(makeDefinition(added, from, place, { strong, titled, shared: join !== undefined }))
  }
  if (!join) add(id, at)
  else if (join.kind === 'range' ? place.box : join.slash || (place.box && isWhole(join.id))) {
    add(id, at)
    // A line with a checkbox that names a range defines each task of the range, at the place of the first.
    const last = join.kind === 'range' ? Math.min(join.id.number, id.number + longestRange) : 0
    for (let n = id.number + 1; n < last; n++) add(makeId(id.prefix, n, '', id.text, id.lead, id.digits), at)
    add(join.id, join.at)
  }
}

// A task as a paragraph: `T002 - Test it`, `T002. (Core) Test it`.
const taskLine = /T(?:ASK-)?\d{3,4}[a-z]?[ \t]*(?:[:：]|[–—-][ \t]|\.[ \t]+[A-Z(])/y

/** Whether an id is written in full: `T002` in `T001, T002`, but not `002` in `FR-001, 002`. */
const isWhole = ({ text }: Id): boolean => !/^\d/.test(text)

const spanOf = (id: Id, start: number): Span => ({ start, end: start + id.text.length })

const makeDefinition = (
  id: Id,
  start: number,
  { form, box, depth, table, whole, section }: Place,
  { strong, titled, shared }: Pick<DefinitionFact, 'strong' | 'titled' | 'shared'>,
): DefinitionFact => ({
  start,
  end: start + id.text.length,
  id,
  whole,
  form,
  strong,
  table,
  depth,
  box,
  section,
  titled,
  shared,
  surrounding: noSurrounding,
  identity: createHolder('item'),
})
