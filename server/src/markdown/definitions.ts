// Link reference definitions at the start of a paragraph (CommonMark 0.31.2, clause 4.7).

export interface RawDefinition {
  labelStart: number
  labelEnd: number
  destinationStart: number
  destinationEnd: number
  /** Where the definition ends: at the end of a line, before its line end. */
  end: number
}

const label = /[ \t]*\[((?:[^\\[\]]|\\[\s\S]){0,999})\]:/y
const blank = /[ \t]*(?:\n[ \t]*)?/y
const destination = /<((?:[^<>\n\\]|\\[^\n]){0,4000})>|([^\s<]\S*)/y
const title =
  /[ \t]*(?:\n[ \t]*)?(?<=\s)(?:"(?:[^"\\]|\\[\s\S]){0,4000}"|'(?:[^'\\]|\\[\s\S]){0,4000}'|\((?:[^()\\]|\\[\s\S]){0,4000}\))[ \t]*(?=\n|$)/y
const lineEnd = /[ \t]*(?=\n|$)/y

function run(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** Reads the definition at an offset of a paragraph's content (lines joined by `\n`), which is a line start; undefined if there is none. */
export function readDefinition(text: string, at: number): RawDefinition | undefined {
  const name = run(label, text, at)
  if (!name || !(name[1] as string).trim()) return undefined
  const labelStart = at + name[0].indexOf('[') + 1
  const gap = run(blank, text, at + name[0].length) as RegExpExecArray
  const from = gap.index + gap[0].length
  const target = run(destination, text, from)
  if (!target || (target[2] !== undefined && !balanced(target[2]))) return undefined
  const after = from + target[0].length
  const titled = run(title, text, after)
  const end = titled ?? run(lineEnd, text, after)
  if (!end) return undefined
  const inner = target[1] === undefined ? 0 : 1
  return {
    labelStart,
    labelEnd: labelStart + (name[1] as string).length,
    destinationStart: from + inner,
    destinationEnd: after - inner,
    end: end.index + end[0].length,
  }
}

/** Whether a destination without `<>` is valid: balanced parentheses, at most 32 deep, and no control characters. */
function balanced(target: string): boolean {
  let open = 0
  for (let i = 0; i < target.length; i++) {
    const c = target.charCodeAt(i)
    if (c < 32 || c === 127) return false
    if (c === 92) i++
    else if (c === 40) {
      if (++open > 32) return false
    } else if (c === 41 && --open < 0) return false
  }
  return open === 0
}
