// Rule tests are documents. A line of `^^^` marks what must be found in the line above, and text behind it must be part
// of the message; `$0` is a cursor; `//- plan.md` starts another document of the feature, or another file of the workspace.
import assert from 'node:assert/strict'
import { builtinFormats } from '../../server/src/formats/builtin.ts'
import { readAs } from '../../server/src/formats/detect.ts'
import { type Feature, featureOf, makeFeature, type Page, pageOf, pagesOf } from '../../server/src/formats/feature.ts'
import type { Format } from '../../server/src/formats/format.ts'
import { type Reading, readBy } from '../../server/src/formats/reading.ts'
import { allRules } from '../../server/src/rules/all.ts'
import { check, unknownSurroundings } from '../../server/src/rules/check.ts'
import type { Edit, Finding, Rule, Surroundings } from '../../server/src/rules/rule.ts'
import { readSpec } from '../../server/src/spec/read.ts'
import { kindOfPart } from '../../server/src/workspace/features.ts'
import { createStore } from '../../server/src/workspace/store.ts'
import { createNumbers, surroundingsOf } from '../../server/src/workspace/surroundings.ts'
import { memoryFiles } from './memoryFiles.ts'

export const formatNamed = (name: string): Format =>
  builtinFormats().find((format) => format.name === name) ?? assert.fail(`no format ${name}`)
export const seed = (): Format => formatNamed('seed')
export const read = (text: string): Reading => readAs(seed(), text)

/** A text and its surroundings, or a feature of one document of the default format. */
export type Input = string | Folder

/** Runs rules by code, all without one, over a document or all documents of a folder; a rule that throws fails the test. */
export function run(input: Input, ...codes: string[]): Finding[] {
  const rules = codes.length > 0 ? allRules.filter((rule) => codes.includes(rule.code)) : allRules
  const { feature, surroundings } = typeof input === 'string' ? folderOf(input) : input
  return feature.documents.flatMap((reading) => check(feature, reading, { rules, surroundings, onError: throwing }))
}

export function throwing(_rule: Rule, error: unknown): void {
  throw error
}

export interface Folder {
  feature: Feature
  surroundings: Surroundings
}

const top = '/w/specs/004-queue'

/** The documents of a fixture, by file name; the first one is `spec.md` unless a line says otherwise. */
export function documentsOf(fixture: string): Map<string, string> {
  const documents = new Map<string, string>()
  let name = 'spec.md'
  let text = ''
  for (const line of fixture.split(/(?<=\n)/)) {
    const other = /^\/\/- (\S+)\n?$/.exec(line)?.[1]
    if (other === undefined) text += line
    else {
      if (text !== '' || documents.size > 0) documents.set(name, text)
      name = other
      text = ''
    }
  }
  documents.set(name, text)
  return documents
}

/** The format of some documents: with tasks.md or checklists spec-kit, with a plan or clarifications the successor. */
function formatOf(names: readonly string[]): Format {
  const kinds = names.map(kindOfPart)
  if (kinds.includes('tasks') || kinds.includes('checklist')) return formatNamed('spec-kit')
  return formatNamed(kinds.includes('plan') || kinds.includes('clarifications') ? 'seed-directory' : 'seed')
}

/** A fixture as a feature; nothing is known around it. */
export function folderOf(fixture: string): Folder {
  const documents = documentsOf(fixture)
  const format = formatOf([...documents.keys()])
  const readings: Reading[] = []
  const beside: Page[] = []
  for (const [name, text] of documents) {
    const kind = kindOfPart(name)
    const template = format.templates.find(({ document }) => document === kind)
    if (!template) {
      if (!name.startsWith('..')) beside.push(pageOf(`${top}/${name}`, readSpec(text)))
      continue
    }
    readings.push(readBy(format, template, readSpec(text), { path: `${top}/${name}`, part: name.includes('/') }))
  }
  const files = [...documents.keys()].filter((name) => !name.startsWith('..'))
  const feature = makeFeature(top, '', readings, { files, beside })
  return { feature, surroundings: unknownSurroundings }
}

/** A fixture as a feature in a workspace of its own files, which defines the group `cloud.example.org`. */
export async function workspaceOf(fixture: string): Promise<Folder> {
  const { feature } = folderOf(fixture)
  const names = [...documentsOf(fixture)].map(([name, text]) => [new URL(name, `file://${top}/`).pathname, text])
  const store = createStore(memoryFiles(Object.fromEntries(names)))
  const text = documentsOf(fixture).get('constitution.md')
  return {
    feature,
    surroundings: await surroundingsOf(store, createNumbers(store), async () => undefined, feature, '/w', {
      claims: new Set(['cloud.example.org']),
      constitution: text === undefined ? undefined : { path: `${top}/constitution.md`, text },
    }),
  }
}

export const alone = (reading: Reading): Feature => featureOf(reading)

/** The feature of a fixture, and where `$0` stands in which of its documents. */
export function cursorIn(fixture: string): {
  feature: Feature
  page: Page
  reading: Reading | undefined
  offset: number
} {
  const [name = '', text = ''] = [...documentsOf(fixture)].find(([, one]) => one.includes('$0')) ?? []
  const { feature } = folderOf(fixture.replace('$0', ''))
  const isIt = ({ path }: { path: string }): boolean => path === `${top}/${name}`
  const page = pagesOf(feature).find(isIt)
  if (!page) throw new Error(`no document ${name}`)
  return { feature, page, reading: feature.documents.find(isIt), offset: text.indexOf('$0') }
}

/** Takes the mark lines out of a fixture. */
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

/** Checks that a rule finds what is marked in the documents of a fixture, and nothing else. */
export function checkRule(code: string, fixture: string): Finding[] {
  const parsed = [...documentsOf(fixture)].map(([name, text]) => ({ name, ...parseFixture(text) }))
  const folder = folderOf(parsed.map(({ name, text }) => `//- ${name}\n${text}`).join(''))
  return compare(code, parsed, folder)
}

/** The same in a workspace of its own files, for rules that look around. */
export async function checkRuleIn(code: string, fixture: string): Promise<Finding[]> {
  const parsed = [...documentsOf(fixture)].map(([name, text]) => ({ name, ...parseFixture(text) }))
  return compare(code, parsed, await workspaceOf(parsed.map(({ name, text }) => `//- ${name}\n${text}`).join('')))
}

type Parsed = { name: string } & ReturnType<typeof parseFixture>

function compare(code: string, parsed: readonly Parsed[], folder: Folder): Finding[] {
  const rules = allRules.filter((rule) => rule.code === code)
  assert.equal(rules.length, 1, `there is no rule ${code}`)
  const all: Finding[] = []
  for (const { name, text, marks } of parsed) {
    const reading = folder.feature.documents.find(({ path }) => path === `${top}/${name}`)
    const found = reading
      ? check(folder.feature, reading, { rules, surroundings: folder.surroundings, onError: throwing })
      : []
    const show = (one: { start: number; end: number; message: string }) =>
      `${name}: ${JSON.stringify(text.slice(one.start, one.end))} at ${one.start}`
    assert.deepEqual(found.map(show), marks.map(show), found.map((one) => one.message).join('\n'))
    for (const [k, mark] of marks.entries()) {
      assert.ok(found[k]?.message.includes(mark.message), `${found[k]?.message} does not say ${mark.message}`)
    }
    all.push(...found)
  }
  return all
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
    .find((one) => one.preferred)
  assert.ok(fix, `no preferred fix for ${code}`)
  return apply(text, fix.edits)
}
