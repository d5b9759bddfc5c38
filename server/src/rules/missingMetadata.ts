import type { TemplateField } from '../formats/format.ts'
import type { Reading } from '../formats/reading.ts'
import type { Edit, Rule } from './rule.ts'
import { inLineEndsOf, titleSpan, withoutComments } from './text.ts'

/** A metadata line that the template asks for is missing, or has no value. */
export const missingMetadata: Rule = {
  code: 'missing-metadata',
  severity: 'error',
  summary: 'A metadata line of the template is missing or empty.',
  why: `The lines under the title (\`**Status**: draft\`) say which specification it is, who tracks it and how far it got. Tools and people read them before anything else. Keys are compared without regard to case.

The fix inserts the line of the template in its place.`,
  bad: `# Spec: Queue

**ID**: SPEC-004
**Issue**: [#12](https://github.com/acme/platform/issues/12)
**Type**: composition
**Created**: 2026-02-03
`,
  good: `# Spec: Queue

**ID**: SPEC-004
**Issue**: [#12](https://github.com/acme/platform/issues/12)
**Status**: draft
**Type**: composition
**Created**: 2026-02-03
`,
  check(reading, report) {
    for (const wanted of reading.format.fields) {
      const field = reading.fields.get(wanted)
      if (!field) {
        report(
          titleSpan(reading.spec),
          `Metadata "${wanted.key}" is missing; the ${reading.format.name} template has "${wanted.line}".`,
          {
            fixes: () => [{ title: `Insert "${wanted.key}"`, edits: [insertion(reading, wanted)], preferred: true }],
          },
        )
      } else if (withoutComments(field.value) === '') report(field.name, `${wanted.key} has no value.`)
    }
  },
}

function insertion(reading: Reading, wanted: TemplateField): Edit {
  const { spec, format } = reading
  const at = format.fields.indexOf(wanted)
  const present = (fields: readonly TemplateField[]) =>
    fields.map((one) => reading.fields.get(one)).find((one) => one !== undefined)
  const before = present(format.fields.slice(0, at).reverse())
  const behind = present(format.fields.slice(at + 1))
  if (before) return { start: before.end, end: before.end, text: inLineEndsOf(spec.text, `\n${wanted.line}`) }
  if (behind) return { start: behind.start, end: behind.start, text: inLineEndsOf(spec.text, `${wanted.line}\n`) }
  const title = spec.title
  if (!title) return { start: 0, end: 0, text: inLineEndsOf(spec.text, `${wanted.line}\n\n`) }
  const newline = title.body > 0 && /[\r\n]/.test(spec.text[title.body - 1] ?? '') ? '' : '\n'
  return { start: title.body, end: title.body, text: inLineEndsOf(spec.text, `${newline}\n${wanted.line}\n`) }
}
