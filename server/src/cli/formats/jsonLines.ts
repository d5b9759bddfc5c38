// One JSON object per line and finding, for programs that read while it is written.
import { dataOf, type Formatter } from './format.ts'

export const jsonLines: Formatter = ({ findings }) =>
  findings.map((finding) => `${JSON.stringify(dataOf(finding))}\n`).join('')
