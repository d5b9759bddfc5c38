// Traceability as a list: a row for each requirement, and for each story, task or criterion without a requirement.
import { t } from '../base/l10n.ts'
import { type Element, element } from './element.ts'
import { itemLink, signOf, stateName } from './marks.ts'
import { missingText } from './matrix.ts'
import type { PageItem, TraceModel, TraceRow } from './traceModel.ts'

/** Creates the table of some rows of a model. */
export function listOf(model: TraceModel, rows: readonly TraceRow[]): Element {
  const link = (k: number): Element => {
    const item = model.items[k] as PageItem
    const sign = item.state === null ? '' : `${signOf(item)} `
    return element('li', { class: stateName(item) }, itemLink(model, k, `${sign}${item.id}`))
  }
  const cell = (items: readonly number[]): Element =>
    element('td', {}, items.length === 0 ? undefined : element('ul', {}, ...items.map(link)))
  const isKnown = model.items.some((item) => item.verified !== undefined)
  const verified = isKnown ? [t('Verified')] : []
  return element(
    'table',
    { class: 'list', 'aria-label': t('Stories, requirements, tasks and criteria') },
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        ...[t('Story'), t('Item'), t('Text'), t('Tasks'), t('Criteria'), ...verified, t('Missing')].map((name) =>
          element('th', { scope: 'col' }, name),
        ),
      ),
    ),
    element(
      'tbody',
      {},
      ...rows.map(({ about, stories, tasks, criteria, gaps }) =>
        element(
          'tr',
          { class: gaps.length > 0 ? 'gap' : undefined },
          cell(stories.filter((k) => k !== about)),
          element('th', { scope: 'row' }, about === null ? '' : itemLink(model, about, model.items[about]?.id ?? '')),
          element('td', { class: 'text' }, about === null ? t('No requirement') : (model.items[about]?.text ?? '')),
          cell(tasks),
          cell(criteria.filter((k) => k !== about)),
          isKnown
            ? element('td', { class: 'verified' }, about === null ? '' : (model.items[about]?.verified ?? ''))
            : undefined,
          element('td', { class: 'missing' }, missingText(gaps)),
        ),
      ),
    ),
  )
}
