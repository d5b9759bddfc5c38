// Random edits of a text, most of them of what decides how it is read.
import fc from 'fast-check'

const pieces = fc.constantFrom(
  '',
  'x',
  '\n',
  '\r',
  '\r\n',
  '#',
  '# ',
  '\n## A\n',
  '```\n',
  '\n```',
  '<!--',
  '-->',
  '---\n',
  '\n---\n',
  '    ',
  '- **FR-009**: b\n',
  ' FR-001 ',
  '[NEEDS CLARIFICATION: q?]',
  '> ',
  '|',
  '`',
  '[a]: b\n',
  '\n<<<<<<< HEAD\n',
  '\n||||||| base\n',
  '\n=======\n',
  '\n>>>>>>> theirs\n',
  '\n<<<<<<< HEAD\n- **FR-009**: c\n=======\n- **FR-009**: d\n>>>>>>> theirs\n',
)
/** A place (a number that is taken modulo the length), how many characters go, and what comes. */
export const edit = fc.tuple(
  fc.nat(),
  fc.nat({ max: 12 }),
  fc.oneof(
    pieces,
    fc.tuple(pieces, pieces).map((two) => two.join('')),
  ),
)

/** A text after an edit of the above. */
export function edited(text: string, [place, length, piece]: [number, number, string]): string {
  const at = place % (text.length + 1)
  return text.slice(0, at) + piece + text.slice(at + length)
}
