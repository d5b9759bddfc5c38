// The small changes of a TypeScript source that tests should notice. The source is cut into tokens, so that nothing is changed
// in comments, types, imports and the documentation of rules.
import { stripTypeScriptTypes } from 'node:module'

/** A change that replaces the text from `start` to `end` by `text`. */
const change = (start, end, text) => ({ start, end, text })

const swapped = { '===': '!==', '!==': '===', '&&': '||', '||': '&&', '<=': '<', '>=': '>', '+=': '-=', '-=': '+=' }
// These also appear in types or before numbers. Operators are surrounded by spaces.
const spaced = { '<': '<=', '>': '>=', '+': '-', '-': '+' }
const documentation = new Set(['summary', 'why', 'bad', 'good', 'description', 'reference'])
const notCalls = /^(?:if|for|while|switch|return|throw|catch|function|import|export|super|const|let|new|else|case)\b/

/** All possible changes of a source. Not all results can be loaded, see `isProgram`. */
export function mutationsOf(source) {
  const tokens = tokensOf(source)
  const types = typesIn(source)
  const found = [...ofTokens(tokens), ...ofLines(source, tokens)]
  return found.filter(({ start }) => !types.some(({ from, to }) => from <= start && start < to))
}

/** Whether the source can be parsed. */
export function isProgram(source) {
  try {
    stripTypeScriptTypes(source)
    return true
  } catch {
    return false
  }
}

export const mutated = (source, { start, end, text }) => source.slice(0, start) + text + source.slice(end)

function ofTokens(tokens) {
  const found = []
  for (const [k, { type, start, end, text }] of tokens.entries()) {
    const [before, next] = [tokens[k - 1], tokens[k + 1]]
    const isText = [before, next].some(
      (neighbour) => neighbour && (neighbour.type === 'string' || neighbour.type === 'template'),
    )
    if (type === 'punctuation') {
      const blanks = before && next && before.end < start && end < next.start
      if (swapped[text]) found.push(change(start, end, swapped[text]))
      if (spaced[text] && blanks && !(isText && /[+-]/.test(text))) found.push(change(start, end, spaced[text]))
      if (text === '!' && next?.start === end && before?.end !== start) found.push(change(start, end, ''))
    } else if (type === 'number' && /^\d[\d_]*$/.test(text) && before?.text !== '|') {
      found.push(change(start, end, String(Number(text.replaceAll('_', '')) + 1)))
    } else if (type === 'word') {
      if (text === 'true' || text === 'false') found.push(change(start, end, String(text === 'false')))
      if (text === 'if' && next?.text === '(') {
        const close = closing(tokens, k + 1)
        if (close) found.push(change(next.start, close.end, `(!(${tokens.source.slice(next.end, close.start)}))`))
      }
    } else if ((type === 'string' || type === 'template') && end - start > 2 && !isType(before, next)) {
      const isDocumentation = before?.text === ':' && documentation.has(tokens[k - 2]?.text)
      if (!isDocumentation) found.push(change(start + 1, end - 1, ''))
    } else if (type === 'regex') found.push(...ofRegex(start, text))
  }
  return found
}

/** Whether a string is a type, judged by the tokens around it. */
const isType = (before, next) =>
  ['|', 'as', 'extends', 'keyof'].includes(before?.text) || next?.text === '|' || /^[<>]$/.test(next?.text ?? '')

/** Changes of a regular expression: quantifiers are swapped, anchors removed. */
function ofRegex(start, text) {
  const found = []
  let inClass = false
  const last = text.lastIndexOf('/')
  for (let k = 1; k < last; k++) {
    const at = start + k
    const c = text[k]
    if (c === '\\') k++
    else if (c === '[') inClass = true
    else if (c === ']') inClass = false
    else if (inClass) continue
    else if ((c === '+' || c === '*') && k > 1) found.push(change(at, at + 1, c === '+' ? '*' : '+'))
    else if (c === '^' || c === '$') found.push(change(at, at + 1, ''))
    else if (c === '{') {
      const [all, least = ''] = /^\{(\d+)/.exec(text.slice(k)) ?? []
      if (all) found.push(change(at, at + all.length, `{${Number(least) + 1}`))
    }
  }
  return found
}

/** Changes of statements on one line: calls are removed, and return values become undefined. */
function ofLines(source, tokens) {
  const found = []
  const starts = new Set(tokens.map(({ start }) => start))
  let offset = 0
  let before = ''
  for (const line of source.split('\n')) {
    const start = offset + line.search(/\S|$/)
    const end = offset + line.trimEnd().length
    const code = source.slice(start, end)
    offset += line.length + 1
    if (code === '' || code.startsWith('//')) continue
    const isWhole = starts.has(start) && balanced(tokens, start, end) && !/(?:[,([=?:&|+]|=>)$/.test(before)
    before = code
    if (!isWhole) continue
    if (/^return ./.test(code) && code !== 'return undefined') found.push(change(start + 7, end, 'undefined'))
    if (/^\w[\w.?]*\(.*\)$/.test(code) && !notCalls.test(code)) found.push(change(start, end, 'void 0'))
  }
  return found
}

const opens = { '(': 1, '[': 1, '{': 1, ')': -1, ']': -1, '}': -1 }

function balanced(tokens, start, end) {
  let depth = 0
  for (const token of tokens) {
    if (token.start < start || token.start >= end) continue
    if (token.end > end) return false
    depth += (token.type === 'punctuation' && opens[token.text]) || 0
    if (depth < 0) return false
  }
  return depth === 0
}

function closing(tokens, k) {
  let depth = 0
  for (; k < tokens.length; k++) {
    depth += (tokens[k].type === 'punctuation' && opens[tokens[k].text]) || 0
    if (depth === 0) return tokens[k]
  }
}

/** The parts without code: imports, and type declarations up to the next line that is not indented. */
function typesIn(source) {
  const found = []
  const head = /^(?:(?:export )?(?:interface|type|declare) .*|import .*|export .* from .*)/gm
  for (const { index, 0: text } of source.matchAll(head)) {
    const rest = source.slice(index + text.length)
    const to = index + text.length + (/\n(?![ \t}])/.exec(rest)?.index ?? rest.length)
    found.push({ from: index, to })
  }
  return found
}

const punctuation =
  /^(?:===|!==|=>|<=|>=|&&=?|\|\|=?|\?\?=?|\?\.|\+\+|--|\+=|-=|\*\*|\.\.\.|[-+*/%<>=!?:;,.()[\]{}|&^~@#])/
const beforeRegex = /^(?:return|typeof|case|of|in|void|else|do)$/

/** Tokens: words, numbers, strings, templates (only those without expressions), regular expressions and punctuation. */
export function tokensOf(source) {
  const tokens = Object.assign([], { source })
  const open = [] // the number of open braces in each enclosing template
  const add = (type, start, end) => tokens.push({ type, start, end, text: source.slice(start, end) })
  let at = 0
  const template = () => {
    const start = at++
    while (at < source.length && source[at] !== '`' && !source.startsWith('${', at)) at += source[at] === '\\' ? 2 : 1
    if (source[at] === '`') {
      at++
      if (source[start] === '`') add('template', start, at)
    } else {
      at += 2
      open.push(0)
    }
  }
  while (at < source.length) {
    const c = source[at]
    const rest = source.slice(at, at + 4000)
    const [blank = ''] = /^(?:\s+|\/\/.*|\/\*[\s\S]*?\*\/|#!.*)/.exec(rest) ?? []
    const [word = ''] = /^[\p{L}_$][\p{L}\p{N}_$]*/u.exec(rest) ?? []
    const [number = ''] = /^\d[\w.]*/.exec(rest) ?? []
    const last = tokens.at(-1)
    const value = last && (last.type !== 'punctuation' ? !beforeRegex.test(last.text) : /^[)\]}]$/.test(last.text))
    const [regex = ''] = (c === '/' && !value && /^\/(?:[^\\[\n/]|\\.|\[(?:[^\\\]\n]|\\.)*\])+\/\w*/.exec(rest)) || []
    const [string = ''] = /^(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")/.exec(rest) ?? []
    const [sign = ''] = punctuation.exec(rest) ?? []
    if (blank) at += blank.length
    else if (c === '`') template()
    else if (c === '}' && open.at(-1) === 0) {
      open.pop()
      template()
    } else {
      const [type, text] = word
        ? ['word', word]
        : number
          ? ['number', number]
          : string
            ? ['string', string]
            : regex
              ? ['regex', regex]
              : ['punctuation', sign || c]
      if (open.length > 0 && text === '{') open[open.length - 1]++
      if (open.length > 0 && text === '}') open[open.length - 1]--
      add(type, at, at + text.length)
      at += text.length
    }
  }
  return tokens
}
