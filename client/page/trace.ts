// Traceability: three views of a model, with a filter, zoom and highlighting.
import { t } from '../../server/src/base/l10n.ts'
import { type Child, element, toXml } from '../../server/src/pages/element.ts'
import { graphOf } from '../../server/src/pages/graph.ts'
import { listOf } from '../../server/src/pages/list.ts'
import { gapLabel, stateLabel } from '../../server/src/pages/marks.ts'
import { matrixOf } from '../../server/src/pages/matrix.ts'
import type { ExportFormat } from '../../server/src/pages/messages.ts'
import {
  filteredRows,
  noFilter,
  type PageItem,
  type TraceFilter,
  type TraceModel,
  taskSections,
  traceSummary,
} from '../../server/src/pages/traceModel.ts'
import { replace } from './dom.ts'
import { inEditor, keep, kept, tell } from './host.ts'
import { listenToArrows, rove } from './keyboard.ts'
import { createLights, itemsOf } from './lights.ts'

type View = 'matrix' | 'graph' | 'list'

interface State {
  view: View
  filter: TraceFilter
  zoom: number
}

const views: Record<View, () => string> = { matrix: () => t('Matrix'), graph: () => t('Graph'), list: () => t('List') }
const zooms = [0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 2]

/** Shows traceability in an element. */
export function createTracePage(root: HTMLElement): {
  show(model: TraceModel): void
  highlight(items: readonly number[]): void
} {
  const state: State = { view: 'matrix', filter: noFilter, zoom: 1, ...kept<State>() }
  let model: TraceModel | undefined
  let lit: readonly number[] = []
  const lights = createLights()
  const find = <T extends HTMLElement>(selector: string): T => root.querySelector(selector) as T

  /** Draws what stays when the model changes, so that typing into the filter is not interrupted. */
  function drawFrame(): void {
    replace(
      root,
      element(
        'header',
        {},
        element('h1', {}, element('span', { id: 'title' }), element('span', { class: 'status' })),
        element('p', { class: 'summary' }),
        toolbar(state),
      ),
      element('main', { id: 'view', tabindex: -1 }),
      element('footer', {}, element('output', { id: 'detail' })),
    )
    find<HTMLInputElement>('#text').value = state.filter.text
    find<HTMLInputElement>('#gaps').checked = state.filter.gapsOnly
    listenToArrows(find('#view'))
  }

  function drawHead(now: TraceModel): void {
    find('#title').textContent = now.title
    find('.status').textContent = now.status ?? ''
    find('.summary').textContent = traceSummary(now)
    const { section, story } = state.filter
    const sections = taskSections(now).map((name) => [name, name] as const)
    setChoices(find('#section'), t('All phases'), sections, section)
    const stories = now.items.filter(({ kind }) => kind === 'story')
    const named = stories.map(({ id, text }) => [id, `${id} ${text}`.slice(0, 60)] as const)
    setChoices(find('#story'), t('All stories'), named, story)
  }

  function drawView(): void {
    if (!model) return
    const view = find('#view')
    const rows = filteredRows(model, state.filter)
    const drawing = { graph: graphOf, list: listOf, matrix: matrixAsWide }[state.view]
    const none = model.rows.length === 0 ? t('Nothing to trace yet') : t('No items match the filter')
    replace(view, rows.length === 0 ? element('p', { class: 'empty' }, none) : drawing(model, rows))
    view.style.setProperty('zoom', String(state.zoom))
    for (const name of Object.keys(views))
      find(`#view-${name}`).setAttribute('aria-pressed', String(name === state.view))
    find('#zoom').textContent = `${Math.round(state.zoom * 100)} %`
    for (const link of view.querySelectorAll('a')) link.setAttribute('tabindex', '-1')
    rove(view, view.querySelector('a'))
    lights.read(view)
    lights.show(lit)
    keep(state)
  }

  function set(change: Partial<State>): void {
    Object.assign(state, change)
    drawView()
  }

  const itemAt = (target: EventTarget | null): Element | null =>
    target instanceof Element ? target.closest('a[data-item]') : null

  function point(link: Element | null): void {
    const k = link ? Number(link.getAttribute('data-item')) : null
    const item = k === null ? undefined : model?.items[k]
    find('#detail').textContent = item ? detailOf(item) : ''
    lights.show(link ? itemsOf(link) : lit)
    tell({ type: 'hover', item: k })
  }

  root.addEventListener('pointerover', ({ target }) => point(itemAt(target)))
  root.addEventListener('pointerleave', () => point(null))
  root.addEventListener('focusin', ({ target }) => {
    if (itemAt(target)) point(itemAt(target))
  })
  root.addEventListener('click', (event) => {
    const link = itemAt(event.target)
    if (link && inEditor) {
      event.preventDefault()
      tell({ type: 'open', item: Number(link.getAttribute('data-item')) })
    }
    const button = event.target instanceof Element ? event.target.closest('button') : null
    if (button?.dataset.view) set({ view: button.dataset.view as View })
    if (button?.dataset.zoom) set({ zoom: zoomed(state.zoom, Number(button.dataset.zoom)) })
    if (button?.dataset.export) exportAs(button.dataset.export as ExportFormat)
  })
  root.addEventListener('input', () => {
    set({
      filter: {
        text: find<HTMLInputElement>('#text').value,
        gapsOnly: find<HTMLInputElement>('#gaps').checked,
        section: find<HTMLSelectElement>('#section').value,
        story: find<HTMLSelectElement>('#story').value,
      },
    })
  })

  function exportAs(format: ExportFormat): void {
    if (!model) return
    tell({ type: 'export', format, ...(format === 'svg' && { text: drawingOf(model, state.filter) }) })
  }

  return {
    show(now) {
      const before = model
      model = now
      if (before?.title !== now.title) lit = []
      const { story, section } = state.filter
      const hasStory = now.items.some(({ kind, id }) => kind === 'story' && id === story)
      state.filter = {
        ...state.filter,
        story: hasStory ? story : '',
        section: taskSections(now).includes(section) ? section : '',
      }
      if (!before) drawFrame()
      drawHead(now)
      const view = find('#view')
      const [left, top] = [view.scrollLeft, view.scrollTop]
      const focused = document.activeElement?.closest('#view a')?.getAttribute('aria-label')
      drawView()
      view.scrollTo(left, top)
      const again = focused && [...view.querySelectorAll<HTMLElement>('a')].find((link) => link.ariaLabel === focused)
      if (again) again.focus({ preventScroll: true })
    },
    highlight(items) {
      lit = items
      lights.show(items)
      find('#view').querySelector('.lit')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    },
  }
}

/** Beside a document, the first column of the matrix is narrower. */
const matrixAsWide: typeof listOf = (model, rows) => matrixOf(model, rows, window.innerWidth < 900 ? 220 : 380)

/** The graph as a file, which contains its styles. */
function drawingOf(model: TraceModel, filter: TraceFilter): string {
  const graph = graphOf(model, filteredRows(model, filter))
  const style = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => /\.graph|:root/.test(rule.cssText))
    .map((rule) => rule.cssText)
    .join('\n')
  const set = getComputedStyle(document.documentElement)
  const values = style.replace(
    /var\((--[\w-]+)(?:,[^()]*)?\)/g,
    (whole, name: string) => set.getPropertyValue(name).trim() || whole,
  )
  return toXml({ ...graph, children: [element('style', {}, values), ...graph.children] })
}

function zoomed(now: number, step: number): number {
  const at = zooms.findIndex((zoom) => zoom >= now)
  return zooms[Math.min(zooms.length - 1, Math.max(0, at + step))] ?? 1
}

function detailOf(item: PageItem): string {
  const { id, kind, section, gaps, text } = item
  const phase = kind === 'task' ? section : ''
  return [id, stateLabel(item), phase, ...gaps.map(gapLabel), text].filter(Boolean).join(' · ')
}

/** Replaces the options of a list; the first option selects all. */
function setChoices(
  select: HTMLSelectElement,
  all: string,
  choices: readonly (readonly [string, string])[],
  now: string,
): void {
  replace(
    select,
    element('option', { value: '' }, all),
    ...choices.map(([value, text]) => element('option', { value }, text)),
  )
  select.disabled = choices.length === 0
  select.value = now
}

const exportTitles: Record<ExportFormat, () => string> = {
  svg: () => t('Export graph as SVG'),
  html: () => t('Export as HTML'),
  markdown: () => t('Export as Markdown'),
}

function toolbar({ view }: State): Child {
  const button = (text: string, attributes: Record<string, string>): Child =>
    element('button', { type: 'button', ...attributes }, text)
  return element(
    'div',
    { class: 'toolbar', role: 'toolbar', 'aria-label': t('Views and filters') },
    element(
      'div',
      { class: 'group', role: 'group', 'aria-label': t('View') },
      ...Object.entries(views).map(([name, title]) =>
        button(title(), { id: `view-${name}`, 'data-view': name, 'aria-pressed': String(name === view) }),
      ),
    ),
    element('input', { id: 'text', type: 'search', placeholder: t('Filter'), 'aria-label': t('Filter by words') }),
    element('label', { class: 'check' }, element('input', { id: 'gaps', type: 'checkbox' }), t('Gaps only')),
    element('select', { id: 'section', 'aria-label': t('Phase') }),
    element('select', { id: 'story', 'aria-label': t('Story') }),
    element(
      'div',
      { class: 'group', role: 'group', 'aria-label': t('Zoom') },
      button('−', { 'data-zoom': '-1', 'aria-label': t('Zoom out') }),
      element('span', { id: 'zoom', class: 'zoom' }),
      button('+', { 'data-zoom': '1', 'aria-label': t('Zoom in') }),
    ),
    inEditor
      ? element(
          'div',
          { class: 'group', role: 'group', 'aria-label': t('Export') },
          ...(['svg', 'html', 'markdown'] as const).map((format) =>
            button(format === 'markdown' ? 'Markdown' : format.toUpperCase(), {
              'data-export': format,
              title: exportTitles[format](),
            }),
          ),
        )
      : undefined,
  )
}
