// How `specwise explain --format` shows the layers of a template: what each does with the layers below it.
import { quotedList, t } from '../base/l10n.ts'
import { readDocument } from '../document/read.ts'
import { unmarkedTitle } from '../templates/learn.ts'
import type { TemplateLayer } from '../templates/template.ts'

const effects: Record<TemplateLayer['strategy'], () => string> = {
  replace: () => t('replaces the layers below'),
  prepend: () => t('goes before the layers below'),
  append: () => t('goes after the layers below'),
  wrap: () => t('goes around the layers below'),
}

/** A line for each layer, from top to bottom: its file, its effect, and the sections that it adds or leaves out. */
export function layerLines(layers: readonly TemplateLayer[]): string[] {
  let below: readonly string[] | undefined // titles of sections
  const lines = [...layers].reverse().map((layer): string => {
    const head = layer.priority === undefined ? nameOf(layer) : t('{0}, priority {1}', nameOf(layer), layer.priority)
    if (layer.unused === t('disabled')) return `${head}: ${layer.unused}`
    const titles = titlesOf(layer.text)
    const before = below
    const added = titles.filter((title) => !before?.includes(title))
    const left = layer.strategy === 'replace' ? (before ?? []).filter((title) => !titles.includes(title)) : []
    const isBroken = layer.unused !== undefined && layer.unused !== t('replaced by a layer above')
    if (!isBroken) below = layer.strategy === 'replace' ? titles : [...(before ?? []), ...added]
    const facts = [
      ...(before === undefined ? [] : [effects[layer.strategy]()]),
      ...(added.length > 0 ? [addedText(added, before === undefined)] : []),
      ...(left.length > 0 ? [t('leaves out {0}', quotedList(left, 'and'))] : []),
    ]
    if (isBroken) return `${head}: ${t('ignored: {0}', layer.unused ?? '')}`
    return `${head}${layer.unused === undefined ? '' : ` (${layer.unused})`}: ${facts.join('; ') || t('adds no sections')}`
  })
  return lines.reverse()
}

const addedText = (titles: readonly string[], isLowest: boolean): string =>
  isLowest ? t('has {0}', quotedList(titles, 'and')) : t('adds {0}', quotedList(titles, 'and'))

const nameOf = ({ kind, id, path }: TemplateLayer): string =>
  kind === 'built-in' ? path : `${kind}${id === undefined ? '' : ` "${id}"`} ${path}`

const titlesOf = (text: string): string[] =>
  readDocument(text)
    .sections.filter(({ level }) => level === 2)
    .map(unmarkedTitle)
