import { excerpt, fold, nearest, quotedList } from '../base/words.ts'
import { trimmedValue, withoutComments } from '../document/fields.ts'
import type { Field } from '../document/model.ts'
import { isLeftOver } from '../templates/leftOver.ts'
import { isForeignStage } from '../templates/status.ts'
import type { FieldShape, TemplateField } from '../templates/template.ts'
import type { DocumentRule, Fix } from './engine/rule.ts'

/** A metadata value that is none of those the template allows. */
export const invalidMetadata: DocumentRule = {
  code: 'invalid-metadata',
  scope: 'document',
  severity: 'error',
  summary: 'A metadata value is not what the template allows.',
  why: `What a value has to be is told by the template's own value: alternatives (\`draft | in-review\`), an id (\`SPEC-XXX\`), a date (\`YYYY-MM-DD\`; any complete date where the template says \`[DATE]\`), a linked issue (\`[#XXX](…)\`). A note may follow the value: \`done (moved from the wiki)\`. \`N/A\` is an answer where an issue is asked for; \`TBD\` is none.`,
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
      const problem = problemOf(wanted.shape, value)
      if (!problem || isTranslated(wanted, field)) continue
      const fixes = wanted.shape.type === 'words' ? wordFixes(wanted.shape.words, field) : undefined
      report(trimmedValue(field), `${wanted.key} "${excerpt(value, 40)}" ${problem}.`, fixes && { fixes })
    }
  },
}

/** Whether a field is written in another language than the template: its dates and words are none of the template's. */
const isTranslated = ({ key, shape }: TemplateField, field: Field): boolean =>
  (shape.type === 'date' && field.key.toLowerCase() !== key.toLowerCase()) ||
  (shape.type === 'words' && isForeignStage(field.value))

/** The value without the note behind it: `wip (blocked)`. */
function wordSpan({ value, valueSpan }: Field): { start: number; end: number } {
  const word = /^[^(,;|—<]*/.exec(value)?.[0].trimEnd() ?? ''
  return { start: valueSpan.start, end: valueSpan.start + (word || value.trimEnd()).length }
}

function problemOf(shape: TemplateField['shape'] & FieldShape, value: string): string | undefined {
  switch (shape.type) {
    case 'words': {
      const own = fold(value.replace(/^[^\p{L}\p{N}]+/u, ''))
      const word = shape.words.find(
        (one) => own.startsWith(fold(one)) && !/[\p{L}\p{N}]/u.test(own[fold(one).length] ?? ''),
      )
      const next = word && shape.words.find((one) => own.slice(fold(word).length).startsWith(`-|-${fold(one)}`))
      return word && !next ? undefined : `has to be ${quotedList(shape.words)}`
    }
    case 'id':
      return new RegExp(`\\b${shape.prefix}-\\d+\\b`).test(value) ? undefined : `has to look like "${shape.prefix}-001"`
    case 'date': {
      const date = /\b(\d{4})-(\d{2})-(\d{2})\b/.exec(value)
      if (!date) {
        if (!shape.anyForm) return 'has to be a date written YYYY-MM-DD'
        return isDate(value) ? undefined : 'has to be a complete date, such as 2026-02-10'
      }
      return exists(Number(date[1]), Number(date[2]), Number(date[3])) ? undefined : 'is not a calendar date'
    }
    case 'link':
      if (/^\W*(?:tbd|todo|tba|\?)/i.test(value))
        return `is still to be decided: link the issue, as in "${shape.sample}", or write "N/A"`
      if (/#X{2,}/.test(value)) return 'still names the template\'s issue "#XXX"'
      return /#\d|^\[[^\]]+\]\[|https?:\/\/|^\W*(?:n\/?a|none)\b/i.test(value)
        ? undefined
        : `names no issue: write it as in "${shape.sample}"`
    case 'blank':
    case 'text':
      return undefined
  }
}

/** A year with a month and a day, in any order and language: `February 10, 2026`, `10.2.2026`, `2026年2月10日`. */
const isDate = (value: string): boolean => {
  const parts = value.match(/\d+|\p{L}{3,}/gu) ?? []
  return parts.some((one) => /^\d{4}$/.test(one)) && parts.some((one) => /^\d{1,2}$/.test(one)) && parts.length >= 3
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
      title: `Set ${field.key} to "${word}"`,
      edits: [{ ...span, text: word }],
      preferred: word === near,
    }))
  }
}
