// Highlights items in a view, and in the graph the items they are linked with. The elements of each item are looked up once
// per drawing, since the pointer moves often.
import { addTo } from '../../server/src/base/groups.ts'

export interface Lights {
  /** Looks up the elements of a view that was just drawn. */
  read(view: HTMLElement): void
  /** Highlights items and dims the rest. */
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
      for (const link of drawn.querySelectorAll('a[data-items]')) for (const k of itemsOf(link)) addTo(nodes, k, link)
      for (const path of drawn.querySelectorAll<SVGPathElement>('path.link'))
        for (const k of endsOf(path)) addTo(paths, k, path)
    },
    show(items) {
      for (const element of lit) element.classList.remove('lit')
      const links = items.flatMap((k) => paths.get(k) ?? [])
      const near = new Set([...items, ...links.flatMap(endsOf)])
      lit = [...links, ...[...near].flatMap((k) => nodes.get(k) ?? [])]
      for (const element of lit) element.classList.add('lit')
      view?.classList.toggle('dimmed', near.size > 0)
    },
  }
}

/** The items that are highlighted with a link. */
export const itemsOf = (link: Element): number[] => (link.getAttribute('data-items') ?? '').split(' ').map(Number)
