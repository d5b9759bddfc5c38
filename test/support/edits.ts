// Random edits of a text. Most of them change how the text is read.
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
/** An edit: its offset (taken modulo the length of the text), the number of characters removed, and the text inserted. */
export const edit = fc.tuple(
  fc.nat(),
  fc.nat({ max: 12 }),
  fc.oneof(
    pieces,
    fc.tuple(pieces, pieces).map((pair) => pair.join('')),
  ),
)

/** The text after such an edit. */
export function edited(text: string, [position, length, piece]: [number, number, string]): string {
  const at = position % (text.length + 1)
  return text.slice(0, at) + piece + text.slice(at + length)
}
