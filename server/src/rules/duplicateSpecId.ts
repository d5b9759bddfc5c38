// The rule duplicate-spec-id: specifications with the same number.
import { someOf, t } from '../base/l10n.ts'
import { titleSpan } from '../document/sections.ts'
import { numberOf } from '../document/specNumber.ts'
import type { Feature } from '../feature/feature.ts'
import { isArchived } from '../feature/lifeCycle.ts'
import type { FeatureRule } from './engine/rule.ts'

export const duplicateSpecId: FeatureRule = {
  code: 'duplicate-spec-id',
  scope: 'feature',
  severity: 'warning',
  summary: 'Another specification has the same number.',
  details: `The rule compares the number at the start of the folder name with the folders beside it, and with those in an archive beside it (\`done/\`, \`done/2026-Q3/\`). Two archived specifications may share a number. A specification whose name extends that of another (\`002-model\`, \`002-model-python\`) and that links to it is a part of it; seen from the other one, the finding is a hint. Where many specifications share a number and none has an id, numbers only sort them, and the finding is a hint.`,
  why: `Two branches can each take the next number and pass their checks. After both are merged, \`SPEC-004\` means two things. Give the newer specification the next free number.`,
  whenOff: 'Turn the rule off if folder numbers are not identifiers in your repository.',
  related: ['duplicate-id', 'mismatched-id'],
  bad: `# Spec: Queue

**ID**: SPEC-004
//- ../004-topic/spec.md
# Spec: Topic

**ID**: SPEC-004
`,
  good: `# Spec: Queue

**ID**: SPEC-004
//- ../005-topic/spec.md
# Spec: Topic

**ID**: SPEC-005
`,
  check(spec, report, { feature, context }) {
    const isHistory = (path: string): boolean => isArchived(path.replace(specFile, ''), context.root)
    if (spec !== feature.spec) return
    const isOld = isHistory(feature.path)
    const others = (context.others ?? []).filter(({ path }) => (!isOld || !isHistory(path)) && !isPart(feature, path))
    if (others.length === 0) return
    const field = [...spec.fields].find(([{ shape }]) => shape.type === 'id')?.[1]
    const names = others.map(({ path }) => shortName(path))
    const message = t(
      'Duplicate specification number {0} (also used by {1}).',
      numberOf(feature.path) ?? '',
      someOf(names, mostNamed),
    )
    report(field?.valueSpan ?? titleSpan(spec.document), message, {
      ...(((!field && others.length >= manySpecs) || others.every(({ path }) => extendsName(path, feature.path))) && {
        as: 'hint',
      }),
      related: others.map(({ path }) => ({
        span: { start: 0, end: 0 },
        message: t('Specification with the same number'),
        other: { path, text: '' },
      })),
    })
  },
}

const nameIn = (path: string): string =>
  path
    .replace(specFile, '')
    .replace(/\.(?:md|markdown)$/i, '')
    .replace(/^.*\//, '')

/** Whether the name of one specification is that of another with more words: `002-model` and `002-model-python`. */
const extendsName = (longer: string, name: string): boolean => nameIn(longer).startsWith(`${nameIn(name)}-`)

/**
 * Whether a feature is a part of another specification, and so shares its number on purpose: its name extends that of the other,
 * or the other is such a part, too, and it links to the whole.
 */
function isPart({ path, spec: { document } }: Feature, other: string): boolean {
  const linked = document.linkTargets.flatMap(({ destination }) => destination.replace(/[#?].*$/, '').split('/'))
  return linked.some((whole) => extendsName(path, whole) && (nameIn(other) === whole || extendsName(other, whole)))
}

const specFile = /\/spec\.(?:md|markdown)$/i
const manySpecs = 4 // specifications with the same number; so many are no mistake
const mostNamed = 3 // specifications in the message; the related information lists all

/** The last two parts of the path: the folder of a `spec.md` or the file, with its parent folder. */
const shortName = (path: string): string => path.replace(specFile, '').split('/').slice(-2).join('/')
