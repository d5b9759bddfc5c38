// specwise check --format agent: findings for agents that fix them. Short, stable and always in English.
import { clean } from '../../base/words.ts'
import type { RenderedFinding } from '../renderedFinding.ts'
import type { Formatter } from './format.ts'

const most = 100 // listed findings: more cannot be fixed at once

/** A number with an English noun, for agents: `1 task`, `2 tasks`. */
export const numbered = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`

/** A line for each error and warning, errors first; hints are only counted. */
export const agentText: Formatter = ({ result: { checked, specs } }) => {
  const all = checked.flatMap(({ path, findings }) => findings.map((finding) => ({ path, ...finding })))
  const of = (severity: RenderedFinding['severity']) => all.filter((finding) => finding.severity === severity)
  const [errors, warnings] = [of('error'), of('warning')]
  const serious = [...errors, ...warnings]
  if (specs.length === 0 && all.length === 0) return 'No specification was checked.\n'
  const lines = serious.slice(0, most).map(lineOf)
  if (serious.length > most) lines.push(`… and ${numbered(serious.length - most, 'more finding')}. Fix these first.`)
  const rest = all.length - serious.length
  const found =
    serious.length === 0
      ? 'no errors or warnings'
      : `${numbered(errors.length, 'error')}, ${numbered(warnings.length, 'warning')}`
  const hints = rest > 0 ? `; ${numbered(rest, 'hint')} not listed` : ''
  const todo = serious.some(({ safe }) => safe) ? ' Run "specwise check --fix" to fix those marked [--fix].' : ''
  const ask = serious.length > 0 ? ' Run "specwise explain RULE" for the reason of a rule.' : ''
  return `${[...lines, `${numbered(specs.length, 'specification')}: ${found}${hints}.${todo}${ask}`].join('\n')}\n`
}

function lineOf({ path, start, severity, code, message, safe, related }: RenderedFinding & { path: string }): string {
  const other = related[0] ? ` See ${clean(related[0].path)}:${related[0].place.line}.` : ''
  return `${clean(path)}:${start.line}: ${severity} ${code}: ${clean(message)}${other}${safe ? ' [--fix]' : ''}`
}
