// The dashboard: all specifications, sorted and filtered.
import { counted, t } from '../../server/src/base/l10n.ts'
import { chartOf, dashboardOf } from '../../server/src/pages/dashboard.ts'
import { type Column, type DashboardModel, sortedRows } from '../../server/src/pages/dashboardModel.ts'
import { element } from '../../server/src/pages/element.ts'
import { replace } from './dom.ts'
import { inEditor, keep, kept, tell } from './host.ts'

interface State {
  by: Column
  backwards: boolean
  text: string
  archived: boolean
}

/** Shows the dashboard in an element. */
export function createDashboard(root: HTMLElement): { show(model: DashboardModel): void } {
  const state: State = { by: 'number', backwards: false, text: '', archived: false, ...kept<State>() }
  let model: DashboardModel | undefined
  const find = <T extends HTMLElement>(selector: string): T => root.querySelector(selector) as T

  function draw(): void {
    if (!model) return
    const words = state.text.toLowerCase().split(/\s+/).filter(Boolean)
    const wanted = model.rows.filter(
      ({ title, number, status, archived }) =>
        (state.archived || !archived) &&
        words.every((word) => `${number} ${title} ${status}`.toLowerCase().includes(word)),
    )
    const sum = (count: (row: DashboardModel['rows'][number]) => number): number =>
      wanted.reduce((all, row) => all + count(row), 0)
    const [total, done] = [sum((row) => row.tasks.total), sum((row) => row.tasks.done)]
    const questions = sum((row) => row.questions)
    const parts = [
      counted(wanted.length, '{0} specification', '{0} specifications'),
      counted(total, '{1} of {0} task done', '{1} of {0} tasks done', done),
      counted(questions, '{0} open question', '{0} open questions'),
    ]
    find('.summary').textContent = parts.join(' · ')
    replace(find('#chart'), chartOf(wanted))
    const focused = document.activeElement?.closest('[data-sort], [data-uri]')
    replace(find('#view'), dashboardOf(sortedRows(wanted, state.by, state.backwards), model, state.by, state.backwards))
    if (focused instanceof HTMLElement) focusAgain(focused)
    keep(state)
  }

  /** Restores the focus after the table was drawn again. */
  function focusAgain({ dataset: { sort, uri } }: HTMLElement): void {
    const all = [...root.querySelectorAll<HTMLElement>('[data-sort], [data-uri]')]
    all.find(({ dataset }) => dataset.sort === sort && dataset.uri === uri)?.focus({ preventScroll: true })
  }

  root.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return
    const by = event.target.closest('button')?.dataset.sort as Column | undefined
    if (by) {
      state.backwards = state.by === by && !state.backwards
      state.by = by
      draw()
    }
    const uri = event.target.closest('a')?.dataset.uri
    if (uri && inEditor) {
      event.preventDefault()
      tell({ type: 'openUri', uri })
    }
  })
  root.addEventListener('input', () => {
    state.text = find<HTMLInputElement>('#text').value
    state.archived = find<HTMLInputElement>('#archived').checked
    draw()
  })

  return {
    show(now) {
      const first = model === undefined
      model = now
      if (first) {
        replace(
          root,
          element(
            'header',
            {},
            element('h1', {}, t('Specifications')),
            element('p', { class: 'summary' }),
            element(
              'div',
              { class: 'toolbar', role: 'toolbar', 'aria-label': t('Filters') },
              element('input', {
                id: 'text',
                type: 'search',
                placeholder: t('Filter'),
                'aria-label': t('Filter by words'),
              }),
              element(
                'label',
                { class: 'check' },
                element('input', { id: 'archived', type: 'checkbox' }),
                t('Include archived'),
              ),
            ),
            element('div', { id: 'chart' }),
          ),
          element('main', { id: 'view', tabindex: -1 }),
        )
        find<HTMLInputElement>('#text').value = state.text
        find<HTMLInputElement>('#archived').checked = state.archived
      }
      draw()
    },
  }
}
