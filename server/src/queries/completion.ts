// textDocument/completion: ids, fields, sections, markers, keywords of requirements, links to documents, resource names. Each
// kind decides itself where it applies; nothing is offered in comments, and only names in code.
import { lineStart } from '../base/lines.ts'
import type { Span } from '../base/span.ts'
import { blockAt, inlineAt } from '../document/places.ts'
import type { Feature } from '../feature/feature.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import { fieldCompletions } from './fieldCompletion.ts'
import { idCompletions } from './idCompletion.ts'
import { nameCompletions, type ResourceNames } from './nameCompletion.ts'
import { snippetCompletions } from './snippetCompletion.ts'
import { textCompletions } from './textCompletion.ts'

export interface Completion {
  label: string
  /** A few words, shown next to the label. */
  short: string | undefined
  detail: string
  /** The text to replace. */
  span: Span
  /** The new text, if it is not the label. */
  text?: string
  /** The same with tab stops, for clients that support them. */
  snippet?: string
  /** The text that is compared with the replaced text, if it is not the label. */
  filter?: string
  /** Lower ranks come first. */
  rank: number
  kind: 'id' | 'item' | 'word' | 'section' | 'file' | 'name' | 'new' | 'kind' | 'version'
}

export interface CompletionContext {
  prefixes: readonly string[]
  names(): ResourceNames
  /** Specifications that may be referenced: the id and title of each. */
  specs: readonly { id: string; title: string }[]
  /** As `2026-11-23`. */
  today: string
}

/** The line around an offset. */
export interface Line extends Span {
  /** Up to the offset. */
  before: string
  after: string
}

/** The completions at an offset, best first; empty if there are none. */
export function completionsAt(
  feature: Feature,
  spec: SpecDocument,
  offset: number,
  context: CompletionContext,
): Completion[] {
  const { document } = spec
  const names = nameCompletions(feature, spec, offset, context.prefixes, context.names)
  if (names.length > 0) return names
  const leaf = blockAt(document, Math.max(0, offset - 1))
  const inCode = leaf?.type === 'code' || leaf?.type === 'html' || within(inlineAt(document, offset - 1), offset)
  if (inCode) return []
  const line = lineAt(document.text, offset)
  return [
    ...fieldCompletions(spec, offset, line, context.today),
    ...idCompletions(feature, spec, offset, line, context.specs),
    ...textCompletions(feature, spec, offset, line),
    ...snippetCompletions(feature, spec, offset, line),
  ]
}

const within = (span: Span | undefined, offset: number): boolean => span !== undefined && offset < span.end

function lineAt(text: string, offset: number): Line {
  const start = lineStart(text, offset)
  const next = text.indexOf('\n', offset)
  const end = next < 0 ? text.length : text[next - 1] === '\r' && next - 1 >= offset ? next - 1 : next
  return { start, end, before: text.slice(start, offset), after: text.slice(offset, end) }
}
