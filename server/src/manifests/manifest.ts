// Kubernetes resources in the YAML blocks of a document, and the values at a path in them. Spans are offsets in the document.

import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
  type Document as YamlDocument,
} from 'yaml'
import { memoized } from '../base/lru.ts'
import { perObject } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import type { Document } from '../document/model.ts'
import { type YamlBlock, yamlBlocksOf } from './yamlBlocks.ts'

export interface Resource {
  apiVersion: string
  kind: string
  /** `metadata.name`. Undefined if it is missing or not plain text. */
  name: Value | undefined
  root: Value
  /** The span of its kind. */
  at: Span
  block: YamlBlock
}

/** A value in a YAML block. */
export interface Value {
  node: Node
  document: YamlDocument.Parsed
  block: YamlBlock
  span: Span
  /** The span of its key, or of the value itself in a list. */
  key: Span
  /** Its key. `[]` for items of a list, empty for the root. */
  name: string
  /** The map or list that contains it. */
  above: Value | undefined
}

/** The resources of a document. Items of `kind: List` are separate resources. */
export function resourcesOf(document: Document): Resource[] {
  return yamlBlocksOf(document).flatMap((block) =>
    block.documents.flatMap((document) => {
      const root = rootOf(block, document)
      if (!root) return []
      const items = isSeq(root.node)
        ? valuesAt(root, '[]')
        : textAt(root, 'kind') === 'List'
          ? valuesAt(root, 'items[]')
          : []
      return (items.length > 0 ? items : [root]).flatMap((item) => asResource(item) ?? [])
    }),
  )
}

/** The root of every YAML document in the blocks of a document. */
export const rootsOf = (document: Document): Value[] =>
  yamlBlocksOf(document).flatMap((block) => block.documents.flatMap((document) => rootOf(block, document) ?? []))

function rootOf(block: YamlBlock, document: YamlDocument.Parsed): Value | undefined {
  const node = document.contents as Node | null
  return node ? valueFrom({ block, document }, node, undefined, '', undefined) : undefined
}

function asResource(root: Value): Resource | undefined {
  const [version] = valuesAt(root, 'apiVersion')
  const [kind] = valuesAt(root, 'kind')
  const [apiVersion, kindName] = [plainText(version), plainText(kind)]
  if (!kind || apiVersion === undefined || kindName === undefined) return undefined
  const [name] = valuesAt(root, 'metadata.name')
  return {
    apiVersion,
    kind: kindName,
    name: name && plainText(name) !== undefined ? name : undefined,
    root,
    at: kind.span,
    block: root.block,
  }
}

function valueFrom(
  { block, document }: Pick<Value, 'block' | 'document'>,
  node: Node,
  key: unknown,
  name: string,
  above: Value | undefined,
): Value {
  const span = spanOf(block, node)
  return { node, document, block, span, key: isScalar(key) ? spanOf(block, key) : span, name, above }
}

function spanOf(block: YamlBlock, { range }: Node): Span {
  const [start, end] = range ?? [0, 0]
  return { start: block.block.at(start), end: Math.max(block.block.at(start), block.block.at(end)) }
}

// Text that a template fills in or that is left out: `{{ … }}`, `${X}`, `$X`, `<name>`, `[env]`, `{env}`, `@X@`, `__X__`, `…`.
const filledIn =
  /\{[{%#]|\$[A-Za-z_({]|<[^<>\n]{0,60}>|\[[\w .…-]{1,40}\]|\{[\w .-]{1,40}\}|@\w{1,40}@|__\w{1,40}__|%[sd]|\*|\byour[_-]|…|\.\.\.|\(\(|#\{/

/** The text of a scalar, without quotes. Undefined for lists, maps and empty values, and if a template fills it in. */
export function plainText(value: Value | undefined): string | undefined {
  if (!value || !isScalar(value.node)) return undefined
  const [start, end] = value.node.range ?? [0, 0]
  const source = value.block.text.slice(start, end)
  const { value: scalar } = value.node
  return scalar === null || scalar === undefined || filledIn.test(source) ? undefined : String(scalar)
}

/** The source text of a value, with quotes. */
export function sourceOf({ node, block }: Value): string {
  const [start, end] = node.range ?? [0, 0]
  return block.text.slice(start, end)
}

export const textAt = (root: Value, path: string): string | undefined => plainText(valuesAt(root, path)[0])

const mostSteps = 20 // aliases of aliases

function resolved({ node, document }: Value): Node | undefined {
  let current: Node | undefined = node
  for (let k = 0; isAlias(current) && k < mostSteps; k++) current = anchorsOf(document).get(current.source)
  return isAlias(current) ? undefined : current
}

/** The nodes of a YAML document by anchor, computed once. Undefined for an anchor that is defined twice. */
const anchorsOf = perObject(({ contents }: YamlDocument.Parsed): ReadonlyMap<string, Node | undefined> => {
  const found = new Map<string, Node | undefined>()
  const waiting: unknown[] = [contents]
  while (waiting.length > 0) {
    const node = waiting.pop()
    if ((isMap(node) || isSeq(node) || isScalar(node)) && node.anchor)
      found.set(node.anchor, found.has(node.anchor) ? undefined : (node as Node))
    if (isSeq(node)) for (const item of node.items) waiting.push(item)
    if (isMap(node)) for (const { key, value } of pairsOf(node)) waiting.push(key, value)
  }
  return found
})

/**
 * The values at a path. A path is keys joined by dots, with `[]` for each item of a list, `*` for every key, and quotes
 * around a key with dots: `metadata.labels."app.kubernetes.io/name"`, `spec.containers[].resources.limits`.
 */
export function valuesAt(root: Value, path: string): Value[] {
  let values = [root]
  for (const step of stepsOf(path)) values = values.flatMap((value) => next(value, step))
  return values
}

const stepsOf = memoized(500, (path: string): readonly string[] =>
  (path.match(/"[^"]*"|\[\]|[^.[\]"]+/g) ?? []).map((step) => step.replace(/^"(.*)"$/, '$1')),
)

function next(value: Value, step: string): Value[] {
  const node = resolved(value)
  if (step === '[]') {
    if (!isSeq(node)) return []
    return node.items.flatMap((item) => (item ? valueFrom(value, item as Node, undefined, step, value) : []))
  }
  if (!isMap(node)) return []
  return pairsOf(node).flatMap(({ key, value: child }) => {
    const name = isScalar(key) ? String(key.value) : ''
    if (step !== '*' && name !== step) return []
    return valueFrom(value, (child ?? key) as Node, key, name, value)
  })
}

const pairsOf = (map: YAMLMap): Pair[] => map.items

/** Whether a value may have keys that cannot be seen: it has a merge key, or is not a map. */
export const mayHaveMore = (value: Value): boolean => {
  const node = resolved(value)
  return !isMap(node) || pairsOf(node).some(({ key }) => isScalar(key) && key.value === '<<')
}

/** All values below a value, in the order of the text. Aliases are not followed. */
export function everything(root: Value): Value[] {
  const found: Value[] = []
  const waiting: Value[] = [root]
  for (let value = waiting.pop(); value; value = waiting.pop()) {
    if (value.name !== '') found.push(value)
    const { node } = value
    const below = isMap(node) ? next(value, '*') : isSeq(node) ? next(value, '[]') : []
    for (let k = below.length - 1; k >= 0; k--) waiting.push(below[k] as Value)
  }
  return found
}
