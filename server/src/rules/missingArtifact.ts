import { quotedList } from '../base/words.ts'
import { deniesFile } from '../document/absence.ts'
import { titleSpan } from '../document/sections.ts'
import { stageOf } from '../feature/lifeCycle.ts'
import { type DocumentKind, isFallback, type Template } from '../templates/template.ts'
import type { FeatureRule } from './engine/rule.ts'
import { settledByTheEnd } from './engine/severity.ts'

/** A document that the format asks for is not in the folder. */
export const missingArtifact: FeatureRule = {
  code: 'missing-artifact',
  scope: 'feature',
  severity: settledByTheEnd,
  summary: 'A document that belongs to the specification is missing.',
  why: `A specification in a folder of its own is several documents: what is wanted stands in \`spec.md\`, how it is built and in which steps in the others. The format says which there are: \`plan.md\` and \`clarifications.md\`, or \`plan.md\` and \`tasks.md\`. Check lists and phases may be left out.

The documents are written one after the other: a draft that stands alone is left alone, and beside others this is a hint. It stays one where a specification that is built already stands alone: nobody will plan that any more. Nothing is missed that a document of the specification says there is none of ("this has no \`plan.md\`: …").`,
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
  check(spec, report, { feature }) {
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
    // Written down after it was built: nobody will plan it any more.
    const isAlone = feature.documents.length === 1
    const stage = stageOf(spec)
    if (isAlone && (stage === 'draft' || stage === undefined)) return
    const verb = names.length > 1 ? 'are' : 'is'
    report(
      titleSpan(spec.document),
      `${quotedList(names, 'and')} ${verb} missing beside this document; the ${feature.format.name} format has ${[...asked].map(nameOf).join(', ')}.`,
      isAlone && stage === 'done' ? { as: 'hint' } : undefined,
    )
  },
}

const nameOf = (kind: DocumentKind): string => (kind === 'checklist' ? 'checklists/' : `${kind}.md`)
