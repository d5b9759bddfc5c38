// The comparison page: the changes of each specification, grouped by what they are about.
import { groupBy } from '../base/groups.ts'
import { t } from '../base/l10n.ts'
import type { Change, ChangedWords, ComparedSpec, ComparisonModel, Place } from './comparisonModel.ts'
import { type Child, type Element, element } from './element.ts'

const groupTitles: Readonly<Record<string, () => string>> = {
  story: () => t('Stories'),
  requirement: () => t('Requirements'),
  criterion: () => t('Criteria'),
  task: () => t('Tasks'),
  decision: () => t('Decisions'),
}
const signs = { '+': '+', '-': '−', '~': '~' } as const
const signLabels = { '+': () => t('Added'), '-': () => t('Removed'), '~': () => t('Changed') } as const
const classes = { '+': 'added', '-': 'removed', '~': 'changed' } as const

/** The whole page. */
export const comparisonOf = ({ base, summary, specs }: ComparisonModel): Child[] => [
  element('header', {}, element('h1', {}, t('Changes since {0}', base)), element('p', { class: 'summary' }, summary)),
  element(
    'main',
    { class: 'comparison', tabindex: -1 },
    ...specs.map((spec) => specOf(spec)),
    specs.length === 0 ? element('p', { class: 'empty' }, t('Nothing to compare')) : undefined,
  ),
]

function specOf({ title, path, uri, changes }: ComparedSpec): Element {
  const groups = groupBy(changes, ({ role }) => role)
  return element(
    'section',
    {},
    element('h2', {}, uri === null ? title : link({ uri, line: 1 }, title)),
    path === title ? undefined : element('p', { class: 'path' }, path),
    ...[...groups].flatMap(([role, all]) => [
      role === null ? undefined : element('h3', {}, groupTitles[role]?.() ?? role),
      element('ul', {}, ...all.map(changeOf)),
    ]),
  )
}

const link = ({ uri, line }: Place, text: string): Element =>
  element('a', { href: `${uri}#L${line}`, 'data-uri': uri, 'data-line': line }, text)

function changeOf({ mark, id, words, scenarios, details, references }: Change): Element {
  return element(
    'li',
    { class: classes[mark] },
    element(
      'span',
      { class: 'mark', role: 'img', 'aria-label': signLabels[mark](), title: signLabels[mark]() },
      signs[mark],
    ),
    element(
      'div',
      {},
      id ? element('strong', {}, id.place ? link(id.place, id.text) : id.text) : undefined,
      id?.was == null ? undefined : element('span', { class: 'was' }, t('was {0}', id.was)),
      element('span', { class: 'words' }, ...wordsOf(words)),
      ...scenarios.map(({ label, words }) =>
        element('p', { class: 'scenario' }, element('em', {}, label), ' ', ...wordsOf(words)),
      ),
      details.length === 0
        ? undefined
        : element('p', { class: 'details' }, ...details.map((detail) => element('span', {}, detail))),
      references.length === 0
        ? undefined
        : element(
            'p',
            { class: 'references' },
            t('Still referenced in:'),
            ...references.flatMap((one): Child[] => [' ', link(one, one.label)]),
          ),
    ),
  )
}

const wordsOf = (words: readonly ChangedWords[]): Child[] =>
  words.flatMap(({ type, text }, k): Child[] => {
    const tag = { same: undefined, removed: 'del', added: 'ins' }[type]
    return [...(k > 0 ? [' '] : []), tag ? element(tag, {}, text) : text]
  })
