// The value of a configuration, as far as it can be looked at: what cannot is told with its place, and the rest goes on.

import { getNodeValue, type Node } from 'jsonc-parser'
import { t } from '../../base/l10n.ts'
import type { Span } from '../../base/span.ts'

export interface Unreadable extends Span {
  message: string
}

const mostEntries = 1000 // of one object or list: there are some sixty rules

/** @returns the value of a tree, and what was left out of it. Throws RangeError where it is nested too deeply. */
export function readValue(tree: Node): { value: unknown; unreadable: Unreadable[] } {
  const unreadable: Unreadable[] = []
  const tell = ({ offset, length }: Node, message: string): void => {
    unreadable.push({ start: offset, end: offset + length, message })
  }
  /** The children that are read, one after the other. */
  const first = (node: Node): readonly Node[] => {
    const children = node.children ?? []
    if (children.length <= mostEntries) return children
    const next = children[mostEntries] as Node
    tell(
      next.children?.[0] ?? next,
      t('Too many entries ({0}). The entries from here on are ignored.', children.length),
    )
    return children.slice(0, mostEntries)
  }
  const read = (node: Node): unknown => {
    if (node.type === 'array') return first(node).map(read)
    if (node.type !== 'object') return getNodeValue(node)
    const entries = new Map<string, unknown>()
    for (const { children: [key, value] = [] } of first(node)) {
      if (!key || !value) continue
      const name = String(key.value)
      if (isWellFormed(name)) entries.set(name, read(value))
      else tell(key, t('The name has an unpaired surrogate and is ignored.'))
    }
    return Object.fromEntries(entries)
  }
  return { value: read(tree), unreadable }
}

/** No half of a pair of surrogates stands alone: URIs, and so the locations of a validator, cannot have one. */
export const isWellFormed = (text: string): boolean =>
  !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text)
