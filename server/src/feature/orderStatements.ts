// Which tasks come before which others, as one line says it: `(depends on T003, T004)`, `T001 → {T002, T003} → T004`,
// `T013 and T014 depend on T012`, `T007–T010 before T011`, `T028 blocks T036-T042`.
import type { Span } from '../base/span.ts'

/** A reference to tasks in a line. Offsets count from the start of the line. */
export interface Token extends Span {
  /** The keys of the tasks; several for a range. */
  ids: readonly string[]
}

export interface Statement {
  before: readonly string[]
  after: readonly string[]
  /** The part of the line that says it. */
  span: Span
  /** It is said in words; false for an arrow, whose direction writers use both ways. */
  isWritten: boolean
}

type Relation = 'needs' | 'precedes'

// What may stand between the ids of one group: commas, "and", braces, labels in brackets.
const joint = /^(?:[\s,/&+∥{}]|and|or|\((?:[^()]{0,40})\)|\[[^\]]{0,12}\]|`|\*\*)*$/i
const arrow = /^(?:[\s`*{}]|\([^()]{0,40}\)|\[[^\]]{0,12}\])*(?:[─━-]*[→⟶➜⇒]|[-=]{1,2}>)(?:[\s`*{}]|\([^()]{0,40}\))*$/
const relations: readonly (readonly [RegExp, Relation])[] = [
  [/^[\s`*]*(?:(?:each|all|both)\s+)?(?:depends?|depending)\s+(?:up)?on:?[\s`*{]*$/i, 'needs'],
  [/^[\s`*]*(?:(?:is|are)\s+)?blocked\s+by:?[\s`*{]*$/i, 'needs'],
  [/^[\s`*]*(?:requires?|needs?):?[\s`*{]*$/i, 'needs'],
  [/^[\s`*]*blocks?:?[\s`*{]*$/i, 'precedes'],
  [/^[\s`*]*(?:(?:must\s+)?(?:complete|finish|be\s+done)\s+)?before:?[\s`*{]*$/i, 'precedes'],
]
// At the end of what comes before the first id in the text of a task.
const ofOwner =
  /(?:\b(?:depends?|depending)\s+(?:up)?on|\bblocked\s+by|\brequires|\bprerequisites?:|\bdependenc(?:y|ies):|\bwaits?\s+for|(?:[(—–-]|←)\s*(?:(?:\w+\s+){0,2}after|needs))\s*:?[\s`*{]*$/i

// Before a relation: "does not depend on", "no longer blocked by", "(green after" of a test, and what is struck out.
const negated =
  /(?:\b(?:green|red|pass(?:es|ing)?|fail(?:s|ing)?)(?:\s+\w+){0,2}\s+after|\b(?:not|no\s+longer|never|doesn['’]t|don['’]t|isn['’]t)(?:\s+\w+){0,2}\s+(?:on|by|for|after)|~~[^~]*)\s*:?[\s`*{]*$/i

/**
 * The statements of a line.
 * @param first where the text of the task that the line defines begins; 0 in other lines.
 * @param owner the key of the task that the line belongs to.
 */
export function statementsIn(
  line: string,
  tokens: readonly Token[],
  first: number,
  owner: string | undefined,
): Statement[] {
  const groups = groupsIn(line, tokens)
  const found: Statement[] = []
  for (const [k, group] of groups.entries()) {
    const next = groups[k + 1]
    // "T019 before T017's Case 4 runs": only a part of T017 waits.
    if (next && !/^['’]s\b/.test(line.slice(next.end, next.end + 3))) {
      const between = line.slice(group.end, next.start)
      const isArrow = arrow.test(between)
      const relation = isArrow ? 'precedes' : relations.find(([pattern]) => pattern.test(between))?.[1]
      const span = { start: group.start, end: next.end }
      if (relation === 'precedes') found.push({ before: group.ids, after: next.ids, span, isWritten: !isArrow })
      else if (relation === 'needs') found.push({ before: next.ids, after: group.ids, span, isWritten: true })
    }
  }
  if (owner === undefined) return found
  for (const [k, group] of groups.entries()) {
    if (group.start < first) continue
    const before = line.slice(Math.max(first, groups[k - 1]?.end ?? 0), group.start)
    if (ofOwner.test(before) && !negated.test(before) && !group.ids.includes(owner))
      found.push({ before: group.ids, after: [owner], span: group, isWritten: true })
  }
  return found
}

const hasRelation = (between: string): boolean => relations.some(([pattern]) => pattern.test(between))

/** References that are joined by commas and the like. */
function groupsIn(line: string, tokens: readonly Token[]): Token[] {
  const groups: Token[] = []
  for (const [k, token] of tokens.entries()) {
    const last = groups.at(-1)
    const between = line.slice(last?.end ?? 0, token.start)
    const next = tokens[k + 1]
    // "T005 depends on T002, T006 depends on T004": what has a relation of its own behind it begins another clause.
    const isClause =
      between.includes(',') && next && groups.length > 1 && hasRelation(line.slice(token.end, next.start))
    if (last && joint.test(between) && !isClause)
      groups[groups.length - 1] = { start: last.start, end: token.end, ids: [...last.ids, ...token.ids] }
    else groups.push(token)
  }
  return groups
}
