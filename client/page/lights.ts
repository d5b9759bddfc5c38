// What is lit up in a view: items, and in the graph what they are linked with. What belongs to an item is looked up once for
// each drawing, since the pointer moves often.

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

  const put = <T>(all: Map<number, T[]>, item: number, one: T): void => {
    const own = all.get(item)
    if (own) own.push(one)
    else all.set(item, [one])
  }
  const endsOf = ({ dataset }: SVGPathElement): number[] => [Number(dataset.from), Number(dataset.to)]

  return {
    read(drawn) {
      view = drawn
      nodes = new Map()
      paths = new Map()
      lit = []
      for (const one of drawn.querySelectorAll('a[data-items]')) for (const k of itemsOf(one)) put(nodes, k, one)
      for (const one of drawn.querySelectorAll<SVGPathElement>('path.link'))
        for (const k of endsOf(one)) put(paths, k, one)
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
