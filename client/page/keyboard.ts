// Arrow keys go to the next link in their direction; Tab goes to a single link of the view, and then leaves it.

const steps: Record<string, readonly [number, number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
}

/** Makes a link the only one of a view in the Tab order. */
export function rove(view: HTMLElement, link: Element | null | undefined): void {
  for (const other of view.querySelectorAll('a[tabindex="0"]')) other.setAttribute('tabindex', '-1')
  link?.setAttribute('tabindex', '0')
}

/** Lets the arrow keys go through the links of a view. */
export function listenToArrows(view: HTMLElement): void {
  view.addEventListener('keydown', (event) => {
    const step = steps[event.key]
    const from = document.activeElement
    if (!step || !from || !view.contains(from) || event.ctrlKey || event.metaKey || event.altKey) return
    const next = nearest(view, from, step)
    event.preventDefault()
    if (!next) return
    rove(view, next)
    next.focus({ preventScroll: true })
    next.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })
  view.addEventListener('focusin', ({ target }) => {
    if (target instanceof Element && target.matches('a')) rove(view, target)
  })
}

const middle = ({ left, top, width, height }: DOMRect): readonly [number, number] => [
  left + width / 2,
  top + height / 2,
]

/** The nearest link in a direction; a link straight ahead is preferred to those at the sides. */
function nearest(view: HTMLElement, from: Element, [dx, dy]: readonly [number, number]): HTMLElement | undefined {
  const [x, y] = middle(from.getBoundingClientRect())
  let best: HTMLElement | undefined
  let least = Number.POSITIVE_INFINITY
  for (const link of view.querySelectorAll<HTMLElement>('a')) {
    if (link === from) continue
    const [linkX, linkY] = middle(link.getBoundingClientRect())
    const ahead = (linkX - x) * dx + (linkY - y) * dy
    const aside = Math.abs((linkX - x) * dy) + Math.abs((linkY - y) * dx)
    if (ahead < 4) continue
    const cost = ahead + 8 * aside
    if (cost >= least) continue
    least = cost
    best = link
  }
  return best
}
