// specwise/items: the tree of a specification. And the command that sets a checkbox.
import type { TextDocuments } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Analyser } from '../analysis/analyser.ts'
import { t } from '../base/l10n.ts'
import { boxState, isEmptyBox } from '../document/checkboxes.ts'
import { entriesOf } from '../document/listEntries.ts'
import type { Feature } from '../feature/feature.ts'
import { type SpecItem, specItems } from '../queries/specItems.ts'
import { type Changes, changedMeanwhile, notOpen } from './change.ts'
import { linesOf, toRange } from './convert.ts'
import type { Item, Resolved, SetBoxArguments } from './messages.ts'

/** The items of a feature with locations in the form of the client. */
export function itemsOf(feature: Feature, uriOf: (path: string) => string): Item[] {
  const convert = ({ spec, span, box, state: _, isReady, children, id, ...item }: SpecItem): Item => ({
    ...item,
    ...(isReady && { isReady }),
    id: id ?? null,
    uri: uriOf(spec.path),
    range: toRange(linesOf(spec.document), span),
    box: box ? { state: box.state, position: linesOf(spec.document).positionAt(box.span.start) } : null,
    children: children.map(convert),
  })
  return structuredClone(specItems(feature).map(convert))
}

/** Checks or unchecks a box, in the style of its document; one that is neither open nor done is not changed. */
export function createSetBox(
  documents: TextDocuments<TextDocument>,
  analyser: Analyser,
  changes: Changes,
): (given: SetBoxArguments) => Promise<Resolved> {
  return async ({ uri, version, position, done, label: wanted }) => {
    const document = documents.get(uri)
    if (!document) return notOpen()
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
    if (document.version !== version || !spec || !box || !meant) return changedMeanwhile()
    const ticked = boxState(spec.document, box) === 'done'
    if (!isEmptyBox(box) && !ticked)
      return { applied: false, reason: t('Cannot change "[{0}]": it is neither open nor done', box.mark) }
    const tick = /\[X\]/.test(text) && !/\[x\]/.test(text) ? 'X' : 'x'
    if (ticked === done) return { applied: true }
    const edits = [{ start: at, end: box.end, text: done ? tick : ' ' }]
    const label = done ? t('Mark as Done') : t('Mark as Open')
    return changes.apply({ label, documents: [{ path: spec.path, before: text, edits }] }, document)
  }
}
