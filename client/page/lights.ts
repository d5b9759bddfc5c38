// What is lit up in a view: items, and in the graph what they are linked with. What belongs to an item is looked up once for
// each drawing, since the pointer moves often.
import { addTo } from '../../server/src/base/groups.ts'

export interface Lights {
  /** A view was drawn anew. */
  read(view: HTMLElement): void
  /** Lights up items and nothing else; the rest steps back. */
  show(items: readonly number[]): void
}

export function createLights(): Lights {
  let view: HTMLElement | undefined
  let nodes = new Map<number, Element[]>() // by item
  let paths = new Map<number, SVGPathElement[]>() // by each of their two items
  let lit: Element[] = []

  const endsOf = ({ dataset }: SVGPathElement): number[] => [Number(dataset.from), Number(dataset.to)]

  return {
    read(drawn) {
      view = drawn
      nodes = new Map()
      paths = new Map()
      lit = []
      for (const one of drawn.querySelectorAll('a[data-items]')) for (const k of itemsOf(one)) addTo(nodes, k, one)
      for (const one of drawn.querySelectorAll<SVGPathElement>('path.link'))
        for (const k of endsOf(one)) addTo(paths, k, one)
    },
    show(items) {
      for (const one of lit) one.classList.remove('lit')
      const links = items.flatMap((k) => paths.get(k) ?? [])
      const near = new Set([...items, ...links.flatMap(endsOf)])
      lit = [...links, ...[...near].flatMap((k) => nodes.get(k) ?? [])]
      for (const one of lit) one.classList.add('lit')
      view?.classList.toggle('dimmed', near.size > 0)
    },
  }
}

/** The items that are lit up with a link. */
export const itemsOf = (link: Element): number[] => (link.getAttribute('data-items') ?? '').split(' ').map(Number)
