// Fixtures for the actions that are offered on questions, answers and decisions, and for the documents after an action.
import assert from 'node:assert/strict'
import { type Offer, offersAt } from '../../server/src/edits/answers.ts'
import { apply, documentsOf, folderOf } from './rules.ts'

export const today = '2026-11-23'

/** The offers at the cursor `$0`, or for the selection between two `$0`, in the document of the fixture that has them. */
export function at(fixture: string): {
  offers: Offer[]
  after(action: string, answer?: string): Record<string, string>
} {
  const documents = documentsOf(fixture)
  const [name = ''] = [...documents].find(([, text]) => text.includes('$0')) ?? []
  const start = (documents.get(name) ?? '').indexOf('$0')
  const rest = (documents.get(name) ?? '').replace('$0', '')
  const end = rest.includes('$0') ? rest.indexOf('$0') : start
  const { feature } = folderOf(fixture.replaceAll('$0', ''))
  const spec = feature.documents.find(({ path }) => path.endsWith(`/${name}`))
  assert.ok(spec, name)
  const offers = offersAt(feature, spec, { start, end })
  return {
    offers,
    after(action, answer) {
      const change = offers.find((offer) => offer.action === action)?.change(answer, today)
      assert.ok(change, `${action} is offered: ${offers.map((offer) => offer.action)}`)
      const texts: Record<string, string> = {}
      for (const { path, before, edits } of change.documents) {
        const file = path.slice('/w/specs/004-queue/'.length)
        assert.equal(before, feature.documents.find((candidate) => candidate.path === path)?.document.text)
        texts[file] = apply(before ?? '', edits)
      }
      const { path, start: from, end: to } = change.cursor ?? { path: '', start: 0, end: 0 }
      const file = path.slice('/w/specs/004-queue/'.length)
      if (change.cursor) texts.cursor = `${file}: ${(texts[file] ?? '').slice(from, to)}`
      return texts
    },
  }
}

export const actions = (fixture: string): string[] => at(fixture).offers.map((offer) => offer.action)
export const requirement = (object: string): string =>
  `# Spec: Queue\n\n## Requirements\n\n- **FR-001**: System MUST keep ${object}\n`
export const ask = '[NEEDS CLARIFICATION: how$0 many days?]'
