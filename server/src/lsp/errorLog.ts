// Logs failures to the client.
import type { Connection } from 'vscode-languageserver'
import { createLru } from '../base/lru.ts'

const mostSeen = 1000 // failures that are not logged again

/** Logs each failure once, with its stack but without any text of a document. */
export function createErrorLog(connection: Connection): (what: string, error: unknown) => void {
  const seen = createLru<string, true>(mostSeen)
  return (what, error) => {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
    const message = `${what} failed: ${stack}`
    const place = `${what} ${/^ *at .*$/m.exec(stack)?.[0]}` // the message itself may differ at every keystroke
    if (seen.get(place)) return
    seen.set(place, true)
    connection.console.error(message)
  }
}
