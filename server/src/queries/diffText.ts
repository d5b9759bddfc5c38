// What changed in specifications, item by item, as text for people. A style decides how it is written.
import { someOf, t } from '../base/l10n.ts'
import type { FeatureDiff } from '../feature/featureDiff.ts'
import type { Word } from '../feature/itemDiff.ts'
import { type DiffEntry, diffSummary, type Mark, specDiff } from './diffEntries.ts'

/** How the parts of a text are written in a format. */
export interface DiffStyle {
  /** A path, as it is shown: plain text. */
  path(path: string): string
  /** A place in a document. @param line from 1. */
  place(path: string, line: number): string
  heading(path: string, title: string): string
  line(mark: Mark, text: string): string
  detail(text: string): string
  removed(text: string): string
  added(text: string): string
  /** Text of a document. */
  quoted(text: string): string
}

const mostReferences = 5 // that refer to a removed item

/** The differences of features, and a summary. */
export function diffText(diffs: readonly FeatureDiff[], style: DiffStyle): string {
  const parts = diffs.map((diff) => {
    const { path, title, entries } = specDiff(diff, style.path)
    return style.heading(path, title) + entries.map((entry) => entryText(entry, style)).join('')
  })
  return [...parts, `${diffSummary(diffs)}\n`].join('\n')
}

function entryText({ mark, id, words, scenarios, details, references }: DiffEntry, style: DiffStyle): string {
  const name = id?.was === undefined ? id?.text : t('{0} (was {1})', id.text, id.was)
  const text = wordsText(words, style)
  return [
    style.line(mark, name === undefined ? text : `${name}  ${text}`),
    ...scenarios.map(({ label, words }) => style.detail(`${label}: ${wordsText(words, style)}`)),
    ...details.map((detail) => style.detail(style.quoted(detail))),
    ...(references.length > 0
      ? [
          style.detail(
            t(
              'Still referenced in {0}',
              someOf(
                references.map(({ path, line }) => style.place(path, line)),
                mostReferences,
              ),
            ),
          ),
        ]
      : []),
  ].join('')
}

const wordsText = (words: readonly Word[], style: DiffStyle): string =>
  words.map(({ type, text }) => (type === 'same' ? style.quoted(text) : style[type](style.quoted(text)))).join(' ')
