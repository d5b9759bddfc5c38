// What a rule is: a code, a page of documentation, and a function from a reading to findings.

import type { Edit } from '../../base/edit.ts'
import type { Span } from '../../base/span.ts'
import type { CodeBlock } from '../../document/codeBlocks.ts'
import type { Feature } from '../../feature/feature.ts'
import type { Item } from '../../feature/items.ts'
import type { SpecDocument } from '../../templates/specDocument.ts'
import type { Role, Template } from '../../templates/template.ts'
import type { Constitution } from '../packs/constitution.ts'
import type { Severities, Severity } from './severity.ts'
import type { Suppressions } from './suppression.ts'

export type { Severity }

/** All edits together, or none. */
export interface Fix {
  title: string
  edits: Edit[]
  /** It properly resolves the finding, and is what most people would choose. */
  preferred: boolean
  /** It needs nobody's judgement and loses nothing: it may be applied unseen, with all others of its kind. */
  safe?: boolean
}

export interface Finding extends Span {
  code: string
  severity: Severity
  message: string
  /** Other places that the message speaks of; without a path, in the same document. */
  related: Related[]
  /** Made when somebody asks. */
  fixes: () => Fix[]
  fixable: boolean
  /** See `Extra`. */
  about?: string | undefined
  /** Of rules that have no page of their own: an address that explains it. */
  reference?: string | undefined
}

export interface Related {
  span: Span
  message: string
  /** Another document, and its text for places in it. */
  other?: { path: string; text: string }
}

/** Tells of a defect at a span. */
export type Report = (span: Span, message: string, extra?: Extra) => void

export interface Extra {
  related?: Related[]
  /** Makes the finding fixable. */
  fixes?: () => Fix[]
  /** This one sums up what may be meant so: it has this severity, whatever the status, or a milder one that is configured. */
  as?: Severity
  /**
   * What it is about, where the marked words do not say so: the name of a missing section. A part of its fingerprint, and in
   * no language.
   */
  about?: string | undefined
}

/** What is known of the workspace around a feature. Everything may be unknown: rules are silent then. */
export interface RuleContext {
  /** What is at a path that a document of the feature links to; undefined when nobody looked. */
  target(path: string): Target | undefined
  /** The one specification with a number, beside the feature's own; undefined when there is none, or several. */
  spec(number: number): Feature | undefined
  /** Some documents of the feature name a specification that `spec` knows. */
  namesOthers: boolean
  /** Top folder of the repository or workspace: what is outside of it is not looked at. */
  root: string | undefined
  /** Groups of API that the workspace defines itself, such as `cloud.example.org`; undefined when nobody looked. */
  claims: ReadonlySet<string> | undefined
  /** The nearest one. */
  constitution: Constitution | undefined
  /** Other specifications whose folder has the same number; undefined when they could not be looked for. */
  others: readonly OtherSpec[] | undefined
  /**
   * Of a finished feature whose status is the template's first: whether some specification beside it has another one. Undefined
   * for other features, and where there are too few to tell.
   */
  setsStatus: boolean | undefined
  /** Names of required sections that the specification does not have, nor do some beside it. */
  leftOut: ReadonlySet<string>
}

export interface Target {
  kind: 'none' | 'file' | 'folder'
  /** Of Markdown that some link leads to a heading of. */
  hasAnchor?(anchor: string): boolean
}

export interface OtherSpec {
  /** Of its document, with `/`. */
  path: string
}

/** What a rule sees beside the document. */
export interface RuleInput {
  feature: Feature
  context: RuleContext
  /** The rule's options, with defaults filled in. */
  options: Readonly<Record<string, OptionValue>>
  /** Codes of all rules. */
  codes: readonly string[]
  /** What the names of managed resources start with. */
  prefixes: readonly string[]
  /** Names of the packs whose rules count for this feature. */
  packs: ReadonlySet<string>
  /** The comments of this document that silence findings. */
  suppressions: Suppressions
}

export type OptionValue = number | boolean | string | readonly string[]

/** An option of a rule in the configuration. */
export interface Option {
  default: OptionValue
  description: string
}

interface RuleBase {
  /** Words, in kebab case; the file has the same name in camel case. */
  code: string
  severity: Severities
  /** One sentence: what is wrong. */
  summary: string
  /** Markdown: what is reported and what is not. Empty for packs that do not say. */
  details: string
  /** Markdown: why it matters, and the source of the rule. */
  why: string
  /** Markdown: when to turn the rule off. */
  whenOff: string
  /** Codes of related rules. */
  related: readonly string[]
  /**
   * Documents; the bad one gives just this finding, once, and the good one none. A line `//- plan.md` starts another
   * document of the feature.
   */
  bad: string
  good: string
  options?: Readonly<Record<string, Option>>
  /** Where the rule is explained, when it has no page of its own. */
  reference?: string | undefined
}

/** What a rule of a small scope sees beside its item or section: nothing that another part of the document decides. */
export interface LocalInput {
  template: Template
  /** See `SpecDocument`. */
  loose: boolean
  options: Readonly<Record<string, OptionValue>>
}

/** Looks at one item at a time, and at nothing else: run again where the text of the item's part changed. */
export interface ItemRule extends RuleBase {
  scope: 'item'
  roles: readonly Role[]
  check(item: Item, report: Report, input: LocalInput): void
}

/** Looks at the code blocks of one part of a text at a time: run again where the part changed. */
export interface SectionRule extends RuleBase {
  scope: 'section'
  check(blocks: readonly CodeBlock[], report: Report, input: LocalInput): void
}

/** Looks at one document: run again when that changed. */
export interface DocumentRule extends RuleBase {
  scope: 'document'
  check(spec: SpecDocument, report: Report, input: LocalInput): void
}

/** Looks at a document of a feature, and at what stands around it: run again when any of that changed. */
export interface FeatureRule extends RuleBase {
  scope: 'feature'
  check(spec: SpecDocument, report: Report, input: RuleInput): void
}

/** The scope says what a rule may look at, and so when it has to run again. */
export type Rule = ItemRule | SectionRule | DocumentRule | FeatureRule
