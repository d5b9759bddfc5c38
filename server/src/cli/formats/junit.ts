// The XML of JUnit, which nearly every service shows: a suite for each document, a failed test for each error or warning.
import { addTo } from '../../base/groups.ts'
import { asXml, type Formatter, type ShownFinding } from './format.ts'

export const junit: Formatter = ({ result, findings }) => {
  const byPath = new Map<string, ShownFinding[]>(result.checked.map(({ path }) => [path, []]))
  for (const finding of findings) addTo(byPath, finding.path, finding)
  const suites = [...byPath].map(([path, own]) => {
    const name = asXml(path)
    const tests = own.length === 0 ? [`    <testcase name="specwise" classname="${name}"/>\n`] : own.map(testOf)
    return `  <testsuite name="${name}" tests="${tests.length}" failures="${own.length}" errors="0" skipped="0">\n${tests.join('')}  </testsuite>\n`
  })
  const tests = [...byPath.values()].reduce((sum, own) => sum + Math.max(1, own.length), 0)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="specwise" tests="${tests}" failures="${findings.length}" errors="0">\n${suites.join('')}</testsuites>\n`
}

function testOf({ path, start, severity, code, message }: ShownFinding): string {
  const place = `${path}:${start.line}:${start.column}`
  const failure = `<failure type="${severity}" message="${asXml(message)}">${asXml(`${place}: ${message}`)}</failure>`
  return `    <testcase name="${asXml(`${code} (line ${start.line})`)}" classname="${asXml(path)}">\n      ${failure}\n    </testcase>\n`
}
