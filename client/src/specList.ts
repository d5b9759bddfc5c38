// All specifications of the workspace, for the views that show them. They are requested once, and then only changes are.
import { type Disposable, type Event, EventEmitter } from 'vscode'
import { type BaseLanguageClient, State } from 'vscode-languageclient'
import { agesRequest, type Question, type SpecEntry, type Specs, specsRequest } from '../../server/src/lsp/messages.ts'
import type { News } from './news.ts'

export interface SpecList extends Disposable {
  /** The specifications, sorted by address. */
  readonly all: readonly SpecEntry[]
  /** How many specifications are not read yet, how many Markdown files there are, and how many problems are not listed. */
  readonly state: Pick<Specs, 'left' | 'stopped' | 'documents' | 'leftOut'>
  /** The list, the state or an age has changed. */
  onChange: Event<void>
  /** Requests the changes; resolves when all specifications are read. */
  refresh(): Promise<void>
  /** When a question was asked, as an ISO time; empty if Git does not know, undefined if it was not requested yet. */
  ageOf(question: Question): string | undefined
  /** Requests the ages of questions from Git, once for each question; fires `onChange` when they arrive. */
  learnAges(questions: readonly Question[]): Promise<void>
}

/** Creates the list and keeps it up to date. */
export function createSpecList(client: BaseLanguageClient, news: News): SpecList {
  const changed = new EventEmitter<void>()
  const ages = new Map<string, string>()
  let all: readonly SpecEntry[] = []
  let state: SpecList['state'] = { left: 0, stopped: false, documents: 0, leftOut: 0 }
  let serial = 0
  let asking = false
  let again = false

  async function refresh(): Promise<void> {
    again = asking
    if (asking || client.state !== State.Running) return
    asking = true
    try {
      do await ask()
      while (state.left > 0)
    } finally {
      asking = false
    }
    if (again) await refresh()
  }

  async function ask(): Promise<void> {
    const news = await client.sendRequest<Specs>(specsRequest, { since: serial }).catch(() => undefined)
    if (!news) {
      state = { ...state, left: 0 } // the server has stopped, or will notify again
      changed.fire()
      return
    }
    const before = serial === 0 ? [] : all // the list of a previous server does not count
    serial = news.serial
    const { left, stopped, documents, leftOut } = news
    state = { left, stopped, documents, leftOut }
    if (before !== all || news.changed.length > 0 || news.removed.length > 0) all = merge(before, news)
    changed.fire()
  }

  async function learnAges(questions: readonly Question[]): Promise<void> {
    const unknown = questions.filter((question) => !ages.has(keyOf(question)))
    if (unknown.length === 0 || client.state !== State.Running) return
    for (const question of unknown) ages.set(keyOf(question), '') // is not requested twice
    const asked = unknown.map(({ uri, range }) => ({ uri, line: range.start.line }))
    const found: (string | null)[] = await client
      .sendRequest<(string | null)[]>(agesRequest, { questions: asked })
      .catch(() => [])
    for (const [k, question] of unknown.entries()) ages.set(keyOf(question), found[k] ?? '')
    if (found.some(Boolean)) changed.fire()
  }

  const listening = [
    news.onSpecs(() => void refresh()),
    client.onDidChangeState(({ newState }) => {
      if (newState !== State.Running) return
      serial = 0 // a new server counts from the start
      void refresh()
    }),
  ]
  return {
    get all() {
      return all
    },
    get state() {
      return state
    },
    onChange: changed.event,
    refresh,
    ageOf: (question) => ages.get(keyOf(question)),
    learnAges,
    dispose() {
      for (const item of [...listening, changed]) item.dispose()
    },
  }
}

// A question that moves keeps its age.
const keyOf = ({ uri, item, question }: Question): string => `${uri} ${item} ${question}`

/** Applies changes to specifications; sorted by address. */
function merge(specs: readonly SpecEntry[], { changed, removed }: Specs): SpecEntry[] {
  const byUri = new Map(specs.map((spec) => [spec.uri, spec]))
  for (const uri of removed) byUri.delete(uri)
  for (const spec of changed) byUri.set(spec.uri, spec)
  return [...byUri.values()].sort((a, b) => (a.uri < b.uri ? -1 : 1))
}
