// The rule mismatched-id: ids that do not match the number of the folder, and headings that do not match their story.
import { baseName } from '../base/fileNames.ts'
import { t } from '../base/l10n.ts'
import { type Id, storyAt } from '../document/ids.ts'
import { type Priority, priorityBehind } from '../document/sections.ts'
import { numberOf } from '../document/specNumber.ts'
import { definitionsOfRole, type Feature } from '../feature/feature.ts'
import { specId } from '../feature/summary.ts'
import { storyName } from '../languages/stories.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { FeatureRule, Report } from './engine/rule.ts'

export const mismatchedId: FeatureRule = {
  code: 'mismatched-id',
  scope: 'feature',
  severity: 'warning',
  summary: 'An id does not match the folder, the specification or the story.',
  details: `The rule reports a specification whose id has another number than its folder (\`docs/specs/004-queue\` is SPEC-004), a document whose id differs from the specification in the same folder, metadata that names another folder where the template has a place for it (the **Input** of plans and tasks; \`completed-004-queue\` is the folder \`004-queue\`), and a phase of the tasks that has the title of one user story and the number of another. A phase with another priority than its user story is an info. The quick fixes use the number of the folder and the priority of the specification.`,
  why: 'People find a specification by its folder and refer to it by its id. If they differ, references lead to the wrong place.',
  whenOff: 'Turn the rule off if folder numbers and ids are independent in your repository.',
  related: ['duplicate-spec-id', 'undefined-id'],
  bad: `# Spec: Queue

**ID**: SPEC-003
`,
  good: `# Spec: Queue

**ID**: SPEC-004
`,
  check(spec, report, { feature, context }) {
    if (spec !== feature.spec) reportSwapped(spec, feature, report)
    // At the root of a repository, the folder has the name of the checkout.
    if (feature.path !== context.root && isBelowSpecs(feature.path)) reportOtherFolder(spec, feature, report)
    const folder = numberOf(feature.path)
    const wanted = spec === feature.spec ? undefined : specId(feature.spec)
    for (const [{ key, shape }, { value, valueSpan }] of spec.fields) {
      if (shape.type !== 'id') continue
      const match = new RegExp(`\\b${shape.prefix}-(\\d+)\\b`).exec(value)
      if (!match) continue
      const [written, digits = ''] = match
      const span = { start: valueSpan.start + match.index, end: valueSpan.start + match.index + written.length }
      if (spec !== feature.spec) {
        if (wanted !== null && wanted !== undefined && Number(/\d+$/.exec(wanted)?.[0]) !== Number(digits))
          report(span, t('{0} is {1}, but the specification in this folder is {2}.', key, written, wanted))
      } else if (folder !== undefined && folder !== Number(digits)) {
        const right = `${shape.prefix}-${String(folder).padStart(digits.length, '0')}`
        report(span, t('{0} is {1}, but the folder number is {2}.', key, written, folder), {
          fixes: () => [{ title: t('Change to "{0}"', right), edits: [{ ...span, text: right }], preferred: true }],
        })
      }
    }
  },
}

/**
 * Reports metadata such as "**Input**: Design documents from `/specs/003-queue/`" in another folder, where the template has a slot
 * for it.
 */
function reportOtherFolder({ fields }: SpecDocument, { path }: Feature, report: Report): void {
  const folder = baseName(path)
  if (folder.endsWith('.md')) return
  for (const [wanted, { key, value, valueSpan }] of fields) {
    const match = slot.test(wanted.value) ? pathOfSpec.exec(value) : undefined
    const [whole = '', named = ''] = match ?? []
    // `/specs/feature/` may be a folder around it, `specs/queue.spec.ts` is a test, and `[###-feature-name]` is left over.
    if (!match || !named.includes('-') || isAbout(path, named) || /\.[a-z]{1,5}$/i.test(named)) continue
    if (isElsewhere(path, value.slice(0, match.index))) continue
    // One of several sources, or of several specifications.
    if (/`[^`]*\/[^`]*`/.test(value.slice(0, match.index)) || value.split(/[^\p{L}\p{N}_.-]+/u).includes(folder))
      continue
    const start = valueSpan.start + match.index + whole.length - named.length
    const span = { start, end: start + named.length }
    report(span, t('{0} names the folder "{1}", but this document is in "{2}".', key, named, folder), {
      fixes: () => [{ title: t('Change to "{0}"', folder), edits: [{ ...span, text: folder }], preferred: true }],
    })
  }
}

/** Whether one of the folders around a path, up to the third, is for specifications: `specs`, `kitty-specs`. */
const isBelowSpecs = (path: string): boolean =>
  path
    .split(/[\\/]/)
    .slice(-4, -1)
    .some((name) => /specs?$/i.test(name))

/** Whether the folders before `specs/` are those of another product: `billing/specs/003-order/`, but not `/docs/specs/`. */
function isElsewhere(path: string, lead: string): boolean {
  const folders = /[\w./~:\\-]*$/.exec(lead)?.[0] ?? ''
  return /^\w+[\w-]*\//.test(folders) && !`${path.replaceAll('\\', '/')}/`.includes(`/${folders}`)
}

/** Whether a path has a folder of a name, or one with a word before it: `completed-003-queue`, `003-queue/backup`. */
const isAbout = (path: string, named: string): boolean =>
  path
    .toLowerCase()
    .split(/[\\/]/)
    .some((name) => name.replace(/^_?[a-z]{3,}[-_](?=\d)/, '') === named.toLowerCase() || name === named.toLowerCase())

const slot = /\bspecs\/\[/
// The folder of a specification, or one of its main documents; another file may be one more source.
const pathOfSpec = /\bspecs\/(?:[\w.-]+\/){0,4}?([\w.-]+)(?=\/?(?:(?:spec|plan|tasks)\.md)?(?:[`)\]\s]|$))/i

/**
 * Reports headings such as "Phase 3: User Story 2 - Order" if "Order" is the first story of the specification, and those with another
 * priority than their story.
 */
function reportSwapped(spec: SpecDocument, feature: Feature, report: Report): void {
  const titles = new Map<string, Story>()
  for (const { spec: owner, definition } of definitionsOfRole(feature, 'story')) {
    const { form, section, id } = definition
    if (form === 'heading' && section)
      titles.set(titleBehind(section.title, id), {
        id,
        priority: priorityBehind(owner.document, section, id.text)?.words,
      })
  }
  const byKey = new Map([...titles].map(([title, { id }]) => [id.key, title]))
  for (const section of spec.document.sections) {
    const { title, name } = section
    const at = title.search(storyStart)
    const id = at < 0 ? undefined : storyAt(title, at)
    const words = id && titleBehind(title.slice(at), id)
    const right = words === undefined || words === '' ? undefined : titles.get(words)
    const titleOfId = id && byKey.get(id.key)
    if (id && right && right.id.key !== id.key && titleOfId !== undefined && titleOfId !== '' && titleOfId !== words)
      report(name, t('Heading has the title of {0} but the number of {1}.', right.id.text, id.text))
    else if (right && right.id.key === id?.key)
      reportPriority(right, priorityBehind(spec.document, section, id.text), report)
  }
}

interface Story {
  id: Id
  /** As in its heading: `P1`. */
  priority: string | undefined
}

/** Reports a heading of a story with another priority than the story has: "(Priority: P1)" for "(Priority: P3)". */
function reportPriority({ id, priority }: Story, here: Priority | undefined, report: Report): void {
  if (!here || priority === undefined || here.words === priority) return
  const { words, ...span } = here
  report(span, t('{0} has the priority {1} here, but {2} in the specification.', id.text, words, priority), {
    as: 'info',
    fixes: () => [{ title: t('Change to "{0}"', priority), edits: [{ ...span, text: priority }], preferred: false }],
  })
}

const storyStart = new RegExp(storyName, 'iu')

/** The words after the story's name in a heading, for comparison: without punctuation and priority. */
const titleBehind = (title: string, { text }: Id): string =>
  title
    .slice(title.indexOf(text) + text.length)
    .replace(/[([（][^)\]）]*[)\]）]/g, '')
    .replace(/\bMVP\b/, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
