// The rules that compare with committed versions: changed-since-approval, stale-tick, recycled-id.
import assert from 'node:assert/strict'
import { asksForOther } from '../../server/src/feature/itemDiff.ts'
import { checkRule, run } from '../support/rules.ts'

const spec = (lines: string, status = 'Approved', before = ''): string =>
  `# Feature Specification: Queue\n\n**Status**: ${status}\n\n${before}### Functional Requirements\n\n${lines}`
const approved = (was: string, is: string, before = ''): string =>
  `//- @2026-05-01/spec.md\n${spec(was)}//- spec.md\n${spec(is, 'Approved', before)}`
const messages = (fixture: string, code: string): string[] => run(fixture, code).map(({ message }) => message)

const first = '- **FR-001**: System MUST deliver messages within 10 seconds\n'
const second = '- **FR-002**: System MUST encrypt all messages at rest\n'

describe('changed-since-approval', () => {
  it('reports changes of meaning as warnings, and others as information', () => {
    const found = run(
      approved(first + second, first.replace('10', '50') + second.replace('encrypt all', 'encrypt the')),
      'changed-since-approval',
    )
    assert.deepEqual(
      found.map(({ severity, message }) => `${severity}: ${message}`),
      [
        'warning: FR-001 was changed after the approval on 2026-05-01: 10 seconds → 50 seconds.',
        'info: FR-002 was changed after the approval on 2026-05-01.',
      ],
    )
  })
  it('reports added, removed, withdrawn, replaced and renumbered items', () => {
    const say = (was: string, is: string): string[] => messages(approved(was, is), 'changed-since-approval')
    assert.deepEqual(say(first, first + second), ['FR-002 was added after the approval on 2026-05-01.'])
    assert.deepEqual(say(first + second, first), ['FR-002 was removed after the approval on 2026-05-01.'])
    assert.deepEqual(say(first, first.replace('System MUST', '*(withdrawn)* System MUST')), [
      'FR-001 was withdrawn after the approval on 2026-05-01.',
    ])
    assert.deepEqual(say(second, second.replace('FR-002', 'FR-003')), [
      'FR-003 was FR-002 at the approval on 2026-05-01.',
    ])
    assert.deepEqual(say(first, '- **FR-001**: Operators can list dead letters by tenant\n'), [
      'FR-001 was replaced by a different item after the approval on 2026-05-01.',
    ])
  })
  it('ignores punctuation, case, order, and changes before the approval or without it', () => {
    checkRule('changed-since-approval', approved(first + second, second + first.replace('deliver', '*Deliver*')))
    const changed = first.replace('10', '50')
    checkRule(
      'changed-since-approval',
      `//- @2026-05-01/spec.md\n${spec(first, 'Draft')}//- @2026-05-02/spec.md\n${spec(changed)}//- spec.md\n${spec(changed)}`,
    )
    checkRule('changed-since-approval', `//- @2026-05-01/spec.md\n${spec(first, 'Draft')}//- spec.md\n${spec(changed)}`)
    checkRule('changed-since-approval', `//- @2026-05-01/spec.md\n${spec(first)}//- spec.md\n${spec(changed, 'Draft')}`)
    checkRule('changed-since-approval', spec(changed))
  })
  it('compares with the last approval, if it was taken back in between', () => {
    const changed = first.replace('10', '50')
    const versions = [spec(first), spec(first, 'Draft'), spec(changed)]
    const fixture = versions.map((text, k) => `//- @2026-05-0${k + 1}/spec.md\n${text}`).join('')
    checkRule('changed-since-approval', `${fixture}//- spec.md\n${spec(changed)}`)
    assert.deepEqual(
      messages(`${fixture}//- spec.md\n${spec(changed.replace('50', '60'))}`, 'changed-since-approval'),
      ['FR-001 was changed after the approval on 2026-05-03: 50 seconds → 60 seconds.'],
    )
  })
  it('accepts what a later clarification or decision names, and nothing that an old one names', () => {
    const session = '## Clarifications\n\n### Session 2026-04-01\n\n- Q: Slower? → A: FR-001 allows it.\n\n'
    const changed = first.replace('10', '50')
    checkRule('changed-since-approval', approved(first, changed, session))
    const old = `//- @2026-05-01/spec.md\n${spec(first, 'Approved', session)}//- spec.md\n${spec(changed, 'Approved', session)}`
    assert.equal(run(old, 'changed-since-approval').length, 1)
  })
})

describe('stale-tick', () => {
  const tasks = (line: string): string => `# Tasks: Queue\n\n${line}`
  const done = '- [x] T001 Deliver messages (FR-001)\n'
  const open = done.replace('[x]', '[ ]')
  const changed = first.replace('10', '50')
  const history = (...days: [text: string, line: string][]): string =>
    days
      .map(([text, line], k) => {
        const at = k === days.length - 1 ? '' : `@2026-05-0${k + 1}/`
        return `//- ${at}spec.md\n${spec(text, 'Draft')}//- ${at}tasks.md\n${tasks(line)}`
      })
      .join('')
  it('reports a change after the tick, with what changed', () => {
    assert.deepEqual(messages(history([first, open], [first, done], [changed, done]), 'stale-tick'), [
      'T001 was ticked on 2026-05-02, before FR-001 was changed (10 seconds → 50 seconds).',
    ])
    assert.deepEqual(messages(history([first, done], [first.replace('deliver', 'archive'), done]), 'stale-tick'), [
      'T001 was ticked on 2026-05-01, before FR-001 was changed.',
    ])
  })
  it('takes the last tick, if the box was open in between', () => {
    assert.deepEqual(
      messages(history([first, done], [changed, open], [changed, done], [changed, done]), 'stale-tick'),
      [],
    )
  })
  it('ignores changes before or with the tick, ticks that are not committed, and wording', () => {
    for (const days of [
      [
        [first, open],
        [changed, open],
        [changed, done],
        [changed, done],
      ],
      [
        [first, open],
        [changed, done],
        [changed, done],
      ],
      [
        [first, open],
        [changed, done],
      ],
      [
        [first, done],
        [first.replace('deliver', 'delliver').replace('within', '(within)'), done],
      ],
      [
        [first, done],
        [changed, open],
      ],
      [
        [first, done.replace('FR-001', 'none')],
        [changed, done.replace('FR-001', 'none')],
      ],
      [
        [first, done.replace('FR-001', 'none')],
        [changed, done],
      ],
      [
        [first, done],
        [changed, done.replace('Deliver', 'Deliver slow')],
      ],
      [
        [first, done],
        [first.replace('seconds', 'seconds <!-- was 20 -->'), done],
      ],
      [
        [first, done],
        [first.replace('messages', '[messages](https://example.com/a/b)'), done],
      ],
    ] as [string, string][][])
      checkRule('stale-tick', history(...days))
  })
  it('says when the item was changed, and reads ranges', () => {
    const range = done.replace('FR-001', 'FR-001 to FR-003')
    const both = first + second
    const fixture = history(
      [both, range],
      [both, range],
      [both.replace('MUST encrypt', 'MUST NOT encrypt'), range],
      [both.replace('MUST encrypt', 'MUST NOT encrypt'), range],
    )
    assert.deepEqual(messages(fixture, 'stale-tick'), [
      'T001 was ticked on 2026-05-01, before FR-002 was changed (2026-05-03, MUST → MUST NOT).',
    ])
  })
  it('has one finding for a task, whatever changed', () => {
    const both = done.replace('(FR-001)', '(FR-001, FR-002)')
    const fixture = history([first + second, both], [changed + second.replace('MUST', 'SHOULD'), both])
    assert.equal(run(fixture, 'stale-tick').length, 1)
  })
})

describe('changes of meaning', () => {
  for (const [old, now, expected] of [
    ['System MUST stop', 'System SHOULD stop', true],
    ['System MUST stop after 10 s', 'System MUST stop after 20 s', true],
    ['System MUST stop', 'System MUST not stop', true],
    ['System MUST delete queues', 'System MUST archive queues', true],
    ['System MUST delete old queues', 'System must delete, old queues!', false],
    ['Keep 1,000 messages for 1.0 GB', 'Keep 1000 messages for 1 GB', false],
    ['Stop after 10 seconds', 'Stop after 10s', false],
    ['System MUST delete every queue', 'System MUST delete evrey queue', false],
    [
      'The system MUST delete every queue that a tenant has left behind',
      'The system MUST delete each queue that a tenant has left behind',
      false,
    ],
    [
      'The system MUST delete every queue that a tenant has left behind',
      'The system MUST archive every queue that an operator has left behind',
      true,
    ],
  ] as const)
    it(`${expected ? 'are' : 'are not'} "${old}" → "${now}"`, () => assert.equal(asksForOther(old, now), expected))
})

describe('recycled-id', () => {
  const other = '- **FR-002**: Operators can list dead letters by tenant\n'
  const days = (...texts: string[]): string =>
    texts.map((text, k) => `//- ${k === texts.length - 1 ? '' : `@2026-05-0${k + 1}/`}spec.md\n${text}`).join('')
  it('reports an id that was removed or withdrawn before, and an approved one', () => {
    const draft = (lines: string): string => spec(lines, 'Draft')
    const expected = [
      'FR-002 named a different item until 2026-05-01 ("System MUST encrypt all messages at rest"). Use a new id.',
    ]
    assert.deepEqual(messages(days(draft(first + second), draft(first), draft(first + other)), 'recycled-id'), expected)
    const gone = second.replace('System', '~~System').replace('rest', 'rest~~')
    assert.deepEqual(
      messages(days(draft(first + second), draft(first + gone), draft(first + other)), 'recycled-id'),
      expected,
    )
    const found = run(days(spec(first + second), spec(first + other)), 'recycled-id')
    assert.deepEqual(
      found.map(({ severity, message }) => [severity, message]),
      [['warning', expected[0]]],
    )
  })
  it('still reports it when the new item is committed', () => {
    const draft = (lines: string): string => spec(lines, 'Draft')
    const texts = [draft(first + second), draft(first), draft(first + other), draft(first + other)]
    assert.equal(messages(days(...texts), 'recycled-id').length, 1)
  })
  it('ignores items that a draft rewrites, that return, that share words or are short', () => {
    const draft = (lines: string): string => spec(lines, 'Draft')
    for (const texts of [
      [draft(first + second), draft(first + other)],
      [draft(first + second), draft(first), draft(first + second)],
      [draft(first + second), draft(first), draft(`${first}- **FR-002**: System MUST encrypt files\n`)],
      [draft(`${first}- **FR-002**: Stop\n`), draft(first), draft(first + other)],
      [
        draft(first + second),
        draft(first),
        draft(`${first}- **FR-002**: *(Reserved - removed with the old storage)*\n`),
      ],
      [
        spec(
          `${first}- **FR-002**: System MUST cluster nearby map markers in dense areas, with an event count on the badge\n`,
        ),
        spec(
          `${first}- **FR-002**: The map implements zoom-level snapping, count-sized bubbles, and clustering by city\n`,
        ),
      ],
    ])
      checkRule('recycled-id', days(...texts))
  })
})
