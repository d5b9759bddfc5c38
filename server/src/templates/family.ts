// The families of formats: which built-in format the templates of a repository resemble, and what it adds for kinds of
// documents without a template in the repository.
import { builtinFormats } from './builtin.ts'
import type { Format, IdKind, Template } from './template.ts'

const specFirst = (templates: readonly Template[]): Template[] => [
  ...templates.filter(({ documentKind }) => documentKind === 'spec'),
  ...templates.filter(({ documentKind }) => documentKind !== 'spec'),
]

/** A format of a repository, with the built-in templates of its family for kinds of documents without a template. */
export function withFamily(format: Format, family: Format | undefined): Format {
  if (!family) return format
  const ownKinds = new Set(format.templates.map(({ documentKind }) => documentKind))
  const prefixes = new Set(format.kinds.map(({ prefix }) => prefix))
  return {
    ...format,
    templates: specFirst([
      ...format.templates,
      ...family.templates.filter(({ documentKind }) => !ownKinds.has(documentKind)),
    ]),
    kinds: [
      ...format.kinds,
      ...family.kinds.filter(({ documentKind, prefix }) => !ownKinds.has(documentKind) && !prefixes.has(prefix)),
    ],
    answers: ownKinds.has('spec') ? format.answers : family.answers,
  }
}

/**
 * A format of a repository, with the ids of its family for roles that none of its templates has. So documents that were
 * written with an older template, or by the habit of the tool, keep their requirements and tasks. Acceptance criteria with
 * checkboxes do not exclude success criteria in another section.
 */
export function withFamilyKinds(format: Format, family: Format | undefined): Format {
  const prefixes = new Set(format.kinds.map(({ prefix }) => prefix))
  const ownKinds = new Set(format.templates.map(({ documentKind }) => documentKind))
  const hasRole = ({ role, home }: IdKind): boolean =>
    format.kinds.some((kind) => kind.role === role && !(kind.boxed && role === 'criterion' && kind.home !== home))
  const lent = (family?.kinds ?? [])
    .filter((kind) => ownKinds.has(kind.documentKind) && !hasRole(kind) && !prefixes.has(kind.prefix))
    .map((kind): IdKind => ({ ...kind, lent: true }))
  if (lent.length === 0) return format
  const templates = format.templates.map((template) => ({
    ...template,
    kinds: [...template.kinds, ...lent.filter(({ documentKind }) => documentKind === template.documentKind)],
  }))
  return { ...format, templates, kinds: [...format.kinds, ...lent] }
}

/** The family of repositories with a `.specify` folder. */
export const specKitFamily = (): Format | undefined => builtinFormats().find(({ name }) => name === 'spec-kit')

/** The built-in format that templates resemble: the titles start alike, or they have half of its sections. */
export function familyOf(templates: readonly Template[]): Format | undefined {
  let best: { format: Format; score: number } | undefined
  for (const format of builtinFormats()) {
    const score = Math.max(
      ...templates.map((template) =>
        Math.max(0, ...format.templates.map((candidate) => templateLikeness(template, candidate))),
      ),
    )
    if (score > 0 && (!best || score > best.score)) best = { format, score }
  }
  // The one-file seed format has templates for specifications only; the one for folders has others, too.
  return best?.format.name === 'seed' ? builtinFormats().find(({ name }) => name === 'seed-directory') : best?.format
}

/** How much a template resembles another of its kind; 0 if not at all. */
function templateLikeness(template: Template, candidate: Template): number {
  if (template.documentKind !== candidate.documentKind) return 0
  const names = (template: Template): Set<string> =>
    new Set(template.sections.filter(({ section }) => section.level === 2).map(({ name }) => name))
  const wanted = names(candidate)
  const shared = [...names(template)].filter((name) => wanted.has(name)).length
  const titled = template.titleForm !== '' && template.titleForm === candidate.titleForm
  return titled || 2 * shared >= wanted.size ? 1 + shared + (titled ? wanted.size : 0) : 0
}
