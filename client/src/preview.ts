// The built-in Markdown preview: definitions of ids are anchors, references link to them, and questions and checkboxes show
// their state. No script, and no text of a document becomes HTML: only tokens are created, which markdown-it escapes.

import { t } from '../../server/src/base/l10n.ts'
import { allMarkers, englishMarkers } from '../../server/src/languages/markers.ts'
import { anyOf } from '../../server/src/languages/pattern.ts'
import { numberIn, shortStoryPattern, storyPattern } from '../../server/src/languages/stories.ts'

/** The part of markdown-it that is used here. */
interface Token {
  type: string
  tag: string
  content: string
  children: Token[] | null
  attrSet(name: string, value: string): void
}
interface State {
  tokens: Token[]
  Token: new (type: string, tag: string, nesting: -1 | 0 | 1) => Token
}
interface MarkdownIt {
  core: { ruler: { push(name: string, rule: (state: State) => void): void } }
}

const idAtStart = /^([A-Z]{1,6}-?\d{1,4}(?:[a-z]|\.\d{1,2})?)(?=$|[\s:：*_.,)\]—–-])/
const storyAtStart = new RegExp(`^(?:${storyPattern})`, 'u')
const storyAtHeading = new RegExp(`^(?:${shortStoryPattern})`, 'u')
const idOrStory = new RegExp(
  String.raw`${storyPattern}|${shortStoryPattern}|\b[A-Z]{1,6}-?\d{1,4}(?:[a-z]|\.\d{1,2})?\b`,
  'gu',
)
const idAnywhere = /\b[A-Z]{1,6}-\d{1,4}(?:[a-z]|\.\d{1,2})?\b|\bUS\d{1,3}\b|\bT\d{3,4}\b/g
const known = /^(?:FR|NFR|SC|US|CL|CHK|T|AC|BR|UC|REQ)/
// In other languages, a bracketed word without a colon may mean anything.
const marker = new RegExp(
  String.raw`\[(${anyOf([...allMarkers.open, ...allMarkers.answered])}(?=[ \t]*[:：])|${anyOf(Object.values(englishMarkers))}(?=\]))`,
  'u',
)
const answered: ReadonlySet<string> = new Set(allMarkers.answered)
const box =
  /^\[( |(?:[xXvV]|[^\s\p{L}\p{N}[\]\\`#^…"'(){}|])[\ufe0e\ufe0f]?|N\/A|n\/a|DONE|WIP|TODO|BLOCKED|SKIP)\][ \t]+/u
const ticked = /^(?:[xXvV\u2713\u2714\u2705\u2611\u2612\u221a]|DONE$)/

/** Extends a Markdown renderer for specifications; other documents are rendered as usual. */
export function extendMarkdownIt<T extends MarkdownIt>(md: T): T {
  md.core.ruler.push('specwise', (state) => {
    const inlines = state.tokens.flatMap((token, k) =>
      token.type === 'inline' && token.children
        ? [{ token, before: state.tokens[k - 1], outer: state.tokens[k - 2] }]
        : [],
    )
    const defined = new Map<string, Token>()
    for (const { token, before, outer } of inlines) {
      const id = before && isStart(before, outer) ? definedIn(token, before.type === 'heading_open') : undefined
      if (id && !defined.has(anchorOf(id.text))) defined.set(anchorOf(id.text), id.token)
    }
    const hasQuestions = inlines.some(({ token }) => marker.test(token.content))
    if (!hasQuestions && [...defined.keys()].filter((anchor) => !/^t\d/.test(anchor)).length < 2) return
    for (const { token, outer } of inlines) {
      const done = outer?.type === 'list_item_open' ? tickBox(token, state) : undefined
      token.children = withMarkers(withIds(token.children ?? [], state, defined, done), state)
    }
  })
  return md
}

/** Where ids are defined: at the start of list items, headings, table cells and paragraphs. */
const isStart = (before: Token, outer: Token | undefined): boolean =>
  before.type === 'heading_open' ||
  before.type === 'td_open' ||
  (before.type === 'paragraph_open' && outer !== undefined)

/** The id at the start of an inline, after a checkbox and emphasis, and the text token that contains it. */
function definedIn({ children }: Token, heading: boolean): { text: string; token: Token } | undefined {
  for (const token of children ?? []) {
    if (token.type === 'strong_open' || token.type === 's_open' || token.content === '') continue
    if (token.type !== 'text') return undefined
    const words = token.content.replace(box, '')
    if (words.trim() === '') continue
    const story = (storyAtStart.exec(words) ?? (heading ? storyAtHeading.exec(words) : null))?.[0]
    const id = story ?? idAtStart.exec(words)?.[1]
    return id && (story || known.test(id)) ? { text: id, token } : undefined
  }
  return undefined
}

/** `fr-001`; `us-1` for `US1` and `User Story 1`. */
function anchorOf(id: string): string {
  const number = /^.[^A-Z\d-]/u.test(id) ? /[\d０-９]+$/.exec(id)?.[0] : undefined
  return number === undefined ? id.replace(/^US(?=\d)/, 'US-').toLowerCase() : `us-${numberIn(number)}`
}

/** Replaces a checkbox by a sign. Returns whether it is ticked; undefined without a checkbox. */
function tickBox({ children }: Token, state: State): boolean | undefined {
  const first = children?.[0]
  const mark = first?.type === 'text' ? box.exec(first.content) : null
  if (!first || !mark || !children) return undefined
  const done = ticked.test(mark[1] as string)
  const [sign, name] = done ? ['☑', t('done')] : mark[1] === ' ' ? ['☐', t('open')] : ['◪', t('neither open nor done')]
  first.content = first.content.slice(mark[0].length)
  children.unshift(...span(state, 'specwise-box', sign, { role: 'img', 'aria-label': name, title: name }))
  return done
}

function span(
  state: State,
  className: string,
  text: string,
  attributes: Record<string, string> = {},
  tag = 'span',
): Token[] {
  const open = new state.Token('specwise_open', tag, 1)
  open.attrSet('class', className)
  for (const [name, value] of Object.entries(attributes)) open.attrSet(name, value)
  return [open, textToken(state, text), new state.Token('specwise_close', tag, -1)]
}

function textToken(state: State, content: string): Token {
  const token = new state.Token('text', '', 0)
  token.content = content
  return token
}

/** Makes definitions anchors, and references to ids defined here links to them; links and code stay as they are. */
function withIds(
  children: readonly Token[],
  state: State,
  defined: ReadonlyMap<string, Token>,
  done: boolean | undefined,
): Token[] {
  const out: Token[] = []
  let inLink = 0
  for (const token of children) {
    if (token.type === 'link_open') inLink++
    if (token.type === 'link_close') inLink--
    if (token.type !== 'text') {
      out.push(token)
      continue
    }
    let at = 0
    for (const match of token.content.matchAll(idOrStory)) {
      const [id] = match
      const anchor = anchorOf(id)
      const definition = defined.get(anchor)
      const defines = definition === token && token.content.slice(0, match.index).replace(box, '').trim() === ''
      if (!definition || (!defines && (inLink > 0 || !new RegExp(`^(?:${idAnywhere.source})$`).test(id)))) continue
      if (match.index > at) out.push(textToken(state, token.content.slice(at, match.index)))
      if (defines) out.push(...span(state, `specwise-id${done ? ' specwise-done' : ''}`, id, { id: anchor }))
      else out.push(...span(state, 'specwise-mention', id, { href: `#${anchor}` }, 'a'))
      at = match.index + id.length
    }
    if (at === 0) out.push(token)
    else if (at < token.content.length) out.push(textToken(state, token.content.slice(at)))
  }
  return out
}

/** Marks bracketed questions and answers, which may contain code and emphasis. */
function withMarkers(children: readonly Token[], state: State): Token[] {
  if (!children.some(({ type, content }) => type === 'text' && marker.test(content))) return [...children]
  const closed = closedBrackets(children.map(({ type, content }) => (type === 'text' ? content : '')))
  const out: Token[] = []
  let depth = 0
  let behind = 0 // where the text after this token starts
  for (const token of children) {
    if (token.type === 'text') behind += token.content.length
    if (token.type !== 'text') {
      out.push(token)
      continue
    }
    let rest = token.content
    while (rest !== '') {
      if (depth === 0) {
        const match = marker.exec(rest)
        if (!match || !closed.has(behind - rest.length + match.index)) break
        if (match.index > 0) out.push(textToken(state, rest.slice(0, match.index)))
        const open = !answered.has((match[1] as string).replace(/\s+/g, ' '))
        const [start] = span(state, `specwise-question specwise-${open ? 'open' : 'answered'}`, '', {
          title: open ? t('open question') : t('answered question'),
        })
        out.push(start as Token)
        rest = rest.slice(match.index)
      }
      let end = 0
      for (; end < rest.length; end++) {
        if (rest[end] === '[') depth++
        else if (rest[end] === ']' && --depth === 0) break
      }
      out.push(textToken(state, rest.slice(0, end + 1)))
      if (depth === 0 && end < rest.length) out.push(new state.Token('specwise_close', 'span', -1))
      rest = rest.slice(end + 1)
    }
    if (rest !== '') out.push(textToken(state, rest))
  }
  if (depth > 0) out.push(new state.Token('specwise_close', 'span', -1))
  return out
}

/** The offsets, in the joined texts of some tokens, of the brackets that are closed. Takes a single pass over the texts. */
function closedBrackets(texts: readonly string[]): ReadonlySet<number> {
  const closed = new Set<number>()
  const open: number[] = []
  let at = 0
  for (const text of texts)
    for (let k = 0; k < text.length; k++, at++) {
      if (text[k] === '[') open.push(at)
      else if (text[k] === ']') {
        const start = open.pop()
        if (start !== undefined) closed.add(start)
      }
    }
  return closed
}
