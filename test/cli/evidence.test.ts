// Evidence: the tests and the code that name ids, reports of tests, and `specwise trace --evidence`.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { Validator } from '@cfworker/json-schema'
import { codeFacts, isCodePath } from '../../server/src/evidence/codeMentions.ts'
import { testResultsIn } from '../../server/src/evidence/testReport.ts'
import { run, runWith } from '../support/commandLine.ts'
import { memoryFiles } from '../support/memoryFiles.ts'

const named = (path: string, text: string): string[] =>
  codeFacts(path, text).mentions.map(
    ({ key, line, specs }) => `${key}:${line}${specs.length > 0 ? ` of ${specs.join()}` : ''}`,
  )

describe('ids in code', () => {
  for (const [text, expected] of [
    ['// FR-012: keeps the order', ['FR-12:1']],
    ['# @req FR-012, SC-001', ['FR-12:1', 'SC-1:1']],
    ['def test_fr_012_keeps_order():\n  pass', ['FR-12:1']],
    ['void testFR012KeepsOrder() { new Fr013Test(); testSc001Answers() }', ['FR-12:1', 'FR-13:1', 'SC-1:1']],
    ['def test_us1_reads(): us_2_x', ['US-1:1', 'US-2:1']],
    ['// FR-001a, FR-AUTH-002, fr_auth_003', ['FR-1a:1', 'FR-AUTH-2:1', 'FR-AUTH-3:1']],
    ['see specs/004-queue/spec.md#FR-003 and #FR-004', ['FR-3:1 of 004-queue', 'FR-4:1 of 004-queue']],
    ['SPEC-004 FR-001, SPEC-005 FR-001', ['FR-1:1 of 4', 'FR-1:1 of 5']],
    ['us1.example.com bucket-us1-x en-US1 https://a.b/FR-001 sc1 size us2', []],
    ['void testFR012_keepsOrder()', ['FR-12:1']],
    ["it('US1: reads', () => {})\nit('FR3', f)", ['US-1:1', 'FR-3:2']],
    ['// NFR-SEC-002 and FR_007', ['NFR-SEC-2:1', 'FR-7:1']],
    ['// SPEC-004 FR-001, see specs/004-queue', ['FR-1:1 of 4']],
    ['// feature-007 — FR-001, Spec 012', ['FR-1:1 of 7']],
    ['const utf = "utf-8"; color = #FF0012; v1.2.3; sha256', []],
    ['const x = "FR-001.5.7 AFR-0012345"', []],
  ] as const)
    it(`are read from ${JSON.stringify(text)}`, () => assert.deepEqual(named('src/a.ts', text), expected))
  it('know tests by their paths, and specifications by paths and texts', () => {
    for (const path of [
      'tests/a.py',
      'src/a.test.ts',
      'a_test.go',
      'QueueTest.java',
      'test_a.py',
      'features/a.feature',
    ])
      assert.ok(codeFacts(path, '').isTest && isCodePath(path), path)
    for (const path of ['src/a.ts', 'src/latest.ts', 'contest/a.py', 'specs/001-queue/api.ts'])
      assert.ok(!codeFacts(path, '').isTest, path)
    assert.deepEqual(codeFacts('tests/004-queue/a.ts', '// FR-001, SPEC-005').specs, ['004-queue', '5'])
    assert.deepEqual(codeFacts('tests/a.ts', '// see specs/004-queue/spec.md\n// FR-001').specs, ['004-queue'])
  })
  it('are read in linear time', () => {
    const text = `${'FR-001 '.repeat(200)}\n`.repeat(4000)
    assert.equal(codeFacts('a.ts', text).mentions.length, 500)
    assert.deepEqual(named('a.ts', 'FR-'.repeat(100_000)), [])
  })
})

describe('reports of tests', () => {
  it('are read in the format of JUnit', () => {
    const report = `<?xml version="1.0"?><testsuites><testsuite name="s" tests="4">
      <testcase classname="Queue" name="FR-001 keeps &quot;order&quot; &gt; 1" time="0.1"/>
      <testcase classname="Queue" name='FR-002'><failure message="a > b"><![CDATA[<error>]]></failure></testcase>
      <testcase name="FR-003"><skipped/></testcase>
      <testcase name="FR-004"><system-out><![CDATA[<failure>]]></system-out></testcase>
      <testcase name="FR-005"><error>x</error></testcase>
      <!-- <testcase name="FR-006"/> -->
      <testcase name="FR-007"><system-out><![CDATA[</testcase>]]><failure/></system-out></testcase>
      <testcase name="FR-008"><failure><![CDATA[</testcase><testcase name="SC-001"/>]]></failure></testcase>
      <testcase name="FR-009" status="notrun" result="suppressed"/>
      <testcase name="FR-010" result="failed"/></testsuite></testsuites>`
    assert.deepEqual(
      testResultsIn(report).map(({ name, state }) => `${name}: ${state}`),
      [
        'Queue FR-001 keeps "order" > 1: passed',
        'Queue FR-002: failed',
        'FR-003: skipped',
        'FR-004: passed',
        'FR-005: failed',
        'FR-007: passed',
        'FR-008: failed',
        'FR-009: skipped',
        'FR-010: failed',
      ],
    )
    assert.deepEqual(testResultsIn('<html>FR-001</html>'), [])
    assert.deepEqual(testResultsIn('<testcase name="a"'.repeat(10_000)), [])
  })
})

describe('specwise trace --evidence', () => {
  const spec = (number: number, ids: readonly string[]): string =>
    `# Spec: ${number}\n\n**ID**: SPEC-00${number}\n\n## Requirements\n\n### Functional\n\n${ids.map((id) => `- **${id}**: System MUST do ${id}\n`).join('')}`
  const files = {
    '/w/.gitignore': 'build/\nignored.ts\n',
    '/w/specs/001-queue/spec.md': spec(1, ['FR-001', 'FR-002', 'FR-003', 'FR-004', 'FR-005']),
    '/w/specs/002-topic/spec.md': spec(2, ['FR-001', 'FR-005']),
    '/w/src/queue.ts': '// FR-003\n// FR-001: of which one?\n',
    '/w/src/topic.ts': '// specs/002-topic\n// FR-001\n',
    '/w/tests/001-queue/queue.test.ts': "it('FR-001 keeps the order')\nit('FR-002 stops')\nit('FR-004 waits')\n",
    '/w/ignored.ts': '// FR-005\n',
    '/w/specs/001-queue/contracts/api.ts': '// FR-005\n',
    '/w/tests/002-other.test.ts': "it('FR-005')",
    '/w/build/junit.xml':
      '<testsuite><testcase name="SPEC-001 FR-001 a"/><testcase name="FR-002"><failure/></testcase></testsuite>',
  }
  it('adds what verifies each requirement', async () => {
    const { out, code } = await run(files, 'trace', '--format', 'csv', '--junit', 'build/junit.xml')
    assert.equal(code, 0)
    assert.deepEqual(
      out.split('\r\n').map((line) => line.replace(/^([^,]*),[^,]*,([^,]*),.*,([^,]*)$/, '$1 $2 $3')),
      [
        'specification requirement verified',
        'specs/001-queue/spec.md FR-001 passing',
        'specs/001-queue/spec.md FR-002 failing',
        'specs/001-queue/spec.md FR-003 code',
        'specs/001-queue/spec.md FR-004 test',
        'specs/001-queue/spec.md FR-005 none',
        'specs/002-topic/spec.md FR-001 code',
        'specs/002-topic/spec.md FR-005 none',
        '',
      ],
    )
    const { out: text } = await run(files, 'trace', '--evidence')
    assert.match(text, /\| Criteria \| Verified \| Missing \|/)
    assert.match(text, /FR-001\]\([^)]*\) \| {2}\| {2}\| named in a test \|/)
  })
  it('lists the places in JSON, and nothing without the option', async () => {
    const { out } = await run(files, 'trace', '--format', 'json', '--junit', 'build')
    const [first] = JSON.parse(out).specs[0].rows
    assert.deepEqual(first.requirement.verification, {
      status: 'passing',
      tests: [{ path: 'tests/001-queue/queue.test.ts', line: 1 }],
      code: [],
      results: [{ name: 'SPEC-001 FR-001 a', state: 'passed' }],
    })
    const { out: plain } = await run(files, 'trace', '--format', 'json')
    assert.ok(!plain.includes('verification'))
    const schema = new Validator(
      JSON.parse(readFileSync(new URL('../../docs/specwise-trace.schema.json', import.meta.url), 'utf8')),
    )
    for (const data of [out, plain]) assert.deepEqual(schema.validate(JSON.parse(data)).errors, [])
    assert.ok(!schema.validate({ version: '1', specs: [{ path: 'a' }] }).valid)
  })
  it('prints a trace-manifest', async () => {
    const { out } = await run(files, 'trace', '--format', 'trace-manifest', '--junit', 'build')
    const { rows, gate, ...rest } = JSON.parse(out)
    assert.deepEqual([rest.schemaVersion, rest.format, rest.totals.registryIdCount], [4, 'trace-manifest', 7])
    assert.deepEqual([gate.ok, gate.executionVerified], [false, true])
    assert.deepEqual(rows[0], {
      id: 'FR-001',
      type: 'FR',
      statement: 'System MUST do FR-001',
      registry: { path: 'specs/001-queue/spec.md', line: 9 },
      status: 'proven',
      implementations: [],
      proofs: [{ name: "it('FR-001 keeps the order')", path: 'tests/001-queue/queue.test.ts', line: 1 }],
      carryingTasks: [],
      attestedBy: null,
    })
  })
  it('counts the specifications of the whole repository, whatever is asked for', async () => {
    const one = { ...files, '/w/.git/HEAD': '', '/w/src/free.ts': '// FR-005\n' }
    const { out } = await run(one, 'trace', '--format', 'csv', '--evidence', 'specs/002-topic')
    assert.match(out, /FR-005,[^\r]*,none\r/)
  })
  it('is on the HTML page', async () => {
    const page = async () => ({ script: '', style: '' })
    const args = ['trace', '--format', 'html', '--junit', 'build', 'specs/001-queue']
    const { out, code } = await runWith(args, { files: memoryFiles(files), page })
    assert.equal(code, 0)
    assert.match(out, /"verified":"✓ 1 test passes"/)
  })
  it('reads large reports, and fails for one without results', async () => {
    const large = `<testsuite>${'<testcase name="SPEC-001 FR-005"/>'.repeat(40_000)}</testsuite>`
    const { out } = await run({ ...files, '/w/build/junit.xml': large }, 'trace', '--format', 'csv', '--junit', 'build')
    assert.match(out, /FR-005,[^\r]*,passing\r/)
    const { err, code } = await run({ ...files, '/w/build/junit.xml': 'x' }, 'trace', '--junit', 'build')
    assert.deepEqual(
      [err.split('\n')[0], code],
      ['specwise: No test results in build. Expected a report in the format of JUnit.', 2],
    )
  })
  it('fails for a report that does not exist', async () => {
    const { err, code } = await run(files, 'trace', '--junit', 'nowhere.xml')
    assert.deepEqual([err.split('\n')[0], code], ['specwise: No such file or folder: nowhere.xml', 2])
  })
})
