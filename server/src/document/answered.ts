// Answered questions in sessions, as spec-kit's clarification keeps them: `- Q: … → A: …` below `## Clarifications` or a day.
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
// An answer has words: `…` stands for one that is still to be written.
const words = String.raw`\s*(?!…|\.\.\.|\[answer\]|TBD\b|TODO\b)\S`
const answersAtOnce = new RegExp(String.raw`^[*_ \t]*${answer}${colon}${words}`, 'iu')
const answersBehind = new RegExp(
  String.raw`(?:→|[-=]>|\n|[.?？!。)）"*_\x60])[ \t*_–—-]{0,6}(?<![\p{L}\p{N}])${answer}${colon}${words}`,
  'iu',
)
// `Which one? → The first`, without labels.
const arrow = new RegExp(String.raw`[?？][)）"*_\x60 \t]{0,4}(?:→|[-=]>)(?![ \t*_]*${answer}${colon})${words}`, 'iu')
const longest = 4000 // characters of a question and its answer that are looked at

/** How many questions the sessions of a document answer, in one line each or on lines of their own. Linear in the document. */
export const answeredIn = perObject((document: Document): number => {
  const isSession = sessionsOf(document)
  if (isSession === undefined) return 0
  const sectionAt = sectionFinder(document.sections)
  let count = 0
  let isAsked = false
  for (const leaf of leavesAround(document, isSession)) {
    if (leaf.type === 'heading') isAsked = false
    if (leaf.type !== 'paragraph' || !isSession.has(sectionAt(leaf.start))) continue
    for (const said of partsOf(leaf.content())) {
      const isQuestion = asks.test(said)
      if (isQuestion || !answersAtOnce.test(said)) {
        const isAnswered = (isQuestion && answersBehind.test(said)) || arrow.test(said)
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

/** The blocks of the parts that some sections stand in, in order. */
const leavesAround = (document: Document, sections: ReadonlySet<Section | undefined>): Leaf[] => {
  const chunks = [...sections].flatMap((one) => (one && !sections.has(one.parent) ? chunksIn(document, one) : []))
  return leavesOf({ chunks: [...new Set(chunks)] })
}

/** The questions of a paragraph with what follows them: `Q: …` may start each line. */
function partsOf(text: string): string[] {
  const parts: string[] = []
  for (const line of text.split('\n'))
    if (parts.length === 0 || asks.test(line)) parts.push(line.slice(0, longest))
    else if ((parts.at(-1) as string).length < longest) parts.push(`${parts.pop()}\n${line.slice(0, longest)}`)
  return parts
}

/** The sections of clarifications, with those of days; undefined without one. */
function sessionsOf({ sections }: Document): ReadonlySet<Section | undefined> | undefined {
  const found = new Set<Section | undefined>()
  for (const section of sections) {
    const { key, title, level, parent } = section
    const isDay = /^session\b/i.test(title) && /\d{4}-\d\d-\d\d/.test(title)
    if (level < 2) continue
    // An edge case or a story below it is another section, before which the questions were put in.
    const isWithin = (): boolean =>
      found.has(parent) && !meansSection(key, 'edgeCases') && headingStoryAt(title, 0) === undefined
    if (isDay || meansSection(key, 'clarifications') || isWithin()) found.add(section)
  }
  return found.size > 0 ? found : undefined
}
