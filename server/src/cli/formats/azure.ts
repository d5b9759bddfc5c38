// Logging commands of Azure Pipelines. Source: Microsoft Learn, "Logging commands", "LogIssue".
import { type Formatter, threefold } from './format.ts'

/** Azure Pipelines has only errors and warnings. */
export const azure: Formatter = ({ findings }) =>
  findings
    .map(({ path, start, severity, code, message }) => {
      const fields = { type: threefold(severity, 'error', 'warning', 'warning'), sourcepath: path }
      const all = Object.entries({ ...fields, linenumber: start.line, columnnumber: start.column, code })
      return `##vso[task.logissue ${all.map(([name, value]) => `${name}=${property(String(value))};`).join('')}]${data(message)}\n`
    })
    .join('')

const data = (text: string): string => escaped(text, /[%\r\n]/g)

const property = (text: string): string => escaped(text, /[%;\]\r\n]/g)

const escaped = (text: string, which: RegExp): string =>
  text.replace(
    which,
    (char) => `%${char === '%' ? 'AZP25' : char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
