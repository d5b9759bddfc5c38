// Turns a rule off in a configuration, and keeps its comments and order.
import { modify, parseTree } from 'jsonc-parser'
import type { Edit } from '../base/edit.ts'

/** A configuration that only turns a rule off. */
export const configWithout = (code: string): string => `${JSON.stringify({ rules: { [code]: 'off' } }, null, 2)}\n`

/**
 * The edits that turn a rule off in the text of a configuration; options of the rule stay. Undefined if the text is not a
 * JSON object.
 */
export function turnedOff(text: string, code: string): Edit[] | undefined {
  const errors: unknown[] = []
  const tree = parseTree(text, errors as never[], { allowTrailingComma: true })
  if (tree?.type !== 'object' || errors.length > 0) return undefined
  const rules = tree.children?.find(({ children }) => children?.[0]?.value === 'rules')?.children?.[1]
  if (rules && rules.type !== 'object') return undefined
  const entry = rules?.children?.find(({ children }) => children?.[0]?.value === code)?.children?.[1]
  const path = ['rules', code, ...(entry?.type === 'object' ? ['severity'] : [])]
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? '  '
  const formattingOptions = {
    insertSpaces: !indent.includes('\t'),
    tabSize: indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  }
  // First in its list: after the last one it would separate that from a comment on its line.
  const getInsertionIndex = (): number => 0
  return modify(text, path, 'off', { formattingOptions, getInsertionIndex }).map(({ offset, length, content }) => ({
    start: offset,
    end: offset + length,
    text: content,
  }))
}
