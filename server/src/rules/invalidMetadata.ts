// The rule invalid-metadata: metadata values that the template does not allow.
import { listed, t } from '../base/l10n.ts'
import { excerpt, fold, nearest } from '../base/words.ts'
import { startsWithFateWord } from '../document/fate.ts'
import { trimmedValue, withoutComments } from '../document/fields.ts'
import type { Field } from '../document/model.ts'
import { isLeftOver } from '../templates/leftOver.ts'
import { isForeignStage } from '../templates/status.ts'
import type { TemplateField } from '../templates/template.ts'
import type { DocumentRule, Fix } from './engine/rule.ts'

export const invalidMetadata: DocumentRule = {
  code: 'invalid-metadata',
  scope: 'document',
  severity: 'error',
  summary: 'A metadata value is not allowed by the template.',
  details: `The value in the template decides what is allowed: alternatives (\`draft | in-review\`), an id (\`SPEC-XXX\`), a date (\`YYYY-MM-DD\`, or any complete date for \`[DATE]\`) or a linked issue (\`[#XXX](…)\`). A note may follow the value: \`done (moved from the wiki)\`. A month without a day, or \`unknown\`, is a hint as a date, and so is an end of the life cycle that the template does not list (\`superseded\`). \`N/A\` is accepted as an issue, \`TBD\` is not. The setting \`vocabularies\` replaces the alternatives of the template.`,
  why: 'Tools and people filter specifications by status, type and issue. A misspelled value drops a specification out of every list.',
  whenOff: 'Turn the rule off if the values in your template are examples, not alternatives.',
  related: ['missing-metadata', 'stale-status'],
  bad: `# Spec: Queue

**ID**: SPEC-004
**Status**: wip
`,
  good: `# Spec: Queue

**ID**: SPEC-004
**Status**: In Review (since Monday)
`,
  check(spec, report) {
    if (spec.loose) return
    for (const [wanted, field] of spec.fields) {
      const value = withoutComments(field.value)
      if (value === '' || isLeftOver(wanted, field)) continue
      const problem = problemOf(wanted, value)
      if (!problem || isTranslated(wanted, field)) continue
      const fixes = wanted.shape.type === 'words' ? wordFixes(wanted.shape.words, field) : undefined
      const isVague = wanted.shape.type === 'date' && (isMonth(value) || isUnknown(value))
      // "Superseded": every life cycle has an end, whatever the template lists.
      const isEnd = wanted.shape.type === 'words' && startsWithFateWord(value)
      const as = isVague || isEnd ? ('hint' as const) : undefined
      report(trimmedValue(field), problem, { ...(fixes && { fixes }), ...(as && { as }) })
    }
  },
}

/** Whether a field is in another language than the template, so that its dates and words cannot be compared. */
const isTranslated = ({ key, shape }: TemplateField, field: Field): boolean =>
  (shape.type === 'date' && field.key.toLowerCase() !== key.toLowerCase()) ||
  (shape.type === 'words' && isForeignStage(field.value))

/** The span of the value without the note after it: `wip` in `wip (blocked)`. */
function wordSpan({ value, valueSpan }: Field): { start: number; end: number } {
  const word = /^[^(,;|—<]*/.exec(value)?.[0].trimEnd() ?? ''
  return { start: valueSpan.start, end: valueSpan.start + (word || value.trimEnd()).length }
}

function problemOf({ key, shape }: TemplateField, value: string): string | undefined {
  const shown = excerpt(value, 40)
  switch (shape.type) {
    case 'words': {
      const folded = fold(value.replace(/^[^\p{L}\p{N}]+/u, ''))
      const word = shape.words.find(
        (option) => folded.startsWith(fold(option)) && !/[\p{L}\p{N}]/u.test(folded[fold(option).length] ?? ''),
      )
      const next =
        word && shape.words.find((option) => folded.slice(fold(word).length).startsWith(`-|-${fold(option)}`))
      return word && !next
        ? undefined
        : t('{0} "{1}" is not allowed. Expected {2}.', key, shown, listed(shape.words, 'or'))
    }
    case 'id':
      return new RegExp(`\\b${shape.prefix}-\\d+\\b`).test(value)
        ? undefined
        : t('{0} "{1}" is not an id. Expected an id such as {2}.', key, shown, `${shape.prefix}-001`)
    case 'date': {
      const date = /\b(\d{4})-(\d{2})-(\d{2})\b/.exec(value)
      if (!date) {
        if (!shape.anyForm) return t('{0} "{1}" is not a date. Expected YYYY-MM-DD.', key, shown)
        return isDate(value)
          ? undefined
          : t('{0} "{1}" is not a complete date. Expected a date such as 2026-02-10.', key, shown)
      }
      return exists(Number(date[1]), Number(date[2]), Number(date[3]))
        ? undefined
        : t('{0} "{1}" is not a valid date.', key, shown)
    }
    case 'link':
      if (/^\W*(?:tbd|todo|tba|\?)/i.test(value))
        return t('{0} "{1}" is undecided. Link the issue as in "{2}", or write "N/A".', key, shown, shape.sample)
      if (/#X{2,}/.test(value))
        return t('{0} "{1}" is a placeholder. Link the issue as in "{2}", or write "N/A".', key, shown, shape.sample)
      return /#\d|^\[[^\]]+\]\[|https?:\/\/|^\W*(?:n\/?a|none)\b/i.test(value)
        ? undefined
        : t('{0} "{1}" does not reference an issue. Expected a link such as "{2}".', key, shown, shape.sample)
    case 'blank':
    case 'text':
      return undefined
  }
}

/** Whether a value says that there is none: `unknown`, `n/a`, `—`. */
const isUnknown = (value: string): boolean => /^\W*(?:unknown|unspecified|undated|n\/a|none)?\W*$/i.test(value)

/** Whether a value has a year and a month without a day, which may be all that the author wanted to say: `July 2026`. */
const isMonth = (value: string): boolean =>
  /^\p{L}{3,}\.?[\s,]+(?:de\s+)?\d{4}$|^\d{4}年\d{1,2}月$|^\d{4}[-/.]\d{1,2}$/u.test(value.trim())

/** Whether a value has a year, a month and a day, in any order and language: `February 10, 2026`, `2026年2月10日`. */
const isDate = (value: string): boolean => {
  const parts = value.match(/\d+|\p{L}{3,}/gu) ?? []
  return parts.some((part) => /^\d{4}$/.test(part)) && parts.some((part) => /^\d{1,2}$/.test(part)) && parts.length >= 3
}

function exists(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

function wordFixes(words: readonly string[], field: Field): () => Fix[] {
  return () => {
    const span = wordSpan(field)
    const written = field.value.slice(0, span.end - span.start)
    const near = nearest(written, words)
    const sorted = near ? [near, ...words.filter((word) => word !== near)] : words
    return sorted.map((word) => ({
      title: t('Set {0} to "{1}"', field.key, word),
      edits: [{ ...span, text: word }],
      preferred: word === near,
    }))
  }
}
