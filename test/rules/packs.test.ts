// Packs of a repository: rules as data, from files and configurations, and the reports of mistakes in them.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createChecker } from '../../server/src/analysis/checker.ts'
import { readPack } from '../../server/src/rules/packs/readPack.ts'
import { packSchema } from '../../server/src/rules/packs/schema.ts'
import { memoryFiles } from '../support/memoryFiles.ts'

describe('a pack of a repository', () => {
  const pack = {
    name: 'acme',
    rules: {
      'owner-label': {
        severity: 'warning',
        summary: 'No owner.',
        checks: [
          {
            select: { kind: ['Deployment', 'Queue*'] },
            path: 'metadata.labels."acme.org/owner"',
            must: { exist: true, match: '^team-[a-z]+$' },
            message: '{kind} {name} has no owner: {value}',
          },
        ],
      },
    },
  }
  const text = `# Spec: Queue

**ID**: SPEC-001
**Status**: in-review
**Type**: platform

## User Stories

### US-1: Order

## Requirements

- **FR-001**: System MUST a

## Success Criteria

- **SC-001**: b

## Design

\`\`\`yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
---
apiVersion: a/v1
kind: QueueClaim
metadata:
  name: b
  labels: { acme.org/owner: me }
---
apiVersion: a/v1
kind: Queue
metadata:
  labels: { acme.org/owner: team-a }
\`\`\`
`
  const findings = async (others: Record<string, string>) => {
    const checker = createChecker({
      files: memoryFiles({ '/w/.git/HEAD': '', '/w/docs/specs/001-q/spec.md': text, ...others }),
      kept: false,
      roots: () => ['/w'],
      onError: (_, error) => assert.fail(String(error)),
    })
    const loaded = await checker.load('/w/docs/specs/001-q/spec.md')
    assert.ok(loaded)
    const { files, settings } = await checker.check(loaded)
    const packFindings = files.flatMap(({ findings }) => findings).filter(({ code }) => code.startsWith('acme/'))
    return {
      reported: packFindings.map(({ code, severity, message }) => `${severity} ${code} ${message}`),
      bad: settings.bad?.problems.map(({ message }) => message) ?? [],
    }
  }
  it('is read from a file or from the configuration, and its severities can be set', async () => {
    const expected = [
      'warning acme/owner-label Deployment web has no owner: ',
      'warning acme/owner-label QueueClaim b has no owner: me',
    ]
    const config = (value: unknown): string => JSON.stringify(value)
    const file = { '/w/acme.json': `// ours\n${JSON.stringify(pack)}` }
    assert.deepEqual(await findings({ '/w/.specwise.json': config({ packs: ['./acme.json'] }), ...file }), {
      reported: expected,
      bad: [],
    })
    assert.deepEqual(await findings({ '/w/.specwise.json': config({ packs: [pack] }) }), {
      reported: expected,
      bad: [],
    })
    const milder = { packs: [pack], rules: { 'acme/owner-label': 'hint' } }
    assert.deepEqual((await findings({ '/w/.specwise.json': config(milder) })).reported[0]?.slice(0, 4), 'hint')
  })
  it('matches its documentation, which explains every key', async () => {
    const page = readFileSync(new URL('../../docs/rule-packs.md', import.meta.url), 'utf8')
    const [, shown = ''] = page.match(/```json\n[\s\S]*?```/g) ?? []
    const example = readPack(shown.replace(/^```json\n|```$/g, ''))
    assert.deepEqual(example.problems, [])
    assert.deepEqual(
      example.pack?.rules.map(({ code }) => code),
      ['acme/prefix', 'acme/owner'],
    )
    const namesIn = (schema: unknown): string[] =>
      typeof schema !== 'object' || schema === null
        ? []
        : Object.entries(schema).flatMap(([key, value]) => [
            ...(key === 'properties' ? Object.keys(value) : []),
            ...namesIn(value),
          ])
    const isExplained = (word: string): boolean => page.includes(`\`${word}`) || page.includes(`"${word}"`)
    const unexplained = new Set(namesIn(packSchema()).filter((word) => !isExplained(word)))
    assert.deepEqual([...unexplained], ['$schema', 'bad', 'good', 'reference'], 'these keys need no explanation')
  })
  it('selects resources of API groups that the feature plans, in every form of a check', async () => {
    const select = { apiVersion: ['@claims'] }
    const rule = (check: object): object => ({ severity: 'warning', summary: 'A.', checks: [{ select, ...check }] })
    const rules = {
      label: rule({ path: 'metadata.name', must: { match: '^x-' }, message: 'name of {kind}' }),
      secret: rule({ path: '*', must: { notSecret: true }, message: 'secret {key}' }),
      policy: rule({ companion: { kind: ['Policy'], words: ['policy'] }, message: 'no policy for {kind}' }),
    }
    const planned = `${text.slice(0, text.indexOf('## Design'))}## Design

\`\`\`yaml
apiVersion: apiextensions.crossplane.io/v1
kind: CompositeResourceDefinition
metadata: { name: queues.acme.org }
spec: { group: acme.org, names: { kind: Queue } }
---
apiVersion: acme.org/v1
kind: Queue
metadata: { name: a }
spec: { password: Vq8rT2mZw9Lk }
\`\`\`
`
    const reportedIn = async (document: string): Promise<string[]> =>
      (
        await findings({
          '/w/docs/specs/001-q/spec.md': document,
          '/w/.specwise.json': JSON.stringify({ packs: [{ name: 'acme', rules }] }),
        })
      ).reported.sort()
    assert.deepEqual(await reportedIn(planned), [
      'warning acme/label name of Queue',
      'warning acme/policy no policy for Queue',
      'warning acme/secret secret password',
    ])
    assert.deepEqual(await reportedIn(planned.replace('group: acme.org', 'group: other.org')), [])
  })
  it('with a mistake is ignored, and the mistake is reported', async () => {
    const mistakeIn = async (value: unknown): Promise<string> => {
      const { reported, bad } = await findings({
        '/w/.specwise.json': '{"packs": ["acme.json"]}',
        '/w/acme.json': typeof value === 'string' ? value : JSON.stringify(value),
      })
      assert.deepEqual(reported, [])
      return bad.join('\n')
    }
    const check = pack.rules['owner-label'].checks[0]
    const withCheck = (changed: object): object => ({
      ...pack,
      rules: { 'owner-label': { ...pack.rules['owner-label'], checks: [changed] } },
    })
    assert.match(await mistakeIn('{"name": '), /acme\.json: Invalid JSON on line 1: /)
    assert.match(await mistakeIn({ name: 'acme' }), /acme\.json: .*Missing key "rules"\. The pack is ignored\./)
    assert.match(await mistakeIn({ ...pack, name: 'crossplane' }), /built-in pack/)
    assert.match(await mistakeIn(withCheck({ ...check, colour: 1 })), /Unknown key "colour"\./)
    const { select: _, ...without } = check as { select: unknown }
    assert.match(await mistakeIn(withCheck(without)), /Missing key "select"\./)
    assert.match(
      await mistakeIn(withCheck({ ...check, must: { match: '(a' } })),
      /checks\[0\]: The pattern "\(a" has a "\("/,
    )
    assert.match(
      await mistakeIn(withCheck({ message: 'x' })),
      /Expected exactly one of "path", "companion", "words" and "finds"\./,
    )
    assert.match(await mistakeIn('['.repeat(20_000)), /acme\.json: /)
    assert.match(
      (await findings({ '/w/.specwise.json': '{"packs": ["none.json"]}' })).bad.join(),
      /Unknown pack "none\.json"/,
    )
  })
})
