// One line per finding, for grep and problem matchers.
import { clean } from '../../base/words.ts'
import type { Formatter } from './format.ts'

export const concise: Formatter = ({ findings }) =>
  findings
    .map(
      ({ path, start, severity, code, message }) =>
        `${clean(path)}:${start.line}:${start.column}: ${severity} ${code}: ${clean(message)}\n`,
    )
    .join('')
