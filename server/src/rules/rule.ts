// What a rule is: a code, a page of documentation, and a function from a reading to findings.
import type { Reading } from '../formats/reading.ts'
import type { Span } from '../markdown/blocks.ts'

export type Severity = 'error' | 'warning' | 'info' | 'hint'

/** Replaces the text of a span. Edits of one fix never overlap. */
export interface Edit extends Span {
  text: string
}

/** All edits together, or none. */
export interface Fix {
  title: string
  edits: Edit[]
  /** It properly resolves the finding, and is what most people would choose. */
  preferred: boolean
}

export interface Finding extends Span {
  code: string
  severity: Severity
  message: string
  /** Other places that the message speaks of. */
  related: { span: Span; message: string }[]
  /** Made when somebody asks. */
  fixes: () => Fix[]
  fixable: boolean
}

/** Tells of a defect at a span; `extra.fixes` makes it fixable. */
export type Report = (
  span: Span,
  message: string,
  extra?: { related?: Finding['related']; fixes?: () => Fix[] },
) => void

export interface Rule {
  /** Words, in kebab case; the file has the same name in camel case. */
  code: string
  severity: Severity
  /** One line: what is wrong. */
  summary: string
  /** Markdown: why it matters, what to do, where the rule comes from. */
  why: string
  /** Documents; the bad one gives just this finding, once, and the good one none. */
  bad: string
  good: string
  check(reading: Reading, report: Report): void
}
