// Names of what client and server say to each other beside LSP. All that the client imports of the server.

/** Server to client, after a document was read: what it was read as. */
export const documentStatus = 'specwise/documentStatus'

export interface DocumentStatus {
  uri: string
  /** Name of the format, or null for a document that is no specification. */
  format: string | null
  /** Why it is read by this format, in words. */
  why: string
  /** What of the repository's templates cannot be read, a sentence each. */
  notes: readonly string[]
  errors: number
  warnings: number
  /** Where questions and answers stand, of `version`. */
  version: number
  markers: { range: Question['range']; state: 'open' | 'answered' }[]
}

/** Documents that have findings: those that are open, or all of the workspace, of closed ones errors and warnings alone. */
export type DiagnosticsScope = 'openFiles' | 'workspace'

/** Settings as a client sends them, under `specwise`. */
export interface GivenSettings {
  codeLens?: Partial<Record<'questions' | 'status' | 'stories' | 'requirements', unknown>>
  inlayHints?: { gaps?: unknown }
  diagnostics?: { scope?: unknown }
}

/** Client to server: checks all specifications again. */
export const checkWorkspaceRequest = 'specwise/checkWorkspace'

export interface WorkspaceCheck {
  specs: number
  errors: number
  warnings: number
}

/** What a client may say at the start. A client that says nothing gets everything. */
export interface InitializationOptions {
  /** The schemes of addresses whose files the server shall ask the client for, see `readFileRequest`. */
  fileSystems?: string[]
  /**
   * What the editor has already: `headings` (its own outline of Markdown; symbols are items alone), `documentSymbol`,
   * `schema`, `structure`.
   */
  suppress?: string[]
  /** Send `specwise/documentStatus`. */
  status?: boolean
  /** The client asks for answers itself: it knows the commands `specwise.answer` and `specwise.resolveClarifications`. */
  asks?: boolean
  /** The client knows the command `specwise.showCoverage`: what covers items stands above them. */
  coverage?: boolean
  /** The client knows the command `specwise.reportWrongFinding`: it shows the text before an issue is opened. */
  reports?: boolean
  /** The client knows the command `specwise.showRule`: the code of a finding leads to it, else to the web. */
  rulePages?: boolean
  /** Send `specwise/specsChanged`. */
  follows?: boolean
  /** The setting `diagnostics.scope`, for clients that send no settings; `workspace` without it. */
  diagnosticsScope?: DiagnosticsScope
  /** The workspace is trusted: git may be asked for the age of lines. */
  trusted?: boolean
}

/** A command of the server: makes one of the changes that are offered at a place. */
export const resolveCommand = 'specwise.resolve'

/** A command of the server: fixes all findings of a rule in a document. */
export const fixRuleCommand = 'specwise.fixRule'

export interface FixRuleArguments {
  uri: string
  version: number
  code: string
}

/** A command of the server: shows a place of a document, `[uri, range]`. */
export const selectCommand = 'specwise.select'

/** A command of a client that asks: it asks for an answer, and then for `specwise.resolve`. */
export const answerCommand = 'specwise.answer'

/** A command of a client that asks: goes through the open questions of a document, or of the workspace. */
export const walkCommand = 'specwise.resolveClarifications'

/** A command of a client that shows coverage: peeks at what covers the item at a place, `[uri, position, locations]`. */
export const showCoverageCommand = 'specwise.showCoverage'

/** A command of a client that reports: shows the report of a finding, and opens the issue when the writer says so. */
export const reportCommand = 'specwise.reportWrongFinding'

/** A command of the server, for other clients: asks, and has the client show the page of a new issue. */
export const openReportCommand = 'specwise.openReport'

/** Client to server: the text of a report about a finding; null where there is no such finding any more. */
export const wrongFindingRequest = 'specwise/wrongFinding'

/** Which finding the report is about: by its rule, and where it starts. */
export interface WrongFindingParams {
  uri: string
  code: string
  position: { line: number; character: number }
}

/** A command of a client that shows pages of rules: `[code]`. */
export const showRuleCommand = 'specwise.showRule'

/** Client to server: the page of a rule in Markdown, by its `code`; null where there is no such rule. */
export const rulePageRequest = 'specwise/rulePage'

/** Client to server: where a report, as the writer left it, becomes an issue. */
export const issueAddressRequest = 'specwise/issueAddress'

export interface IssueAddressParams {
  text: string
}

export interface IssueAddress {
  url: string
  /** False where the text is too long for an address: it has to be pasted. */
  whole: boolean
}

/** A command of a client that asks: offers the words that the status may have. */
export const chooseStatusCommand = 'specwise.chooseStatus'

/** What is to be resolved; LSP positions. */
export interface ResolveArguments {
  uri: string
  /** The change is refused when the document has another one. */
  version: number
  position: { line: number; character: number }
  /** `place`, `log`, `session`, `reopen`, `ask` or `supersede`. */
  action: string
  /** Undefined: one is left to be written. */
  answer?: string
  /** What was asked there: another question is not answered in its place. */
  question?: string
  /** Show where the writer goes on. */
  show?: boolean
}

/** What `specwise.answer` gets: what is to be resolved, and what to ask. */
export interface AnswerArguments extends ResolveArguments {
  title: string
  question: string
}

export interface Resolved {
  applied: boolean
  /** Why not, in words for the writer. `changed`: the documents are not what they were, ask again. */
  reason?: string
  changed?: boolean
  /** What is to be filled in where the writer is now, in the order of going through. */
  blanks?: { uri: string; ranges: Question['range'][] }
}

/** Client to server: the open questions of a document's specification, or of all specifications of the workspace. */
export const questionsRequest = 'specwise/questions'

export interface QuestionsParams {
  uri?: string
}

/** A specification with open questions. */
export interface SpecQuestions {
  /** Of its `spec.md`, or its one file. */
  uri: string
  title: string
  status: string | null
  questions: Question[]
}

/** An open question; lines and characters from 0. */
export interface Question {
  uri: string
  range: { start: { line: number; character: number }; end: { line: number; character: number } }
  question: string
  /** The id that it stands in. */
  item: string | null
  /** The ways to answer it, the best first. */
  answers: { action: string; title: string }[]
}

/** Client to server: the specifications of the workspace, all of them or those that are not as they were. */
export const specsRequest = 'specwise/specs'

export interface SpecsParams {
  /** The serial number of the last answer; everything without it. */
  since?: number
}

export interface Specs {
  serial: number
  changed: SpecEntry[]
  /** Addresses of those that have gone. */
  removed: string[]
  /** How many are still to be read: ask again. */
  left: number
  /** Reading was stopped: not all are known. */
  stopped: boolean
  /** How many Markdown files there are in the workspace, of specifications or not. */
  documents: number
  /** How many findings of closed documents are not shown, since there are too many. */
  leftOut: number
}

/** Client to server, a notification: stops reading the specifications of the workspace, or takes it up again. */
export const readSpecs = 'specwise/readSpecs'

export interface ReadSpecsParams {
  on: boolean
}

export interface SpecEntry {
  /** Of its `spec.md`, or its one file. */
  uri: string
  /** Of its folder, or its file. */
  name: string
  title: string
  format: string
  /** As written; null when it is missing or left over. */
  status: string | null
  /** `draft`, `review`, `approved`, `done`; null where the status does not tell. */
  stage: string | null
  type: string | null
  /** Who is named as its owner or author. */
  owner: string | null
  archived: boolean
  documents: string[]
  /** Changes with the texts of the documents. */
  stamp: string
  /** Errors and warnings; null while nobody has looked. */
  problems: { errors: number; warnings: number } | null
  tasks: { done: number; total: number }
  review: { done: number; total: number }
  questions: Question[]
}

/** Client to server: what was read on a line, a sentence each; empty for what is no specification. */
export const explainLineRequest = 'specwise/explainLine'

export interface ExplainLineParams {
  uri: string
  /** From 0. */
  line: number
}

/** Client to server: what belongs to the specification of an address. */
export const itemsRequest = 'specwise/items'

export interface Item {
  kind:
    | 'group'
    | 'story'
    | 'requirement'
    | 'criterion'
    | 'task'
    | 'decision'
    | 'check'
    | 'question'
    | 'point'
    | 'section'
  label: string
  description: string
  id: string | null
  uri: string
  range: Question['range']
  /** `other` is a mark such as `[~]`: neither open nor done. */
  box: { state: 'open' | 'done' | 'other'; position: { line: number; character: number } } | null
  children: Item[]
}

/** A command of the server: ticks a box, or takes the tick away. */
export const setBoxCommand = 'specwise.setBox'

export interface SetBoxArguments {
  uri: string
  version: number
  position: { line: number; character: number }
  done: boolean
  /** What stands behind the box, as in `Item.label`: another item is not ticked in its place. */
  label?: string
}

/** Client to server: moves the specification of an address to the archive, or to an address: back. */
export const archiveRequest = 'specwise/archive'

export interface ArchiveParams {
  uri: string
  to?: string
}

export interface Archived {
  /** Where it is now; null when it was not moved. */
  moved: string | null
  reason?: string
  /** Links that were rewritten, and the documents that have them, where these are now. */
  links?: number
  edited?: string[]
}

/** Client to server: the items of a specification and what names what, for a page: a `TraceModel`, or null. */
export const traceRequest = 'specwise/trace'

/** Client to server: the same as a table in Markdown; empty where there is no specification. */
export const traceTextRequest = 'specwise/traceText'

export interface TraceParams {
  uri: string
}

/** Client to server: the words that the status of a specification may have. */
export const statusRequest = 'specwise/status'

export interface StatusChoices {
  uri: string
  version: number
  key: string
  now: string
  choices: { word: string; inTheWay: string | null }[]
  /** Any other words may stand there, too. */
  free: boolean
}

/** A command of the server: sets the status. */
export const setStatusCommand = 'specwise.setStatus'

export interface SetStatusArguments {
  uri: string
  version: number
  word: string
}

/** Client to server: what a new specification would be; null outside of the disk. */
export const newSpecRequest = 'specwise/newSpec'

export interface NewSpecParams {
  /** The workspace folder. */
  folder: string
  title: string
  /** One of the formats of a plan; the first one without it. */
  format?: string
  type?: string
  issue?: number
}

export interface NewSpecPlan {
  /** Where it would be: nothing is there yet. */
  folder: string
  name: string
  /** The formats that it may have, the likeliest first. */
  formats: string[]
  /** The vocabulary of the type, and the word that the title speaks for. */
  types: string[]
  suggested: string | null
  /** Why the number may be taken on another branch; null where git was asked. */
  unsure: string | null
  documents: { uri: string; name: string; text: string; snippet: string }[]
}

/** Client to server: when the open questions of documents were asked, as ISO times; null where nobody knows. */
export const agesRequest = 'specwise/ages'

export interface AgesParams {
  questions: { uri: string; line: number }[]
}

/** Server to client: what `specwise/questions` answers may have changed. */
export const specsChanged = 'specwise/specsChanged'

/** Server to client: the text of a file that only the editor can read. */
export const readFileRequest = 'specwise/readFile'

/** Server to client: what is in such a folder. */
export const listFolderRequest = 'specwise/listFolder'

/** Server to client: what is there, and a word that changes when it does. */
export const statFileRequest = 'specwise/statFile'

export interface FileParams {
  uri: string
}

export interface FolderEntry {
  name: string
  kind: 'file' | 'folder'
}

/** What was asked for, or why not, as can be shown. */
export interface FileAnswer<T> {
  value?: T
  reason?: string
}
