// The types of rules and findings. A rule has a code, a page of documentation, and a function from a document to findings.

import type { Edit } from '../../base/edit.ts'
import type { Span } from '../../base/span.ts'
import type { CodeBlock } from '../../document/codeBlocks.ts'
import type { Feature, FeatureFile } from '../../feature/feature.ts'
import type { FeatureHistory } from '../../feature/history.ts'
import type { Item } from '../../feature/items.ts'
import type { SpecDocument } from '../../templates/specDocument.ts'
import type { DocumentKind, Role, Template, TemplateField } from '../../templates/template.ts'
import type { Constitution } from '../packs/constitution.ts'
import type { Severities, Severity } from './severity.ts'
import type { Suppressions } from './suppression.ts'

export type { Severity }

/** A quick fix. Its edits are applied together or not at all. */
export interface Fix {
  title: string
  edits: Edit[]
  /** Whether the fix resolves the finding, and is what most people would choose. */
  preferred: boolean
  /** Whether the fix needs no judgement and loses nothing, so that it may be applied without review. */
  safe?: boolean
}

export interface Finding extends Span {
  code: string
  severity: Severity
  message: string
  /** Other places that the message mentions. */
  related: Related[]
  /** Computed on request. */
  fixes: () => Fix[]
  fixable: boolean
  /** See `Extra`. */
  about?: string | undefined
  /** A web address that explains the finding, for rules without a page. */
  reference?: string | undefined
}

export interface Related {
  span: Span
  message: string
  /** The document of the span, if it is another one, with its text. */
  other?: { path: string; text: string }
}

/** Whether two findings tell the same. Fixes, which are computed on request, are not compared. */
export const isSameFinding = (a: Finding, b: Finding): boolean =>
  a.start === b.start &&
  a.end === b.end &&
  a.code === b.code &&
  a.severity === b.severity &&
  a.message === b.message &&
  a.fixable === b.fixable &&
  a.about === b.about &&
  a.reference === b.reference &&
  a.related.length === b.related.length &&
  a.related.every((related, k) => isSameRelated(related, b.related[k] as Related))

const isSameRelated = (a: Related, b: Related): boolean =>
  a.span.start === b.span.start &&
  a.span.end === b.span.end &&
  a.message === b.message &&
  a.other?.path === b.other?.path &&
  a.other?.text === b.other?.text

/** Reports a problem at a span. */
export type Report = (span: Span, message: string, extra?: Extra) => void

export interface Extra {
  related?: Related[]
  /** The quick fixes. The finding is fixable if this is set. */
  fixes?: () => Fix[]
  /** A severity for this finding, regardless of the status. A configured severity that is milder takes precedence. */
  as?: Severity
  /**
   * The subject of the finding if the marked text does not contain it, such as the name of a missing section. It is a part
   * of the fingerprint and is not translated.
   */
  about?: string | undefined
}

/** What rules know about the workspace around a feature. Rules report nothing about what is unknown. */
export interface RuleContext {
  /** What is at a path that a document of the feature links to. Undefined if it was not looked up. */
  target(path: string): Target | undefined
  /** The only other specification with a number. Undefined if there is none or several. */
  spec(number: number): Feature | undefined
  /** For a feature with unknown ids: the specifications that it says it is built on or related to, at most eight. */
  related: readonly Feature[]
  /** For a feature with unknown ids: the names of the specifications beside it, without their numbers: `queue-for-orders`. */
  topics: ReadonlySet<string>
  /** Whether a document of the feature mentions a specification that `spec` knows. */
  namesOthers: boolean
  /** The top folder of the repository or workspace. Nothing outside of it is read. */
  root: string | undefined
  /** API groups that the workspace defines, such as `cloud.example.org`. Undefined if they were not looked up. */
  claims: ReadonlySet<string> | undefined
  /** The nearest constitution. */
  constitution: Constitution | undefined
  /** Other specifications whose folder has the same number. Undefined if they could not be looked up. */
  others: readonly OtherSpec[] | undefined
  /**
   * For a finished feature that still has the first status of its template: whether a neighbouring specification has another
   * status. Undefined for other features, and if there are too few neighbours to tell.
   */
  setsStatus: boolean | undefined
  /** Committed versions of the documents. Undefined without git, and until they are read. */
  history: FeatureHistory | undefined
  /** Kinds of documents that neither this specification nor half of its neighbours have. */
  unusedDocuments: ReadonlySet<DocumentKind>
  /**
   * Names of required sections, and metadata as `metadataOf` names it, that neither this specification nor some of its
   * neighbours have.
   */
  leftOut: ReadonlySet<string>
}

/** How metadata of a document is named in `RuleContext.leftOut`. */
export const metadataOf = (kind: DocumentKind, { key }: TemplateField): string => `${kind}.md ${key}`

export interface Target {
  kind: 'none' | 'file' | 'folder'
  /** Whether a heading has an anchor. Set for Markdown files that a link with an anchor points to. */
  hasAnchor?(anchor: string): boolean
}

export interface OtherSpec {
  /** The path of its document, with `/`. */
  path: string
}

/** What a feature rule sees apart from the document. */
export interface RuleInput {
  feature: Feature
  context: RuleContext
  /** The rule's options, with defaults filled in. */
  options: Readonly<Record<string, OptionValue>>
  /** Codes of all rules. */
  codes: readonly string[]
  /** Prefixes of the names of managed resources. */
  prefixes: readonly string[]
  /** Names of the packs that apply to this feature. */
  packs: ReadonlySet<string>
  /** The suppression comments of this document. */
  suppressions: Suppressions
}

export type OptionValue = number | boolean | string | readonly string[]

/** An option of a rule in the configuration. */
export interface Option {
  default: OptionValue
  description: string
}

interface RuleBase {
  /** In kebab case. The file has the same name in camel case. */
  code: string
  severity: Severities
  /** One sentence: what is wrong. */
  summary: string
  /** Markdown: what is reported and what is not. May be empty in packs. */
  details: string
  /** Markdown: why it matters, and the source of the rule. */
  why: string
  /** Markdown: when to turn the rule off. */
  whenOff: string
  /** Codes of related rules. */
  related: readonly string[]
  /**
   * Example documents. The bad one has exactly one finding, of this rule; the good one has none. A line `//- plan.md` starts
   * another document of the feature.
   */
  bad: string
  good: string
  options?: Readonly<Record<string, Option>>
  /** Where a rule without a page is explained. */
  reference?: string | undefined
}

/** What item, section and document rules see apart from their part of the document. Nothing here depends on other parts. */
export interface LocalInput {
  template: Template
  /** See `SpecDocument`. */
  loose: boolean
  options: Readonly<Record<string, OptionValue>>
}

/** Checks one item at a time and sees nothing else. Runs again for items whose text changed. */
export interface ItemRule extends RuleBase {
  scope: 'item'
  roles: readonly Role[]
  check(item: Item, report: Report, input: LocalInput): void
}

/** Checks the code blocks of one chunk at a time. Runs again for chunks that changed. */
export interface SectionRule extends RuleBase {
  scope: 'section'
  check(blocks: readonly CodeBlock[], report: Report, input: LocalInput): void
}

/** Checks one document. Runs again when the document changes. */
export interface DocumentRule extends RuleBase {
  scope: 'document'
  check(spec: SpecDocument, report: Report, input: LocalInput): void
}

/** Checks a document of a feature and what is around it. Runs on every check. */
export interface FeatureRule extends RuleBase {
  scope: 'feature'
  check(spec: SpecDocument, report: Report, input: RuleInput): void
  /** Checks an attachment, for rules that also apply to Markdown without a template. */
  checkAttachment?(file: FeatureFile, report: Report, context: RuleContext): void
}

/** The scope of a rule decides what it sees, and so when it runs again. */
export type Rule = ItemRule | SectionRule | DocumentRule | FeatureRule
