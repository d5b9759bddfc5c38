// The baseline: findings that a repository had when it began to check, which are not told of until they are mended.
// One entry a line, sorted, so that branches merge.
import { dirname, join, resolve } from 'node:path'
import { groupBy } from '../base/groups.ts'
import { isAtLeast } from '../rules/engine/severity.ts'
import type { Files } from '../workspace/files.ts'
import { type CheckedFile, shownFrom } from './checkUnit.ts'
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
  /** Its file. */
  path: string
  /** A document without the findings that are known. */
  newIn(file: CheckedFile): CheckedFile
  /** Looks for the documents that were not looked at: what is said of one that is no more is fixed. */
  lookFor(kindOf: (path: string) => Promise<unknown>): Promise<void>
  /** What is known of other documents than these, and still holds. */
  besides(checked: readonly CheckedFile[]): readonly Entry[]
  /** How many findings were known, and which entries were not found in the documents that were looked at. */
  told(): { known: number; fixed: Entry[] }
  /** The text of the baseline without what is fixed. */
  pruned(): string
}

/** The nearest baseline above a folder; undefined where there is none. Rejects with what is wrong in it. */
export async function readBaseline(files: Files, cwd: string): Promise<Baseline | undefined> {
  let folder = cwd
  while ((await files.kind(join(folder, baselineName))) !== 'file') {
    // Not beyond the repository.
    if (dirname(folder) === folder || (await files.kind(join(folder, '.git'))) !== undefined) return undefined
    folder = dirname(folder)
  }
  const path = join(folder, baselineName)
  const inFolder = (shown: string): string => shownFrom(folder)(resolve(cwd, shown))
  const entries = entriesIn(await files.read(path))
  if (!entries) throw new Error(`${baselineName} is no baseline: write it anew by "specwise baseline"`)
  const byPath = groupBy(entries, (one) => one.path)
  const looked = new Set<string>()
  const found = new Set<string>()
  const isFixed = ({ path: own, fingerprint }: Entry): boolean => looked.has(own) && !found.has(fingerprint)
  return {
    path,
    newIn(file) {
      const name = inFolder(file.path)
      const own = new Set(byPath.get(name)?.map(({ fingerprint }) => fingerprint))
      looked.add(name)
      if (own.size === 0) return file
      const shown = file.findings.map((finding) => ({ path: name, ...finding }))
      const prints = fingerprintsOf(shown)
      const isKnown = (k: number): boolean => own.has(prints[k] ?? '') && isSerious(shown[k] as RenderedFinding)
      for (const [k, print] of prints.entries()) if (isKnown(k)) found.add(print)
      return { ...file, findings: file.findings.filter((_, k) => !isKnown(k)) }
    },
    async lookFor(kindOf) {
      for (const path of byPath.keys())
        if (!looked.has(path) && (await kindOf(join(folder, path))) === undefined) looked.add(path)
    },
    besides(checked) {
      const own = new Set(checked.map(({ path }) => inFolder(path)))
      return entries.filter((one) => !own.has(one.path) && !looked.has(one.path))
    },
    told: () => ({ known: found.size, fixed: entries.filter(isFixed) }),
    pruned: () => textOf(entries.filter((one) => !isFixed(one))),
  }
}

const isSerious = ({ severity }: Pick<RenderedFinding, 'severity'>): boolean => isAtLeast(severity, 'warning')

/** The text of a baseline of the errors and warnings of documents, and of entries that stay. */
export function baselineText(
  checked: readonly CheckedFile[],
  others: readonly Entry[] = [],
  named: (path: string) => string = (path) => path,
): string {
  const entries = checked.flatMap(({ path: own, findings }) => {
    const path = named(own)
    const shown = findings.map((finding) => ({ path, ...finding }))
    const prints = fingerprintsOf(shown)
    return shown.flatMap((finding, k): Entry[] =>
      isSerious(finding)
        ? [{ path, rule: finding.code, about: finding.details?.identity ?? '', fingerprint: prints[k] ?? '' }]
        : [],
    )
  })
  return textOf([...others, ...entries])
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
