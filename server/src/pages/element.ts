// The elements of a page as plain data, from which a DOM or a text is made. Text is never markup in either.

export interface Element {
  tag: string
  attributes: Readonly<Record<string, string | number>>
  children: readonly Child[]
}

export type Child = Element | string

/** Creates an element. Attributes that are undefined or false are left out; `true` is an empty value. */
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

/** A text between tags or quotes of HTML and XML, without the characters that XML 1.0 forbids. */
export const escaped = (text: string): string =>
  text.replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '').replace(/[&<>"]/g, (sign) => entities[sign] as string)

/** An element as XML, which SVG is. */
export function toXml({ tag, attributes, children }: Element): string {
  const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
  const inner = children.map((child) => (typeof child === 'string' ? escaped(child) : toXml(child))).join('')
  return `<${tag}${given.join('')}>${inner}</${tag}>`
}
