// Turns the JSON tree of a configuration into a value. Parts that cannot be read are reported with their place and left out.

import { getNodeValue, type Node, type ParseErrorCode, printParseErrorCode } from 'jsonc-parser'
import { t } from '../../base/l10n.ts'
import type { Span } from '../../base/span.ts'

export interface UnreadablePart extends Span {
  message: string
}

const mostEntries = 1000 // in one object or list; there are about sixty rules

/**
 * @returns the value of a tree, and the parts that were left out
 * @throws RangeError if the tree is nested too deeply
 */
export function readValue(tree: Node): { value: unknown; unreadable: UnreadablePart[] } {
  const unreadable: UnreadablePart[] = []
  const skip = ({ offset, length }: Node, message: string): void => {
    unreadable.push({ start: offset, end: offset + length, message })
  }
  /** The children up to the limit. Those beyond it are reported. */
  const first = (node: Node): readonly Node[] => {
    const children = node.children ?? []
    if (children.length <= mostEntries) return children
    const next = children[mostEntries] as Node
    skip(
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
      else skip(key, t('The name has an unpaired surrogate and is ignored.'))
    }
    return Object.fromEntries(entries)
  }
  return { value: read(tree), unreadable }
}

/** Whether a text has no unpaired surrogate. URIs, and so the validator's locations, cannot contain one. */
export const isWellFormed = (text: string): boolean =>
  !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text)

/** A syntax error of JSON in words: `comma expected`. */
export const jsonErrorText = (error: ParseErrorCode): string =>
  printParseErrorCode(error)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
