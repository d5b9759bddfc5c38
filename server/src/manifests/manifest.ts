// Kubernetes resources in the YAML of a document, and what stands at a path in one. Spans are offsets into the document.

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
  /** `metadata.name`; undefined when it is missing or no plain text. */
  name: Value | undefined
  root: Value
  /** Where its kind stands. */
  at: Span
  block: YamlBlock
}

/** Something that stands in a block. */
export interface Value {
  node: Node
  document: YamlDocument.Parsed
  block: YamlBlock
  span: Span
  /** Where its key stands; the item itself in a list. */
  key: Span
  /** Its key; `[]` for what a list holds, empty for the top. */
  name: string
  /** The map or list that it stands in. */
  above: Value | undefined
}

/** The resources of a document, those of `kind: List` one by one. */
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
      return (items.length > 0 ? items : [root]).flatMap((one) => asResource(one) ?? [])
    }),
  )
}

/** The top of every YAML document of the blocks. */
export const rootsOf = (document: Document): Value[] =>
  yamlBlocksOf(document).flatMap((block) => block.documents.flatMap((document) => rootOf(block, document) ?? []))

function rootOf(block: YamlBlock, document: YamlDocument.Parsed): Value | undefined {
  const node = document.contents as Node | null
  return node ? valueFrom({ block, document }, node, undefined, '', undefined) : undefined
}

function asResource(root: Value): Resource | undefined {
  const [version] = valuesAt(root, 'apiVersion')
  const [kind] = valuesAt(root, 'kind')
  const [apiVersion, kindName] = [plain(version), plain(kind)]
  if (!kind || apiVersion === undefined || kindName === undefined) return undefined
  const [name] = valuesAt(root, 'metadata.name')
  return {
    apiVersion,
    kind: kindName,
    name: name && plain(name) !== undefined ? name : undefined,
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

// `{{ … }}`, `${X}`, `$X`, `<name>`, `[env]`, `{env}`, `@X@`, `__X__`, and what is left out.
const filledIn =
  /\{[{%#]|\$[A-Za-z_({]|<[^<>\n]{0,60}>|\[[\w .…-]{1,40}\]|\{[\w .-]{1,40}\}|@\w{1,40}@|__\w{1,40}__|%[sd]|\*|\byour[_-]|…|\.\.\.|\(\(|#\{/

/** The text of a value as written between its quotes; undefined for lists and maps, and what a template fills in. */
export function plain(value: Value | undefined): string | undefined {
  if (!value || !isScalar(value.node)) return undefined
  const [start, end] = value.node.range ?? [0, 0]
  const source = value.block.text.slice(start, end)
  const { value: own } = value.node
  return own === null || own === undefined || filledIn.test(source) ? undefined : String(own)
}

/** A value as it is written, with its quotes. */
export function sourceOf({ node, block }: Value): string {
  const [start, end] = node.range ?? [0, 0]
  return block.text.slice(start, end)
}

export const textAt = (root: Value, path: string): string | undefined => plain(valuesAt(root, path)[0])

const mostSteps = 20 // aliases to aliases

function resolved({ node, document }: Value): Node | undefined {
  let now: Node | undefined = node
  for (let k = 0; isAlias(now) && k < mostSteps; k++) now = anchorsOf(document).get(now.source)
  return isAlias(now) ? undefined : now
}

/** What each anchor of a document names, looked for once; undefined for a name that is given twice. */
const anchorsOf = perObject(({ contents }: YamlDocument.Parsed): ReadonlyMap<string, Node | undefined> => {
  const found = new Map<string, Node | undefined>()
  const waiting: unknown[] = [contents]
  while (waiting.length > 0) {
    const one = waiting.pop()
    if ((isMap(one) || isSeq(one) || isScalar(one)) && one.anchor)
      found.set(one.anchor, found.has(one.anchor) ? undefined : (one as Node))
    if (isSeq(one)) for (const item of one.items) waiting.push(item)
    if (isMap(one)) for (const { key, value } of pairsOf(one)) waiting.push(key, value)
  }
  return found
})

/**
 * What stands at a path: keys joined by dots, `[]` for each item of a list, `*` for every key, a key with dots in quotes:
 * `metadata.labels."app.kubernetes.io/name"`, `spec.containers[].resources.limits`.
 */
export function valuesAt(root: Value, path: string): Value[] {
  let now = [root]
  for (const step of stepsOf(path)) now = now.flatMap((one) => next(one, step))
  return now
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
  return pairsOf(node).flatMap(({ key, value: own }) => {
    const name = isScalar(key) ? String(key.value) : ''
    if (step !== '*' && name !== step) return []
    return valueFrom(value, (own ?? key) as Node, key, name, value)
  })
}

const pairsOf = (map: YAMLMap): Pair[] => map.items

/** Whether more may stand in a value than is seen: it takes from another one. */
export const mayHaveMore = (value: Value): boolean => {
  const node = resolved(value)
  return !isMap(node) || pairsOf(node).some(({ key }) => isScalar(key) && key.value === '<<')
}

/** Everything below a value, in the order of the text; what an alias stands for is met where it is written. */
export function everything(root: Value): Value[] {
  const found: Value[] = []
  const waiting: Value[] = [root]
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    if (one.name !== '') found.push(one)
    const { node } = one
    const below = isMap(node) ? next(one, '*') : isSeq(node) ? next(one, '[]') : []
    for (let k = below.length - 1; k >= 0; k--) waiting.push(below[k] as Value)
  }
  return found
}
