// Names of what client and server say to each other beside LSP. All that the client imports of the server.

/** Server to client, after a document was read: what it was read as. */
export const documentStatus = 'specwise/documentStatus'

export interface DocumentStatus {
  uri: string
  /** Name of the format, or null for a document that is no specification. */
  format: string | null
  /** Why it is read by this format, in words. */
  why: string
  errors: number
  warnings: number
}

/** What a client may say at the start. A client that says nothing gets everything. */
export interface InitializationOptions {
  /** Features that the editor has already: VS Code brings its own outline of Markdown. */
  suppress?: string[]
  /** Send `specwise/documentStatus`. */
  status?: boolean
}
