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
import type { CheckedFeature } from '../analysis/checker.ts'
import type { Client } from './capabilities.ts'
import { createPlaces, linkOf, toDiagnostic } from './convert.ts'

export interface WorkspaceDiagnosticsOptions {
  connection: Pick<Connection, 'sendDiagnostics' | 'console'>
  /** All documents are meant, and not the open ones alone. */
  wanted(): boolean
  client(): Pick<Client, 'pulls' | 'relatedInformation' | 'rulePages'>
  isOpen(uri: string): boolean
  address(path: string): string
}

export interface WorkspaceDiagnostics {
  /** A specification was checked; `home` is the path of its feature. */
  take(home: string, checked: CheckedFeature): void
  /** A specification has gone. */
  drop(home: string): void
  /** A document was opened or closed, or all are meant now, or no longer. */
  changed(): void
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

export function createWorkspaceDiagnostics({
  connection,
  wanted,
  client,
  isOpen,
  address,
}: WorkspaceDiagnosticsOptions): WorkspaceDiagnostics {
  const entries = new Map<string, Entry>() // by the address of a document
  const homes = new Map<string, string[]>() // the addresses of a feature
  const started = Date.now().toString(36) // a serial number means nothing to the next server
  let serial = 0
  let count = 0
  const leftOut = new Map<string, number>() // by the path of a feature
  let said = false
  const waiting = new Set<() => void>()
  const pushed = new Map<string, number>()

  const put = (uri: string, diagnostics: readonly Diagnostic[]): void => {
    const before = entries.get(uri)
    if (!before && diagnostics.length === 0) return
    if (before && JSON.stringify(before.diagnostics) === JSON.stringify(diagnostics)) return
    count += diagnostics.length - (before?.diagnostics.length ?? 0)
    entries.set(uri, { diagnostics, serial: ++serial })
  }

  /** What the client shall know of a document now; an open one tells of itself. */
  const shown = (uri: string): readonly Diagnostic[] =>
    wanted() && !isOpen(uri) ? (entries.get(uri)?.diagnostics ?? []) : []

  const changed = (): void => {
    for (const resume of waiting) resume()
    waiting.clear()
    if (client().pulls) return
    for (const [uri, entry] of entries) {
      if (isOpen(uri)) pushed.delete(uri)
      else {
        const now = wanted() ? entry.serial : 0
        if ((pushed.get(uri) ?? 0) === now) continue
        pushed.set(uri, now)
        connection.sendDiagnostics({ uri, diagnostics: [...shown(uri)] })
      }
    }
  }

  const idOf = (uri: string): string => `${started}.${wanted() && !isOpen(uri) ? (entries.get(uri)?.serial ?? 0) : 0}`

  const news = (known: ReadonlyMap<string, string>): WorkspaceDocumentDiagnosticReport[] =>
    [...new Set([...entries.keys(), ...known.keys()])].flatMap((uri): WorkspaceDocumentDiagnosticReport[] => {
      const resultId = idOf(uri)
      const before = known.get(uri)
      const items = shown(uri)
      if (before === resultId || (before === undefined && items.length === 0)) return []
      return [{ kind: 'full', uri, version: null, resultId, items: [...items] }]
    })

  return {
    take(home, { documents }) {
      const uris: string[] = []
      let out = 0
      const placesOf = client().relatedInformation ? createPlaces(address) : undefined
      for (const { spec, findings } of documents) {
        const uri = address(spec.path)
        const text = TextDocument.create(uri, 'markdown', 0, spec.document.text)
        const serious = findings.filter(({ severity }) => severity === 'error' || severity === 'warning')
        const room = Math.max(0, most - count + (entries.get(uri)?.diagnostics.length ?? 0))
        if (serious.length > room) {
          out += serious.length - room
          if (!said)
            connection.console.warn(`Only the first ${most} errors and warnings of closed documents are shown.`)
          said = true
        }
        put(
          uri,
          JSON.parse(
            JSON.stringify(
              serious.slice(0, room).map((one) => toDiagnostic(text, one, placesOf, linkOf(one, client()))),
            ),
          ),
        )
        uris.push(uri)
      }
      for (const uri of homes.get(home) ?? []) if (!uris.includes(uri)) put(uri, [])
      homes.set(home, uris)
      leftOut.set(home, out)
      changed()
    },
    drop(home) {
      for (const uri of homes.get(home) ?? []) put(uri, [])
      homes.delete(home)
      leftOut.delete(home)
      changed()
    },
    changed,
    of: shown,
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
