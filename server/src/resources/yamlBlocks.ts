// The YAML in a document's code blocks, parsed with positions in the document. What templates leave in it (Helm, Go, "...")
// is covered up before, by as many characters.
import { type Document, parseAllDocuments, type YAMLError } from 'yaml'
import { type Code, contentOf } from '../markdown/blocks.ts'
import type { Spec } from '../spec/model.ts'

export interface YamlBlock {
  block: Code
  /** The content of the block, as written. */
  text: string
  documents: readonly Document.Parsed[]
  /** The first thing that is wrong with it; nothing else of the block is told then. */
  error: { start: number; end: number; message: string } | undefined
  /** Something is left out in it, as `...` says: what is missing may only not be shown. */
  partial: boolean
  /** The offset in the document of an offset in the content. */
  at(offset: number): number
}

/** Longest block that is parsed, in UTF-16 code units: the parser takes quadratic time for some texts. */
export const longestBlock = 48_000

/** The first word behind a fence, in small letters; empty without one. */
export const languageOf = ({ text }: Spec, { info }: Code): string =>
  info ? (/^\{?\.?([\w+-]*)/.exec(text.slice(info.start, info.end))?.[1] ?? '').toLowerCase() : ''

const blocksOf = new WeakMap<Spec, readonly YamlBlock[]>()

/** The YAML blocks of a document: fences that say so, and those without a language that start with `apiVersion:`. */
export function yamlBlocksOf(spec: Spec): readonly YamlBlock[] {
  const known = blocksOf.get(spec)
  if (known) return known
  const found: YamlBlock[] = []
  for (const block of spec.scan.blocks) {
    if (block.type !== 'code' || !block.fenced || block.from === block.to) continue
    const language = languageOf(spec, block)
    if (language !== 'yaml' && language !== 'yml' && language !== '') continue
    const text = contentOf(spec.scan, block)
    if (language === '' && !/^apiVersion:\s*\S/m.test(text.slice(0, 2000))) continue
    if (/^\+/m.test(text)) continue // a difference between two versions
    found.push({ block, text, at: placesOf(spec, block), ...parse(text) })
  }
  blocksOf.set(spec, found)
  return found
}

/** Offsets in the document of offsets in the content of a block. */
export function placesOf({ scan }: Spec, { from, to }: Code): (offset: number) => number {
  const starts: number[] = []
  let passed = 0
  for (let k = from; k < to; k++) {
    starts.push(passed)
    passed += (scan.lines[2 * k + 1] as number) - (scan.lines[2 * k] as number) + 1
  }
  return (offset) => {
    let [low, high] = [0, starts.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] as number) <= offset) low = middle
      else high = middle - 1
    }
    const start = scan.lines[2 * (from + low)] as number
    return Math.min(start + offset - (starts[low] as number), scan.lines[2 * (from + low) + 1] as number)
  }
}

type Parsed = Pick<YamlBlock, 'documents' | 'error' | 'partial'>

const cache = new Map<string, Parsed>()
const cached = 128

function parse(text: string): Parsed {
  const known = cache.get(text)
  if (known) return known
  const parsed = parseNow(text)
  if (cache.size >= cached) cache.delete(cache.keys().next().value as string)
  cache.set(text, parsed)
  return parsed
}

function parseNow(text: string): Parsed {
  const partial = /(?:^|\s|#)(?:\.\.\.|…)|\{\{|\{%|<</.test(text)
  if (text.length > longestBlock) {
    const message = `This block is too large to be checked: ${text.length} characters, ${longestBlock} are read.`
    return { documents: [], error: { start: 0, end: Math.min(1, text.length), message }, partial }
  }
  const documents = parseAllDocuments(covered(text), { prettyErrors: false, logLevel: 'silent' })
  const list = Array.isArray(documents) ? (documents as Document.Parsed[]) : []
  const [error] = list.flatMap(({ errors }) => errors)
  return { documents: error ? [] : list, error: error && wordsFor(error, text), partial }
}

function wordsFor({ code, message, pos }: YAMLError, text: string): YamlBlock['error'] {
  const start = Math.min(pos[0], Math.max(0, text.length - 1))
  const rest = text.slice(start, start + 200)
  const end = start + Math.max(1, Math.min(pos[1] - start, rest.search(/[\r\n]|$/)))
  const told: Record<string, string> = {
    DUPLICATE_KEY: 'This key stands here twice: the first one is lost.',
    TAB_AS_INDENT: 'A tab indents here: YAML takes spaces only.',
    RESOURCE_EXHAUSTION: 'This is nested too deeply to be read.',
  }
  return { start, end, message: told[code] ?? `This is no valid YAML: ${message.replace(/ at line \d+.*$/s, '')}.` }
}

/** The same text without what is no YAML in a document about YAML; every other character stays where it is. */
function covered(text: string): string {
  if (!/\{\{|\{%|\.\.\.|…/.test(text)) return text
  return text
    .split('\n')
    .map((line) => {
      if (line.length < 2000 && /^\s*(?:\{[{%].*[}%]\}|-?\s*(?:\.\.\.|…)[^:]*)\s*$/.test(line)) {
        const at = line.search(/\S/)
        return `${line.slice(0, at)}#${' '.repeat(line.length - at - 1)}`
      }
      return line.replace(/\{\{[^{}]*\}\}|\{%[^{}]*%\}/g, (one) => 'x'.repeat(one.length))
    })
    .join('\n')
}
