// Answered questions in sessions, as spec-kit's clarification writes them: `- Q: … → A: …` below `## Clarifications` or a date.
import { perObject } from '../base/perObject.ts'
import { meansSection } from '../languages/names.ts'
import { headingStoryAt } from './ids.ts'
import { type Leaf, leavesOf } from './leaves.ts'
import type { Document, Section } from './model.ts'
import { chunksIn } from './places.ts'
import { sectionFinder } from './sections.ts'

const question = String.raw`(?:Q(?:uestion)?|Frage|Pregunta|Pergunta|Pytanie|Вопрос|问题?|問題?|質問|질문)[ \t]*#?\d{0,3}`
const answer = String.raw`(?:A(?:nswer)?|Antwort|Respuesta|Resposta|R[ée]ponse|Odpowiedź|Ответ|答案?|回答|답변?)[ \t]*#?\d{0,3}`
const colon = String.raw`[*_ \t]{0,4}[:：][*_]{0,3}`
const asks = new RegExp(String.raw`^[*_ \t]*${question}${colon}`, 'iu')
// An answer has words: `…` is a placeholder for an answer.
const words = String.raw`\s*(?!…|\.\.\.|\[answer\]|TBD\b|TODO\b)\S`
const answerLine = new RegExp(String.raw`^[*_ \t]*${answer}${colon}${words}`, 'iu')
const answerInQuestion = new RegExp(
  String.raw`(?:→|[-=]>|\n|[.?？!。)）"*_\x60])[ \t*_–—-]{0,6}(?<![\p{L}\p{N}])${answer}${colon}${words}`,
  'iu',
)
// `Which one? → The first`, without labels.
const arrow = new RegExp(String.raw`[?？][)）"*_\x60 \t]{0,4}(?:→|[-=]>)(?![ \t*_]*${answer}${colon})${words}`, 'iu')
const longest = 4000 // characters of a question and its answer that are examined

/** The number of answered questions in the sessions of a document. The answer may be on another line. Linear in the document. */
export const answeredIn = perObject((document: Document): number => {
  const isSession = sessionsOf(document)
  if (isSession === undefined) return 0
  const sectionAt = sectionFinder(document.sections)
  let count = 0
  let isAsked = false
  for (const leaf of leavesAround(document, isSession)) {
    if (leaf.type === 'heading') isAsked = false
    if (leaf.type !== 'paragraph' || !isSession.has(sectionAt(leaf.start))) continue
    for (const part of partsOf(leaf.content())) {
      const isQuestion = asks.test(part)
      if (isQuestion || !answerLine.test(part)) {
        const isAnswered = (isQuestion && answerInQuestion.test(part)) || arrow.test(part)
        if (isAnswered) count++
        isAsked = isQuestion && !isAnswered
      } else if (isAsked) {
        count++
        isAsked = false
      }
    }
  }
  return count
})

// "All eight initial-draft markers resolved."
const allResolved =
  /(?<!\bnot )\ball\s+(?:[\w-]+\s+){0,4}(?:markers?|questions?|clarifications?)\s+(?:(?:are|were|have been|now)\s+){0,2}(?:resolved|answered|closed|settled|confirmed)\b/i

/** The paragraph in the clarifications of a document that says that all questions are answered, and its section. */
const answeredBy = perObject((document: Document): { at: number; section: Section | undefined } | undefined => {
  const isSession = sessionsOf(document)
  if (isSession === undefined) return undefined
  const sectionAt = sectionFinder(document.sections)
  for (const leaf of leavesAround(document, isSession)) {
    const section = sectionAt(leaf.start)
    if (leaf.type === 'paragraph' && isSession.has(section) && allResolved.test(leaf.content()))
      return { at: leaf.start, section }
  }
  return undefined
})

/**
 * Where the clarifications of a document say that the questions of a section are answered, so that their markers were kept.
 * Questions of a session of its own may have come later. Undefined if nothing says so.
 */
export function answeredAt(document: Document, section: Section | undefined): number | undefined {
  const answered = answeredBy(document)
  return answered?.section === section || (section && isDay(section)) ? undefined : answered?.at
}

const isDay = ({ title }: Section): boolean => /^session\b/i.test(title) && /\d{4}-\d\d-\d\d/.test(title)

/** The blocks of all chunks that contain some sections, in order. */
const leavesAround = (document: Document, sections: ReadonlySet<Section | undefined>): Leaf[] => {
  const chunks = [...sections].flatMap((section) =>
    section && !sections.has(section.parent) ? chunksIn(document, section) : [],
  )
  return leavesOf({ chunks: [...new Set(chunks)] })
}

/** Splits a paragraph before each line that starts with `Q: …`. */
function partsOf(text: string): string[] {
  const parts: string[] = []
  for (const line of text.split('\n'))
    if (parts.length === 0 || asks.test(line)) parts.push(line.slice(0, longest))
    else if ((parts.at(-1) as string).length < longest) parts.push(`${parts.pop()}\n${line.slice(0, longest)}`)
  return parts
}

/** The sections of clarifications and of their sessions; undefined if there are none. */
const sessionsOf = perObject(({ sections }: Document): ReadonlySet<Section | undefined> | undefined => {
  const found = new Set<Section | undefined>()
  for (const section of sections) {
    const { key, title, level, parent } = section
    if (level < 2) continue
    // An edge case or a story below it belongs to the section before which the clarifications were inserted.
    const isWithin = (): boolean =>
      found.has(parent) && !meansSection(key, 'edgeCases') && headingStoryAt(title, 0) === undefined
    if (isDay(section) || meansSection(key, 'clarifications') || isWithin()) found.add(section)
  }
  return found.size > 0 ? found : undefined
})
