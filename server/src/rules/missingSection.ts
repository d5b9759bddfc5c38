// The rule missing-section: sections of the template that are missing.
import type { Edit } from '../base/edit.ts'
import { groupBy } from '../base/groups.ts'
import { someOf, t } from '../base/l10n.ts'
import { titlesInOpenCode } from '../document/codeBlocks.ts'
import { joinedInserts, sectionAt } from '../document/insertion.ts'
import { entriesOf } from '../document/listEntries.ts'
import { type LostHeading, lostHeadingsOf } from '../document/lostHeadings.ts'
import type { Document, Section } from '../document/model.ts'
import { lengthOf } from '../document/places.ts'
import { titleSpan } from '../document/sections.ts'
import type { Feature } from '../feature/feature.ts'
import { dayOf } from '../feature/lifeCycle.ts'
import { wordsOf } from '../languages/index.ts'
import { meansSection } from '../languages/names.ts'
import { isRenamed } from '../templates/fit.ts'
import { templateSectionText, topSection } from '../templates/learn.ts'
import { isTranslated, type SpecDocument } from '../templates/specDocument.ts'
import { partAt, type Template, type TemplateSection, templateName } from '../templates/template.ts'
import type { FeatureRule, Report } from './engine/rule.ts'

export const missingSection: FeatureRule = {
  code: 'missing-section',
  scope: 'feature',
  severity: 'error',
  summary: 'A section of the template is missing.',
  details: `Headings are found at any level and in any case; numbers, emoji and marks such as \`*(mandatory)*\` are ignored, and "Problem Statement" matches "Problem". If a template marks sections as \`*(mandatory)*\`, only those are required. A section is not reported if its ids are defined under another heading, if it has a file of its own (\`tasks.md\`, \`design.md\`), if its name is a part of a longer title ("Functional Requirements Traceability"), if success criteria are a list below "Acceptance", or if the document has as many sections with other titles as are missing, for example in another language.

The finding is an error in a specification with an id of its own (\`**ID**: SPEC-004\`), whose format is certain, or if a preset marks the section as \`*(mandatory)*\`, and otherwise a warning. In a specification with three times as many sections of its own, it is a hint. In spec-kit repositories, the finding names the layer of the template that requires the section: a preset, an extension or a file. A section that a preset adds around the template is a hint, and it is not reported for documents that are older than the preset. Three or more missing sections of one template are one finding, whose quick fix adds them all.`,
  why: 'Reviewers rely on the same sections in every specification. A missing one usually means a question that nobody asked.',
  whenOff:
    'Turn the rule off if your template is a suggestion. To drop single sections, add a template to the repository.',
  related: ['empty-section', 'section-order', 'missing-artifact'],
  bad: `# Spec: Queue

**ID**: SPEC-004

## Summary

One queue API.

## Problem

Two of them.

## User Stories

## Requirements

## Success Criteria

## Design

## Review Checklist
`,
  good: `# Spec: Queue

**ID**: SPEC-004

## Summary

One queue API.

## Problem

Two of them.

## User Stories

## Requirements

## Success Criteria

## Design

## Tasks

## Review Checklist
`,
  check(spec, report, context) {
    const { template } = spec
    const { leftOut } = context.context
    if (spec.part || spec.loose) return
    const isMissing = (wanted: TemplateSection): boolean =>
      !spec.sections.has(wanted) &&
      !titlesInOpenCode(spec.document).has(wanted.name) &&
      !hasFile(context.feature, wanted) &&
      !hasIds(spec, wanted) &&
      !hasLike(spec, wanted)
    const lost = reportLost(spec, report)
    const all = template.sections.filter((wanted) => wanted.required)
    const required = all.filter(({ name }, k) => all.findIndex((section) => section.name === name) === k)
    const missing = required.filter(isMissing)
    // If most sections are missing and as many others are there, the headings are in another language.
    const found = new Set(spec.sections.values())
    const others = spec.document.sections.filter((section) => section.level === 2 && !found.has(section)).length
    const isForeign = missing.length > required.length / 2 || isTranslated(spec) || isRenamed(spec)
    if (isForeign && others >= missing.length) return
    if (missing.length > 0 && inOtherScript(spec, found) >= missing.length) return
    const begunOn = dayOf(spec) ?? dayOf(context.feature.spec) ?? ''
    const isLater = ({ section }: TemplateSection): boolean =>
      begunOn !== '' && begunOn < (partAt(template, section.start)?.layer.since ?? '')
    // With other sections only, or without those that others leave out as well, a document follows another layout.
    const isOther =
      (others > 0 && (missing.length === required.length || others >= mostOthers * found.size)) ||
      missing.some(({ name }) => leftOut.has(name))
    const names = new Set(required.map(({ name }) => name))
    const added = template.sections.filter((wanted) => {
      if (!wanted.added || names.has(wanted.name) || !isMissing(wanted) || isLater(wanted)) return false
      return names.add(wanted.name)
    })
    const isHabit = spec === context.feature.spec && isOther
    const severityOf = (wanted: TemplateSection): 'hint' | 'warning' | undefined =>
      isHabit ? 'hint' : isAssumed(spec) && !isOfPreset(template, wanted) ? 'warning' : undefined
    const byLayer = groupBy(
      missing.filter((wanted) => !lost.has(wanted)),
      ({ section }) => templateName(template, section.start),
    )
    const groups = [...byLayer.values()]
    const single = groups.filter((group) => group.length < fewestTogether).flat()
    for (const group of groups) if (group.length >= fewestTogether) reportTogether(spec, group, severityOf, report)
    for (const wanted of [...single, ...added]) {
      if (lost.has(wanted)) continue
      const before = neighbour(spec, wanted, -1)
      const by = templateName(template, wanted.section.start)
      const title = t('Add Missing Section "{0}"', wanted.title)
      const edit = insertion(spec, wanted)
      report(titleSpan(spec.document), messageOf(wanted, by, before && titleIn(spec, before)), {
        about: wanted.title,
        ...(edit && { fixes: () => [{ title, edits: [edit], preferred: true }] }),
        ...withSeverity(wanted.added ? 'hint' : severityOf(wanted)),
      })
    }
  },
}

const mostOthers = 3 // sections with other titles for each one of the template; with more, a document has a layout of its own
const fewestTogether = 3 // sections that are one finding
const mostNamed = 10

/** Reports several missing sections as one finding: the document was written without the template. */
function reportTogether(
  spec: SpecDocument,
  missing: readonly TemplateSection[],
  severityOf: (wanted: TemplateSection) => 'hint' | 'warning' | undefined,
  report: Report,
): void {
  const [first] = missing as [TemplateSection]
  const names = someOf(
    missing.map(({ title }) => t('"{0}"', title)),
    mostNamed,
  )
  const by = templateName(spec.template, first.section.start)
  report(titleSpan(spec.document), t('{0} missing sections: {1} (required by {2}).', missing.length, names, by), {
    ...withSeverity(severityOf(first)),
    fixes: () => {
      const edits = missing.flatMap((wanted) => insertion(spec, wanted) ?? [])
      if (edits.length < missing.length) return [] // below a code block that is never closed
      return [{ title: t('Add Missing Sections'), edits: joinedInserts(spec.document, edits, '\n\n'), preferred: true }]
    },
  })
}

const withSeverity = (as: 'hint' | 'warning' | undefined) => as && { as }

/** Whether a preset demands a section: a rule of the organization. */
const isOfPreset = (template: Template, { section }: TemplateSection): boolean =>
  partAt(template, section.start)?.layer.kind === 'preset'

/** Whether only the look of a document says which template it follows: it has no id of the format. */
const isAssumed = ({ fields }: SpecDocument): boolean => ![...fields.keys()].some(({ shape }) => shape.type === 'id')

/** How many other sections of a document have titles in another script than all those of its template, which they may translate. */
const inOtherScript = ({ document, template }: SpecDocument, found: ReadonlySet<Section>): number =>
  template.sections.every(({ title }) => latin.test(title))
    ? document.sections.filter((one) => one.level === 2 && !found.has(one) && isForeignScript(one.title)).length
    : 0

const isForeignScript = (title: string): boolean => !latin.test(title) && letter.test(title)

const latin = /[A-Za-z]/
const letter = /\p{L}/u

/** The title of a section of the template as the document has it, if that is another one. */
function titleIn({ sections }: SpecDocument, wanted: TemplateSection): string {
  const section = sections.get(wanted)
  return !section || section.key === wanted.name ? wanted.title : section.title
}

function messageOf({ title, added }: TemplateSection, by: string, before: string | undefined): string {
  if (added)
    return before
      ? t('Missing section "{0}" after "{1}" (expected by {2}).', title, before, by)
      : t('Missing section "{0}" (expected by {1}).', title, by)
  return before
    ? t('Missing section "{0}" after "{1}" (required by {2}).', title, before, by)
    : t('Missing section "{0}" (required by {1}).', title, by)
}

/** Reports lines that are the title or sections of the template but no Markdown headings. Returns these sections. */
function reportLost({ document, template, sections }: SpecDocument, report: Report): ReadonlySet<TemplateSection> {
  const reported = new Set<TemplateSection>()
  for (const lost of lostHeadingsOf(document)) {
    const { start, end, level, title } = lost
    const isTitle = !document.title && isTitleOf(template, lost)
    const wanted = template.sections.find((candidate) => candidate.section.level === 2 && candidate.name === lost.key)
    if (wanted && !sections.has(wanted)) reported.add(wanted)
    else if (!isTitle) continue
    const marks = '#'.repeat(level)
    report(
      { start, end },
      isTitle
        ? t('Title "{0}" is not a heading. Start its line with "{1} ".', title, marks)
        : t('Section "{0}" is not a heading. Start its line with "{1} ".', title, marks),
      {
        fixes: () => [
          { title: t('Convert to Heading'), edits: [{ start, end, text: `${marks} ${title}` }], preferred: true },
        ],
      },
    )
  }
  return reported
}

const isTitleOf = ({ titleForm }: Template, { level, title }: LostHeading): boolean =>
  level === 1 && titleForm !== '' && title.toLowerCase().startsWith(titleForm)

/** Whether a file of the feature has the section's name: `tasks.md`, or `checklist.md` for a review checklist. */
const hasFile = ({ fileNames: files }: Feature, { name }: TemplateSection): boolean =>
  files.some((file) => {
    const baseName = file.toLowerCase().replace(/\.\w+$/, '')
    return baseName !== '' && !baseName.includes('/') && (name === baseName || name.endsWith(` ${baseName}`))
  })

/** Whether the ids of the section are defined under another heading, such as user stories in a section of that name. */
const hasIds = ({ template, definitions }: SpecDocument, { name }: TemplateSection): boolean =>
  template.kinds.some(({ home, prefix }) => home === name && definitions.some(({ id }) => id.prefix === prefix))

const hasList = (document: Document, { start, end }: Section): boolean =>
  entriesOf(document).some((entry) => entry.start >= start && entry.start < end)

const acceptance = new Set(wordsOf(({ labels }) => labels.acceptance))

/**
 * Whether a section has the name within a longer title ("4. Functional Requirements Traceability Matrix"), or the criteria of
 * success are those of acceptance.
 */
const hasLike = ({ document, sections }: SpecDocument, { name }: TemplateSection): boolean => {
  const found = new Set(sections.values())
  const [first = name] = name.split(/ (?:&|and) /) // "3. User scenarios and acceptance criteria"
  const like = first.includes(' ') ? first : name
  return document.sections.some(
    (section) =>
      section.level === 2 &&
      !found.has(section) &&
      (` ${section.key} `.includes(` ${like} `) ||
        (acceptance.has(section.key) && meansSection(name, 'criteria') && hasList(document, section))),
  )
}

/** The nearest section of the template before (-1) or after (1) `wanted` that the document has. */
function neighbour(spec: SpecDocument, wanted: TemplateSection, step: -1 | 1): TemplateSection | undefined {
  const all = spec.template.sections.filter((candidate) => candidate.section.level === 2)
  for (let k = all.indexOf(wanted) + step; k >= 0 && k < all.length; k += step) {
    const candidate = all[k] as TemplateSection
    if (spec.sections.has(candidate)) return candidate
  }
  return undefined
}

/** The edit that inserts a section of the template where it belongs, with the line ends of the document. */
function insertion(spec: SpecDocument, wanted: TemplateSection): Edit | undefined {
  const { document } = spec
  const before = neighbour(spec, wanted, -1)
  const behind = neighbour(spec, wanted, 1)
  const at = before
    ? (top(spec.sections.get(before))?.end ?? 0)
    : behind
      ? (top(spec.sections.get(behind))?.start ?? 0)
      : lengthOf(document)
  return sectionAt(document, at, templateSectionText(spec.template, wanted))
}

/** The section of level 2 around a section, or the section itself, so that no section is inserted into another one. */
const top = (section: Section | undefined): Section | undefined => topSection(section) ?? section
