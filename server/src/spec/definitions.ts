// Which ids a document defines: an id at the start of a list item, heading, table row or bold paragraph. Everything
// else mentions. The forms are those counted in real documents: `**FR-001**:`, `FR-001:`, `**FR-001** (tag):`,
// `**FR-001 — title**`, `T001 [P] text` behind a box, `~~FR-006~~`, `**FR-001 / FR-002**:`, `- [X] T024–T031`.
import type { Paragraph, Scan } from '../markdown/blocks.ts'
import { type Id, idAt, idKey } from './ids.ts'
import { joinAt } from './mentions.ts'
import type { Definition, Section } from './model.ts'
import { sectionFinder } from './sections.ts'

const lead = /(?:[\u2705\u2611\u2714\u274c]\ufe0f?[ \t]+)?(?:~~)?(\*\*|__)?(?:~~)?(\[)?/y
const secondBox = /[-*][ \t]+\[[ xX~]\][ \t]+/y // `- [ ] - [X] T002` is real
const story = /(?:User )?Story[ \t]+(\d{1,4})\b/y
// What tells a definition behind a bare id: a colon, a dash, a tag in brackets.
const tell = /(?:~~|\*\*|__|\])*[ \t]*(?:[:：]|[—–-][ \t]|\()/y

type Place = Pick<Definition, 'form' | 'box' | 'depth' | 'table' | 'whole' | 'section'>

export function readDefinitions(scan: Scan, sections: Section[]): Definition[] {
  const { text, lines, blocks } = scan
  const found: Definition[] = []
  const sectionAt = sectionFinder(sections)
  let table = -1
  for (const block of blocks) {
    if (block.type === 'heading') {
      const at = lines[2 * block.from] as number
      const place = { form: 'heading' as const, whole: block, section: sectionAt(block.start) }
      const named = match(story, text, at)
      if (named) found.push(storyDefinition(named, at, place))
      else define(scan, at, lines[2 * block.to - 1] as number, place, found)
    } else if (block.type === 'row') {
      if (block.header) table++
      const place = { form: 'row' as const, whole: block, section: sectionAt(block.start), table }
      if (!block.header)
        define(scan, lines[2 * block.from] as number, lines[2 * block.from + 1] as number, place, found)
    } else if (block.type === 'paragraph') readParagraph(scan, block, sectionAt(block.start), found)
  }
  return found
}

function readParagraph(scan: Scan, block: Paragraph, section: Section | undefined, found: Definition[]): void {
  const { text, lines } = scan
  for (let k = block.from; k < block.to; k++) {
    let at = lines[2 * k] as number
    const end = lines[2 * k + 1] as number
    const item = k === block.from && block.first ? block.parent : undefined
    if (item) {
      if (item.box) at = skipSpaces(text, item.box.end + 1)
      at += match(secondBox, text, at)?.[0].length ?? 0
      define(scan, at, end, { form: 'item', box: item.box, depth: item.depth, whole: item, section }, found)
    } else if (text.charCodeAt(at) === 42 || text.charCodeAt(at) === 95) {
      const before = found.length
      define(
        scan,
        at,
        end,
        { form: 'paragraph', depth: block.parent ? block.parent.depth + 1 : 0, whole: block, section },
        found,
      )
      // Bold at the start of a line inside a paragraph may be wrapped prose: only `**id**:` counts there.
      if (
        k > block.from &&
        found.length > before &&
        !/^(?:\*\*|__)?[ \t]*[:：]/.test(text.slice(found[before]?.end, end))
      ) {
        found.length = before
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

function define(
  scan: Scan,
  start: number,
  end: number,
  place: Partial<Place> & Pick<Place, 'form' | 'whole' | 'section'>,
  found: Definition[],
): void {
  const { text } = scan
  const opening = match(lead, text, start)
  const at = start + (opening?.[0].length ?? 0)
  const c = text.charCodeAt(at)
  if (c < 65 || c > 90) return
  const id = idAt(text, at)
  if (!id || at + id.text.length > end) return
  const after = at + id.text.length
  const bold = opening?.[1] !== undefined
  const told = bold || place.form === 'heading' || place.form === 'row' || match(tell, text, after) !== null
  const boxed = place.box !== undefined && (!id.lead.includes('-') || id.prefix.length === 1)
  const strong = told || boxed || (opening?.[2] !== undefined && text[after] === ']')
  if (place.form === 'paragraph' && !bold) return
  const join = joinAt(text, after, id)
  const add = (one: Id, from: number): void => {
    found.push({
      box: undefined,
      depth: 0,
      table: -1,
      ...place,
      id: one,
      key: idKey(one),
      start: from,
      end: from + one.text.length,
      strong,
      shared: join !== undefined,
    })
  }
  if (!join) add(id, at)
  else if (join.kind === 'range' ? place.box : join.slash) {
    add(id, at)
    // A ticked line that stands for a range defines each of its tasks, at the place of its last id.
    for (let n = join.kind === 'range' ? id.number + 1 : join.id.number; n < join.id.number; n++)
      add({ ...id, number: n }, at)
    add(join.id, join.at)
  }
}

function storyDefinition(
  named: RegExpExecArray,
  at: number,
  place: Pick<Place, 'form' | 'whole' | 'section'>,
): Definition {
  const number = named[1] as string
  const id: Id = {
    prefix: 'US',
    number: Number(number),
    suffix: '',
    text: named[0],
    lead: 'US-',
    digits: number.length,
  }
  return {
    box: undefined,
    depth: 0,
    table: -1,
    ...place,
    id,
    key: idKey(id),
    start: at,
    end: at + named[0].length,
    strong: true,
    shared: false,
  }
}
