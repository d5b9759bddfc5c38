// The command line for agents: findings as lines, the context of a task, and the files that tell agents about Specwise.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { run } from '../support/commandLine.ts'

const text = `# Spec: Queue

**ID**: SPEC-004
**Status**: draft

## User Stories

### US-1: Order (Priority: P1)

1. **Given** a, **When** b, **Then** c

## Requirements

### Functional

- **FR-001**: System MUST make a queue (US-1)
- **FR-001**: System MUST drain it
`
const spec = '/w/specs/004-queue/spec.md'
const plan = '/w/specs/004-queue/plan.md'
const files = (extra: Record<string, string> = {}): Record<string, string> => ({
  '/w/.git/HEAD': '',
  [spec]: text,
  [plan]: '# Plan: Queue\n\n## Tasks\n\n- [ ] **T001**: Write src/queue/make.ts (FR-001)\n',
  ...extra,
})

describe('check --format agent', () => {
  it('prints one line per error and warning, errors first, each with what to do', async () => {
    const { code, out } = await run(files(), 'check', '--format', 'agent')
    assert.equal(code, 1)
    const lines = out.trimEnd().split('\n')
    const severities = lines.slice(0, -1).map((line) => /:\d+: (\w+) /.exec(line)?.[1])
    assert.deepEqual(severities, [...severities].sort())
    assert.ok(
      lines.includes(
        'specs/004-queue/spec.md:17: error duplicate-id: Duplicate id "FR-001" (first defined on line 16). See specs/004-queue/spec.md:16.',
      ),
      out,
    )
    assert.match(lines.at(-1) ?? '', /^1 specification: \d+ errors?, .*Run "specwise explain RULE" for/)
  })
  it('marks only the findings that --fix fixes', async () => {
    const disk = files({
      [spec]: `${text.replace('**FR-001**: System MUST drain', '**FR-002**: System MUST drain')}\n- **FR 3**: System MUST c\n`,
    })
    const marked = /^.* \[--fix\]$/gm
    const { out } = await run(disk, 'check', '--format', 'agent')
    assert.ok((out.match(marked) ?? []).length > 0, out)
    assert.match(out, /Run "specwise check --fix" to fix those marked/)
    assert.equal(((await run(disk, 'check', '--fix', '--format', 'agent')).out.match(marked) ?? []).length, 0)
  })
  it('reports that nothing is wrong, and lists at most a hundred findings', async () => {
    const many = Array.from({ length: 150 }, (_, k) => `See [it](./file-${k}.md).`).join('\n')
    const { out } = await run(files({ [spec]: `${text}${many}\n` }), 'check', '--format', 'agent')
    assert.match(out, /\n… and \d+ more findings\. Fix these first\.\n/)
    assert.equal(out.trimEnd().split('\n').length, 102)
    assert.match(
      (await run({ '/w/a.md': '# A\n' }, 'check', '--format', 'agent')).out,
      /^No specification was checked\.\n$/,
    )
  })
})

describe('specwise context', () => {
  it('prints a task with everything that belongs to it', async () => {
    const { code, out } = await run(files(), 'context', 'T001')
    assert.equal(code, 0)
    assert.match(out, /^# T001: task, open\n\nspecs\/004-queue\/plan\.md:5, in Queue \(draft\)\n/)
    assert.match(out, /## Requirements\n\nspecs\/004-queue\/spec\.md:16\n\n- \*\*FR-001\*\*: System MUST make a queue/)
    assert.match(out, /## Files\n\n- src\/queue\/make\.ts\n/)
  })
  it('prints JSON with --format json', async () => {
    const { out } = await run(files(), 'context', 'US-1', '--format', 'json')
    const { item, requirements, spec: of } = JSON.parse(out)
    assert.deepEqual([item.role, item.line, of.path], ['story', 8, 'specs/004-queue/spec.md'])
    assert.match(item.text, /\*\*Given\*\* a/)
    assert.deepEqual(
      requirements.map(({ id }: { id: string }) => id),
      ['FR-001'],
    )
  })
  it('prefers a heading to a table row, and names the other definitions of an id', async () => {
    const row = '\n## Status\n\n| Story | State |\n|---|---|\n| US-1 | open |\n'
    const { out } = await run(files({ [plan]: `# Plan: Queue\n${row}` }), 'context', 'US-1')
    assert.match(out, /\*\*Given\*\* a/)
    const twice = await run(files(), 'context', 'FR-001')
    assert.match(twice.out, /FR-001 is also defined in specs\/004-queue\/spec\.md:17\n/)
  })
  it('replaces control characters of a document, and marks where it truncates', async () => {
    const long = `${text.replace('**FR-001**: System MUST drain it', `**FR-002**: \u001b[2J${'  many words\n'.repeat(600)}`)}`
    const { out } = await run(files({ [spec]: long }), 'context', 'FR-002')
    assert.ok(!out.includes('\u001b'))
    assert.match(out, /\n… truncated: continues to line \d+\n/)
  })
  it('reports wrong arguments', async () => {
    for (const [args, message] of [
      [[], /Specify an id, for example: specwise context T012/],
      [['hello'], /Invalid id "hello"/],
      [['T099'], /Unknown id "T099": no specification in these paths defines it/],
      [['T001', 'nowhere'], /nowhere: does not exist/],
      [['T001', '--format', 'html'], /Invalid value "html" for --format\. Expected text or json\./],
    ] as const) {
      const { code, err } = await run(files(), 'context', ...args)
      assert.equal(code, 2)
      assert.match(err, message)
    }
  })
})

describe('init --agents', () => {
  it('writes AGENTS.md and a skill, and keeps existing content', async () => {
    const disk = files({ '/w/.claude/settings.json': '{}', '/w/AGENTS.md': '# Ours\n\nBe kind.\n' })
    const { out, code } = await run(disk, 'init', '--agents')
    assert.deepEqual([out, code], ['Updated AGENTS.md\nCreated .claude/skills/specwise/SKILL.md\n', 0])
    assert.match(disk['/w/AGENTS.md'] ?? '', /^# Ours\n\nBe kind\.\n\n<!-- specwise: begin -->\n## Specifications\n/)
    assert.match(
      disk['/w/.claude/skills/specwise/SKILL.md'] ?? '',
      /^---\nname: specwise\ndescription: Check .*\n---\n\n# Specwise\n\n- After/,
    )
    const before = { ...disk }
    assert.match(
      (await run(disk, 'init', '--agents')).out,
      /AGENTS\.md is up to date\n.*SKILL\.md already exists and was not changed/,
    )
    assert.deepEqual(disk, before)
    disk['/w/AGENTS.md'] = `${before['/w/AGENTS.md']?.replace('Only a person', 'Nobody')}\nMore.\n`
    assert.match((await run(disk, 'init', '--agents')).out, /^Updated AGENTS\.md\n/)
    assert.equal(disk['/w/AGENTS.md'], `${before['/w/AGENTS.md']}\nMore.\n`)
  })
  it('changes nothing if its markers are damaged, and ignores quoted markers', async () => {
    const [begin, end] = ['<!-- specwise: begin -->', '<!-- specwise: end -->']
    for (const damaged of [`${begin}\nfoo\n\n# Mine\n`, `${end}\n${begin}\n`, `${begin}\n${begin}\n${end}\n`]) {
      const disk = files({ '/w/AGENTS.md': damaged })
      const { code, err } = await run(disk, 'init', '--agents')
      assert.equal(code, 2)
      assert.match(err, /AGENTS\.md was not changed/)
      assert.equal(disk['/w/AGENTS.md'], damaged)
    }
    const quoted = files({ '/w/AGENTS.md': `The marker \`${begin}\` is ours.\r\nkept\r\nand \`${end}\` ends it.\r\n` })
    await run(quoted, 'init', '--agents')
    assert.match(quoted['/w/AGENTS.md'] ?? '', /is ours\.\r\nkept\r\nand [^\n]*\r\n\r\n<!-- specwise: begin -->\r\n/)
  })
  it('creates missing files', async () => {
    const disk = files()
    await run(disk, 'init', '--agents')
    assert.match(disk['/w/AGENTS.md'] ?? '', /^# Instructions for agents\n/)
    assert.ok(disk['/w/.agents/skills/specwise/SKILL.md'])
  })
})

describe('the spec-kit extension', () => {
  const folder = fileURLToPath(new URL('../../integrations/spec-kit/', import.meta.url))
  it('has the structure that spec-kit documents', () => {
    const { schema_version, extension, requires, provides, hooks, tags } = parse(
      readFileSync(`${folder}extension.yml`, 'utf8'),
    )
    assert.equal(schema_version, '1.0')
    assert.match(extension.id, /^[a-z0-9-]+$/)
    assert.match(extension.version, /^\d+\.\d+\.\d+$/)
    assert.ok(extension.description.length < 200)
    for (const field of ['name', 'author', 'repository', 'license']) assert.ok(extension[field], field)
    assert.match(requires.speckit_version, /^>=\d+\.\d+\.\d+$/)
    const names = provides.commands.map(({ name }: { name: string }) => name)
    for (const { name, file, description } of provides.commands) {
      assert.match(name, /^speckit\.specwise\.[a-z0-9-]+$/)
      assert.ok(existsSync(folder + file), file)
      const [, front = ''] = /^---\n(.*?)\n---\n/s.exec(readFileSync(folder + file, 'utf8')) ?? []
      assert.equal(parse(front).description, description)
    }
    assert.deepEqual(Object.keys(hooks), ['after_specify', 'after_tasks', 'before_implement'])
    for (const { command } of Object.values(hooks) as { command: string }[]) assert.ok(names.includes(command))
    assert.ok(tags.length >= 2 && tags.length <= 10)
  })
  it('names only existing commands', async () => {
    const { out } = await run({}, '--help')
    for (const { file } of parse(readFileSync(`${folder}extension.yml`, 'utf8')).provides.commands)
      for (const [, name = ''] of readFileSync(folder + file, 'utf8').matchAll(
        /\bspecwise (check|context|explain|clarifications|report)\b/g,
      ))
        assert.match(out, new RegExp(`^ {2}specwise ${name}\\b`, 'm'))
  })
})
