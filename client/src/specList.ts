// All specifications of the workspace as the server tells them, for the views that show them: asked for once, then what changed.
import { type Disposable, type Event, EventEmitter } from 'vscode'
import { type BaseLanguageClient, State } from 'vscode-languageclient'
import { agesRequest, type Question, type SpecEntry, type Specs, specsRequest } from '../../server/src/lsp/messages.ts'
import type { News } from './news.ts'

export interface SpecList extends Disposable {
  /** What is known, in the order of addresses. */
  readonly all: readonly SpecEntry[]
  /** How far reading is, how many Markdown files there are, and how many findings are in no list. */
  readonly state: Pick<Specs, 'left' | 'stopped' | 'documents' | 'leftOut'>
  /** Something is not as it was. */
  onChange: Event<void>
  /** Asks for what is new; done when all are read. */
  refresh(): Promise<void>
  /** When a question was asked, as an ISO time; empty where git does not know, undefined where nobody asked git yet. */
  ageOf(question: Question): string | undefined
  /** Asks git for the ages of questions, once for each; `onChange` tells of them. */
  learnAges(questions: readonly Question[]): Promise<void>
}

/** Keeps the list as the server says. */
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
      state = { ...state, left: 0 } // the server ended, or will tell again
      changed.fire()
      return
    }
    const known = serial === 0 ? [] : all // what another server told does not count
    serial = news.serial
    const { left, stopped, documents, leftOut } = news
    state = { left, stopped, documents, leftOut }
    if (known !== all || news.changed.length > 0 || news.removed.length > 0) all = merge(known, news)
    changed.fire()
  }

  async function learnAges(questions: readonly Question[]): Promise<void> {
    const unknown = questions.filter((question) => !ages.has(keyOf(question)))
    if (unknown.length === 0 || client.state !== State.Running) return
    for (const question of unknown) ages.set(keyOf(question), '') // nobody asks twice
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
      serial = 0 // of another server
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
      for (const one of [...listening, changed]) one.dispose()
    },
  }
}

// A question that moves keeps its age.
const keyOf = ({ uri, item, question }: Question): string => `${uri} ${item} ${question}`

/** What is known, with news, in the order of addresses. */
function merge(specs: readonly SpecEntry[], { changed, removed }: Specs): SpecEntry[] {
  const known = new Map(specs.map((spec) => [spec.uri, spec]))
  for (const uri of removed) known.delete(uri)
  for (const spec of changed) known.set(spec.uri, spec)
  return [...known.values()].sort((a, b) => (a.uri < b.uri ? -1 : 1))
}
