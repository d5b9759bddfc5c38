// The call hierarchy of items: a story calls its requirements, tasks and criteria, and so on.
import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type Connection,
  type Position,
  SymbolKind,
  type TextDocuments,
} from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Analyser } from '../analysis/analyser.ts'
import type { Checker } from '../analysis/checker.ts'
import { pathOf } from '../base/uri.ts'
import type { Feature } from '../feature/feature.ts'
import { itemLinks, type Traced } from '../feature/itemLinks.ts'
import { symbolAt } from '../feature/symbol.ts'
import { hierarchyItems, incoming, outgoing } from '../queries/callHierarchy.ts'
import { linesOf, toRange } from './convert.ts'
import type { Guard } from './guard.ts'

export interface CallHierarchyOptions {
  documents: TextDocuments<TextDocument>
  analyser: Analyser
  checker: Checker
  address(path: string): string
}

/** Identifies an item in a later request. */
interface ItemData {
  uri: string
  key: string
}

const signs = { done: '✓', open: '○', dropped: '–' } as const

/** Answers the three requests; null or empty if there is no item. */
function createCallHierarchy({ documents, analyser, checker, address }: CallHierarchyOptions) {
  const toItem = ({ id, text, at, state }: Traced): CallHierarchyItem => {
    const { spec, definition } = at
    const uri = address(spec.path)
    const document = linesOf(spec.document)
    return {
      name: id,
      detail: state === undefined ? text : `${signs[state]} ${text}`,
      kind: SymbolKind.Field,
      uri,
      range: toRange(document, definition.whole),
      selectionRange: toRange(document, definition),
      data: { uri, key: definition.id.key } satisfies ItemData,
    }
  }

  const featureAt = async (uri: string): Promise<Feature | undefined> => {
    const open = documents.get(uri)
    if (open) return (await analyser.read(open)).feature
    const path = pathOf(uri)
    return path === undefined ? undefined : (await checker.load(path).catch(() => undefined))?.feature
  }

  const again = async ({ data }: CallHierarchyItem): Promise<{ feature: Feature; item: Traced } | undefined> => {
    const { uri, key } = data as ItemData
    const feature = await featureAt(uri)
    if (!feature) return undefined
    const { stories, requirements, tasks, criteria } = itemLinks(feature)
    const item = [...stories, ...requirements, ...tasks, ...criteria].find(
      ({ at }) => at.definition.id.key === key && address(at.spec.path) === uri,
    )
    return item && { feature, item }
  }

  return {
    async prepare({ textDocument: { uri }, position }: { textDocument: { uri: string }; position: Position }) {
      const document = documents.get(uri)
      const { feature, spec } = document ? await analyser.read(document) : { feature: undefined, spec: undefined }
      const symbol = document && feature && spec && symbolAt(feature, spec, document.offsetAt(position))
      const items = feature && symbol ? hierarchyItems(feature, symbol).map(toItem) : []
      return items.length > 0 ? items : null
    },
    async incoming(item: CallHierarchyItem): Promise<CallHierarchyIncomingCall[]> {
      const found = await again(item)
      if (!found) return []
      return incoming(found.feature, found.item).map((one) => {
        const from = toItem(one)
        return { from, fromRanges: [from.selectionRange] }
      })
    },
    async outgoing(item: CallHierarchyItem): Promise<CallHierarchyOutgoingCall[]> {
      const found = await again(item)
      if (!found) return []
      return outgoing(found.feature, found.item).map((one) => ({ to: toItem(one), fromRanges: [item.selectionRange] }))
    },
  }
}

/** Connects the requests. */
export function serveCallHierarchy(connection: Connection, options: CallHierarchyOptions, guard: Guard): void {
  const hierarchy = createCallHierarchy(options)
  const { callHierarchy } = connection.languages
  callHierarchy.onPrepare(guard('callHierarchy', null, hierarchy.prepare))
  callHierarchy.onIncomingCalls(guard('incomingCalls', [], ({ item }) => hierarchy.incoming(item)))
  callHierarchy.onOutgoingCalls(guard('outgoingCalls', [], ({ item }) => hierarchy.outgoing(item)))
}
