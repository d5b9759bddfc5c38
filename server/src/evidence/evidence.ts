// What verifies an item: the tests and the code that name its id, and the results of these tests.
import type { Id } from '../document/ids.ts'
import { numberOf } from '../document/specNumber.ts'
import type { Feature } from '../feature/feature.ts'
import { type CodeFacts, codeFacts, type Mention } from './codeMentions.ts'
import type { TestResult } from './testReport.ts'

/** The tests and the code of a workspace, by the ids that they name. */
export interface EvidenceIndex {
  /** By the key of the id. */
  places: ReadonlyMap<string, readonly EvidencePlace[]>
  results: ReadonlyMap<string, readonly NamedResult[]>
  /** How many test cases each report has, by its path. */
  reports: ReadonlyMap<string, number>
}

export interface EvidencePlace {
  path: string
  mention: Mention
  /** The specifications that the file names. */
  specs: readonly string[]
  isTest: boolean
}

interface NamedResult extends TestResult {
  specs: readonly string[]
}

/** Failing wins over passing; a test that did not run is only named. */
export type Verified = 'failing' | 'passing' | 'test' | 'code' | 'none'

export interface Evidence {
  verified: Verified
  tests: readonly EvidencePlace[]
  code: readonly EvidencePlace[]
  results: readonly TestResult[]
}

export interface FileEvidence {
  code?: CodeFacts
  results?: readonly TestResult[]
}

/** Joins the facts of all files. Linear in them. */
export function evidenceIndex(files: ReadonlyMap<string, FileEvidence>): EvidenceIndex {
  const places = new Map<string, EvidencePlace[]>()
  const results = new Map<string, NamedResult[]>()
  const reports = new Map<string, number>()
  const add = <V>(map: Map<string, V[]>, key: string, value: V): void => {
    const same = map.get(key)
    if (same) same.push(value)
    else map.set(key, [value])
  }
  for (const [path, { code, results: own }] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (own) reports.set(path, own.length)
    for (const mention of code?.mentions ?? [])
      add(places, mention.key, { path, mention, specs: code?.specs ?? [], isTest: code?.isTest ?? false })
    for (const result of own ?? []) {
      const { mentions, specs } = codeFacts('', result.name)
      for (const { key, specs: named } of mentions)
        add(results, key, { ...result, specs: named.length > 0 ? named : specs })
    }
  }
  return { places, results, reports }
}

/** How many specifications define each id. @param specs the keys of the ids of each */
export function countDefiners(specs: Iterable<Iterable<string>>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const keys of specs) for (const key of new Set(keys)) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

/**
 * The evidence for an item of a feature. A place counts if its line names the specification (`SPEC-004 FR-012`,
 * `specs/004-queue`), or its file names no other one. Files in the folder of the specification are a part of it. If the file names none, the id must be defined by this feature only.
 * @param definers see `countDefiners`
 */
export function evidenceOf(
  { places, results }: EvidenceIndex,
  feature: Feature,
  id: Id,
  definers: ReadonlyMap<string, number>,
): Evidence {
  const number = String(numberOf(feature.path))
  const folder = feature.path
    .slice(feature.path.search(/[^\\/]*$/))
    .replace(/\.(?:md|markdown)$/i, '')
    .replaceAll('_', '-')
  const isOwn = (specs: readonly string[]): boolean =>
    specs.length === 0 ? (definers.get(id.key) ?? 0) <= 1 : specs.every((spec) => spec === number || spec === folder)
  const isOutside = (path: string): boolean => !['/', '\\'].some((slash) => path.startsWith(feature.path + slash))
  const own = (places.get(id.key) ?? []).filter(
    ({ path, mention, specs }) => isOutside(path) && isOwn(mention.specs.length > 0 ? mention.specs : specs),
  )
  const found = (results.get(id.key) ?? []).filter(({ specs }) => isOwn(specs))
  const tests = own.filter(({ isTest }) => isTest)
  const code = own.filter(({ isTest }) => !isTest)
  const has = (state: TestResult['state']): boolean => found.some((one) => one.state === state)
  const named: Verified = tests.length > 0 || found.length > 0 ? 'test' : code.length > 0 ? 'code' : 'none'
  return { verified: has('failed') ? 'failing' : has('passed') ? 'passing' : named, tests, code, results: found }
}
