// Reads `.specwise.json`, which is JSON with comments. Problems are reported with their place, and the rest of the file
// still applies. The workspace interprets the part about files and templates, the engine the part about rules.

import { type Schema, Validator } from '@cfworker/json-schema'
import { type Node, type ParseError, parseTree } from 'jsonc-parser'
import { counted, listed, t } from '../../base/l10n.ts'
import type { Span } from '../../base/span.ts'
import { nearest } from '../../base/words.ts'
import { allRules } from '../all.ts'
import { builtinPack, packRules } from '../packs/packRule.ts'
import { packFrom, readPack } from '../packs/readPack.ts'
import { configSchema } from './configSchema.ts'
import { isWellFormed, jsonErrorText, readValue } from './configValue.ts'
import type { OptionValue, Rule } from './rule.ts'
import { defaultSettings, type RuleSettings } from './run.ts'
import type { Severities } from './severity.ts'

/** The content of a configuration. Missing settings are undefined. The workspace uses the same form. */
export interface RuleConfig {
  specs: readonly string[] | undefined
  templates: readonly string[] | undefined
  vocabularies: ReadonlyMap<string, readonly string[]>
  rules: RuleSettings
  packs: readonly unknown[] | undefined
}

/** A problem in a configuration, as a span of its text. */
interface ConfigProblem extends Span {
  message: string
  /** Whether an editor that knows the schema reports the problem too. */
  bySchema: boolean
  /** The name that was probably meant. */
  meant?: string | undefined
}

export const noConfig: RuleConfig = {
  specs: undefined,
  templates: undefined,
  vocabularies: new Map(),
  rules: defaultSettings,
  packs: undefined,
}

/** Reads the text of a configuration. Never throws; an invalid value counts as missing. */
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
    const message = empty
      ? t('The file is empty. Write at least {}.')
      : t('Invalid JSON: {0}. The whole file is ignored.', jsonErrorText(error.error))
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
    ...unreadable.map((part): ConfigProblem => ({ ...part, bySchema: false })),
  ]
  return { config: configOf(value, bad), problems: bounded(all.sort((a, b) => a.start - b.start)) }
}

const mostProblems = 200

/** At most `mostProblems` problems, followed by one that gives the number of the others. */
function bounded(problems: ConfigProblem[]): ConfigProblem[] {
  const next = problems[mostProblems]
  if (!next) return problems
  const message = counted(problems.length - mostProblems, '{0} more problem.', '{0} more problems.')
  return [...problems.slice(0, mostProblems), { start: next.start, end: next.end, message, bySchema: false }]
}

/** @param bad locations of invalid values, which are ignored. */
function configOf(value: unknown, bad: ReadonlySet<string>): RuleConfig {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return noConfig
  const settings = value as Record<string, unknown>
  const around = new Set(
    [...bad].flatMap((path) => path.split('/').map((_, k, parts) => parts.slice(0, k + 1).join('/'))),
  )
  const isBad = (path: string): boolean => around.has(path) // the value itself, or something inside it
  const list = (key: string): readonly string[] | undefined =>
    settings[key] === undefined || isBad(`#/${key}`) ? undefined : (settings[key] as string[])
  const entries = (key: string): [string, unknown][] =>
    typeof settings[key] === 'object' && settings[key] !== null && !bad.has(`#/${key}`)
      ? Object.entries(settings[key]).filter(([name]) => !bad.has(`#/${key}/${escapeName(name)}`))
      : []
  const severities = new Map<string, Severities>()
  const options = new Map<string, Record<string, OptionValue>>()
  for (const [code, setting] of entries('rules')) {
    if (typeof setting === 'string') severities.set(code, severitiesOf(setting))
    else {
      const values: Record<string, OptionValue> = {}
      for (const [name, option] of Object.entries(setting as Record<string, unknown>)) {
        if (isBad(`#/rules/${escapeName(code)}/${escapeName(name)}`)) continue
        if (name === 'severity') severities.set(code, severitiesOf(option))
        else values[name] = option as OptionValue
      }
      options.set(code, values)
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
    if (isOfOtherAlternative(nodes, instanceLocation, keywordLocation)) continue
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

/** All values by location, in the validator's notation. */
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

/**
 * Whether an error comes from the alternative that was not meant: an object is checked against the alternative for
 * objects only, a word against the one for words.
 */
function isOfOtherAlternative(nodes: ReadonlyMap<string, Node>, location: string, keywordLocation: string): boolean {
  const [, chosen, rest = ''] = /\/anyOf\/(\d)(?!.*\/anyOf\/\d)(.*)$/.exec(keywordLocation) ?? []
  if (chosen === undefined) return false
  const below = rest.match(/properties\/[^/]+/g)?.length ?? 0
  const parts = location.split('/')
  const container = nodes.get(parts.slice(0, parts.length - below).join('/'))
  return (container?.type === 'object') !== (chosen === '1')
}

/** The part of the schema that a keyword location points to. */
function nodeOf(schema: SchemaNode, location: string): SchemaNode {
  let node: unknown = schema
  for (const part of location.split('/').slice(1, -1)) node = (node as Record<string, unknown>)?.[unescapeName(part)]
  return (node ?? {}) as SchemaNode
}

/** The names that are allowed at a path: of rules, or of settings. */
const namesFor = (path: readonly string[]): readonly string[] =>
  path[0] === 'rules' && path.length === 2 ? ruleCodes() : settingNames(path)

function messageOf(keyword: string, path: readonly string[], node: SchemaNode): string {
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
    return t('"{0}" must be {1}.', name, listed((node.enum ?? []).filter((word) => word !== 'warn').map(String), 'or'))
  if (keyword === 'type')
    return path.length === 0
      ? t('The configuration must be an object.')
      : t('"{0}" must be of type {1}.', name, String(node.type))
  if (keyword === 'required') return t('"{0}" needs draft, review, approved and done.', name)
  if (keyword === 'minLength') return t('"{0}" needs at least two characters.', name)
  if (keyword === 'minItems') return t('"{0}" needs at least one entry.', name)
  return t('Invalid value for "{0}" (schema keyword: {1}).', name, keyword)
}

const ruleCodes = (): string[] => allRules.map((rule) => rule.code)

function settingNames(path: readonly string[]): string[] {
  const { properties = {} } = configSchema() as SchemaNode
  if (path.length === 1) return Object.keys(properties)
  const rule = (properties[path[0] ?? ''] as SchemaNode | undefined)?.properties?.[path[1] ?? ''] as
    | SchemaNode
    | undefined
  return Object.keys(rule?.anyOf?.[1]?.properties ?? {})
}

/** Whether a pack in a configuration is the path of a file. */
export const isPackFile = (source: unknown): source is string => typeof source === 'string' && source !== builtinPack

/** Adds the packs of a configuration to its settings. A pack with problems is reported and ignored; the others apply. */
export function withPacks(
  settings: RuleSettings,
  sources: readonly { source: unknown; text: string | undefined }[],
): { rules: RuleSettings; problems: string[] } {
  const names: string[] = []
  const rules: Rule[] = []
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
    else rules.push(...packRules(pack))
    names.push(pack.name)
  }
  return { rules: { ...settings, packs: names, own: rules }, problems: all }
}

/** The interface that the workspace reads configurations with. */
export const configReader = { none: noConfig, read: readConfig, isFile: isPackFile, withPacks }

/** The severities of a setting. `warn`, the word of other linters, means `warning`. */
function severitiesOf(given: unknown): Severities {
  if (typeof given === 'string') return (given === 'warn' ? 'warning' : given) as Severities
  return Object.fromEntries(
    Object.entries(given as object).map(([stage, severity]) => [stage, severity === 'warn' ? 'warning' : severity]),
  ) as unknown as Severities
}
