// Signs that an id was once used, or will be: in a line of changes, an answer that drops it, or a forecast. Nothing defines it now.
import { countWhile, type Span } from '../base/span.ts'
import type { Document } from './model.ts'

// "in earlier drafts of this spec: FR-008", "merger of US2 + US7": items that are no longer there.
const ofHistory =
  /\b(?:earlier|previous|prior|former|older?|superseded)\b[^.\r\n]{0,40}\b(?:drafts?|versions?|revisions?|phases?)\b|\bmerg(?:er|e|ed|ing)\s+of\b/i

// "- Combined FR-010, FR-016 into FR-012", "- Iteration 1: found details in FR-007": a line of changes.
const change =
  /^[\s>*+_-]*(?:\d{1,3}[.)][ \t]+)?(?:\[.\][ \t]*)?[*_]*(?:(?:Iteration|Round|Revision|Draft|Pass|Review)[ \t]+\d+\b|Removed|Combined|Merged|Consolidated|Dropped|Deleted|Renumbered|Renamed|Replaced|Folded|Collapsed|Split|Superseded|Moved)\b/

// "- Q: Should the timeline (US4) be included? → A: Drop it"
const question = /^[\s>*+-]*Q\b(?:(?!→|->|[*_\s]A[*_]*\s*[:：]).)*$/
const dropped =
  /^.{0,120}?(?:→|->|[*_\s]A[*_]*\s*[:：])[\s*_]*(?:A[*_]*\s*[:：][\s*_]*)?(?:Drop|Remove|Exclude|Defer|Cut|Skip|Omit|No\b|不需要|不要|删除|移除|取消)/i
const longestChange = 400 // characters between the start of such a line and an id

const near = 120 // characters on either side that are examined
const longestRest = 240 // characters of an answer

/**
 * Whether the words around an undefined id say that it belongs to an earlier or a later state of the document.
 * @param sentence the sentence of the id.
 */
export function isOfOtherTime(document: Document, { start, end }: Span, sentence: Span): boolean {
  const { text } = document
  if (ofHistory.test(text.slice(Math.max(sentence.start, start - near), Math.min(sentence.end, end + near))))
    return true
  const [line = ''] = /(?:^|[\r\n])[^\r\n]*$/.exec(text.slice(Math.max(0, start - longestChange), start)) ?? []
  const restOfLine = text.slice(end, end + longestRest).split(/[\r\n]/, 1)[0] ?? ''
  if (change.test(line) || (question.test(line.trimStart()) && dropped.test(restOfLine))) return true
  return isForecast(document, start)
}

/** Whether the section of an id says what a later step will do: "what the /tasks command will do" in a plan. */
function isForecast({ text, sections }: Document, start: number): boolean {
  const section = sections[countWhile(sections, (one) => one.start <= start) - 1]
  return (
    section !== undefined &&
    /\btasks\b[^.\r\n]{0,12} command will do\b/.test(text.slice(section.body, section.body + 300))
  )
}
