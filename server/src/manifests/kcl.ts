// Finds mutations in KCL: code that changes a value after its creation. (function-kcl issue 285: the change is lost, or the
// resource is created twice.)
import type { Span } from '../base/span.ts'

/**
 * Assignments to a part of a variable that was assigned before: `obj.spec.x = 1`, `obj["spec"]["x"] = 1`. Spans are offsets
 * in the code. Linear.
 */
export function mutationsOf(code: string): { span: Span; name: string }[] {
  const found: { span: Span; name: string }[] = []
  const assignedNames = new Set<string>()
  if (/#.*\b(?:before|wrong|bad|avoid|don't|do not|instead of)\b|❌/i.test(code)) return found // an example of what not to do
  let schema = -1 // the indentation of the enclosing schema; -1 outside
  let depth = 0
  let quote = ''
  let at = 0
  for (const line of code.split('\n')) {
    if (depth === 0 && quote === '' && line.trim() !== '') {
      const indent = line.search(/\S/)
      if (schema >= 0 && indent <= schema) schema = -1
      if (/^\s*(?:schema|rule|mixin|protocol)\s/.test(line)) schema = indent
    }
    if (depth === 0 && quote === '' && schema < 0 && line.length < 500) {
      const mutation =
        /^\s*(?:(?:if|elif)\s[^:]*:\s*|else:\s*)?(_?[A-Za-z]\w*)((?:\s*\.\s*\w+|\s*\[[^\]\n]{1,80}\])+)\s*(?:[+\-*/|&]|\*\*)?=(?!=)/.exec(
          line,
        )
      const [all, name = ''] = mutation ?? []
      if (all !== undefined && assignedNames.has(name)) {
        const start = at + all.indexOf(name, /^\s*(?:if|elif|else)\b/.test(all) ? all.indexOf(':') : 0)
        found.push({ span: { start, end: at + all.replace(/\s*(?:[+\-*/|&]|\*\*)?=$/, '').length }, name })
      }
      const assigned = /^\s*(_?[A-Za-z]\w*)\s*(?:(?::\s*[\w.|{}[\]: ]+)?=(?!=)|:\s*[\w.]+\s*\{)/.exec(line)?.[1]
      if (assigned) assignedNames.add(assigned)
    }
    for (let k = 0; k < line.length; k++) {
      const c = line[k] as string
      if (quote !== '') {
        if (c === '\\') k++
        else if (line.startsWith(quote, k)) {
          k += quote.length - 1
          quote = ''
        }
      } else if (c === '#') break
      else if (c === '"' || c === "'") {
        quote = line.startsWith(c.repeat(3), k) ? c.repeat(3) : c
        k += quote.length - 1
      } else if ('([{'.includes(c)) depth++
      else if (')]}'.includes(c)) depth = Math.max(0, depth - 1)
    }
    if (quote.length === 1) quote = '' // a string in single-line quotes ends with its line
    at += line.length + 1
  }
  return found
}
