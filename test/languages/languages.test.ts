// The words of each language, from the tables in tables.ts, and what they are read as.
import assert from 'node:assert/strict'
import { isWithdrawn, saysFate } from '../../server/src/document/fate.ts'
import { readDocument } from '../../server/src/document/read.ts'
import { hasScenarioWords } from '../../server/src/document/scenarios.ts'
import { stageOf } from '../../server/src/feature/lifeCycle.ts'
import { languages } from '../../server/src/languages/index.ts'
import { markersInLanguageOf } from '../../server/src/languages/markers.ts'
import { isEnglish } from '../../server/src/languages/speech.ts'
import { fitOf } from '../../server/src/templates/fit.ts'
import { definitionsOf, readFit } from '../../server/src/templates/specDocument.ts'
import { stageOfWord } from '../../server/src/templates/status.ts'
import { run as findings, formatNamed } from '../support/rules.ts'
import { type Table, tables } from './tables.ts'

const kit = formatNamed('spec-kit')
const template = kit.templates[0] ?? assert.fail()

/** A text by the English template of spec-kit. */
const asKit = (text: string) => readFit(fitOf(kit, template, readDocument(text)), { path: '/w/spec.md' })

const documentOf = ({ sections, status: { key }, stories, scenario, obligation }: Table, status: string): string =>
  `# A

**${key}**: ${status}

## ${sections.scenarios}

### ${stories[0]}

1. ${scenario}

## ${sections.requirements}

- **FR-001**: ${obligation}

### ${sections.nonFunctional}

- **NFR-001**: ${obligation}

### ${sections.nonGoals}

- **XX-001**: ${obligation}

## ${sections.criteria}

- **SC-001**: 3
`

it('every language has a table of its words', () =>
  assert.deepEqual(
    languages.map(({ code }) => code),
    Object.keys(tables),
  ))

describe('words of other languages', () => {
  it('are not English keys or titles that mean something else', () => {
    for (const language of languages.filter(({ code }) => code !== 'en')) {
      const words = [...Object.values(language.fields), ...Object.values(language.sections)].flat()
      for (const word of ['data', 'ticket', 'art', 'test', 'note', 'notes', 'plan', 'context'])
        assert.ok(!words.includes(word), word)
    }
  })
  it('are not read inside other words, or in English', () => {
    const ids = (text: string) => readDocument(`${text}\n`).references.map(({ id }) => id.key)
    for (const text of [
      'A history 1 of it',
      'xHistoria de usuario 1',
      'Prehistoria 1',
      '用户故事 3 个',
      'Historia 1 in prose',
    ])
      assert.deepEqual(ids(text), [], text)
    for (const heading of ['História 2024', '历史 1', 'Histogram 1', 'Geschichten 1'])
      assert.deepEqual(readDocument(`### ${heading}\n`).definitions, [], heading)
    for (const word of ['feiture', 'hechos', 'completar', '完成度', '완료율', 'готовится', 'finality', 'donestar'])
      assert.equal(stageOfWord(word), undefined, word)
  })
})

for (const [code, table] of Object.entries(tables)) {
  describe(`in ${code}`, () => {
    for (const story of table.stories)
      it(`"${story}" defines a story`, () => {
        const [definition, ...others] = readDocument(`### ${story}\n`).definitions
        assert.deepEqual(
          [definition?.id.key, definition?.form, definition?.strong, others.length],
          ['US-1', 'heading', true, 0],
        )
      })

    it('a story can be referenced in words', () => {
      const { references } = readDocument(`${table.reference}\n`)
      assert.deepEqual(
        references.map(({ id }) => id.key),
        ['US-2'],
      )
    })

    it('the status determines the stage', () => {
      const { draft, review, approved, done } = table.status
      assert.deepEqual([draft, review, approved].map(stageOfWord), ['draft', 'review', 'approved'])
      for (const word of done) {
        assert.equal(stageOfWord(word), 'done', word)
        assert.equal(stageOf(asKit(documentOf(table, word))), 'done', word)
      }
    })

    it('a scenario needs a given and a then', () => {
      assert.deepEqual([hasScenarioWords(table.scenario), hasScenarioWords(table.unfinished)], [true, false])
      const story = (scenario: string) =>
        findings(
          `# Spec: A\n\n**ID**: SPEC-001\n\n## User Stories\n\n### US-1: A\n\n1. ${scenario}\n`,
          'incomplete-scenario',
        )
      assert.deepEqual([story(table.scenario).length, story(table.unfinished).length], [0, 1])
    })

    it('a scenario may have a short keyword in bold', () => {
      assert.equal(hasScenarioWords('**Mając** a, **gdy** b, **to** c'), true)
      assert.equal(hasScenarioWords('Given a claim to b'), false)
    })

    it('questions and answers are read', () => {
      for (const marker of table.markers) {
        const text = `- a [${marker}] b\n`
        assert.deepEqual(
          readDocument(text).clarifications.map(({ state, question, start, end }) => [
            state,
            question,
            text.slice(start, end),
          ]),
          [['open', marker.replace(/^.*?[:：]\s*/, ''), `[${marker}]`]],
          marker,
        )
        assert.ok(markersInLanguageOf(marker), marker)
      }
      assert.deepEqual(
        readDocument(`- [${table.answered}]\n`).clarifications.map(({ state }) => state),
        ['answered'],
      )
    })

    it('sections are found by their purpose, which determines the kind of their ids', () => {
      const spec = asKit(documentOf(table, table.status.draft))
      assert.deepEqual(
        [...spec.sections].map(([wanted, { title }]) => [wanted.name, title]),
        [
          ['user scenarios & testing', table.sections.scenarios],
          ['requirements', table.sections.requirements],
          ['success criteria', table.sections.criteria],
        ],
      )
      const keys = (role: 'story' | 'requirement' | 'criterion') => definitionsOf(spec, role).map(({ id }) => id.key)
      assert.deepEqual([keys('story'), keys('requirement'), keys('criterion')], [['US-1'], ['FR-1', 'NFR-1'], ['SC-1']])
    })

    it('words such as "removed" withdraw an item', () => {
      for (const fate of table.fates)
        for (const line of [`- **FR-001**: (${fate}) a`, `- **FR-001** — ${fate}`]) {
          const document = readDocument(`${line}\n`)
          const [definition] = document.definitions
          assert.ok(definition && isWithdrawn(document, definition), line)
        }
      for (const fate of table.fates) {
        const document = readDocument(`## A\n\nSee FR-009: ${fate}.\n\nImplement FR-009 ${table.obligation}.\n`)
        assert.deepEqual(
          document.references.map((reference) => saysFate(document, reference)),
          [true, false],
          fate,
        )
      }
      const document = readDocument(`- **FR-001**: ${table.obligation}\n`)
      assert.equal(isWithdrawn(document, document.definitions[0] ?? assert.fail()), false)
    })

    const spec = (item: string) =>
      `# Spec: A\n\n**ID**: SPEC-001\n\n## Requirements\n\n### Functional\n\n- **FR-001**: ${item}\n`
    it('an obligation is recognised, and rules about English words apply to English only', () => {
      assert.equal(isEnglish(table.obligation), code === 'en')
      assert.deepEqual(findings(spec(table.obligation), 'missing-obligation'), [])
      assert.deepEqual(
        findings(
          `# Spec: A\n\n**ID**: SPEC-001\n\n## Success Criteria\n\n- **SC-001**: ${table.closed.replace(/MUST/, 'must')}${code === 'en' ? ' with a better experience' : ''}\n`,
          'unmeasurable-criterion',
        ).length,
        code === 'en' ? 1 : 0,
      )
    })

    it('an open-ended list is reported', () => {
      const [open, word] = table.openEnded
      assert.deepEqual(
        findings(spec(open), 'open-ended-list').map(({ message }) => message),
        [`"${word}" leaves FR-001 open-ended. List everything, or say what the rest have in common.`],
      )
      assert.deepEqual(findings(spec(table.closed), 'open-ended-list'), [])
    })

    it('a range has two ends', () => {
      for (const range of [table.range, 'FR-001 ~ FR-003', 'FR-001～FR-003', 'FR-001~003']) {
        const { references } = readDocument(`A: ${range}\n`)
        assert.deepEqual(
          references.map(({ id, last }) => [id.key, last?.key]),
          [['FR-1', 'FR-3']],
          range,
        )
      }
    })
  })
}
