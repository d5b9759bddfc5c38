// specwise diff: in repositories that the tests make with git.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nodeFiles } from '../../server/src/workspace/nodeFiles.ts'
import { isRange, openVersions } from '../../server/src/workspace/versions.ts'
import { runWith } from '../support/commandLine.ts'
import { useGitRepository } from '../support/gitRepository.ts'

const spec = (requirements: string, { status = 'draft', title = 'Queue' } = {}): string =>
  `# Spec: ${title}\n\n**ID**: SPEC-001\n**Status**: ${status}\n\n## Requirements\n\n### Functional\n\n${requirements}`

describe('specwise diff', () => {
  const repository = useGitRepository()
  const { git, put, commit } = repository
  const run = (...args: string[]) =>
    runWith(['diff', ...args], { files: nodeFiles, cwd: repository.folder, versions: { open: openVersions, isRange } })
  /** The lines about the only specification that differs, without the heading and the summary. */
  async function lines(...args: string[]): Promise<string[]> {
    const { out, err, code } = await run(...args)
    assert.deepEqual([err, code], ['', 0])
    return out
      .split('\n')
      .slice(1, -3)
      .map((line) => line.trim())
  }
  const path = 'specs/001-queue/spec.md'
  const first =
    '- **FR-001**: System MUST keep messages for 10 days\n- **FR-002**: System MUST encrypt all messages at rest\n- **FR-003**: System SHOULD report the size of the queue\n'

  beforeEach(() => {
    put(path, spec(first))
    commit()
  })

  it('reports nothing if nothing differs, and nothing about wrapped lines, punctuation and case', async () => {
    assert.equal((await run()).out, 'No specifications have changed.\n')
    put(path, spec(first.replace('keep messages for', 'keep\n  messages, for').replace('encrypt', 'Encrypt')))
    assert.equal((await run()).out, 'No specifications have changed.\n')
  })
  it('reports reworded items by words, with obligations and numbers that changed', async () => {
    put(path, spec(first.replace('MUST keep messages for 10 days', 'SHOULD keep all messages for 50 days')))
    assert.deepEqual(await lines(), [
      '~ FR-001  System [-MUST-] {+SHOULD+} keep {+all+} messages for [-10-] {+50+} days',
      'Obligation: MUST → SHOULD',
      'Number: 10 days → 50 days',
    ])
  })
  it('takes shall for must, and reports no number where only words differ', async () => {
    put(
      path,
      spec(first.replace('System MUST keep messages for 10 days', 'System SHALL keep messages for 10 days at least')),
    )
    assert.deepEqual(await lines(), ['~ FR-001  System [-MUST-] {+SHALL+} keep messages for 10 days {+at least+}'])
  })
  it('reports added and removed items, and what still references a removed one', async () => {
    put(
      path,
      spec(`${first.split('\n').slice(1).join('\n')}- **FR-004**: System MUST delete old messages, unlike FR-001\n`),
    )
    assert.deepEqual(await lines(), [
      '+ FR-004  System MUST delete old messages, unlike FR-001',
      '- FR-001  System MUST keep messages for 10 days',
      'Still referenced in specs/001-queue/spec.md:12',
    ])
  })
  it('matches by id, then by text: a renumbered item is the same one, a recycled id is another', async () => {
    put(path, spec(first.replace('FR-002', 'FR-012')))
    assert.deepEqual(await lines(), ['~ FR-012 (was FR-002)  System MUST encrypt all messages at rest'])
    put(path, spec(`${first.replace('FR-002', 'FR-012')}- **FR-002**: Users see a list of their queues\n`))
    assert.deepEqual(await lines(), [
      '~ FR-012 (was FR-002)  System MUST encrypt all messages at rest',
      '+ FR-002  Users see a list of their queues',
    ])
    put(path, spec(first.replace('System MUST encrypt all messages at rest', 'Users see a list of their queues')))
    assert.deepEqual(await lines(), [
      '~ FR-002  [-System MUST encrypt all messages at rest-] {+Users see a list of their queues+}',
      'The id names a different item than before',
    ])
  })
  it('reports scenarios of a story one by one, without the line below them', async () => {
    const stories = (text: string, ...scenarios: string[]): string =>
      `# Spec: Queue\n\n**ID**: SPEC-001\n\n## User Stories\n\n### US-1: Order\n\n${text}\n\n${scenarios.map((one, k) => `${k + 1}. ${one}\n`).join('')}\n---\n\n### US-2: Delete\n`
    const ready = '**Given** a claim, **When** it is applied, **Then** it is ready in 60 s'
    const gone = '**Given** a queue\n2. **When** its claim is deleted\n3. **Then** the queue is gone'
    const refused = '**Given** a claim without a size, **When** it is applied, **Then** it is refused'
    put(path, stories('Somebody orders a queue.', ready, gone))
    commit()
    put(path, stories('Somebody orders a queue.', ready.replace('60', '90'), gone))
    assert.deepEqual(await lines(), [
      '~ US-1  Order',
      'Scenario 1: … applied, Then it is ready in [-60-] {+90+} s',
      'Number: 60 s → 90 s',
    ])
    put(path, stories('Somebody orders a queue.', refused, ready))
    assert.deepEqual(await lines(), [
      '~ US-1  Order',
      'New scenario 1: Given a claim without a size, When it is applied, Then it is refused',
      'Removed scenario 2: Given a queue When its claim is deleted Then the queue is gone',
    ])
    put(path, stories('Somebody orders a queue.', gone, ready))
    assert.equal((await run()).out, 'No specifications have changed.\n', 'the order does not count')
    const many = Array.from({ length: 60 }, (_, k) => `${refused} ${k}`)
    put(path, stories('Somebody orders a queue.', ...many, ready))
    commit()
    put(path, stories('Somebody orders a queue.', ...many, ready.replace('60', '90')))
    assert.deepEqual((await lines()).slice(1), [
      'Scenario 61: … applied, Then it is ready in [-60-] {+90+} s',
      'Number: 60 s → 90 s',
    ])
    put(path, stories('Somebody orders a queue.', ready, gone))
    commit()
    put(path, stories('Somebody orders one queue.', ready, gone))
    assert.deepEqual(await lines(), ['~ US-1  Order Somebody orders [-a-] {+one+} queue.'])
  })
  it('compares a scenario with the most similar one, and takes what goes on with "and" as part of it', async () => {
    const story = (...scenarios: string[]): string =>
      `# Spec: Queue\n\n**ID**: SPEC-001\n\n## User Stories\n\n### US-1: Order\n\n${scenarios.map((one) => `- ${one}\n`).join('')}`
    const shown = (what: string, seconds: number): string =>
      `**Given** a signed-in user, **When** they open the ${what}, **Then** it is shown in ${seconds} seconds`
    put(path, story(shown('cart', 2), shown('orders', 3)))
    commit()
    put(path, story(shown('profile', 9), shown('new cart', 2), shown('new orders', 3)))
    assert.deepEqual((await lines()).slice(1), [
      'New scenario 1: Given a signed-in user, When they open the profile, Then it is shown in 9 seconds',
      'Scenario 2: Given a signed-in user, When they open the {+new+} cart, Then it is shown in 2 seconds',
      'Scenario 3: Given a signed-in user, When they open the {+new+} orders, Then it is shown in 3 seconds',
    ])
    put(path, story(shown('cart', 2), '**And** it is empty', shown('orders', 3)))
    assert.match((await lines()).slice(1).join(), /^Scenario 1: [^,]*\{\+And it is empty\+\}$/)
  })
  it('reports moved and withdrawn items', async () => {
    put(
      path,
      spec(
        `${first.replace(/- \*\*FR-003.*\n/, '')}\n### Other\n\n- **FR-003**: System SHOULD report the size of the queue\n`,
      ),
    )
    assert.deepEqual(await lines(), [
      '~ FR-003  System SHOULD report the size of the queue',
      'Moved from "Functional" to "Other"',
    ])
    put(path, spec(first.replace('**FR-003**: System SHOULD', '**FR-003**: (withdrawn) System SHOULD')))
    assert.deepEqual(await lines(), [
      '~ FR-003  {+(withdrawn)+} System SHOULD report the size of the queue',
      'Withdrawn',
    ])
  })
  it('reports the status, questions, documents and tasks', async () => {
    const text = (question: string, ...boxes: string[]): string =>
      `${first}- **FR-004**: System MUST log [NEEDS CLARIFICATION: ${question}]\n\n## Tasks\n\n${boxes.map((box, k) => `- ${box} T00${k + 1}: Do FR-00${k + 1}\n`).join('')}`
    put(path, spec(text('what?', '[ ]', '[x]')))
    commit()
    put(path, spec(text('to where?', '[x]', '[ ]'), { status: 'approved' }))
    assert.deepEqual(await lines(), [
      '~ Status: draft → approved',
      '~ FR-004  System MUST log [NEEDS CLARIFICATION: [-what?]-] {+to where?]+}',
      '~ Done: T001',
      '~ No longer done: T002',
      '+ Open question: to where?',
      '- Open question: what?',
    ])
    commit()
    put('specs/001-queue/plan.md', '# Plan: Queue\n\n**Spec**: [SPEC-001](spec.md)\n')
    assert.deepEqual((await lines())[0], '+ Document plan.md')
    commit()
    rmSync(join(repository.folder, 'specs/001-queue/plan.md'))
    assert.deepEqual((await lines())[0], '- Document plan.md')
  })
  it('reports specifications that are new, removed or moved, tracked or not', async () => {
    put('specs/002-topic/spec.md', spec(first, { title: 'Topic' }).replace('SPEC-001', 'SPEC-002'))
    assert.match(
      (await run()).out,
      /^specs\/002-topic\/spec\.md {2}Topic\n {2}\+ New specification \(0 stories, 3 requirements, 0 tasks\)\n/,
    )
    rmSync(join(repository.folder, 'specs/002-topic'), { recursive: true })
    renameSync(join(repository.folder, 'specs/001-queue'), join(repository.folder, 'specs/003-queue'))
    const moved = ['~ Moved from specs/001-queue/spec.md']
    assert.deepEqual(await lines(), moved)
    git('add', '-A')
    assert.deepEqual(await lines(), moved)
    rmSync(join(repository.folder, 'specs/003-queue'), { recursive: true })
    assert.deepEqual(await lines(), ['- Removed specification (0 stories, 3 requirements, 0 tasks)'])
  })
  it('compares with where the branch left another one, and commits with each other', async () => {
    git('checkout', '-q', '-b', 'feature')
    put(path, spec(first.replace('10 days', '20 days')))
    commit()
    git('checkout', '-q', 'main')
    put(path, spec(first.replace('at rest', 'in transit')))
    commit()
    git('checkout', '-q', 'feature')
    const own = ['~ FR-001  System MUST keep messages for [-10-] {+20+} days', 'Number: 10 days → 20 days']
    assert.deepEqual(await lines('main'), own)
    assert.deepEqual(await lines('main..feature'), own)
    assert.deepEqual(await lines('main..'), own)
    git('checkout', '-q', 'main')
    assert.deepEqual(await lines('main~1..feature', 'specs'), own)
    assert.equal((await run('feature', 'specs')).out.split('\n')[0], 'specs/001-queue/spec.md  Queue')
    put('docs/a.md', '# A\n')
    assert.equal((await run('feature', 'docs')).out, 'No specifications have changed.\n')
    assert.equal((await run('specs/001-queue')).out, 'No specifications have changed.\n')
  })
  it('reports a word that is neither a commit nor a path', async () => {
    for (const args of [['mian'], ['mian..main'], ['HEAD~9'], ['main', 'nowhere'], ['specs/nothing.md']]) {
      const { out, err, code } = await run(...args)
      const word = args.at(-1) as string
      assert.deepEqual([out, code], ['', 2])
      assert.ok(err.includes(`Unknown commit or path "${word}". In a shallow clone, fetch it first.`), err)
    }
  })
  it('knows signs that mean something from punctuation', async () => {
    const withText = (text: string): string => spec(`- **FR-001**: System MUST answer ${text}\n`)
    for (const [before, after, isChange] of [
      ['in < 10 s', 'in > 10 s', true],
      ['for $10', 'for €10', true],
      ['at -5 degrees', 'at 5 degrees', true],
      ['in C++', 'in C#', true],
      ['at once, always', 'at once – always.', false],
      ['in **all** cases', 'in All cases', false],
    ] as const) {
      put(path, withText(before))
      commit()
      put(path, withText(after))
      assert.equal((await run()).out.includes('FR-001'), isChange, `${before} → ${after}`)
    }
  })
  it('ignores case and emphasis of headings and of the status', async () => {
    put(path, spec(first, { status: '**Draft**' }).replace('### Functional', '### **functional**'))
    assert.equal((await run()).out, 'No specifications have changed.\n')
    put(path, spec(first).replace('**Status**: draft\n', ''))
    assert.deepEqual(await lines(), ['~ Status: draft → none'])
  })
  it('says what became of the checkboxes of tasks', async () => {
    const tasks = (...marks: string[]): string =>
      `${spec(first)}\n## Tasks\n\n${marks.map((mark, k) => `- [${mark[0]}] **T00${k + 1}**: Make ${mark.slice(1)}\n`).join('')}`
    put(path, tasks(' the first queue', 'xthe second queue', 'xthe third queue'))
    commit()
    put(path, tasks('-the first queue', ' the second queue', ' the third queue at last'))
    assert.deepEqual(await lines(), [
      '~ T003  Make the third queue {+at last+}',
      'No longer done',
      '~ Dropped: T001',
      '~ No longer done: T002',
    ])
  })
  it('writes Markdown that no text of a document can break or use', async () => {
    const name = 'specs/002-x`<b>'
    put(`${name}/spec.md`, spec(first, { title: 'All &lt;b&gt; for @all' }))
    const { out } = await run('--format', 'markdown')
    assert.equal(out.split('\n')[0], `### All \\&lt;b\\&gt; for @\u200ball (\`\`${name}/spec.md\`\`)`)
  })
  it('compares further definitions of an id', async () => {
    const twice = `${first}- **FR-003**: System MUST print two pages\n`
    put(path, spec(twice))
    commit()
    put(path, spec(twice.replace('print two pages', 'print three pages')))
    assert.deepEqual((await lines())[0], '~ FR-003  System MUST print [-two-] {+three+} pages')
    put(path, spec(first))
    assert.deepEqual(await lines(), ['- FR-003  System MUST print two pages'])
  })
  it('does not call a specification removed whose file is there and cannot be read', async () => {
    writeFileSync(join(repository.folder, path), Buffer.from([0xff, 0xfe, 0x41, 0x00]))
    assert.match((await run()).out, /- No longer read as a specification \(0 stories, 3 requirements, 0 tasks\)/)
    rmSync(join(repository.folder, path))
    assert.match((await run()).out, /- Removed specification \(0 stories, 3 requirements, 0 tasks\)/)
  })
  it('looks only at the paths that are named', async () => {
    put(path, spec(first.replace('10 days', '20 days')))
    put('specs/002-topic/spec.md', spec(first, { title: 'Topic' }))
    commit()
    const { out } = await run('HEAD~1', 'specs/002-topic')
    assert.ok(!out.includes('001-queue') && out.includes('002-topic'))
  })
  it('writes Markdown for a comment, in which no text of a document is markup', async () => {
    put(path, spec(first.replace('10 days', '20 <b>days</b>')))
    const { out } = await run('--format', 'markdown')
    assert.match(
      out,
      /^### Queue \(`specs\/001-queue\/spec\.md`\)\n\n- ✏️ FR-001 {2}System MUST keep messages for ~~10 days~~ \*\*20 \\<b\\>days\\<\/b\\>\*\*\n/,
    )
  })
  it('writes JSON with places, words and meaning', async () => {
    put(path, spec(first.replace('MUST keep', 'MAY keep')))
    const { specs } = JSON.parse((await run('--format', 'json')).out)
    assert.equal(specs.length, 1)
    const [{ items, previousPath, title }] = specs
    assert.deepEqual([previousPath, title], [path, 'Queue'])
    assert.deepEqual(items[0].meaning, [{ what: 'obligation', from: 'MUST', to: 'MAY' }])
    assert.deepEqual([items[0].id, items[0].line, items[0].before.line], ['FR-001', 10, 10])
  })
  it('says why it cannot compare', async () => {
    assert.match((await runWith(['diff'], { files: nodeFiles, cwd: repository.folder })).err, /Git is not available/)
    const outside = realpathSync(mkdtempSync(join(tmpdir(), 'specwise-outside-')))
    try {
      const versions = { open: openVersions, isRange }
      const none = await runWith(['diff'], { files: nodeFiles, cwd: outside, versions })
      assert.deepEqual([none.code, none.err.split('\n')[0]], [2, 'specwise: Not in a Git repository'])
      execFileSync('git', ['init', '-q'], { cwd: outside })
      const empty = await runWith(['diff'], { files: nodeFiles, cwd: outside, versions })
      assert.deepEqual([empty.code, empty.err.split('\n')[0]], [2, 'specwise: The repository has no commit yet'])
    } finally {
      rmSync(outside, { recursive: true })
    }
  })
  it('works in a shallow clone with what it has', async () => {
    put(path, spec(first.replace('10 days', '20 days')))
    commit()
    const shallow = `${repository.folder}-shallow`
    git('clone', '-q', '--depth', '1', `file://${repository.folder}`, shallow)
    try {
      writeFileSync(join(shallow, path), spec(first.replace('10 days', '30 days')))
      const { out } = await runWith(['diff'], {
        files: nodeFiles,
        cwd: shallow,
        versions: { open: openVersions, isRange },
      })
      assert.match(out, /Number: 20 days → 30 days/)
    } finally {
      rmSync(shallow, { recursive: true })
    }
  })
})
