import type { Edit } from '../base/edit.ts'
import { sectionAt } from '../document/insertion.ts'
import { type LostHeading, lostHeadingsOf } from '../document/lostHeadings.ts'
import type { Section } from '../document/model.ts'
import { lengthOf } from '../document/places.ts'
import { titleSpan } from '../document/sections.ts'
import type { Feature } from '../feature/feature.ts'
import { dayOf } from '../feature/lifeCycle.ts'
import { isRenamed } from '../templates/fit.ts'
import { sectionText, topSection } from '../templates/learn.ts'
import { isTranslated, type SpecDocument } from '../templates/specDocument.ts'
import { partAt, type Template, type TemplateSection, templateName } from '../templates/template.ts'
import type { FeatureRule, Report } from './engine/rule.ts'

/** A section that the template asks for is not there. */
export const missingSection: FeatureRule = {
  code: 'missing-section',
  scope: 'feature',
  severity: 'error',
  summary: 'A section of the template is missing.',
  why: `The template says which sections a specification has. A heading is found at any level and in any spelling of case; numbers, emoji and marks such as \`*(mandatory)*\` do not matter, and "Problem Statement" stands for "Problem".

A template that marks sections \`*(mandatory)*\` asks for those; one without marks asks for all but a few that may be left out. A section whose ids stand under another heading is there, and one that has a file of its own beside the document (\`tasks.md\`, \`design.md\`) is not missed either. Nor is one in a document that has as many sections of other names as are missing, such as one in another language than the template.

In a repository of spec-kit the finding names the layer of the template that asks for the section: a preset, an extension or the file. A section that a preset puts around the template below it, without a mark, is a hint, and nothing for documents that were begun before the preset was installed.

A section that two of the specifications beside this one do not have either is a hint: the team leaves it out. "Acceptance Criteria" stand for "Success Criteria", and "User Stories" for "User Scenarios & Testing", where the template has no section of that name.

A section or a title that is there, but not as a heading (\`##Requirements\`, \`/# Feature Specification: …\`), is told at its line.

The fix puts the section of the template in its place, for you to fill in.`,
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
      !spec.sections.has(wanted) && !hasFile(context.feature, wanted) && !hasIds(spec, wanted)
    const meant = tellLost(spec, report)
    const all = template.sections.filter((wanted) => wanted.required)
    const required = all.filter(({ name }, k) => all.findIndex((one) => one.name === name) === k)
    const missing = required.filter(isMissing)
    // Most names are strange, and there are as many others: headings in another language, not missing ones.
    const found = new Set(spec.sections.values())
    const others = spec.document.sections.filter((section) => section.level === 2 && !found.has(section)).length
    const isForeign = missing.length > required.length / 2 || isTranslated(spec) || isRenamed(spec)
    if (isForeign && others >= missing.length) return
    const begun = dayOf(spec) ?? dayOf(context.feature.spec) ?? ''
    const isLater = ({ section }: TemplateSection): boolean =>
      begun !== '' && begun < (partAt(template, section.start)?.layer.since ?? '')
    const names = new Set(required.map(({ name }) => name))
    const added = template.sections.filter((wanted) => {
      if (!wanted.added || names.has(wanted.name) || !isMissing(wanted) || isLater(wanted)) return false
      return names.add(wanted.name)
    })
    for (const wanted of [...missing, ...added]) {
      if (meant.has(wanted)) continue
      const before = neighbour(spec, wanted, -1)
      const where = before ? `, after "${before.title}"` : ''
      const by = `${wanted.added ? 'asked for' : 'required'} by ${templateName(template, wanted.section.start)}`
      const title = `Insert section "${wanted.title}"`
      const edit = insertion(spec, wanted)
      report(titleSpan(spec.document), `Missing section "${wanted.title}" (${by}${where}).`, {
        ...(edit && { fixes: () => [{ title, edits: [edit], preferred: true }] }),
        ...((wanted.added || (spec === context.feature.spec && leftOut.has(wanted.name))) && { as: 'hint' }),
      })
    }
  },
}

/** Tells the title and sections that are there, but whose lines Markdown does not take for headings: the sections. */
function tellLost({ document, template, sections }: SpecDocument, report: Report): ReadonlySet<TemplateSection> {
  const told = new Set<TemplateSection>()
  for (const lost of lostHeadingsOf(document)) {
    const { start, end, level, title } = lost
    const isTitle = !document.title && isTitleOf(template, lost)
    const wanted = template.sections.find((one) => one.section.level === 2 && one.name === lost.key)
    if (wanted && !sections.has(wanted)) told.add(wanted)
    else if (!isTitle) continue
    const marks = '#'.repeat(level)
    report(
      { start, end },
      `The ${isTitle ? 'title' : 'section'} "${title}" is no heading: its line has to start with "${marks} ".`,
      {
        fixes: () => [
          { title: 'Make it a heading', edits: [{ start, end, text: `${marks} ${title}` }], preferred: true },
        ],
      },
    )
  }
  return told
}

const isTitleOf = ({ titleForm }: Template, { level, title }: LostHeading): boolean =>
  level === 1 && titleForm !== '' && title.toLowerCase().startsWith(titleForm)

/** Whether a file beside the specification has the section's name: `tasks.md`, `checklist.md` for a review checklist. */
const hasFile = ({ fileNames: files }: Feature, { name }: TemplateSection): boolean =>
  files.some((file) => {
    const own = file.toLowerCase().replace(/\.\w+$/, '')
    return own !== '' && !own.includes('/') && (name === own || name.endsWith(` ${own}`))
  })

/** Whether the ids that the section is for are defined under another heading: user stories, in a section of that name. */
const hasIds = ({ template, definitions }: SpecDocument, { name }: TemplateSection): boolean =>
  template.kinds.some(({ home, prefix }) => home === name && definitions.some(({ id }) => id.prefix === prefix))

/** The nearest section of the template before (-1) or behind (1) that the document has. */
function neighbour(spec: SpecDocument, wanted: TemplateSection, step: -1 | 1): TemplateSection | undefined {
  const all = spec.template.sections.filter((one) => one.section.level === 2)
  for (let k = all.indexOf(wanted) + step; k >= 0 && k < all.length; k += step) {
    const one = all[k] as TemplateSection
    if (spec.sections.has(one)) return one
  }
  return undefined
}

/** The edit that puts a section of the template where it belongs, in the document's own line ends. */
function insertion(spec: SpecDocument, wanted: TemplateSection): Edit | undefined {
  const { document } = spec
  const before = neighbour(spec, wanted, -1)
  const behind = neighbour(spec, wanted, 1)
  const at = before
    ? (top(spec.sections.get(before))?.end ?? 0)
    : behind
      ? (top(spec.sections.get(behind))?.start ?? 0)
      : lengthOf(document)
  return sectionAt(document, at, sectionText(spec.template, wanted))
}

/** The section itself, or the one of level 2 that it is a part of: a section is not put into another one. */
const top = (section: Section | undefined): Section | undefined => topSection(section) ?? section
