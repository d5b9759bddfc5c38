// Wraps every request: a failure affects only that request, never the server, and a cancelled request is answered as such.
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver'
import { Abandoned } from '../analysis/analyser.ts'

type Handler<P, T> = (params: P, token: CancellationToken) => Promise<T>

/** Creates the handler of a request; a failure is logged with the name of the request, and the answer is the fallback. */
export type Guard = <P, T>(
  what: string,
  fallback: T,
  work: (params: P, token: CancellationToken) => T | Promise<T>,
) => Handler<P, T>

/** @param failed logs a failure. */
export const createGuard =
  (failed: (what: string, error: unknown) => void): Guard =>
  (what, fallback, work) =>
  async (given, last) => {
    // A request without parameters is called with only its token.
    const token = (last ?? given) as CancellationToken
    const params = (last ? given : undefined) as typeof given
    const heed = (): void => {
      if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled')
    }
    heed()
    try {
      const result = await work(params, token)
      heed()
      return result
    } catch (error) {
      if (error instanceof ResponseError) throw error
      if (error instanceof Abandoned) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled')
      failed(what, error)
      return fallback
    }
  }
