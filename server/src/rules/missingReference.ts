import type { Document } from '../document/model.ts'
import { titleSpan } from '../document/sections.ts'
import { hasWord } from '../document/words.ts'
import type { FeatureRule } from './engine/rule.ts'
import { settledByTheEnd } from './engine/severity.ts'

/** A specification that does not name the constitution, where its template does. */
export const missingReference: FeatureRule = {
  code: 'missing-reference',
  scope: 'feature',
  severity: settledByTheEnd,
  summary: 'The constitution is not named, though the template asks for it.',
  why: `Where a repository has a constitution, its specifications stand under it, and the template has a place where they say so. A reviewer looks there for the clauses that count. Nothing is said where there is no \`constitution.md\`, or where the template does not name it. Any document of the specification may name it. (cloud-native-ref, \`validate-spec.sh\`, checks 4 and 12)`,
  bad: `# Spec: Queue

**Status**: approved

## References

- [The old queues](https://example.com/queues)
//- constitution.md
# Constitution
`,
  good: `# Spec: Queue

**Status**: approved

## References

- Constitution: [constitution.md](constitution.md)
//- constitution.md
# Constitution
`,
  check({ document }, report, { feature, context: { constitution } }) {
    if (!constitution || document !== feature.spec.document) return
    const names = ({ document: one }: { document: Document }): boolean => hasWord(one, ['constitution'], true)
    if (!feature.format.templates.some((template) => template.documentKind === 'spec' && names(template))) return
    if (feature.documents.some(names)) return
    report(
      titleSpan(document),
      `This does not name the constitution (${constitution.path.replace(/^.*[\\/]/, '')}), as the template does.`,
    )
  },
}
