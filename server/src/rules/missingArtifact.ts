// The rule missing-artifact: documents of the format that are not in the folder.
import { counted, listed, quotedList } from '../base/l10n.ts'
import { deniesFile, isRetroactive } from '../document/absence.ts'
import { titleSpan } from '../document/sections.ts'
import { stageOf } from '../feature/lifeCycle.ts'
import { type DocumentKind, isFallback, type Template } from '../templates/template.ts'
import type { FeatureRule } from './engine/rule.ts'
import { settledByTheEnd } from './engine/severity.ts'

export const missingArtifact: FeatureRule = {
  code: 'missing-artifact',
  scope: 'feature',
  severity: settledByTheEnd,
  summary: 'A document of the specification is missing.',
  details: `The format decides which documents a specification folder has: \`plan.md\` and \`clarifications.md\`, or \`plan.md\` and \`tasks.md\`. Checklists are optional. A draft may consist of \`spec.md\` only; for a completed specification, and for documents that most specifications beside it lack, too, the finding is a hint. A document is not reported if the specification says that it does not exist ("this has no \`plan.md\`").`,
  why: 'The specification says what is wanted; the plan and the tasks say how it is built and in which steps. Reviewers and agents expect all of them.',
  whenOff: 'Turn the rule off if plans and tasks live elsewhere, for example in an issue tracker.',
  related: ['missing-section', 'too-few-tasks'],
  bad: `# Spec: Queue

**ID**: SPEC-004
//- clarifications.md
# Clarifications Log — Queue
`,
  good: `# Spec: Queue

**ID**: SPEC-004
//- plan.md
# Plan: Queue
//- clarifications.md
# Clarifications Log — Queue
`,
  check(spec, report, { feature, context: { unusedDocuments } }) {
    if (spec !== feature.spec || spec.loose || feature.fileNames.length === 0) return
    const { format } = feature
    const isAsked = (template: Template): boolean => isFallback(format, spec.template) || !isFallback(format, template)
    const asked = new Set(format.templates.filter(isAsked).map(({ documentKind }) => documentKind))
    const missing = [...asked].filter(
      (kind) =>
        kind !== 'checklist' &&
        !feature.documents.some(({ template }) => template.documentKind === kind) &&
        !feature.fileNames.some((name) => name.startsWith(`${kind}/`)) &&
        !feature.documents.some(({ document }) => deniesFile(document, nameOf(kind))),
    )
    if (missing.length === 0) return
    const names = missing.map(nameOf)
    const isAlone = feature.documents.length === 1
    const stage = stageOf(spec)
    if (isAlone && (stage === 'draft' || stage === undefined)) return
    report(
      titleSpan(spec.document),
      counted(
        names.length,
        'Missing document {1} (the {2} format expects {3}).',
        'Missing documents {1} (the {2} format expects {3}).',
        quotedList(names, 'and'),
        feature.format.name,
        listed([...asked].map(nameOf)),
      ),
      {
        about: names[0],
        // When the work is done, nobody will write a plan.
        ...((stage === 'done' ||
          isRetroactive(spec.document) ||
          missing.every((kind) => unusedDocuments.has(kind))) && { as: 'hint' }),
      },
    )
  },
}

const nameOf = (kind: DocumentKind): string => (kind === 'checklist' ? 'checklists/' : `${kind}.md`)
