// One JSON object a finding and line, for programs that read while it is written. Fields are added, never changed.
import type { Formatter } from './format.ts'

export const jsonLines: Formatter = ({ findings }) =>
  findings
    .map(
      ({ path, start, end, code, severity, message, fixable }) =>
        `${JSON.stringify({ path, range: { start, end }, code, severity, message, fixable })}\n`,
    )
    .join('')
