// Connects a template with the layers that its text is composed of, and decides which layer requires a section.

import { normalTitle } from '../document/sections.ts'
import { optionalSections } from './builtin.ts'
import { markOf } from './learn.ts'
import type { Composed } from './stack.ts'
import { partAt, type Template, type TemplateLayer, type TemplateSection } from './template.ts'

/**
 * Adds the layers of its text to a template. Unmarked sections of the layers around the base are not required.
 * @param shown converts the path of a layer to the form that messages show
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
  const sections = template.sections.map((wanted): TemplateSection => {
    const layer = partAt(layered, wanted.section.start)?.layer
    return layer && layer !== base && isUnmarked(wanted) ? { ...wanted, required: false, added: true } : wanted
  })
  return { ...layered, sections }
}

const optional = new Set(optionalSections.map(normalTitle))

/** Whether nothing says that a section is required or optional. */
const isUnmarked = ({ section, name, title }: TemplateSection): boolean =>
  section.level === 2 && markOf(section) === undefined && !optional.has(name) && !title.includes('[')
