// Whose id is it? FR-001 exists in every specification: an id that is named together with another one belongs there.
// This is the one place that decides it.
import { sectionTree } from '../markdown/sectionTree.ts'
import type { Mention, Spec } from './model.ts'

const otherSpec = String.raw`\bspec(?:ification)?s?[\s-]*#?(\d{1,4})|\b(\d{2,4})-[a-z][\w-]*|\b(\d{2,4})['’]s|\b(?:epic|parent|upstream|original|predecessor|other|previous|sibling|inherited)(?:['’]s)?(?:\s+(?:spec|mission|feature))?`
// Other ids of the same kind may stand between: "SPEC-003 FR-001, FR-002".
const between = new Map<string, RegExp>()

function idsBetween(prefix: string): RegExp {
  let pattern = between.get(prefix)
  if (!pattern) {
    pattern = new RegExp(String.raw`(?:[\s,/&+–—-]|\band\b|\bto\b|\bthrough\b|\.\.|\b${prefix}-?\d+[a-z]?\b)*$`)
    if (between.size > 100) between.clear()
    between.set(prefix, pattern)
  }
  return pattern
}

const before = new RegExp(`(?:${otherSpec})(?:['’]s)?[\\s,:;(§\`*\\]]*$`, 'i')
const after = new RegExp(
  `^[\`*)]*\\s*(?:\\(?\\s*(?:in|of|from|see)\\s+(?:the\\s+)?(?:${otherSpec}|(\\d{3})\\b)|\\((?:${otherSpec}))`,
  'i',
)

/** Whether the text names another specification just before or just behind a mention, or links to one with it. */
export function namesOtherSpec(spec: Spec, mention: Mention): boolean {
  const { text } = spec
  const window = text.slice(Math.max(0, mention.start - 120), mention.start)
  const ahead = window.slice(window.lastIndexOf('\n') + 1).replace(idsBetween(mention.id.prefix), ' ')
  const own = ownNumber(spec)
  for (const match of [before.exec(ahead), after.exec(text.slice(mention.end, mention.end + 60))]) {
    if (!match) continue
    const number = match.slice(1).find((group) => group !== undefined)
    if (number === undefined || Number(number) !== own) return true
  }
  return standsInLink(spec, mention)
}

function ownNumber(spec: Spec): number | undefined {
  const id = /^[A-Z]+-(\d+)/.exec(spec.fields.find((field) => field.key.toLowerCase() === 'id')?.value ?? '')
  return id ? Number(id[1]) : undefined
}

/** In the text of a link to another file. */
function standsInLink(spec: Spec, mention: Mention): boolean {
  if (!/^[^[\]]*\]\(/.test(spec.text.slice(mention.end, mention.end + 200))) return false
  const from = mention.section?.start ?? 0
  const next = spec.sections[mention.section ? mention.section.index + 1 : 0]
  const tree = sectionTree(spec.text.slice(from, next?.start ?? spec.text.length))
  const at = mention.start - from
  let nodes = tree?.children ?? []
  for (;;) {
    const node = nodes.find((one) => (one.position?.start.offset ?? 0) <= at && at < (one.position?.end.offset ?? 0))
    if (!node) return false
    if (node.type === 'link') return !node.url.startsWith('#')
    if (!('children' in node)) return false
    nodes = node.children
  }
}
