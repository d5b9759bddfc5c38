// The XML of Checkstyle, which many services read.
import { groupBy } from '../../base/groups.ts'
import { asXml, type Formatter, threefold } from './format.ts'

export const checkstyle: Formatter = ({ findings }) => {
  const files = [...groupBy(findings, ({ path }) => path)].map(([path, inFile]) => {
    const errors = inFile.map(
      ({ start, severity, code, message }) =>
        `    <error line="${start.line}" column="${start.column}" severity="${threefold(severity, 'error', 'warning', 'info')}" message="${asXml(message)}" source="specwise.${asXml(code)}"/>\n`,
    )
    return `  <file name="${asXml(path)}">\n${errors.join('')}  </file>\n`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n${files.join('')}</checkstyle>\n`
}
