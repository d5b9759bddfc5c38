// What blocks the next stage: open questions, reviews and tasks.

import { counted, someOf, t } from '../base/l10n.ts'
import { excerpt } from '../base/words.ts'
import type { Stage } from '../templates/status.ts'
import type { Feature } from './feature.ts'
import { allTasks } from './progress.ts'
import { reviewPoints } from './summary.ts'

/** What blocks a stage, as text: `2 open questions: "how many days?", "which region?"; Security 2/5`. Undefined if nothing does. */
export function blockersOf(feature: Feature, stage: Stage | undefined): string | undefined {
  if (stage !== 'approved' && stage !== 'done') return undefined
  const { documents } = feature
  const parts: string[] = []
  const open = documents.flatMap(({ clarifications }) => clarifications.filter(({ state }) => state === 'open'))
  if (open.length > 0) {
    const questions = open.map(({ question }) => (question === '' ? t('(no text)') : `"${excerpt(question, 40)}"`))
    parts.push(counted(open.length, '{0} open question: {1}', '{0} open questions: {1}', someOf(questions, 3)))
  }
  const personas = new Map<string, { done: number; all: number }>()
  for (const spec of documents)
    for (const {
      entry: { section },
      state,
    } of reviewPoints(spec)) {
      if (state === 'dropped') continue
      const counts = personas.get(section?.title ?? t('Review')) ?? { done: 0, all: 0 }
      personas.set(section?.title ?? t('Review'), {
        done: counts.done + (state === 'done' ? 1 : 0),
        all: counts.all + 1,
      })
    }
  for (const [persona, { done, all }] of personas)
    if (done < all) parts.push(t('{0}: {1} of {2} done', persona, done, all))
  if (stage === 'done') {
    const left = allTasks(feature).filter(({ state }) => state === 'open').length
    if (left > 0) parts.push(counted(left, '{0} open task', '{0} open tasks'))
  }
  return parts.length > 0 ? parts.join('; ') : undefined
}
