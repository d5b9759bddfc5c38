// Findings of closed documents: errors and warnings of all specifications, kept as the index checks them. Pulled as
// workspace/diagnostic, or pushed to clients that do not pull.
import type {
  CancellationToken,
  Connection,
  Diagnostic,
  PreviousResultId,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { CheckedFeature, CheckedFile } from '../analysis/checker.ts'
import { t } from '../base/l10n.ts'
import { pathOf } from '../base/uri.ts'
import { detachedData } from '../base/words.ts'
import type { Client } from './capabilities.ts'
import { createPlaces, linkOf, type PlacesOf, toDiagnostic } from './convert.ts'

export interface WorkspaceDiagnosticsOptions {
  connection: Pick<Connection, 'sendDiagnostics' | 'console'>
  /** Whether closed documents have findings, too. */
  wanted(): boolean
  client(): Pick<Client, 'pulls' | 'relatedInformation' | 'rulePages'>
  isOpen(path: string): boolean
  address(path: string): string
}

export interface WorkspaceDiagnostics {
  /** Call after a specification was checked; `home` is the path of its feature. */
  take(home: string, checked: CheckedFeature): void
  /** Call after a specification was deleted. */
  drop(home: string): void
  /** Call after a document was opened or closed; without a path, after `wanted` changed. */
  changed(path?: string): void
  /** The diagnostics of a closed document. */
  of(uri: string): readonly Diagnostic[]
  /** The number of findings that are left out because there are too many. */
  leftOut(): number
  /** Answers as soon as something differs from the results of the client. */
  pull(previous: readonly PreviousResultId[], token: CancellationToken): Promise<WorkspaceDiagnosticReport>
}

const most = 2000 // findings

interface Entry {
  diagnostics: readonly Diagnostic[]
  /** Changes with the diagnostics. */
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
  const entries = new Map<string, Entry>() // by path, since an address has several spellings
  const homes = new Map<string, string[]>() // the paths of a feature's documents
  const mark = `workspace.${Date.now().toString(36)}.` // serial numbers are not valid for the next server
  let serial = 0
  let count = 0
  const leftOut = new Map<string, number>() // by the path of a feature
  let isLogged = false
  const waiting = new Set<() => void>()
  const pushed = new Map<string, { uri: string; serial: number }>() // by path

  const put = (path: string, diagnostics: readonly Diagnostic[]): void => {
    const before = entries.get(path)
    if (!before && diagnostics.length === 0) return
    if (before && JSON.stringify(before.diagnostics) === JSON.stringify(diagnostics)) return
    count += diagnostics.length - (before?.diagnostics.length ?? 0)
    entries.set(path, { diagnostics, serial: ++serial })
  }

  /** The entry of a document for the client; empty for an open one, which is published elsewhere. */
  const shown = (path: string): Entry => (wanted() && !isOpen(path) && entries.get(path)) || nothing

  const publish = (paths: Iterable<string>): void => {
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

  /** @param cached result ids of the client by address; addresses in an old spelling are cleared. */
  const news = (cached: ReadonlyMap<string, string>): WorkspaceDocumentDiagnosticReport[] =>
    [...new Set([...[...entries.keys()].map(address), ...cached.keys()])].flatMap(
      (uri): WorkspaceDocumentDiagnosticReport[] => {
        const path = pathOf(uri) ?? uri
        const { diagnostics, serial } = address(path) === uri ? shown(path) : nothing
        const resultId = `${mark}${serial}`
        const last = cached.get(uri)
        const before = last?.startsWith(mark) ? last : undefined // an open document has another kind of id
        if (before === resultId || (before === undefined && diagnostics.length === 0)) return []
        return [{ kind: 'full', uri, version: null, resultId, items: [...diagnostics] }]
      },
    )

  /** Stores the errors and warnings of a document that there is room for. @returns the number of the rest. */
  const takeFile = ({ file, findings }: CheckedFile, placesOf: PlacesOf | undefined): number => {
    const text = TextDocument.create(address(file.path), 'markdown', 0, file.document.text)
    const serious = findings.filter(({ severity }) => severity === 'error' || severity === 'warning')
    const room = Math.max(0, most - count + (entries.get(file.path)?.diagnostics.length ?? 0))
    const stored = serious.slice(0, room).map((one) => toDiagnostic(text, one, placesOf, linkOf(one, client())))
    put(file.path, detachedData(stored))
    return serious.length - stored.length
  }

  return {
    take(home, { files }) {
      const placesOf = client().relatedInformation ? createPlaces(address) : undefined
      const out = files.reduce((sum, file) => sum + takeFile(file, placesOf), 0)
      if (out > 0 && !isLogged) {
        isLogged = true
        connection.console.warn(t('Only the first {0} errors and warnings of closed documents are shown', most))
      }
      const before = homes.get(home) ?? []
      const paths = files.map(({ file }) => file.path)
      for (const path of before) if (!paths.includes(path)) put(path, [])
      homes.set(home, paths)
      leftOut.set(home, out)
      publish([...before, ...paths])
    },
    drop(home) {
      const before = homes.get(home) ?? []
      for (const path of before) put(path, [])
      homes.delete(home)
      leftOut.delete(home)
      publish(before)
    },
    changed: (path) => publish(path === undefined ? entries.keys() : [path]),
    of: (uri) => shown(pathOf(uri) ?? uri).diagnostics,
    leftOut: () => [...leftOut.values()].reduce((sum, out) => sum + out, 0),
    async pull(previous, token) {
      const cached = new Map(previous.map(({ uri, value }) => [uri, value]))
      for (;;) {
        const items = news(cached)
        if (items.length > 0 || token.isCancellationRequested) return { items }
        await new Promise<void>((resume) => {
          waiting.add(resume)
          token.onCancellationRequested(resume)
        })
        // Changes that arrive together are sent together.
        await new Promise((resume) => setTimeout(resume, 100))
      }
    },
  }
}

interface Problems {
  errors: number
  warnings: number
}

/** How many errors and warnings a feature has. */
export function problemsOf({ files }: CheckedFeature): Problems {
  const findings = files.flatMap((file) => file.findings)
  const count = (severity: string): number => findings.filter((finding) => finding.severity === severity).length
  return { errors: count('error'), warnings: count('warning') }
}

/** The sums of several specifications. */
export const sumOfProblems = (all: readonly { problems?: Problems | null | undefined }[]): Problems => ({
  errors: all.reduce((sum, { problems }) => sum + (problems?.errors ?? 0), 0),
  warnings: all.reduce((sum, { problems }) => sum + (problems?.warnings ?? 0), 0),
})
