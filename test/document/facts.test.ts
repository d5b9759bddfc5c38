// Facts of documents in unusual texts: anchors, destinations, link texts, ids, states, places, and comments that turn rules off.
import assert from 'node:assert/strict'
import { applyEdits } from '../../server/src/base/edit.ts'
import { anchorAt, anchorsIn, anchorsOf } from '../../server/src/document/anchors.ts'
import { stateOfWords } from '../../server/src/document/checkboxes.ts'
import { destinationOf } from '../../server/src/document/destination.ts'
import { directiveEdit, fileDirectiveEdit } from '../../server/src/document/directives.ts'
import { kindsIn } from '../../server/src/document/ids.ts'
import { insertFirstField } from '../../server/src/document/insertion.ts'
import { isBehindTopic, mayBelongElsewhere } from '../../server/src/document/namedBefore.ts'
import { blockAt, inlineAt, inlinesIn } from '../../server/src/document/places.ts'
import { readDocument, readSide } from '../../server/src/document/read.ts'
import { namesSpecs, specIdOf } from '../../server/src/document/specNumber.ts'
import { readAs } from '../../server/src/templates/detect.ts'
import { learnFormat } from '../../server/src/templates/learn.ts'
import { assertSameAfterEdits } from '../support/reading.ts'
import { read } from '../support/rules.ts'

describe('anchors', () => {
  const conflict = '# A\n\n<<<<<<< HEAD\n## Ours\n=======\n## Theirs\n>>>>>>> theirs\n'
  it('are those of both sides of a merge conflict', () => {
    const has = anchorsOf(readDocument(conflict))
    assert.deepEqual(['ours', 'theirs', 'other'].map(has), [true, true, false])
  })
  it('have the text of a link by its label, if the label is defined', () => {
    const heading = '## See [the queue][Q]\n'
    for (const [text, known, slug] of [
      [`${heading}\n[q]: x.md\n`, true, 'see-the-queue'],
      [`${heading}\n[Q]: x.md\n`, true, 'see-the-queue'],
      [heading, false, 'see-the-queueq'],
    ] as const) {
      assert.equal(anchorsOf(readDocument(text))('see-the-queue'), known, text)
      assert.equal(anchorsIn(text, ['see-the-queue'])('see-the-queue'), known, text)
      assert.equal(anchorAt(readDocument(text), 0), slug)
    }
  })
  it('are that of the next heading, if there is one', () => {
    const document = readDocument('# A\n\nx\n\n## B\n\ny\n')
    assert.deepEqual(
      [0, 5, 12].map((at) => anchorAt(document, at)),
      ['a', 'b', undefined],
    )
  })
})

describe('the destination of a link', () => {
  for (const [destination, path, anchor] of [
    ['a%20b.md', '/w/a b.md', undefined],
    ['a%ZZ.md', '/w/a%ZZ.md', undefined],
    ['b.md#%E0%A4%A', '/w/b.md', '%E0%A4%A'],
    ['b.md#x:~:text=y', '/w/b.md', 'x'],
    ['b.md#:~:text=y', '/w/b.md', undefined],
  ] as const)
    it(`${destination} is decoded, if it can be`, () => {
      const to = destinationOf('/w/spec.md', destination, undefined)
      assert.deepEqual(to.type === 'path' && [to.path, to.anchor], [path, anchor])
    })
})

describe('the text of a link', () => {
  const textOf = (text: string): (string | undefined)[] =>
    readDocument(text).linkTargets.map(({ text: span }) => span && text.slice(span.start, span.end))
  it('is what is between its brackets', () => assert.deepEqual(textOf('a [b [c] `]` d](x.md)\n'), ['b [c] `]` d']))
  it('is unknown, if it is very long', () => assert.deepEqual(textOf(`[${'a'.repeat(1500)}](x.md)\n`), [undefined]))
  it('needs an opening bracket', () => assert.deepEqual(textOf('a b](x.md)\n'), []))
})

describe('an id in the text of a link', () => {
  const isElsewhere = (text: string): boolean | undefined => {
    const reference = readDocument(text).references.find(({ id }) => id.text === 'FR-001')
    return reference && reference.qualifier !== undefined
  }
  for (const [behaviour, link, expected] of [
    ['belongs to the other file by a label', '[FR-001][q]\n\n[q]: ../002-q/spec.md\n', true],
    ['belongs to the document by a label of an anchor', '[FR-001][q]\n\n[q]: #q\n', false],
    ['belongs to the document by a label without a definition', '[FR-001][q]\n', false],
  ] as const)
    it(behaviour, () => assert.equal(isElsewhere(`# Spec: A\n\nSee ${link}`), expected))
})

describe('an id behind the name of a specification', () => {
  const isElsewhere = (text: string, own: number): boolean => {
    const document = readDocument(text)
    const reference = document.references.find(({ id }) => id.text === 'FR-011') ?? assert.fail()
    return mayBelongElsewhere(document, reference, own)
  }
  it('may belong to that one, unless that is this one', () => {
    const posture = 'The posture that feature 039 took for FR-011.\n'
    assert.equal(isElsewhere(posture, 4), true)
    assert.equal(isElsewhere(posture, 39), false)
    assert.equal(isElsewhere(`**ID**: SPEC-039\n\n${posture}`, 4), false)
    assert.equal(isElsewhere(`**ID**: SPEC-038\n\n${posture}`, 4), true)
    assert.equal(isElsewhere('Feature 039 is old. This one took FR-011.\n', 4), false)
  })
})

describe('an id behind the words of a folder', () => {
  const isBehind = (text: string, own = 'queue-mail'): boolean => {
    const document = readDocument(text)
    const reference = document.references.find(({ id }) => id.text === 'FR-011') ?? assert.fail()
    return isBehindTopic(document, reference, new Set(['init-shell', 'queue-mail']), own)
  }
  for (const [text, expected] of [
    ['This extends init-shell: the bell of FR-011.', true],
    ['This extends `Init-Shell`: FR-011.', true],
    ['This extends init-shells: the bell of FR-011.', false],
    ['This extends init-shell and FR-011.', false],
    ['This extends init-shell: the bell. It keeps FR-011.', false],
    ['See src/init-shell: the bell of FR-011.', false],
    ['This extends queue-mail: the bell of FR-011.', false],
  ] as const)
    it(`may belong to its specification: ${text}`, () => assert.equal(isBehind(`${text}\n`), expected))
  it('belongs to no specification if there is no other one', () =>
    assert.equal(isBehindTopic(readDocument('init-shell: FR-011'), { start: 12, end: 18 }, new Set(), 'a'), false))
})

describe('the id of a specification', () => {
  const idOf = (fields: string): string | undefined => specIdOf(readDocument(`# Spec: A\n\n${fields}\n`))?.text
  for (const [fields, expected] of [
    ['**ID**: SPEC-004', 'SPEC-004'],
    ['**ID**: `RFC-004`', 'RFC-004'],
    ['**Spec**: [SPEC-004](spec.md)', 'SPEC-004'],
    ['**Spec**: [RFC-004](spec.md)', undefined],
    ['**ID**: FR-004', undefined],
    ['**Issue**: SPEC-004', undefined],
  ] as const)
    it(`in ${fields} is ${expected}`, () => assert.equal(idOf(fields), expected))
  it('names specifications by its prefix, unless that is one of items', () => {
    const document = readDocument('# Spec: A\n\n**ID**: RFC-004\n')
    assert.deepEqual(
      ['RFC', 'SPEC', 'FR'].map((prefix) => namesSpecs(document, prefix)),
      [true, true, false],
    )
    const defining = readDocument('# Spec: A\n\n**ID**: RFC-004\n\n- **RFC-001**: a\n')
    assert.equal(namesSpecs(defining, 'RFC'), false)
  })
  it('has the kinds of its prefix without areas that are numbers', () => {
    for (const [prefix, kinds] of [
      ['FR', ['FR']],
      ['FR-AGENT', ['FR', 'AGENT']],
      ['M1-FR', ['FR']],
      ['M1-P2', ['M1-P2']],
    ] as const)
      assert.deepEqual(kindsIn({ prefix }), kinds)
  })
})

describe('the references of a text', () => {
  const referencesIn = (text: string): string[] =>
    readDocument(text).references.map(({ start, end }) => text.slice(start, end))
  for (const [text, expected] of [
    ['FR-001, 002 and 003', ['FR-001', '002', '003']],
    ['FR-001, 003–005, 007', ['FR-001', '003–005', '007']],
    ['FR-001, FR-003–FR-005', ['FR-001', 'FR-003–FR-005']],
    ['User Stories 1, 3–5', ['User Stories 1', '3–5']],
    ['User Stories 1–3', ['User Stories 1–3']],
    ['User Stories 3–1', ['User Stories 3']],
    [`${'A'.repeat(100)}-001`, []],
  ] as const)
    it(`in ${JSON.stringify(text.slice(0, 30))} are ${JSON.stringify(expected)}`, () =>
      assert.deepEqual(referencesIn(`${text}\n`), expected))
})

describe('the state of words', () => {
  for (const [words, expected] of [
    ['x', 'done'],
    ['✅ Done', 'done'],
    ['✔', 'done'],
    ['⏳ later', 'open'],
    ['-', 'dropped'],
    ['- x', undefined],
    ['★ best', undefined],
    ['skipped', 'dropped'],
    ['other', undefined],
    ['', undefined],
  ] as const)
    it(`${JSON.stringify(words)} is ${expected}`, () => assert.equal(stateOfWords(words), expected))
})

describe('the base of a merge conflict', () => {
  const sides = (base: string): string =>
    `# A\n\n<<<<<<< HEAD\n## Ours\n${base}=======\n## Theirs\n>>>>>>> theirs\n\n## End\n`
  const titles = (text: string): string[] => readSide(readDocument(text), 'base').sections.map(({ title }) => title)
  it('is read without both sides', () => {
    assert.deepEqual(titles(sides('||||||| 1f3a\n## Base\n')), ['A', 'Base', 'End'])
    assert.deepEqual(titles(sides('')), ['A', 'End'])
  })
  it('is read only between lines that are markers', () => {
    for (const text of [sides('').replace('\n=======', '\u2028======='), sides('').replace('=======', '======= x')])
      assert.deepEqual(readDocument(text).conflicts, [])
  })
})

describe('comments that turn a rule off', () => {
  const front = '---\ntitle: A\n---'
  const off = (text: string, at?: string): string => {
    const document = readDocument(text)
    const edit = at === undefined ? fileDirectiveEdit(document, 'r') : directiveEdit(document, text.indexOf(at), 'r')
    return applyEdits(text, [edit])
  }
  const file = '<!-- specwise-disable-file r: reason -->'
  const next = '<!-- specwise-disable-next-line r: reason -->'
  const line = '<!-- specwise-disable-line r: reason --> '
  const table = (row: string): string => `| a | b |\n|---|---|\n${row}\n`
  for (const [behaviour, text, at, expected] of [
    ['are at the start of a file', '# A\n', undefined, `${file}\n# A\n`],
    ['are behind the front matter', `${front}\n# A\n`, undefined, `${front}\n${file}\n# A\n`],
    ['are behind the front matter at the end', front, undefined, `${front}\n${file}`],
    ['are behind the front matter for a finding in it', `${front}\n# A\n`, 'title', `${front}\n${file}\n# A\n`],
    ['are above the line of a finding', `${front}\n\nb\n`, 'b\n', `${front}\n\n${next}\nb\n`],
    ['are in the line of a quote', '> a\n> b\n', 'b', `> ${next}\n> a\n> b\n`],
    ['are in a row', table('| c | d |'), 'c', table(`| c | d ${line}|`)],
    ['are in a row without a bar at its end', table('| c | d'), 'c', table(`| c | d${line}`)],
  ] as const)
    it(behaviour, () => assert.equal(off(text, at), expected))
})

describe('the first line of metadata', () => {
  for (const [behaviour, text, expected] of [
    ['is below the title', '# A\n\nx\n', '# A\n\n**ID**: 1\n\nx\n'],
    ['is below the title of a text without a line end', '# A', '# A\n\n**ID**: 1\n'],
    ['is at the start without a title', 'x\n', '**ID**: 1\n\nx\n'],
    ['is below the front matter without a title', '---\na: b\n---\nx\n', '---\na: b\n---\n\n**ID**: 1\n\nx\n'],
  ] as const)
    it(behaviour, () => assert.equal(applyEdits(text, [insertFirstField(readDocument(text), '**ID**: 1')]), expected))
})

describe('places', () => {
  it('are in no block of an empty text', () => {
    const document = readDocument('')
    assert.deepEqual(
      [blockAt(document, 0), inlineAt(document, 0), inlinesIn(document, { start: 0, end: 0 })],
      [undefined, undefined, []],
    )
  })
  it('have the code spans that they touch', () => {
    const text = '# A\n\nx `a` y `b` z\n\n## B\n\n`c` `d`\n'
    const within = (from: string, to: string): string[] =>
      inlinesIn(readDocument(text), { start: text.indexOf(from), end: text.indexOf(to) }).map(({ start, end }) =>
        text.slice(start, end),
      )
    assert.deepEqual(within('y', 'z'), ['`b`'])
    assert.deepEqual(within('a`', 'z'), ['`a`', '`b`'])
    assert.deepEqual(within('b`', 'd`'), ['`b`', '`c`', '`d`'])
    assert.deepEqual(within('z', '`c'), [])
  })
})

describe('a new version of a text', () => {
  const text = '# A\n\nx\n\n## B\n\n- **FR-001**: y\n'
  for (const [behaviour, first, edits] of [
    ['closes its front matter', '---\na\n## B\n\nx\n', [[18, 0, '---\n']]],
    ['gets front matter', text, [[0, 0, '---\na: FR-1\n---\n']]],
    ['loses its front matter', `---\na: FR-1\n---\n${text}`, [[0, 4, '']]],
    ['loses its last part', text, [[8, 100, '']]],
    ['loses everything', text, [[0, 100, '']]],
  ] as const)
    it(`is read as from scratch, if it ${behaviour}`, () => assertSameAfterEdits(first, edits as never))
})

describe('stories that the template names in its own words', () => {
  const template =
    '# Spec: [T]\n\n## Journeys\n\n### Journey 1: [Title] (Priority: P1)\n\n### Journey 2: [Title] (Priority: P2)\n\n## Requirements\n'
  const house = learnFormat('house', [{ documentKind: 'spec', path: 's.md', text: template }], [])
  const idsIn = (headings: string): string[] =>
    readAs(house, `# Spec: A\n\n## Journeys\n\n${headings}`).definitions.map(({ id }) => id.text)
  it('are defined by headings with the name and a number', () => {
    assert.deepEqual(idsIn('### Journey 1: Pay\n\n### Journey two\n\n### Other 3\n'), ['Journey 1'])
  })
  it('are defined once, if the heading is a story in usual words or has an id', () => {
    assert.deepEqual(idsIn('### User Story 1: Pay\n\n### Journey 2: Go\n\n### FR-003: x\n'), [
      'User Story 1',
      'Journey 2',
      'FR-003',
    ])
  })
})

describe('a marker without a question', () => {
  const questions = (line: string): string[] =>
    read(`# Spec: A\n\n${line}\n`).clarifications.map(({ state, question }) => `${state}: ${question}`)
  for (const [behaviour, line, expected] of [
    ['asks what follows a name', '- **Storage**: [NEEDS CLARIFICATION]: which one\n', ['open: which one']],
    ['asks what follows at the start of a line', '- [NEEDS CLARIFICATION] which one\n', ['open: which one']],
    ['asks nothing in a sentence about markers', 'No [NEEDS CLARIFICATION] markers remain.\n', []],
    [
      'stands for a value in an obligation',
      'System MUST keep [NEEDS CLARIFICATION] days.\n',
      ['open: System MUST keep … days.'],
    ],
    ['asks what is in wide brackets', '**Storage**: NEEDS CLARIFICATION（which one）\n', ['open: which one']],
    ['asks nothing where it is struck out', '- ~~**FR-001**: a [NEEDS CLARIFICATION: x?]~~ later\n', []],
    ['asks nothing in a struck-out value', '~~**Storage**: NEEDS CLARIFICATION: x?~~\n', []],
    ['asks behind struck-out words', '- ~~a~~ b [NEEDS CLARIFICATION: x?]\n', ['open: x?']],
    ['stands for no value without one', 'System keeps [NEEDS CLARIFICATION] days.\n', []],
    ['asks nothing where it is what marks gaps', 'Gaps MUST be marked with [NEEDS CLARIFICATION].\n', []],
    ['asks nothing where it is only named', 'We marked it as [NEEDS CLARIFICATION] and resolved it.\n', []],
  ] as const)
    it(behaviour, () => assert.deepEqual(questions(line), expected))
})
