// The comparison: what changed in a specification since a version in git. Links open the documents.
import { comparisonOf } from '../../server/src/pages/comparison.ts'
import type { ComparisonModel } from '../../server/src/pages/comparisonModel.ts'
import { replace } from './dom.ts'
import { inEditor, tell } from './host.ts'

/** Shows the comparison in an element. */
export function createComparison(root: HTMLElement): { show(model: ComparisonModel): void } {
  root.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link?.dataset.uri || !inEditor) return
    event.preventDefault()
    tell({ type: 'openUri', uri: link.dataset.uri, line: Number(link.dataset.line) })
  })
  return {
    show(model) {
      const top = root.querySelector('main')?.scrollTop ?? 0
      replace(root, ...comparisonOf(model))
      root.querySelector('main')?.scrollTo(0, top)
    },
  }
}
