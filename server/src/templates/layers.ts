// A template that was learnt from the text of several layers: which layer asks for a section.

import { normalTitle } from '../document/sections.ts'
import { optionalSections } from './builtin.ts'
import { markOf } from './learn.ts'
import type { Composed } from './stack.ts'
import { partAt, type Template, type TemplateLayer, type TemplateSection } from './template.ts'

/**
 * A template with the layers of its text.
 * @param shown how the path of a layer is shown.
 */
export function withLayers(template: Template, composed: Composed, shown: (path: string) => string): Template {
  const layers = new Map(
    composed.layers.map((layer): [TemplateLayer, TemplateLayer] => [
      layer,
      layer.kind === 'built-in' ? layer : { ...layer, path: shown(layer.path) },
    ]),
  )
  const parts = composed.parts.map((part) => ({ ...part, layer: layers.get(part.layer) ?? part.layer }))
  const base = layers.get(composed.base)
  const layered: Template = { ...template, layers: [...layers.values()], parts }
  const sections = template.sections.map((one): TemplateSection => {
    const layer = partAt(layered, one.section.start)?.layer
    return layer && layer !== base && isUnmarked(one) ? { ...one, required: false, added: true } : one
  })
  return { ...layered, sections }
}

const optional = new Set(optionalSections.map(normalTitle))

/** Whether nothing says that a section has to be there, or may be left out. */
const isUnmarked = ({ section, name, title }: TemplateSection): boolean =>
  section.level === 2 && markOf(section) === undefined && !optional.has(name) && !title.includes('[')
