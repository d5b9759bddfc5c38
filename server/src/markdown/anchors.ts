// The anchors of headings, as GitHub makes them: the slug of the rendered text of a heading.
import GithubSlugger from 'github-slugger'
import type { Nodes } from 'mdast'
import { sectionTree } from './sectionTree.ts'

/** Whether a document defines a link label, which is passed as it is written between the brackets. */
export type IsDefined = (label: string) => boolean

/** The length of the longest heading whose Markdown is parsed, in UTF-16 code units. */
const longestHeading = 1000
const marks = /[\\`*_[\]<&]/
const reference = /(?<=\])\[((?:[^\\[\]]|\\.){1,999})\]/g // the second half of `[text][label]`
const lineEnd = /(?:[ \t]+|\\)?(?:\r\n?|\n)[ \t]*/g

/**
 * The rendered text of a heading. Brackets that are not a full reference (`[text][label]`) stay, because they do not change
 * the anchor. White space around removed parts stays, because it does.
 * @param heading its Markdown without the marks of the heading itself.
 */
export function renderedText(heading: string, isDefined: IsDefined = () => true): string {
  const lines = heading.trim().replace(lineEnd, '\n')
  if (!marks.test(lines) || lines.length > longestHeading) return lines
  const labels = [...lines.matchAll(reference)].flatMap(([, label = '']) => (isDefined(label) ? [label] : []))
  // The closing `#` is cut off, which saves one that belongs to the text. Only a heading with an underline has several lines:
  // they are joined by form feeds, which are white space but not line ends.
  const source = [`# ${lines.replaceAll('\n', '\f')} #`, ...labels.map((label) => `[${label}]: #`)].join('\n\n')
  const first = sectionTree(source)?.children[0]
  return first ? renderedOf(first) : lines
}

function renderedOf(node: Nodes): string {
  switch (node.type) {
    case 'text':
      return node.value.replaceAll('\f', '\n')
    case 'inlineCode':
      return node.value.replaceAll('\f', ' ')
    default: // of pictures and HTML nothing is a part of the anchor
      return 'children' in node ? node.children.map(renderedOf).join('') : ''
  }
}

/**
 * Returns a slugger for the headings of a document. It has to be called in the order of the text, so that equal headings are
 * numbered.
 */
export function createSlugger(isDefined?: IsDefined): { slug(heading: string): string } {
  const slugger = new GithubSlugger()
  return { slug: (heading) => slugger.slug(renderedText(heading, isDefined)) }
}
