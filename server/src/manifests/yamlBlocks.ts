// The YAML in the code blocks of a document. Template actions (Helm, Go) and "..." are replaced by as many other characters
// before parsing, so that offsets stay the same.

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
  /** The first error, with offsets in `text`. Other errors of the block are not reported. */
  error: { start: number; end: number; message: string } | undefined
  /** Whether something is left out, as `...` says, so that missing values may just not be shown. */
  partial: boolean
}

/** The longest block that is parsed, in UTF-16 code units. The parser takes quadratic time for some texts. */
export const longestBlock = 48_000

// Rules read the documents of a feature one after the other. Keeping the trees of all documents would take too much memory.
const mostDocuments = 8

const blocksByDocument = createLru<Document, readonly YamlBlock[]>(mostDocuments)

/** The YAML blocks of a document: fences marked as YAML, and those without a language that start with `apiVersion:`. */
export function yamlBlocksOf(document: Document): readonly YamlBlock[] {
  const cached = blocksByDocument.get(document)
  if (cached) return cached
  const blocks = yamlBlocksIn(codeBlocksOf(document))
  blocksByDocument.set(document, blocks)
  return blocks
}

/** Clears the caches, which are useless when many documents are checked once. */
export function clearYamlCaches(): void {
  blocksByDocument.clear()
  parsedByText.clear()
}

/** The YAML blocks among code blocks. */
export const yamlBlocksIn = (blocks: readonly CodeBlock[]): YamlBlock[] =>
  blocks.flatMap((block): YamlBlock[] => {
    if (!block.fenced || !['yaml', 'yml', ''].includes(block.language) || block.content === '') return []
    const text = block.content
    if (block.language === '' && !/^apiVersion:\s*\S/m.test(text.slice(0, 2000))) return []
    return isDifference(text) ? [] : [{ block, text, ...parse(text) }]
  })

/** Whether a text is a diff: it has lines with a plus, or starts indented and has lines with a minus. */
const isDifference = (text: string): boolean => /^\+/m.test(text) || (/^ /.test(text) && /^-/m.test(text))

type Parsed = Pick<YamlBlock, 'documents' | 'error' | 'partial'>

const mostKept = 60_000 // characters; a tree takes some hundred bytes per character
const parsedByText = createLru<string, Parsed>(mostKept, ({ length }) => length)

/** Parses a block, or returns the cached result for the same text. */
function parse(text: string): Parsed {
  const cached = parsedByText.get(text)
  const parsed = cached ?? parseNow(text)
  if (!cached) parsedByText.set(text, parsed)
  return parsed
}

function parseNow(text: string): Parsed {
  const partial = isPartial(text)
  if (text.length > longestBlock) {
    const message = t('YAML block too large to check: {0} characters (limit {1}). Split it.', text.length, longestBlock)
    return { documents: [], error: { start: 0, end: Math.min(1, text.length), message }, partial }
  }
  const documents = parseAllDocuments(withoutTemplating(text), { prettyErrors: false, logLevel: 'silent' })
  const list = Array.isArray(documents) ? (documents as YamlDocument.Parsed[]) : []
  const all = list.flatMap(({ errors }) => errors)
  // Both branches of a template, or a value before and after a change, are no duplicate keys.
  const either = /\{[{%]-?\s*el(?:se|if)\b|^\s*#.*\b(?:before|after|old|new|or|either|instead|alternative)/im.test(text)
  const [error] = all.filter(({ code }) => !(either && code === 'DUPLICATE_KEY'))
  const readable = all.every(({ code }) => code === 'DUPLICATE_KEY')
  return { documents: readable ? list : [], error: error && errorOf(error, text), partial }
}

/** Whether something is left out: dots, alone or in a comment, words in a comment, or a template say so. */
const isPartial = (text: string): boolean =>
  /\{[{%]|[{[]\s*(?:\.\.\.|…)\s*[}\]]|(?::|^|^\s*-)\s*(?:\.\.\.|…)\s*$|^\s*\[?(?:\.\.\.|…)|(?:^|\s)#[^\n]*(?:\.\.\.|…|\b(?:etc|unchanged|omitted|snip|rest of|same as|as above|as before|abbreviated|other fields)\b)/im.test(
    text,
  )

function errorOf({ code, message, pos }: YAMLError, text: string): YamlBlock['error'] {
  const start = Math.min(pos[0], Math.max(0, text.length - 1))
  const rest = text.slice(start, start + 200)
  const end = start + Math.max(1, Math.min(pos[1] - start, rest.search(/[\r\n]|$/)))
  const messages: Record<string, () => string> = {
    DUPLICATE_KEY: () =>
      /^(?:apiVersion|kind)\b/.test(text.slice(start))
        ? t('Missing "---" before the second resource.')
        : t('Duplicate key: the first value is ignored.'),
    TAB_AS_INDENT: () => t('Tab used for indentation. YAML allows spaces only.'),
    RESOURCE_EXHAUSTION: () => t('YAML block nested too deeply to check.'),
  }
  return { start, end, message: messages[code]?.() ?? t('Invalid YAML: {0}.', message.replace(/ at line \d+.*$/s, '')) }
}

/** The text with everything that is not YAML replaced. Offsets stay the same. */
function withoutTemplating(text: string): string {
  if (!/\{[{%#]|<%|%\{|\.\.\.|…/.test(text)) return text
  return withoutActions(text)
    .split('\n')
    .map((line) => (line.length < 2000 && leftOut.test(line.trim()) ? asComment(line) : line))
    .join('\n')
}

// Lines with only `...`, `- …`, `[...]` or `%{ if x ~}`.
const leftOut = /^(?:(?:- ?)?\[? ?(?:\.\.\.|…)[^:]*|%\{.*)$/

const asComment = (line: string): string => {
  const at = line.search(/\S/)
  return `${line.slice(0, at)}#${' '.repeat(line.length - at - 1)}`
}

const closers: Readonly<Record<string, string>> = { '{{': '}}', '{%': '%}', '{#': '#}', '<%': '%>' }

/** Replaces template actions with comments if they are alone on a line, otherwise with unique words. Linear. */
function withoutActions(text: string): string {
  const parts: string[] = []
  const opener = /\{[{%#]|<%/g
  let at = 0
  let alone = false // whether the action that ends at `at` was alone
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

/** A unique word as long as the action. Blanks if the lines below are indented, because they are the value of the key. */
function wordFor(action: string, text: string, end: number, count: number): string {
  const [, indent = ''] = /\n([ \t]*)[^\n]*$/.exec(`\n${text.slice(Math.max(0, end - 500), end)}`) ?? []
  const [, below] = /^[ \t]*\n(?:[ \t]*\n)*([ \t]*)\S/.exec(text.slice(end, end + 500)) ?? []
  if (below !== undefined && below.length > indent.length) return action.replace(/[^\n]/g, ' ')
  const name = `x${count}x`
  return action.replace(/[^\n]/g, 'x').replace(/^x+/, (all) => name.padEnd(all.length, 'x').slice(0, all.length))
}

const longestAction = 2000

/** The offset after an action that starts at `start`, with quotes taken into account; -1 if it does not end. */
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
