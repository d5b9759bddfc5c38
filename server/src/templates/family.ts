// The families of formats: which built-in format the templates of a repository belong to, and what that one has for the
// kinds of documents that the repository has no template for.
import { builtinFormats } from './builtin.ts'
import type { Format, IdKind, Template } from './template.ts'

const specFirst = (templates: readonly Template[]): Template[] => [
  ...templates.filter(({ documentKind }) => documentKind === 'spec'),
  ...templates.filter(({ documentKind }) => documentKind !== 'spec'),
]

/** A format of a repository with the built-in templates of its family for the kinds that it has none of. */
export function withFamily(own: Format, family: Format | undefined): Format {
  if (!family) return own
  const has = new Set(own.templates.map(({ documentKind }) => documentKind))
  const prefixes = new Set(own.kinds.map(({ prefix }) => prefix))
  return {
    ...own,
    templates: specFirst([...own.templates, ...family.templates.filter(({ documentKind }) => !has.has(documentKind))]),
    kinds: [
      ...own.kinds,
      ...family.kinds.filter(({ documentKind, prefix }) => !has.has(documentKind) && !prefixes.has(prefix)),
    ],
    answers: has.has('spec') ? own.answers : family.answers,
  }
}

/**
 * The same with ids of the family where no template of the repository has any of their role: documents that were written by
 * an older template, or by the habit of the tool, keep their requirements and tasks. Points of acceptance with boxes leave
 * room for success criteria elsewhere.
 */
export function withFamilyIds(own: Format, family: Format | undefined): Format {
  const prefixes = new Set(own.kinds.map(({ prefix }) => prefix))
  const isOwn = new Set(own.templates.map(({ documentKind }) => documentKind))
  const hasRole = ({ role, home }: IdKind): boolean =>
    own.kinds.some((kind) => kind.role === role && !(kind.boxed && role === 'criterion' && kind.home !== home))
  const lent = (family?.kinds ?? [])
    .filter((kind) => isOwn.has(kind.documentKind) && !hasRole(kind) && !prefixes.has(kind.prefix))
    .map((kind): IdKind => ({ ...kind, lent: true }))
  if (lent.length === 0) return own
  const templates = own.templates.map((template) => ({
    ...template,
    kinds: [...template.kinds, ...lent.filter(({ documentKind }) => documentKind === template.documentKind)],
  }))
  return { ...own, templates, kinds: [...own.kinds, ...lent] }
}

/** The family that spec-kit's own folder speaks for. */
export const specKitFamily = (): Format | undefined => builtinFormats().find(({ name }) => name === 'spec-kit')

/** The built-in format that templates are like: their titles start alike, or they share half of its sections. */
export function familyOf(templates: readonly Template[]): Format | undefined {
  let best: { format: Format; score: number } | undefined
  for (const format of builtinFormats()) {
    const score = Math.max(...templates.map((own) => Math.max(0, ...format.templates.map((one) => likeness(own, one)))))
    if (score > 0 && (!best || score > best.score)) best = { format, score }
  }
  // The seed in one file has no other documents; the one in a folder has.
  return best?.format.name === 'seed' ? builtinFormats().find(({ name }) => name === 'seed-directory') : best?.format
}

/** How much a template is like another of its kind; 0: not at all. */
function likeness(own: Template, other: Template): number {
  if (own.documentKind !== other.documentKind) return 0
  const names = (template: Template): Set<string> =>
    new Set(template.sections.filter(({ section }) => section.level === 2).map(({ name }) => name))
  const wanted = names(other)
  const shared = [...names(own)].filter((name) => wanted.has(name)).length
  const titled = own.titleForm !== '' && own.titleForm === other.titleForm
  return titled || 2 * shared >= wanted.size ? 1 + shared + (titled ? wanted.size : 0) : 0
}
