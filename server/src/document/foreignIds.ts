// Weaker signs than those of qualifier.ts that an id is none of this specification's, although it looks like one.
import { countWhile, type Span } from '../base/span.ts'
import { notesFate, startsWithFateWord } from './fate.ts'
import { technicalPrefixes } from './ids.ts'
import { labelOfList } from './listLabel.ts'
import type { Document } from './model.ts'
import { isOfOtherTime } from './otherTimes.ts'
import { specsNamedIn } from './qualifier.ts'
import { sentenceAround } from './sentence.ts'
import { specIdOf } from './specNumber.ts'

// Other ids of the same list: "FR-002 / SC-005".
const listed = String.raw`[A-Z]{1,4}-?\d{1,4}[a-z]?`
export const listBefore = String.raw`(?:${listed}[ \t]*[/,&+][ \t]*){0,6}$`
const listAfter = String.raw`^[\x60*_]*(?:[ \t]*[/,&+][ \t]*${listed}){0,6}`

// Documents that specifications are written from.
const sources = 'PRD|SRS|BRD|MRD|URD'
const before = [
  // Issues, which are numbered for the whole repository: "(EPIC #65 / US4)", "(#46/#105, US6)".
  String.raw`\b(?:EPIC|[Ee]pic)[ \t]+#?\d+[ \t]*[/,&+][ \t]*`,
  String.raw`#\d+[ \t]*[/,&+][ \t]*#\d+[ \t]*[/,&+][ \t]*`,
  // The tasks of another document: "Continues from: T1154".
  String.raw`\b[Cc]ontinues?\s+(?:from|after)[\s*_:]*`,
  // "PRD FR-8", "**PRD sections**: FR-8, Integrations, FR-9"
  String.raw`\b(?:${sources})(?:['’]s)?[ \t]+(?:§|sections?[ \t]+|requirements?[ \t]+)?[*_\x60]*`,
  String.raw`(?:^|[\r\n])[ \t>*+_-]*(?:${sources})(?:[ \t]+(?:sections?|requirements?|references?|refs?))?[*_]*[:：][^\r\n.;]{0,100}`,
  // "see existing FR-014": of what was specified before. "US1 only; no US2/US3 in this spec": that there is none is known.
  String.raw`\b(?:(?:pre-?)?existing|no)[ \t]+[*_\x60]*`,
  // "Movido desde US5 (era T044)", "原 US3": an id that the item had before
  String.raw`(?:[(（](?:was|were|era|eram|eran|était)[ \t]+|\b(?:formerly|former|old|previously|ehemals|früher|antes)[ \t]+|(?:原|旧|舊|元)[ \t]*)[*_\x60]*`,
  // "既存仕様 FR-011": of a specification that exists already.
  String.raw`(?:既存|別|他|元)の?仕様書?の?[ \t]*`,
].map((lead) => new RegExp(lead + listBefore))
const after = [
  // "FR-019a de esa feature", "FR-019a of that spec"
  String.raw`\s+(?:(?:of|in|from)\s+that|(?:de|en)\s+esa|de\s+cette|d(?:essa|aquela))\s+(?:other\s+)?(?:spec\w*|feature|especificaci\S+|especificaç\S+|spécification)|\s+de\s+(?:lá|allá|là-bas)(?!\p{L})`,
  // "FR-010 from the theme spec", "SC-010 in Acme spec", but not "from the feature spec"
  String.raw`[*_\x60]*\s+(?:(?:from|of)\s+the\s+|(?:from|of|in)\s+(?=\p{Lu}))(?!(?:[Ff]eature|[Cc]urrent|same|[Mm]ain|full|[Aa]pproved|[Uu]pdated|[Ll]inked|[Nn]ew|above|[Ff]unctional|[Pp]roduct|[Tt]echnical|[Rr]equirements?|[Tt]his|[Tt]he|[Oo]ur)\b)[\w-]{3,30}\s+spec(?:ification)?\b`,
  // In brackets, by its name in a language that writes no "of" there in any other sense: "(FR-020 do partners)".
  String.raw`\s+(?:d[ao]|del|von)\s+(?!(?:est[ae]|ést[ae]|nossa|nuestra)\b)\p{Ll}[\p{Ll}\d-]+[)）]`,
  // "T026/T027 originais": of an earlier version
  String.raw`\s+origina(?:l|ls|is|les|ux|li)\b`,
  // "FR-8 of the PRD", "FR-8 (PRD)"
  String.raw`[ \t]*(?:[(（]|\b(?:of|in|from)[ \t]+(?:the[ \t]+)?)(?:${sources})\b`,
  // "(US4 / EPIC #65)"
  String.raw`[ \t]*[/,&+][ \t]*(?:EPIC|[Ee]pic)[ \t]+#?\d`,
].map((tail) => new RegExp(listAfter + tail, 'u'))
// "Gate T000-LLM": a name, not the task of a number.
const gate = /\b[Gg]ate[ \t]+[*_`]*$/
const near = 120 // characters on either side that are examined

/**
 * Whether the words directly around an undefined id name what else it belongs to: a document, an epic, or issues. Then other
 * mentions of the id belong there, too.
 */
export function isNamedWithOther({ text }: Pick<Document, 'text'>, { start, end }: Span): boolean {
  const [lead, tail] = [text.slice(Math.max(0, start - near), start), text.slice(end, end + near)]
  return (
    before.some((pattern) => pattern.test(lead)) ||
    after.some((pattern) => pattern.test(tail)) ||
    (/-[A-Z]{2,}$/.test(text.slice(start, end)) && gate.test(lead))
  )
}

// The number of another specification, with zeros, before an id: "(cf. 010 T000a)", "same as 004 FR-019". Not "exit code 002 T008".
const number = String.raw`(?<![\w.,:#/$+|-])(?<!\b(?:codes?|steps?|tests?|tasks?|items?|cases?|releases?|sprints?|sections?|phases?|stor(?:y|ies)|versions?|total|is|are|was)[ \t]+)(0\d\d)(?:[ \t]*(?:\r\n?|\n)[ \t]*|[ \t]+)`
const behindNumber = new RegExp(`${number}(?:${listed}[ \\t]+){0,2}${listBefore}`, 'i')
// "(041 FR-052, R-17; tasks T074/T075)"
const inNumbered = /[(（]\s*(0\d\d|\d{3})\s+[*_`]*[A-Z]{1,4}-?\d[^()（）]*$/
// "the 042 evidence audit (T001–T049)"
const bracketed = new RegExp(String.raw`${number}(?:[\w-]+[ \t]+){1,5}\([*_\x60]*${listBefore}`, 'i')
const fromPart = String.raw`(?:from|of|per|see)[ \t]+(?:the[ \t]+)?`
/** Signs of something else: which ids they are about, and what has to stand before and behind such an id. */
const ofOther: readonly { ids?: RegExp; before?: RegExp; behind?: RegExp }[] = [
  // "per Phase 5 FR-027": a phase of a roadmap, since the phases of tasks have no requirements of their own.
  { ids: /^N?FR-/, before: new RegExp(String.raw`\b[Pp]hase[ \t]+\d{1,2}(?:['’]s)?[ \t]+${listBefore}`) },
  // "FR-019 of AUTH-01"
  {
    ids: /^(?:N?FR|SC)-/,
    behind: new RegExp(
      String.raw`^[ \t]+(?:of|from)[ \t]+(?!(?:US|N?FR|SC|AC|EC|T|CHK|STORY|TASK|REQ|UC|${technicalPrefixes})-?\d)[A-Z]{2,8}-\d{1,4}\b`,
    ),
  },
  // "derived from US-10 and the acceptance tests": of the document that this one was written from.
  { before: new RegExp(String.raw`\b(?:derived|adapted|extracted|copied)\s+from\s+(?:the\s+)?[*_\x60]*${listBefore}`) },
  // "the table was corrected before — T026 resolved": a task that is gone
  { ids: /^T-?\d/, behind: /^[*_\x60]*[ \t]+(?:(?:is|was|already)[ \t]+){0,2}(?:resolved|merged)\b/i },
  // "(aligns with Acme SC-009)": of the product with that name
  {
    ids: /^(?:N?FR|SC)-/,
    before: new RegExp(String.raw`\baligns?[ \t]+with[ \t]+\p{Lu}[\p{L}\d]{2,30}[ \t]+${listBefore}`, 'u'),
  },
  // "the existing multi-axis infrastructure (FR-008)"
  { before: new RegExp(String.raw`\bexisting\b[^.;()\r\n]{0,50}\([*_\x60]*${listBefore}`) },
  // "a FR-017 do front": of a thing with a name, in languages that write no "of" there in any other sense
  {
    behind:
      /^[*_\x60…]*[ \t]+(?:d[ao]|del|du)[ \t]+(?!(?:espec|spéc|spec|doc|projet|proyect|sistem|système|feature|func|fonc|plan|taref|tare|tâche|fas|mvp|hist|requi|exig|est[ae]|mesm|mism|prop|próp|noss|nuestr))\p{Ll}{3,}/u,
  },
  // "與 `126` 同一條（FR-013 那類）"
  { before: new RegExp(String.raw`\x60\d{3}\x60[^.;。；\r\n]{0,20}[(（][*_\x60]*${listBefore}`) },
  // "remove stale references to T008, T034"
  {
    before:
      /\b(?:obsolet\w*|stale|outdated|dangling)\b[^.;\r\n]{0,40}?\b(?:to|a|à|zu|auf)[ \t]+(?:[A-Z]{1,4}-?\d{1,4}[a-z]?(?:,[ \t]*|[ \t]+(?:and|y|e|et|und)[ \t]+)){0,8}$/i,
  },
  // "the existing dependency from APM US7": a story of another part of the product
  { ids: /^US-?\d/, before: new RegExp(String.raw`\b${fromPart}(?!(?:MVP|EPIC|SPEC)\b)[A-Z]{2,8}[ \t]+${listBefore}`) },
  // "why phase 12 (T079-T082 on 004) exists"
  { behind: /^(?:[-–][A-Z]{1,4}-?\d{1,4})?[ \t]+on[ \t]+0\d\d\b/ },
]
const fits = (pattern: RegExp | undefined, text: string): boolean => pattern === undefined || pattern.test(text)

// "FR-001, FR-022 and the query are now contracted in 098": where something is that was here.
const moved =
  /\b(?:contracted|owned|defined|specified|described|covered|handled|tracked|moved|split|extracted|carved|remains?|stays?|kept|lives?)\b[^.\r\n]{0,30}?\b(?:in|by|to|into|under)\s+(?:(?:spec|feature)\w*\s+)?[\x60*_]*(0\d\d)\b/i

/** Whether a number is that of another specification. */
type IsOther = (number: number | undefined) => boolean

const itemStart = /(?:^|[\r\n])[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[.\][ \t]*)?[*_]*$/
/**
 * Whether an id starts an item of a list that is introduced by a sentence about another specification or about what became of its
 * items: "resume 002-queue validation:", "**Deferred to the next feature**:".
 */
function isIntroducedByOther(text: string, start: number, isOther: IsOther): boolean {
  if (!itemStart.test(text.slice(Math.max(0, start - 40), start))) return false
  const label = labelOfList(text, start)
  return label !== undefined && (specsNamedIn(label).some(isOther) || startsWithFateWord(label))
}

/**
 * Whether the words around an undefined id name something else that this mention may belong to.
 * @param ownNumber the number of the specification that the document belongs to.
 */
export function mayBeNamedWithOther(document: Document, { start, end }: Span, ownNumber: number | undefined): boolean {
  const { text } = document
  const [lead, id, tail] = [
    text.slice(Math.max(0, start - near), start),
    text.slice(start, end),
    text.slice(end, end + near),
  ]
  const named = (behindNumber.exec(lead) ?? bracketed.exec(lead) ?? inNumbered.exec(lead))?.[1]
  if (named !== undefined && Number(named) !== ownNumber) return true
  const { start: from, end: to } = sentenceAround(text, { start, end })
  if (isOfOtherTime(document, { start, end }, { start: from, end: to })) return true
  const movedTo = moved.exec(text.slice(end, Math.min(to, end + 2 * near)))?.[1]
  if (movedTo !== undefined && Number(movedTo) !== ownNumber) return true
  if (notesFate(tail.split(/[\r\n]/, 1)[0] ?? '')) return true
  const around = text.slice(Math.max(from, start - near), Math.min(to, end + near))
  if (isOneOfNames(around, id)) return true
  const own = specIdOf(document)?.number
  const isOther: IsOther = (one) => one !== undefined && one !== ownNumber && one !== own
  if (specsNamedIn(text.slice(end, Math.min(to, end + near))).some((one) => one !== undefined && isOther(one)))
    return true
  if (isIntroducedByOther(text, start, isOther) || isBelowOther(document, start, isOther)) return true
  return ofOther.some(({ ids, before, behind }) => fits(ids, id) && fits(before, lead) && fits(behind, tail))
}

// "Gemini, Polygon, T212 (key + secret), Telegram": a name among others.
const amongNames = /\p{Lu}\p{L}{2,}, (T\d{1,4})(?: \([^()]{1,40}\))?, \p{Lu}\p{L}{2,}/u

/** Whether other letters have numbers in a sentence, too, or other names surround it: "a topic T123 in field F456". */
const isOneOfNames = (sentence: string, id: string): boolean =>
  amongNames.exec(sentence)?.[1] === id ||
  (/^[A-Z]\d{3}/.test(id) && new RegExp(`(?<![\\w-])(?!${id.charAt(0)})[A-Z]\\d{3,}\\b`).test(sentence))

/** Whether the heading of an id names another specification: "User Story 4 — spec-042 is audited". */
function isBelowOther({ sections }: Document, start: number, isOther: IsOther): boolean {
  const title = sections[countWhile(sections, (section) => section.start <= start) - 1]?.title
  return title !== undefined && specsNamedIn(title).some(isOther)
}
