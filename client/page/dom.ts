// Creates a DOM from elements. Text is never markup.
import type { Child } from '../../server/src/pages/element.ts'

const svg = 'http://www.w3.org/2000/svg'

/** Creates the node of an element. */
export function toDom(child: Child, within?: string): Node {
  if (typeof child === 'string') return document.createTextNode(child)
  const space = child.tag === 'svg' ? svg : within
  const node = space ? document.createElementNS(space, child.tag) : document.createElement(child.tag)
  for (const [name, value] of Object.entries(child.attributes))
    if (name !== 'xmlns') node.setAttribute(name, String(value))
  for (const inner of child.children) node.appendChild(toDom(inner, space))
  return node
}

/** Replaces the children of a node. */
export const replace = (parent: ParentNode, ...children: readonly Child[]): void =>
  parent.replaceChildren(...children.map((child) => toDom(child)))
