// Reads `.specwise.json`: JSON with comments. What is wrong in it is told with its place, and the rest counts. What it says
// of files and templates is the workspace's, what it says of rules the engine's.

import { type Schema, Validator } from '@cfworker/json-schema'
import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import { counted, listed, t } from '../../base/l10n.ts'
import type { Span } from '../../base/span.ts'
import { nearest } from '../../base/words.ts'
import { allRules } from '../all.ts'
import { builtinPack, packRules } from '../packs/packRule.ts'
import { packFrom, readPack } from '../packs/readPack.ts'
import { configSchema } from './configSchema.ts'
import { isWellFormed, readValue } from './configValue.ts'
import type { OptionValue, Rule } from './rule.ts'
import { defaultSettings, type RuleSettings } from './run.ts'
import type { Severities } from './severity.ts'

/** What a configuration says; what it does not say is undefined. The form that the workspace takes, too. */
export interface RuleConfig {
  specs: readonly string[] | undefined
  templates: readonly string[] | undefined
  vocabularies: ReadonlyMap<string, readonly string[]>
  rules: RuleSettings
  packs: readonly unknown[] | undefined
}

/** Something wrong in a configuration: a span of its text. */
interface ConfigProblem extends Span {
  message: string
  /** An editor that knows the schema sees it too. */
  bySchema: boolean
  /** The name that was probably meant in its place. */
  meant?: string | undefined
}

export const noConfig: RuleConfig = {
  specs: undefined,
  templates: undefined,
  vocabularies: new Map(),
  rules: defaultSettings,
  packs: undefined,
}

/** Reads a configuration's text. Never throws; a value that is wrong counts as not there. */
export function readConfig(text: string): { config: RuleConfig; problems: ConfigProblem[] } {
  try {
    return readText(text)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const message = t('Nested too deeply. The whole file is ignored.')
    return { config: noConfig, problems: [{ start: 0, end: Math.min(1, text.length), message, bySchema: false }] }
  }
}

function readText(text: string): { config: RuleConfig; problems: ConfigProblem[] } {
  const errors: ParseError[] = []
  const tree = parseTree(text, errors, { allowTrailingComma: true })
  const [error] = errors
  if (error || !tree) {
    const start = Math.min(error?.offset ?? 0, text.length)
    const empty = text.trim() === '' || !error
    const message = empty ? t('The file is empty. Write at least {}.') : syntaxWords(printParseErrorCode(error.error))
    return {
      config: noConfig,
      problems: [{ start, end: Math.min(start + (error?.length ?? 0), text.length), message, bySchema: true }],
    }
  }
  const { value, unreadable } = readValue(tree)
  const problems = validate(tree, value)
  const bad = new Set(problems.map(({ path }) => path))
  const all = [
    ...problems.map(({ path: _, ...problem }): ConfigProblem => problem),
    ...unreadable.map((one): ConfigProblem => ({ ...one, bySchema: false })),
  ]
  return { config: configOf(value, bad), problems: bounded(all.sort((a, b) => a.start - b.start)) }
}

const mostProblems = 200

/** The first of many problems, and how many more there are. */
function bounded(problems: ConfigProblem[]): ConfigProblem[] {
  const next = problems[mostProblems]
  if (!next) return problems
  const message = counted(problems.length - mostProblems, '{0} more problem.', '{0} more problems.')
  return [...problems.slice(0, mostProblems), { start: next.start, end: next.end, message, bySchema: false }]
}

const syntaxWords = (code: string): string =>
  t('Invalid JSON: {0}. The whole file is ignored.', code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase())

/** @param bad locations of what is wrong, and so does not count. */
function configOf(value: unknown, bad: ReadonlySet<string>): RuleConfig {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return noConfig
  const given = value as Record<string, unknown>
  const around = new Set(
    [...bad].flatMap((path) => path.split('/').map((_, k, parts) => parts.slice(0, k + 1).join('/'))),
  )
  const isBad = (path: string): boolean => around.has(path) // it, or something in it
  const list = (key: string): readonly string[] | undefined =>
    given[key] === undefined || isBad(`#/${key}`) ? undefined : (given[key] as string[])
  const entries = (key: string): [string, unknown][] =>
    typeof given[key] === 'object' && given[key] !== null && !bad.has(`#/${key}`)
      ? Object.entries(given[key]).filter(([name]) => !bad.has(`#/${key}/${escapeName(name)}`))
      : []
  const severities = new Map<string, Severities>()
  const options = new Map<string, Record<string, OptionValue>>()
  for (const [code, setting] of entries('rules')) {
    if (typeof setting === 'string') severities.set(code, severitiesOf(setting))
    else {
      const own: Record<string, OptionValue> = {}
      for (const [name, option] of Object.entries(setting as Record<string, unknown>)) {
        if (isBad(`#/rules/${escapeName(code)}/${escapeName(name)}`)) continue
        if (name === 'severity') severities.set(code, severitiesOf(option))
        else own[name] = option as OptionValue
      }
      options.set(code, own)
    }
  }
  return {
    specs: list('specs'),
    templates: list('templates'),
    vocabularies: new Map(
      entries('vocabularies').filter(([name]) => !isBad(`#/vocabularies/${escapeName(name)}`)) as [string, string[]][],
    ),
    rules: {
      severities,
      options,
      prefixes: list('resourcePrefixes') ?? defaultSettings.prefixes,
      packs: undefined,
      own: [],
    },
    packs: list('packs'),
  }
}

const escapeName = (name: string): string => encodeURI(name.replaceAll('~', '~0').replaceAll('/', '~1'))
const unescapeName = (part: string): string => decodeURI(part).replaceAll('~1', '/').replaceAll('~0', '~')

type SchemaNode = {
  [key: string]: unknown
  enum?: unknown[]
  properties?: Record<string, unknown>
  anyOf?: SchemaNode[]
}

function validate(tree: Node, value: unknown): (ConfigProblem & { path: string })[] {
  const schema = configSchema() as SchemaNode
  const { errors } = new Validator(schema as Schema, '7', false).validate(value)
  const problems = new Map<string, ConfigProblem & { path: string }>()
  const nodes = nodesOf(tree)
  for (const { keyword, keywordLocation, instanceLocation } of errors) {
    if (['properties', 'items', 'additionalProperties', 'anyOf'].includes(keyword)) continue
    if (problems.has(instanceLocation)) continue
    const path = instanceLocation.split('/').slice(1).map(unescapeName)
    const node = nodes.get(instanceLocation)
    if (isOfOther(nodes, instanceLocation, keywordLocation)) continue
    const place = keyword === 'false' ? (node?.parent?.children?.[0] ?? node) : node
    const { offset = 0, length = 1 } = place ?? tree
    problems.set(instanceLocation, {
      path: instanceLocation,
      start: offset,
      end: offset + length,
      bySchema: true,
      message: messageOf(keyword, path, nodeOf(schema, keywordLocation)),
      meant: keyword === 'false' ? nearest(path.at(-1) ?? '', namesFor(path)) : undefined,
    })
  }
  return [...problems.values()]
}

/** All values by their locations, as the validator names them. */
function nodesOf(tree: Node): Map<string, Node> {
  const nodes = new Map<string, Node>()
  const visit = (node: Node, location: string): void => {
    nodes.set(location, node)
    for (const [k, child] of (node.children ?? []).entries()) {
      if (node.type === 'array') visit(child, `${location}/${k}`)
      else if (child.children?.[1] && isWellFormed(child.children[0]?.value))
        visit(child.children[1], `${location}/${escapeName(child.children[0]?.value)}`)
    }
  }
  visit(tree, '#')
  return nodes
}

/** Of alternatives, an object is meant to be the one for objects, and a word one of the words: the other says nothing. */
function isOfOther(nodes: ReadonlyMap<string, Node>, location: string, keywordLocation: string): boolean {
  const [, chosen, rest = ''] = /\/anyOf\/(\d)(?!.*\/anyOf\/\d)(.*)$/.exec(keywordLocation) ?? []
  if (chosen === undefined) return false
  const below = rest.match(/properties\/[^/]+/g)?.length ?? 0
  const parts = location.split('/')
  const around = nodes.get(parts.slice(0, parts.length - below).join('/'))
  return (around?.type === 'object') !== (chosen === '1')
}

/** The part of the schema that a keyword location speaks of. */
function nodeOf(schema: SchemaNode, location: string): SchemaNode {
  let node: unknown = schema
  for (const part of location.split('/').slice(1, -1)) node = (node as Record<string, unknown>)?.[unescapeName(part)]
  return (node ?? {}) as SchemaNode
}

/** The names that are there beside one: of rules, or of settings. */
const namesFor = (path: readonly string[]): readonly string[] =>
  path[0] === 'rules' && path.length === 2 ? rulesOf() : settingsOf(path)

function messageOf(keyword: string, path: readonly string[], own: SchemaNode): string {
  const name = path.at(-1) ?? ''
  if (keyword === 'false') {
    const isRule = path[0] === 'rules' && path.length === 2
    const names = namesFor(path)
    const near = nearest(name, names)
    if (isRule)
      return near
        ? t('Unknown rule "{0}". Did you mean "{1}"?', name, near)
        : t('Unknown rule "{0}". Run "specwise rules" to list all rules.', name)
    return near
      ? t('Unknown setting "{0}". Did you mean "{1}"?', name, near)
      : t('Unknown setting "{0}". Expected {1}.', name, listed(names, 'or'))
  }
  if (keyword === 'enum')
    return t('"{0}" must be {1}.', name, listed((own.enum ?? []).filter((one) => one !== 'warn').map(String), 'or'))
  if (keyword === 'type')
    return path.length === 0
      ? t('The configuration must be an object.')
      : t('"{0}" must be of type {1}.', name, String(own.type))
  if (keyword === 'required') return t('"{0}" needs draft, review, approved and done.', name)
  if (keyword === 'minLength') return t('"{0}" needs at least two characters.', name)
  if (keyword === 'minItems') return t('"{0}" needs at least one entry.', name)
  return t('"{0}" is not allowed here ({1}).', name, keyword)
}

const rulesOf = (): string[] => allRules.map((rule) => rule.code)

function settingsOf(path: readonly string[]): string[] {
  const { properties = {} } = configSchema() as SchemaNode
  if (path.length === 1) return Object.keys(properties)
  const rule = (properties[path[0] ?? ''] as SchemaNode | undefined)?.properties?.[path[1] ?? ''] as
    | SchemaNode
    | undefined
  return Object.keys(rule?.anyOf?.[1]?.properties ?? {})
}

/** Whether a pack of a configuration is a file. */
export const isPackFile = (source: unknown): source is string => typeof source === 'string' && source !== builtinPack

/** Joins the packs that a configuration has or names to its settings; what is wrong with one is told, and the others count. */
export function withPacks(
  settings: RuleSettings,
  sources: readonly { source: unknown; text: string | undefined }[],
): { rules: RuleSettings; problems: string[] } {
  const names: string[] = []
  const own: Rule[] = []
  const all: string[] = []
  for (const { source, text } of sources) {
    if (source === builtinPack) {
      names.push(builtinPack)
      continue
    }
    const name = typeof source === 'string' ? source : t('inline pack')
    const { pack, problems } =
      typeof source !== 'string'
        ? packFrom(source)
        : text !== undefined
          ? readPack(text)
          : { problems: [t('Unknown pack "{0}". Expected "{1}" or the path of a file.', source, builtinPack)] }
    all.push(...problems.map((problem) => t('{0}: {1} The pack is ignored.', name, problem)))
    if (!pack) continue
    if (names.includes(pack.name)) all.push(t('Two packs are named "{0}".', pack.name))
    else own.push(...packRules(pack))
    names.push(pack.name)
  }
  return { rules: { ...settings, packs: names, own }, problems: all }
}

/** What the workspace asks of a configuration. */
export const configReader = { none: noConfig, read: readConfig, isFile: isPackFile, withPacks }

/** Severities as they are given, where `warn`, the word of other linters, is `warning`. */
function severitiesOf(given: unknown): Severities {
  if (typeof given === 'string') return (given === 'warn' ? 'warning' : given) as Severities
  return Object.fromEntries(
    Object.entries(given as object).map(([stage, one]) => [stage, one === 'warn' ? 'warning' : one]),
  ) as unknown as Severities
}
