// Reports of tests in the format of JUnit, which most test runners write: the state of each test case.
import { detachedCopy } from '../base/words.ts'

export interface TestResult {
  /** The name of the test, with that of its class or suite before it. */
  name: string
  state: 'passed' | 'failed' | 'skipped'
}

const opening = /<testcase\b(?<attributes>(?:"[^"<]*"|'[^'<]*'|[^<>"'])*)>/g
const attribute = /([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
// What a test has printed, and comments, may look like elements.
const noElements = /<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<!--[\s\S]*?(?:-->|$)/g
const output = /<system-(out|err)\b[^<>]*(?<!\/)>[\s\S]*?(?:<\/system-\1\s*>|$)/g

/** Whether a file may be a report. */
export const isReportPath = (path: string): boolean => /\.xml$/i.test(path)

/** The test cases of a report; none if it is in another format. Linear in the text. */
export function testResultsIn(report: string): TestResult[] {
  if (!report.includes('<testcase')) return []
  const text = report.replace(noElements, '').replace(output, '')
  const results: TestResult[] = []
  for (const { 0: tag, index, groups = {} } of text.matchAll(opening)) {
    const attributes = groups.attributes ?? ''
    const from = index + tag.length
    const isEmpty = attributes.endsWith('/')
    const to = isEmpty ? from : text.indexOf('</testcase', from)
    if (to < 0) break // the report is cut
    const values = new Map<string, string>()
    for (const [, name = '', double, single] of attributes.matchAll(attribute))
      values.set(name, decoded(double ?? single ?? ''))
    const parts = [values.get('classname'), values.get('file'), values.get('name')].filter((part) => part !== undefined)
    const told = `${values.get('status') ?? ''} ${values.get('result') ?? ''}`
    results.push({ name: detachedCopy(parts.join(' ')), state: stateIn(text.slice(from, to), told) })
  }
  return results
}

function stateIn(content: string, told: string): TestResult['state'] {
  if (/<(?:failure|error)\b/.test(content) || /\b(?:fail(?:ed|ure)?|error)\b/i.test(told)) return 'failed'
  const isLeftOut = /\b(?:notrun|disabled|suppressed|skipped|ignored|pending)\b/i.test(told)
  return isLeftOut || /<skipped\b/.test(content) ? 'skipped' : 'passed'
}

const decoded = (text: string): string =>
  text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return entities[name.toLowerCase()] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
