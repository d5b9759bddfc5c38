// Puts the words of all languages into the grammar: the patterns for markers, obligations and scenarios are generated.
// Everything else in the checked-in file is written by hand.

const letter = String.raw`\p{L}\p{N}_`
const union = (words) => [...new Set(words)].sort((a, b) => b.length - a.length).join('|')
const capitalised = (word) => word.replace(/^\p{Ll}/u, (first) => first.toUpperCase())
const inAnyCase = (word) => word.replace(/^\p{Ll}/u, (first) => `[${first}${first.toUpperCase()}]`)

/** @param {object} grammar the checked-in grammar, which is changed and returned */
export async function grammarOf(grammar) {
  const { languages, english, foreign } = await import('../../server/src/languages/index.ts')
  const { allMarkers, englishMarkers } = await import('../../server/src/languages/markers.ts')
  const { mayTouch } = await import('../../server/src/languages/pattern.ts')
  const { question, answer, obligation, scenario } = grammar.repository
  const name = 'keyword.other.question.open.specwise'
  const otherWords = allMarkers.open.filter((word) => word !== englishMarkers.open)
  question.begin = `\\[(?:(${englishMarkers.open})(?=[:：\\]])|(${union(otherWords)})(?=[ \\t]*[:：]))`
  question.beginCaptures = { 1: { name }, 2: { name } }
  answer.begin = `\\[(${union(allMarkers.answered)})(?=[ \\t]*[:：])`
  // In capitals, if the script has them.
  const keywords = languages.flatMap(({ obligations }) => obligations.keywords)
  const separated = keywords.filter((word) => !mayTouch(word)).map((word) => word.toUpperCase())
  obligation.match = `(?<![${letter}-])(?:${union(separated)})(?![${letter}-])|(?:${union(keywords.filter(mayTouch))})`
  const steps = (language) => Object.values(language.scenario).flat()
  const words = [...steps(english).map(capitalised), ...foreign.flatMap(steps).map(inAnyCase)]
  scenario.match = `(?<=\\*\\*)(?:${union(words)})(?=\\*\\*)`
  return grammar
}
