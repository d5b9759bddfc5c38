// The rule missing-metadata: metadata of the template that is missing or has no value.
import type { Edit } from '../base/edit.ts'
import { quotedList, t } from '../base/l10n.ts'
import { withoutComments } from '../document/fields.ts'
import { insertFieldNextTo, insertFirstField, joinedInserts } from '../document/insertion.ts'
import { titleSpan } from '../document/sections.ts'
import { inRepository } from '../templates/snippets.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import { fieldSource, isAsked, type TemplateField } from '../templates/template.ts'
import { type FeatureRule, metadataOf, type Report } from './engine/rule.ts'

export const missingMetadata: FeatureRule = {
  code: 'missing-metadata',
  scope: 'feature',
  severity: 'error',
  summary: 'A metadata line of the template is missing or empty.',
  details: `The rule reports lines such as \`**Status**: draft\` that the template has under its title and the document lacks. Keys are compared without regard to case. It applies to templates with metadata that a program can read: an id, a list of alternatives or an issue. For a template of the repository, the finding is a warning, and a hint if two neighbouring specifications lack a line, too. Three or more missing lines are one finding. The quick fix adds the lines of the template in their place.`,
  why: 'Metadata says which specification this is, who tracks it and how far it is. People and tools read it first.',
  whenOff: 'Turn the rule off if metadata is kept outside of the documents.',
  related: ['invalid-metadata'],
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
  check(spec, report, { context: { leftOut } }) {
    const { template } = spec
    // A template without an id, a vocabulary or an issue has metadata for people only.
    const read = template.fields.some(({ shape }) => ['id', 'words', 'link'].includes(shape.type))
    if (!read || spec.part || spec.loose) return
    const asked = template.fields.filter(isAsked)
    const missing = asked.filter((wanted) => !spec.fields.has(wanted))
    const isHabit = missing.some((wanted) => leftOut.has(metadataOf(template.documentKind, wanted)))
    if (missing.length >= fewestTogether) reportTogether(spec, missing, isHabit, report)
    for (const wanted of asked) {
      const field = spec.fields.get(wanted)
      if (!field) {
        if (missing.length >= fewestTogether) continue
        const edit = insertion(spec, wanted)
        report(
          titleSpan(spec.document),
          t('Missing metadata "{0}" (required by {1}: "{2}").', wanted.key, fieldSource(template, wanted), wanted.line),
          {
            about: wanted.key,
            ...severityOf(spec, isHabit),
            ...(edit && {
              fixes: () => [{ title: t('Add Missing Metadata "{0}"', wanted.key), edits: [edit], preferred: true }],
            }),
          },
        )
      } else if (withoutComments(field.value) === '')
        report(field.name, t('Metadata "{0}" is empty.', wanted.key), severityOf(spec, false))
    }
  },
}

const fewestTogether = 3 // lines that are one finding

/** The severity of a finding, unless it is that of the rule: people may leave out lines of a template of their own. */
const severityOf = ({ template }: SpecDocument, isHabit: boolean): { as?: 'hint' | 'warning' } =>
  isHabit ? { as: 'hint' } : template.path === undefined ? {} : { as: 'warning' }

/** Reports several missing lines as one finding. */
function reportTogether(spec: SpecDocument, missing: readonly TemplateField[], isHabit: boolean, report: Report): void {
  const { document, template } = spec
  const [first] = missing as [TemplateField]
  const names = quotedList(
    missing.map(({ key }) => key),
    'and',
  )
  report(titleSpan(document), t('Missing metadata {0} (required by {1}).', names, fieldSource(template, first)), {
    ...severityOf(spec, isHabit),
    fixes: () => {
      const lines = missing.map((wanted) => lineOf(spec, wanted))
      const title = t('Add Missing Metadata')
      if (spec.fields.size === 0)
        return [{ title, edits: [insertFirstField(document, lines.join('\n'))], preferred: true }]
      const edits = missing.flatMap((wanted) => insertion(spec, wanted) ?? [])
      if (edits.length < missing.length) return [] // beside a field in a table
      return [{ title, edits: joinedInserts(document, edits, '\n'), preferred: true }]
    },
  })
}

/** A line of the template as it is inserted. */
const lineOf = ({ template }: SpecDocument, { line }: TemplateField): string =>
  template.path === undefined ? inRepository(line) : line

/** The edit that inserts a line of the template, in the form of the lines around it: a bullet, a quote, a hard break. */
function insertion(spec: SpecDocument, wanted: TemplateField): Edit | undefined {
  const { document, template } = spec
  const at = template.fields.indexOf(wanted)
  const present = (fields: readonly TemplateField[]) =>
    fields.map((wantedField) => spec.fields.get(wantedField)).find((field) => field !== undefined)
  const before = present(template.fields.slice(0, at).reverse())
  const neighbour = before ?? present(template.fields.slice(at + 1))
  const line = lineOf(spec, wanted)
  if (!neighbour) return insertFirstField(document, line)
  return insertFieldNextTo(document, neighbour, line, before !== undefined)
}
