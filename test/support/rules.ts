// Fixtures of rule tests are documents. A line of `^^^` marks a finding in the line above, and text after it must be part of
// the message. `$0` is a cursor. `//- plan.md` starts another document of the feature, or another file of the workspace, and
// `//- @2026-05-01/spec.md` a version that was committed on that day.
import assert from 'node:assert/strict'
import { createHabits } from '../../server/src/analysis/habits.ts'
import { ruleContextOf } from '../../server/src/analysis/ruleContext.ts'
import { createTargets } from '../../server/src/analysis/targets.ts'
import type { Edit } from '../../server/src/base/edit.ts'
import { readDocument } from '../../server/src/document/read.ts'
import {
  attachmentOf,
  type Feature,
  type FeatureFile,
  featureOf,
  filesOf,
  makeFeature,
} from '../../server/src/feature/feature.ts'
import type { DocumentVersion, FeatureHistory } from '../../server/src/feature/history.ts'
import { allRules } from '../../server/src/rules/all.ts'
import type { Finding, Rule, RuleContext } from '../../server/src/rules/engine/rule.ts'
import { check, emptyContext } from '../../server/src/rules/engine/run.ts'
import { builtinFormats } from '../../server/src/templates/builtin.ts'
import { readAs } from '../../server/src/templates/detect.ts'
import { readBy, type SpecDocument } from '../../server/src/templates/specDocument.ts'
import type { Format } from '../../server/src/templates/template.ts'
import { kindOfPart } from '../../server/src/workspace/features.ts'
import { createNumbers } from '../../server/src/workspace/specNumbers.ts'
import { createStore } from '../../server/src/workspace/store.ts'
import { memoryFiles } from './memoryFiles.ts'

export const formatNamed = (name: string): Format =>
  builtinFormats().find((format) => format.name === name) ?? assert.fail(`no format ${name}`)
export const seed = (): Format => formatNamed('seed')
export const read = (text: string): SpecDocument => readAs(seed(), text)

/** A fixture, or a feature with its rule context. */
export type Input = string | Folder

/** Runs the rules with some codes (all rules without any) over all documents. A rule that throws fails the test. */
export function run(input: Input, ...codes: string[]): Finding[] {
  const rules = codes.length > 0 ? allRules.filter((rule) => codes.includes(rule.code)) : allRules
  const { feature, context } = typeof input === 'string' ? folderOf(input) : input
  return feature.documents.flatMap((spec) => check(feature, spec, { rules, context, onError: throwing }))
}

/** The first quoted part of a message: the id, the name or the words that it is about. */
export const quotedIn = (message: string): string | undefined => /"([^"]*)"/.exec(message)?.[1]

export function throwing(_rule: Rule, error: unknown): void {
  throw error
}

export interface Folder {
  feature: Feature
  context: RuleContext
}

const top = '/w/specs/004-queue'

/** The documents of a fixture by file name. The first one is `spec.md` unless a line says otherwise. */
export function documentsOf(fixture: string): Map<string, string> {
  if (!fixture.includes('//- ')) return new Map([['spec.md', fixture]])
  const documents = new Map<string, string>()
  let name = 'spec.md'
  let text = ''
  for (const line of fixture.split(/(?<=\n)/)) {
    const nextName = /^\/\/- (\S+)\n?$/.exec(line)?.[1]
    if (nextName === undefined) text += line
    else {
      if (text !== '' || documents.size > 0) documents.set(name, text)
      name = nextName
      text = ''
    }
  }
  documents.set(name, text)
  return documents
}

/** The format of a set of documents: spec-kit with tasks or checklists, seed-directory with a plan or clarifications. */
function formatOf(names: readonly string[]): Format {
  const kinds = names.map(kindOfPart)
  if (kinds.includes('tasks') || kinds.includes('checklist')) return formatNamed('spec-kit')
  return formatNamed(kinds.includes('plan') || kinds.includes('clarifications') ? 'seed-directory' : 'seed')
}

/** A fixture as a feature. In its rule context, everything outside the feature is unknown. */
export function folderOf(fixture: string): Folder {
  const texts = new Map([...documentsOf(fixture)].filter(([name]) => !name.startsWith('@')))
  const format = formatOf([...texts.keys()])
  const documents: SpecDocument[] = []
  const attachments: FeatureFile[] = []
  for (const [name, text] of texts) {
    const kind = kindOfPart(name)
    const template = format.templates.find(({ documentKind }) => documentKind === kind)
    if (!template) {
      if (!name.startsWith('..')) attachments.push(attachmentOf(`${top}/${name}`, readDocument(text)))
      continue
    }
    documents.push(readBy(format, template, readDocument(text), { path: `${top}/${name}`, part: name.includes('/') }))
  }
  const fileNames = [...texts.keys()].filter((name) => !name.startsWith('..'))
  const feature = makeFeature(top, '', documents, { fileNames, attachments })
  return { feature, context: { ...emptyContext, history: historyOf(fixture, feature) } }
}

/** The history of a fixture with committed versions; undefined without. */
function historyOf(fixture: string, { documents }: Feature): FeatureHistory | undefined {
  const committed = [...documentsOf(fixture)].filter(([name]) => name.startsWith('@'))
  if (committed.length === 0) return undefined
  const days = [...new Set(committed.map(([name]) => name.slice(1, 11)))].sort().reverse()
  const versions = documents.map(({ path, format, template }): [string, DocumentVersion[]] => [
    path,
    committed
      .filter(([name]) => path === `${top}/${name.slice(12)}`)
      .map(([name, text]) => {
        const date = name.slice(1, 11)
        return {
          commit: date,
          date,
          order: days.indexOf(date),
          spec: readBy(format, template, readDocument(text), { path }),
        }
      })
      .sort((a, b) => a.order - b.order),
  ])
  return { versions: new Map(versions), base: new Map(), cut: new Set() }
}

/** A fixture as a feature in a workspace of just its files, where the API group `cloud.example.org` is defined. */
export async function workspaceOf(fixture: string): Promise<Folder> {
  const { feature, context } = folderOf(fixture)
  const files = [...documentsOf(fixture)].filter(([name]) => !name.startsWith('@'))
  const entries = files.map(([name, text]) => [new URL(name, `file://${top}/`).pathname, text])
  const store = createStore(memoryFiles(Object.fromEntries(entries)))
  const habits = createHabits(store, createNumbers(store), true)
  const text = documentsOf(fixture).get('constitution.md')
  return {
    feature,
    context: await ruleContextOf(
      createTargets(store, true),
      createNumbers(store),
      async () => undefined,
      feature,
      '/w',
      {
        claims: new Set(['cloud.example.org']),
        constitution: text === undefined ? undefined : { path: `${top}/constitution.md`, text },
        setsStatus: await habits.setsStatus(feature),
        leftOut: await habits.leftOut(feature),
        unusedDocuments: await habits.unusedDocuments(feature),
        history: context.history,
      },
    ),
  }
}

export const alone = (spec: SpecDocument): Feature => featureOf(spec)

/** The feature of a fixture, the file that contains `$0`, and the offset of `$0` in it. */
export function cursorIn(fixture: string): {
  feature: Feature
  file: FeatureFile
  spec: SpecDocument | undefined
  offset: number
} {
  const [name = '', text = ''] = [...documentsOf(fixture)].find(([, content]) => content.includes('$0')) ?? []
  const { feature } = folderOf(fixture.replace('$0', ''))
  const hasPath = ({ path }: { path: string }): boolean => path === `${top}/${name}`
  const file = filesOf(feature).find(hasPath)
  if (!file) throw new Error(`no document ${name}`)
  return { feature, file, spec: feature.documents.find(hasPath), offset: text.indexOf('$0') }
}

/** Separates a document of a fixture into its text and its marks, whose spans are offsets in that text. */
export function parseFixture(fixture: string): {
  text: string
  marks: { start: number; end: number; message: string }[]
} {
  const marks: { start: number; end: number; message: string }[] = []
  let text = ''
  let lineStart = 0
  for (const line of fixture.split(/(?<=\n)/)) {
    const mark = /^( *)(\^+) ?(.*)\n?$/.exec(line)
    if (mark) {
      const [, indent, carets, message] = mark as unknown as [string, string, string, string]
      marks.push({ start: lineStart + indent.length, end: lineStart + indent.length + carets.length, message })
    } else {
      lineStart = text.length
      text += line
    }
  }
  return { text, marks }
}

/** Asserts that a rule finds exactly what is marked in the documents of a fixture. Returns the findings. */
export function checkRule(code: string, fixture: string): Finding[] {
  const parsed = [...documentsOf(fixture)].map(([name, text]) => ({ name, ...parseFixture(text) }))
  const folder = folderOf(parsed.map(({ name, text }) => `//- ${name}\n${text}`).join(''))
  return compare(code, parsed, folder)
}

/** The same in a workspace of the files of the fixture, for rules that need more than the feature. */
export async function checkRuleInWorkspace(code: string, fixture: string): Promise<Finding[]> {
  const parsed = [...documentsOf(fixture)].map(([name, text]) => ({ name, ...parseFixture(text) }))
  return compare(code, parsed, await workspaceOf(parsed.map(({ name, text }) => `//- ${name}\n${text}`).join('')))
}

type Parsed = { name: string } & ReturnType<typeof parseFixture>

function compare(code: string, parsed: readonly Parsed[], folder: Folder): Finding[] {
  const rules = allRules.filter((rule) => rule.code === code)
  assert.equal(rules.length, 1, `there is no rule ${code}`)
  const findings: Finding[] = []
  for (const { name, text, marks } of parsed) {
    const spec = folder.feature.documents.find(({ path }) => path === `${top}/${name}`)
    const found = spec ? check(folder.feature, spec, { rules, context: folder.context, onError: throwing }) : []
    const show = (marked: { start: number; end: number; message: string }) =>
      `${name}: ${JSON.stringify(text.slice(marked.start, marked.end))} at ${marked.start}`
    assert.deepEqual(found.map(show), marks.map(show), found.map((finding) => finding.message).join('\n'))
    for (const [k, mark] of marks.entries()) {
      assert.ok(found[k]?.message.includes(mark.message), `${found[k]?.message} does not say ${mark.message}`)
    }
    findings.push(...found)
  }
  return findings
}

/** Applies edits that do not overlap. */
export function apply(text: string, edits: readonly Edit[]): string {
  let out = text
  for (const edit of [...edits].sort((a, b) => b.start - a.start || b.end - a.end)) {
    out = out.slice(0, edit.start) + edit.text + out.slice(edit.end)
  }
  return out
}

/** Applies the preferred fix of the first finding of a rule. */
export function fixFirst(code: string, text: string): string {
  const fix = run(text, code)[0]
    ?.fixes()
    .find((candidate) => candidate.preferred)
  assert.ok(fix, `no preferred fix for ${code}`)
  return apply(text, fix.edits)
}

/** A specification whose functional requirements are the given lines. */
export const functional = (lines: string): string => `## Requirements\n\n### Functional\n\n${lines}`

/** Adds a test for each of the cases: a rule finds nothing in the document that `wrap` makes of it. */
export function leavesAlone(code: string, wrap: (lines: string) => string, ...cases: string[]): void {
  for (const lines of cases) it(`ignores ${JSON.stringify(lines)}`, () => void checkRule(code, wrap(lines)))
}

/** The message of each finding of a rule, one per line. */
export const says = (code: string, text: string): string =>
  run(text, code)
    .map(({ message }) => message)
    .join('\n')
