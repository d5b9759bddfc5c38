// The YAML in a document's code blocks, parsed with positions in the document. What templates leave in it (Helm, Go, "...")
// is covered up before, by as many characters.

import { parseAllDocuments, type YAMLError, type Document as YamlDocument } from 'yaml'
import { t } from '../base/l10n.ts'
import { createLru } from '../base/lru.ts'
import { type CodeBlock, codeBlocksOf } from '../document/codeBlocks.ts'
import type { Document } from '../document/model.ts'

export interface YamlBlock {
  block: CodeBlock
  /** The content of the block, as written. */
  text: string
  documents: readonly YamlDocument.Parsed[]
  /** The first thing that is wrong with it; nothing else of the block is told then. */
  error: { start: number; end: number; message: string } | undefined
  /** Something is left out in it, as `...` says: what is missing may only not be shown. */
  partial: boolean
}

/** Longest block that is parsed, in UTF-16 code units: the parser takes quadratic time for some texts. */
export const longestBlock = 48_000

// The documents of a feature are asked by one rule after the other; trees of all that were ever read would fill the memory.
const mostAsked = 8

const asked = createLru<Document, readonly YamlBlock[]>(mostAsked)

/** The YAML blocks of a document: fences that say so, and those without a language that start with `apiVersion:`. */
export function yamlBlocksOf(document: Document): readonly YamlBlock[] {
  const last = asked.get(document)
  if (last) return last
  const blocks = yamlBlocksIn(codeBlocksOf(document))
  asked.set(document, blocks)
  return blocks
}

/** Drops what is kept: whoever checks many documents once has no use for it. */
export function forgetYaml(): void {
  asked.clear()
  cache.clear()
}

/** The same of some code blocks. */
export const yamlBlocksIn = (blocks: readonly CodeBlock[]): YamlBlock[] =>
  blocks.flatMap((block): YamlBlock[] => {
    if (!block.fenced || !['yaml', 'yml', ''].includes(block.language) || block.content === '') return []
    const text = block.content
    if (block.language === '' && !/^apiVersion:\s*\S/m.test(text.slice(0, 2000))) return []
    return isDifference(text) ? [] : [{ block, text, ...parse(text) }]
  })

/** A difference between two versions: lines with a plus, or with a minus behind indented ones. */
const isDifference = (text: string): boolean => /^\+/m.test(text) || (/^ /.test(text) && /^-/m.test(text))

type Parsed = Pick<YamlBlock, 'documents' | 'error' | 'partial'>

const mostKept = 60_000 // characters; a tree takes some hundred bytes for each
const cache = createLru<string, Parsed>(mostKept, ({ length }) => length)

/** Blocks that did not change are not parsed again; those that were asked for last are kept. */
function parse(text: string): Parsed {
  const known = cache.get(text)
  const parsed = known ?? parseNow(text)
  if (!known) cache.set(text, parsed)
  return parsed
}

function parseNow(text: string): Parsed {
  const partial = isPartial(text)
  if (text.length > longestBlock) {
    const message = t('Block too large to check: {0} characters (limit {1}).', text.length, longestBlock)
    return { documents: [], error: { start: 0, end: Math.min(1, text.length), message }, partial }
  }
  const documents = parseAllDocuments(covered(text), { prettyErrors: false, logLevel: 'silent' })
  const list = Array.isArray(documents) ? (documents as YamlDocument.Parsed[]) : []
  const all = list.flatMap(({ errors }) => errors)
  // Of two branches of a template, or of what was before and is after, one counts.
  const either = /\{[{%]-?\s*el(?:se|if)\b|^\s*#.*\b(?:before|after|old|new|or|either|instead|alternative)/im.test(text)
  const [error] = all.filter(({ code }) => !(either && code === 'DUPLICATE_KEY'))
  const readable = all.every(({ code }) => code === 'DUPLICATE_KEY')
  return { documents: readable ? list : [], error: error && wordsFor(error, text), partial }
}

/** Whether something is left out: by dots alone or in a comment, by words in a comment, by a template. */
const isPartial = (text: string): boolean =>
  /\{[{%]|[{[]\s*(?:\.\.\.|…)\s*[}\]]|(?::|^|^\s*-)\s*(?:\.\.\.|…)\s*$|^\s*\[?(?:\.\.\.|…)|(?:^|\s)#[^\n]*(?:\.\.\.|…|\b(?:etc|unchanged|omitted|snip|rest of|same as|as above|as before|abbreviated|other fields)\b)/im.test(
    text,
  )

function wordsFor({ code, message, pos }: YAMLError, text: string): YamlBlock['error'] {
  const start = Math.min(pos[0], Math.max(0, text.length - 1))
  const rest = text.slice(start, start + 200)
  const end = start + Math.max(1, Math.min(pos[1] - start, rest.search(/[\r\n]|$/)))
  const messages: Record<string, () => string> = {
    DUPLICATE_KEY: () =>
      /^(?:apiVersion|kind)\b/.test(text.slice(start))
        ? t('Missing "---" before the second resource.')
        : t('Duplicate key: the first value is lost.'),
    TAB_AS_INDENT: () => t('Tab used for indentation. YAML allows spaces only.'),
    RESOURCE_EXHAUSTION: () => t('Nested too deeply to read.'),
  }
  return { start, end, message: messages[code]?.() ?? t('Invalid YAML: {0}.', message.replace(/ at line \d+.*$/s, '')) }
}

/** The same text without what is no YAML in a document about YAML; every other character stays where it is. */
function covered(text: string): string {
  if (!/\{[{%#]|<%|%\{|\.\.\.|…/.test(text)) return text
  return withoutActions(text)
    .split('\n')
    .map((line) => (line.length < 2000 && leftOut.test(line.trim()) ? asComment(line) : line))
    .join('\n')
}

// `...`, `- …`, `[...]`, `%{ if x ~}` alone on a line.
const leftOut = /^(?:(?:- ?)?\[? ?(?:\.\.\.|…)[^:]*|%\{.*)$/

const asComment = (line: string): string => {
  const at = line.search(/\S/)
  return `${line.slice(0, at)}#${' '.repeat(line.length - at - 1)}`
}

const closers: Readonly<Record<string, string>> = { '{{': '}}', '{%': '%}', '{#': '#}', '<%': '%>' }

/** Actions of templates become comments where they stand alone, and words of their own elsewhere. Linear. */
function withoutActions(text: string): string {
  const parts: string[] = []
  const opener = /\{[{%#]|<%/g
  let at = 0
  let alone = false // the last one stood alone, up to `at`
  for (let found = opener.exec(text); found; found = opener.exec(text)) {
    const start = found.index
    const end = actionEnd(text, start)
    if (end < 0) break
    const line = text.lastIndexOf('\n', start - 1) + 1
    const first: boolean =
      line > at || !alone
        ? text.slice(Math.max(line, start - 500), start).trim() === ''
        : text.slice(at, start).trim() === ''
    alone = first && /^[ \t]*(?:\{[{%#][^\n]*|#[^\n]*)?(?:\n|$)/.test(text.slice(end, end + 300))
    const action = text.slice(start, end)
    parts.push(text.slice(at, start))
    parts.push(alone ? action.replace(/[^\n]/g, ' ').replace(/^ /, '#') : wordFor(action, text, end, parts.length))
    at = end
    opener.lastIndex = end
  }
  return parts.join('') + text.slice(at)
}

/** A word as long as the action, another one each time; blanks where what belongs to the key follows below. */
function wordFor(action: string, text: string, end: number, count: number): string {
  const [, indent = ''] = /\n([ \t]*)[^\n]*$/.exec(`\n${text.slice(Math.max(0, end - 500), end)}`) ?? []
  const [, below] = /^[ \t]*\n(?:[ \t]*\n)*([ \t]*)\S/.exec(text.slice(end, end + 500)) ?? []
  if (below !== undefined && below.length > indent.length) return action.replace(/[^\n]/g, ' ')
  const name = `x${count}x`
  return action.replace(/[^\n]/g, 'x').replace(/^x+/, (all) => name.padEnd(all.length, 'x').slice(0, all.length))
}

const longestAction = 2000

/** The offset behind an action; -1 when it does not end. What stands in its quotes does not end it. */
function actionEnd(text: string, start: number): number {
  const closer = closers[text.slice(start, start + 2)] as string
  let quote = ''
  for (let k = start + 2; k < text.length && k - start < longestAction; k++) {
    const c = text[k] as string
    if (quote !== '') {
      if (c === '\\' && quote === '"') k++
      else if (c === quote) quote = ''
    } else if (text.startsWith(closer, k)) return k + 2
    else if (closer === '}}' && (c === '"' || c === '`')) quote = c
  }
  return -1
}
