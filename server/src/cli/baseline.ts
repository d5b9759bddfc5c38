// The baseline: findings that a repository had when it began to check, which are not told of until they are mended.
// One entry a line, sorted, so that branches merge.
import { join } from 'node:path'
import { groupBy } from '../base/groups.ts'
import type { Files } from '../workspace/files.ts'
import type { CheckedFile } from './checkUnit.ts'
import { fingerprintsOf } from './formats/format.ts'
import type { RenderedFinding } from './renderedFinding.ts'

export const baselineName = '.specwise-baseline.json'

interface Entry {
  path: string
  rule: string
  about: string
  fingerprint: string
}

export interface Baseline {
  /** A document without the findings that are known. */
  newIn(file: CheckedFile): CheckedFile
  /** How many findings were known, and which entries were not found in the documents that were looked at. */
  told(): { known: number; fixed: Entry[] }
  /** The text of the baseline without what is fixed. */
  pruned(): string
}

/** The baseline of a folder; undefined where there is none. Rejects with what is wrong in it. */
export async function readBaseline(files: Files, cwd: string): Promise<Baseline | undefined> {
  const path = join(cwd, baselineName)
  if ((await files.kind(path)) !== 'file') return undefined
  const entries = entriesIn(await files.read(path))
  if (!entries) throw new Error(`${baselineName} is no baseline: write it anew by "specwise baseline"`)
  const byPath = groupBy(entries, (one) => one.path)
  const looked = new Set<string>()
  const found = new Set<string>()
  const isFixed = ({ path: own, fingerprint }: Entry): boolean => looked.has(own) && !found.has(fingerprint)
  return {
    newIn(file) {
      const own = new Set(byPath.get(file.path)?.map(({ fingerprint }) => fingerprint))
      looked.add(file.path)
      if (own.size === 0) return file
      const shown = file.findings.map((finding) => ({ path: file.path, ...finding }))
      const prints = fingerprintsOf(shown)
      const isKnown = (k: number): boolean => own.has(prints[k] ?? '') && isSerious(shown[k] as RenderedFinding)
      for (const [k, print] of prints.entries()) if (isKnown(k)) found.add(print)
      return { ...file, findings: file.findings.filter((_, k) => !isKnown(k)) }
    },
    told: () => ({ known: found.size, fixed: entries.filter(isFixed) }),
    pruned: () => textOf(entries.filter((one) => !isFixed(one))),
  }
}

const isSerious = ({ severity }: RenderedFinding): boolean => severity === 'error' || severity === 'warning'

/** The text of a baseline of the errors and warnings of documents. */
export function baselineText(checked: readonly CheckedFile[]): string {
  const entries = checked.flatMap(({ path, findings }) => {
    const shown = findings.map((finding) => ({ path, ...finding }))
    const prints = fingerprintsOf(shown)
    return shown.flatMap((finding, k): Entry[] =>
      isSerious(finding)
        ? [{ path, rule: finding.code, about: finding.details?.identity ?? '', fingerprint: prints[k] ?? '' }]
        : [],
    )
  })
  return textOf(entries)
}

function textOf(entries: readonly Entry[]): string {
  const lines = entries.map((one) => JSON.stringify(one)).sort()
  return `{ "version": 1, "findings": [\n${lines.join(',\n')}\n] }\n`
}

function entriesIn(text: string): Entry[] | undefined {
  try {
    const { version, findings } = JSON.parse(text) as { version?: unknown; findings?: unknown }
    if (version !== 1 || !Array.isArray(findings)) return undefined
    const isEntry = (one: Partial<Entry> | null): one is Entry =>
      typeof one?.path === 'string' && typeof one.rule === 'string' && typeof one.fingerprint === 'string'
    return findings.every(isEntry) ? findings : undefined
  } catch {
    return undefined
  }
}
