// Markers without a question, `[NEEDS CLARIFICATION]`: whether they stand for a value, or the sentence is about markers.
import { namedIn, type Prose } from './questionText.ts'

const aboutBehind =
  /^["'”’*_)\x60]*[ \t]*(?:(?:[はが][ \t]*(?:残って|存在し|もう|な[いし])|markers?|counts?|marks?|tags?|items?|placeholders?|notes?|notations?|labels?|comments?|entries|entry|annotations?|remains?|left|resolved|was|were|is|are|has|have|had|should|must|may|can|will|anywhere|wherever|where|when|if|or|and|rather|instead|since|because|means|stands|etc)(?![\p{L}])|in (?:the|any|this|a|your)\b|없이|없음|없다|없습니다|없는|마커|태그|标记|標記|マーカー|タグ|marcador|marqueur|marcatori|маркер|znacznik|[→=]|->|[:：][ \t]*(?:WARN|ERROR))/iu
const meaning =
  /^["'”’*_)\x60]*[ \t]*[:：–—-][ \t]*(?:marks?|means|stands|used|use|for (?:what|anything|unclear|open|ambig))(?!\p{L})/iu
const spokenOf =
  /(?<![\p{L}\d])(?:\d+(?:[ \t]*(?:个|個|件|条|개))?|no|not|any|all|every|each|zero|without|remaining|unresolved|outstanding|these|those|such|the|a|an|this|that|its|your|keine?|alle|ning[uú]n[ao]?|sin|quedan|nenhuma?|sem|aucune?|sans|nessun[ao]?|senza|без|нет|żaden|bez|marcadores|marqueurs|markers|marking|marcar|marquer|markieren|marked|tagged|flagged|labell?ed)\s+["'“‘*_(\x60]*$/iu
// "not a new [NEEDS CLARIFICATION]"
const notAnother =
  /(?<!\p{L})(?:not|no|never|without)\s+(?:an?\s+|any\s+)?(?:new|open|further|additional|separate|real|unanswered)\s+["'“‘*_(\x60]*$/iu
const done =
  /(?<!\p{L})(?:us(?:e|es|ing)|writ(?:e|es|ing)|inserts?|adds?|leaves?|left|keeps?|replac(?:e|es|ing)|resolv(?:e|es|ing)|remov(?:e|es|ing)|contains?|counts?|answers?|clears?|grep(?:[ \t]+for)?|(?:search|scan|look|check|find)(?:e?s|ed|ing)?[ \t]+for|called|named|see|like)\s+["'“‘*_(\x60]*$/iu
const doneWith = /(?<!\p{L})(?:with|as|by|via|to|into|or|and|either|than|is|are)\s+["'“‘*_(\x60]*$/iu
const marking =
  /(?<!\p{L})(?:mark(?:s|ed|ing)?|tag(?:s|ged)?|flag(?:s|ged)?|label(?:l?ed|s)?|annotat\w+|denot\w+|indicat\w+|highlight\w*|left|leave|call(?:ed|s)? out|search|scan|look)(?!\p{L})/iu
const obligation =
  /(?<!\p{L})(?:MUST|SHALL|SHOULD|must|shall|should|will|muss|müssen|debe|doit|deve|必须|必須)(?!\p{L})/u
const denied = /(?<!\p{L})(?:not|never|cannot|n't)(?!\p{L})[^.;]{0,30}$/iu
const ofMarkers = /marker|notation|legend|format|\btag|placeholder|syntax|\bmark|example|symbol|convention/i

// A heading above questions: `## [NEEDS CLARIFICATION]`, `## Open questions / [NEEDS CLARIFICATION]`.
const headsQuestions = /^\s*$|\b(?:questions?|clarifications?|unknowns?|unresolved|unclear)\b/i

// "NEEDS CLARIFICATION: none", "nenhum bloqueante — …", but not "none of the teams agreed".
const none =
  /^[\s*_]*(?:none|nothing|n\/a|ning[uú]n[ao]?|nada|nenhuma?|aucune?|rien|keine?|nichts|nessun[ao]?|нет|无|無|なし|없음|0(?:\s*(?:个|個|件|개|条))?)(?:\s+(?:open|left|remain\w*|blocking|bloqueantes?|abert[ao]s?|abiert[ao]s?|pendientes?|pendentes?|restante?s?|offene?n?))?[\s*_]*(?:[.,;:()—–-]|$)/iu

// An answer behind a marker: "A: the first", "→ the first".
const answer = /^[\s*_]*(?:→|[-=]>|(?:A|answer|answered|resolved|decision|decided|assum\w+)\b)/iu

/** Whether the text after a marker says that nothing is open. */
export const saysNone = (question: string): boolean => none.test(question)

/** Whether the words directly after a marker make the text one about markers: "[NEEDS CLARIFICATION markers]". */
export const speaksOfMarkers = (words: string): boolean => aboutBehind.test(words)

/**
 * The kind of a marker without a question, by the words around it: `asked` if the question follows it, `hole` if it stands for a
 * value, undefined if the sentence is about markers.
 * @param before the line or cell before the marker.
 * @param behind the text after the marker that belongs to it.
 */
export function bareMarkerKind({ type }: Prose, before: string, behind: string): 'asked' | 'hole' | undefined {
  if (/^\s*(?:[-*+]|\d+[.)])\s+\[[xX]\]/.test(before)) return undefined
  const sentence = before.slice(Math.max(before.lastIndexOf('. '), before.lastIndexOf('; ')) + 1)
  const isObliged = obligation.test(sentence) && !denied.test(sentence)
  if (spokenOf.test(sentence) || notAnother.test(sentence) || (!isObliged && done.test(sentence))) return undefined
  if (marking.test(sentence) && (doneWith.test(sentence) || done.test(sentence))) return undefined
  const name = namedIn(before)
  if (name !== undefined && ofMarkers.test(name)) return undefined
  if (aboutBehind.test(behind) || meaning.test(behind)) return undefined
  const isEnd = /^["'”’*_)\]】`~]*[.。;,!]?["'”’*_)~]*$/.test(behind)
  if (isEnd) return type === 'heading' && headsQuestions.test(before) ? undefined : 'hole'
  if (/^[\s*_]*[:：–—-]?\s*\(?\S[^\r\n]*[?？]\)?[*_]*$/.test(behind) && (name !== undefined || isStart(before)))
    return 'asked'
  if (name !== undefined && /^[*_]*[ \t]*[:：–—(]/.test(behind)) return 'asked'
  if (isStart(before) && /^[ \t]+[\p{L}\p{N}*_]/u.test(behind)) return 'asked'
  // "**Q2: Which one?** [NEEDS CLARIFICATION] Today it is the first."
  if (/[?？][*_"'”’)]*[ \t]+$/.test(before) && !answer.test(behind)) return 'hole'
  return isObliged ? 'hole' : undefined
}

/** Whether only the marks of a list item, an id and emphasis precede a marker. */
const isStart = (before: string): boolean =>
  /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:\[ \][ \t]*)?(?:\*{0,2}[A-Z]{1,6}-?\d{1,4}\*{0,2}[:：]?[ \t]+)?[*_]*$/.test(
    before,
  )
