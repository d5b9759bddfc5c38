// textDocument/documentSymbol: sections with their items; or only items, for editors with their own outline of headings, such
// as VS Code, which shows both.

import { t } from '../base/l10n.ts'
import type { Span } from '../base/span.ts'
import { writeId } from '../document/ids.ts'
import type { Definition, Section } from '../document/model.ts'
import { roleOf, type SpecDocument } from '../templates/specDocument.ts'
import type { Role } from '../templates/template.ts'

export interface OutlineNode {
  name: string
  detail: string
  kind: 'section' | 'item' | Role
  /** The whole section or item; contains `selection`. */
  range: Span
  selection: Span
  children: OutlineNode[]
}

/** Sections with their items. */
export function outline(spec: SpecDocument): OutlineNode[] {
  const { document } = spec
  const top: OutlineNode[] = []
  const bySection = new Map<Section, OutlineNode>()
  for (const section of document.sections) {
    const name = section.title || t('(untitled)')
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
  for (const definition of spec.definitions) {
    if (definition.form === 'heading') continue // a story's heading is a section
    const outer = definition.section && bySection.get(definition.section)
    ;(outer?.children ?? top).push(itemNode(spec, definition))
  }
  return top
}

/** Items in the order of the text, nested as they are in headings and other items. */
export function itemOutline(spec: SpecDocument): OutlineNode[] {
  const top: OutlineNode[] = []
  const around: OutlineNode[] = []
  for (const definition of [...spec.definitions].sort((a, b) => a.start - b.start)) {
    const node = itemNode(spec, definition)
    while (around.length > 0 && (around.at(-1) as OutlineNode).range.end < node.range.end) around.pop()
    ;(around.at(-1)?.children ?? top).push(node)
    around.push(node)
  }
  return top
}

function itemNode(spec: SpecDocument, definition: Definition): OutlineNode {
  const { id, form, whole, start, end, section } = definition
  const { text } = spec.document
  const last = form === 'heading' && section ? section.name.end : whole.end
  const words = text.slice(end, Math.min(last, end + 120)).replace(/^[\s*_~\]:：|–—-]+/, '')
  return {
    name: writeId(id, id.number) + id.suffix,
    detail: words.split(/[\r\n|]/, 1)[0]?.trim() ?? '',
    kind: roleOf(spec.format, spec.homes, definition) ?? 'item',
    range: {
      start: Math.min(whole.start, start),
      end: form === 'heading' && section ? section.end : Math.max(whole.end, end),
    },
    selection: { start, end },
    children: [],
  }
}
