// The life of a server by LSP 3.17, "Server lifecycle": what comes before `initialize` or after `shutdown` is refused.
import { type Connection, type Message, type MessageStrategy, ResponseError } from 'vscode-languageserver'

const early = 'specwise/refused/early'
const late = 'specwise/refused/late'

/** Sorts the messages of a connection: give it to `createConnection`. `hasEnded`: `shutdown` was asked for. */
export function createLifeCycle(): MessageStrategy & { hasEnded(): boolean } {
  let state: 'new' | 'running' | 'ended' = 'new'
  /** Where a request goes. */
  const sorted = (method: string): string => {
    if (state === 'new' && method !== 'initialize') return early
    if (state === 'ended' || (state === 'running' && method === 'initialize')) return late
    state = method === 'shutdown' ? 'ended' : 'running'
    return method
  }
  return {
    hasEnded: () => state === 'ended',
    handleMessage(message: Message, next: (message: Message) => void) {
      const { id, method } = message as { id?: unknown; method?: string }
      if (method === undefined) next(message)
      else if (id !== undefined) next({ ...message, method: sorted(method) } as Message)
      else if (state === 'running' || method === 'exit') next(message)
    },
  }
}

/** Answers what is refused. */
export function serveRefusals(connection: Pick<Connection, 'onRequest'>): void {
  connection.onRequest(early, () => new ResponseError(-32002, 'Server not initialized: expected "initialize"'))
  connection.onRequest(late, () => new ResponseError(-32600, 'The server is shut down or already initialized'))
}
