// Reads and validates the rule packs of a repository. Problems are messages that say where they are.

import { type Schema, Validator } from '@cfworker/json-schema'
import { getNodeValue, type ParseError, parseTree } from 'jsonc-parser'
import { t } from '../../base/l10n.ts'
import { compilePattern } from '../../manifests/pattern.ts'
import { jsonErrorText } from '../engine/configValue.ts'
import { type Pack, type PackCheck, type PackData, packOf } from './pack.ts'
import { builtinPack } from './packRule.ts'
import { packSchema } from './schema.ts'

const mostRules = 200
const mostChecks = 500
const longestPack = 500_000 // characters

/** Reads a pack from JSON with comments. Never throws. */
export function readPack(text: string): { pack?: Pack; problems: string[] } {
  if (text.length > longestPack) return { problems: [t('The file is longer than {0} characters.', longestPack)] }
  if (text.trim() === '') return { problems: [t('The file is empty.')] }
  const errors: ParseError[] = []
  try {
    const tree = parseTree(text, errors, { allowTrailingComma: true })
    const [error] = errors
    if (!error) return packFrom(tree && getNodeValue(tree))
    const line = text.slice(0, error.offset).split('\n').length
    return { problems: [t('Invalid JSON on line {0}: {1}.', line, jsonErrorText(error.error))] }
  } catch (error) {
    return { problems: [error instanceof RangeError ? t('The file is nested too deeply.') : String(error)] }
  }
}

/** Reads a pack from data, as written inline in a configuration. */
export function packFrom(data: unknown): { pack?: Pack; problems: string[] } {
  const { errors } = new Validator(packSchema() as Schema, '7', false).validate(data)
  const specific = errors.filter(({ keyword }) => !containerKeywords.has(keyword))
  if (errors.length > 0) {
    const words = (specific.length > 0 ? specific : errors).map(
      ({ instanceLocation, keyword, error }) =>
        `${placeOf(instanceLocation)}${messageFor(keyword, instanceLocation, error)}`,
    )
    return { problems: [...new Set(words)].slice(0, 5) }
  }
  const pack = data as PackData
  const entries = Object.entries(pack.rules)
  const problems = entries.flatMap(([code, { checks }]) =>
    checks.flatMap((check, k) => problemsIn(check).map((what) => `rules.${code}.checks[${k}]: ${what}`)),
  )
  if (pack.name === builtinPack) problems.push(t('The name "{0}" is reserved for the built-in pack.', builtinPack))
  const checks = entries.reduce((sum, [, rule]) => sum + rule.checks.length, 0)
  if (entries.length > mostRules)
    problems.push(t('The pack has {0} rules. At most {1} are allowed.', entries.length, mostRules))
  if (checks > mostChecks) problems.push(t('The pack has {0} checks. At most {1} are allowed.', checks, mostChecks))
  return problems.length > 0 ? { problems } : { pack: packOf(pack, `${pack.name}/`), problems }
}

// Keywords whose errors only repeat an error inside of them.
const containerKeywords = new Set(['properties', 'items', 'additionalProperties', 'anyOf', 'propertyNames', '$ref'])

const placeOf = (location: string): string => {
  const place = location
    .replace(/^#\/?/, '')
    .replace(/\/(\d+)/g, '[$1]')
    .replaceAll('/', '.')
  return place === '' ? '' : `${place}: `
}

function messageFor(keyword: string, location: string, error: string): string {
  if (keyword === 'false') return t('Unknown key "{0}".', location.slice(location.lastIndexOf('/') + 1))
  if (keyword === 'required') return t('Missing key {0}.', /"([^"]+)"/.exec(error)?.[0] ?? '')
  return error
}

/** The problems of a check that the schema cannot express. */
function problemsIn(check: PackCheck): string[] {
  const forms = (['path', 'companion', 'words', 'finds'] as const).filter((key) => key in check)
  if (forms.length !== 1) return [t('Expected exactly one of "path", "companion", "words" and "finds".')]
  if ('words' in check) return 'unless' in check ? [] : [t('Missing key {0}.', '"unless"')]
  if ('finds' in check) return 'language' in check ? [] : [t('Missing key {0}.', '"language"')]
  if (!('select' in check)) return [t('Missing key {0}.', '"select"')]
  if (!('path' in check)) return []
  if (!('must' in check) || Object.keys(check.must).length === 0) return [t('"must" needs a condition.')]
  return ([check.must.match, check.must.notMatch] as const).flatMap((pattern) => {
    if (pattern === undefined) return []
    try {
      compilePattern(pattern)
      return []
    } catch (error) {
      return [t('The pattern {0} {1}.', JSON.stringify(pattern), (error as Error).message)]
    }
  })
}
