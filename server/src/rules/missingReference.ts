import { perObject } from '../base/perObject.ts'
import type { Document } from '../document/model.ts'
import { titleSpan } from '../document/sections.ts'
import { hasWord, showsWord } from '../document/words.ts'
import type { Template } from '../templates/template.ts'
import type { FeatureRule } from './engine/rule.ts'
import { settledByTheEnd } from './engine/severity.ts'

/** Whether a template has a place for the constitution: its file, or a label. "Constitution check" is a step of the work. */
const asks = perObject(
  ({ documentKind, document }: Template): boolean =>
    documentKind === 'spec' && showsWord(document, /constitution(?:\.md|(?:\*\*|__)?[ \t]*[:：])/i),
)

/** A specification that does not name the constitution, where its template does. */
export const missingReference: FeatureRule = {
  code: 'missing-reference',
  scope: 'feature',
  severity: settledByTheEnd,
  summary: 'The constitution is not named, though the template asks for it.',
  why: `Where a repository has a constitution, its specifications stand under it, and the template has a place where they say so. A reviewer looks there for the clauses that count. Nothing is said where there is no \`constitution.md\`, or where the template does not name it for its readers: a comment or front matter asks for nothing. Any document of the specification may name it. (cloud-native-ref, \`validate-spec.sh\`, checks 4 and 12)`,
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
    if (feature.documents.some(names) || !feature.format.templates.some(asks)) return
    report(
      titleSpan(document),
      `This does not name the constitution (${constitution.path.replace(/^.*[\\/]/, '')}), as the template does.`,
    )
  },
}
