// specwise/items: the tree of one specification. And the command that ticks a box.
import type { TextDocuments } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { type SpecItem, specItems } from '../features/specItems.ts'
import type { Feature } from '../formats/feature.ts'
import type { Reading } from '../formats/reading.ts'
import { isDone } from '../formats/summary.ts'
import type { Analyser } from './analysis.ts'
import type { Changes } from './change.ts'
import { toRange } from './convert.ts'
import type { Item, Resolved, SetBoxArguments } from './messages.ts'

/** The items of a feature with places as the client names them. */
export function itemsOf(feature: Feature, uriOf: (path: string) => string): Item[] {
  const places = new Map<Reading, TextDocument>()
  const placeOf = (reading: Reading): TextDocument => {
    const place = places.get(reading) ?? TextDocument.create('', 'markdown', 0, reading.spec.text)
    places.set(reading, place)
    return place
  }
  const convert = ({ reading, span, box, children, id, ...item }: SpecItem): Item => ({
    ...item,
    id: id ?? null,
    uri: uriOf(reading.path),
    range: toRange(placeOf(reading), span),
    box: box ? { state: box.state, position: placeOf(reading).positionAt(box.span.start) } : null,
    children: children.map(convert),
  })
  return structuredClone(specItems(feature).map(convert))
}

/** Ticks a box or takes the tick away, in the way of its document; one that is neither open nor done is kept. */
export function createSetBox(
  documents: TextDocuments<TextDocument>,
  analyser: Analyser,
  changes: Changes,
): (given: SetBoxArguments) => Promise<Resolved> {
  return async ({ uri, version, position, done, label: wanted }) => {
    const document = documents.get(uri)
    if (!document) return { applied: false, reason: 'The document has to be open.' }
    const { reading } = await analyser.of(document)
    const at = document.offsetAt(position)
    const text = document.getText()
    const mark = text[at]
    const known = reading?.spec.scan.blocks.some((one) => one.type === 'item' && one.box?.start === at)
    const line =
      text
        .slice(at + 2, at + 300)
        .split(/[\r\n]/, 1)[0]
        ?.replace(/\s+/g, ' ') ?? ''
    const meant = wanted === undefined || line.includes(wanted.replace(/…$/, ''))
    if (document.version !== version || !reading || !known || !meant || text[at + 1] !== ']')
      return { applied: false, changed: true, reason: 'The document was changed meanwhile.' }
    const ticked = isDone(reading.spec, { box: { start: at, end: at + 1 } })
    if (mark !== ' ' && !ticked)
      return { applied: false, reason: `The box is "[${mark}]": it is neither open nor done, and stays as it is.` }
    const tick = /\[X\]/.test(text) && !/\[x\]/.test(text) ? 'X' : 'x'
    if (ticked === done) return { applied: true }
    const edits = [{ start: at, end: at + 1, text: done ? tick : ' ' }]
    const label = done ? 'Tick a box' : 'Untick a box'
    return changes.apply({ label, documents: [{ path: reading.path, before: text, edits }] }, document)
  }
}
