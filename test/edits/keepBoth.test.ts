// Keep Both, Renumber Theirs: the result for a merge conflict, and where it is not offered.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { keepBothAt } from '../../server/src/edits/keepBoth.ts'
import { property, share } from '../support/property.ts'
import { apply, documentsOf, folderOf, run } from '../support/rules.ts'

const head = '# Spec: Queue\n\n**ID**: SPEC-004\n\n## Requirements\n\n### Functional\n\n'
const conflict = (ours: string, theirs: string, base?: string): string =>
  `<<<<<<< HEAD\n${ours}${base === undefined ? '' : `||||||| 1f3a\n${base}`}=======\n${theirs}>>>>>>> theirs\n`

/** The documents by name after the action on the first conflict of the first document; undefined if it is not offered. */
function keepBoth(fixture: string): Record<string, string> | undefined {
  const { feature } = folderOf(fixture)
  const [spec = assert.fail()] = feature.documents
  const at = spec.document.conflicts[0]?.start ?? assert.fail('no conflict')
  const change = keepBothAt(feature, spec, { start: at, end: at })
  if (!change) return undefined
  assert.equal(change.label, 'Keep Both, Renumber Theirs')
  const texts = Object.fromEntries(documentsOf(fixture))
  for (const { path, before, edits } of change.documents) {
    const name = path.slice(feature.path.length + 1)
    assert.equal(before, texts[name])
    texts[name] = apply(before ?? '', edits)
  }
  return texts
}

const only = (text: string): string => keepBoth(text)?.['spec.md'] ?? 'not offered'

describe('Keep Both, Renumber Theirs', () => {
  // The text below the head, before and after the action.
  const changes: Record<string, [before: string, after: string]> = {
    'gives theirs the next free ids, and updates the references in theirs': [
      `- **FR-001**: a\n${conflict('- **FR-002**: b\n- **FR-003**: c, as FR-002\n', '- **FR-002**: d\n- **FR-003**: e, as FR-002 and FR-001\n')}- **FR-007**: f, see FR-002\n`,
      '- **FR-001**: a\n- **FR-002**: b\n- **FR-003**: c, as FR-002\n- **FR-008**: d\n- **FR-009**: e, as FR-008 and FR-001\n- **FR-007**: f, see FR-002\n',
    ],
    'keeps ids that only theirs has, and does not reuse them': [
      conflict('- **FR-001**: a\n', '- **FR-001**: b\n- **FR-002**: c, with FR-001\n'),
      '- **FR-001**: a\n- **FR-003**: b\n- **FR-002**: c, with FR-003\n',
    ],
    'removes the base of the diff3 style': [
      `- **FR-001**: a\n${conflict('- **FR-002**: b\n', '- **FR-002**: c\n', '- **FR-009**: gone\n')}`,
      '- **FR-001**: a\n- **FR-002**: b\n- **FR-003**: c\n',
    ],
    'keeps identical lines of both sides once': [
      conflict('- **FR-001**: a\n- **FR-002**: b\n', '- **FR-001**: a\n- **FR-002**: c\n', '- **FR-001**: a\n'),
      '- **FR-001**: a\n- **FR-002**: b\n- **FR-003**: c\n',
    ],
    'renumbers sub-items with their item': [
      conflict('- **FR-001**: a\n', '- **FR-001**: b\n  - **FR-001a**: c\n- **FR-001b**: d, as FR-001a and FR-001.1\n'),
      '- **FR-001**: a\n- **FR-002**: b\n  - **FR-002a**: c\n- **FR-002b**: d, as FR-002a and FR-002.1\n',
    ],
    'gives a sub-item of an item outside the next letter': [
      `- **FR-001**: a\n${conflict('- **FR-001a**: b\n', '- **FR-001a**: c\n- **FR-001b**: d, as FR-001a\n')}`,
      '- **FR-001**: a\n- **FR-001a**: b\n- **FR-001c**: c\n- **FR-001b**: d, as FR-001c\n',
    ],
    'gives a numbered sub-item the next number': [
      `- **FR-001**: a\n${conflict('- **FR-001.1**: b\n', '- **FR-001.1**: c\n')}`,
      '- **FR-001**: a\n- **FR-001.1**: b\n- **FR-001.2**: c\n',
    ],
    'gives a sub-item with a capital letter the next one': [
      `- **FR-001**: a\n${conflict('- **FR-001A**: b\n', '- **FR-001A**: c\n')}`,
      '- **FR-001**: a\n- **FR-001A**: b\n- **FR-001B**: c\n',
    ],
    'updates the ends of ranges': [
      conflict('- **FR-001**: a\n- **FR-002**: b\n', '- **FR-001**: c\n- **FR-002**: d, and FR-001 to FR-002\n'),
      '- **FR-001**: a\n- **FR-002**: b\n- **FR-003**: c\n- **FR-004**: d, and FR-003 to FR-004\n',
    ],
    'splits a range that would include an item of ours': [
      `- **FR-001**: a\n${conflict('- **FR-002**: b\n', '- **FR-002**: c, all of FR-001..FR-002\n')}`,
      '- **FR-001**: a\n- **FR-002**: b\n- **FR-003**: c, all of FR-001, FR-003\n',
    ],
    'continues a table': [
      `| ID | What |\n|---|---|\n| FR-001 | a |\n${conflict('| FR-002 | b |\n', '| FR-002 | c |\n')}| FR-003 | d |\n`,
      '| ID | What |\n|---|---|\n| FR-001 | a |\n| FR-002 | b |\n| FR-004 | c |\n| FR-003 | d |\n',
    ],
    'puts a blank line between paragraphs': [
      conflict('**FR-001**: a\n', '**FR-001**: b\n\n**FR-002**: c\n'),
      '**FR-001**: a\n\n**FR-003**: b\n\n**FR-002**: c\n',
    ],
    'updates the other conflicts of the document': [
      `${conflict('- **FR-001**: a\n', '- **FR-001**: b\n')}\n## Notes\n\nFR-001\n${conflict('FR-001 ours\n', 'FR-001 theirs\n')}`,
      `- **FR-001**: a\n- **FR-002**: b\n\n## Notes\n\nFR-001\n${conflict('FR-001 ours\n', 'FR-002 theirs\n')}`,
    ],
    'does not pad numbers where the document does not': [
      conflict('- **FR-9**: a\n', '- **FR-9**: b, FR-9\n'),
      '- **FR-9**: a\n- **FR-10**: b, FR-10\n',
    ],
  }
  for (const [name, [before, after]] of Object.entries(changes)) {
    for (const [ends, end] of Object.entries({ '': '\n', ' (carriage returns)': '\r', ' (both)': '\r\n' }))
      it(`${name}${ends}`, () =>
        assert.equal(only((head + before).replaceAll('\n', end)), (head + after).replaceAll('\n', end)))
    it(`${name} (without a line end)`, () => {
      if (before.endsWith('theirs\n') && !after.includes('theirs\n'))
        assert.equal(only((head + before).slice(0, -1)), head + after)
    })
  }

  it('renumbers stories and the anchors of links to them', () => {
    const stories = '# Spec: Queue\n\n**ID**: SPEC-004\n\n## User Stories\n\n### US-1: First\n\na\n\n'
    assert.equal(
      only(
        stories +
          conflict('### US-2: Ours\n\nb\n', '### US-2: Theirs\n\nAs [US-2](#us-2-theirs) says, after US-1.\n') +
          '\n## Requirements\n',
      ),
      `${stories}### US-2: Ours\n\nb\n\n### US-3: Theirs\n\nAs [US-3](#us-3-theirs) says, after US-1.\n\n## Requirements\n`,
    )
  })

  it('renumbers tasks, and keeps their references to the specification', () => {
    const tasks = '# Tasks: Queue\n\n## Phase 1: Setup\n\n- [x] T001 Start FR-001\n'
    const before = `${tasks}${conflict('- [ ] T002 [P] Ours\n', '- [x] T002 [P] [US1] Theirs\n- [ ] T003 Needs T001, T002\n')}`
    const texts = keepBoth(`//- tasks.md\n${before}//- spec.md\n${head}- **FR-001**: a\n`)
    assert.equal(
      texts?.['tasks.md'],
      `${tasks}- [ ] T002 [P] Ours\n- [x] T004 [P] [US1] Theirs\n- [ ] T003 Needs T001, T004\n`,
    )
  })

  it('updates the conflicts in other documents of the feature, on their side', () => {
    const texts = keepBoth(
      `${head}${conflict('- **FR-001**: a\n', '- **FR-001**: b\n')}//- tasks.md\n# Tasks: Queue\n\n## Tasks\n\n- [ ] T001 Do FR-001\n${conflict('- [ ] T002 Do FR-001\n', '- [ ] T003 Do FR-001\n')}`,
    )
    assert.match(texts?.['tasks.md'] ?? '', /T001 Do FR-001\n[\s\S]*T002 Do FR-001\n[\s\S]*T003 Do FR-002\n/)
  })

  const refused: Record<string, string> = {
    'if no id is on both sides': conflict('- **FR-001**: a\n', '- **FR-002**: b\n'),
    'if both sides changed the same item': conflict('- **FR-001**: b\n', '- **FR-001**: c\n', '- **FR-001**: a\n'),
    'if the separator is ambiguous': conflict('- **FR-001**: a\n', 'Title\n=======\n- **FR-001**: b\n'),
    'if a line defines several ids': conflict('- **FR-001 / FR-002**: a\n', '- **FR-001 / FR-002**: b\n'),
    'if theirs would be in a code block of ours': conflict('- **FR-001**: a\n\n```\nx\n', '- **FR-001**: b\n'),
    'if there is no next capital letter': `- **FR-001**: a\n${conflict('- **FR-001Z**: a\n', '- **FR-001Z**: b\n')}`,
    'if there is no next suffix': `- **FR-001**: a\n${conflict('- **FR-001z**: a\n', '- **FR-001z**: b\n')}`,
  }
  for (const [name, text] of Object.entries(refused))
    it(`is not offered ${name}`, () => assert.equal(only(head + text), 'not offered'))

  // Items on both sides of a conflict, in the forms that define ids.
  const id = fc.nat({ max: 5 }).map((n) => `FR-00${n + 1}`)
  const words = fc.array(
    fc.oneof(id, fc.constantFrom('keep', 'it', 'FR-001 to FR-003', 'FR-002, 003', '`FR-001`', ';')),
    {
      maxLength: 5,
    },
  )
  const items = (form: string) =>
    fc.uniqueArray(fc.tuple(id, words), { maxLength: 4, selector: ([id]) => id }).map((all) =>
      all
        .map(([id, parts]) => {
          const text = `do ${parts.join(' ')}`
          return form === 'row'
            ? `| ${id} | ${text} |\n`
            : form === 'item'
              ? `- **${id}**: ${text}\n`
              : `**${id}**: ${text}\n\n`
        })
        .join(''),
    )
  const shape = fc
    .constantFrom('item', 'row', 'paragraph')
    .chain((form) =>
      fc.tuple(
        fc.constant(form),
        items(form),
        items(form),
        fc.option(items(form), { nil: undefined }),
        fc.constantFrom('\n', '\r\n', '\r'),
      ),
    )
  it('leaves no marker and no duplicate id, keeps ours, and keeps the meaning of theirs (3,000 conflicts)', () => {
    let offered = 0
    property(
      fc.property(shape, ([form, ours, theirs, base, end]) => {
        const table = form === 'row' ? '| ID | What |\n|---|---|\n' : ''
        const before = `${head}${table}`
        const text = (before + conflict(ours, theirs, base)).replaceAll('\n', end)
        const now = only(text)
        if (now === 'not offered') return
        offered++
        const start = (before + ours).replaceAll('\n', end)
        assert.ok(now.startsWith(start), now)
        assert.deepEqual(
          run(now, 'duplicate-id', 'merge-conflict').map(({ message }) => message),
          [],
        )
        const idless = (text: string): string =>
          text
            .replaceAll(/\r\n?/g, '\n')
            .replaceAll(/FR-\d+(?:(?: to |\.\.|, )(?:FR-)?\d+)*/g, 'X')
            .replaceAll(/^\n/gm, '')
        const lines = (text: string): string[] => idless(text).split('\n').filter(Boolean)
        const rest = lines(now.slice(start.length))
        // Lines of both sides appear once.
        assert.ok(
          rest.every((line) => lines(theirs).includes(line)),
          `${rest}`,
        )
        assert.ok(lines(theirs).every((line) => rest.includes(line) || lines(ours).includes(line)))
        if (end !== '\n') assert.ok(!now.replaceAll(end, '').includes('\n'), 'line ends')
      }),
      3_000,
    )
    assert.ok(offered > share * 300, `${offered} offered`)
  })
})
