// The messages between client and server in addition to LSP. The client imports nothing else from the server.

/** Server to client, after a document was read: its format and findings. */
export const documentStatus = 'specwise/documentStatus'

export interface DocumentStatus {
  uri: string
  /** The name of the format; null for a document that is not part of a specification. */
  format: string | null
  /** Why it is read by this format, as text. */
  why: string
  /** The problems of the repository's templates, a sentence each. */
  notes: readonly string[]
  errors: number
  warnings: number
  /** The ranges of questions and answers in `version`. */
  version: number
  markers: { range: Question['range']; state: 'open' | 'answered' }[]
}

/** The documents that have findings: open ones, or all of the workspace. Closed ones only have errors and warnings. */
export type DiagnosticsScope = 'openFiles' | 'workspace'

/** Settings of a client, under `specwise`. */
export interface GivenSettings {
  codeLens?: Partial<Record<'questions' | 'status' | 'stories' | 'requirements', unknown>>
  inlayHints?: { gaps?: unknown }
  diagnostics?: { scope?: unknown }
  evidence?: { enabled?: unknown; reports?: unknown; code?: unknown }
}

/** Client to server: checks all specifications again. */
export const checkWorkspaceRequest = 'specwise/checkWorkspace'

export interface WorkspaceCheck {
  specs: number
  errors: number
  warnings: number
}

/** Options of a client. A client without options gets everything that needs none. */
export interface InitializationOptions {
  /** The schemes of files that the server has to ask the client for, see `readFileRequest`. */
  fileSystems?: string[]
  /**
   * Features that the editor has itself: `headings` (an outline of Markdown; symbols are only items), `documentSymbol`,
   * `schema`, `structure`.
   */
  suppress?: string[]
  /** The client wants `specwise/documentStatus`. */
  status?: boolean
  /** The client prompts for answers: it has the commands `specwise.answer` and `specwise.resolveClarifications`. */
  asks?: boolean
  /** The client has the command `specwise.showCoverage`: items have lenses with their coverage. */
  coverage?: boolean
  /** The client has the command `specwise.reportWrongFinding`, which shows the text before it opens an issue. */
  reports?: boolean
  /** The client has the command `specwise.showRule`: the code of a finding links to it instead of the web. */
  rulePages?: boolean
  /** The client wants `specwise/specsChanged`. */
  follows?: boolean
  /** The setting `diagnostics.scope`, for clients that send no settings; default `workspace`. */
  diagnosticsScope?: DiagnosticsScope
  /** The client has the command `specwise.compare`: changes since a version in git are shown. */
  compares?: boolean
  /** The workspace is trusted: the server may run git. */
  trusted?: boolean
  /** Translations by English sentences, in the language of `locale`. Without them, the server looks for its own. */
  l10n?: Readonly<Record<string, string>> | undefined
}

/** A command of the server: applies one of the changes that are offered at a position. */
export const resolveCommand = 'specwise.resolve'

/** A command of the server: fixes all findings of a rule in a document. */
export const fixRuleCommand = 'specwise.fixRule'

export interface FixRuleArguments {
  uri: string
  version: number
  code: string
}

/** A command of the server: shows a range of a document, `[uri, range]`. */
export const selectCommand = 'specwise.select'

/** A command of a client with `asks`: prompts for an answer, then executes `specwise.resolve`. */
export const answerCommand = 'specwise.answer'

/** A command of a client with `asks`: walks through the open questions of a document or of the workspace. */
export const walkCommand = 'specwise.resolveClarifications'

/** A command of a client with `coverage`: peeks at the items that cover the one at a position, `[uri, position, locations]`. */
export const showCoverageCommand = 'specwise.showCoverage'

/** A command of a client with `reports`: shows the report of a finding, and opens the issue if the writer agrees. */
export const reportCommand = 'specwise.reportWrongFinding'

/** A command of the server, for other clients: asks the writer, then shows the page of a new issue. */
export const openReportCommand = 'specwise.openReport'

/** Client to server: the text of a report about a finding; null if the finding no longer exists. */
export const wrongFindingRequest = 'specwise/wrongFinding'

/** The finding of a report, by its rule and start. */
export interface WrongFindingParams {
  uri: string
  code: string
  position: { line: number; character: number }
}

/** A command of a client with `rulePages`: `[code]`. */
export const showRuleCommand = 'specwise.showRule'

/** Client to server: the page of a rule in Markdown, by its `code`; null for an unknown rule. */
export const rulePageRequest = 'specwise/rulePage'

/** Client to server: the address of a new issue for a report that the writer may have edited. */
export const issueAddressRequest = 'specwise/issueAddress'

export interface IssueAddress {
  url: string
  /** False if the text is too long for an address: it has to be pasted. */
  whole: boolean
}

/** A command of a client with `asks`: offers the words that the status may have. */
export const chooseStatusCommand = 'specwise.chooseStatus'

/** The change to apply; LSP positions. */
export interface ResolveArguments {
  uri: string
  /** The change is refused if the document has another version. */
  version: number
  position: { line: number; character: number }
  /** `place`, `log`, `session`, `reopen`, `ask` or `supersede`. */
  action: string
  /** If undefined, the change has a blank for the answer. */
  answer?: string
  /** The question at the position, so that no other question is answered. */
  question?: string
  /** Show where the writer continues. */
  show?: boolean
}

/** The arguments of `specwise.answer`: the change, and the question to ask. */
export interface AnswerArguments extends ResolveArguments {
  title: string
  question: string
}

export interface Resolved {
  applied: boolean
  /** Why not, as a message for the writer. `changed`: the documents have changed, the request may be repeated. */
  reason?: string
  changed?: boolean
  /** The blanks to fill in, in order. */
  blanks?: { uri: string; ranges: Question['range'][] }
}

/** Client to server: the open questions of the specification of a document, or of all specifications of the workspace. */
export const questionsRequest = 'specwise/questions'

export interface QuestionsParams {
  uri?: string
}

/** A specification with open questions. */
export interface SpecQuestions {
  /** The address of its main document. */
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
  /** The id of the item around it. */
  item: string | null
  /** The ways to answer it, the best first. */
  answers: { action: string; title: string }[]
}

/** Client to server: the specifications of the workspace, all of them or those that have changed. */
export const specsRequest = 'specwise/specs'

export interface SpecsParams {
  /** The serial number of the last answer; without it, the answer has all specifications. */
  since?: number
}

export interface Specs {
  serial: number
  changed: SpecEntry[]
  /** Addresses of deleted ones. */
  removed: string[]
  /** The number of specifications that are not read yet: repeat the request. */
  left: number
  /** Whether reading was stopped before all are read. */
  stopped: boolean
  /** The number of Markdown files in the workspace, of specifications or not. */
  documents: number
  /** The number of findings of closed documents that are not shown because there are too many. */
  leftOut: number
}

/** Client to server, a notification: stops or resumes reading the specifications of the workspace. */
export const readSpecs = 'specwise/readSpecs'

export interface ReadSpecsParams {
  on: boolean
}

export interface SpecEntry {
  /** The address of its main document. */
  uri: string
  /** The name of its folder or file. */
  name: string
  title: string
  format: string
  /** As written; null if it is missing or still the placeholder. */
  status: string | null
  /** `draft`, `review`, `approved`, `done`; null for an unknown status. */
  stage: string | null
  type: string | null
  /** Its owner or author. */
  owner: string | null
  archived: boolean
  documents: string[]
  /** Changes with the texts of the documents. */
  stamp: string
  /** Errors and warnings; null if not checked yet. */
  problems: { errors: number; warnings: number } | null
  tasks: { done: number; total: number }
  review: { done: number; total: number }
  questions: Question[]
}

/** Client to server: sentences about how a line is read; empty for a document that is not part of a specification. */
export const explainLineRequest = 'specwise/explainLine'

export interface ExplainLineParams {
  uri: string
  /** From 0. */
  line: number
}

/** Client to server: the items of the specification of a document. */
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
  /** `other` for a mark that is neither open nor done, such as `[~]`. */
  box: { state: 'open' | 'done' | 'other'; position: { line: number; character: number } } | null
  isReady?: true // a task that can be done now
  children: Item[]
}

/** A command of the server: checks or unchecks a box. */
export const setBoxCommand = 'specwise.setBox'

export interface SetBoxArguments {
  uri: string
  version: number
  position: { line: number; character: number }
  done: boolean
  /** The text after the box, as in `Item.label`, so that no other box is changed. */
  label?: string
}

/** Client to server: moves the specification of a document to the archive, or back to an address. */
export const archiveRequest = 'specwise/archive'

export interface ArchiveParams {
  uri: string
  to?: string
}

export interface Archived {
  /** Its new address; null if it was not moved. */
  moved: string | null
  reason?: string
  /** The number of updated links, and the present addresses of the documents with them. */
  links?: number
  edited?: string[]
}

/** Client to server: the items of a specification and their links, for a page: a `TraceModel`, or null. */
export const traceRequest = 'specwise/trace'

/** Client to server: the same as a table in Markdown; empty if there is no specification. */
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
  choices: { word: string; blockers: string | null }[]
  /** Whether the status is free text. */
  free: boolean
}

/** A command of the server: sets the status. */
export const setStatusCommand = 'specwise.setStatus'

export interface SetStatusArguments {
  uri: string
  version: number
  word: string
}

/** Client to server: plans a new specification; null if the folder is not on disk. */
export const newSpecRequest = 'specwise/newSpec'

export interface NewSpecParams {
  /** The workspace folder. */
  folder: string
  title: string
  /** One of the formats of a plan; default is the first one. */
  format?: string
  type?: string
  issue?: number
}

export interface NewSpecPlan {
  /** Its folder, which does not exist yet. */
  folder: string
  name: string
  /** The possible formats, the likeliest first. */
  formats: string[]
  /** The vocabulary of the type, and the word that the title suggests. */
  types: string[]
  suggested: string | null
  /** Why the number may be used on another branch; null if git was asked. */
  unsure: string | null
  documents: { uri: string; name: string; text: string; snippet: string }[]
}

/** Client to server: when the open questions of documents were asked, as ISO times; null if unknown. */
export const agesRequest = 'specwise/ages'

export interface AgesParams {
  questions: { uri: string; line: number }[]
}

/** Server to client: the answer of `specwise/questions` may have changed. */
export const specsChanged = 'specwise/specsChanged'

/** Server to client: the text of a file that only the editor can read. */
export const readFileRequest = 'specwise/readFile'

/** Server to client: the entries of such a folder. */
export const listFolderRequest = 'specwise/listFolder'

/** Server to client: the kind of such a file, and a stamp that changes with it. */
export const statFileRequest = 'specwise/statFile'

export interface FileParams {
  uri: string
}

export interface FolderEntry {
  name: string
  kind: 'file' | 'folder'
}

/** The value, or a reason to show to the user. */
export interface FileAnswer<T> {
  value?: T
  reason?: string
}
