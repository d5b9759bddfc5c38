// Reports of tests in the format of JUnit, which most test runners write: the state of each test case.
import { detachedCopy } from '../base/words.ts'

export interface TestResult {
  /** The name of the test, with that of its class or suite before it. */
  name: string
  state: 'passed' | 'failed' | 'skipped'
}

const testCase = /<testcase\b(?<attributes>(?:"[^"]*"|'[^']*'|[^>"'])*?)(?:\/>|>(?<content>[\s\S]*?)<\/testcase\s*>)/g
const attribute = /([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Whether a file may be a report. */
export const isReportPath = (path: string): boolean => /\.xml$/i.test(path)

/** The test cases of a report; none if it is in another format. Linear in the text. */
export function testResultsIn(text: string): TestResult[] {
  if (!text.includes('<testcase')) return []
  return [...text.matchAll(testCase)].map(({ groups = {} }): TestResult => {
    const values = new Map<string, string>()
    for (const [, name = '', double, single] of (groups.attributes ?? '').matchAll(attribute))
      values.set(name, decoded(double ?? single ?? ''))
    const content = (groups.content ?? '').replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '')
    const state = /<(?:failure|error)\b/.test(content) ? 'failed' : /<skipped\b/.test(content) ? 'skipped' : 'passed'
    const parts = [values.get('classname'), values.get('file'), values.get('name')].filter((part) => part !== undefined)
    return { name: detachedCopy(parts.join(' ')), state }
  })
}

const decoded = (text: string): string =>
  text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return entities[name.toLowerCase()] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
