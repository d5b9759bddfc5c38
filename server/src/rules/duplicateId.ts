import { kindOf } from '../formats/reading.ts'
import { type Id, writeId } from '../spec/ids.ts'
import type { Definition } from '../spec/model.ts'
import type { Rule } from './rule.ts'
import { excerpt } from './text.ts'

/** An id that is defined twice, in the same form and the same home. */
export const duplicateId: Rule = {
  code: 'duplicate-id',
  severity: 'error',
  summary: 'Two items have the same id.',
  why: `Tasks, tests and reviews name an item by its id. When two items share one, nobody can tell which of them is meant.

Two definitions count as duplicates when both stand where ids of that kind are defined and in the same form: a table that repeats the ids of a list, or a list that ticks them off elsewhere, repeats none. \`FR-1\` and \`FR-001\` are the same id.

The fix gives the second item the next free id. Mentions are left alone, since only a person knows which item they mean.`,
  bad: `## Requirements

### Functional

- **FR-001**: System MUST create the queue
- **FR-001**: System MUST delete the queue
`,
  good: `## Requirements

### Functional

- **FR-001**: System MUST create the queue
- **FR-002**: System MUST delete the queue
`,
  check(reading, report) {
    const { text } = reading.spec
    const byKey = new Map<string, Definition>()
    const byPlace = new Map<string, Definition>()
    // Ids that the format does not know may start anew in every section: AC1 of each story.
    const placeOf = (one: Definition): string => {
      const section = kindOf(reading.format, one) ? '' : one.section?.index
      return `${one.id.key} ${one.form} ${one.table} ${section} ${one.box !== undefined}`
    }
    for (const definition of reading.definitions) {
      if (definition.shared) continue
      const earlier = byKey.get(definition.id.key)
      if (!earlier) {
        byKey.set(definition.id.key, definition)
        continue
      }
      if (!byPlace.has(placeOf(earlier))) byPlace.set(placeOf(earlier), earlier)
      const place = placeOf(definition)
      const other = byPlace.get(place)
      if (!other) byPlace.set(place, definition)
      else {
        report(definition, `${definition.id.text} is already the id of "${textOf(text, other)}".`, {
          related: [{ span: other, message: `${other.id.text} is defined here first` }],
          fixes: () => {
            const next = writeId(
              spellingOf(reading, definition),
              highest(reading.definitions, definition.id.prefix) + 1,
            )
            return [
              {
                title: `Change to the next free id ${next}`,
                edits: [{ start: definition.start, end: definition.end, text: next }],
                preferred: true,
              },
            ]
          },
        })
      }
    }
  },
}

const spellingOf = (reading: Parameters<Rule['check']>[0], definition: Definition): Pick<Id, 'lead' | 'digits'> =>
  definition.form === 'heading' && !/^[A-Z]/.test(definition.id.text.slice(0, 2))
    ? (kindOf(reading.format, definition) ?? definition.id)
    : definition.id

function highest(definitions: readonly Definition[], prefix: string): number {
  return definitions.reduce((max, { id }) => (id.prefix === prefix ? Math.max(max, id.number) : max), 0)
}

const textOf = (text: string, { end, whole }: Definition): string =>
  excerpt(
    text
      .slice(end, Math.min(whole.end, end + 200))
      .replace(/^[\s*_~\]:：|—–-]+/, '')
      .split(/[\r\n]/, 1)[0] ?? '',
  )
