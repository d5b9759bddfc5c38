// How `specwise explain --format` shows the layers of a template: what each does with what lies below it.
import { quotedList } from '../base/words.ts'
import { readDocument } from '../document/read.ts'
import { unmarkedTitle } from '../templates/learn.ts'
import type { TemplateLayer } from '../templates/template.ts'

const verbs = {
  replace: 'replaces the layers below',
  prepend: 'goes before the layers below',
  append: 'goes after the layers below',
  wrap: 'goes around the layers below',
}

/** A line a layer, from the top to the bottom: its file, how it counts, and the sections that it adds or leaves out. */
export function layerLines(layers: readonly TemplateLayer[]): string[] {
  let below: readonly string[] | undefined // titles of sections
  const lines = [...layers].reverse().map((layer): string => {
    const head = `${headOf(layer)}${layer.priority === undefined ? '' : `, priority ${layer.priority}`}`
    if (layer.unused === 'disabled') return `${head}: disabled`
    const titles = titlesOf(layer.text)
    const before = below
    const added = titles.filter((title) => !before?.includes(title))
    const left = layer.strategy === 'replace' ? (before ?? []).filter((title) => !titles.includes(title)) : []
    const isBroken = layer.unused !== undefined && !layer.unused.startsWith('replaced')
    if (!isBroken) below = layer.strategy === 'replace' ? titles : [...(before ?? []), ...added]
    const said = [
      before === undefined ? undefined : verbs[layer.strategy],
      added.length > 0 ? `${before === undefined ? 'has' : 'adds'} ${quotedList(added, 'and')}` : undefined,
      left.length > 0 ? `leaves out ${quotedList(left, 'and')}` : undefined,
    ].filter((one) => one !== undefined)
    if (isBroken) return `${head}: left out: ${layer.unused}`
    return `${head}${layer.unused === undefined ? '' : ` (${layer.unused})`}: ${said.join('; ') || 'adds no section'}`
  })
  return lines.reverse()
}

const headOf = ({ kind, id, path }: TemplateLayer): string =>
  kind === 'built-in' ? path : `${kind}${id === undefined ? '' : ` "${id}"`} ${path}`

const titlesOf = (text: string): string[] =>
  readDocument(text)
    .sections.filter(({ level }) => level === 2)
    .map(unmarkedTitle)
