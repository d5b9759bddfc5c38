// The server for agents, used by the client of the official SDK: it answers from the files, and never writes.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js'
import { createMcpServer } from '../../server/src/mcp/serve.ts'
import { nodeFiles } from '../../server/src/workspace/nodeFiles.ts'
import { memoryFiles } from '../support/memoryFiles.ts'
import { program } from '../support/program.ts'

const spec = `# Spec: Queue

**ID**: SPEC-004
**Status**: draft

## User Stories

### US-1: Order (Priority: P1)

1. **Given** a, **When** b, **Then** c

## Requirements

### Functional

- **FR-001**: System MUST make a queue (US-1, CL-1)
- **FR-001**: System MUST drain it for [NEEDS CLARIFICATION: how many days?]
- **FR-002**: System MUST count it

## Success Criteria

- **SC-001**: A queue is there within 60 s (US-1)
`
const log = '# Clarifications Log — Queue\n\n## CL-1 — 2026-11-23 — Which region?\n\n**Decision**: eu-west\n'
const plan =
  '# Plan: Queue\n\n## Tasks\n\n- [x] **T001**: Make it in `src/queue/make.ts` (FR-002)\n- [ ] **T002**: Order it (US-1)\n'
const folder = '/w/docs/specs/004-queue'
const files = (): Record<string, string> => ({
  '/w/.git/HEAD': '',
  [`${folder}/spec.md`]: spec,
  [`${folder}/plan.md`]: plan,
  [`${folder}/clarifications.md`]: log,
  '/w/docs/specs/005-other/spec.md': `${spec.replace('SPEC-004', 'SPEC-005').replace('Queue', 'Other')}\nAs SPEC-004 FR-002 says.\n`,
  '/etc/specs/spec.md': spec,
})

type Answer = { text: string; isError: boolean }

async function connected(
  disk = files(),
): Promise<{ call(name: string, args?: object): Promise<Answer>; client: Client }> {
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair()
  await createMcpServer({ files: memoryFiles(disk), root: '/w', version: '1.0.0' }).connect(serverSide)
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(clientSide)
  return { client, call: (name, args) => callTool(client, name, args) }
}

async function callTool(client: Client, name: string, args: object = {}): Promise<Answer> {
  const { content, isError } = await client.callTool({ name, arguments: { ...args } })
  const [part] = content as { type: string; text: string }[]
  return { text: part?.text ?? '', isError: isError === true }
}

describe('the server for agents', () => {
  it('offers only read-only tools', async () => {
    const { client } = await connected()
    const { tools } = await client.listTools()
    assert.deepEqual(
      tools.map(({ name }) => name),
      ['check', 'explain', 'list', 'item', 'trace', 'questions', 'preview_rename'],
    )
    for (const { annotations, description } of tools) {
      assert.equal(annotations?.readOnlyHint, true)
      assert.ok((description ?? '').length > 20)
    }
    await client.close()
  })
  it('checks, and explains a rule', async () => {
    const { client, call } = await connected()
    const { text } = await call('check', { paths: ['docs/specs/004-queue'] })
    assert.match(text, /^docs\/specs\/004-queue\/spec\.md:17: error duplicate-id: /m)
    assert.match(text, /\n1 specification: \d+ errors?, \d+ warnings?; \d+ hints? not listed\./)
    assert.match((await call('explain', { rule: 'duplicate-id' })).text, /Two items have the same id/)
    assert.deepEqual(await call('explain', { rule: 'no-rule' }), {
      text: 'Unknown rule "no-rule"\n',
      isError: true,
    })
    await client.close()
  })
  it('lists specifications and open questions, and traces a specification', async () => {
    const { client, call } = await connected()
    const { text } = await call('list')
    assert.match(
      text,
      /^docs\/specs\/004-queue\/spec\.md: SPEC-004 Queue; status draft \(draft\), 2 requirements, 1 of 2 tasks done, 1 open question$/m,
    )
    assert.equal(text.split('\n').length, 3)
    assert.match((await call('questions')).text, /FR-001: how many days\?/)
    assert.match((await call('trace', { path: 'docs/specs/004-queue' })).text, /\| \[US-1\]/)
    await client.close()
  })
  it('returns a task with everything that belongs to it', async () => {
    const { client, call } = await connected()
    const path = 'docs/specs/004-queue'
    const direct = (await call('item', { id: 'T001', path })).text
    assert.match(direct, /^# T001: task, done\n\ndocs\/specs\/004-queue\/plan\.md:5, in Queue \(draft\)/)
    assert.match(direct, /## Requirements\n\ndocs\/specs\/004-queue\/spec\.md:18\n\n- \*\*FR-002\*\*/)
    assert.match(direct, /## Files\n\n- src\/queue\/make\.ts\n/)
    // T002 references only its story; requirements, success criteria and decisions come from the story.
    const through = (await call('item', { id: 'T002', path })).text
    for (const part of [
      /## Stories\n[\s\S]*\*\*Given\*\* a/,
      /FR-001/,
      /## Success criteria\n[\s\S]*SC-001/,
      /## Decisions\n[\s\S]*eu-west/,
    ])
      assert.match(through, part)
    assert.deepEqual(await call('item', { id: 'FR-002' }), {
      text: '"FR-002" is defined in 2 specifications. Specify the path of one of them: docs/specs/004-queue/spec.md and docs/specs/005-other/spec.md.\n',
      isError: true,
    })
    await client.close()
  })
  it('previews a rename without changing anything', async () => {
    const disk = files()
    const { client, call } = await connected(disk)
    const { text } = await call('preview_rename', { id: 'FR-002', newId: '7', path: 'docs/specs/004-queue' })
    assert.match(text, /^docs\/specs\/004-queue\/spec\.md:18: - \*\*FR-007\*\*: System MUST count it$/m)
    assert.match(text, /^docs\/specs\/004-queue\/plan\.md:5: .*\(FR-007\)$/m)
    assert.match(text, /^docs\/specs\/005-other\/spec\.md:\d+: also refers to it$/m)
    assert.match(
      (await call('preview_rename', { id: 'FR-002', newId: 'FR-001', path: folder })).text,
      /^Cannot rename FR-002: "FR-001" already exists/,
    )
    const three = { ...files(), [`${folder}/plan.md`]: '# Plan: Queue\n\nFR-002, FR-002 and FR-002.\n' }
    const second = await connected(three)
    const { text: once } = await second.call('preview_rename', { id: 'FR-002', newId: '7', path: folder })
    assert.match(once, /plan\.md:3: FR-007, FR-007 and FR-007\.\n/)
    await second.client.close()
    assert.deepEqual(disk, files())
    await client.close()
  })
  it('reports invalid arguments', async () => {
    const { client, call } = await connected()
    for (const [name, args, message] of [
      ['nothing', {}, /^Unknown tool "nothing"\. Available tools: check, /],
      ['item', {}, /^Invalid arguments: /],
      ['check', { paths: 'docs' }, /^Invalid arguments: /],
      ['check', { more: 1 }, /^Invalid arguments: /],
      ['check', { paths: ['../etc/specs'] }, /is outside the workspace/],
      ['trace', { path: '/etc/specs' }, /is outside the workspace/],
      ['item', { id: 'T1 and more' }, /^Invalid id "T1 and more"/],
      ['item', { id: 'T099' }, /^Unknown id "T099": no specification in these paths defines it/],
    ] as const) {
      const { text, isError } = await call(name, args)
      assert.ok(isError, name)
      assert.match(text, message)
    }
    await client.close()
  })
  it('reads nothing through a link that leaves the workspace', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'specwise-mcp-'))
    try {
      for (const name of ['out', 'root/specs/001-a']) mkdirSync(join(dir, name), { recursive: true })
      writeFileSync(join(dir, 'out/tasks.md'), '# Tasks\n\n- [ ] T777 SECRET\n')
      writeFileSync(join(dir, 'out/pack.json'), 'SECRET')
      writeFileSync(join(dir, 'root/specs/001-a/spec.md'), spec)
      writeFileSync(join(dir, 'root/.specwise.json'), '{ "packs": ["../out/pack.json"] }')
      symlinkSync(join(dir, 'out/tasks.md'), join(dir, 'root/specs/001-a/tasks.md'))
      symlinkSync(join(dir, 'out'), join(dir, 'root/specification'))
      const [clientSide, serverSide] = InMemoryTransport.createLinkedPair()
      await createMcpServer({ files: nodeFiles, root: join(dir, 'root'), version: '1' }).connect(serverSide)
      const client = new Client({ name: 'test', version: '1' })
      await client.connect(clientSide)
      for (const [name, args] of [
        ['item', { id: 'T777' }],
        ['check', {}],
        ['list', {}],
        ['questions', {}],
      ] as const)
        assert.ok(!(await callTool(client, name, args)).text.includes('SECRET'), name)
      await client.close()
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  })
  it('works as the bundled program: specwise mcp', async () => {
    const args = [program, 'mcp', fileURLToPath(new URL('../../examples', import.meta.url))]
    const client = new Client({ name: 'test', version: '1' })
    await client.connect(new StdioClientTransport({ command: process.execPath, args, stderr: 'inherit' }))
    assert.match((await callTool(client, 'list')).text, /SPEC-003/)
    await client.close()
  })
})
