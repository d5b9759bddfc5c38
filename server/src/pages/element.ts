// What a page is made of, before it is a DOM or a text: elements as plain data. Text is never markup in either.

export interface Element {
  tag: string
  attributes: Readonly<Record<string, string | number>>
  children: readonly Child[]
}

export type Child = Element | string

/** Makes an element; attributes that are undefined or false are left out, `true` is an empty one. */
export function element(
  tag: string,
  attributes: Readonly<Record<string, string | number | boolean | undefined>> = {},
  ...children: readonly (Child | undefined)[]
): Element {
  const given: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined && value !== false) given[name] = value === true ? '' : value
  return { tag, attributes: given, children: children.filter((child) => child !== undefined) }
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A text between tags or quotes of HTML and XML; characters that XML 1.0 forbids are left out. */
export const escaped = (text: string): string =>
  text.replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '').replace(/[&<>"]/g, (one) => entities[one] as string)

/** An element as XML, which SVG is. */
export function toXml({ tag, attributes, children }: Element): string {
  const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
  const inner = children.map((child) => (typeof child === 'string' ? escaped(child) : toXml(child))).join('')
  return `<${tag}${given.join('')}>${inner}</${tag}>`
}
