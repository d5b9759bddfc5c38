import { titleSpan } from '../document/sections.ts'
import { numberOf } from '../document/specNumber.ts'
import { isArchived } from '../feature/lifeCycle.ts'
import type { FeatureRule } from './engine/rule.ts'

/** Two specifications have one number. */
export const duplicateSpecId: FeatureRule = {
  code: 'duplicate-spec-id',
  scope: 'feature',
  severity: 'warning',
  summary: 'Another specification has the same number.',
  why: `Two branches that each take the next number both pass alone; merged, \`SPEC-004\` means two things. Compared are the folders beside this one and those in an archive beside it (\`done/\`, \`done/2026-Q3/\`), by the number that their names start with. Two that are both archived are left alone. Give the younger one the next free number. Where many specifications have one number and none has an id of its own, numbers only sort them there: then this is a hint.`,
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
    const others = (context.others ?? []).filter(({ path }) => !isOld || !isHistory(path))
    if (others.length === 0) return
    const field = [...spec.fields].find(([{ shape }]) => shape.type === 'id')?.[1]
    const names = others.slice(0, mostNamed).map(({ path }) => shortName(path))
    const rest = others.length - names.length
    const [last = '', ...before] = rest > 0 ? [`${rest} more`, ...names] : [...names.slice(-1), ...names.slice(0, -1)]
    const all = before.length === 0 ? last : `${before.join(', ')} and ${last}`
    const verb = others.length === 1 ? 'has' : 'have'
    report(field?.valueSpan ?? titleSpan(spec.document), `${all} ${verb} the number ${numberOf(feature.path)} too.`, {
      ...(!field && others.length >= many && { as: 'hint' }),
      related: others.map(({ path }) => ({
        span: { start: 0, end: 0 },
        message: 'the other one',
        other: { path, text: '' },
      })),
    })
  },
}

const specFile = /\/spec\.(?:md|markdown)$/i
const many = 4 // others with the same number: nobody gives it four times by mistake
const mostNamed = 3 // of the others in the message; all are related places

/** The folder of a `spec.md` with the one around it, or the file. */
const shortName = (path: string): string => path.replace(specFile, '').split('/').slice(-2).join('/')
