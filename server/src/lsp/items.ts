// specwise/items: the tree of one specification. And the command that ticks a box.
import type { TextDocuments } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { Analyser } from '../analysis/analyser.ts'
import { boxState, isEmptyBox } from '../document/boxes.ts'
import { entriesOf } from '../document/listEntries.ts'
import type { Feature } from '../feature/feature.ts'
import { type SpecItem, specItems } from '../queries/specItems.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { Changes } from './change.ts'
import { toRange } from './convert.ts'
import type { Item, Resolved, SetBoxArguments } from './messages.ts'

/** The items of a feature with places as the client names them. */
export function itemsOf(feature: Feature, uriOf: (path: string) => string): Item[] {
  const places = new Map<SpecDocument, TextDocument>()
  const placeOf = (spec: SpecDocument): TextDocument => {
    const place = places.get(spec) ?? TextDocument.create('', 'markdown', 0, spec.document.text)
    places.set(spec, place)
    return place
  }
  const convert = ({ spec, span, box, state: _, children, id, ...item }: SpecItem): Item => ({
    ...item,
    id: id ?? null,
    uri: uriOf(spec.path),
    range: toRange(placeOf(spec), span),
    box: box ? { state: box.state, position: placeOf(spec).positionAt(box.span.start) } : null,
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
    const { spec } = await analyser.read(document)
    const at = document.offsetAt(position)
    const text = document.getText()
    const box = spec && entriesOf(spec.document).find((one) => one.box?.start === at)?.box
    const line =
      text
        .slice((box?.end ?? at) + 1, at + 300)
        .split(/[\r\n]/, 1)[0]
        ?.replace(/\s+/g, ' ') ?? ''
    const meant = wanted === undefined || line.includes(wanted.replace(/…$/, ''))
    if (document.version !== version || !spec || !box || !meant)
      return { applied: false, changed: true, reason: 'The document was changed meanwhile.' }
    const ticked = boxState(spec.document, box) === 'done'
    if (!isEmptyBox(box) && !ticked)
      return { applied: false, reason: `The box is "[${box.mark}]": it is neither open nor done, and stays as it is.` }
    const tick = /\[X\]/.test(text) && !/\[x\]/.test(text) ? 'X' : 'x'
    if (ticked === done) return { applied: true }
    const edits = [{ start: at, end: box.end, text: done ? tick : ' ' }]
    const label = done ? 'Tick a box' : 'Untick a box'
    return changes.apply({ label, documents: [{ path: spec.path, before: text, edits }] }, document)
  }
}
