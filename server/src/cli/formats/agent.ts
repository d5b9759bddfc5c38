// specwise check --format agent: what is wrong and what to do, for whoever mends it without seeing colours. Small and stable.
import { counted } from '../../base/words.ts'
import type { RenderedFinding } from '../renderedFinding.ts'
import { clean } from '../text.ts'
import type { Formatter } from './format.ts'

const most = 100 // findings that are listed: more are not mended at once

/** A line for each error and warning, the worst first; hints are counted alone. */
export const agentText: Formatter = ({ result: { checked, specs } }) => {
  const all = checked.flatMap(({ path, findings }) => findings.map((finding) => ({ path, ...finding })))
  const of = (severity: RenderedFinding['severity']) => all.filter((one) => one.severity === severity)
  const [errors, warnings] = [of('error'), of('warning')]
  const serious = [...errors, ...warnings]
  if (specs.length === 0 && all.length === 0) return 'No specification was checked.\n'
  const lines = serious.slice(0, most).map(lineOf)
  if (serious.length > most) lines.push(`… and ${counted(serious.length - most, 'more finding')}: mend these first.`)
  const rest = all.length - serious.length
  const found =
    serious.length === 0
      ? 'nothing is wrong'
      : `${counted(errors.length, 'error')}, ${counted(warnings.length, 'warning')}`
  const hints = rest > 0 ? `; ${counted(rest, 'hint')} not listed` : ''
  const todo = serious.some(({ safe }) => safe) ? ' "specwise check --fix" mends those marked [--fix].' : ''
  const ask = serious.length > 0 ? ' "specwise explain RULE" tells why a rule is there.' : ''
  return `${[...lines, `${counted(specs.length, 'specification')}: ${found}${hints}.${todo}${ask}`].join('\n')}\n`
}

function lineOf({ path, start, severity, code, message, safe, related }: RenderedFinding & { path: string }): string {
  const other = related[0] ? ` See ${clean(related[0].path)}:${related[0].place.line}.` : ''
  return `${clean(path)}:${start.line}: ${severity} ${code}: ${clean(message)}${other}${safe ? ' [--fix]' : ''}`
}
