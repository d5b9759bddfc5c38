// Whose id is it? FR-001 exists in every specification: an id that is named together with another one belongs there.
// This is the one place that decides it.
import type { RootContent } from 'mdast'
import { sectionTree } from '../markdown/sectionTree.ts'
import type { Document, Reference } from './model.ts'
import { leafAt } from './sections.ts'
import { namesSpecs, ownId } from './specNumber.ts'

// A folder of specifications: `007-queue`, `112-queue-for-orders`; "365-day" and "16-digit" are none.
const folder = String.raw`(?<![\w-])(?:(0\d{1,3})-[a-z][\w-]*|(\d{3,4})-[a-z]\w*-[a-z][\w-]*)`
const otherSpec = String.raw`\bspec(?:ification)?s?[\s-]*#?(\d{1,4})|${folder}|(?<![\w-])(\d{2,4})['’]s|(?<!\b(?:this|our|its|the)\s)\bspec(?:ification)?['’]s|\b(?:epic|parent|upstream|original|predecessor|sibling|inherited|charter|constitution|doctrine)(?:['’]s)?(?:\s+(?:spec|mission|feature))?|\b(?:other|previous|standard)(?:['’]s|\s+(?:spec|mission|feature))`
// Ids that may stand between: "SPEC-003 FR-001, FR-002", "SPEC-006 US-4 and SC-009".
const oneOfIds = String.raw`(?:[\s,/&+–—-]|\band\b|\bor\b|\bto\b|\bthrough\b|\.\.|\b(?!SPEC)[A-Z]{1,4}-?\d{1,4}[a-z]?\b)`
const ids = `${oneOfIds}{0,40}`
const lastOfIds = new RegExp(`${oneOfIds}$`)
const kinds = '(?:requirements?|stor(?:y|ies)|criteri(?:on|a)|tasks?)?'
const before = new RegExp(
  `(?:${otherSpec})(?:['’]s)?\\s*(?:\`?[\\w./-]{1,60}\\.md\`?\\s*)?(?:\\([^()]{0,40}\\))?[\\s,:;(§\`*\\])|→>–—-]*${kinds}\\s*$`,
  'i',
)
const after = new RegExp(
  `^[\`*)]*${ids}\\(?\\s*(?:(?:in|of|from|see)\\s+(?:the\\s+)?\\[?(?:${otherSpec}|(0\\d\\d|\\d{3}(?!\\s*[a-z%/–(-]|[.,]\\d))\\b)|(?:${otherSpec})\\s*\\))`,
  'i',
)

/** The specification that an id belongs to, when it is another one: its number, where one is told. */
export interface Qualifier {
  number: number | undefined
}

const unnamed: Qualifier = { number: undefined }

/**
 * Whose id a mention is: the text names another specification just before or just behind it, or links to one with it.
 * Undefined for the own one.
 */
export function qualifierOf(document: Document, reference: Reference): Qualifier | undefined {
  const { text } = document
  if (standsInAddress(text, reference)) return unnamed
  const { prefix, number } = reference.id
  if (namesSpecs(document, prefix)) return number === ownId(document)?.number ? undefined : { number }
  const window = text.slice(Math.max(0, reference.start - 160), reference.start)
  const named = hint.test(window + text.slice(reference.end, reference.end + 80))
    ? namedOwner(document, reference, window)
    : undefined
  return named ?? (standsInLink(document, reference) ? unnamed : undefined)
}

export const isOfOtherSpec = (document: Document, reference: Reference): boolean =>
  qualifierOf(document, reference) !== undefined

const numbers = /\bspec(?:ification)?s?[\s-]*#?(\d{1,4})|(?<![\w-])(\d{2,4})-[a-z]|(?<![\w-])(\d{2,4})['’]s/gi

/** The numbers of specifications that a text may name together with an id; more than it does. */
export function numbersNamedIn(text: string): Set<number> {
  const found = new Set<number>()
  for (const { 0: match, 1: spec, 2: slug, 3: owner, index } of text.matchAll(numbers)) {
    const around = `${text.slice(Math.max(0, index - 30), index)} ${text.slice(index + match.length, index + match.length + 60)}`
    if (anId.test(around)) found.add(Number(spec ?? slug ?? owner))
  }
  return found
}

const anId = /\b(?!SPEC)[A-Z]{1,4}-?\d/

// A quick look: something of what the patterns above can find.
const hint =
  /\bspec(?:ification)?s?(?:[\s-]*#?\d|['’]s)|epic|parent|upstream|original|predecessor|other|previous|sibling|inherited|charter|constitution|doctrine|standard|\d(?:-[a-z]|['’]s)|\b(?:in|of|from|see)\s+(?:the\s+)?\[?\d{3}\b/i

function namedOwner(document: Document, reference: Reference, window: string): Qualifier | undefined {
  const { text } = document
  const paragraph = window.slice(window.search(/(?:\r?\n[ \t]*){2}(?![\s\S]*\n[ \t]*\r?\n)/) + 1) // behind the last blank line
  const ahead = paragraph.replace(/\]\([^()\s]*\)/g, ']').replace(/\s+/g, ' ')
  const behind = text.slice(reference.end, reference.end + 80).replace(/\s+/g, ' ')
  const own = ownId(document)?.number
  for (const match of [before.exec(withoutIds(ahead)), after.exec(behind)]) {
    if (!match) continue
    const number = match.slice(1).find((group) => group !== undefined)
    if (number === undefined) return unnamed
    if (Number(number) !== own) return { number: Number(number) }
  }
  return undefined
}

/** What stands before a list of ids that a text ends with. */
function withoutIds(text: string): string {
  let end = text.length
  for (let k = 0; k < 40; k++) {
    const last = lastOfIds.exec(text.slice(Math.max(0, end - 14), end))
    if (!last) break
    end -= last[0].length
  }
  return text.slice(0, end)
}

/** In a URL, a mail address, a file's or a branch's name, a link's destination or anchor, the name of a footnote. */
function standsInAddress(text: string, { start, end, code }: Reference): boolean {
  let from = start
  while (from > start - 200 && from > 0 && text.charCodeAt(from - 1) > 32) from--
  const head = text.slice(from, start)
  const tail = /^\S*/.exec(text.slice(end, end + 20))?.[0] ?? ''
  const within = /:\/\/[^)>\]|"'\u2e80-\uffef]*$|\]\([^)]*$|\[\^$|\b(?:id|name)=["']?$/.test(head)
  return within || /^(?:@|[\w-]*\.[a-z]{1,4}\b)/.test(tail) || (code && /^-[a-z]/i.test(tail))
}

/** In the text of a link to another file. Asked of the block around only; a block that is too large for it is a yes. */
function standsInLink({ text, scan, links }: Document, reference: Reference): boolean {
  const rest = text.slice(reference.end, reference.end + 200)
  const label = /^[^[\]]*\]\[([^[\]]+)\]/.exec(rest)?.[1]
  if (label !== undefined) {
    const link = links.get(label.toLowerCase())
    return link !== undefined && text[link.destination.start] !== '#'
  }
  if (!/^[^[\]]*\]\((?!#)/.test(rest)) return false
  const block = leafAt(scan, reference.start)
  const tree = block && sectionTree(text.slice(block.start, block.end))
  if (!tree) return true
  const at = reference.start - block.start
  let nodes = tree.children as RootContent[]
  for (;;) {
    const node = nodes.find((one) => (one.position?.start.offset ?? 0) <= at && at < (one.position?.end.offset ?? 0))
    if (!node) return false
    if (node.type === 'link') return !node.url.startsWith('#')
    if (!('children' in node)) return false
    nodes = node.children
  }
}
