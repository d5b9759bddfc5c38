// Findings of documents that nobody has open: errors and warnings of all specifications, kept as the index checks them. Pulled
// as workspace/diagnostic, or pushed to clients that do not pull.
import type {
  CancellationToken,
  Connection,
  Diagnostic,
  PreviousResultId,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { CheckedDocument, CheckedFeature } from '../analysis/checker.ts'
import { pathOf } from '../base/uri.ts'
import { ownData } from '../base/words.ts'
import type { Client } from './capabilities.ts'
import { createPlaces, linkOf, type PlacesOf, toDiagnostic } from './convert.ts'

export interface WorkspaceDiagnosticsOptions {
  connection: Pick<Connection, 'sendDiagnostics' | 'console'>
  /** All documents are meant, and not the open ones alone. */
  wanted(): boolean
  client(): Pick<Client, 'pulls' | 'relatedInformation' | 'rulePages'>
  isOpen(path: string): boolean
  address(path: string): string
}

export interface WorkspaceDiagnostics {
  /** A specification was checked; `home` is the path of its feature. */
  take(home: string, checked: CheckedFeature): void
  /** A specification has gone. */
  drop(home: string): void
  /** A document was opened or closed; without a path: all are meant now, or no longer. */
  changed(path?: string): void
  /** What is kept of a document. */
  of(uri: string): readonly Diagnostic[]
  /** How many findings are left out, since there are too many. */
  leftOut(): number
  /** Answers when something is not as the client knows it; until then, the request waits. */
  pull(known: readonly PreviousResultId[], token: CancellationToken): Promise<WorkspaceDiagnosticReport>
}

const most = 2000 // findings

interface Entry {
  diagnostics: readonly Diagnostic[]
  /** Tells answers apart. */
  serial: number
}

const nothing: Entry = { diagnostics: [], serial: 0 }

export function createWorkspaceDiagnostics({
  connection,
  wanted,
  client,
  isOpen,
  address,
}: WorkspaceDiagnosticsOptions): WorkspaceDiagnostics {
  const entries = new Map<string, Entry>() // by path: clients write one address in several ways
  const homes = new Map<string, string[]>() // the paths of a feature's documents
  const mark = `workspace.${Date.now().toString(36)}.` // a serial number means nothing to the next server
  let serial = 0
  let count = 0
  const leftOut = new Map<string, number>() // by the path of a feature
  let said = false
  const waiting = new Set<() => void>()
  const pushed = new Map<string, { uri: string; serial: number }>() // by path

  const put = (path: string, diagnostics: readonly Diagnostic[]): void => {
    const before = entries.get(path)
    if (!before && diagnostics.length === 0) return
    if (before && JSON.stringify(before.diagnostics) === JSON.stringify(diagnostics)) return
    count += diagnostics.length - (before?.diagnostics.length ?? 0)
    entries.set(path, { diagnostics, serial: ++serial })
  }

  /** What the client shall know of a document now, and a number for it; an open one tells of itself. */
  const shown = (path: string): Entry => (wanted() && !isOpen(path) && entries.get(path)) || nothing

  const tell = (paths: Iterable<string>): void => {
    for (const resume of waiting) resume()
    waiting.clear()
    if (client().pulls) return
    for (const path of paths) {
      const uri = address(path)
      const last = pushed.get(path)
      if (last && last.uri !== uri) connection.sendDiagnostics({ uri: last.uri, diagnostics: [] })
      const now = shown(path)
      if (isOpen(path)) pushed.delete(path)
      else if ((last?.serial ?? 0) !== now.serial) {
        pushed.set(path, { uri, serial: now.serial })
        connection.sendDiagnostics({ uri, diagnostics: [...now.diagnostics] })
      }
    }
  }

  /** @param known result ids by the addresses that the client has; one that it writes otherwise now has nothing more. */
  const news = (known: ReadonlyMap<string, string>): WorkspaceDocumentDiagnosticReport[] =>
    [...new Set([...[...entries.keys()].map(address), ...known.keys()])].flatMap(
      (uri): WorkspaceDocumentDiagnosticReport[] => {
        const path = pathOf(uri) ?? uri
        const { diagnostics, serial: own } = address(path) === uri ? shown(path) : nothing
        const resultId = `${mark}${own}`
        const last = known.get(uri)
        const before = last?.startsWith(mark) ? last : undefined // an open document has one of its own
        if (before === resultId || (before === undefined && diagnostics.length === 0)) return []
        return [{ kind: 'full', uri, version: null, resultId, items: [...diagnostics] }]
      },
    )

  /** Errors and warnings of a document, as many as there is room for; how many are left out. */
  const takeDocument = ({ spec, findings }: CheckedDocument, placesOf: PlacesOf | undefined): number => {
    const text = TextDocument.create(address(spec.path), 'markdown', 0, spec.document.text)
    const serious = findings.filter(({ severity }) => severity === 'error' || severity === 'warning')
    const room = Math.max(0, most - count + (entries.get(spec.path)?.diagnostics.length ?? 0))
    const own = serious.slice(0, room).map((one) => toDiagnostic(text, one, placesOf, linkOf(one, client())))
    put(spec.path, ownData(own))
    return serious.length - own.length
  }

  return {
    take(home, { documents }) {
      const placesOf = client().relatedInformation ? createPlaces(address) : undefined
      const out = documents.reduce((sum, document) => sum + takeDocument(document, placesOf), 0)
      if (out > 0 && !said) {
        said = true
        connection.console.warn(`Only the first ${most} errors and warnings of closed documents are shown.`)
      }
      const before = homes.get(home) ?? []
      const paths = documents.map(({ spec }) => spec.path)
      for (const path of before) if (!paths.includes(path)) put(path, [])
      homes.set(home, paths)
      leftOut.set(home, out)
      tell([...before, ...paths])
    },
    drop(home) {
      const before = homes.get(home) ?? []
      for (const path of before) put(path, [])
      homes.delete(home)
      leftOut.delete(home)
      tell(before)
    },
    changed: (path) => tell(path === undefined ? entries.keys() : [path]),
    of: (uri) => shown(pathOf(uri) ?? uri).diagnostics,
    leftOut: () => [...leftOut.values()].reduce((sum, out) => sum + out, 0),
    async pull(previous, token) {
      const known = new Map(previous.map(({ uri, value }) => [uri, value]))
      for (;;) {
        const items = news(known)
        if (items.length > 0 || token.isCancellationRequested) return { items }
        await new Promise<void>((resume) => {
          waiting.add(resume)
          token.onCancellationRequested(resume)
        })
        // What comes together is told together.
        await new Promise((resume) => setTimeout(resume, 100))
      }
    },
  }
}
