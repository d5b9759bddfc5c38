// The texts that a template leaves for its writer. A placeholder is an exact text of the template, never any bracket.
import { contentOf } from '../markdown/blocks.ts'
import type { Spec } from '../spec/model.ts'
import type { Placeholders } from './format.ts'

/* A bracket with no bracket in it, or one level of them: `[Reduce tickets about [X]]`. */
const bracket = /\[(?:[^[\]\n]|\[[^[\]\n]*\])+\]/g
const marker = /^\[(?:NEEDS CLARIFICATION|CLARIFIED)\b/

/** Learns the placeholders of a template: brackets, the body rows of its tables, lines with an example or `SC-XXX`. */
export function placeholdersOf(template: Spec): Placeholders {
  const prose = new Set<string>()
  const code = new Set<string>()
  const lines = new Set<string>()
  const { scan, text } = template
  for (const block of scan.blocks) {
    if (block.type === 'item' || block.type === 'break' || block.type === 'html') continue
    const content = contentOf(scan, block)
    for (const match of content.matchAll(bracket)) {
      const after = content[match.index + match[0].length]
      if (marker.test(match[0]) || after === '(' || /^\[(?:.|#X+)\]$/.test(match[0])) continue
      ;(block.type === 'code' ? code : prose).add(folded(match[0]))
    }
    if (block.type === 'row' && !block.header) lines.add(sampleLine(text.slice(block.start, block.end)))
    if (block.type === 'paragraph' && block.first && !content.includes('[', 3) && /e\.g\.|-X{2,}/.test(content)) {
      lines.add(sampleLine(content))
    }
  }
  return { prose, code, pattern: patternOf([...prose, ...code]), lines }
}

function patternOf(texts: readonly string[]): RegExp {
  const escaped = texts.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s+'))
  return new RegExp(escaped.length > 0 ? escaped.join('|') : '(?!)', 'g')
}

/** White space as in the template. */
export const folded = (text: string): string => text.replace(/\s+/g, ' ')

/** A line as samples are compared: without box, white space folded. */
export const sampleLine = (line: string): string =>
  line
    .replace(/^\[[^\]]{0,3}\]\s+/, '')
    .replace(/\s*\|\s*/g, ' | ')
    .replace(/\s+/g, ' ')
    .trim()
