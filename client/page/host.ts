// The host of the page: an editor, or a browser that shows it as a file.
import type { FromPage } from '../../server/src/pages/messages.ts'

interface Editor {
  postMessage(message: FromPage): void
  getState(): unknown
  setState(state: unknown): void
}

declare const acquireVsCodeApi: (() => Editor) | undefined

const editor = typeof acquireVsCodeApi === 'function' ? acquireVsCodeApi() : undefined

/** Whether the page is in an editor, which then opens the links. */
export const inEditor = editor !== undefined

/** Sends a message to the editor; does nothing in a browser. */
export const tell = (message: FromPage): void => editor?.postMessage(message)

/** The state that the page kept while it was hidden. */
export const kept = <T extends object>(): Partial<T> => (editor?.getState() ?? {}) as Partial<T>
export const keep = (state: object): void => editor?.setState(state)
