// Fixes of findings that compare with committed versions: a change is accepted, an id is given back to the old item.
import assert from 'node:assert/strict'
import { commitBehind, historyFixes } from '../../server/src/edits/historyFixes.ts'
import { today } from '../support/answers.ts'
import { apply, folderOf, run } from '../support/rules.ts'

const spec = (lines: string, status = 'Approved'): string =>
  `# Feature Specification: Queue\n\n**Status**: ${status}\n\n### Functional Requirements\n\n${lines}`
const version = (day: number, text: string, name = 'spec.md'): string => `//- @2026-05-0${day}/${name}\n${text}`
const tasks = (lines = ''): string => `//- tasks.md\n# Tasks\n\n${lines}`
const first = '- **FR-001**: System MUST keep messages for 10 days\n'
const second = '- **FR-002**: System MUST encrypt all messages at rest\n'
const other = '- **FR-002**: Operators can list dead letters by tenant\n'

/** For each finding of a rule its commit and its fix: the title, and the documents afterwards. */
const fixesOf = (fixture: string, code: string) => {
  const { feature, context } = folderOf(fixture)
  const history = context.history ?? assert.fail('no history')
  return run({ feature, context }, code).map((finding) => {
    const [fix, ...more] = historyFixes(feature, feature.spec, finding, history, today)
    assert.deepEqual(more, [])
    const documents = fix?.change.documents.map(({ before, edits }) => apply(before ?? '', edits)) ?? []
    return { commit: commitBehind(feature.spec, finding, history), title: fix?.title, documents }
  })
}

describe('a change after the approval', () => {
  const approved = (was: string, is: string): string => `${version(1, spec(was))}//- spec.md\n${spec(is)}${tasks()}`
  /** The questions and answers that accept the changes. */
  const recorded = (was: string, is: string): (string | undefined)[] =>
    fixesOf(approved(was, is), 'changed-since-approval').map(
      ({ documents }) => /- Q: (.*)/.exec(documents[0] ?? '')?.[1],
    )
  const asked = (what: string): string => `Is it accepted that ${what} after the approval on 2026-05-01? → A: Yes`
  for (const [behaviour, was, is, expected] of [
    ['with its meaning', first, first.replace('10', '50'), [`${asked('FR-001 was changed')}: 10 days → 50 days.`]],
    ['without a meaning', second, second.replace('all', 'the'), [`${asked('FR-002 was changed')}.`]],
    ['of an item that is new', first, first + second, [`${asked('FR-002 was added')}.`]],
    ['of an item that is gone', first + second, first, [`${asked('FR-002 was removed')}.`]],
    [
      'of an item that was withdrawn',
      first,
      first.replace(/System.*/, '~~$&~~ (withdrawn)'),
      [`${asked('FR-001 was withdrawn')}.`],
    ],
  ] as const)
    it(`is accepted as a clarification, ${behaviour}`, () => assert.deepEqual(recorded(was, is), expected))
  it('is compared with the commit of the approval', () => {
    const fixture = `${version(1, spec(first, 'Draft'))}${version(2, spec(first))}${version(3, spec(first))}//- spec.md\n${spec(first + second)}${tasks()}`
    const [fix] = fixesOf(fixture, 'changed-since-approval')
    assert.deepEqual([fix?.commit, fix?.title], ['2026-05-02', 'Accept as Clarification'])
  })
  it('is accepted as a decision, if the format has a log', () => {
    const seed = (lines: string): string => `# Spec: Queue\n\n**Status**: approved\n\n## Requirements\n\n${lines}`
    const fixture = `${version(1, seed(first))}//- spec.md\n${seed(first.replace('10', '50'))}//- plan.md\n# Plan: Queue\n`
    const [fix] = fixesOf(fixture, 'changed-since-approval')
    assert.equal(fix?.title, 'Accept as Decision')
    const question = 'Is it accepted that FR-001 was changed after the approval on 2026-05-01?'
    const [entry = ''] = /\n## CL-1 — 2026[\s\S]*/.exec(fix.documents[0] ?? '') ?? []
    assert.ok(entry.startsWith(`\n## CL-1 — ${today} — ${question}\n`), entry)
    assert.match(entry, /\n\*\*Decision\*\*: Yes: 10 days → 50 days\.\n[\s\S]*\n\*\*References\*\*: FR-001\n/)
  })
})

describe('an id that named another item before', () => {
  const recycled = (lines: string, rest = tasks(), was = first + second): string =>
    `${version(1, spec(was))}${version(2, spec(was.replace(/.*FR-002.*\n*/, '')))}//- spec.md\n${spec(lines)}${rest}`
  const fixed = (fixture: string) => fixesOf(fixture, 'recycled-id')[0]
  const struck = '- **FR-002**: ~~System MUST encrypt all messages at rest~~\n'
  const moved = other.replace('FR-002', 'FR-003')
  it('is given back, and the new item and its references take the next one', () => {
    const fixture = recycled(`${first}${other}\nAs FR-002 says.\n`, tasks('- [ ] T001 List (FR-002)\n'))
    assert.deepEqual(fixed(fixture), {
      commit: '2026-05-01',
      title: 'Retire the Old FR-002, Take the Next Free ID "FR-003"',
      documents: [spec(`${first}${struck}${moved}\nAs FR-003 says.\n`), '# Tasks\n\n- [ ] T001 List (FR-003)\n'],
    })
  })
  it('is given back in the form of the list', () => {
    const bare = (lines: string): string => lines.replace('**: ', '** ')
    assert.deepEqual(fixed(recycled(first + bare(other)))?.documents, [spec(first + bare(struck) + bare(moved))])
  })
  it('is given back in the line ends of the document', () => {
    const fixture = recycled(first + other).replace(
      /(\/\/- spec\.md\n)([\s\S]*?)(?=\/\/- tasks)/,
      (_, name, text) => name + text.replaceAll('\n', '\r\n'),
    )
    assert.deepEqual(fixed(fixture)?.documents, [spec(first + struck + moved).replaceAll('\n', '\r\n')])
  })
  it('is given back at the end of a text without a line end', () => {
    const seed = (lines: string): string => `# Spec: Queue\n\n## Requirements\n\n${lines}`
    const fixture = `${version(1, seed(first + second))}${version(2, seed(first))}//- spec.md\n${seed(first + other).trimEnd()}`
    assert.deepEqual(fixed(fixture)?.documents, [seed(first + struck + moved).trimEnd()])
  })
  it('is only given up, where the item is no list item', () => {
    const paragraphs = (lines: string): string => lines.replaceAll('- **', '**').replaceAll('\n', '\n\n')
    const fix = fixed(recycled(paragraphs(first + other), tasks(), paragraphs(first + second)))
    assert.equal(fix?.title, 'Take the Next Free ID "FR-003"')
    assert.deepEqual(fix.documents, [spec(paragraphs(first + moved))])
  })
  it('is kept where the rename is refused', () => {
    const fix = fixed(recycled(`${first}${other}${other}`))
    assert.deepEqual([fix?.commit, fix?.title], ['2026-05-01', undefined])
  })
})

describe('other findings', () => {
  it('have the commit of the tick, if a requirement changed after it', () => {
    const ticked = '- [x] T001 Delete old messages (FR-001)\n'
    const { feature, context } = folderOf(
      `${version(1, spec(first, 'Draft'))}${version(1, `# Tasks\n\n${ticked}`, 'tasks.md')}//- spec.md\n${spec(first.replace('10', '50'), 'Draft')}${tasks(ticked)}`,
    )
    const history = context.history ?? assert.fail()
    const [, own = assert.fail()] = feature.documents
    const [finding = assert.fail()] = run({ feature, context }, 'stale-tick')
    assert.equal(commitBehind(own, finding, history), '2026-05-01')
    assert.deepEqual(historyFixes(feature, own, finding, history, today), [])
  })
  it('have neither a commit nor a fix', () => {
    const { feature, context } = folderOf(`${version(1, spec(first))}//- spec.md\n${spec(first + first)}${tasks()}`)
    const history = context.history ?? assert.fail()
    const [finding = assert.fail()] = run({ feature, context }, 'duplicate-id')
    assert.equal(commitBehind(feature.spec, finding, history), undefined)
    assert.equal(commitBehind(feature.spec, { ...finding, start: 0 }, history), undefined)
    assert.deepEqual(historyFixes(feature, feature.spec, finding, history, today), [])
  })
  it('have no commit, even about an id that named another item before', () => {
    const fixture = `${version(1, spec(second))}//- spec.md\n${spec(other)}${tasks()}`
    const { feature, context } = folderOf(fixture)
    const history = context.history ?? assert.fail()
    const [finding = assert.fail()] = run({ feature, context }, 'recycled-id')
    assert.equal(commitBehind(feature.spec, finding, history), '2026-05-01')
    assert.equal(commitBehind(feature.spec, { ...finding, code: 'vague-term' }, history), undefined)
  })
  it('have no fix with a history that lacks the approval', () => {
    const { feature, context } = folderOf(`${version(1, spec(first))}//- spec.md\n${spec(first + second)}${tasks()}`)
    const history = context.history ?? assert.fail()
    const [finding = assert.fail()] = run({ feature, context }, 'changed-since-approval')
    assert.equal(historyFixes(feature, feature.spec, finding, history, today).length, 1)
    assert.deepEqual(historyFixes(feature, feature.spec, finding, { ...history, versions: new Map() }, today), [])
    const same = folderOf(`${version(1, spec(first))}//- spec.md\n${spec(first)}${tasks()}`)
    assert.deepEqual(historyFixes(same.feature, same.feature.spec, finding, history, today), [])
  })
})
