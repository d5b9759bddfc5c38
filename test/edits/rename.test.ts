// Renaming ids: what a rename changes, and why it is refused. `$0` is the cursor.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { renameOf, whyNoRename } from '../../server/src/edits/rename.ts'
import { filesOf } from '../../server/src/feature/feature.ts'
import { symbolIn as at, plan, spec } from '../support/ids.ts'
import { property } from '../support/property.ts'
import { apply, documentsOf } from '../support/rules.ts'

describe('renaming an id', () => {
  const renamed = (fixture: string, name: string): string => {
    const { feature, symbol } = at(fixture)
    assert.equal(whyNoRename(feature, symbol), undefined)
    const result = renameOf(feature, symbol, name)
    if ('why' in result) return result.why
    return filesOf(feature)
      .map((file) => apply(file.document.text, result.find((change) => change.file === file)?.edits ?? []))
      .join('')
  }
  const original = (fixture: string): string => [...documentsOf(fixture.replace('$0', '')).values()].join('')
  const cursor = (id: string): string => spec.replace(`**${id}**`, `**${id}$0**`) + plan

  it('changes the definition and all references, but nothing of another specification', () => {
    const now = renamed(cursor('FR-004'), 'FR-012')
    assert.match(now, /- \*\*FR-012\*\*: System MUST log/)
    assert.match(now, /Rest \(FR-001\.\.012\), \[US1\]/)
    const first = renamed(cursor('FR-001'), '9')
    assert.match(first, /- \*\*FR-009\*\*: System MUST make a queue/)
    assert.match(first, /as FR-009 says/)
    assert.match(first, /SPEC-002 FR-001/)
    assert.match(first, /\(FR-002–FR-003, FR-009\)/)
    assert.match(first, /\(FR-009\/002\)/)
    assert.match(first, /\(FR-002\.\.009\)/)
  })
  it('splits a range that loses a member, and keeps the spelling of stories', () => {
    assert.match(renamed(cursor('FR-002'), 'FR-010'), /within 2 minutes \(FR-001–FR-003, FR-010\)/)
    assert.match(renamed(spec.replace('US-1:', 'US-1$0:') + plan, 'US-2'), /, \[US2\]/)
  })
  it('there and back restores the bytes if no range has to be split', () => {
    for (const [id, otherId] of [
      ['FR-004', 'FR-005'],
      ['SC-001', 'SC-007'],
    ] as const) {
      const renamedText = renamed(cursor(id), otherId)
      const names = [...documentsOf(spec + plan).keys()]
      const texts = renamedText.split(/(?=# Plan)/)
      const fixture = names
        .map((name, k) => `//- ${name}\n${texts[k]}`)
        .join('')
        .replace(`**${otherId}**`, `**${otherId}$0**`)
      assert.equal(renamed(fixture, id), original(spec + plan))
    }
  })
  it('there and back restores the bytes, whatever references the id', () => {
    const pad = (n: number): string => String(n).padStart(3, '0')
    const piece = fc.oneof(
      fc.constantFrom(
        'and',
        '`code`',
        ';',
        '(see',
        'SPEC-002 FR-002',
        "FR-001's",
        'FR-001b',
        '[x](#fr-001)',
        '97 of',
        'US1',
      ),
      fc.nat({ max: 6 }).map((n) => `FR-${pad(n)}`),
      fc
        .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 4, max: 6 }))
        .map(([a, b]) => `FR-${pad(a)}/${pad(b)}`),
    )
    property(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.integer({ min: 1, max: 4 }), (pieces, which) => {
        const items = [1, 2, 3, 4].map((n) => `- **FR-${pad(n)}**: ${n === which ? '$0' : ''}x`)
        const specText = `# Spec: A\n\n## Requirements\n\n${items.join('\n')}\n\n## Notes\n\n${pieces.join(' ')}\n`
        const otherDocuments = `//- plan.md\n# Plan: A\n\n${pieces.slice(3).join('\n')}\n//- research.md\n# Research\n\n- ${pieces.join('\n- ')}\n`
        const at0 = (text: string, id: string): string => text.replace('$0', '').replace(`**${id}**`, `**${id}$0**`)
        const id = `FR-${pad(which)}`
        const renamedText = renamed(at0(specText + otherDocuments, id), 'FR-077')
        const [spec = '', plan = '', research = ''] = renamedText.split(/(?=# Plan|# Research)/)
        const back = renamed(at0(`${spec}//- plan.md\n${plan}//- research.md\n${research}`, 'FR-077'), id)
        assert.equal(back, original(specText + otherDocuments))
        assert.equal(renamedText.includes(`${id}:`), false)
      }),
      500,
    )
  })
  it('updates front matter, attachments, and stories in words', () => {
    const attachments =
      '//- research.md\n---\ncovers: [FR-002]\n---\n# Research\n\n- **FR-002**: why\n//- contracts/api.md\nSee FR-002.\n'
    const now = renamed(spec.replace('**FR-002**', '**FR-002$0**') + plan + attachments, 'FR-009')
    assert.match(now, /covers: \[FR-009\]\n---\n# Research\n\n- \*\*FR-009\*\*: why\nSee FR-009\.\n$/)
    const withStory =
      spec.replace('US-1:', 'US-1$0:').replace('as FR-001 says', 'as User Story 1 and Story 1 say') + plan
    assert.match(
      renamed(withStory, 'User Story 3'),
      /### US-3: Order[\s\S]*as User Story 3 and Story 3 say[\s\S]*\[US3\]/,
    )
  })
  it('is refused where a range with marks would have to be split', () => {
    const marked = (range: string): string =>
      `# Spec: A\n\n## Requirements\n\n- **FR-001**: a\n- **FR-00$02**: b\n- **FR-003**: c\n- **FR-004**: d\n\nAll of ${range}.\n`
    assert.equal(
      renamed(marked('**FR-001**–**FR-003**'), '9'),
      'Cannot rewrite the range in spec.md:10. List its ids one by one first.',
    )
    assert.match(renamed(marked('FR-001–FR-003'), '9'), /All of FR-001–FR-003, FR-009\.\n$/)
  })
  it('leaves links alone that are written in another way than the anchor', () => {
    const stories = (one: string, two: string): string =>
      `# Spec: A\n\n## User Stories\n\n### ${one}: Order\n\n[a](#${two}-order) [b](#us1-order) [c](#other)\n`
    assert.equal(renamed(stories('US-$01', 'us-1'), 'US-7'), stories('US-7', 'us-7'))
  })
  it('updates ranges at the start of list items that define nothing', () => {
    const tasks =
      `${spec}//- plan.md\n# Plan: Queue\n\n## Tasks\n\n- [ ] **T001**: a\n- [ ] **T002**: b\n- [ ] **T003**: $0c\n`
        .replace('T003', 'T003$0')
        .replace(': $0c', ': c')
    const attachment = '//- research.md\n# Research\n\n- [x] T001–T003 done\n- [x] T002–T003 done\n'
    const now = renamed(tasks + attachment, 'T004')
    assert.match(now, /- \[x\] T001–T004 done\n- \[x\] T002–T004 done\n$/)
  })
  it('works in a document whose Spec field contains no specification id', () => {
    const odd =
      spec.replace('**FR-002**', '**FR-002$0**') +
      plan.replace('# Plan: Queue\n', '# Plan: Queue\n\n**Spec**: FR-010 and others\n\nFR-002 it is.\n')
    assert.match(renamed(odd, 'FR-077'), /FR-077 it is\./)
  })
  it('works from an attachment', () => {
    const attachment = '//- research.md\n# Research\n\nSee FR-0$002.\n'
    assert.match(renamed(spec + plan + attachment, 'FR-009'), /\*\*FR-009\*\*: System MUST drain[\s\S]*See FR-009\.\n$/)
  })
  it('refuses an id that exists, is of another kind, or is not an id', () => {
    assert.match(renamed(cursor('FR-001'), 'FR-002'), /^"FR-002" already exists in spec\.md:12$/)
    assert.match(renamed(cursor('FR-001'), 'SC-009'), /a different kind of id than "FR-001"/)
    assert.match(renamed(cursor('FR-001'), 'first'), /is not an id\. Expected an id such as "FR-002"/)
    const { feature, symbol } = at(spec.replace('SPEC-002 FR-001', 'SPEC-002 FR-$0001'))
    assert.match(whyNoRename(feature, symbol) ?? '', /belongs to another specification/)
  })
})

describe('a rename that would lose something', () => {
  const result = (fixture: string, name: string): string => {
    const { feature, symbol } = at(fixture)
    const why = whyNoRename(feature, symbol)
    if (why) return why
    const found = renameOf(feature, symbol, name)
    if ('why' in found) return found.why
    const [first] = feature.documents
    return first ? apply(first.document.text, found.find(({ file }) => file === first)?.edits ?? []) : ''
  }
  const list = (numbers: readonly string[], notes: string): string =>
    `# Spec: Q\n\n## Requirements\n\n${numbers.map((id) => `- **FR-${id}**: x${id}`).join('\n')}\n\n## Notes\n\n${notes}\n`
  const rename = (numbers: readonly string[], from: string, to: string, notes: string): string =>
    result(list(numbers, notes).replace(`**FR-${from}**`, `**FR-$0${from}**`), `FR-${to}`)

  it('is refused with a reason', () => {
    assert.match(rename(['001', '002', '002'], '002', '009', ''), /defined twice, in spec\.md:6 and spec\.md:7/)
    assert.match(
      rename(['001', '002'], '002', '009', '<<<<<<< HEAD\nFR-002\n=======\nFR-001\n>>>>>>> theirs'),
      /^Unresolved merge conflict in spec\.md:10$/,
    )
    assert.match(
      rename(['001', '002'], '002', '004', 'FR-004 was withdrawn.'),
      /"FR-004" is already referenced in spec\.md:10/,
    )
    assert.match(
      rename(['001', '002', '003', '004'], '002', '009', 'FR-003 — FR-002'),
      /^The new id would change the meaning of spec\.md:12/,
    )
    assert.match(
      rename(['001', '002', '003'], '002', '009', '**FR-001**–FR-002'),
      /Cannot rewrite the range in spec\.md:11/,
    )
    assert.match(rename(['001', '002', '003a'], '001', '008', 'FR-001–FR-003a'), /Cannot rewrite the range/)
    const tasks =
      '# Spec: Q\n\n## Requirements\n\n- **FR-001**: a\n//- tasks.md\n# Tasks: Q\n\n- [ ] T001–T003 a\n- [ ] T005 b T00$02\n'
    assert.match(result(tasks, 'T009'), /defines several ids on one line/)
  })
  it('is refused if the text would be read differently', () => {
    const item = (text: string): string => `# Spec: Q\n\n## Requirements\n\n- **FR-$0001**: a\n${text}\n`
    for (const [text, to, reason] of [
      ['- **FR-004** – FR-001, which is extended', 'FR-009', /would change the meaning/], // would become a range, and not be an item any more
      ['FR-010 then FR-001–005', 'FR-010', /"FR-010" is already referenced/],
      ['FR-001, 002 and 003\n- **FR-002**: b', 'FR-1000', /would change the meaning/],
      ['Up to FR-002–FR-005', 'FR-005', /"FR-005" is already referenced/],
      ['FR-009b is nothing', 'FR-009', /"FR-009" is already referenced/],
      ['FR-001b is a part', 'FR-008a', /"FR-001b" in spec\.md:6 is a sub-clause of this id/],
    ] as const)
      assert.match(result(item(text), to), reason, text)
  })
  it('leaves names, anchors and files alone, and updates labels of links', () => {
    const text =
      '# Spec: Q\n\n## Requirements\n\n- **FR-$0001**: a\n\n<a name="FR-001"></a> [x](#FR-001) `FR-001-report.md`\n[FR-001] and [y][FR-001]\n\n[FR-001]: https://x.org/FR-001\n'
    assert.equal(
      result(text, 'FR-009').split('## Requirements\n\n')[1],
      '- **FR-009**: a\n\n<a name="FR-001"></a> [x](#FR-001) `FR-001-report.md`\n[FR-009] and [y][FR-009]\n\n[FR-009]: https://x.org/FR-001\n',
    )
    const tasks = '# Spec: Q\n\n## Tasks\n\n- [ ] T001: a\n- [ ] T00$02: T2 instances, T2.micro\n'
    assert.match(result(tasks, 'T009'), /T009: T2 instances, T2\.micro/)
  })
  it('knows what a sub-clause refers to, and which ranges contain it', () => {
    const list = (ids: string[], notes: string): string =>
      `# Spec: Q\n\n## Requirements\n\n${ids.map((id) => `- **FR-${id}**: x`).join('\n')}\n\n${notes}\n`.replace(
        '*FR-!',
        '*FR-$0',
      )
    assert.match(result(list(['001', '002', '!004a'], 'FR-002a'), 'FR-002a'), /^"FR-002a" is already referenced/)
    assert.match(result(list(['001', '002', '!010', '010b'], 'FR-001–FR-002'), 'FR-020'), /FR-020b[\s\S]*FR-001–FR-002/)
    assert.match(result(list(['001', '005a', '!009'], 'FR-001–FR-009'), 'FR-004'), /Cannot rewrite the range/)
    assert.match(result(list(['001', '!002', '005a'], 'FR-001–FR-002'), 'FR-009'), /Cannot rewrite the range/)
  })
  it('updates links to headings', () => {
    const text =
      '# Spec: Q\n\n[first](#us-1-order-now) [other](#us-2-pay) [there](../003-x/spec.md#us-1-order-now)\n\n## User Stories\n\n### US-$01: Order now\n\n### US-2: Pay\n\n## Requirements\n\n- **FR-001**: a\n'
    assert.match(
      result(text, 'US-7'),
      /\[first\]\(#us-7-order-now\) \[other\]\(#us-2-pay\) \[there\]\(\.\.\/003-x\/spec\.md#us-1-order-now\)/,
    )
    const words =
      '# Spec: Q\n\n[a](#user-story-1---order-priority-p1)\n\n## User Stories\n\n### User Story $01 - Order (Priority: P1)\n\n## Requirements\n\n- **FR-001**: a\n//- tasks.md\n# Tasks: Q\n\n[b](spec.md#user-story-1---order-priority-p1)\n'
    assert.match(result(words, '3'), /\[a\]\(#user-story-3---order-priority-p1\)/)
  })
  it('updates links in HTML, links from the root, and links to headings with a checkbox', () => {
    const links = (anchor: string): string =>
      `<a href="#${anchor}">a</a> [b](/specs/004-queue/spec.md#${anchor}) <a href='../004-queue/spec.md#${anchor}'>c</a>\n\n<div><a href="spec.md#${anchor}">d</a></div>\n\n[e](/spec.md#${anchor}) [f](/specs/005-x/spec.md#${anchor}) [g](#${anchor}:~:text=a)\n`
    const text = (anchor: string, id: string): string =>
      `# Spec: Q\n\n${links(anchor)}\n## User Stories\n\n### ${id}: Order now\n\n## Requirements\n\n- **FR-001**: a\n`
    const now = text('us-7-order-now', 'US-7')
      .replace('/spec.md#us-7', '/spec.md#us-1') // the first match is link `b`
      .replace('004-queue/spec.md#us-1', '004-queue/spec.md#us-7')
      .replace('(/spec.md#us-7', '(/spec.md#us-1')
      .replace('005-x/spec.md#us-7', '005-x/spec.md#us-1')
    assert.equal(result(text('us-1-order-now', 'US-$01'), 'US-7'), now)
    const boxed =
      '//- spec.md\n# Spec: Q\n\n[a](tasks.md#--x-t001-do-it)\n//- tasks.md\n# Tasks: Q\n\n### - [x] T0$001 Do it\n'
    assert.match(result(boxed, 'T009'), /\[a\]\(tasks\.md#--x-t009-do-it\)/)
  })
  it('pads numbers as their neighbours do', () => {
    const plain = '# Spec: Q\n\n## Requirements\n\n- **FR-8**: a\n- **FR-$09**: FR-9\n'
    assert.match(result(plain, 'FR-10'), /\*\*FR-10\*\*: FR-10\n/)
    assert.match(result(plain.replaceAll('9', '10'), 'FR-9'), /\*\*FR-9\*\*: FR-9\n/)
    assert.match(
      result(plain.replaceAll('FR-9', 'FR-777').replace('FR-$09', 'FR-$0777'), 'FR-003'),
      /\*\*FR-003\*\*: FR-003\n/,
    )
    assert.match(result(plain.replaceAll('9', '10'), '9'), /\*\*FR-9\*\*: FR-9\n/)
    assert.match(
      result(plain.replace(': FR-9', ': FR-8..FR-9').replaceAll('9', '10'), '9'),
      /\*\*FR-9\*\*: FR-8\.\.FR-9\n/,
    )
  })
  it('splits a range that would gain a member, and keeps undefined ends of ranges', () => {
    assert.match(rename(['001', '003', '004', '009'], '009', '002', 'FR-001–FR-003'), /\nFR-001, FR-003\n/)
    assert.match(rename(['001', '002', '003', '004'], '004', '005', 'FR-001..010'), /\nFR-001\.\.010\n/)
    assert.match(rename(['001', '002', '003', '004'], '002', '012', 'FR-001..010'), /\nFR-001\.\.012\n/)
  })
  it('renames sub-clauses, and keeps the form of story headings', () => {
    assert.match(
      rename(['002', '002b'], '002', '007', 'FR-002a and FR-002b'),
      /\*\*FR-007b\*\*: x002b[\s\S]*FR-007a and FR-007b/,
    )
    const story =
      '# Spec: Q\n\n## User Stories\n\n### User Story $01 - Order (Priority: P1)\n\nAs US1 says.\n\n## Requirements\n\n- **FR-001**: a\n//- tasks.md\n# Tasks: Q\n\n- [ ] T001 [US1] a\n'
    assert.match(result(story, '3'), /### User Story 3 - Order[\s\S]*As US3 says/)
  })
})
