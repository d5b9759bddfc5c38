// The findings of the rules about stories, scenarios and wording, and what these rules ignore.
import assert from 'node:assert/strict'
import { checkRule, functional, leavesAlone, run } from '../support/rules.ts'

const sentence = 'As a **developer**, I want **a queue**, so that **teams are decoupled**.'
const story = (lines: string): string => `## User Stories\n\n### US-1: Order (P1)\n\n${lines}\n`
const plain = (lines: string): string => story(`${sentence}\n\n${lines}`)
const requirement = (words: string): string => functional(`- **FR-001**: ${words}\n`)
const criterion = (words: string): string => `## Success Criteria\n\n- **SC-001**: ${words}\n`
const count = (code: string, text: string): number => run(text, code).length

describe('story-shape', () => {
  it('finds a story without the last part of its sentence, or without any part', () => {
    assert.match(
      run(story('As a developer, I want a queue.'), 'story-shape')[0]?.message ?? '',
      /without "so that …" \(/,
    )
    assert.match(
      run(story('Queues are ordered.'), 'story-shape')[0]?.message ?? '',
      /without "as …", "i want …" and "so that …" \(/,
    )
  })
  leavesAlone(
    'story-shape',
    story,
    'As an **SRE**, I want **a queue**, so that **I sleep**.',
    '- As a **developer**,\n- I want **a queue**,\n- so that **it works**.',
    'As an application\ndeveloper, I want a\nqueue, so\nthat it works.',
    'En tant que **développeur**, je veux **une file**, afin de **découpler les équipes**.',
    'Als **Entwickler** möchte ich **eine Schlange**, damit **Teams entkoppelt sind**.',
  )
  it('requires no sentence if the template has free text', () => {
    const free = '## User Scenarios & Testing\n\n### User Story 1 - Order (Priority: P1)\n\nFree text.\n'
    checkRule('story-shape', `${free}//- tasks.md\n# Tasks: Queue\n\n- [ ] T001 Write it\n`)
  })
})

describe('missing-scenario', () => {
  it('finds a story with only a sentence, and does not count the scenarios of the next story', () => {
    for (const label of [
      '**Acceptance Scenarios**:',
      '**Acceptance Scenarios**: to be written',
      '**Acceptance**: TBD, see API v2 later.',
      '**Acceptance**: the p95 latency is good enough.',
    ])
      assert.equal(count('missing-scenario', plain(label)), 1, label)
    const next = `### US-2: Drain (P1)\n\n${sentence}\n\n1. **Given** a queue, **Then** it is empty\n`
    const [finding, ...others] = run(`${plain('')}\n${next}`, 'missing-scenario')
    assert.equal(finding?.start, story('').indexOf('US-1'))
    assert.deepEqual(others, [])
  })
  leavesAlone(
    'missing-scenario',
    plain,
    '1. **Given** a claim, **When** it is applied, **Then** there is a queue',
    '| Given | When | Then |\n|---|---|---|\n| a | b | c |',
    '```gherkin\nGiven a claim\nThen a queue\n```',
    '**Given** a claim, **When** it is applied, **Then** there is a queue.',
    'Given a claim, when it is applied, then there is a queue.',
    '**Acceptance Scenarios**: **Given** a claim, **Then** there is a queue.',
    '*(Caso normal)* **Dado** un reclamo **cuando** se aplica **entonces** hay una cola.',
    '**Acceptance Scenarios**: S1 and S4.',
    '**Acceptance Scenarios (P1):** see [the feature file](queue.feature).',
    '**受け入れシナリオ**：S1、S4',
    '**Acceptance**: (1) the list has all columns; (2) the search filters by name.',
  )
})

describe('incomplete-scenario', () => {
  it('finds a "given" without a "then"', () => {
    checkRule(
      'incomplete-scenario',
      story(`1. **Given** a claim, **When** it is applied
   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Scenario without an expected result. Add a "Then".
2. **Given** a claim, **Then** a queue
`),
    )
    assert.equal(count('incomplete-scenario', story('1. **Given** a claim\n2. **When** it is applied\n')), 1)
    assert.equal(count('incomplete-scenario', story('1. **Gegeben** ein Antrag, **wenn** er kommt\n')), 1)
  })
  leavesAlone(
    'incomplete-scenario',
    story,
    '1. **Given** a claim, **Then** there is a queue',
    '1. **Given** a claim,\n   **When** it is applied,\n   **Then** there is a queue',
    '- **Given**: a claim\n- **When**: it is applied\n- **Then**: there is a queue',
    '- **Given** a claim\n- **And** a\n- **And** b\n- **When** c\n- **And** d\n- **And** e\n- **And** f\n- **Then** a queue',
    '- **Given** a claim\n  - **When** it is applied\n  - **Then** there is a queue',
    '1. **前提** クレームがある。**実行** 適用する。**結果** キューがある。',
    '- **前提**: クレームがある\n- **実行**: 適用する\n- **結果**: キューがある',
    '- **조건**: 요청이 있다\n- **실행**: 적용한다\n- **결과**: 큐가 있다',
    '1. *(Caso normal)* **Dado** un reclamo\n   **cuando** se aplica,\n   **entonces** hay una cola',
    '1. **Gegeben** ein Antrag, **wenn** er kommt, **dann** gibt es eine Schlange',
    '1. **Etant donné** une demande, **lorsque** elle arrive, **alors** il y a une file',
    '1. **Given** 用户未登录,**When** 打开页面,**Then** 跳转',
    '```\n1. **Given** a claim\n```\n\n<!--\n1. **Given** a claim\n-->',
    'One.\n\n## Design\n\n1. **Given** a claim',
  )
})

describe('missing-obligation', () => {
  it('finds a requirement without an obligation', () => {
    checkRule(
      'missing-obligation',
      functional('- **FR-001**: The controller creates a queue\n    ^^^^^^ FR-001 states no obligation.\n'),
    )
  })
  it('finds one beside a clause about what something is', () => {
    for (const words of [
      'Each request that is too large returns an error with a code',
      'All users are logged out after ten minutes',
      'The user is able to delete the queue',
    ])
      assert.equal(count('missing-obligation', requirement(words)), 1, words)
  })
  it('reports a document that mostly has no obligations once', () => {
    const all = (...words: string[]): string[] =>
      run(
        functional(words.map((start, k) => `- **FR-00${k}**: ${start} the queue of a claim\n`).join('')),
        'missing-obligation',
      ).map(({ message }) => message.replace(' Use MUST, SHOULD or MAY.', ''))
    const [bare, duty, command] = ['The controller creates', 'The controller MUST create', 'Create']
    assert.deepEqual(all(bare, bare, command), ['At least 2 of 3 requirements state no obligation.'])
    assert.deepEqual(all(bare, bare, bare, duty, duty), ['3 of 5 requirements state no obligation.'])
    assert.deepEqual(all(bare, bare, duty, duty), ['FR-000 states no obligation.', 'FR-001 states no obligation.'])
    assert.deepEqual(all(bare, command, command), ['FR-000 states no obligation.'])
  })
  leavesAlone(
    'missing-obligation',
    requirement,
    'The system\n  creates the queue, and\n  SHALL delete it',
    "The system SHOULDN'T delete the queue of a claim",
    'The composition creates these:\n  - it MUST create a queue',
    'Replace the factories of the queue by plain functions',
    'Retention in days',
    'The existing endpoint of the queue is unchanged',
    'This feature affects the core path of a claim',
    'El sistema DEBE borrar la cola de la persona',
    'Das System MUSS die Schlange in der Nacht löschen',
    'システムはキューを作成しなければならない',
  )
  leavesAlone(
    'missing-obligation',
    functional,
    '- **FR-001** (MUST): The composition creates the queue of a claim\n',
    'The system MUST offer:\n\n- **FR-001**: a queue for each claim of a team\n',
    '| ID | what |\n|---|---|\n| FR-001 | The composition creates the queue of a claim |\n',
  )
})

describe('vague-term', () => {
  it('finds vague words about something', () => {
    const text =
      '- **SC-001**: It is fast and scalable\n                    ^^^^^^^^^^^^^^^^^ Vague term "fast and scalable" in SC-001. Give a number and a unit\n'
    checkRule('vague-term', `## Success Criteria\n\n${text}`)
    assert.equal(count('vague-term', criterion('It responds quickly')), 1)
    assert.equal(count('vague-term', requirement('System MUST be very\n  robust')), 1)
  })
  for (const words of [
    'Helpers are rendered efficiently without impacting the performance of the scene',
    'Users MUST be able to find a queue quickly',
    'Errors are handled so that nothing is lost. The pipeline works efficiently',
    'The memory is efficiently managed; a queue is made via a claim',
    'The handling is robust with no temporary states',
    'Pipelines can reliably parse the output',
    'The view MUST smoothly recover',
    'The view MUST be so fast',
    'The view MUST be so very fast',
    'The import MUST do so in a robust way and remain robust',
    'The system is under load, so the view MUST be fast',
    'When the cache is cold, so responses MUST be fast',
    'So far it is slow and MUST be fast',
    'Users MUST smoothly transition to the plan',
  ])
    it(`finds vague words that nothing explains: ${words}`, () =>
      assert.equal(count('vague-term', criterion(words)), 1))
  it('does not make "responsive" vague for a layout, as it is for a service', () => {
    assert.equal(count('vague-term', requirement('The interface MUST be responsive and mobile-first')), 0)
    assert.equal(count('vague-term', requirement('The service MUST be responsive')), 1)
  })
  it('reports all vague words of an item as one finding', () => {
    const [finding, ...others] = run(
      criterion('It is fast, starts quickly, stops smoothly and ends quickly'),
      'vague-term',
    )
    assert.equal(
      finding?.message,
      'Vague terms "fast", "quickly" and "smoothly" in SC-001. Give numbers and units, or say what is observed.',
    )
    assert.equal(finding?.related.length, 3)
    assert.deepEqual(others, [])
  })
  it('allows a vague word that is explained, but not by a mere note in brackets', () => {
    for (const words of [
      'Scans MUST be fast, O(n) for new items',
      'Scans MUST run efficiently (streaming, not all in memory)',
    ])
      assert.equal(count('vague-term', requirement(words)), 0, words)
    assert.equal(count('vague-term', requirement('Scans MUST be fast (see notes)')), 1)
  })
  leavesAlone(
    'vague-term',
    criterion,
    'The flow has the ability to skip the loop\n  to reach a resolution quickly',
    'Elements come in a documented order so that sums are reliable',
    'System MUST enrich the items so class filters are reliable',
    'The view MUST smoothly scroll to the field',
    'Borders are rendered seamlessly with no visible gaps',
    'The camera MUST efficiently render the scene from many views in one pass',
    'Fog MUST be efficiently computed in shaders per-fragment',
    'The store is read efficiently using an index',
    'Projects integrate seamlessly with features, requiring no special-casing',
    'Utilities for efficiently updating the transforms are there',
    'Fast mode is kept and is fast-path only',
    'It is fast (< 100ms)',
    'The easy-rsa script runs before breakfast is served',
    'It shows that `mode: quickly` is refused where the field `is fast`',
    '[NEEDS CLARIFICATION: must it be fast?]',
    'a\n\n## Summary\n\nIt is fast.\n\n## Requirements\n\n### Non-Goals\n\n- It is fast',
    'a\n//- plan.md\n# Plan: A\n\n## Design\n\nThe design is simple and robust.',
  )
})

describe('open-ended-list', () => {
  it('finds every form of "etc."', () => {
    checkRule(
      'open-ended-list',
      functional('- **FR-001**: Support SQS, etc.\n                           ^^^ "etc" leaves FR-001 open-ended.\n'),
    )
    for (const words of ['ETC', 'and so\n  on', 'among others', '(etc.)', '(…, etc.)', '( , etc.)'])
      assert.equal(count('open-ended-list', requirement(`Kafka, SQS, ${words}.`)), 1, words)
  })
  for (const words of [
    'All other settings (theme, etc.) stay, and the formats are JSON, YAML, etc.',
    '支持 JSON、YAML 等。',
    '支持小学、初中、高中等。',
  ])
    it(`finds an open-ended list: ${words}`, () => assert.equal(count('open-ended-list', requirement(words)), 1))
  leavesAlone(
    'open-ended-list',
    requirement,
    'All other user-specific settings (working hours, view preferences, etc.) remain per-user',
    'The behaviour of other overlays (chatbot panel, dropdown, etc.) is preserved',
    'The page chrome (title, column labels, "back" link, etc.) MUST be available in both languages',
    'The logic MUST NOT reside in any source-specific module (Outlook, Teams, etc.)',
    'The detection combines a hard-coded list of common names (Christmas Day, Boxing Day, etc.) with a fallback',
    'Events share a colour set by **state** (bookable, excluded, etc.)',
    'The files of 17+ agent formats (Claude, Gemini, etc.) are updated',
    'All services MUST support brokers (Kafka, SQS, etc.)',
    'The system supports the brokers of a team (Kafka, SQS, etc.)',
    'It supports any naming convention ("A1", "1-1", etc.)',
    'No custom CSS frameworks (Bootstrap, Tailwind, etc.) are used',
    'Templates MUST be made for each **supported** agent (Claude, Gemini, and so on)',
    'YAML-only fields (colors, opacities, etc.) are never dropped',
    'The filter MUST be described with its operators (`startBefore` → `<=`, `endAfter` → `>=`, etc.)',
    'The formats of files (`PDF` etc.) are kept',
    'Cooldown periods grow (1x, 2x, 4x, etc.) for clients',
    '必须支持所有格式（JSON、YAML 等）',
    'ページ番号や総ページ数などの情報は表示しない。',
    '不得显示页码、总页数等。',
    '结果必须准确、概率相等。',
    'Read /etc/hosts, ~/etc and the etcd cluster with my_etc',
    'Read /etc, and C:\\etc\\hosts',
    'The field `etc.` is kept <!-- etc. -->',
    'A value "etc." is refused',
    '[NEEDS CLARIFICATION: Kafka, SQS, etc.?]',
    'a\n\n### Non-Goals\n\n- Kafka, etc.\n\n## Summary\n\nKafka, etc.',
  )
})

describe('unmeasurable-criterion', () => {
  it('finds criteria that cannot be observed', () => {
    const text = '- **SC-001**: The experience of the teams is improved\n    ^^^^^^ SC-001 is not measurable.\n'
    checkRule('unmeasurable-criterion', `## Success Criteria\n\n${text}`)
  })
  for (const words of [
    'The storage of issues eliminates conflicts for typical workflows',
    'The commands are aware of the tracking and guide developers through workflows',
    'The workflow reads the design field for technical guidance',
    "Mock-ups use the project's design tokens (colors, spacing, typography) consistently",
    'The documentation explains the laws, the types, and the operations clearly',
    'In practice, teams and users of the platform are happier',
  ])
    it(`finds vague words, whatever else is named: ${words}`, () =>
      assert.equal(count('unmeasurable-criterion', criterion(words)), 1))
  leavesAlone(
    'unmeasurable-criterion',
    criterion,
    'The output is well-formed and clear',
    'The output is valid and clear',
  )
  it('does not take a digit in an id or a link for a measure', () => {
    const linked =
      'The developer experience of queues is improved for the teams (supports [001#SC-005](../001-a/spec.md)), as FR-002'
    assert.equal(count('unmeasurable-criterion', criterion(linked)), 1)
  })
  leavesAlone(
    'unmeasurable-criterion',
    criterion,
    'The card is the large format everywhere',
    'A failing tracker call produces a line naming the failure',
    "An operator's own writing survives regeneration",
    'Commit messages preserve enough information for an audit (last commit hash, remote URL, prefix location)',
    'The login works across macOS, Linux, and Windows platforms',
    'The detection identifies frontend projects across React, Next.js, Vue, and Remix projects',
    'The system captures the design tokens (CSS variables, Tailwind config and theme objects)',
    'A description is exposed on the target and\n  stays synchronized across setting, updating and removing it',
    'The generation populates the design field with the approach',
    'The workflow fills the design field from plan.md for the team',
    'The stored tokens of the user are encrypted at rest',
    'A queue is ready in less than 60 seconds',
    'The retention is [NEEDS CLARIFICATION: how many days?]',
    'The experience of the teams\n  is better:\n  - no tickets',
    'The API rejects the claim of a stranger',
    'The developer sees the message in the console',
    'The system raises an alert in the console',
    'キューの作成が速い',
    'The queue is better [CLARIFIED: 5 ms]\n\n## Requirements\n\n- **FR-001**: The experience of the teams is improved',
  )
})
