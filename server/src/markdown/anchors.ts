// The anchors of headings, as GitHub makes them: the slug of what is seen of a heading once it is rendered.
import GithubSlugger from 'github-slugger'
import type { Nodes } from 'mdast'
import { sectionTree } from './sectionTree.ts'

/** Tells whether a document defines the label of a reference, as it is written between the brackets. */
export type IsDefined = (label: string) => boolean

/** Longest heading whose Markdown is read, in UTF-16 code units. */
const longestHeading = 1000
const marks = /[\\`*_[\]<&]/
const reference = /(?<=\])\[((?:[^\\[\]]|\\.){1,999})\]/g // the second half of `[text][label]`
const lineEnd = /(?:[ \t]+|\\)?(?:\r\n?|\n)[ \t]*/g

/**
 * What is seen of a heading in letters, from its Markdown without the marks of the heading itself. Brackets that are no
 * full reference stay: they make no difference to an anchor. White space beside what is left out does, and stays, too.
 */
export function renderedText(heading: string, isDefined: IsDefined = () => true): string {
  const lines = heading.trim().replace(lineEnd, '\n')
  if (!marks.test(lines) || lines.length > longestHeading) return lines
  const labels = [...lines.matchAll(reference)].flatMap(([, label = '']) => (isDefined(label) ? [label] : []))
  // The number sign behind it is cut off in place of one that belongs to the text. Only a heading with an underline has
  // several lines: a form feed is white space too, and ends no line.
  const source = [`# ${lines.replaceAll('\n', '\f')} #`, ...labels.map((label) => `[${label}]: #`)].join('\n\n')
  const first = sectionTree(source)?.children[0]
  return first ? seenOf(first) : lines
}

function seenOf(node: Nodes): string {
  switch (node.type) {
    case 'text':
      return node.value.replaceAll('\f', '\n')
    case 'inlineCode':
      return node.value.replaceAll('\f', ' ')
    default: // of pictures and HTML nothing is a part of the anchor
      return 'children' in node ? node.children.map(seenOf).join('') : ''
  }
}

/** Gives the anchors of one document's headings, which it has to be asked for in the order of the text. */
export function createSlugger(isDefined?: IsDefined): { slug(heading: string): string } {
  const slugger = new GithubSlugger()
  return { slug: (heading) => slugger.slug(renderedText(heading, isDefined)) }
}
