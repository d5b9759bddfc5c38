// textDocument/documentSymbol: sections, and in them what has an id. VS Code shows its own outline of Markdown and does
// not ask for this one.

import type { Span } from '../base/span.ts'
import { writeId } from '../document/ids.ts'
import type { Section } from '../document/model.ts'
import type { SpecDocument } from '../templates/specDocument.ts'

export interface OutlineNode {
  name: string
  detail: string
  kind: 'section' | 'item'
  /** All of it; `selection` lies inside. */
  range: Span
  selection: Span
  children: OutlineNode[]
}

export function outline({ document, definitions }: SpecDocument): OutlineNode[] {
  const top: OutlineNode[] = []
  const bySection = new Map<Section, OutlineNode>()
  for (const section of document.sections) {
    const name = section.title || '(untitled)'
    const node: OutlineNode = {
      name,
      detail: '',
      kind: 'section',
      range: section,
      selection: section.name,
      children: [],
    }
    bySection.set(section, node)
    const outer = section.parent && bySection.get(section.parent)
    ;(outer?.children ?? top).push(node)
  }
  for (const { id, form, whole, start, end, section } of definitions) {
    if (form === 'heading') continue // a story's heading is a section
    const text = document.text.slice(end, Math.min(whole.end, end + 120)).replace(/^[\s*_~\]:：|]+/, '')
    const outer = section && bySection.get(section)
    ;(outer?.children ?? top).push({
      name: writeId(id, id.number) + id.suffix,
      detail: text.split(/[\r\n|]/, 1)[0]?.trim() ?? '',
      kind: 'item',
      range: { start: Math.min(whole.start, start), end: Math.max(whole.end, end) },
      selection: { start, end },
      children: [],
    })
  }
  return top
}
