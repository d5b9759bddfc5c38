// The XML of JUnit, which nearly every CI service shows: a suite for each document, a failed test for each finding.
import { addTo } from '../../base/groups.ts'
import { asXml, type Formatter, type ShownFinding } from './format.ts'

export const junit: Formatter = ({ result, findings }) => {
  const byPath = new Map<string, ShownFinding[]>(result.checked.map(({ path }) => [path, []]))
  for (const finding of findings) addTo(byPath, finding.path, finding)
  const suites = [...byPath].map(([path, inFile]) => {
    const name = asXml(path)
    const tests = inFile.length === 0 ? [`    <testcase name="specwise" classname="${name}"/>\n`] : inFile.map(testOf)
    return `  <testsuite name="${name}" tests="${tests.length}" failures="${inFile.length}" errors="0" skipped="0">\n${tests.join('')}  </testsuite>\n`
  })
  const tests = [...byPath.values()].reduce((sum, { length }) => sum + Math.max(1, length), 0)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="specwise" tests="${tests}" failures="${findings.length}" errors="0">\n${suites.join('')}</testsuites>\n`
}

function testOf({ path, start, severity, code, message }: ShownFinding): string {
  const place = `${path}:${start.line}:${start.column}`
  const failure = `<failure type="${severity}" message="${asXml(message)}">${asXml(`${place}: ${message}`)}</failure>`
  return `    <testcase name="${asXml(`${code} (line ${start.line})`)}" classname="${asXml(path)}">\n      ${failure}\n    </testcase>\n`
}
