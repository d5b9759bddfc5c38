// What every request has in common: one that fails costs that request, never the server, and one that is cancelled says so.
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver'
import { Abandoned } from '../analysis/analyser.ts'

type Handler<P, T> = (params: P, token: CancellationToken) => Promise<T>

/** Makes a request's handler of its work; a failure is logged with the name of the request, and gives the fallback. */
export type Guard = <P, T>(
  what: string,
  fallback: T,
  work: (params: P, token: CancellationToken) => T | Promise<T>,
) => Handler<P, T>

/** @param failed hears of failures, with words that say what failed. */
export const createGuard =
  (failed: (what: string, error: unknown) => void): Guard =>
  (what, fallback, work) =>
  async (given, last) => {
    // A request without parameters comes as its token alone.
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
