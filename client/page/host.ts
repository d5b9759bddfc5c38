// Who shows the page: an editor, or a browser that has it as a file.
import type { FromPage } from '../../server/src/pages/messages.ts'

interface Editor {
  postMessage(message: FromPage): void
  getState(): unknown
  setState(state: unknown): void
}

declare const acquireVsCodeApi: (() => Editor) | undefined

const editor = typeof acquireVsCodeApi === 'function' ? acquireVsCodeApi() : undefined

/** The page is in an editor: links are its work. */
export const inEditor = editor !== undefined

/** Says something to the editor; nothing in a browser. */
export const tell = (message: FromPage): void => editor?.postMessage(message)

/** What the page kept when it was hidden, and how it is kept. */
export const kept = <T extends object>(): Partial<T> => (editor?.getState() ?? {}) as Partial<T>
export const keep = (state: object): void => editor?.setState(state)
