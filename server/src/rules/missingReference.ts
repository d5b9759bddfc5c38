// The rule missing-reference: specifications that do not mention the constitution although their template does.
import { t } from '../base/l10n.ts'
import { perObject } from '../base/perObject.ts'
import type { Document } from '../document/model.ts'
import { titleSpan } from '../document/sections.ts'
import { hasWord, showsWord } from '../document/wordSearch.ts'
import type { Template } from '../templates/template.ts'
import type { FeatureRule } from './engine/rule.ts'
import { settledByTheEnd } from './engine/severity.ts'

/** Whether a template asks for the constitution: it has its file or a label. "Constitution check" is a step of the work. */
const asks = perObject(
  ({ documentKind, document }: Template): boolean =>
    documentKind === 'spec' && showsWord(document, /constitution(?:\.md|(?:\*\*|__)?[ \t]*[:：])/i),
)

export const missingReference: FeatureRule = {
  code: 'missing-reference',
  scope: 'feature',
  severity: settledByTheEnd,
  summary: 'The constitution is not referenced, although the template asks for it.',
  details: `The rule applies to repositories with a \`constitution.md\` whose template refers to it in its visible text. A reference in any document of the specification is enough.`,
  why: `Reviewers look there for the principles that apply to the specification. (cloud-native-ref, \`validate-spec.sh\`, checks 4 and 12)`,
  whenOff: 'Turn the rule off if reviewers know the constitution and do not need the reference.',
  related: ['missing-section'],
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
    if (!constitution || document !== feature.spec.document || feature.spec.loose) return
    const mentionsConstitution = ({ document: candidate }: { document: Document }): boolean =>
      hasWord(candidate, ['constitution'], true)
    if (feature.documents.some(mentionsConstitution) || !feature.format.templates.some(asks)) return
    report(
      titleSpan(document),
      t('Missing reference to "{0}" (expected by the template).', constitution.path.replace(/^.*[\\/]/, '')),
    )
  },
}
