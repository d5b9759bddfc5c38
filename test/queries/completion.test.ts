// Completion: the items that are offered at `$0`, and the text after accepting one.
import assert from 'node:assert/strict'
import { type Completion, completionsAt } from '../../server/src/queries/completion.ts'
import type { ResourceName, ResourceNames } from '../../server/src/queries/nameCompletion.ts'
import { apply, documentsOf, folderOf } from '../support/rules.ts'

const spec = `# Spec: Queue

**ID**: SPEC-004
**Status**: draft
**Created**: YYYY-MM-DD

## User Stories

### US-1: Order

1. **Given** a, **When** b, **Then** c

## Requirements

### Functional

- **FR-001**: System MUST make a queue
- **FR-003**: System MUST drain it

## Success Criteria

- **SC-001**: A queue is there

## Tasks

### Phase 1: Setup

- [x] T001: Make it
`
const plan = '//- plan.md\n# Plan: Queue\n\n## Tasks\n\n### Phase 1: Setup\n\n- [ ] **T001**: Make it (FR-001)\n'

const noNames = (): ResourceNames => ({ names: new Map(), kinds: new Map(), recent: new Set() })

function offered(fixture: string, names = noNames): { all: Completion[]; text: string } {
  const [name = '', text = ''] = [...documentsOf(fixture)].find(([, content]) => content.includes('$0')) ?? []
  const offset = text.indexOf('$0')
  const { feature } = folderOf(fixture.replace('$0', ''))
  const spec = feature.documents.find(({ path }) => path.endsWith(`/${name}`)) ?? assert.fail(name)
  const context = {
    prefixes: ['xplane-'],
    names,
    specs: [
      { id: 'SPEC-003', title: 'Other' },
      { id: 'SPEC-012', title: 'Later' },
    ],
    today: '2026-11-23',
  }
  return { all: completionsAt(feature, spec, offset, context), text: spec.document.text }
}
const labels = (fixture: string): string[] => offered(fixture).all.map(({ label }) => label)
/** The line after accepting a completion. */
function lineAfter(fixture: string, label: string): string {
  const { all, text } = offered(fixture)
  const completion =
    all.find((candidate) => candidate.label === label) ??
    assert.fail(`${label} among ${all.map((candidate) => candidate.label)}`)
  const at = completion.span.start + (completion.text ?? completion.label).length
  const now = apply(text, [{ ...completion.span, text: completion.text ?? completion.label }])
  return now.slice(now.lastIndexOf('\n', at - 1) + 1).split('\n', 1)[0] as string
}
const after = (line: string, extra: string): string => spec.replace(`${line}\n`, `${line}\n${extra}\n`)

describe('completion', () => {
  it('offers the defined ids with their text', () => {
    assert.deepEqual(labels(spec.replace('drain it', 'drain it as FR-$0')), ['FR-001', 'FR-003'])
    assert.equal(
      lineAfter(spec.replace('drain it', 'drain it as FR-0$0'), 'FR-001'),
      '- **FR-003**: System MUST drain it as FR-001',
    )
    const [completion] = offered(`${spec}${plan.replace('(FR-001)', '(FR-$0)')}`).all
    assert.equal(completion?.detail, 'requirement: System MUST make a queue')
  })
  it('offers the specifications of the workspace', () => {
    assert.deepEqual(labels(after('## Requirements', '\nas SPEC-$0')).slice(0, 2), ['SPEC-003', 'SPEC-012'])
    assert.equal(lineAfter(after('## Requirements', '\nas SPEC-01$0'), 'SPEC-012'), 'as SPEC-012')
  })
  it('offers the next free id at the start of an item, in the style of the list', () => {
    for (const typed of ['- $0', '- **$0', '- **$0**', '- **FR-$0', '- F$0'])
      assert.equal(lineAfter(after('- **FR-003**: System MUST drain it', typed), 'FR-004'), '- **FR-004**: ', typed)
    assert.equal(lineAfter(after('- **FR-003**: System MUST drain it', '$0'), 'FR-004'), '- **FR-004**: ')
    assert.equal(lineAfter(after('- [x] T001: Make it', '- $0'), 'T002'), '- [ ] T002: ')
    assert.equal(lineAfter(after('- [x] T001: Make it', '- [ ] T$0'), 'T002'), '- [ ] T002: ')
    assert.equal(lineAfter(`${spec}${plan}- [ ] $0\n`, 'T002'), '- [ ] **T002**: ')
    assert.equal(lineAfter(after('1. **Given** a, **When** b, **Then** c', '\n### $0'), 'US-2'), '### US-2: ')
    assert.equal(lineAfter(after('- **SC-001**: A queue is there', '- $0'), 'SC-002'), '- **SC-002**: ')
  })
  it('offers only the next id at an empty item, and other ids in prose after two letters', () => {
    assert.deepEqual(labels(after('- **FR-003**: System MUST drain it', '- $0')), ['FR-004'])
    assert.deepEqual(labels(after('- **FR-003**: System MUST drain it', '- F$0')), ['FR-004', 'FR-001', 'FR-003'])
    assert.deepEqual(labels(`${spec}\n## Notes\n\nas F$0\n`), [])
    assert.deepEqual(labels(`${spec}\n## Notes\n\nas FR$0\n`), ['FR-001', 'FR-003'])
  })
  it('offers the best matching names first, then by name, up to a limit', () => {
    const around = (names: readonly (readonly [string, string | undefined])[]): ResourceNames => ({
      ...noNames(),
      names: new Map(
        names.map(([name, kind]) => [
          name,
          [{ name, kind, apiVersion: kind && 'v1', namespace: undefined, path: '/w/a.yaml', start: 0 } as ResourceName],
        ]),
      ),
      recent: new Set(['xplane-recent']),
    })
    const named = (text: string, names: readonly (readonly [string, string | undefined])[]): string[] =>
      offered(`${spec}\n## Notes\n\n${text}\n`, () => around(names))
        .all.filter(({ kind }) => kind === 'name')
        .map(({ label }) => label)
    const mixed = [
      ['xplane-z', undefined],
      ['xplane-recent', undefined],
      ['xplane-y', 'Role'],
      ['xplane-b', 'Bucket'],
      ['xplane-x', undefined],
      ['xplane-a', 'Role'],
    ] as const
    assert.deepEqual(named('xplane-own and xplane-$0', mixed), [
      'xplane-own',
      'xplane-recent',
      'xplane-a',
      'xplane-b',
      'xplane-y',
      'xplane-x',
      'xplane-z',
    ])
    assert.deepEqual(named('```yaml\nkind: Bucket\nmetadata:\n  name: xplane-$0\n```', mixed).slice(0, 2), [
      'xplane-b',
      'xplane-recent',
    ])
    assert.deepEqual(named('xp$0', mixed).slice(0, 2), ['xplane-recent', 'xplane-a'])
    assert.deepEqual(named('x$0', mixed), [])
    assert.deepEqual(named('```yaml\nkind: Bucket\nmetadata:\n  name: $0\n```', mixed)[0], 'xplane-b')
    assert.deepEqual(named('```yaml\nkind: Bucket\nmetadata:\n  label: $0\n```', mixed), [])
    const many = Array.from({ length: 300 }, (_, k) => [`xplane-${String(999 - k)}`, 'Role'] as const)
    const best = named('xplane-$0', many)
    assert.deepEqual([best[0], best.length < 300, best.join()], ['xplane-700', true, [...best].sort().join()])
  })
  it('offers the words of a field, and the current date', () => {
    assert.deepEqual(labels(spec.replace('**Status**: draft', '**Status**: $0draft')).slice(0, 3), [
      'draft',
      'in-review',
      'approved',
    ])
    assert.equal(
      lineAfter(spec.replace('**Status**: draft', '**Status**: dr$0aft'), 'approved'),
      '**Status**: approved',
    )
    assert.equal(lineAfter(spec.replace('YYYY-MM-DD', '$0'), '2026-11-23'), '**Created**: 2026-11-23')
  })
  it('offers the missing sections of the template, with their content', () => {
    const found = labels(`${spec}\n## $0\n`)
    assert.ok(found.includes('Summary') && found.includes('Design') && !found.includes('Requirements'), found.join())
    const { all } = offered(`${spec}\n## Su$0\n`)
    assert.deepEqual(
      all.map(({ label }) => label),
      ['Summary'],
    )
    assert.match(all[0]?.text ?? '', /^## Summary\n\n\S/)
    assert.match(all[0]?.snippet ?? '', /^## Summary\n\n\$\{1:\[1-2 sentences/)
  })
  it('offers questions, obligation keywords, scenarios and the documents of the folder', () => {
    assert.equal(
      lineAfter(spec.replace('drain it', 'drain it [$0'), '[NEEDS CLARIFICATION: …]'),
      '- **FR-003**: System MUST drain it [NEEDS CLARIFICATION: ]',
    )
    assert.deepEqual(labels(spec.replace('MUST drain it', 'M$0')), ['MUST', 'MUST NOT', 'MAY'])
    assert.deepEqual(labels(spec.replace('A queue is there', 'a M$0')), [])
    assert.equal(
      lineAfter(after('1. **Given** a, **When** b, **Then** c', '2. $0'), 'Given … When … Then …'),
      '2. **Given** …, **When** …, **Then** …',
    )
    assert.deepEqual(labels(`${spec.replace('drain it', 'drain it, see [plan]($0)')}${plan}`), ['plan.md'])
  })
  it('replaces the value of a field or the title of a section, up to the end of its cell or line, whatever ends the line', () => {
    const replaced = (fixture: string): string[] => {
      const { all, text } = offered(`# Spec: A\n\n${fixture}`)
      return [...new Set(all.map(({ span }) => text.slice(span.start, span.end)))]
    }
    const row = (line: string): string => `| Key | Value |\n|---|---|\n${line}\n`
    for (const [fixture, expected] of [
      ['**Status**: dr$0aft\n', ['draft']],
      ['**Status**: dr$0aft', ['draft']],
      ['**Status**: dr$0aft\r\n\r\nx\r\n', ['draft']],
      ['**Status**: draft$0\r\n', ['draft']],
      ['## Su$0\r\n\r\nx\r\n', ['## Su']],
      ['**Status**: dr$0aft (x) more\n', ['draft']],
      ['**Status**: draft (x) mo$0re\n', []],
      [row('| Status | dr$0aft |'), ['draft']],
      [row('| Status | dr$0aft, or not |'), ['draft, or not']],
      [row('|Status|dr$0aft|'), ['draft']],
      [row('| Status | draft $0|'), []],
      [row('| Status | draft |$0'), []],
      [row('| Stat$0us | draft |'), []],
    ] as const)
      assert.deepEqual(replaced(fixture), expected, fixture)
  })
  it('offers no ids as a part of another word or of an address', () => {
    const notes = (line: string): string[] => labels(`${spec}\n## Notes\n\n${line}\n`)
    assert.deepEqual(notes('as FR-0$001'), ['FR-001', 'FR-003'])
    for (const line of ['as FR-0$001abc', 'as FR$0ab', '[x](FR-$0)', 'https://example.com/FR-$0', '<FR-$0'])
      assert.deepEqual(notes(line), [], line)
  })
  it('offers at most 200 ids', () => {
    const many = Array.from({ length: 250 }, (_, k) => `- **FR-${101 + k}**: a\n`).join('')
    const found = labels(`${after('### Functional', `\n${many}`)}\n## Notes\n\nas FR-$0\n`)
    assert.deepEqual([found.length, found.at(-1)], [200, 'FR-300'])
  })
  it('offers the next id only below items, and only if it begins as typed', () => {
    const below = (line: string): string[] => labels(after('- **FR-003**: System MUST drain it', line))
    assert.deepEqual(below('$0'), ['FR-004'])
    assert.deepEqual(below('\nWords.\n\n$0'), [])
    assert.deepEqual(below('- FR-$0'), ['FR-004', 'FR-001', 'FR-003'])
    assert.deepEqual(below('- SC-$0'), ['SC-001'])
    assert.deepEqual(below('- FR-1$0'), [])
  })
  it('offers no question as a part of a link', () => {
    const label = '[NEEDS CLARIFICATION: …]'
    for (const [line, expected] of [
      ['a [N$0', [label]],
      ['a [$0]', [label]],
      ['a [N$0]', [label]],
      ['a [x][$0', []],
      ['a [N$0](b)', []],
      ['a [N$0][b]', []],
      ['a [N$0x]', []],
    ] as const)
      assert.deepEqual(labels(`${spec}\n## Notes\n\n${line}\n`), expected, line)
  })
  it('replaces the brackets of a question', () => {
    for (const typed of ['[N$0', '[$0]', '[N$0]'])
      assert.equal(
        lineAfter(`${spec}\n## Notes\n\na ${typed}\n`, '[NEEDS CLARIFICATION: …]'),
        'a [NEEDS CLARIFICATION: ]',
        typed,
      )
  })
  it('offers obligation keywords only while a word may become one', () => {
    const typed = (word: string): string[] => labels(spec.replace('MUST drain it', word))
    assert.deepEqual(typed('SH$0'), ['SHOULD', 'SHOULD NOT'])
    assert.deepEqual(typed('S$0'), ['SHOULD', 'SHOULD NOT'])
    assert.deepEqual(typed('SHA$0'), [])
    assert.deepEqual(typed('MAX$0'), [])
  })
  it('offers nothing elsewhere, in code and in comments', () => {
    for (const text of [
      'Some words $0here',
      '`FR-$0`',
      '<!-- FR-$0 -->',
      '```\nFR-$0\n```',
      '- $0',
      'A-B$0',
      'xFR-$0',
      '# $0',
    ])
      assert.deepEqual(
        offered(`${spec}\n## Notes\n\n${text}\n`, () => assert.fail('names were requested')).all,
        [],
        text,
      )
  })
})

describe('snippets of the template', () => {
  const at = (typed: string): Completion[] => offered(spec.replace('## Success', `${typed}$0\n\n## Success`)).all
  const named = (typed: string, label: string): Completion | undefined =>
    at(typed).find((candidate) => candidate.label === label && candidate.snippet !== undefined)
  it('are offered once by their names, with the next free id', () => {
    assert.match(named('spec-f', 'spec-fr')?.snippet ?? '', /^- \*\*FR-\$\{1:004\}\*\*: /)
    assert.match(named('spec', 'spec-story')?.snippet ?? '', /^### US-\$\{1:2\}/)
    assert.match(named('spec-sc', 'spec-sc')?.text ?? '', /^- \*\*SC-002\*\*: /)
    assert.deepEqual(named('spec-phase', 'spec-phase')?.text?.match(/T\d+/g), ['T002', 'T003'])
    const labels = at('spec-').map(({ label }) => label)
    assert.equal(new Set(labels).size, labels.length)
    assert.ok(!labels.includes('spec-new'))
  })
  it('are not offered after other words', () => {
    assert.equal(named('the spec-f', 'spec-fr'), undefined)
    assert.equal(named('special', 'spec-fr'), undefined)
  })
})

describe('resource names', () => {
  it('are not completed to host names before a dot is typed', () => {
    const text = (typed: string): string =>
      spec.replace('make a queue', `make \`xplane-queue\`, known as \`xplane-queue.apps.svc\`, \`${typed}$0\``)
    assert.deepEqual(labels(text('xplane-')), ['xplane-queue'])
    assert.deepEqual(labels(text('xplane-queue.')), ['xplane-queue.apps.svc'])
  })
})
